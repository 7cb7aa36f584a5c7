// SPDX-License-Identifier: MIT
#include "log/record_block.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/object.hpp>
#include <souris/sink.hpp>

#include "log/marker.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

using logs::sample_of;

constexpr std::uint64_t block_log_id = 99;

struct Records {
    Sink values;
    std::vector<std::uint32_t> lengths;

    void add(std::span<const std::byte> record) {
        values.write_bytes(record);
        lengths.push_back(static_cast<std::uint32_t>(record.size()));
    }
    [[nodiscard]] PendingRecords pending() const { return {values.view(), lengths}; }
};

void add_samples(Records& records, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i)
        records.add(encode(sample_of(i), {.profile = Profile::stored}).value());
}

Bytes block_of(const Records& records, const BlockForm& form) {
    Bytes block;
    make_block(block, {.log_id = block_log_id, .first_record = 5}, records.pending(), form);
    return block;
}

Result<RecordBlock> loaded(const Bytes& block, const Limits& limits = {},
                           std::uint64_t max_memory = 1U << 30U, const RecordFilter& filter = {}) {
    const auto header = read_block_header(block);
    REQUIRE(header);
    Bytes content(block.begin() + block_header_size, block.end());
    CHECK(header->content_size == content.size());
    CHECK(header->content_hash == hash_of(content));
    Budget memory(max_memory);
    RecordBlock records;
    auto done = records.load(*header, content, {filter}, limits, memory);
    if (!done) return failure(done.error());
    return records;
}

void check_round_trip(const Records& records, const BlockForm& form) {
    const Bytes block = block_of(records, form);
    const auto read = loaded(block);
    REQUIRE(read);
    CHECK(read->first_record() == 5);
    REQUIRE(read->size() == records.lengths.size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i < read->size(); ++i) {
        const auto record = records.values.view().subspan(begin, records.lengths[i]);
        CHECK(std::ranges::equal((*read)[i], record));
        begin += record.size();
    }
}

/// A block with that content, whose header is right.
Bytes forged(const Bytes& content, std::uint32_t count, bool has_lengths) {
    const auto header =
        bytes_of(BlockHeader{.log_id = block_log_id,
                             .record_count = count,
                             .content_size = static_cast<std::uint32_t>(content.size()),
                             .content_hash = hash_of(content),
                             .has_lengths = has_lengths});
    Bytes block(header.begin(), header.end());
    block.insert(block.end(), content.begin(), content.end());
    return block;
}

/// Stored blocks, one after another.
Bytes stored(const std::vector<std::vector<int>>& parts) {
    Sink sink;
    for (const auto& part : parts) {
        sink.write_byte(0);
        sink.write_unsigned(part.size());
        for (const int byte : part)
            sink.write_byte(static_cast<std::uint8_t>(byte));
    }
    return sink.take();
}

ErrorCode code_of(const Bytes& content, std::uint32_t count, bool has_lengths) {
    const auto read = loaded(forged(content, count, has_lengths));
    return read ? ErrorCode::none : read.error().code;
}

}  // namespace

