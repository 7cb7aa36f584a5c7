// SPDX-License-Identifier: MIT
#include "columns/column_block.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path_head.hpp"
#include "columns/plain_coder.hpp"
#include "columns/range_coder.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

using OutOfMemory = tl::unexpected<BlockError>;

OutOfMemory out_of_memory() {
    return OutOfMemory(BlockError(Limit::memory));
}

/// Where the segment or piece begins.
PathIndex first_of(std::span<const SegmentPlace> places, std::size_t number) {
    return number == 0 ? 0 : places[number - 1].end;
}

void raise(Interest& interest, Interest to) {
    interest = std::max(interest, to);
}

/// The entropy of bytes, each for itself, in bits.
double entropy(std::span<const std::byte> bytes) {
    std::array<std::size_t, 256> counts{};
    for (const std::byte byte : bytes)
        ++counts[std::to_integer<std::size_t>(byte)];
    double bits = 0;
    for (const std::size_t count : counts) {
        if (count == 0) continue;
        const auto times = static_cast<double>(count);
        bits += times * std::log2(static_cast<double>(bytes.size()) / times);
    }
    return bits;
}

/// About what a compressor makes of bytes, and a byte more. In parts, since planes differ.
double packed_weight(std::span<const std::byte> bytes) {
    constexpr std::size_t most = 1024;
    double bits = bytes.empty() ? 0 : 8;
    for (; !bytes.empty(); bytes = bytes.subspan(std::min(most, bytes.size())))
        bits += entropy(bytes.first(std::min(most, bytes.size())));
    return bits;
}

/// Tells what each of some paths takes of a piece that they are packed in together.
class PieceShares {
  public:
    /// `sizes` is empty, or has one for each path.
    PieceShares(std::span<std::uint64_t> sizes, std::span<const std::byte> unpacked)
        : sizes_(sizes), unpacked_(unpacked) {}

    /// To be called for each path, with where in the unpacked piece its sequences end.
    void add(std::size_t end) {
        if (sizes_.empty()) return;
        weights_.push_back(packed_weight(unpacked_.subspan(end_, end - end_)));
        whole_ += weights_.back();
        end_ = end;
    }

    /// `first` is the first path of the piece.
    void share_out(PathIndex first, std::size_t piece_size) {
        double done = 0;
        std::uint64_t shared_out = 0;
        for (const double weight : weights_) {
            done += weight;
            // The sums are rounded, so that their differences add up.
            const auto until =
                whole_ == 0
                    ? std::uint64_t{0}
                    : static_cast<std::uint64_t>(static_cast<double>(piece_size) * done / whole_);
            sizes_[first++] += until - shared_out;
            shared_out = until;
        }
    }

  private:
    std::span<std::uint64_t> sizes_;
    std::span<const std::byte> unpacked_;
    std::vector<double> weights_;
    double whole_ = 0;
    std::size_t end_ = 0;
};

}  // namespace

Result<ColumnBlock, BlockError> ColumnBlock::open(std::span<const std::byte> content,
                                                  std::size_t size, const Limits& limits,
                                                  Budget& memory) {
    Cursor cursor(content);
    SOURIS_ASSIGN_OR_RETURN(const BlockHead head, read_block_head(cursor, size));
    ColumnBlock block(head, size, content.size());
    SOURIS_RETURN_IF_ERROR(block.read_heads_of(cursor, limits, memory));
    SOURIS_RETURN_IF_ERROR(block.find_segments(cursor, memory));
    SOURIS_RETURN_IF_ERROR(block.find_texts(cursor, memory));
    if (!cursor.at_end()) return failure(ErrorCode::bad_block);
    return block;
}

/// Heads in a range code are decoded from a copy of the cursor: its segment is found later.
Result<void, BlockError> ColumnBlock::read_heads_of(Cursor& cursor, const Limits& limits,
                                                    Budget& memory) {
    if (head_.has(heads_block_flag)) {
        SOURIS_ASSIGN_OR_RETURN(heads_, read_piece(cursor, limits, memory));
    } else {
        SOURIS_ASSIGN_OR_RETURN(heads_size_, cursor.read_unsigned<std::uint64_t>());
        Cursor ahead = cursor;
        if (head_.has(several_segments_flag)) {
            SOURIS_ASSIGN_OR_RETURN(const std::size_t count, ahead.read_length());
            if (count == 0) return failure(ErrorCode::bad_block);
            SOURIS_RETURN_IF_ERROR(ahead.read_unsigned<std::uint64_t>());
        }
        SOURIS_ASSIGN_OR_RETURN(const CodeSegment segment,
                                read_code_segment(ahead, head_, heads_size_, size_));
        const std::uint64_t text_size = heads_size_ + segment.text_size;
        const std::uint64_t model = TextModel::memory(text_size);
        if (!memory.charge(model) || !memory.charge(allocation_size(heads_size_)))
            return out_of_memory();
        RangeDecoder decoder(segment.code);
        MixedReader coder(decoder, text_size, memory);
        Bytes heads(static_cast<std::size_t>(heads_size_));
        coder.heads(heads);
        heads_ = UnpackedBlock(std::move(heads));
        memory.give_back(model);
    }
    Cursor heads(heads_.bytes());
    SOURIS_ASSIGN_OR_RETURN(paths_, read_heads(heads, memory));
    if (!heads.at_end()) return failure(ErrorCode::bad_block);
    SOURIS_ASSIGN_OR_RETURN(directory_, read_directory(head_.directory, paths_, memory));
    return {};
}

