// SPDX-License-Identifier: MIT
#include "reference/columns.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "reference/block.hpp"
#include "reference/column_directory.hpp"
#include "reference/column_paths.hpp"
#include "reference/column_sequences.hpp"
#include "reference/column_values.hpp"

namespace souris::reference {

namespace {

/// Nothing inside is judged strictly.
Options inside(Options options) {
    options.strict = false;
    return options;
}

// B.2, and the rules of B.4
class Columns {
  public:
    Columns(Reader& reader, ByteView packed, std::uint64_t unpacked)
        : layout_(packed, inside(reader.options())), unpacked_(unpacked), values_left_(unpacked) {}

    std::vector<std::byte> read() {
        flags_ = layout_.read_byte();
        if (unpacked_ >> 31 != 0) fail();
        if (flags_ > 63 || (are_blocks() && !has(4))) fail();
        if (has(3)) value_count_ = read_short_integer();
        if (has(5)) directory_ = layout_.read_bytes(layout_.read_length());
        if (has(4)) {
            take_heads(read_piece());
        } else {
            heads_size_ = read_short_integer();
        }
        const std::uint64_t segments = has(1) ? layout_.read_length() : 1;
        for (std::uint64_t i = 0; i < segments && !layout_.failed(); ++i) {
            const std::uint64_t path_count = has(1) ? read_short_integer() : 0;
            if (are_blocks()) {
                read_block_segment(path_count);
            } else {
                read_code_segment(path_count, i == 0);
            }
        }
        // Without a segment there are no heads either.
        if (paths_.empty() || next_ != paths_.size()) fail();
        if (has(2)) read_texts();
        for (; next_text_ < paths_.size(); ++next_text_) {
            if (paths_[next_text_].has_texts_apart) fail();
        }
        if (layout_.left() != 0) fail();
        if (layout_.failed()) return {};
        return put_together(layout_, paths_, value_count_, unpacked_);
    }

    /// Its errors are those of the block.
    [[nodiscard]] const Reader& layout() const { return layout_; }

  private:
    [[nodiscard]] bool has(unsigned bit) const { return (flags_ >> bit & 1U) != 0; }
    [[nodiscard]] bool are_blocks() const { return has(0); }
    void fail() { layout_.fail(ErrorCode::bad_block); }

    std::uint64_t read_short_integer() {
        const Number number = layout_.read_integer(0);
        if (number.high != 0) fail();
        return number.low;
    }

    std::vector<std::byte> read_piece() {
        const unsigned id = layout_.read_byte();
        if (id == 6) fail();
        if (layout_.failed()) return {};
        return read_block(layout_, id, Layout::v2);
    }

    void take_heads(const std::vector<std::byte>& bytes) {
        if (layout_.failed()) return;
        Reader heads(bytes, layout_.options());
        paths_ = read_heads(heads);
        if (heads.failed()) {
            fail();
            return;
        }
        if (!takes_values(value_count_)) fail();
        Reader directory(directory_, layout_.options());
        entries_ = read_directory(directory, paths_);
        if (directory.failed()) fail();
        paths_[0].value_count = value_count_;
    }

    /// The end of the segment's paths.
    std::size_t end_of(std::size_t first, std::uint64_t path_count) {
        if (path_count > paths_.size() - first) fail();
        return layout_.failed() ? first : first + static_cast<std::size_t>(path_count);
    }
    std::size_t end_of_segment(std::uint64_t path_count) {
        return has(1) ? end_of(next_, path_count) : paths_.size();
    }

    void read_block_segment(std::uint64_t path_count) {
        const std::size_t end = end_of_segment(path_count);
        const std::vector<std::byte> bytes = read_piece();
        Reader plain(bytes, layout_.options());
        PlainSequences sequences(plain);
        for (; next_ < end && !layout_.failed(); ++next_) {
            if (!read_path(sequences, next_)) fail();
        }
        if (plain.left() != 0) fail();
    }

