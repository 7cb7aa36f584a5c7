// SPDX-License-Identifier: MIT
#include "log/record_block.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <optional>
#include <utility>

#include <souris/block.hpp>
#include <souris/cursor.hpp>
#include <souris/sink.hpp>

#include "base/charged_memory.hpp"
#include "base/error_at.hpp"
#include "base/return_if_error.hpp"
#include "codec/skip_target.hpp"
#include "compress/columns_block.hpp"
#include "compress/unpacked_size.hpp"
#include "log/marker.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Finds the end of the value at the cursor, which need not obey limits that are about its content:
/// those are for who reads it.
Result<void> skip_value(Cursor& cursor, const DecodeOptions& options) {
    TreeReader<SkipTarget> reader(cursor, nullptr, Layout::v2, options);
    SkipTarget target(reader.content());
    if (const auto skipped = reader.read_without_path(target); !skipped) {
        return failure(reader.content().error(skipped.error()));
    }
    cursor.seek(reader.end());
    return {};
}

DecodeOptions skipping_options(std::uint64_t max_memory) {
    DecodeOptions options;
    options.limits = Limits::unlimited();
    options.limits.max_memory = max_memory;
    return options;
}

/// Whether the records are values, each of which ends where the next one begins: then a reader
/// needs no lengths.
bool are_values(const PendingRecords& records) {
    const DecodeOptions options = skipping_options(Limits::unlimited().max_memory);
    Cursor cursor(records.values);
    for (const std::uint32_t length : records.lengths) {
        const std::size_t end = cursor.offset() + length;
        if (!skip_value(cursor, options) || cursor.offset() != end) return false;
    }
    return cursor.at_end();
}

/// The values taken apart into columns, if that is what `profile` wants.
std::optional<BlockChoice> choose_columns(const PendingRecords& records, const BlockForm& form) {
    if (form.profile == Profile::stored || !form.is_encoded_here || !are_values(records))
        return std::nullopt;
    std::optional<Bytes> packed = pack_columns(records.values, form.profile);
    if (!packed) return std::nullopt;
    const std::uint64_t size = packed_block_size(records.values.size(), packed->size());
    BlockChoice columns{Compression::columns, size, std::move(*packed)};
    // Nothing else makes so much of records, and trying takes longer than the columns did.
    const bool is_compared =
        form.profile == Profile::smallest || columns.size > records.values.size() / 2;
    if (!is_compared) return columns;
    const BlockChoice other = choose_block(records.values, Layout::v2, form.profile, true);
    if (other.size < columns.size) return std::nullopt;
    return columns;
}

void write_packed_bytes(Sink& sink, const BlockChoice& choice, std::span<const std::byte> bytes) {
    sink.write_byte(static_cast<std::uint8_t>(choice.compression));
    write_block(sink, choice, Layout::v2, bytes);
}

void write_lengths(Sink& sink, std::span<const std::uint32_t> lengths, Profile profile) {
    Sink bytes;
    bytes.expect(lengths.size());
    for (const std::uint32_t length : lengths)
        bytes.write_unsigned(length);
    write_packed_bytes(sink, choose_block(bytes.view(), Layout::v2, profile, true), bytes.view());
}

/// Whether the bytes are a block of columns, and nothing behind, with its id before it.
bool is_in_columns(std::span<const std::byte> bytes) {
    Cursor cursor(bytes);
    const auto id = cursor.read_byte();
    if (!id || *id != static_cast<std::uint8_t>(Compression::columns)) return false;
    if (!cursor.read_unsigned<std::uint64_t>()) return false;
    const auto size = cursor.read_length();
    return size && cursor.remaining() == *size;
}

Error error_of(const BlockError& error, std::size_t offset) {
    Error full(error.code, error.detail());
    full.offset = offset;
    return full;
}

/// The block at the cursor, with its id before it.
Result<UnpackedBlock> read_packed_bytes(Cursor& cursor, const Limits& limits, Budget& memory) {
    const std::size_t begin = cursor.offset();
    const auto id = cursor.read_byte();
    if (!id) return failure(error_at(id.error(), begin));
    auto block = read_block(cursor, *id, Layout::v2, limits, memory);
    if (!block) return failure(error_of(block.error(), begin));
    return std::move(*block);
}

}  // namespace

void make_block(Bytes& block, BlockHeader header, const PendingRecords& records,
                const BlockForm& form) {
    assert(!records.lengths.empty());
    const std::optional<BlockChoice> columns = choose_columns(records, form);
    header.record_count = static_cast<std::uint32_t>(records.lengths.size());
    header.has_lengths = !columns;
    Sink sink(std::move(block));
    static_cast<void>(sink.reserve(block_header_size));
    sink.write_bytes(std::array<std::byte, block_header_size>{});
    if (columns) {
        write_packed_bytes(sink, *columns, records.values);
    } else {
        write_lengths(sink, records.lengths, form.profile);
        write_packed_bytes(sink, choose_block(records.values, Layout::v2, form.profile, true),
                           records.values);
    }
    block = sink.take();
    stuff(block, block_header_size);
    const auto content = std::span<const std::byte>(block).subspan(block_header_size);
    header.content_size = static_cast<std::uint32_t>(content.size());
    header.content_hash = hash_of(content);
    std::ranges::copy(bytes_of(header), block.begin());
}

