// SPDX-License-Identifier: MIT
/// How time grows with the size of the input, for inputs of many shapes: it should double with the
/// size.
///
///     scaling-bench

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <souris/codec.hpp>
#include <souris/parser.hpp>

namespace souris::bench { namespace {

Bytes repeated(const char* before, const char* unit, std::size_t count, const char* after) {
    std::string text = before;
    for (std::size_t i = 0; i < count; ++i)
        text += unit;
    text += after;
    const auto bytes = as_byte_span(text);
    return {bytes.begin(), bytes.end()};
}

/// An array of `count` elements with the same bytes.
Bytes array_of(const char* element, std::size_t size, std::size_t count) {
    Sink sink;
    sink.write_byte(0xB1);
    sink.write_unsigned(count);
    for (std::size_t i = 0; i < count; ++i)
        sink.write_bytes(as_byte_span({element, size}));
    return sink.take();
}

/// A map of `count` different keys with a common prefix.
Bytes map_of(const std::string& prefix, std::size_t count) {
    Sink sink;
    sink.write_byte(0x81);
    sink.write_unsigned(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = prefix + std::to_string(i);
        sink.write_byte(0x10);
        sink.write_unsigned(key.size());
        sink.write_bytes(as_byte_span(key));
        sink.write_byte(0x90);
    }
    return sink.take();
}

struct Shape {
    const char* name;
    Bytes (*make)(std::size_t count);
};

constexpr Shape shapes[]{
    {"deep arrays", [](std::size_t n) { return repeated("", "\xB2", n, "\x90"); }},
    {"deep maps", [](std::size_t n) { return repeated("", "\x82\x10\x01k", n, "\x90"); }},
    {"nulls", [](std::size_t n) { return array_of("\x90", 1, n); }},
    {"empty arrays", [](std::size_t n) { return array_of("\xB0", 1, n); }},
    {"empty maps", [](std::size_t n) { return array_of("\x80", 1, n); }},
    {"empty strings", [](std::size_t n) { return array_of("\x10\0", 2, n); }},
    {"small integers", [](std::size_t n) { return array_of("\x40\x07", 2, n); }},
    {"pairs of arrays", [](std::size_t n) { return array_of("\xB4\xB2\x90\x90", 4, n); }},
    {"keys", [](std::size_t n) { return map_of("", n); }},
    {"long keys", [](std::size_t n) { return map_of(std::string(200, 'k'), n); }},
};

DecodeOptions without_limits(bool strict) {
    DecodeOptions options;
    options.limits = Limits::unlimited();
    options.strict = strict;
    return options;
}

void require(bool condition) {
    if (!condition) std::abort();
}

void parse(const Bytes& bytes) {
    static Parser parser;
    require(parser.parse(bytes, without_limits(false)).has_value());
}

void parse_strictly(const Bytes& bytes) {
    static Parser parser;
    require(parser.parse(bytes, without_limits(true)).has_value());
}

void decode(const Bytes& bytes) {
    require(decode_value(bytes, without_limits(false)).has_value());
}

void decode_strictly(const Bytes& bytes) {
    require(decode_value(bytes, without_limits(true)).has_value());
}

/// Includes decoding, whose time is measured by the functions above.
void encode_copy_and_compare(const Bytes& bytes) {
    const auto value = decode_value(bytes, without_limits(false));
    const Value copy(*value);
    require(copy == *value);
    EncodeOptions options;
    options.limits = Limits::unlimited();
    require(encode_value(copy, options) == bytes);
}

struct Operation {
    const char* name;
    void (*run)(const Bytes& bytes);
};

constexpr Operation operations[]{
    {"parse", parse},
    {"parse strictly", parse_strictly},
    {"decode", decode},
    {"decode strictly", decode_strictly},
    {"decode, copy, compare, encode", encode_copy_and_compare},
};

/// Milliseconds; the minimum of several runs.
double measure(const Operation& operation, const Bytes& bytes) {
    using Clock = std::chrono::steady_clock;
    double least = 1e9;
    for (int i = 0; i < 25; ++i) {
        const auto start = Clock::now();
        operation.run(bytes);
        const std::chrono::duration<double, std::milli> time = Clock::now() - start;
        least = std::min(least, time.count());
    }
    return least;
}

void report() {
    // For most shapes, both sizes fit into the same caches.
    constexpr std::size_t count = std::size_t{1} << 16U;
    std::printf(
        "\nscaling, to twice of %zu\n\n| shape           | operation                     |"
        "   ms | of twice | ratio |\n"
        "| --------------- | ----------------------------- | ---: | -------: | ----: |\n",
        count);
    for (const Shape& shape : shapes) {
        const Bytes once = shape.make(count);
        const Bytes twice = shape.make(2 * count);
        for (const Operation& operation : operations) {
            const double first = measure(operation, once);
            const double second = measure(operation, twice);
            std::printf("| %-15s | %-29s | %4.1f | %8.1f | %5.2f |\n", shape.name, operation.name,
                        first, second, second / first);
        }
    }
}

}}  // namespace souris::bench

int main() {
    souris::bench::report();
}
