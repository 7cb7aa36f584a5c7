// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <rapidcheck.h>

#include "column_reader_properties.hpp"
#include "columns_properties.hpp"
#include "generators/value_generator.hpp"

using namespace souris;

namespace {

rc::Gen<Profile> column_profiles() {
    return rc::gen::element(Profile::fast, Profile::balanced, Profile::smallest);
}

/// How the values of a member come about.
enum class Way { constant, counter, noise, decimal, word, date, line, nested, point, any };

/// A member of the record with this number.
Value draw_member(Way way, std::uint64_t number, std::uint32_t noise, const Value& any) {
    switch (way) {
        case Way::constant:
            return any;
        case Way::counter:
            return 1000 + number * 60;
        case Way::noise:
            return static_cast<std::int64_t>(noise) - 1000000;
        case Way::decimal:
            return noise % 50 == 0 ? -0.0 : static_cast<double>(noise % 10000) / 100;
        case Way::word:
            return noise % 3 == 0 ? "on" : noise % 3 == 1 ? "off" : "";
        case Way::date:
            return fmt::format("{:04}-{:02}-{:02} {:02}:00:{:02}", noise % 10000, noise % 13,
                               1 + noise % 31, noise % 25, number % 61);
        case Way::line:
            return fmt::format("{:03} user u{}x{:02} did {}", number % 900, noise % 100, noise % 70,
                               noise);
        case Way::nested: {
            Map map;
            map["a"] = noise % 2 == 0 ? Value(noise) : Value(Array{});
            if (noise % 3 == 0) map["b"] = Map{{"c", noise % 7}};
            return map;
        }
        case Way::point:
            return Array{noise % 100, static_cast<double>(noise % 100) / 4, "p"};
        case Way::any:
            break;
    }
    return noise % 4 == 0 ? any : Value(noise);
}

/// Records with the same members, some of which are missing, or in another order.
Value draw_records() {
    const auto ways = *rc::gen::nonEmpty(rc::gen::scale(
        0.1, rc::gen::container<std::vector<Way>>(rc::gen::map(
                 rc::gen::inRange(0, 10), [](int way) { return static_cast<Way>(way); }))));
    const auto any = *rc::gen::scale(0.3, rc::gen::arbitrary<Value>());
    const auto count = *rc::gen::inRange<std::size_t>(0, 200);
    const auto missing = *rc::gen::element<std::uint32_t>(1, 2, 16, 1000);
    auto state = *rc::gen::arbitrary<std::uint32_t>();
    Array records;
    for (std::size_t i = 0; i < count; ++i) {
        Map record;
        for (std::size_t m = 0; m < ways.size(); ++m) {
            state = state * 1664525 + 1013904223;
            const std::uint32_t noise = state >> 12U;
            if (missing != 1 && noise % missing == 0) continue;
            record[fmt::format("m{}", m)] = draw_member(ways[m], i, noise, any);
        }
        records.push_back(std::move(record));
    }
    return records;
}

/// A block's content with something changed: bits, bytes, its end, a part of another.
Bytes draw_damage(Bytes content, const Bytes& other) {
    for (int i = *rc::gen::inRange(1, 4); i > 0 && !content.empty(); --i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, content.size());
        switch (*rc::gen::inRange(0, 4)) {
            case 0:
                content[at] ^= static_cast<std::byte>(1U << *rc::gen::inRange(0U, 8U));
                break;
            case 1:
                content[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
                break;
            case 2:
                content.resize(at);
                break;
            default: {
                const auto from = *rc::gen::inRange<std::size_t>(0, other.size() + 1);
                content.resize(at);
                content.insert(content.end(), other.begin() + static_cast<std::ptrdiff_t>(from),
                               other.end());
            }
        }
    }
    return content;
}

}  // namespace

TEST_CASE("any tree comes back from its columns") {
    CHECK(rc::check("tree", [](const Value& value) {
        RC_ASSERT(properties::tree_in_columns_round_trips(value, *column_profiles()));
    }));
}

TEST_CASE("records come back from their columns") {
    CHECK(rc::check("records", [] {
        RC_ASSERT(properties::tree_in_columns_round_trips(draw_records(), *column_profiles()));
    }));
}

TEST_CASE("values written with extensions come back, bit for bit and in their order") {
    CHECK(rc::check("tree", [](const Value& value) {
        RC_ASSERT(properties::extended_is_the_same(value, *column_profiles()));
    }));
    CHECK(rc::check("records", [] {
        RC_ASSERT(properties::extended_is_the_same(draw_records(), *column_profiles()));
    }));
}

TEST_CASE("columns that are read without the rest have what the records have") {
    CHECK(rc::check("records", [] {
        RC_ASSERT(properties::columns_read_as_whole(draw_records(), *column_profiles()));
    }));
    CHECK(rc::check("tree", [](const Value& value) {
        RC_ASSERT(properties::columns_read_as_whole(value, *column_profiles()));
    }));
}

TEST_CASE("damaged columns are refused, or give as many bytes, within the limits") {
    CHECK(rc::check("damage", [] {
        const Bytes values = properties::encoded_for_columns(draw_records());
        const auto packed = detail::pack_columns(values, *column_profiles());
        const auto other = detail::pack_columns(properties::encoded_for_columns(draw_records()),
                                                *column_profiles());
        RC_PRE(packed && other);
        for (int i = 0; i < 10; ++i) {
            const Bytes damaged = draw_damage(*packed, *other);
            RC_ASSERT(properties::any_columns_keep_limits(damaged, values.size()));
            RC_ASSERT(properties::any_columns_can_be_asked(damaged, values.size()));
        }
    }));
}

TEST_CASE("any bytes are refused as columns, or give as many bytes, within the limits") {
    CHECK(rc::check("bytes", [] {
        const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(
            rc::gen::weightedOneOf<std::uint8_t>({{2, rc::gen::inRange<std::uint8_t>(0, 10)},
                                                  {1, rc::gen::arbitrary<std::uint8_t>()}}));
        const auto size = *rc::gen::inRange<std::uint64_t>(0, 70000);
        RC_ASSERT(properties::any_columns_keep_limits(std::as_bytes(std::span(bytes)), size));
        RC_ASSERT(properties::any_columns_can_be_asked(std::as_bytes(std::span(bytes)), size));
    }));
}