Result<void> RecordBlock::load(const BlockHeader& header, Bytes& content,
                               const BlockRequest& request, const Limits& limits, Budget& memory) {
    *this = RecordBlock();
    clear(header.first_record);
    if (header.record_count == 0) return {};
    if (!unstuff(content)) return failure(Error(ErrorCode::bad_block));
    Cursor cursor(content);
    UnpackedBlock lengths;
    if (header.has_lengths) {
        SOURIS_ASSIGN_OR_RETURN(lengths, read_packed_bytes(cursor, limits, memory));
    }
    SOURIS_ASSIGN_OR_RETURN(
        const bool is_done,
        load_packed(header.record_count, content, cursor.offset(), request, limits, memory));
    if (is_done) return {};
    SOURIS_ASSIGN_OR_RETURN(UnpackedBlock values, read_packed_bytes(cursor, limits, memory));
    if (!cursor.at_end()) return failure(error_at(ErrorCode::bad_block, cursor.offset()));
    const std::size_t size = values.bytes().size();
    const bool is_possible = header.record_count <= size &&
                             (!header.has_lengths || header.record_count <= lengths.bytes().size());
    if (!is_possible || size > std::numeric_limits<std::uint32_t>::max())
        return failure(Error(ErrorCode::size_mismatch));
    if (!make_room(ends_, header.record_count, memory))
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    if (values.is_view()) {
        // The content becomes this object's, and so do the lengths in it.
        begin_ = static_cast<std::size_t>(values.bytes().data() - content.data());
        bytes_ = std::move(content);
        bytes_.resize(begin_ + size);
    } else {
        bytes_ = std::move(values).take();
    }
    auto found = header.has_lengths ? read_lengths(lengths.bytes(), header.record_count)
                                    : find_records(header.record_count, limits);
    memory.give_back(lengths.memory());
    if (!found) clear(header.first_record);
    return found;
}

Result<bool> RecordBlock::load_packed(std::size_t count, Bytes& content, std::size_t offset,
                                      const BlockRequest& request, const Limits& limits,
                                      const Budget& memory) {
    const auto values = std::span<const std::byte>(content).subspan(offset);
    const bool has_filter = !request.filter.empty();
    if ((!has_filter && !request.wants_columns) || !is_in_columns(values)) return false;
    Limits left = limits;
    left.max_memory = memory.left();
    SOURIS_ASSIGN_OR_RETURN(
        columns::RecordColumns records,
        columns::RecordColumns::open(values.subspan(1), left, columns::RecordKind::values));
    if (records.rows() != count) return failure(Error(ErrorCode::size_mismatch));
    bool is_wanted = true;
    if (has_filter) {
        SOURIS_ASSIGN_OR_RETURN(RowBitmap wanted, request.filter.match(records));
        is_wanted = wanted.next(0) != wanted.size();
        wanted_ = std::move(wanted);
    }
    if (is_wanted && !request.wants_columns) return false;
    packed_count_ = count;
    if (!is_wanted) return true;
    // The columns refer to the content, which stays where it is.
    bytes_ = std::move(content);
    columns_ = std::move(records);
    return true;
}

columns::RecordColumns RecordBlock::take_columns(const Limits& limits) {
    if (!is_packed()) return columns::RecordColumns::over(values(), size(), limits);
    assert(columns_);
    columns::RecordColumns taken = std::move(*columns_);
    columns_.reset();
    return taken;
}

Result<void> RecordBlock::read_lengths(std::span<const std::byte> lengths, std::size_t count) {
    Cursor cursor(lengths);
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto length = cursor.read_unsigned<std::uint32_t>();
        if (!length || *length == 0) return failure(Error(ErrorCode::bad_block));
        end += *length;
        if (end > values().size()) return failure(Error(ErrorCode::size_mismatch));
        ends_.push_back(static_cast<std::uint32_t>(end));
    }
    if (!cursor.at_end() || end != values().size()) return failure(Error(ErrorCode::size_mismatch));
    return {};
}

Result<void> RecordBlock::find_records(std::size_t count, const Limits& limits) {
    const DecodeOptions options = skipping_options(limits.max_memory);
    Cursor cursor(values());
    for (std::size_t i = 0; i < count; ++i) {
        SOURIS_RETURN_IF_ERROR(skip_value(cursor, options));
        ends_.push_back(static_cast<std::uint32_t>(cursor.offset()));
    }
    if (!cursor.at_end()) return failure(Error(ErrorCode::size_mismatch));
    return {};
}

void RecordBlock::clear(std::uint64_t first_record) noexcept {
    first_record_ = first_record;
    bytes_.clear();
    begin_ = 0;
    ends_.clear();
    wanted_.reset();
    packed_count_ = 0;
    columns_.reset();
}

void RecordBlock::add(std::span<const std::byte> record) {
    assert(begin_ == 0);
    bytes_.insert(bytes_.end(), record.begin(), record.end());
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

std::span<const std::byte> RecordBlock::operator[](std::size_t index) const noexcept {
    assert(index < size());
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return values().subspan(begin, ends_[index] - begin);
}

std::uint64_t RecordBlock::memory() const noexcept {
    const std::uint64_t bits = wanted_ ? wanted_->words().size_bytes() : 0;
    return memory_of(bytes_) + memory_of(ends_) + bits;
}

}}}  // namespace souris::v0::detail
