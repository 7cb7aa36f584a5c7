// SPDX-License-Identifier: MIT
#include "reference/text.hpp"

#include <cstdint>
#include <optional>

#include "reference/tag.hpp"
#include "reference/utf8.hpp"

namespace souris::reference {

namespace {

std::optional<std::uint32_t> read_text_node(Reader& reader) {
    if (reader.peek() == 0U) {
        reader.read_byte();
        return std::nullopt;
    }
    const Number number = reader.read_integer(0);
    if (reader.failed()) return std::nullopt;
    const bool is_scalar =
        !number.exceeds(0x110000) && number.low != 0 && is_scalar_value(number.low - 1);
    if (!is_scalar) {
        reader.fail(ErrorCode::invalid_text_table);
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(number.low - 1);
}

std::string read_raw(Reader& reader) {
    const ByteView bytes = reader.read_bytes(reader.read_length());
    std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!is_utf8(text)) reader.fail(ErrorCode::invalid_utf8);
    return text;
}

std::string read_coded(Reader& reader, const HuffmanTree* table) {
    if (table == nullptr) reader.fail(ErrorCode::missing_text_table);
    if (table != nullptr && table->is_single_leaf()) reader.fail(ErrorCode::lost_text);
    const BitString bits = read_bit_string(reader);
    std::string text;
    if (reader.failed()) return text;
    table->decode(reader, bits, [&](std::uint32_t symbol) { append_utf8(text, symbol); });
    return text;
}

}  // namespace

HuffmanTree read_text_table(Reader& reader) {
    constexpr std::size_t scalar_values = 1'112'064;
    return HuffmanTree::read(reader, read_text_node, scalar_values, ErrorCode::invalid_text_table);
}

std::string read_string(Reader& reader, unsigned low, const HuffmanTree* table) {
    return low % 2 == 0 ? read_raw(reader) : read_coded(reader, table);
}

std::string read_tagged_string(Reader& reader, const HuffmanTree* table) {
    constexpr unsigned string_type = 1;
    const unsigned tag = reader.read_byte();
    if (reader.options().strict && has_reserved_bits(tag)) reader.fail(ErrorCode::reserved_bits);
    if (tag / 16 != string_type) reader.fail(ErrorCode::expected_string);
    return read_string(reader, tag % 16, table);
}

}  // namespace souris::reference
