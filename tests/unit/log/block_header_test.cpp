// SPDX-License-Identifier: MIT
#include "log/block_header.hpp"

#include <doctest/doctest.h>

#include <souris/detail/endian.hpp>

#include "log/marker.hpp"
#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;
using souris::test::to_hex;

namespace {

constexpr BlockHeader example{.log_id = 0x1122334455667788,
                              .first_record = 1000,
                              .record_count = 3,
                              .content_size = 17,
                              .content_hash = 0x8877665544332211,
                              .has_lengths = true};

/// A header that a writer would not write, with the right hash.
template <class Change>
std::array<std::byte, block_header_size> changed(Change change) {
    auto bytes = bytes_of(example);
    change(bytes);
    store_little_endian(bytes.data() + 44, hash_of(std::span(bytes).first(44)));
    return bytes;
}

}  // namespace

TEST_CASE("the bytes of a header") {
    const auto empty = bytes_of(BlockHeader{.log_id = 1});
    CHECK(to_hex(std::span(empty).first(44)) ==
          "8d5344424c4f470a"
          "01000000"
          "00000000"
          "0100000000000000"
          "0000000000000000"
          "00000000"
          "0000000000000000");
    CHECK(read_block_header(empty) == BlockHeader{.log_id = 1});
    const auto bytes = bytes_of(example);
    CHECK(to_hex(std::span(bytes).first(44)) ==
          "8d5344424c4f470a"
          "01010000"
          "03000000"
          "8877665544332211"
          "e803000000000000"
          "11000000"
          "1122334455667788");
    CHECK(read_block_header(bytes) == example);
    CHECK(example.end_record() == 1003);
}

TEST_CASE("a header is refused for every flipped bit, and when it is cut") {
    const auto bytes = bytes_of(example);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        CAPTURE(bit);
        auto flipped = bytes;
        flipped[bit / 8] ^= std::byte{1} << (bit % 8);
        CHECK_FALSE(read_block_header(flipped));
    }
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(read_block_header(std::span(bytes).first(size)));
}

TEST_CASE("a header that no writer writes is refused, whatever its hash") {
    CHECK(read_block_header(changed([](auto&) {})) == example);
    CHECK_FALSE(read_block_header(changed([](auto& b) { b[8] = std::byte{2}; })));
    CHECK_FALSE(read_block_header(changed([](auto& b) { b[9] = std::byte{3}; })));
    CHECK_FALSE(read_block_header(changed([](auto& b) { b[11] = std::byte{1}; })));
    // Records without content, content without records, numbers that wrap around.
    CHECK_FALSE(read_block_header(changed([](auto& b) { b[12] = std::byte{0}; })));
    CHECK_FALSE(read_block_header(changed([](auto& b) { b[32] = std::byte{0}; })));
    CHECK_FALSE(read_block_header(
        changed([](auto& b) { store_little_endian(b.data() + 24, most_records - 2); })));
    // A marker inside of it.
    CHECK_FALSE(read_block_header(
        changed([](auto& b) { std::ranges::copy(as_byte_span(block_marker), &b[16]); })));
    CHECK_FALSE(read_block_header(changed(
        [](auto& b) { std::ranges::copy(as_byte_span(block_marker.substr(0, 7)), &b[20]); })));
}
