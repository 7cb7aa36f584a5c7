// SPDX-License-Identifier: MIT
#include "columns/read_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/return_if_error.hpp"
#include "columns/block_layout.hpp"
#include "columns/join.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path_reader.hpp"
#include "columns/plain_coder.hpp"
#include "columns/range_coder.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

using Failure = tl::unexpected<BlockError>;

class Reader {
  public:
    Reader(std::span<const std::byte> packed, std::size_t size, const Limits& limits,
           Budget& memory)
        : cursor_(packed), size_(size), limits_(limits), memory_(memory), paths_(size, memory) {}

    Result<void, BlockError> read(BlockTarget& target) {
        const std::uint64_t before = memory_.left();
        SOURIS_ASSIGN_OR_RETURN(head_, read_block_head(cursor_, size_));
        if (has(heads_block_flag)) {
            SOURIS_ASSIGN_OR_RETURN(heads_, read_piece(cursor_, limits_, memory_));
            SOURIS_RETURN_IF_ERROR(begin_paths());
        } else {
            SOURIS_ASSIGN_OR_RETURN(heads_size_, cursor_.read_unsigned<std::uint64_t>());
        }
        SOURIS_RETURN_IF_ERROR(read_segments());
        if (has(texts_apart_flag)) SOURIS_RETURN_IF_ERROR(read_texts_apart());
        const auto rest = paths_.paths().subspan(next_text_path_);
        if (std::ranges::any_of(rest, &Path::has_texts_apart) || !cursor_.at_end())
            return failure(ErrorCode::bad_block);
        const std::uint64_t taken = before - memory_.left();
        SOURIS_ASSIGN_OR_RETURN(const auto room, target.allocate(size_));
        const std::uint64_t left = memory_.left();
        SOURIS_ASSIGN_OR_RETURN(const std::size_t unused,
                                join_values(paths_.paths(), head_.value_count, room, memory_));
        if (unused != 0) return failure(ErrorCode::size_mismatch);
        // Only the values stay.
        memory_.give_back(taken + (left - memory_.left()));
        return {};
    }

  private:
    [[nodiscard]] Failure refused() const { return Failure(paths_.error()); }

    [[nodiscard]] bool has(LayoutFlag flag) const noexcept { return head_.has(flag); }

    /// To be called when the heads are there.
    Result<void, BlockError> begin_paths() {
        return paths_.begin(heads_.bytes(), head_.value_count, head_.directory);
    }

    [[nodiscard]] std::size_t path_count() const noexcept { return paths_.paths().size(); }

    Result<void, BlockError> read_segments() {
        std::size_t segments = 1;
        if (has(several_segments_flag)) {
            SOURIS_ASSIGN_OR_RETURN(segments, cursor_.read_length());
        }
        for (std::size_t i = 0; i < segments; ++i) {
            std::uint64_t count = 0;
            if (has(several_segments_flag)) {
                SOURIS_ASSIGN_OR_RETURN(count, cursor_.read_unsigned<std::uint64_t>());
            }
            if (has(blocks_flag)) {
                SOURIS_RETURN_IF_ERROR(read_plain_segment(count));
            } else {
                SOURIS_RETURN_IF_ERROR(read_code(count, i == 0));
            }
        }
        // Without a range code there were no heads in it.
        if (path_count() == 0 || next_path_ != path_count()) return failure(ErrorCode::bad_block);
        return {};
    }

    /// The end of a segment of `count` paths, if there are as many; of the only segment, which has
    /// no count, the end of all.
    [[nodiscard]] std::optional<std::size_t> end_of_segment(std::uint64_t count) const noexcept {
        if (!has(several_segments_flag)) return path_count();
        if (count > path_count() - next_path_) return std::nullopt;
        return next_path_ + static_cast<std::size_t>(count);
    }

    Result<void, BlockError> read_plain_segment(std::uint64_t count) {
        const auto end = end_of_segment(count);
        if (!end) return failure(ErrorCode::bad_block);
        SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_piece(cursor_, limits_, memory_));
        Cursor plain(block.bytes());
        PlainReader coder(plain, memory_);
        for (; next_path_ < *end; ++next_path_) {
            if (!paths_.read(coder, static_cast<PathIndex>(next_path_))) return refused();
        }
        if (!plain.at_end()) return failure(ErrorCode::bad_block);
        memory_.give_back(block.memory());
        return {};
    }

    Result<void, BlockError> read_code(std::uint64_t count, bool is_first) {
        const bool has_heads = is_first && !has(heads_block_flag);
        const std::uint64_t heads_size = has_heads ? heads_size_ : 0;
        SOURIS_ASSIGN_OR_RETURN(const CodeSegment segment,
                                read_code_segment(cursor_, head_, heads_size, size_));
        paths_.begin_code(segment.items);
        const std::uint64_t text_size = heads_size + segment.text_size;
        const std::uint64_t model = TextModel::memory(text_size);
        if (!memory_.charge(model)) return Failure(BlockError(Limit::memory));
        RangeDecoder decoder(segment.code);
        MixedReader coder(decoder, text_size, memory_);
        if (has_heads) {
            if (!memory_.charge(allocation_size(heads_size)))
                return Failure(BlockError(Limit::memory));
            Bytes heads(static_cast<std::size_t>(heads_size));
            coder.heads(heads);
            heads_ = UnpackedBlock(std::move(heads));
            SOURIS_RETURN_IF_ERROR(begin_paths());
        }
        const auto end = end_of_segment(count);
        if (!end) return failure(ErrorCode::bad_block);
        for (; next_path_ < *end; ++next_path_) {
            if (!paths_.read(coder, static_cast<PathIndex>(next_path_))) return refused();
        }
        if (coder.text_left() != 0) return failure(ErrorCode::bad_block);
        memory_.give_back(model);
        coder.give_back();
        return {};
    }

    Result<void, BlockError> read_texts_apart() {
        SOURIS_ASSIGN_OR_RETURN(std::size_t segments, cursor_.read_length());
        for (; segments != 0; --segments) {
            SOURIS_ASSIGN_OR_RETURN(const std::uint64_t count,
                                    cursor_.read_unsigned<std::uint64_t>());
            if (count > path_count() - next_text_path_) return failure(ErrorCode::bad_block);
            SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_piece(cursor_, limits_, memory_));
            Cursor plain(block.bytes());
            PlainReader coder(plain, memory_);
            const std::size_t end = next_text_path_ + static_cast<std::size_t>(count);
            for (; next_text_path_ < end; ++next_text_path_) {
                if (!paths_.read_texts_apart(coder, static_cast<PathIndex>(next_text_path_)))
                    return refused();
            }
            if (!plain.at_end()) return failure(ErrorCode::bad_block);
            memory_.give_back(block.memory());
        }
        return {};
    }

    Cursor cursor_;
    std::size_t size_;
    const Limits& limits_;
    Budget& memory_;
    BlockHead head_;
    std::uint64_t heads_size_ = 0;
    std::size_t next_path_ = 0;
    std::size_t next_text_path_ = 0;
    UnpackedBlock heads_;
    PathReader paths_;
};

}  // namespace

Result<void, BlockError> unpack_columns(BlockTarget& target, std::span<const std::byte> packed,
                                        std::size_t size, const Limits& limits, Budget& memory) {
    auto read = Reader(packed, size, limits, memory).read(target);
    if (!read) return tl::unexpected(as_block_error(read.error()));
    return read;
}

}}}}  // namespace souris::v0::detail::columns