    void read_code_segment(std::uint64_t path_count, bool is_first) {
        const std::uint64_t text_size = read_short_integer();
        const std::uint64_t size = has(1) || has(2) ? layout_.read_length() : layout_.left();
        const ByteView code = layout_.read_bytes(size);
        const bool has_heads = is_first && !has(4);
        const std::uint64_t heads_size = has_heads ? heads_size_ : 0;
        code_items_left_ = 1024 + 128 * size;
        if (text_size / 2 > unpacked_ || !takes_items(heads_size) || !takes_items(text_size))
            fail();
        if (layout_.failed()) return;

        CodedSequences sequences(code, heads_size + text_size);
        if (has_heads) take_heads(sequences.read_heads(heads_size));
        if (layout_.failed()) return;
        const std::size_t end = end_of_segment(path_count);
        for (; next_ < end && !layout_.failed(); ++next_) {
            if (!read_path(sequences, next_)) fail();
        }
        if (sequences.text_left() != 0) fail();
    }

    bool takes_values(std::uint64_t count) {
        if (count > values_left_) return false;
        values_left_ -= count;
        return true;
    }

    /// The rows of a path's table, if the path is a context of others.
    bool takes_context_rows(std::size_t index) {
        bool is_context = false;
        for (const Path& path : paths_) {
            for (const ContextSet& set : path.sets)
                is_context |= std::ranges::find(set.others, index) != set.others.end();
        }
        if (!is_context) return true;
        std::size_t first = index;
        while (!is_row_of_its_own(paths_[first]))
            first = paths_[first].above;
        if (paths_[first].value_count > context_rows_left_) return false;
        context_rows_left_ -= paths_[first].value_count;
        return true;
    }

    bool takes_items(std::uint64_t count) {
        if (are_blocks()) return true;
        if (count > code_items_left_) return false;
        code_items_left_ -= count;
        return true;
    }

    // B.4
    bool read_path(Sequences& sequences, std::size_t index) {
        Path& path = paths_[index];
        const std::uint64_t symbols = path.symbol_count();
        if (symbols == 0)
            return path.value_count == 0 && takes_context_rows(index) && is_as_listed(index);
        std::uint64_t literals = 0;
        for (const Contents& kind : path.literals)
            literals += kind.count;
        if (literals > path.value_count) return false;
        const std::uint64_t groups = (width_of(symbols - 1) + 3) / 4;
        if (path.table_bits > width_of(2 * path.value_count * (path.sets.size() + 1) * groups))
            return false;
        if (is_row_of_its_own(path)) {
            for (std::size_t i = 0; i < path.value_count; ++i)
                path.rows.push_back(i);
        }

        if (symbols == 1) {
            path.symbols.assign(static_cast<std::size_t>(path.value_count), 0);
        } else if (!takes_items(path.value_count) || !sequences.read_symbols(paths_, index)) {
            return false;
        }
        if (!takes_context_rows(index) || !count_what_follows(path)) return false;

        if (!path.counts.empty() && !sequences.read_numbers(path.counts, path.count_coding))
            return false;
        const auto column = static_cast<Word>(2 * index);
        for (Contents& literal : path.literals) {
            if (path.has_texts_apart && literal.is_text()) continue;
            if (!sequences.read_contents(literal, column)) return false;
        }
        for (Contents& contents : path.contents) {
            if (path.has_texts_apart && contents.is_text()) continue;
            if (!sequences.read_contents(contents, column + 1)) return false;
        }
        return add_counts(path) && has_possible_decimals(path) && is_as_listed(index);
    }

    [[nodiscard]] bool is_as_listed(std::size_t index) const {
        const auto entry = entries_.find(index);
        return entry == entries_.end() || is_entry_of(entry->second, paths_[index]);
    }

