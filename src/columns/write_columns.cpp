// SPDX-License-Identifier: MIT
#include "columns/write_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include <souris/block.hpp>
#include <souris/sink.hpp>

#include "columns/choose_contexts.hpp"
#include "columns/choose_prediction.hpp"
#include "columns/code_cost.hpp"
#include "columns/column_layout.hpp"
#include "columns/directory.hpp"
#include "columns/expand_texts.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path.hpp"
#include "columns/path_head.hpp"
#include "columns/plain_coder.hpp"
#include "columns/plan.hpp"
#include "columns/range_coder.hpp"
#include "columns/row_symbols.hpp"
#include "columns/sequences.hpp"
#include "columns/split.hpp"
#include "compress/pack_zstd.hpp"
#include "compress/unpacked_size.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// What a profile means here.
struct ColumnEffort {
    static constexpr std::size_t never = ~std::size_t{0};

    /// Whether segments are range codes, not blocks.
    bool is_mixed = false;
    ContextEffort contexts{};
    /// The most paths of a table that may be contexts.
    std::size_t max_candidates = 0;
    /// If all texts together have so many bytes, they stand apart, packed by a general-purpose
    /// compressor.
    std::size_t least_texts_apart = 256;
    /// The size from which heads are packed so, too.
    std::size_t least_heads_block = 0;
    /// Bytes after which a segment ends.
    std::size_t segment_size = std::size_t{1} << 17U;
};

/// `size` is that of the values.
ColumnEffort effort_of(Profile profile, std::size_t size) {
    // What a set takes in the head.
    constexpr std::uint64_t least_cost = 64 * cost_of_bit;
    ColumnEffort effort;
    switch (profile) {
        case Profile::stored:
        case Profile::fast:
            break;
        case Profile::balanced:
            effort.contexts = {4096, 1, 3, std::max(least_cost, size / 2048 * 8 * cost_of_bit)};
            effort.max_candidates = 12;
            break;
        case Profile::smallest:
            effort.is_mixed = true;
            effort.contexts = {65536, 4, 3, least_cost};
            effort.max_candidates = 48;
            effort.least_texts_apart = ColumnEffort::never;
            effort.least_heads_block = ColumnEffort::never;
            effort.segment_size = std::size_t{1} << 20U;
            break;
    }
    return effort;
}

/// Writing takes some ten times the memory of the values.
constexpr std::size_t max_size = std::size_t{256} << 20U;
static_assert(max_size < max_split_size);

/// Values of so many bytes are worth to be skipped, so their block has a directory.
constexpr std::size_t least_listed = std::size_t{48} << 10U;

/// A path of so many items or bytes of text is in a segment of its own, if that is a block, so that
/// a reader of others need not unpack it.
constexpr std::uint64_t least_alone = 4096;

/// The number of items of a path for `least_code_size`.
std::uint64_t items_of(const Path& path) {
    std::uint64_t items = path.symbol_count() < 2 ? 0 : path.symbols.size();
    items += path.counts.size();
    for (const std::vector<Content>* all : {&path.literals, &path.contents}) {
        for (const Content& content : *all)
            items += content.count;
    }
    return items;
}

/// Bytes of texts, with the zeros after them.
std::uint64_t text_bytes_of(const Path& path) {
    std::uint64_t size = 0;
    for (const std::vector<Content>* const all : {&path.literals, &path.contents}) {
        for (const Content& content : *all)
            size += content.bytes.size() + (content.has_zero ? 0 : content.lengths.size());
    }
    return size;
}

/// The same, of those that do not stand apart.
std::uint64_t text_size_of(const Path& path) {
    return path.has_texts_apart ? 0 : text_bytes_of(path);
}

class Writer {
  public:
    Writer(std::vector<Path> paths, std::size_t size, Profile profile)
        : paths_(std::move(paths)),
          profile_(profile),
          effort_(effort_of(profile, size)),
          size_(size),
          context_rows_left_(max_context_rows_per_byte * size) {}

