// SPDX-License-Identifier: MIT
#include "columns/read_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/return_if_error.hpp"
#include "columns/column_layout.hpp"
#include "columns/join.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path_reader.hpp"
#include "columns/plain_coder.hpp"
#include "columns/range_coder.hpp"
#include "columns/split.hpp"

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
        SOURIS_ASSIGN_OR_RETURN(flags_, cursor_.read_byte());
        // Rows and symbols are numbers of 32 bits.
        if (size_ >= max_split_size) return failure(ErrorCode::bad_block);
        if (flags_ > all_layout_flags || (has(blocks_flag) && !has(heads_block_flag)))
            return failure(ErrorCode::bad_block);
        if (has(value_count_flag)) {
            SOURIS_ASSIGN_OR_RETURN(value_count_, cursor_.read_unsigned<std::uint64_t>());
        }
        if (has(directory_flag)) {
            SOURIS_ASSIGN_OR_RETURN(const std::size_t directory_size, cursor_.read_length());
            SOURIS_ASSIGN_OR_RETURN(directory_, cursor_.read_bytes(directory_size));
        }
        if (has(heads_block_flag)) {
            SOURIS_ASSIGN_OR_RETURN(heads_, read_block_piece());
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
        SOURIS_RETURN_IF_ERROR(join_values(paths_.paths(), value_count_, room, memory_));
        // Only the values stay.
        memory_.give_back(taken + (left - memory_.left()));
        return {};
    }

  private:
    [[nodiscard]] Failure refused() const { return Failure(paths_.error()); }

    [[nodiscard]] bool has(LayoutFlag flag) const noexcept { return (flags_ & flag) != 0; }

    Result<UnpackedBlock, BlockError> read_block_piece() {
        SOURIS_ASSIGN_OR_RETURN(const std::uint8_t id, cursor_.read_byte());
        if (id == static_cast<std::uint8_t>(Compression::columns))
            return failure(ErrorCode::bad_block);
        return read_block(cursor_, id, Layout::v2, limits_, memory_);
    }

    /// To be called when the heads are there.
    Result<void, BlockError> begin_paths() {
        return paths_.begin(heads_.bytes(), value_count_, directory_);
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
        SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_block_piece());
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
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t text_size,
                                cursor_.read_unsigned<std::uint64_t>());
        std::size_t size = cursor_.remaining();
        if (has(several_segments_flag) || has(texts_apart_flag)) {
            SOURIS_ASSIGN_OR_RETURN(size, cursor_.read_length());
        }
        SOURIS_ASSIGN_OR_RETURN(const auto code, cursor_.read_bytes(size));
        // What is said of the text must be possible before there is a model for it. Each value may
        // have a zero after it.
        const bool has_heads = is_first && !has(heads_block_flag);
        const std::uint64_t heads_size = has_heads ? heads_size_ : 0;
        const std::uint64_t most = max_items_of_code(size);
        if (text_size / 2 > size_ || heads_size > most || text_size > most - heads_size)
            return failure(ErrorCode::bad_block);
        paths_.begin_code(most - heads_size - text_size);
        const std::uint64_t model = TextModel::memory(heads_size + text_size);
        if (!memory_.charge(model)) return Failure(BlockError(Limit::memory));
        RangeDecoder decoder(code);
        MixedReader coder(decoder, heads_size + text_size, memory_);
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
            SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_block_piece());
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
    std::uint8_t flags_ = 0;
    std::uint64_t value_count_ = 1;
    std::uint64_t heads_size_ = 0;
    std::size_t next_path_ = 0;
    std::size_t next_text_path_ = 0;
    std::span<const std::byte> directory_;
    UnpackedBlock heads_;
    PathReader paths_;
};

}  // namespace

Result<void, BlockError> unpack_columns(BlockTarget& target, std::span<const std::byte> packed,
                                        std::size_t size, const Limits& limits, Budget& memory) {
    auto read = Reader(packed, size, limits, memory).read(target);
    const ErrorCode code = read ? ErrorCode::none : read.error().code;
    // The block is whole: more input would not help.
    if (code == ErrorCode::truncated || code == ErrorCode::length_exceeds_input ||
        code == ErrorCode::integer_out_of_range)
        return failure(ErrorCode::bad_block);
    return read;
}

}}}}  // namespace souris::v0::detail::columns
