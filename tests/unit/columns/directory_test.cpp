// SPDX-License-Identifier: MIT
#include "columns/directory.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

constexpr std::int64_t least_number = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest_number = std::numeric_limits<std::int64_t>::max();

Content contents_of(ContentKind kind, std::vector<std::int64_t> numbers) {
    Content content;
    content.kind = kind;
    content.count = numbers.size();
    content.numbers = std::move(numbers);
    return content;
}

/// A path of so many values of a kind.
Path path_of_numbers(ContentKind kind, std::vector<std::int64_t> numbers) {
    Path path = test::path_of(PathRole::root);
    path.symbols.assign(numbers.size(), 0);
    path.contents.push_back(contents_of(kind, std::move(numbers)));
    return path;
}

std::vector<std::int64_t> numbers_up_to(std::size_t count) {
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 0; i < count; ++i)
        numbers.push_back(static_cast<std::int64_t>(i));
    return numbers;
}

std::int64_t bits_of(double number) {
    return std::bit_cast<std::int64_t>(number);
}
std::int64_t bits_of(float number) {
    return std::bit_cast<std::uint32_t>(number);
}

Result<std::vector<DirectoryEntry>, BlockError> entries_in(std::string_view hex,
                                                           std::span<const Path> paths) {
    const Bytes bytes = test::from_hex(hex);
    Budget memory(1 << 20U);
    return read_directory(bytes, paths, memory);
}

}  // namespace

TEST_CASE("the order of floats is that of their numbers, with NaNs outside") {
    const auto check = [](ContentKind kind, auto one) {
        using Float = decltype(one);
        using Limits = std::numeric_limits<Float>;
        const Float nan = Limits::quiet_NaN();
        std::vector<std::int64_t> places;
        for (const Float number :
             {std::copysign(nan, -one), -Limits::infinity(), Limits::lowest(), -one,
              -Limits::denorm_min(), -Float{0}, Float{0}, Limits::denorm_min(), one, Limits::max(),
              Limits::infinity(), std::copysign(nan, one)})
            places.push_back(order_of(kind, bits_of(number)));
        CHECK(std::ranges::adjacent_find(places, std::ranges::greater_equal()) == places.end());
        CHECK(order_of(kind, bits_of(Float{0})) == 0);
        CHECK(order_of(kind, bits_of(-Float{0})) == -1);
    };
    check(ContentKind::float64, 1.0);
    check(ContentKind::float32, 1.0F);
    CHECK(order_of(ContentKind::decimal, least_number) == least_number);
}

TEST_CASE("an entry has the bounds of contents and literals, kind by kind") {
    Path path = test::path_of(PathRole::root);
    path.symbols.assign(7, 0);
    path.contents.push_back(contents_of(ContentKind::integer, {5, -3, 4}));
    path.contents.push_back(
        contents_of(ContentKind::float64, {bits_of(1.5), bits_of(-2.5), bits_of(-1.0)}));
    path.literals.push_back(contents_of(ContentKind::integer, {9}));
    path.literals.push_back(contents_of(ContentKind::decimal, {}));
    const DirectoryEntry entry = entry_of(path, 3);
    CHECK(entry.path == 3);
    CHECK(entry.count == 7);
    CHECK(entry.ranges[0] == NumberRange{-3, 9});
    CHECK(entry.ranges[1] == NumberRange{});
    CHECK(entry.ranges[2] == NumberRange{});
    CHECK(entry.ranges[3] == NumberRange{order_of(ContentKind::float64, bits_of(-2.5)),
                                         order_of(ContentKind::float64, bits_of(1.5))});
    CHECK(has_kind(path, ContentKind::decimal));
    CHECK_FALSE(has_kind(path, ContentKind::float32));
}

TEST_CASE("what is written is read") {
    std::vector<Path> paths{test::path_of(PathRole::root)};
    paths.push_back(path_of_numbers(ContentKind::integer, numbers_up_to(600)));
    paths.push_back(path_of_numbers(ContentKind::integer, numbers_up_to(20)));
    paths.push_back(
        path_of_numbers(ContentKind::float32, std::vector<std::int64_t>(700, bits_of(-0.5F))));
    paths.push_back(path_of_numbers(ContentKind::signed_integer, numbers_up_to(1000)));
    paths[4].contents[0].numbers[7] = least_number;
    paths[4].contents[0].numbers[70] = greatest_number;
    // A field is not listed.
    paths.push_back(path_of_numbers(ContentKind::integer, numbers_up_to(600)));
    paths[5].role = PathRole::field;
    Sink sink;
    REQUIRE(write_directory(sink, paths));
    Cursor cursor(sink.view());
    const auto size = cursor.read_length();
    REQUIRE(size);
    CHECK(*size == cursor.remaining());
    // Three entries of two to twenty bytes.
    CHECK(*size < 48);
    Budget memory(1 << 20U);
    const auto entries = read_directory(cursor.rest(), paths, memory);
    REQUIRE(entries);
    REQUIRE(entries->size() == 3);
    CHECK((*entries)[0] == entry_of(paths[1], 1));
    CHECK((*entries)[1] == entry_of(paths[3], 3));
    CHECK((*entries)[2] == entry_of(paths[4], 4));
    Budget little(16);
    const auto refused = read_directory(cursor.rest(), paths, little);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().limit == Limit::memory);
}

TEST_CASE("few numbers have no directory") {
    std::vector<Path> paths{path_of_numbers(ContentKind::integer, numbers_up_to(100))};
    Sink sink;
    CHECK_FALSE(write_directory(sink, paths));
    CHECK(sink.size() == 0);
}

TEST_CASE("entries that cannot be are refused") {
    const std::vector<Path> paths{path_of_numbers(ContentKind::integer, {1, 2}),
                                  test::path_of(PathRole::member),
                                  path_of_numbers(ContentKind::float64, {0})};
    for (const char* const hex : {
             "00",                                           // no distance
             "01", "0102", "010200",                         // ends early
             "020100 00",                                    // a path without numbers
             "04010000",                                     // a path that is none
             "01020000 03010000",                            // the same for the second entry
             "01 02 F7FEFFFFFFFFFFFFFF 01",                  // beyond 2^63 - 1
             "01 02 00 F700000000000000 80",                 // wider than that
             "01 02 00 FF00000000000000000100000000000000",  // of more than 64 bits
         }) {
        CAPTURE(hex);
        const auto entries = entries_in(hex, paths);
        REQUIRE_FALSE(entries);
        CHECK(entries.error().code == ErrorCode::bad_block);
    }
    CHECK(entries_in("", paths)->empty());
    CHECK(entries_in("0102000002010000", paths)->size() == 2);
    // From -2^63 to 2^63 - 1.
    CHECK(entries_in("0102 F7FFFFFFFFFFFFFFFF F7FFFFFFFFFFFFFFFF", paths)->size() == 1);
}
