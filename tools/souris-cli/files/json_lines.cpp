// SPDX-License-Identifier: MIT
#include "files/json_lines.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "options/options.hpp"

namespace souris::cli {

namespace {

constexpr const char* usual_key = "lines";

}  // namespace

Parameter lines_key_option(std::optional<std::string>& key) {
    Parameter row{.name = "--key",
                  .placeholder = "KEY",
                  .standard = usual_key,
                  .help = "The key of the array of lines in a store"};
    row.set = [&key](const std::string& value) {
        key = value;
        return std::string();
    };
    return row;
}

Value with_lines_key(Value lines, const std::optional<std::string>& key) {
    Map map;
    map[key.value_or(usual_key)] = std::move(lines);
    return map;
}

Result<Value*> find_lines(Value& root, const std::optional<std::string>& key, std::string& path) {
    path.clear();
    if (root.is(Type::array) && !key) return &root;
    Map* const map = root.as_map();
    if (map == nullptr) {
        return failure(Error(ErrorCode::wrong_type, "found " + std::string(name_of(root.type())) +
                                                        (key ? ", wanted map" : ", wanted array")));
    }
    std::string_view wanted = key ? *key : std::string_view(usual_key);
    if (!key && !map->contains(wanted) && map->size() == 1) wanted = map->begin()->key();
    Value* const lines = map->find(wanted);
    append_path_token(path, wanted);
    if (lines != nullptr && lines->is(Type::array)) return lines;
    Error error(lines == nullptr ? ErrorCode::key_not_found : ErrorCode::wrong_type);
    error.detail =
        lines == nullptr ? "" : "found " + std::string(name_of(lines->type())) + ", wanted array";
    if (!key) {
        error.detail += error.detail.empty() ? "" : "; ";
        error.detail += "--key names the array whose elements become lines";
    }
    error.path = std::move(path);
    return failure(std::move(error));
}

Result<Bytes> write_json_lines(const Value& array, bool is_tagged, const Limits& limits,
                               const std::string& path) {
    const JsonWriteOptions writing{.form = is_tagged ? JsonForm::tagged : JsonForm::plain,
                                   .limits = limits};
    Sink sink;
    std::size_t index = 0;
    for (const Value& element : array.elements()) {
        if (auto written = write_json(sink, element, writing); !written) {
            Error error = std::move(written).error();
            std::string place = path;
            append_path_token(place, index);
            error.path.insert(0, place);
            return failure(std::move(error));
        }
        sink.write_byte('\n');
        if (sink.size() > limits.max_input) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        ++index;
    }
    return sink.take();
}

}  // namespace souris::cli
