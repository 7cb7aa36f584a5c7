// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>
#include <souris/sink.hpp>

#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

/// Writes integers one by one, which other tests cover.
Bytes written_singly(const std::vector<std::uint64_t>& values) {
    Sink sink;
    for (const std::uint64_t value : values)
        sink.write_unsigned(value);
    return sink.take();
}

/// Whether an array has the same encoding as its integers one by one, and is refused if any byte is
/// missing.
bool goes_through(const std::vector<std::uint64_t>& values) {
    const Bytes expected = written_singly(values);
    Sink sink;
    sink.write_integers(values);
    if (!std::ranges::equal(sink.view(), expected)) return false;

    Cursor cursor(expected);
    std::vector<std::uint64_t> back(values.size());
    if (!cursor.read_integers(back) || !cursor.at_end() || back != values) return false;
    if (expected.empty()) return true;
    Cursor cut{std::span(expected).first(expected.size() - 1)};
    const auto refused = cut.read_integers(back);
    return !refused && refused.error() == ErrorCode::truncated && cut.offset() == 0;
}

/// The same with `other` in the place of each integer in turn.
bool goes_through_with(std::vector<std::uint64_t> values, std::uint64_t other) {
    return std::ranges::all_of(values, [&](std::uint64_t& value) {
        const std::uint64_t before = std::exchange(value, other);
        const bool is_right = goes_through(values);
        value = before;
        return is_right;
    });
}

}  // namespace

TEST_CASE("runs of small integers, with another one anywhere among them") {
    for (std::size_t size = 0; size < 70; ++size) {
        std::vector<std::uint64_t> values(size);
        for (std::size_t i = 0; i < size; ++i)
            values[i] = i % 2 == 0 ? 239 : i;
        CHECK(goes_through(values));
        for (const std::uint64_t other :
             {std::uint64_t{240}, std::uint64_t{256}, ~std::uint64_t{}}) {
            CHECK(goes_through_with(values, other));
        }
    }
}

TEST_CASE("all widths, alone and in long arrays") {
    std::mt19937_64 random;
    for (std::size_t bits = 1; bits <= 64; ++bits) {
        CAPTURE(bits);
        std::vector<std::uint64_t> values(100);
        for (std::uint64_t& value : values)
            value = random() >> (64 - bits);
        CHECK(goes_through(values));
    }
    std::vector<std::uint64_t> mixed(10'000);
    for (std::size_t i = 0; i < mixed.size(); ++i) {
        // Runs of one kind, so that the fast path is left and entered again.
        const std::size_t bits = i / 1000 % 2 == 0 ? 7 : random() % 64 + 1;
        mixed[i] = random() >> (64 - bits);
    }
    CHECK(goes_through(mixed));
}

TEST_CASE("runs of integers of one length, with another one anywhere among them") {
    for (unsigned length = 1; length <= 8; ++length) {
        CAPTURE(length);
        const std::uint64_t longest = ~std::uint64_t{} >> (64 - 8 * length);
        std::vector<std::uint64_t> values(40);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = longest - i % 8;
        CHECK(goes_through(values));
        for (const std::uint64_t other :
             {std::uint64_t{}, std::uint64_t{239}, longest >> 8U, ~std::uint64_t{}}) {
            CHECK(goes_through_with(values, other));
        }
    }
}

TEST_CASE("integers of lengths in any order, cut anywhere") {
    std::mt19937_64 random;
    std::vector<std::uint64_t> values(2000);
    for (std::uint64_t& value : values)
        value = random() >> (random() % 8 * 8);
    const Bytes bytes = written_singly(values);
    std::size_t wrong = 0;
    std::vector<std::uint64_t> back(values.size());
    for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 64) {
        // In a block of its own, so that sanitizers see what is read beyond its end.
        const Bytes part(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        Cursor cursor(part);
        wrong += cursor.read_integers(back).has_value();
        wrong += cursor.offset() != 0;
    }
    CHECK(wrong == 0);
    CHECK(goes_through(values));
    // What has more than 64 bits ends them wherever it is.
    for (const std::size_t at : {0U, 1U, 17U, 300U, 1999U}) {
        Sink sink;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i == at) sink.write_integer(Integer::max());
            if (i != at) sink.write_unsigned(values[i]);
        }
        Cursor cursor(sink.view());
        const auto read = cursor.read_integers(back);
        REQUIRE(!read);
        CHECK(read.error() == ErrorCode::integer_out_of_range);
        CHECK(cursor.offset() == 0);
    }
}

TEST_CASE("numbers with a sign are written as their two's complement") {
    const std::vector<std::int64_t> values{0,
                                           1,
                                           -1,
                                           239,
                                           -240,
                                           std::numeric_limits<std::int64_t>::max(),
                                           std::numeric_limits<std::int64_t>::min()};
    Sink sink;
    sink.write_integers(values);
    CHECK(test::to_hex(sink.view().first(12)) == "0001f7ffffffffffffffffef");
    Cursor cursor(sink.view());
    std::vector<std::int64_t> back(values.size());
    CHECK(cursor.read_integers(back).has_value());
    CHECK(back == values);
}

TEST_CASE("what one integer may be, all of them may") {
    // Non-minimal integers; the second has more than 64 bits.
    const Bytes longer = from_hex("f10100 ff010000000000000000000000000000ff00");
    std::vector<std::uint64_t> values(2);
    Cursor short_of_sixteen{std::span(longer).first(20)};
    CHECK(short_of_sixteen.read_integers(std::span(values)).error() ==
          ErrorCode::integer_out_of_range);
    CHECK(short_of_sixteen.offset() == 0);

    const Bytes zeros = from_hex("f10100 ff07000000000000000000000000000000");
    Cursor cursor(zeros);
    CHECK(cursor.read_integers(std::span(values)).has_value());
    CHECK(values == std::vector<std::uint64_t>{1, 7});
    CHECK(cursor.at_end());
}

TEST_CASE("what follows the integers is left") {
    const Bytes bytes = test::repeated("05", 100);
    Cursor cursor(bytes);
    std::vector<std::uint64_t> values(40, 9);
    CHECK(cursor.read_integers(std::span(values)).has_value());
    CHECK(cursor.offset() == 40);
    CHECK(values == std::vector<std::uint64_t>(40, 5));
    CHECK(cursor.read_integers(std::span<std::uint64_t>()).has_value());
    CHECK(cursor.offset() == 40);
}

TEST_CASE("a sink that hands over in chunks gets all of a long array") {
    Bytes all;
    Sink sink(
        [&](std::span<const std::byte> chunk) -> Result<void> {
            all.insert(all.end(), chunk.begin(), chunk.end());
            return {};
        },
        100);
    std::vector<std::uint64_t> values(5000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = i;
    sink.write_integers(values);
    CHECK(sink.finish().has_value());
    CHECK(all == written_singly(values));
}
