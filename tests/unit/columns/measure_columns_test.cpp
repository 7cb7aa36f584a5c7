// SPDX-License-Identifier: MIT
#include "columns/measure_columns.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "support/hex.hpp"
#include "unit/columns/sample_trees.hpp"

using namespace souris;

namespace {

constexpr Profile measured_profiles[] = {Profile::fast, Profile::balanced, Profile::smallest};

Bytes in_columns(const Value& value, Profile profile) {
    Bytes packed = pack(value, {.profile = profile, .extended = true}).value();
    REQUIRE(packed.front() == std::byte{6});
    return packed;
}

ColumnSizes sizes_of(std::span<const std::byte> packed) {
    ColumnSizes sizes = ColumnReader::open(packed).value().measure().value();
    std::uint64_t sum = sizes.other_bytes;
    for (const MeasuredColumn& column : sizes.columns) {
        REQUIRE(column.count);
        sum += column.bytes;
    }
    CHECK(sum == sizes.size);
    CHECK(sizes.size < packed.size());
    return sizes;
}

const MeasuredColumn& column_at(const ColumnSizes& sizes, std::string_view path) {
    for (const MeasuredColumn& column : sizes.columns) {
        if (column.path == path) return column;
    }
    FAIL("no such column");
    return sizes.columns.front();
}

}  // namespace

TEST_CASE("the columns of records add up, and are known without a directory") {
    for (const Profile profile : measured_profiles) {
        const ColumnSizes sizes = sizes_of(in_columns(test::records(3000), profile));
        CHECK(column_at(sizes, "").has(Type::array));
        CHECK(column_at(sizes, "/*").count == 3000);
        CHECK(column_at(sizes, "/*").has(ColumnCoding::parts));
        const MeasuredColumn& id = column_at(sizes, "/*/id");
        CHECK(id.count == 3000);
        CHECK(id.least == 1000.0);
        CHECK(id.greatest == 3999.0);
        CHECK(id.has(ColumnCoding::delta));
        const MeasuredColumn& ratio = column_at(sizes, "/*/ratio");
        CHECK(ratio.has(ColumnCoding::bits));
        // Each has 32 bits of a generator of pseudorandom numbers.
        CHECK(ratio.bytes > 3000 * 3);
        CHECK(ratio.bytes < 3000 * 8);
        CHECK(id.bytes < ratio.bytes / 20);
        const MeasuredColumn& error = column_at(sizes, "/*/error");
        CHECK(*error.count < 1500);
        CHECK(error.has(ColumnCoding::pattern));
        // That of its fields.
        CHECK(error.bytes > 300);
        CHECK(column_at(sizes, "/*/kind").has(ColumnCoding::dictionary));
        CHECK(column_at(sizes, "/*/missing").has(ColumnCoding::constant));
        CHECK(column_at(sizes, "/*/temperature").greatest == 20.99);
    }
}

TEST_CASE("all trees add up") {
    for (const Value& tree : {test::log_lines(700), test::all_types(), test::dictionary(6000)}) {
        for (const Profile profile : measured_profiles) {
            const Bytes packed = pack(tree, {.profile = profile, .extended = true}).value();
            if (packed.front() != std::byte{6}) continue;
            CHECK(column_at(sizes_of(packed), "").count == 1);
        }
    }
    const ColumnSizes keys = sizes_of(in_columns(test::dictionary(6000), Profile::balanced));
    REQUIRE(keys.columns.size() == 2);
    // Its keys are a part of it.
    CHECK(keys.columns[0].bytes > 100);
    CHECK(keys.columns[1].path == "/*");
    CHECK(keys.columns[1].count == 6000);
}

