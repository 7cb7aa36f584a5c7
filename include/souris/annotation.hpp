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
/// What each byte of a file is: told by `annotate_bytes` (annotate.hpp).

namespace souris::inline v0 {

/// What some bytes are. docs/format.md has each of them.
enum class AnnotationKind : std::uint8_t {
    // Of a file.
    magic,
    header,
    text_table,
    trailer_magic,
    checksum,
    trailing,        ///< Bytes after the end, which mean nothing.
    not_understood,  ///< What could not be read, and all behind it.

    // Of a block: the body of a file, or what a binary value holds.
    unpacked_size,
    packed_size,
    pairs_size,  ///< Of run lengths: their bytes in layout v2, their number in v1.
    block_form,  ///< Of Huffman coded bytes: nothing, one byte repeated, or a tree and bits.
    packed,      ///< What a decompressor reads.

    // Of a value or a key.
    tag,
    nested_tag,  ///< Of the string inside of a JSON value or a time zone.
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
/// How many there are.
inline constexpr std::size_t annotation_kind_count = 33;

/// The kind as a phrase for people, such as "text table". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view phrase_of(AnnotationKind kind) noexcept;

/// Some bytes, and what they are. All views are valid as long as the call that gives it.
struct Annotation {
    AnnotationKind kind = AnnotationKind::not_understood;
    /// Whether `offset` counts from the beginning of the input or of the unpacked body.
    OffsetBase offset_base = OffsetBase::input;
    std::uint64_t offset = 0;
    /// Never empty.
    std::span<const std::byte> content{};
    /// What a length, a count, or a part of a date and time says; the leaves of a text table; the
    /// layout that a header is of, 1 or 2, or 0 if that is unknown.
    std::uint64_t number = 0;

    /// Whether it is a part of a value or a key. What follows is of that.
    bool is_of_value = false;
    Type type = Type::null;
    /// Of a map's key, not of the value behind it.
    bool is_key = false;
    /// Containers around it.
    std::size_t depth = 0;
    /// JSON Pointer (RFC 6901) of the value; of a key, that of the value behind it. Where it would
    /// be longer than `max_path_size`, keys of more than 32 bytes are cut in it and end in `…`.
    std::string_view path{};
    /// How it is called in the map that it stands in, or its index in the array.
    std::string_view key{};
    /// @copydoc key
    std::size_t index = 0;
    bool is_element = false;
    /// What it says: of keys, strings, JSON and time zones.
    std::string_view text{};
    /// The value itself: null but of scalars without text or bytes. Not of keys.
    const Value* scalar = nullptr;
};

/// Told what bytes are, in their order.
///
/// @snippet reference_store.cpp annotate
/// @snippet reference_store.cpp annotate it
class AnnotationHandler {
  public:
    /// Some bytes, behind those of the call before.
    virtual void annotate(const Annotation& annotation) = 0;

    /// The bytes of the input are through; what follows is of the body that was unpacked.
    virtual void begin_unpacked(std::span<const std::byte> body) = 0;

  protected:
    AnnotationHandler() = default;
    AnnotationHandler(const AnnotationHandler&) = default;
    AnnotationHandler& operator=(const AnnotationHandler&) = default;
    ~AnnotationHandler() = default;
};

}  // namespace souris::inline v0
