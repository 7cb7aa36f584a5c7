// SPDX-License-Identifier: MIT
/// Trees as deep as memory permits, with a small stack.
///
///     ten-million-levels LEVELS
///
/// The default limits refuse them immediately; without a depth limit, all operations on values are
/// performed. Sets the stack size to 256 KiB and starts itself again, because a process cannot
/// reduce the size of its own stack.

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include <fmt/core.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/store.hpp>
#include <souris/text_decoder.hpp>

namespace {

using namespace souris;
using Clock = std::chrono::steady_clock;

constexpr rlim_t stack_size = rlim_t{256} * 1024;

int failures = 0;

void check(bool is_right, std::string_view what) {
    if (is_right) return;
    fmt::print("FAILED: {}\n", what);
    ++failures;
}

/// Runs a step and prints its duration.
template <class Step>
auto timed(std::string_view what, Step step) {
    struct Report {
        std::string_view what;
        Clock::time_point start = Clock::now();
        ~Report() {
            const std::chrono::duration<double, std::milli> passed = Clock::now() - start;
            fmt::print("{:<44}{:>12.3f} ms\n", what, passed.count());
        }
    } const report{what};
    return step();
}

DecodeOptions unlimited() {
    DecodeOptions options;
    options.limits = Limits::unlimited();
    return options;
}

ReadOptions unlimited_store() {
    ReadOptions options;
    options.limits = Limits::unlimited();
    return options;
}

EncodeOptions unlimited_encoding() {
    EncodeOptions options;
    options.limits = Limits::unlimited();
    return options;
}

Bytes repeated(std::initializer_list<unsigned> unit, std::size_t times, unsigned last) {
    Bytes bytes;
    bytes.reserve(unit.size() * times + 1);
    for (std::size_t i = 0; i < times; ++i) {
        for (const unsigned byte : unit)
            bytes.push_back(static_cast<std::byte>(byte));
    }
    bytes.push_back(static_cast<std::byte>(last));
    return bytes;
}

struct Shape {
    const char* name;
    std::size_t levels;
    Bytes bytes;
    /// One level of the pointer to the innermost value, and the number of levels.
    std::string_view token;
    std::size_t levels_per_token;
};

/// Refused by the default limits at the first container that is too deep.
void refuse(const Shape& shape) {
    // A first run, which includes loading from disk.
    (void)decode_value(shape.bytes);
    const auto value = timed("refused: decode_value", [&] { return decode_value(shape.bytes); });
    const auto parsed = timed("refused: Parser::parse",
                              [&] { return Parser().parse(shape.bytes).map([](auto) {}); });
    check(!value && value.error().code == ErrorCode::limit_exceeded, "refused by decode_value");
    check(!parsed && parsed.error().code == ErrorCode::limit_exceeded, "refused by Parser");
    // At most four bytes per level: reading stopped at the limit, not later.
    const std::uint64_t latest = 4 * (Limits{}.max_depth + 1);
    check(!value && value.error().offset.value_or(latest + 1) <= latest, "refused early");
    check(!parsed && parsed.error() == value.error(), "refused alike");
}

void compare(const Value& value, const Value& copy) {
    check(timed("==", [&] { return value == copy; }), "==");
    check(timed("<=>", [&] { return (value <=> copy) == std::strong_ordering::equal; }), "<=>");
    const std::hash<Value> hash;
    check(timed("hash", [&] { return hash(value); }) == hash(copy), "hash");
}

void look_up(const Shape& shape, const Value& value, const ValueView& view) {
    std::string pointer;
    for (std::size_t i = 0; i < shape.levels / shape.levels_per_token; ++i)
        pointer += shape.token;
    check(timed("Value::at", [&] { return bool{value.at(pointer)}; }), "Value::at");
    check(timed("ValueView::at", [&] { return bool{view.at(pointer)}; }), "ValueView::at");
    pointer += "/none";
    check(!timed("Value::at, not there", [&] { return bool{value.at(pointer)}; }), "at, not there");
}

void write_and_read_json(const Value& value) {
    JsonWriteOptions writing;
    writing.limits = Limits::unlimited();
    JsonReadOptions reading;
    reading.limits = Limits::unlimited();
    const auto text = timed("to_json", [&] { return to_json(value, writing); });
    check(text.has_value(), "to_json");
    if (!text) return;
    const auto back = timed("value_from_json", [&] { return value_from_json(*text, reading); });
    check(back && *back == value, "value_from_json");
    check(!value_from_json(*text), "value_from_json refuses");
    check(timed("JsonText::parse", [&] { return JsonText::parse(*text).has_value(); }), "JsonText");
    const std::string cut = text->substr(0, text->size() / 2 + 1);
    check(!timed("value_from_json, cut", [&] { return value_from_json(cut, reading); }),
          "JSON, cut");
}

void write_and_read_stores(const Value& value) {
    Map map;
    map["deep"] = value;
    const Store store(std::move(map));
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        WriteOptions options;
        options.layout = layout;
        options.profile = Profile::fast;
        options.limits = Limits::unlimited();
        const auto bytes = timed("encode_store", [&] { return encode_store(store, options); });
        check(bytes.has_value(), "encode_store");
        if (!bytes) continue;
        const auto back =
            timed("decode_store", [&] { return decode_store(*bytes, unlimited_store()); });
        check(back && *back == store, "decode_store");
        const auto document =
            timed("Document::view", [&] { return Document::view(*bytes, unlimited_store()); });
        check(document && document->root().entries().size() == 1, "Document::view");
    }
    const auto packed = pack(value, {.profile = Profile::fast, .limits = Limits::unlimited()});
    check(packed && unpack(*packed, unlimited()) == value, "unpack");
}

