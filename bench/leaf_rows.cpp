// SPDX-License-Identifier: MIT
/// Stores opened and every leaf read, by C++ and through the C interface.

#include <cstdint>
#include <string_view>

#include <souris/document.hpp>
#include <souris/souris.h>
#include <souris/store.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

/// What the leaves of a tree add up to.
struct Sum {
    std::uint64_t text = 0;
    std::int64_t integers = 0;
    double floats = 0;
    std::uint64_t others = 0;
};

void add(Sum& sum, ValueView value) {
    switch (value.type()) {
        case Type::map:
            for (const auto& [key, child] : value.entries()) {
                sum.text += key.size();
                add(sum, child);
            }
            break;
        case Type::array:
            for (const ValueView child : value.elements())
                add(sum, child);
            break;
        case Type::string:
            if (const auto text = value.get<std::string_view>()) sum.text += text->size();
            break;
        case Type::integer:
            if (const auto number = value.get<std::int64_t>()) sum.integers += *number;
            break;
        case Type::float64:
            if (const auto number = value.get<double>()) sum.floats += *number;
            break;
        case Type::boolean:
            if (const auto boolean = value.get<bool>()) sum.others += *boolean ? 1 : 0;
            break;
        default:
            ++sum.others;
    }
}

void add(Sum& sum, souris_view value) {
    const char* text = nullptr;
    std::size_t length = 0;
    std::int64_t integer = 0;
    double number = 0;
    int boolean = 0;
    souris_view child;
    souris_iterator children;
    switch (souris_view_type(value)) {
        case SOURIS_MAP:
            children = souris_view_begin(value);
            while (souris_iterator_next(&children, &text, &length, &child) != 0) {
                sum.text += length;
                add(sum, child);
            }
            break;
        case SOURIS_ARRAY:
            children = souris_view_begin(value);
            while (souris_iterator_next(&children, nullptr, nullptr, &child) != 0)
                add(sum, child);
            break;
        case SOURIS_STRING:
            if (souris_view_text(value, &text, &length, nullptr) == SOURIS_OK) sum.text += length;
            break;
        case SOURIS_INTEGER:
            if (souris_view_int64(value, &integer, nullptr) == SOURIS_OK) sum.integers += integer;
            break;
        case SOURIS_FLOAT64:
            if (souris_view_double(value, &number, nullptr) == SOURIS_OK) sum.floats += number;
            break;
        case SOURIS_BOOLEAN:
            if (souris_view_boolean(value, &boolean, nullptr) == SOURIS_OK) {
                sum.others += boolean != 0 ? 1 : 0;
            }
            break;
        default:
            ++sum.others;
    }
}

template <Profile profile>
Bytes store_bytes(const Sample& sample) {
    WriteOptions options;
    options.profile = profile;
    return encode_store(store_of(sample.value), options).value();
}

template <Profile profile>
void read_by_cpp(benchmark::State& state, const Sample& sample) {
    const Bytes bytes = store_bytes<profile>(sample);
    for (auto _ : state) {
        const auto document = Document::view(bytes);
        if (!document) return state.SkipWithError(document.error().message().c_str());
        Sum sum;
        add(sum, document->root());
        benchmark::DoNotOptimize(sum);
    }
    report_size(state, sample, bytes.size());
}

template <Profile profile>
void read_by_c(benchmark::State& state, const Sample& sample) {
    const Bytes bytes = store_bytes<profile>(sample);
    for (auto _ : state) {
        souris_document* document = nullptr;
        souris_error error;
        if (souris_document_borrow(bytes.data(), bytes.size(), nullptr, &document, &error) !=
            SOURIS_OK) {
            return state.SkipWithError(error.message);
        }
        Sum sum;
        add(sum, souris_document_root(document));
        benchmark::DoNotOptimize(sum);
        souris_document_free(document);
    }
    report_size(state, sample, bytes.size());
}

const Rows rows{
    {"leaves", "C++, stored", read_by_cpp<Profile::stored>},
    {"leaves", "C, stored", read_by_c<Profile::stored>},
    {"leaves", "C++, balanced", read_by_cpp<Profile::balanced>},
    {"leaves", "C, balanced", read_by_c<Profile::balanced>},
};

}}  // namespace souris::bench