TEST_CASE("of kept values, only the types that occur are told") {
    Array array;
    for (int i = 0; i < 3000; ++i) {
        const std::uint8_t low = static_cast<std::uint8_t>(i % 251);
        array.push_back(
            Map{{"host", Ipv4(10, 0, low, static_cast<std::uint8_t>(i / 251))}, {"n", i}});
    }
    for (const Profile profile : measured_profiles) {
        const ColumnSizes sizes = sizes_of(in_columns(array, profile));
        const MeasuredColumn& host = column_at(sizes, "/*/host");
        CHECK(host.types == 1U << static_cast<unsigned>(Type::ipv4));
        CHECK(host.has(ColumnCoding::encoded));
        CHECK_FALSE(host.least);
    }
}

TEST_CASE("the example of the format is measured by hand") {
    // docs/format.md, B.11: flags, heads and their lengths, then the segment of 2 + 8 bytes.
    const Bytes blocks = test::from_hex(
        "06 49 24 11 00 17 08 01 02 00 06 08 01 00 02 00 02 69 64 00 02 6F 6B 10 01 01 02 06 00 00 "
        "08 0C 00 02 02 02 02 02 15");
    const ColumnSizes sizes = sizes_of(blocks);
    CHECK(sizes.size == 36);
    REQUIRE(sizes.columns.size() == 4);
    CHECK(sizes.other_bytes == 26);
    // 1, 6 and 1 bytes of entropy 0, 3.9 bits and 0, and a byte more each: shares of 10 bytes.
    CHECK(sizes.columns[0].path.empty());
    CHECK(sizes.columns[0].bytes == 2);
    CHECK(sizes.columns[1].path == "/*");
    CHECK(sizes.columns[1].bytes == 0);
    CHECK(sizes.columns[2].path == "/*/id");
    CHECK(sizes.columns[2].bytes == 5);
    CHECK(sizes.columns[2].greatest == 5.0);
    CHECK(sizes.columns[3].path == "/*/ok");
    CHECK(sizes.columns[3].bytes == 3);
}

TEST_CASE("a store is opened from its header byte on") {
    WriteOptions options;
    options.extended = true;
    const Bytes store = encode_store(Store(Map{{"lines", test::records(2000)}}), options).value();
    constexpr std::size_t magic = 8;
    REQUIRE(store[magic] == std::byte{6});
    const ColumnSizes sizes = sizes_of(std::span(store).subspan(magic));
    CHECK(column_at(sizes, "/lines/*/id").count == 2000);
    // As one record.
    CHECK(ColumnReader::open(std::span(store).subspan(magic)).value().rows() == 1);
}

TEST_CASE("measuring keeps to the memory") {
    const Bytes packed = in_columns(test::records(2000), Profile::fast);
    std::size_t refused = 0;
    Limits limits;
    for (limits.max_memory = 1000;; limits.max_memory *= 2) {
        const auto opened = ColumnReader::open(packed, limits);
        if (!opened) continue;
        const auto sizes = opened->measure();
        if (sizes) break;
        CHECK(sizes.error().detail == "max_memory");
        ++refused;
    }
    CHECK(refused > 0);
}

TEST_CASE("damage is an error of whoever measures") {
    const Bytes packed = in_columns(test::records(300), Profile::fast);
    std::size_t refused = 0;
    for (std::size_t i = 1; i < packed.size(); i += 3) {
        Bytes damaged = packed;
        damaged[i] ^= std::byte{0x10};
        const auto opened = ColumnReader::open(damaged);
        if (!opened) continue;
        const auto sizes = opened->measure();
        if (sizes) continue;
        CHECK(kind_of(sizes.error().code) != ErrorKind::misuse);
        ++refused;
    }
    CHECK(refused > 0);
}

TEST_CASE("names of codings") {
    for (std::size_t i = 0; i < column_coding_count; ++i) {
        for (std::size_t j = 0; j < i; ++j)
            CHECK(name_of(static_cast<ColumnCoding>(i)) != name_of(static_cast<ColumnCoding>(j)));
    }
    CHECK(name_of(ColumnCoding::delta_of_delta) == "delta of delta");
    CHECK(name_of(ColumnCoding::predicted) == "predicted");
}
