// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/json.hpp>
#include <souris/sink.hpp>

#include "columns/mixed_coder.hpp"
#include "compress/columns_block.hpp"
#include "compress/unpacked_size.hpp"
#include "property/reference_properties.hpp"
#include "reference/block.hpp"
#include "support/hex.hpp"
#include "support/random.hpp"

// Blocks of columns: made by the library, and made up.

namespace souris::test {

/// The verdicts of the library and of the reference decoder on a block of id 6.
struct ColumnVerdicts {
    ErrorCode library = ErrorCode::none;
    ErrorCode reference = ErrorCode::none;
    bool is_perhaps_bad_block = false;
    Bytes library_bytes;
    Bytes reference_bytes;

    [[nodiscard]] bool agree() const {
        return properties::is_same_error(library, reference, is_perhaps_bad_block) &&
               library_bytes == reference_bytes;
    }
};

inline ColumnVerdicts judge_columns(std::span<const std::byte> block) {
    constexpr unsigned columns_id = 6;
    const reference::Options options;
    ColumnVerdicts verdicts;

    Limits limits = Limits::unlimited();
    limits.max_output = options.max_output;
    Budget memory(std::numeric_limits<std::uint64_t>::max());
    Cursor cursor(block);
    const auto read = read_block(cursor, columns_id, Layout::v2, limits, memory);
    if (read) {
        verdicts.library_bytes.assign(read->bytes().begin(), read->bytes().end());
    } else {
        verdicts.library = read.error().code;
    }

    reference::Reader reader(block, options);
    Bytes bytes = reference::read_block(reader, columns_id, Layout::v2);
    verdicts.reference = reader.error();
    verdicts.is_perhaps_bad_block = reader.is_perhaps_bad_block();
    if (!reader.failed()) verdicts.reference_bytes = std::move(bytes);
    return verdicts;
}

/// Prints a disagreement.
inline bool columns_agree(std::span<const std::byte> block) {
    const ColumnVerdicts verdicts = judge_columns(block);
    if (verdicts.agree()) return true;
    const std::string_view library = name_of(verdicts.library);
    const std::string_view reference = name_of(verdicts.reference);
    std::fprintf(stderr, "columns: library %.*s, reference %.*s: %s\n", int(library.size()),
                 library.data(), int(reference.size()), reference.data(), to_hex(block).c_str());
    return false;
}

inline Bytes columns_block(std::uint64_t unpacked, std::span<const std::byte> packed) {
    Sink sink;
    detail::write_packed(sink, unpacked, packed);
    return sink.take();
}

/// The values' bytes, as they are packed.
inline Bytes column_values(const Value& value) {
    return encode_value(value, EncodeOptions{.profile = Profile::stored}).value();
}

/// The content of a block in which each piece is stored, so that damage reaches heads and
/// sequences. Nothing if it has range codes.
inline std::optional<Bytes> with_stored_pieces(std::span<const std::byte> packed) {
    reference::Reader reader(packed, {});
    Sink sink;
    const unsigned flags = reader.read_byte();
    if ((flags & 1U) == 0) return std::nullopt;
    const auto copy_integer = [&reader, &sink] {
        const std::uint64_t number = reader.read_integer(0).low;
        sink.write_unsigned(number);
        return number;
    };
    const auto copy_piece = [&reader, &sink] {
        const unsigned id = reader.read_byte();
        const Bytes piece = reference::read_block(reader, id, Layout::v2);
        sink.write_byte(0);
        sink.write_unsigned(piece.size());
        sink.write_bytes(piece);
    };
    sink.write_byte(static_cast<std::uint8_t>(flags));
    if ((flags & 8U) != 0) copy_integer();
    if ((flags & 32U) != 0) sink.write_bytes(reader.read_bytes(copy_integer()));
    copy_piece();
    const bool has_several = (flags & 2U) != 0;
    for (std::uint64_t left = has_several ? copy_integer() : 1; left > 0; --left) {
        if (has_several) copy_integer();
        copy_piece();
    }
    if ((flags & 4U) != 0) {
        for (std::uint64_t left = copy_integer(); left > 0; --left) {
            copy_integer();
            copy_piece();
        }
    }
    return sink.take();
}

/// The heads of a block with stored pieces and no count of values.
inline Bytes stored_heads(std::span<const std::byte> packed) {
    reference::Reader reader(packed, {});
    const unsigned flags = reader.read_byte();
    if ((flags & 8U) != 0) reader.read_integer(0);
    if ((flags & 32U) != 0) reader.read_bytes(reader.read_length());
    return reference::read_block(reader, reader.read_byte(), Layout::v2);
}

/// A block of one range code, which begins with `heads` and goes on with anything.
inline Bytes with_range_code(std::span<const std::byte> heads, std::uint64_t unpacked,
                             std::uint64_t text_size, Random& random) {
    detail::columns::RangeEncoder encoder;
    detail::columns::MixedWriter writer(encoder, heads.size() + text_size);
    writer.heads(heads);
    // Mostly small numbers, else most counts are out of range.
    for (std::size_t left = random.below(200); left > 0; --left)
        encoder.code_raw(random.below(4) == 0 ? random.next() & 0xFFU : 0, 8);
    Sink packed;
    packed.write_byte(0);
    packed.write_unsigned(heads.size());
    packed.write_unsigned(text_size);
    packed.write_bytes(encoder.take());
    return columns_block(unpacked, packed.view());
}

}  // namespace souris::test