Result<void, BlockError> ColumnBlock::add_place(std::vector<SegmentPlace>& places,
                                                std::uint64_t path_count, Cursor& cursor,
                                                Budget& memory) const {
    const PathIndex first = first_of(places, places.size());
    if (path_count > paths_.size() - first) return failure(ErrorCode::bad_block);
    SegmentPlace place;
    place.end = first + static_cast<PathIndex>(path_count);
    if (&places == &segments_ && !head_.has(blocks_flag)) {
        const std::uint64_t heads_size = places.empty() ? heads_size_ : 0;
        SOURIS_ASSIGN_OR_RETURN(place.code, read_code_segment(cursor, head_, heads_size, size_));
        place.bytes = place.code.code;
    } else {
        SOURIS_ASSIGN_OR_RETURN(place.bytes, skip_piece(cursor));
    }
    if (!make_room(places, 1, memory)) return out_of_memory();
    places.push_back(place);
    return {};
}

Result<void, BlockError> ColumnBlock::find_segments(Cursor& cursor, Budget& memory) {
    if (!head_.has(several_segments_flag))
        return add_place(segments_, paths_.size(), cursor, memory);
    SOURIS_ASSIGN_OR_RETURN(std::size_t count, cursor.read_length());
    for (; count != 0; --count) {
        SOURIS_ASSIGN_OR_RETURN(const std::uint64_t path_count,
                                cursor.read_unsigned<std::uint64_t>());
        SOURIS_RETURN_IF_ERROR(add_place(segments_, path_count, cursor, memory));
    }
    if (first_of(segments_, segments_.size()) != paths_.size())
        return failure(ErrorCode::bad_block);
    return {};
}

Result<void, BlockError> ColumnBlock::find_texts(Cursor& cursor, Budget& memory) {
    if (head_.has(texts_apart_flag)) {
        SOURIS_ASSIGN_OR_RETURN(std::size_t count, cursor.read_length());
        for (; count != 0; --count) {
            SOURIS_ASSIGN_OR_RETURN(const std::uint64_t path_count,
                                    cursor.read_unsigned<std::uint64_t>());
            SOURIS_RETURN_IF_ERROR(add_place(texts_, path_count, cursor, memory));
        }
    }
    const auto rest = std::span(paths_).subspan(first_of(texts_, texts_.size()));
    if (std::ranges::any_of(rest, &Path::has_texts_apart)) return failure(ErrorCode::bad_block);
    return {};
}

Result<PathReader, BlockError> ColumnBlock::read(std::vector<Interest> interests,
                                                 const Limits& limits, Budget& memory) const {
    return read(std::move(interests), {}, limits, memory);
}

Result<PathReader, BlockError> ColumnBlock::measure(std::span<std::uint64_t> sizes,
                                                    const Limits& limits, Budget& memory) const {
    assert(sizes.size() == paths_.size());
    return read(std::vector<Interest>(paths_.size(), Interest::all), sizes, limits, memory);
}

Result<PathReader, BlockError> ColumnBlock::read(std::vector<Interest> interests,
                                                 std::span<std::uint64_t> sizes,
                                                 const Limits& limits, Budget& memory) const {
    PathReader reader(size_, memory);
    SOURIS_RETURN_IF_ERROR(reader.begin(heads_.bytes(), head_.value_count, head_.directory));
    const std::uint64_t ends_size =
        allocation_size(segments_.size() * sizeof(PathIndex)) + allocation_size(paths_.size());
    if (!memory.charge(ends_size)) return out_of_memory();
    interests.resize(paths_.size());
    const std::vector<PathIndex> ends = ask(interests);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (ends[i] == first_of(segments_, i)) continue;
        SOURIS_RETURN_IF_ERROR(
            head_.has(blocks_flag)
                ? read_segment(reader, i, ends[i], interests, sizes, limits, memory)
                : read_code(reader, i, ends[i], interests, sizes, memory));
    }
    SOURIS_RETURN_IF_ERROR(read_texts(reader, interests, sizes, limits, memory));
    memory.give_back(ends_size);
    return reader;
}

