// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>

/// @file
/// Errors as values. Codes are stable: their numbers and names never change meaning.

namespace souris { inline namespace v0 {

/// The party that has to act on an error.
enum class ErrorKind : std::uint8_t {
    bad_input,  ///< The bytes or the text read violate the format.
    limit,      ///< Possibly well-formed, but beyond the reader's `Limits`.
    misuse,     ///< The caller asked for something absent or impossible.
    system,     ///< The operating system refused, or memory ran out.
    internal,   ///< A defect of this library: please report it.
};

/// Every error of the library. The hundreds digit is the `ErrorKind`.
enum class ErrorCode : std::uint16_t {
    none = 0,  ///< Not an error; never inside an `Error` that the library returns.

    truncated = 100,             ///< The input ends inside a value.
    length_exceeds_input = 101,  ///< A length or count exceeds the rest of the input.
    trailing_bytes = 102,        ///< Bytes after the end (strict reading).
    invalid_sign_state = 103,    ///< An integer's sign state is none of 0, 1, 2.
    invalid_negative = 104,      ///< A negative integer of 16 bytes without its top bit.
    non_minimal_integer = 105,   ///< An integer is longer than it needs to be (strict reading).
    integer_out_of_range = 106,  ///< The number does not fit the target.
    invalid_character = 107,     ///< A code point that is not a Unicode scalar value.
    invalid_utf8 = 108,          ///< Text that is not UTF-8.
    missing_text_table = 109,    ///< A coded string without a preceding text table.
    invalid_text_table = 110,    ///< A Huffman table that is not a tree over its alphabet.
    lost_text = 111,             ///< Coded text under a table of one character: its length is lost.
    incomplete_code = 112,       ///< Coded bits end inside a code.
    nonzero_padding = 113,       ///< Unused bits of a bit string are set (strict reading).
    reserved_bits = 114,         ///< Unused bits of a tag are set (strict reading).
    unknown_compression = 115,   ///< A compression id that the layout does not have.
    unsupported_compression = 116,  ///< A compression id that this build does not support.
    bad_block = 117,                ///< The inside of a compressed block is malformed.
    size_mismatch = 118,            ///< A block does not unpack to the size it declares.
    invalid_complex_form = 119,     ///< A complex number's form is none of 0 to 9.
    invalid_timestamp = 120,        ///< No such date or time.
    invalid_timezone = 121,         ///< Not a syntactically valid time zone name.
    invalid_json = 122,             ///< Text that is not JSON.
    invalid_tagged_json = 123,      ///< JSON whose `souris_type` does not match the other members.
    expected_string = 124,          ///< A value that must be a string is another type.
    expected_map = 125,             ///< A store's root is not a map.
    duplicate_key = 126,            ///< A map contains a key twice (strict reading).
    bad_magic = 127,                ///< The input does not begin with `SOURISDB`.
    checksum_mismatch = 128,        ///< The content does not match the checksum in the trailer.
    malformed_item = 129,           ///< CBOR or MessagePack that breaks its own rules.
    no_equivalent = 130,            ///< Valid CBOR or MessagePack without an equivalent value.
    number_out_of_range = 131,      ///< A number beyond the range of finite f64.
    not_canonical = 132,            ///< Not in canonical form; the error's detail says why.

    limit_exceeded = 200,  ///< One of `Limits`; the error's detail names it.

    wrong_type = 300,          ///< The value is of another type than the one asked for.
    key_not_found = 301,       ///< The map has no such key.
    index_out_of_range = 302,  ///< The array has no such element.
    invalid_pointer = 303,     ///< Not a JSON Pointer (RFC 6901).
    invalid_number = 304,      ///< Text that is not a number in the given base.
    division_by_zero = 305,
    inexact_number = 306,         ///< A conversion would change the number.
    unrepresentable = 307,        ///< The target form cannot represent this value.
    unknown_field = 308,          ///< The type has no member for this (if the options refuse that).
    missing_field = 309,          ///< A member of the type is absent, and must not be.
    contradictory_options = 310,  ///< Two options that cannot both hold; the detail names them.
    invalid_argument = 311,       ///< Of the C interface: an argument that it cannot work with.

    io_error = 400,  ///< The operating system's reason is in the error's detail.
    not_regular_file = 401,
    out_of_memory = 402,
    durability_unknown = 403,  ///< The new content is visible, but may not survive a power cut.
    file_locked = 404,         ///< Another program is changing the file, and the wait timed out.
    file_changed = 405,        ///< Another program has replaced the file in the meantime.

    internal_error = 500,
};

/// The code's name as it is spelled in the source, such as "truncated". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(ErrorCode code) noexcept;

/// The code as a phrase for people, such as "no such key". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view phrase_of(ErrorCode code) noexcept;

/// The kind of a code.
[[nodiscard]] constexpr ErrorKind kind_of(ErrorCode code) noexcept {
    const auto number = static_cast<std::uint16_t>(code);
    if (number < 200) return ErrorKind::bad_input;
    if (number < 300) return ErrorKind::limit;
    if (number < 400) return ErrorKind::misuse;
    if (number < 500) return ErrorKind::system;
    return ErrorKind::internal;
}

/// Origin of an error's byte offset.
enum class OffsetBase : std::uint8_t {
    input,     ///< The first byte of the caller's input.
    unpacked,  ///< The first byte of a store's body after decompression.
};

namespace detail {

/// A stream of the standard library, whose headers are slow to compile.
template <class Stream>
concept StandardStream = requires(Stream& stream) {
    stream.rdbuf();
    stream.width();
};

/// Base of `Error`: <souris/format.hpp> has a better match.
struct ErrorHints {
    friend bool operator==(const ErrorHints&, const ErrorHints&) = default;

    template <StandardStream Stream>
    friend Stream& operator<<(Stream&, const ErrorHints&) = delete;  // Write error.message().
};

}  // namespace detail

/// One failure: its code, byte offset and path.
///
/// Owns its text. Cheap to make from a code alone; the other members are filled in by the layers
/// that know them.
///
/// @snippet reference_integer.cpp error
struct SOURIS_EXPORT Error : detail::ErrorHints {
    ErrorCode code = ErrorCode::internal_error;
    OffsetBase offset_base = OffsetBase::input;
    /// Byte offset of the unreadable item.
    std::optional<std::uint64_t> offset;
    /// JSON Pointer (RFC 6901) of the value, "" for the root. When reading, at most `max_path_size`
    /// bytes: a longer path is cut and ends in `…`.
    std::string path;
    /// Further details: the limit's name, the system's reason, the found and wanted types.
    std::string detail;

    Error() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a bare code is an error without a place.
    Error(ErrorCode error_code) noexcept : code(error_code) {}
    Error(ErrorCode error_code, std::string error_detail) noexcept
        : code(error_code), detail(std::move(error_detail)) {}

    /// One line without a line break: `truncated at byte 812, in /users/3/name`. Control
    /// characters from the input are escaped.
    [[nodiscard]] std::string message() const;

    friend bool operator==(const Error&, const Error&) = default;
};

}}  // namespace souris::v0
