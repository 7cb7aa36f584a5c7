// SPDX-License-Identifier: MIT
/// Performs all operations on hostile inputs of growing size. tools/count-instructions runs it
/// under callgrind and reads the counts.
///
///     instructions SMALLEST LARGEST [INPUT...]
///
/// INPUT is the name of an input; the default is all of them.

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include <fmt/core.h>
#include <malloc.h>
#include <valgrind/callgrind.h>

#include <souris/annotate.hpp>
#include <souris/block.hpp>
#include <souris/cbor.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/salvage.hpp>
#include <souris/store.hpp>

#include "hostile_inputs.hpp"

namespace {

using namespace souris;
using test::HostileInput;
using test::InputForm;

// The label of the following counts; the tool splits it at the bars.
template <class Call>
void count(const HostileInput& input, std::string_view operation, std::size_t size, Call call) {
    const std::string label = fmt::format("{}|{}|{}", input.name, operation, size);
    // glibc coalesces freed blocks at a later allocation; do it now, not during a measurement.
    ::malloc_trim(0);
    CALLGRIND_ZERO_STATS;
    CALLGRIND_TOGGLE_COLLECT;
    static_cast<void>(call());
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(label.c_str());
}

Limits limits() {
    Limits limits = Limits::unlimited();
    limits.max_output = std::uint64_t{8} << 30U;
    return limits;
}

DecodeOptions decoding() {
    DecodeOptions options;
    options.limits = limits();
    return options;
}

ReadOptions reading() {
    ReadOptions options;
    options.limits = limits();
    return options;
}

/// Ignores annotations.
class Forgetful final : public AnnotationHandler {
  public:
    void annotate(const Annotation&) override {}
    void begin_unpacked(std::span<const std::byte>) override {}
};

/// Operations on a tree, whatever it was read from.
void count_uses(const HostileInput& input, std::size_t size, const Value& value) {
    EncodeOptions encoding;
    encoding.limits = limits();
    JsonWriteOptions writing;
    writing.limits = limits();
    Value copy;
    count(input, "copy", size, [&] { copy = value; });
    count(input, "==", size, [&] { return value == copy; });
    count(input, "<=>", size, [&] { return value <=> copy; });
    count(input, "hash", size, [&] { return std::hash<Value>()(value); });
    count(input, "destroy", size, [&] { copy = nullptr; });
    count(input, "encode_value", size, [&] { return encode_value(value, encoding); });
    count(input, "to_json", size, [&] { return to_json(value, writing); });
}

void count_all(const HostileInput& input, std::size_t size) {
    // Inputs that expand are shorter by that factor.
    constexpr std::size_t most_unpacked = 256;
    const bool is_bomb = std::string_view(input.name).ends_with("bomb");
    const Bytes bytes = input.make(is_bomb ? size / most_unpacked : size);
    Value value;
    switch (input.form) {
        case InputForm::value: {
            count(input, "decode_value", size, [&] {
                if (auto read = decode_value(bytes, decoding())) value = std::move(*read);
            });
            Parser parser;
            count(input, "Parser::parse", size,
                  [&] { (void)parser.parse(bytes, decoding()).has_value(); });
            count(input, "annotate_bare", size, [&] {
                Forgetful handler;
                (void)annotate_bare(bytes, handler, limits()).has_value();
            });
            count(input, "salvage_bare", size,
                  [&] { (void)salvage_bare(bytes, decoding()).damage.has_value(); });
            break;
        }
        case InputForm::store:
            count(input, "decode_store", size,
                  [&] { (void)decode_store(bytes, reading()).has_value(); });
            count(input, "Document::view", size,
                  [&] { (void)Document::view(bytes, reading()).has_value(); });
            return;
        case InputForm::packed:
            count(input, "unpack", size, [&] {
                if (auto read = unpack(bytes, decoding())) value = std::move(*read);
            });
            count(input, "Document::unpack_view", size,
                  [&] { (void)Document::unpack_view(bytes, decoding()).has_value(); });
            break;
        case InputForm::json:
            count(input, "value_from_json", size, [&] {
                JsonReadOptions options;
                options.limits = limits();
                if (auto read = value_from_json(as_text(bytes), options)) value = std::move(*read);
            });
            break;
        case InputForm::cbor:
            count(input, "value_from_cbor", size, [&] {
                CborReadOptions options;
                options.limits = limits();
                if (auto read = value_from_cbor(bytes, options)) value = std::move(*read);
            });
            break;
        case InputForm::msgpack:
            count(input, "value_from_msgpack", size, [&] {
                MsgpackReadOptions options;
                options.limits = limits();
                if (auto read = value_from_msgpack(bytes, options)) value = std::move(*read);
            });
            break;
    }
    if (!value.is_null()) count_uses(input, size, value);
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t smallest = 0;
    std::size_t largest = 0;
    const auto read = [](const char* text, std::size_t& number) {
        return std::from_chars(text, text + std::strlen(text), number).ec == std::errc{};
    };
    if (argc < 3 || !read(argv[1], smallest) || !read(argv[2], largest)) {
        fmt::print(stderr, "usage: {} SMALLEST LARGEST [INPUT...]\n", argv[0]);
        return 2;
    }
    // Otherwise earlier frees decide which blocks come from the heap.
    ::mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    const std::span<char* const> wanted(argv + 3, argv + argc);
    for (const HostileInput& input : test::hostile_inputs()) {
        if (!wanted.empty() &&
            std::ranges::find(wanted, std::string_view(input.name)) == wanted.end())
            continue;
        for (std::size_t size = smallest; size <= largest; size *= 2)
            count_all(input, size);
    }
    return EXIT_SUCCESS;
}