/// Asks for what must be known to find what is asked for. Returns the end of the paths of each
/// segment that are read.
std::vector<PathIndex> ColumnBlock::ask(std::vector<Interest>& interests) const {
    // In a piece of texts, those before.
    for (std::size_t t = 0; t < texts_.size(); ++t) {
        bool is_behind = false;
        for (PathIndex i = texts_[t].end; i-- > first_of(texts_, t);) {
            if (!paths_[i].has_texts_apart) continue;
            if (is_behind) raise(interests[i], Interest::counts);
            is_behind |= interests[i] == Interest::all;
        }
    }
    std::vector<PathIndex> ends(segments_.size());
    const bool is_plain = head_.has(blocks_flag);
    for (std::size_t s = segments_.size(); s-- > 0;) {
        ends[s] = first_of(segments_, s);
        bool is_needed = false;
        for (PathIndex i = segments_[s].end; i-- > first_of(segments_, s);) {
            if (!is_needed && interests[i] == Interest::none) continue;
            if (!is_needed) ends[s] = i + 1;
            is_needed = true;
            // The number of its values is that which the path above says.
            const Path& path = paths_[i];
            const bool is_read = !is_plain || interests[i] != Interest::none;
            if (i != 0 && (is_read || PathReader::needs_count(path)))
                raise(interests[path.parent], Interest::parts);
            if (!is_read && !PathReader::needs_symbols(path)) continue;
            for (const ContextSet& set : path.contexts) {
                for (const std::uint32_t other : set.others)
                    raise(interests[other], Interest::counts);
            }
        }
    }
    return ends;
}

Result<void, BlockError> ColumnBlock::read_segment(PathReader& reader, std::size_t number,
                                                   PathIndex end,
                                                   std::span<const Interest> interests,
                                                   std::span<std::uint64_t> sizes,
                                                   const Limits& limits, Budget& memory) const {
    Cursor cursor(segments_[number].bytes);
    SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_piece(cursor, limits, memory));
    Cursor plain(block.bytes());
    PlainReader coder(plain, memory);
    const PathIndex first = first_of(segments_, number);
    PieceShares shares(sizes, block.bytes());
    for (PathIndex i = first; i < end; ++i) {
        if (!reader.read(coder, i, interests[i])) return tl::unexpected(reader.error());
        shares.add(plain.offset());
    }
    if (end == segments_[number].end && !plain.at_end()) return failure(ErrorCode::bad_block);
    shares.share_out(first, segments_[number].bytes.size());
    memory.give_back(block.memory());
    return {};
}

Result<void, BlockError> ColumnBlock::read_code(PathReader& reader, std::size_t number,
                                                PathIndex end, std::span<const Interest> interests,
                                                std::span<std::uint64_t> sizes,
                                                Budget& memory) const {
    const CodeSegment& segment = segments_[number].code;
    const std::uint64_t heads_size = number == 0 ? heads_size_ : 0;
    const std::uint64_t text_size = heads_size + segment.text_size;
    const std::uint64_t model = TextModel::memory(text_size);
    if (!memory.charge(model) || !memory.charge(allocation_size(heads_size)))
        return out_of_memory();
    RangeDecoder decoder(segment.code);
    MixedReader coder(decoder, text_size, memory);
    {
        Bytes heads(static_cast<std::size_t>(heads_size));
        coder.heads(heads);
    }
    memory.give_back(allocation_size(heads_size));
    reader.begin_code(segment.items);
    for (PathIndex i = first_of(segments_, number); i < end; ++i) {
        const std::size_t before = decoder.remaining();
        if (!reader.read(coder, i)) return tl::unexpected(reader.error());
        if (!sizes.empty()) sizes[i] += before - decoder.remaining();
        if (interests[i] != Interest::all) reader.forget(i);
    }
    if (end == segments_[number].end && coder.text_left() != 0)
        return failure(ErrorCode::bad_block);
    memory.give_back(model);
    coder.give_back();
    return {};
}

Result<void, BlockError> ColumnBlock::read_texts(PathReader& reader,
                                                 std::span<const Interest> interests,
                                                 std::span<std::uint64_t> sizes,
                                                 const Limits& limits, Budget& memory) const {
    for (std::size_t t = 0; t < texts_.size(); ++t) {
        const PathIndex first = first_of(texts_, t);
        PathIndex end = texts_[t].end;
        while (end != first &&
               (interests[end - 1] != Interest::all || !paths_[end - 1].has_texts_apart))
            --end;
        if (end == first) continue;
        Cursor cursor(texts_[t].bytes);
        SOURIS_ASSIGN_OR_RETURN(UnpackedBlock block, read_piece(cursor, limits, memory));
        Cursor plain(block.bytes());
        PlainReader coder(plain, memory);
        PieceShares shares(sizes, block.bytes());
        for (PathIndex i = first; i < end; ++i) {
            if (!reader.read_texts_apart(coder, i, interests[i]))
                return tl::unexpected(reader.error());
            shares.add(plain.offset());
        }
        shares.share_out(first, texts_[t].bytes.size());
        memory.give_back(block.memory());
    }
    return {};
}

}}}}  // namespace souris::v0::detail::columns
