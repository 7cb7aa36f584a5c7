// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/complex.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/tag.hpp>
#include <souris/detail/wire.hpp>
#include <souris/non_canonical.hpp>
#include <souris/result.hpp>
#include <souris/timestamp.hpp>

#include "codec/scratch.hpp"

namespace souris { inline namespace v0 { namespace detail {

class BlockTarget;

/// Reads the content after a tag, one type at a time, independent of any tree: all kinds of trees
/// are built on it. Checks everything against the limits.
///
/// After a failure `error` returns the complete error except the path.
class ContentReader {
  public:
    /// `non_canonical` decides about input that strict options would refuse; with nullptr, the
    /// options alone decide.
    ContentReader(const Cursor& cursor, const TextDecoder* text, Layout layout,
                  const DecodeOptions& options,
                  NonCanonicalHandler* non_canonical = nullptr) noexcept
        : cursor_(cursor),
          text_(text),
          layout_(layout),
          options_(options),
          non_canonical_(non_canonical == nullptr && options.strict ? refuse_non_canonical()
                                                                    : non_canonical),
          memory_(options.limits.max_memory),
          nodes_(options.limits.max_nodes) {}

    [[nodiscard]] const Cursor& cursor() const noexcept { return cursor_; }
    [[nodiscard]] const TextDecoder* text() const noexcept { return text_; }
    [[nodiscard]] Layout layout() const noexcept { return layout_; }
    [[nodiscard]] const DecodeOptions& options() const noexcept { return options_; }
    /// Continues at `offset`, after the caller has read a part itself.
    void seek(std::size_t offset) noexcept { cursor_.seek(offset); }

    /// Continues with other bytes, at their beginning until `seek` is called.
    void replace_input(std::span<const std::byte> bytes) noexcept { cursor_ = Cursor(bytes); }

    [[nodiscard]] Result<Tag, ErrorCode> read_tag();
    /// Offset of the tag that was read last.
    [[nodiscard]] std::size_t tag_offset() const noexcept { return tag_offset_; }
    /// The tag that was read last; there must be one.
    [[nodiscard]] Tag last_tag() const noexcept {
        assert(tag_offset_ < cursor_.offset());
        return tag_at(cursor_.rest().data() - (cursor_.offset() - tag_offset_));
    }

    [[nodiscard]] Result<char32_t, ErrorCode> read_character();
    [[nodiscard]] Result<Integer, ErrorCode> read_integer(Tag tag);
    template <Scalar T>
    [[nodiscard]] Result<T, ErrorCode> read_number() {
        return cursor_.read_little_endian<T>();
    }
    /// The caller charges for it if it allocates a copy.
    [[nodiscard]] Result<Complex, ErrorCode> read_complex(Tag tag);
    [[nodiscard]] Result<Timestamp, ErrorCode> read_timestamp(Tag tag);
    /// The raw bytes, unchecked.
    [[nodiscard]] Result<std::span<const std::byte>, ErrorCode> read_bytes(std::size_t size) {
        return cursor_.read_bytes(size);
    }
    /// The unpacked bytes are charged. The owner gives the charge back when it frees them, and
    /// charges for a copy.
    [[nodiscard]] Result<UnpackedBlock, ErrorCode> read_binary(Tag tag);
    /// Unpacks into `target`, which charges for it.
    [[nodiscard]] Result<void, ErrorCode> read_binary(Tag tag, BlockTarget& target);
    /// Checked UTF-8. A view into the input, or into memory that the next string overwrites. The
    /// caller charges for a copy.
    [[nodiscard]] Result<std::string_view, ErrorCode> read_string(Tag tag);
    [[nodiscard]] Result<std::string_view, ErrorCode> read_key();
    [[nodiscard]] Result<std::string_view, ErrorCode> read_time_zone();
    [[nodiscard]] Result<std::string_view, ErrorCode> read_json();

    /// Whether `text`, just read, is in the buffer that the next string overwrites.
    [[nodiscard]] bool is_temporary(std::string_view text) const noexcept {
        return text.data() == as_text({scratch_.data(), 0}).data();
    }

