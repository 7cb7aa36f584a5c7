// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>

#include "compress/columns_block.hpp"
#include "hostile_inputs.hpp"
#include "input_parts.hpp"
#include "support/hex.hpp"

// Inputs whose bodies are blocks of columns, each the worst of its kind that a block may hold: what
// it stands for is bounded by its size, or is charged.

namespace souris::test {

namespace {

/// An encoded value in columns; as it is, if the build has none.
Bytes in_columns(const Bytes& value, Profile profile) {
    const auto packed = detail::pack_columns(value, profile);
    if (!packed) return append(from_hex("00"), value);
    Sink sink;
    sink.write_byte(static_cast<std::uint8_t>(Compression::columns));
    sink.write_unsigned(value.size());
    sink.write_unsigned(packed->size());
    sink.write_bytes(*packed);
    return sink.take();
}

/// An array of so many values, each a byte long: those of `elements`, again and again.
Bytes many_of(std::string_view elements, std::size_t count) {
    const Bytes once = from_hex(elements);
    return append(head(array_tag, count), repeated(elements, count / once.size()));
}

/// An array of texts that `text_of` makes of their numbers, of about `size` bytes.
template <class TextOf>
Bytes texts(std::size_t size, TextOf text_of) {
    Sink elements;
    std::size_t count = 0;
    for (; elements.size() < size; ++count) {
        const std::string text = text_of(count);
        elements.write_byte(0x10);
        elements.write_unsigned(text.size());
        elements.write_bytes(as_byte_span(std::string_view(text)));
    }
    return append(head(array_tag, count), elements.take());
}

std::string line_of(std::size_t i) {
    return "at " + std::to_string(i * i) + " took " + std::to_string(i % 97) + " of " +
           std::to_string(i * 7919 % 1000003);
}

/// Maps of one key each, all different.
Bytes shapes(std::size_t size) {
    Sink elements;
    std::size_t count = 0;
    for (; elements.size() < size; ++count) {
        const std::string key = std::to_string(count);
        elements.write_byte(0x82);
        elements.write_byte(0x10);
        elements.write_unsigned(key.size());
        elements.write_bytes(as_byte_span(std::string_view(key)));
        elements.write_byte(0x90);
    }
    return append(head(array_tag, count), elements.take());
}

constexpr HostileInput in_blocks[] = {
    // Neither symbols nor contents: a block of 20 bytes stands for any number of them.
    {"columns of a constant", InputForm::packed,
     [](std::size_t n) { return in_columns(many_of("90", 2 * n), Profile::fast); }},
    {"columns of an empty map", InputForm::packed,
     [](std::size_t n) { return in_columns(many_of("80", 2 * n), Profile::smallest); }},
    // The most items that a range code may stand for.
    {"columns of two symbols", InputForm::packed,
     [](std::size_t n) { return in_columns(many_of("90 90 90 30", 2 * n), Profile::smallest); }},
    {"columns of patterns", InputForm::packed,
     [](std::size_t n) { return in_columns(texts(n, line_of), Profile::balanced); }},
    {"columns of patterns in a range code", InputForm::packed,
     [](std::size_t n) { return in_columns(texts(n / 4, line_of), Profile::smallest); }},
    {"columns of many shapes", InputForm::packed,
     [](std::size_t n) { return in_columns(shapes(n), Profile::fast); }},
};

}  // namespace

std::span<const HostileInput> column_inputs() {
    return in_blocks;
}

}  // namespace souris::test