    Bytes run(std::size_t value_count) {
        std::uint64_t texts = 0;
        for (const Path& path : paths_)
            texts += text_size_of(path);
        for (Path& path : paths_)
            path.has_texts_apart = texts >= effort_.least_texts_apart && text_size_of(path) != 0;
        if (effort_.max_candidates != 0) choose_all_contexts();
        Sink heads;
        write_heads(heads, paths_);
        heads_ = heads.view();
        has_heads_block_ = heads_.size() >= effort_.least_heads_block;
        Sink segments;
        const std::uint64_t segment_count = write_segments(segments);
        const bool has_apart = std::ranges::any_of(paths_, &Path::has_texts_apart);

        Sink out;
        const bool is_plain = !effort_.is_mixed;
        std::uint8_t flags = 0;
        if (is_plain) flags |= blocks_flag;
        if (!is_alone_) flags |= several_segments_flag;
        if (has_apart) flags |= texts_apart_flag;
        if (value_count != 1) flags |= value_count_flag;
        if (has_heads_block_) flags |= heads_block_flag;
        Sink directory;
        if (size_ >= least_listed && write_directory(directory, paths_)) flags |= directory_flag;
        out.write_byte(flags);
        if (value_count != 1) out.write_unsigned(value_count);
        out.write_bytes(directory.view());
        if (has_heads_block_) {
            write_block_piece(out, heads_);
        } else {
            out.write_unsigned(heads_.size());
        }
        if (!is_alone_) out.write_unsigned(segment_count);
        out.write_bytes(segments.view());
        if (has_apart) write_texts_apart(out);
        return out.take();
    }

  private:
    [[nodiscard]] std::vector<std::size_t> count_rows() const {
        std::vector<std::size_t> counts;
        for (const Path& path : paths_) {
            if (path.table >= counts.size()) counts.resize(path.table + 1, 0);
            const std::size_t last =
                path.rows.empty() ? path.symbols.size() : std::size_t{path.rows.back()} + 1;
            counts[path.table] = std::max(counts[path.table], last);
        }
        return counts;
    }