void refuse_damaged(const Shape& shape) {
    Bytes damaged(shape.bytes.begin(), shape.bytes.end() - 1);
    damaged.insert(damaged.end(), {std::byte{0x43}, std::byte{0}});
    const auto value =
        timed("decode_value, damaged", [&] { return decode_value(damaged, unlimited()); });
    const auto parsed = timed("Parser::parse, damaged", [&] {
        return Parser().parse(damaged, unlimited()).map([](auto) {});
    });
    check(!value && value.error().code == ErrorCode::invalid_sign_state, "damaged");
    check(!parsed && parsed.error() == value.error(), "damaged, alike");
}

void do_everything(const Shape& shape) {
    fmt::print("-- {} levels of {}\n", shape.levels, shape.name);
    refuse(shape);
    refuse_damaged(shape);
    auto decoded = timed("decode_value", [&] { return decode_value(shape.bytes, unlimited()); });
    check(decoded.has_value(), "decode_value");
    if (!decoded) return;
    Value value = std::move(*decoded);
    const auto again =
        timed("encode_value", [&] { return encode_value(value, unlimited_encoding()); });
    check(again == shape.bytes, "encode_value");
    check(!encode_value(value), "encode_value refuses");
    Parser parser;
    const auto view =
        timed("Parser::parse", [&] { return parser.parse(shape.bytes, unlimited()); });
    check(view.has_value(), "Parser::parse");
    if (!view) return;
    check(timed("encode_value of a view",
                [&] { return encode_value(*view, unlimited_encoding()); }) == shape.bytes,
          "encode_value of a view");
    {
        Value copy = timed("copy", [&] { return Value(value); });
        compare(value, copy);
        copy = timed("to_value", [&] { return view->to_value(); });
        check(copy == value, "to_value");
        Value moved = std::move(copy);
        copy = value;
        check(copy == moved, "assigned");
        timed("destroy", [&] { moved = nullptr; });
        if (copy.as_array() != nullptr) timed("clear", [&] { copy.as_array()->clear(); });
        if (copy.as_map() != nullptr) timed("clear", [&] { copy.as_map()->clear(); });
    }
    look_up(shape, value, *view);
    write_and_read_json(value);
    write_and_read_stores(value);
}

/// A text table with all characters, each one level deeper than the one before, and a string of the
/// deepest.
void read_chain() {
    constexpr std::uint32_t most = 0x110000;
    Sink sink;
    for (std::uint32_t c = 0; c + 1 < most; ++c) {
        if (c == 0xD800) c = 0xE000;
        sink.write_byte(0);
        sink.write_unsigned(c + 1);
    }
    sink.write_unsigned(most);
    constexpr std::size_t bits = 1'112'064 - 1;
    sink.write_unsigned(bits);
    (void)sink.reserve(bits / 8 + 1);
    for (std::size_t i = 0; i < bits / 8 + 1; ++i)
        sink.write_byte(0);
    const Bytes bytes = sink.take();
    Cursor cursor(bytes);
    Budget memory(~std::uint64_t{0});
    const auto table =
        timed("text table, a chain", [&] { return TextDecoder::read(cursor, memory); });
    check(table && table->leaf_count() == bits + 1, "chain of a text table");
    std::string text;
    check(table && timed("its last code", [&] { return table->decode(cursor, text, 4); }) &&
              text == "\U0010FFFF",
          "last code of the chain");
}

int run(std::size_t levels) {
    // Both kinds of container at full depth; each alone takes less time.
    const std::size_t less = levels / 100;
    const Shape shapes[] = {
        {"arrays", less, repeated({0xB2}, less, 0x90), "/0", 1},
        {"maps", less, repeated({0x82, 0x10, 0x00}, less, 0x90), "/", 1},
        {"maps and arrays", levels, repeated({0xB2, 0x82, 0x10, 0x00}, levels / 2, 0x90), "/0/", 2},
    };
    const auto start = Clock::now();
    for (const Shape& shape : shapes)
        do_everything(shape);
    read_chain();
    const std::chrono::duration<double> passed = Clock::now() - start;
    fmt::print("{} levels, {} failures, {:.1f} s\n", levels, failures, passed.count());
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t levels = 0;
    if (argc != 2 ||
        std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), levels).ec != std::errc{}) {
        fmt::print(stderr, "usage: {} LEVELS\n", argv[0]);
        return 2;
    }
    rlimit limit{};
    if (::getrlimit(RLIMIT_STACK, &limit) != 0) return 2;
    if (limit.rlim_cur != stack_size) {
        limit.rlim_cur = stack_size;
        if (::setrlimit(RLIMIT_STACK, &limit) != 0) return 2;
        ::execv("/proc/self/exe", argv);
        return 2;
    }
    // Reuses freed memory instead of returning it to the system page by page.
    ::mallopt(M_MMAP_MAX, 0);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    return run(levels);
}
