// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/config.hpp>
#include <souris/error.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

/// @file
/// The meaning of each byte of a file, as reported by `annotate_bytes` (annotate.hpp).

namespace souris { inline namespace v0 {

/// The meaning of some bytes. docs/format.md describes each kind.
enum class AnnotationKind : std::uint8_t {
    // Of a file.
    magic,
    header,
    text_table,
    trailer_magic,
    checksum,
    trailing,        ///< Bytes after the end, without meaning.
    not_understood,  ///< The part that could not be read, and everything behind it.

    // Of a block: the body of a file, or what a binary value holds.
    unpacked_size,
    packed_size,
    pairs_size,  ///< Of run lengths: their size in bytes in layout v2, their number in v1.
    block_form,  ///< Of Huffman coded bytes: empty, one byte repeated, or a tree and bits.
    packed,      ///< Input of a decompressor.

    // Of a value or a key.
    tag,
    nested_tag,  ///< Of the string inside a JSON value or a time zone.
    count,       ///< Elements of an array, entries of a map.
    length,      ///< Bytes that follow.
    bit_count,
    text,
    coded_text,
    bytes,
    number,  ///< An integer's, a character's or a floating point number's.
    year,
    month,
    day,
    hour,
    minute,
    second,
    nanosecond,
    real,
    imaginary,
    modulus,
    argument,
    octets,
};
/// Number of kinds.
inline constexpr std::size_t annotation_kind_count = 33;

/// The kind as a phrase for people, such as "text table". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view phrase_of(AnnotationKind kind) noexcept;

/// Some bytes and their meaning. All views are valid during the call that passes the annotation.
struct Annotation {
    AnnotationKind kind = AnnotationKind::not_understood;
    /// Whether `offset` counts from the start of the input or of the unpacked body.
    OffsetBase offset_base = OffsetBase::input;
    std::uint64_t offset = 0;
    /// Never empty.
    std::span<const std::byte> content{};
    /// The value of a length, of a count, or of a part of a date and time; the number of leaves of
    /// a text table; the layout of a header, 1 or 2, or 0 if unknown.
    std::uint64_t number = 0;

    /// Whether the bytes are part of a value or a key. The members below describe that value or
    /// key.
    bool is_of_value = false;
    Type type = Type::null;
    /// The bytes belong to a map's key, not to the value behind it.
    bool is_key = false;
    /// Number of enclosing containers.
    std::size_t depth = 0;
    /// JSON Pointer (RFC 6901) of the value; for a key, that of the value behind it. If the path
    /// would be longer than `max_path_size`, keys of more than 32 bytes in it are cut and end in
    /// `…`.
    std::string_view path{};
    /// Key in the enclosing map, or index in the enclosing array.
    std::string_view key{};
    /// @copydoc key
    std::size_t index = 0;
    bool is_element = false;
    /// The text of keys, strings, JSON and time zones.
    std::string_view text{};
    /// The value itself, for scalars without text or bytes; else null. Null for keys.
    const Value* scalar = nullptr;
};

/// Receives the meaning of bytes, in their order.
///
/// @snippet reference_store.cpp annotate
/// @snippet reference_store.cpp annotate it
class AnnotationHandler {
  public:
    /// Some bytes, directly behind those of the previous call.
    virtual void annotate(const Annotation& annotation) = 0;

    /// All bytes of the input are reported; the next ones belong to the unpacked body.
    virtual void begin_unpacked(std::span<const std::byte> body) = 0;

  protected:
    AnnotationHandler() = default;
    AnnotationHandler(const AnnotationHandler&) = default;
    AnnotationHandler& operator=(const AnnotationHandler&) = default;
    ~AnnotationHandler() = default;
};

}}  // namespace souris::v0
