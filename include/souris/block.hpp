// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include <souris/bit_string.hpp>
#include <souris/compression.hpp>
#include <souris/config.hpp>
#include <souris/cursor.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>

/// @file
/// Compressed blocks: the packed form of binary values and, in layout v2, of a store's body.
///
///     id  block
///     0   length, the bytes
///     1   v1: number of pairs, v2: their length in bytes; pairs of count byte, value byte
///     2   unpacked length; unless it is 0: packed length, one LZ4 block
///     3   0 | 1, length, byte | 2, tree of bytes, bit string
///     4   unpacked length, packed length, one Brotli stream (an extension)
///     5   unpacked length, packed length, one zstd frame (an extension)
///     6   unpacked length, packed length, values taken apart into columns (an extension)
///
/// Lengths are Integers. The id stands before the block, in a tag or a header. v1 has no id
/// above 1.

namespace souris { inline namespace v0 {

/// The reason why a block cannot be read.
struct BlockError {
    ErrorCode code = ErrorCode::internal_error;
    /// The exceeded limit, if `code` is `limit_exceeded`.
    Limit limit = Limit::output;
    /// The library of a codec and the name of its error, if `code` is `internal_error`: an error
    /// that neither the block nor a lack of memory explains. Static storage.
    const char* library = nullptr;
    const char* library_error = nullptr;

    // NOLINTNEXTLINE(google-explicit-constructor): a bare code is an error too.
    constexpr BlockError(ErrorCode error_code) noexcept : code(error_code) {}
    /// `limit_exceeded`.
    constexpr explicit BlockError(Limit exceeded) noexcept
        : code(ErrorCode::limit_exceeded), limit(exceeded) {}
    /// `internal_error`, because of an error of a codec's library.
    constexpr BlockError(const char* library_name, const char* error_name) noexcept
        : code(ErrorCode::internal_error), library(library_name), library_error(error_name) {}

    /// Text for `Error::detail`: the name of the limit; or the library and the name of its error,
    /// such as "libbrotli: UNREACHABLE".
    [[nodiscard]] SOURIS_EXPORT std::string detail() const;

    friend bool operator==(const BlockError&, const BlockError&) = default;
};

/// The content of a block: a view of the input if it was stored unpacked, else owned memory.
class UnpackedBlock {
  public:
    UnpackedBlock() noexcept = default;
    explicit UnpackedBlock(std::span<const std::byte> view) noexcept : view_(view) {}
    explicit UnpackedBlock(Bytes owned) noexcept : owned_(std::move(owned)) {}

    /// Valid as long as both the input and this object.
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept {
        assert(view_.empty() || owned_.empty());
        return owned_.empty() ? view_ : owned_;
    }

    /// Whether the content is a view of the input, or empty.
    [[nodiscard]] bool is_view() const noexcept { return owned_.empty(); }

    /// Heap bytes of the content, as charged by `read_block`.
    [[nodiscard]] std::uint64_t memory() const noexcept {
        return owned_.capacity() != 0 ? detail::allocation_size(owned_.capacity()) : 0;
    }

    /// The content as owned memory, copied if it is a view of the input.
    [[nodiscard]] Bytes take() && {
        assert(view_.empty() || owned_.empty());
        if (!view_.empty()) owned_.assign(view_.begin(), view_.end());
        return std::move(owned_);
    }

  private:
    // At most one of the two is not empty.
    std::span<const std::byte> view_;
    Bytes owned_;
};

/// Reads and unpacks the block with the given id. Before any allocation, its unpacked size is
/// checked against `limits.max_output` and against the most that its packed size can yield, and the
/// memory is charged to `memory`. On failure `cursor` is unmoved.
///
/// Errors: `unknown_compression`, `unsupported_compression`, `truncated`, `length_exceeds_input`,
/// `bad_block`, `size_mismatch`, `incomplete_code`, `limit_exceeded` (output, memory),
/// `internal_error` (`BlockError::library_error`); `non_minimal_integer` and `nonzero_padding` if
/// `non_canonical` does not tolerate them. Throws std::bad_alloc, which also leaves `cursor`
/// unmoved.
[[nodiscard]] SOURIS_EXPORT Result<UnpackedBlock, BlockError> read_block(
    Cursor& cursor, std::uint8_t id, Layout layout, const Limits& limits, Budget& memory,
    NonCanonicalHandler* non_canonical = nullptr);

/// Maximum input size of one LZ4 block in bytes.
inline constexpr std::size_t max_lz4_input = 0x7E000000;

/// The packing chosen for some bytes, and its size. Made by `choose_block`.
struct BlockChoice {
    Compression compression = Compression::stored;
    /// Bytes of the whole block.
    std::uint64_t size = 0;
    /// The LZ4 block, Brotli stream or zstd frame, if one of them was chosen.
    Bytes packed;
};

/// Chooses the shortest packing that sourisdb reads in `layout`; among equals, the one with the
/// lowest id. A packing that cannot become the shortest is not run; only its size is computed.
///
/// `Profile::stored` chooses stored; `Profile::fast` compares stored and LZ4 (in v1: run length);
/// the other profiles compare all packings, with LZ4 at level 3 or at 12, whose parse is optimal.
/// With `extended`, zstd takes part in v2 for `Profile::fast`, and Brotli for the other two.
///
/// @snippet reference_bytes.cpp block
[[nodiscard]] SOURIS_EXPORT BlockChoice choose_block(std::span<const std::byte> bytes,
                                                     Layout layout,
                                                     Profile profile = Profile::balanced,
                                                     bool extended = false);

/// Writes `bytes` in the packing that was chosen for them and for `layout`.
SOURIS_EXPORT void write_block(Sink& sink, const BlockChoice& choice, Layout layout,
                               std::span<const std::byte> bytes);

/// Writes `bytes` in a given packing, which `layout` must have, with the effort of `profile`. Not
/// columns, which only stores and packed values have, since they are of values. A packing that this
/// build does not support is written as literals. LZ4 takes at most `max_lz4_input` bytes.
SOURIS_EXPORT void write_block(Sink& sink, Compression compression, Layout layout,
                               std::span<const std::byte> bytes,
                               Profile profile = Profile::balanced);

}}  // namespace souris::v0
