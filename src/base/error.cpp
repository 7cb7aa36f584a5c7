// SPDX-License-Identifier: MIT
#include <fmt/core.h>

#include <souris/error.hpp>
#include <souris/escape.hpp>

namespace souris { inline namespace v0 {

namespace {

struct Text {
    std::string_view name;
    std::string_view phrase;
};

Text text_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::none:
            return {"none", "no error"};
        case ErrorCode::truncated:
            return {"truncated", "truncated"};
        case ErrorCode::length_exceeds_input:
            return {"length_exceeds_input", "length exceeds the input"};
        case ErrorCode::trailing_bytes:
            return {"trailing_bytes", "bytes after the end"};
        case ErrorCode::invalid_sign_state:
            return {"invalid_sign_state", "invalid sign state"};
        case ErrorCode::invalid_negative:
            return {"invalid_negative", "negative integer without its sign bit"};
        case ErrorCode::non_minimal_integer:
            return {"non_minimal_integer", "integer longer than it needs to be"};
        case ErrorCode::integer_out_of_range:
            return {"integer_out_of_range", "integer out of range"};
        case ErrorCode::invalid_character:
            return {"invalid_character", "invalid character"};
        case ErrorCode::invalid_utf8:
            return {"invalid_utf8", "invalid UTF-8"};
        case ErrorCode::missing_text_table:
            return {"missing_text_table", "coded text without a text table"};
        case ErrorCode::invalid_text_table:
            return {"invalid_text_table", "invalid Huffman table"};
        case ErrorCode::lost_text:
            return {"lost_text", "coded text under a table of one character lost its length"};
        case ErrorCode::incomplete_code:
            return {"incomplete_code", "coded bits end inside a code"};
        case ErrorCode::nonzero_padding:
            return {"nonzero_padding", "padding bits are set"};
        case ErrorCode::reserved_bits:
            return {"reserved_bits", "reserved bits are set"};
        case ErrorCode::unknown_compression:
            return {"unknown_compression", "unknown compression"};
        case ErrorCode::unsupported_compression:
            return {"unsupported_compression", "unsupported compression"};
        case ErrorCode::bad_block:
            return {"bad_block", "malformed compressed block"};
        case ErrorCode::size_mismatch:
            return {"size_mismatch", "block does not unpack to its declared size"};
        case ErrorCode::invalid_complex_form:
            return {"invalid_complex_form", "invalid form of a complex number"};
        case ErrorCode::invalid_timestamp:
            return {"invalid_timestamp", "no such date or time"};
        case ErrorCode::invalid_timezone:
            return {"invalid_timezone", "invalid time zone name"};
        case ErrorCode::invalid_json:
            return {"invalid_json", "invalid JSON"};
        case ErrorCode::invalid_tagged_json:
            return {"invalid_tagged_json", "invalid tagged JSON"};
        case ErrorCode::expected_string:
            return {"expected_string", "expected a string"};
        case ErrorCode::expected_map:
            return {"expected_map", "expected a map"};
        case ErrorCode::duplicate_key:
            return {"duplicate_key", "duplicate key"};
        case ErrorCode::bad_magic:
            return {"bad_magic", "not a Souris store"};
        case ErrorCode::checksum_mismatch:
            return {"checksum_mismatch", "checksum mismatch"};
        case ErrorCode::malformed_item:
            return {"malformed_item", "malformed item"};
        case ErrorCode::no_equivalent:
            return {"no_equivalent", "no equivalent"};
        case ErrorCode::number_out_of_range:
            return {"number_out_of_range", "number out of range"};
        case ErrorCode::not_canonical:
            return {"not_canonical", "not canonical"};
        case ErrorCode::limit_exceeded:
            return {"limit_exceeded", "limit exceeded"};
        case ErrorCode::wrong_type:
            return {"wrong_type", "wrong type"};
        case ErrorCode::key_not_found:
            return {"key_not_found", "no such key"};
        case ErrorCode::index_out_of_range:
            return {"index_out_of_range", "no such element"};
        case ErrorCode::invalid_pointer:
            return {"invalid_pointer", "invalid JSON Pointer"};
        case ErrorCode::invalid_number:
            return {"invalid_number", "invalid number"};
        case ErrorCode::division_by_zero:
            return {"division_by_zero", "division by zero"};
        case ErrorCode::inexact_number:
            return {"inexact_number", "number cannot be converted exactly"};
        case ErrorCode::unrepresentable:
            return {"unrepresentable", "value has no form here"};
        case ErrorCode::unknown_field:
            return {"unknown_field", "unknown field"};
        case ErrorCode::missing_field:
            return {"missing_field", "missing field"};
        case ErrorCode::contradictory_options:
            return {"contradictory_options", "contradictory options"};
        case ErrorCode::invalid_argument:
            return {"invalid_argument", "invalid argument"};
        case ErrorCode::io_error:
            return {"io_error", "input or output failed"};
        case ErrorCode::not_regular_file:
            return {"not_regular_file", "not a regular file"};
        case ErrorCode::out_of_memory:
            return {"out_of_memory", "out of memory"};
        case ErrorCode::durability_unknown:
            return {"durability_unknown", "written, but not proven durable"};
        case ErrorCode::file_locked:
            return {"file_locked", "another program is changing it"};
        case ErrorCode::file_changed:
            return {"file_changed", "changed by another program meanwhile"};
        case ErrorCode::internal_error:
            return {"internal_error", "internal error of this library"};
    }
    return {"unknown", "unknown error"};
}

}  // namespace

std::string_view name_of(ErrorCode code) noexcept {
    return text_of(code).name;
}

std::string_view phrase_of(ErrorCode code) noexcept {
    return text_of(code).phrase;
}

std::string Error::message() const {
    std::string text{phrase_of(code)};
    if (!detail.empty()) {
        text += " (";
        append_escaped(text, detail);
        text += ')';
    }
    if (offset) {
        text += fmt::format(" at byte {}", *offset);
        if (offset_base == OffsetBase::unpacked) text += " of the unpacked body";
    }
    if (!path.empty()) {
        text += ", in ";
        append_escaped(text, path);
    }
    return text;
}

}}  // namespace souris::v0
