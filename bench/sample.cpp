// SPDX-License-Identifier: MIT
#include "sample.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include <souris/codec.hpp>
#include <souris/file.hpp>
#include <souris/json.hpp>

namespace souris::bench {

namespace {

std::size_t count_nodes(const Value& root) {
    std::size_t count = 0;
    std::vector<const Value*> pending{&root};
    while (!pending.empty()) {
        const Value& value = *pending.back();
        pending.pop_back();
        ++count;
        for (const Value& element : value.elements())
            pending.push_back(&element);
        for (const MapEntry& entry : value.entries()) {
            ++count;
            pending.push_back(&entry.value);
        }
    }
    return count;
}

Result<Sample> load_sample(const std::filesystem::path& path) {
    const auto text = read_file(path, Limits{}.max_input);
    if (!text) return failure(text.error());
    Sample sample;
    sample.name = path.stem().string();
    sample.json = as_text(*text);

    // In foreign documents every object is a map, whatever the names of its members.
    auto value = value_from_json(sample.json, {.tagged = false});
    if (!value) return failure(value.error());
    sample.value = std::move(*value);
    sample.node_count = count_nodes(sample.value);

    auto compact = to_json(sample.value, {.form = JsonForm::plain});
    if (!compact) return failure(compact.error());
    sample.compact_json = std::move(*compact);

    auto bytes = encode_value(sample.value);
    if (!bytes) return failure(bytes.error());
    sample.bytes = std::move(*bytes);

    // Verifies the codec before it is timed.
    const auto decoded = decode_value(sample.bytes);
    if (!decoded) return failure(decoded.error());
    if (*decoded != sample.value) return failure(Error(ErrorCode::internal_error));
    return sample;
}

}  // namespace

Store store_of(const Value& document) {
    if (const Map* const map = document.as_map()) return Store(*map);
    Store store;
    store["JSON"] = document;
    return store;
}

Result<std::vector<Sample>, std::string> load_samples(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        if (it->path().extension() == ".json") paths.push_back(it->path());
    }
    if (error) return tl::unexpected(folder.string() + ": " + error.message());
    if (paths.empty()) return tl::unexpected(folder.string() + ": no *.json there");
    std::sort(paths.begin(), paths.end());

    std::vector<Sample> samples;
    for (const auto& path : paths) {
        auto sample = load_sample(path);
        if (!sample) return tl::unexpected(path.string() + ": " + sample.error().message());
        samples.push_back(std::move(*sample));
    }
    return samples;
}

}  // namespace souris::bench