    /// Counts the root value, which no container counts.
    [[nodiscard]] Result<void, ErrorCode> charge_root();
    /// The number of elements of an array or entries of a map, each of at least `element_size`
    /// bytes, 1 or more. `outstanding` is the minimal size of the outstanding elements of all open
    /// containers: they share the remaining input, so that the memory allocated for them is bounded
    /// by its size, however they are nested.
    [[nodiscard]] Result<std::size_t, ErrorCode> read_count(Tag tag, std::size_t element_size,
                                                            std::size_t outstanding);
    /// Reserves budget for future containers: memory for at most `most` elements, so many that
    /// neither budget can run out. The budgets then need no check per container. Half of the memory
    /// is left for other purposes.
    [[nodiscard]] std::uint64_t grant(std::uint64_t most, std::uint64_t memory_each) noexcept {
        assert(memory_each != 0);
        const std::uint64_t elements =
            std::min({most, nodes_.left(), memory_.left() / 2 / memory_each});
        static_cast<void>(memory_.charge(elements * memory_each));
        return elements;
    }
    /// Ends a grant, of which `nodes` nodes and `memory` bytes were used.
    void settle(std::uint64_t granted, std::uint64_t memory_each, std::uint64_t nodes,
                std::uint64_t memory) noexcept {
        assert(memory <= granted * memory_each);
        assert(nodes <= nodes_.left());
        memory_.give_back(granted * memory_each - memory);
        static_cast<void>(nodes_.charge(nodes));
    }

    /// The remaining budgets, for callers that charge themselves.
    [[nodiscard]] Budget& memory() noexcept { return memory_; }
    [[nodiscard]] Budget& nodes() noexcept { return nodes_; }
    /// Continues with the budgets of `other`.
    void take_budgets(const ContentReader& other) noexcept {
        memory_ = other.memory_;
        nodes_ = other.nodes_;
    }

    /// Like `charge_memory`, without recording an error.
    [[nodiscard]] bool try_charge(std::uint64_t size) noexcept { return memory_.charge(size); }
    /// Charges for memory that a result will take.
    [[nodiscard]] Result<void, ErrorCode> charge_memory(std::uint64_t count, std::uint64_t size);
    /// Fails if a container at a nesting depth of `depth` exceeds the limit.
    [[nodiscard]] Result<void, ErrorCode> check_depth(std::size_t depth);

    /// Fails because of a limit, at the current offset.
    [[nodiscard]] tl::unexpected<ErrorCode> exceed(Limit limit) noexcept;
    /// Fails with `code` at the tag that was read last.
    [[nodiscard]] tl::unexpected<ErrorCode> fail_at_tag(ErrorCode code) noexcept;

    /// The error for `code`, with the offset where reading stopped, and the limit if one was hit.
    [[nodiscard]] Error error(ErrorCode code) const;

  private:
    [[nodiscard]] tl::unexpected<ErrorCode> fail_at(std::size_t offset, ErrorCode code) noexcept;
    template <std::unsigned_integral T>
    [[nodiscard]] Result<T, ErrorCode> read_unsigned(ErrorCode out_of_range);
    [[nodiscard]] Result<Integer, ErrorCode> read_integer(SignState state);
    [[nodiscard]] Result<std::size_t, ErrorCode> read_length();
    [[nodiscard]] Result<void, ErrorCode> check_minimal(std::size_t start, const Integer& integer);
    [[nodiscard]] Result<void, ErrorCode> read_timestamp_fields(SignState state, Timestamp& time);
    [[nodiscard]] Result<std::string_view, ErrorCode> read_text(Tag tag, Limit limit);
    [[nodiscard]] Result<std::string_view, ErrorCode> read_coded_text(Limit limit);
    [[nodiscard]] std::uint64_t max_size(Limit limit) const noexcept {
        return limit == Limit::key ? options_.limits.max_key : options_.limits.max_string;
    }
    [[nodiscard]] Result<std::string_view, ErrorCode> read_nested_string();

    Cursor cursor_;
    const TextDecoder* text_;
    Layout layout_;
    const DecodeOptions& options_;
    NonCanonicalHandler* non_canonical_;
    Budget memory_;
    Budget nodes_;
    std::size_t tag_offset_ = 0;
    /// The details of the last failure, if it has more than a code.
    BlockError failure_{Limit::memory};
    /// Coded text, decoded.
    Scratch scratch_;
};

/// The first check of every reader. Errors: `limit_exceeded` (input).
[[nodiscard]] Result<void> check_input_size(std::uint64_t size, const Limits& limits);

}}}  // namespace souris::v0::detail
