// SPDX-License-Identifier: MIT
#include "columns/read_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/column_layout.hpp"
#include "columns/join.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path_head.hpp"
#include "columns/plain_coder.hpp"
#include "columns/range_coder.hpp"
#include "columns/row_symbols.hpp"
#include "columns/sequences.hpp"
#include "columns/split.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

using Failure = tl::unexpected<BlockError>;

class Reader {
  public:
    Reader(std::span<const std::byte> packed, std::size_t size, const Limits& limits,
           Budget& memory)
        : cursor_(packed),
          size_(size),
          limits_(limits),
          memory_(memory),
          values_left_(size),
          context_rows_left_(max_context_rows_per_byte * size) {}

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
        if (has(heads_block_flag)) {
            SOURIS_ASSIGN_OR_RETURN(heads_, read_block_piece());
            SOURIS_RETURN_IF_ERROR(begin_paths());
        } else {
            SOURIS_ASSIGN_OR_RETURN(heads_size_, cursor_.read_unsigned<std::uint64_t>());
        }
        SOURIS_RETURN_IF_ERROR(read_segments());
        if (has(texts_apart_flag)) SOURIS_RETURN_IF_ERROR(read_texts_apart());
        const auto rest = std::span(paths_).subspan(next_text_path_);
        if (std::ranges::any_of(rest, &Path::has_texts_apart) || !cursor_.at_end())
            return failure(ErrorCode::bad_block);
        const std::uint64_t taken = before - memory_.left();
        SOURIS_ASSIGN_OR_RETURN(const auto room, target.allocate(size_));
        const std::uint64_t left = memory_.left();
        SOURIS_RETURN_IF_ERROR(join_values(paths_, value_count_, room, memory_));
        // Only the values stay.
        memory_.give_back(taken + (left - memory_.left()));
        return {};
    }

  private:
    /// Why `bad_` was set, or that the input cannot be.
    [[nodiscard]] Failure refused() const {
        return Failure(is_out_of_memory_ ? BlockError(Limit::memory)
                                         : BlockError(ErrorCode::bad_block));
    }
    bool out_of_memory() noexcept {
        is_out_of_memory_ = true;
        return false;
    }
    template <class T>
    bool charge_for(std::uint64_t count) {
        return (count <= ~std::uint64_t{0} / sizeof(T) &&
                memory_.charge(allocation_size(count * sizeof(T)))) ||
               out_of_memory();
    }

    [[nodiscard]] bool has(LayoutFlag flag) const noexcept { return (flags_ & flag) != 0; }

    Result<UnpackedBlock, BlockError> read_block_piece() {
        SOURIS_ASSIGN_OR_RETURN(const std::uint8_t id, cursor_.read_byte());
        if (id == static_cast<std::uint8_t>(Compression::columns))
            return failure(ErrorCode::bad_block);
        return read_block(cursor_, id, Layout::v2, limits_, memory_);
    }

    /// To be called when the heads are there.
    Result<void, BlockError> begin_paths() {
        Cursor heads(heads_.bytes());
        SOURIS_ASSIGN_OR_RETURN(paths_, read_heads(heads, memory_));
        if (!heads.at_end()) return failure(ErrorCode::bad_block);
        if (!charge_for<std::uint64_t>(paths_.size()) ||
            !charge_for<std::vector<std::uint32_t>>(paths_.size()) ||
            !charge_for<std::uint8_t>(paths_.size()))
            return refused();
        counts_.resize(paths_.size());
        row_symbols_.resize(paths_.size());
        is_context_.resize(paths_.size());
        if (!count_values(value_count_)) return refused();
        counts_[0] = value_count_;
        for (const Path& path : paths_) {
            for (const ContextSet& set : path.contexts) {
                for (const std::uint32_t other : set.others)
                    is_context_[other] = true;
            }
        }
        return {};
    }

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
        if (paths_.empty() || next_path_ != paths_.size()) return failure(ErrorCode::bad_block);
        return {};
    }

    /// The end of a segment of `count` paths, if there are as many; of the only segment, which has
    /// no count, the end of all.
    [[nodiscard]] std::optional<std::size_t> end_of_segment(std::uint64_t count) const noexcept {
        if (!has(several_segments_flag)) return paths_.size();
        if (count > paths_.size() - next_path_) return std::nullopt;
        return next_path_ + static_cast<std::size_t>(count);
    }

    Result<void, BlockError> read_plain_segment(std::uint64_t count) {
        const auto end = end_of_segment(count);
        if (!end) return failure(ErrorCode::bad_block);
        SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_block_piece());
        Cursor plain(block.bytes());
        PlainReader coder(plain, memory_);
        for (; next_path_ < *end; ++next_path_) {
            if (read_path(coder, next_path_)) continue;
            is_out_of_memory_ |= coder.is_out_of_memory();
            return refused();
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
        code_items_left_ = most - heads_size - text_size;
        const std::uint64_t model = TextModel::memory(heads_size + text_size);
        if (!memory_.charge(model)) return Failure(BlockError(Limit::memory));
        RangeDecoder decoder(code);
        MixedReader coder(decoder, heads_size + text_size, memory_);
        if (has_heads) {
            if (!charge_for<std::byte>(heads_size)) return refused();
            Bytes heads(static_cast<std::size_t>(heads_size));
            coder.heads(heads);
            heads_ = UnpackedBlock(std::move(heads));
            SOURIS_RETURN_IF_ERROR(begin_paths());
        }
        const auto end = end_of_segment(count);
        if (!end) return failure(ErrorCode::bad_block);
        for (; next_path_ < *end; ++next_path_) {
            if (read_path(coder, next_path_)) continue;
            is_out_of_memory_ |= coder.is_out_of_memory();
            return refused();
        }
        if (coder.text_left() != 0) return failure(ErrorCode::bad_block);
        memory_.give_back(model);
        coder.give_back();
        return {};
    }

    /// Counts what a range code stands for.
    bool count_items(std::uint64_t count) noexcept {
        if (has(blocks_flag)) return true;
        if (count > code_items_left_) return false;
        code_items_left_ -= count;
        return true;
    }

    template <class Coder>
    bool read_path(Coder& coder, std::size_t index) {
        Path& path = paths_[index];
        const std::uint64_t count = counts_[index];
        const std::uint64_t symbols = path.symbol_count();
        if (symbols == 0) return count == 0 && be_context(index);
        // Each literal occurs.
        if (symbols > count + path.first_literal() || !path.can_need_table(count)) return false;
        if (!charge_for<std::uint32_t>(count)) return false;
        path.symbols.resize(static_cast<std::size_t>(count));
        if (symbols > 1 && !count_items(count)) return false;
        const bool is_fine = code_sequences(
            coder, path, static_cast<PathIndex>(index), others_of(path, row_symbols_),
            [&](Path& read) { return size_sequences(read) && give_rows(index); });
        return is_fine && add_counts(path) && has_possible_decimals(path);
    }

    /// Makes room for what the symbols say that follows.
    bool size_sequences(Path& path) {
        const std::uint64_t counted = count_contents(path);
        if (!charge_for<std::int64_t>(counted) || !count_items(counted)) return false;
        path.counts.resize(static_cast<std::size_t>(counted));
        for (std::vector<Content>* const all : {&path.literals, &path.contents}) {
            for (Content& content : *all) {
                if (!count_items(content.count)) return false;
                if (is_text(content.kind)) {
                    // The second for the numbers that lengths are read as.
                    if (!charge_for<std::uint32_t>(content.count) ||
                        (content.has_zero && !charge_for<std::int64_t>(content.count)))
                        return false;
                    content.lengths.resize(static_cast<std::size_t>(content.count));
                } else {
                    if (!charge_for<std::int64_t>(content.count)) return false;
                    content.numbers.resize(static_cast<std::size_t>(content.count));
                }
            }
        }
        return true;
    }

    /// Counts values, each of which takes a byte of the output at least.
    bool count_values(std::uint64_t count) noexcept {
        if (count > values_left_) return false;
        values_left_ -= count;
        return true;
    }

    /// Keeps the symbols by row, if they are a context of others.
    bool be_context(std::size_t index) {
        if (!is_context_[index]) return true;
        const auto rows = static_cast<std::size_t>(counts_[first_of_table(paths_, index)]);
        if (rows > context_rows_left_) return false;
        context_rows_left_ -= rows;
        if (!charge_for<std::uint32_t>(rows)) return false;
        row_symbols_[index] = symbols_by_row(paths_[index], rows);
        return true;
    }

    /// Tells the path's parts in maps, tuples and patterns how many values and which rows they
    /// have, and those that it is a context of its symbols.
    bool give_rows(std::size_t index) {
        if (!be_context(index)) return false;
        Path& path = paths_[index];
        for (const std::uint32_t symbol : path.symbols) {
            const Parts* const parts = path.parts_of(symbol);
            if (parts == nullptr || !has_rows(parts->kind)) continue;
            if (!count_values(parts->paths.size())) return false;
            for (const PathIndex part : parts->paths)
                ++counts_[part];
        }
        // With one symbol, and no part that stands twice, they have the same rows.
        for (const Parts& parts : path.parts) {
            if (!has_rows(parts.kind)) continue;
            for (const PathIndex part : parts.paths) {
                Path& child = paths_[part];
                if (counts_[part] == 0 || child.rows.capacity() != 0 || needs_no_rows(path, part))
                    continue;
                if (!charge_for<std::uint32_t>(counts_[part])) return false;
                child.rows.reserve(static_cast<std::size_t>(counts_[part]));
            }
        }
        for (std::size_t i = 0; i < path.symbols.size(); ++i) {
            const Parts* const parts = path.parts_of(path.symbols[i]);
            if (parts == nullptr || !has_rows(parts->kind)) continue;
            for (const PathIndex part : parts->paths) {
                if (paths_[part].rows.capacity() != 0)
                    paths_[part].rows.push_back(path.rows.empty() ? static_cast<std::uint32_t>(i)
                                                                  : path.rows[i]);
            }
        }
        return true;
    }

    [[nodiscard]] bool needs_no_rows(const Path& path, PathIndex part) const noexcept {
        // In the order of `symbols`, each once: counted as often as there are values. A part that
        // stands twice in one shape and never in another is an unlikely waste.
        return path.rows.empty() && path.symbol_count() == 1 &&
               counts_[part] == path.symbols.size();
    }

    /// Adds up the values of the parts that are counted. False if there are too many.
    bool add_counts(const Path& path) {
        if (path.counts.empty()) return true;
        std::size_t next = 0;
        for (const std::uint32_t symbol : path.symbols) {
            const Parts* const parts = path.parts_of(symbol);
            if (parts == nullptr || has_rows(parts->kind)) continue;
            const std::int64_t count = path.counts[next++];
            for (const PathIndex part : parts->paths) {
                if (count < 0 || !count_values(static_cast<std::uint64_t>(count))) return false;
                counts_[part] += static_cast<std::uint64_t>(count);
            }
        }
        return true;
    }

    Result<void, BlockError> read_texts_apart() {
        SOURIS_ASSIGN_OR_RETURN(std::size_t segments, cursor_.read_length());
        for (; segments != 0; --segments) {
            SOURIS_ASSIGN_OR_RETURN(const std::uint64_t count,
                                    cursor_.read_unsigned<std::uint64_t>());
            if (count > paths_.size() - next_text_path_) return failure(ErrorCode::bad_block);
            SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_block_piece());
            Cursor plain(block.bytes());
            PlainReader coder(plain, memory_);
            const std::size_t end = next_text_path_ + static_cast<std::size_t>(count);
            for (; next_text_path_ < end; ++next_text_path_) {
                Path& path = paths_[next_text_path_];
                if (!path.has_texts_apart ||
                    code_texts_apart(coder, path, static_cast<PathIndex>(next_text_path_)))
                    continue;
                is_out_of_memory_ |= coder.is_out_of_memory();
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
    /// How many more values there may be.
    std::uint64_t values_left_;
    /// How many more rows contexts may have.
    std::uint64_t context_rows_left_;
    /// What the range code being read may still stand for.
    std::uint64_t code_items_left_ = 0;
    std::uint8_t flags_ = 0;
    std::uint64_t value_count_ = 1;
    std::uint64_t heads_size_ = 0;
    std::size_t next_path_ = 0;
    std::size_t next_text_path_ = 0;
    UnpackedBlock heads_;
    std::vector<Path> paths_;
    std::vector<std::uint64_t> counts_;
    std::vector<std::vector<std::uint32_t>> row_symbols_;
    std::vector<std::uint8_t> is_context_;
    bool is_out_of_memory_ = false;
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