TEST_CASE("records come back from a block of every form") {
    for (const Profile profile :
         {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
        for (const bool is_encoded_here : {true, false}) {
            for (const std::uint64_t count : {1U, 2U, 40U, 3000U}) {
                if (count == 3000 && profile == Profile::smallest) continue;
                Records records;
                add_samples(records, count);
                check_round_trip(records, {profile, is_encoded_here});
            }
        }
    }
}

TEST_CASE("many records that are alike are taken apart, others tell their lengths") {
    Records records;
    add_samples(records, 3000);
    const Bytes columns = block_of(records, {Profile::fast, true});
    CHECK_FALSE(read_block_header(columns)->has_lengths);
    CHECK(columns[block_header_size] == std::byte{6});
    CHECK(columns.size() < records.values.size() / 5);
    const Bytes packed = block_of(records, {Profile::fast, false});
    CHECK(read_block_header(packed)->has_lengths);
    CHECK(packed.size() > columns.size());
    const Bytes plain = block_of(records, {Profile::stored, true});
    CHECK(plain.size() > records.values.size() + records.lengths.size());
    CHECK(plain.size() < records.values.size() + records.lengths.size() + 100);
}

TEST_CASE("records need not be values") {
    Records records;
    add_samples(records, 100);
    records.add(as_byte_span("no value"));
    records.add(as_byte_span("\x90\x90"));
    records.add(as_byte_span("\x82"));
    check_round_trip(records, {Profile::fast, true});
    check_round_trip(records, {Profile::balanced, true});
}

TEST_CASE("what looks like a marker is stuffed") {
    Records records;
    const std::string text = std::string(block_marker) + std::string(block_marker.substr(0, 7));
    const auto marked = as_byte_span(text);
    for (int i = 0; i < 3; ++i)
        records.add(
            encode(Bytes(marked.begin(), marked.end()), {.profile = Profile::stored}).value());
    for (const Profile profile : {Profile::stored, Profile::fast}) {
        check_round_trip(records, {profile, true});
        CHECK_FALSE(find_marker(block_of(records, {profile, true}), 1));
    }
}

TEST_CASE("forged content is refused") {
    const std::vector<int> null{0x90};
    CHECK(code_of(stored({null}), 1, false) == ErrorCode::none);
    CHECK(code_of(stored({{0x90, 0x90}}), 2, false) == ErrorCode::none);
    CHECK(code_of(stored({{1, 1}, {0x90, 0x90}}), 2, true) == ErrorCode::none);
    // Too many or too few records.
    CHECK(code_of(stored({null}), 2, false) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({null}), 0xFFFFFFFF, false) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({{0x90, 0x90}}), 1, false) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({{0x40, 0x01}}), 2, false) == ErrorCode::truncated);
    // Lengths.
    CHECK(code_of(stored({{1}, {0x90, 0x90}}), 1, true) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({{3}, {0x90, 0x90}}), 1, true) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({{1, 1, 1}, {0x90, 0x90}}), 2, true) == ErrorCode::size_mismatch);
    CHECK(code_of(stored({{2, 0}, {0x90, 0x90}}), 2, true) == ErrorCode::bad_block);
    CHECK(code_of(stored({{0xF3, 1, 1, 1}, {0x90, 0x90}}), 2, true) == ErrorCode::bad_block);
    CHECK(code_of(stored({null}), 1, true) == ErrorCode::truncated);
    // Something behind it, an unknown compression, no content, a marker.
    CHECK(code_of(stored({null, null}), 1, false) == ErrorCode::bad_block);
    CHECK(code_of({std::byte{9}}, 1, false) == ErrorCode::unknown_compression);
    Sink begun;
    begun.write_byte(0);
    begun.write_unsigned(block_marker.size() + 2);
    begun.write_byte(0x10);
    begun.write_unsigned(block_marker.size());
    begun.write_bytes(as_byte_span(block_marker));
    CHECK(code_of(begun.take(), 1, false) == ErrorCode::bad_block);
}

TEST_CASE("limits hold before memory is taken") {
    Records records;
    add_samples(records, 3000);
    for (const Profile profile : {Profile::stored, Profile::fast}) {
        const Bytes block = block_of(records, {profile, true});
        Limits small;
        small.max_output = 1000;
        const auto output = loaded(block, small);
        REQUIRE_FALSE(output);
        CHECK(output.error().detail == "max_output");
        const auto memory = loaded(block, {}, 2000);
        REQUIRE_FALSE(memory);
        CHECK(memory.error().detail == "max_memory");
    }
}

TEST_CASE("records are added one by one") {
    RecordBlock records;
    records.clear(7);
    CHECK(records.size() == 0);
    records.add(as_byte_span("ab"));
    records.add(as_byte_span("c"));
    CHECK(records.end_record() == 9);
    CHECK(as_text(records[0]) == "ab");
    CHECK(as_text(records[1]) == "c");
    CHECK(records.memory() > 0);
}
