// SPDX-License-Identifier: MIT
#include "log/tail.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <string_view>
#include <utility>

#include <souris/detail/endian.hpp>

#include "base/return_if_error.hpp"
#include "file/data_file.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view tail_magic = "\x8DSDBTAIL";
constexpr std::size_t tail_id_at = 16;
constexpr std::size_t tail_hash_at = 24;

constexpr std::size_t frame_number_at = 8;
constexpr std::size_t frame_length_at = 16;

std::array<std::byte, tail_header_size> tail_header(std::uint64_t log_id) noexcept {
    std::array<std::byte, tail_header_size> header{};
    std::ranges::copy(as_byte_span(tail_magic), header.begin());
    header[tail_magic.size()] = std::byte{log_version};
    store_little_endian(header.data() + tail_id_at, log_id);
    store_little_endian(header.data() + tail_hash_at,
                        hash_of(std::span(header).first(tail_hash_at)));
    return header;
}

/// The log of the tail that begins so.
std::optional<std::uint64_t> log_of(std::span<const std::byte> tail) noexcept {
    if (tail.size() < tail_header_size) return std::nullopt;
    const auto log_id = load_little_endian<std::uint64_t>(tail.data() + tail_id_at);
    if (!std::ranges::equal(tail_header(log_id), tail.first(tail_header_size))) return std::nullopt;
    return log_id;
}

}  // namespace

std::string tail_path(const std::string& log_path) {
    return log_path + "-tail";
}

void put_tail_header(Bytes& bytes, std::uint64_t log_id) {
    const auto header = tail_header(log_id);
    bytes.insert(bytes.end(), header.begin(), header.end());
}

void put_tail_frame(Bytes& bytes, std::uint64_t log_id, std::uint64_t number,
                    std::span<const std::byte> record) {
    const std::size_t begin = bytes.size();
    bytes.resize(begin + tail_frame_head_size);
    bytes.insert(bytes.end(), record.begin(), record.end());
    std::byte* const frame = bytes.data() + begin;
    store_little_endian(frame + frame_number_at, number);
    store_little_endian(frame + frame_length_at, static_cast<std::uint32_t>(record.size()));
    const std::span<const std::byte> hashed(frame + frame_number_at, bytes.data() + bytes.size());
    store_little_endian(frame, hash_of(hashed, log_id));
}

Result<Tail> Tail::read(const std::string& path, std::optional<std::uint64_t> log_id,
                        const Limits& limits) {
    SOURIS_ASSIGN_OR_RETURN(const DataFile file, DataFile::open(path, DataAccess::read_if_there));
    if (!file.is_open()) return Tail();
    SOURIS_ASSIGN_OR_RETURN(const std::uint64_t size, file.size());
    if (size > limits.max_input)
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    // A record takes at least 21 bytes, and its place in the list 24, or 48 while that grows.
    constexpr std::uint64_t memory_each = 4;
    if (allocation_size(size) > limits.max_memory / memory_each)
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    Bytes bytes(static_cast<std::size_t>(size));
    SOURIS_ASSIGN_OR_RETURN(const std::size_t count, file.read_at(0, bytes));
    bytes.resize(count);
    return parse(std::move(bytes), log_id);
}

Tail Tail::parse(Bytes bytes, std::optional<std::uint64_t> log_id) {
    Tail tail;
    const auto own_id = log_of(bytes);
    tail.has_header_ = own_id.has_value();
    // With a damaged header, the hashes of the frames still tell the log.
    if (own_id && log_id && *own_id != *log_id) return tail;
    if (!own_id && !log_id) return tail;
    tail.log_id_ = own_id ? *own_id : *log_id;
    tail.bytes_ = std::move(bytes);
    tail.find_frames();
    return tail;
}

std::optional<Tail::Frame> Tail::frame_at(std::size_t offset, std::uint64_t least_number,
                                          std::size_t& hashed) const noexcept {
    const auto rest = std::span<const std::byte>(bytes_).subspan(offset);
    if (rest.size() < tail_frame_head_size) return std::nullopt;
    const auto number = load_little_endian<std::uint64_t>(rest.data() + frame_number_at);
    const auto size = load_little_endian<std::uint32_t>(rest.data() + frame_length_at);
    const bool is_possible = number >= least_number && number < most_records && size != 0 &&
                             size <= rest.size() - tail_frame_head_size;
    if (!is_possible) return std::nullopt;
    const auto content =
        rest.subspan(frame_number_at, tail_frame_head_size - frame_number_at + size);
    hashed += content.size();
    if (load_little_endian<std::uint64_t>(rest.data()) != hash_of(content, log_id_))
        return std::nullopt;
    return Frame{number, offset + tail_frame_head_size, size};
}

void Tail::find_frames() {
    // Bytes that look like the heads of many long frames must not be hashed again and again.
    const std::size_t most_hashed = 8 * bytes_.size();
    std::size_t hashed = 0;
    std::uint64_t least_number = 0;
    for (std::size_t offset = tail_header_size;
         offset + tail_frame_head_size < bytes_.size() && hashed <= most_hashed;) {
        if (const auto frame = frame_at(offset, least_number, hashed)) {
            frames_.push_back(*frame);
            least_number = frame->number + 1;
            offset = frame->offset + frame->size;
        } else {
            ++offset;
        }
    }
}

std::uint64_t Tail::begin_of_run(std::uint64_t number) const noexcept {
    auto frame = std::ranges::lower_bound(frames_, number, {}, &Frame::number);
    if (frame == frames_.end()) return number;
    while (frame != frames_.begin() && std::prev(frame)->number + 1 == frame->number)
        --frame;
    return frame->number;
}

void Tail::copy_run(std::uint64_t from, RecordBlock& block) const {
    auto frame = std::ranges::lower_bound(frames_, from, {}, &Frame::number);
    block.clear(frame != frames_.end() ? frame->number : from);
    for (; frame != frames_.end() && frame->number == block.end_record(); ++frame)
        block.add(std::span<const std::byte>(bytes_).subspan(frame->offset, frame->size));
}

}}}  // namespace souris::v0::detail