    static bool has_possible_decimals(const Path& path) {
        for (const std::vector<Contents>* const all : {&path.literals, &path.contents}) {
            for (const Contents& contents : *all) {
                if (contents.kind != 2) continue;
                for (const std::uint64_t number : contents.numbers) {
                    const std::uint64_t magnitude = number >> 63 != 0 ? ~number + 1 : number;
                    if (magnitude >> 53 != 0) return false;
                }
            }
        }
        return true;
    }

    static bool is_row_of_its_own(const Path& path) {
        return path.role == Role::root || path.role == Role::key || path.role == Role::value ||
               path.role == Role::element;
    }

    /// Counts contents and counts, and the values of members, items and fields.
    bool count_what_follows(Path& path) {
        std::size_t counts = 0;
        for (std::size_t i = 0; i < path.symbols.size(); ++i) {
            const std::uint32_t symbol = path.symbols[i];
            if (Contents* const contents = path.content_of(symbol)) ++contents->count;
            const Part* const part = path.part_of(symbol);
            if (part == nullptr) continue;
            if (part->has_count()) {
                ++counts;
                continue;
            }
            for (const std::size_t other : part->paths) {
                if (!takes_values(1)) return false;
                ++paths_[other].value_count;
                paths_[other].rows.push_back(path.rows[i]);
            }
        }
        path.counts.resize(counts);
        if (!takes_items(counts)) return false;
        for (const Contents& kind : path.literals) {
            if (!takes_items(kind.count)) return false;
        }
        for (const Contents& kind : path.contents) {
            if (!takes_items(kind.count)) return false;
        }
        return true;
    }

    bool add_counts(const Path& path) {
        std::size_t next = 0;
        for (const std::uint32_t symbol : path.symbols) {
            const Part* const part = path.part_of(symbol);
            if (part == nullptr || !part->has_count()) continue;
            const std::uint64_t count = path.counts[next++];
            for (const std::size_t other : part->paths) {
                // A negative one is above 2^63.
                if (!takes_values(count)) return false;
                paths_[other].value_count += count;
            }
        }
        return true;
    }

    void read_texts() {
        for (std::uint64_t pieces = layout_.read_length(); pieces > 0 && !layout_.failed();
             --pieces) {
            const std::size_t end = end_of(next_text_, read_short_integer());
            const std::vector<std::byte> bytes = read_piece();
            Reader plain(bytes, layout_.options());
            PlainSequences sequences(plain);
            for (; next_text_ < end && !layout_.failed(); ++next_text_) {
                Path& path = paths_[next_text_];
                if (!path.has_texts_apart) continue;
                for (std::vector<Contents>* const all : {&path.literals, &path.contents}) {
                    for (Contents& contents : *all) {
                        if (contents.is_text() && !sequences.read_contents(contents, 0)) fail();
                    }
                }
            }
            if (plain.left() != 0) fail();
        }
    }

    Reader layout_;
    std::uint64_t unpacked_;
    /// Of all paths.
    std::uint64_t values_left_;
    std::uint64_t context_rows_left_ = 4 * unpacked_;
    std::uint64_t code_items_left_ = 0;
    unsigned flags_ = 0;
    std::uint64_t value_count_ = 1;
    std::uint64_t heads_size_ = 0;
    ByteView directory_;
    std::vector<Path> paths_;
    std::map<std::size_t, Entry> entries_;
    std::size_t next_ = 0;
    std::size_t next_text_ = 0;
};

}  // namespace

std::vector<std::byte> read_columns(Reader& reader, ByteView packed, std::uint64_t unpacked) {
    Columns columns(reader, packed, unpacked);
    std::vector<std::byte> output = columns.read();
    const Reader& layout = columns.layout();
    if (layout.is_perhaps_bad_block()) reader.fail_for_size(true);
    if (layout.failed()) {
        const bool is_early_end = layout.error() == ErrorCode::truncated ||
                                  layout.error() == ErrorCode::length_exceeds_input;
        reader.fail(is_early_end ? ErrorCode::bad_block : layout.error());
    }
    return output;
}

}  // namespace souris::reference