    void choose_all_contexts() {
        row_symbols_.resize(paths_.size());
        const std::vector<std::size_t> rows = count_rows();
        // The paths of each table that can be contexts.
        std::vector<std::vector<ContextCandidate>> candidates(rows.size());
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            Path& path = paths_[i];
            if (path.symbol_count() < 2) continue;
            std::vector<ContextCandidate>& some = candidates[path.table];
            if (effort_.is_mixed) {
                choose_model(path, some);
            } else if (auto set = choose_prediction(path.symbols, path.symbol_count(), path.rows,
                                                    some, effort_.contexts)) {
                path.contexts.push_back(*std::move(set));
                path.table_bits = table_bits_for(path.symbols.size());
            }
            const std::size_t row_count = rows[path.table];
            if (some.size() == effort_.max_candidates || row_count > context_rows_left_) continue;
            context_rows_left_ -= row_count;
            row_symbols_[i] = symbols_by_row(path, row_count);
            some.push_back({static_cast<std::uint32_t>(i), row_symbols_[i]});
        }
    }

    void choose_model(Path& path, std::span<const ContextCandidate> candidates) {
        path.contexts = choose_contexts(path.symbols, path.symbol_count(), path.rows, candidates,
                                        effort_.contexts);
        path.table_bits =
            table_bits_for(2 * count_places(path.symbols, path.symbol_count(), path.contexts,
                                            others_of(path, row_symbols_), path.rows));
    }

    /// By zstd, which of the codecs that are read at full speed packs the best.
    BlockChoice choose_piece(std::span<const std::byte> bytes) {
        if (!is_supported(Compression::zstd)) return choose_block(bytes, Layout::v2, profile_);
        BlockChoice choice = choose_block(bytes, Layout::v2, Profile::stored);
        Bytes packed = zstd_.pack(bytes, profile_);
        const std::uint64_t size = packed_block_size(bytes.size(), packed.size());
        if (size < choice.size) choice = {Compression::zstd, size, std::move(packed)};
        return choice;
    }

    void write_block_piece(Sink& sink, std::span<const std::byte> bytes) {
        const BlockChoice choice = choose_piece(bytes);
        sink.write_byte(static_cast<std::uint8_t>(choice.compression));
        write_block(sink, choice, Layout::v2, bytes);
    }

    /// Returns the number of segments.
    std::uint64_t write_segments(Sink& sink) {
        std::vector<std::size_t> ends;
        for (std::size_t end = 0; end < paths_.size(); ends.push_back(end))
            end = end_of_segment(end);
        is_alone_ = ends.size() == 1;
        std::size_t first = 0;
        for (const std::size_t end : ends) {
            if (!is_alone_) sink.write_unsigned(end - first);
            if (effort_.is_mixed) {
                write_code(sink, first, end);
            } else {
                Sink plain;
                PlainWriter coder(plain);
                for (std::size_t i = first; i < end; ++i)
                    write_path(coder, i);
                write_block_piece(sink, plain.view());
            }
            first = end;
        }
        return ends.size();
    }

    /// The end of the segment that begins with a path.
    [[nodiscard]] std::size_t end_of_segment(std::size_t first) const {
        std::uint64_t size = 0;
        std::size_t end = first;
        for (; end < paths_.size() && size < effort_.segment_size; ++end) {
            const std::uint64_t more = items_of(paths_[end]) + text_size_of(paths_[end]);
            if (!effort_.is_mixed && more >= least_alone) return end == first ? end + 1 : end;
            size += more;
        }
        return end;
    }

    void write_code(Sink& sink, std::size_t first, std::size_t end) {
        std::uint64_t items = 0;
        std::uint64_t text_size = 0;
        for (std::size_t i = first; i < end; ++i) {
            items += items_of(paths_[i]);
            text_size += text_size_of(paths_[i]);
        }
        const bool has_heads = first == 0 && !has_heads_block_;
        const std::uint64_t heads_size = has_heads ? heads_.size() : 0;
        RangeEncoder encoder;
        MixedWriter coder(encoder, heads_size + text_size);
        if (has_heads) coder.heads(heads_);
        for (std::size_t i = first; i < end; ++i)
            write_path(coder, i);
        Bytes code = encoder.take();
        const std::uint64_t least = least_code_size(items + text_size + heads_size);
        if (code.size() < least) code.resize(static_cast<std::size_t>(least));
        sink.write_unsigned(text_size);
        const bool is_last = is_alone_ && std::ranges::none_of(paths_, &Path::has_texts_apart);
        if (!is_last) sink.write_unsigned(code.size());
        sink.write_bytes(code);
    }

    template <class Coder>
    void write_path(Coder& coder, std::size_t index) {
        Path& path = paths_[index];
        const bool is_written =
            code_sequences(coder, path, static_cast<PathIndex>(index),
                           others_of(path, row_symbols_), [](const Path&) { return true; });
        assert(is_written);
        static_cast<void>(is_written);
    }

    void write_texts_apart(Sink& out) {
        Sink segments;
        std::uint64_t count = 0;
        Sink texts;
        std::size_t first = 0;
        const auto end_piece = [&](std::size_t end) {
            if (texts.size() == 0) return;
            segments.write_unsigned(end - first);
            write_block_piece(segments, texts.view());
            texts.clear();
            first = end;
            ++count;
        };
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            if (!paths_[i].has_texts_apart) continue;
            const bool is_alone = text_bytes_of(paths_[i]) >= least_alone;
            if (is_alone) end_piece(i);
            PlainWriter coder(texts);
            (void)code_texts_apart(coder, paths_[i], static_cast<PathIndex>(i));
            if (is_alone || texts.size() >= effort_.segment_size) end_piece(i + 1);
        }
        end_piece(paths_.size());
        out.write_unsigned(count);
        out.write_bytes(segments.view());
    }

    std::vector<Path> paths_;
    Profile profile_;
    ColumnEffort effort_;
    std::size_t size_;
    ZstdPacker zstd_;
    std::uint64_t context_rows_left_;
    std::span<const std::byte> heads_;
    bool has_heads_block_ = false;
    /// Whether there is one segment.
    bool is_alone_ = false;
    std::vector<std::vector<std::uint32_t>> row_symbols_;
};

}  // namespace

std::optional<Bytes> pack_columns(std::span<const std::byte> values, Profile profile) {
    if (values.empty() || values.size() > max_size) return std::nullopt;
    auto split = split_values(values);
    if (!split) return std::nullopt;
    const Repeats repeats = profile == Profile::fast ? Repeats::frequent : Repeats::all;
    std::deque<Bytes> contents;
    expand_texts(*split, repeats, contents);
    std::vector<Path> paths;
    paths.reserve(split->size());
    for (SplitPath& path : *split)
        paths.push_back(plan_path(std::move(path), repeats));
    const std::size_t value_count = paths[0].symbols.size();
    return Writer(order_paths(std::move(paths)), values.size(), profile).run(value_count);
}

}}}}  // namespace souris::v0::detail::columns
