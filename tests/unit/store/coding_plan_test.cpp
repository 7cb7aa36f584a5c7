// SPDX-License-Identifier: MIT
#include "store/coding_plan.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include <souris/text_decoder.hpp>

#include "support/hex.hpp"
#include "unit/store/encoded_tree.hpp"
#include "unit/store/written_size.hpp"

using namespace souris;
using detail::CodingPlan;
using detail::Extent;
using detail::PiecePrices;
using detail::PieceTable;
using test::written_size;

namespace {

/// A tree written by a plan and read again.
Value read_planned(const PieceTable& table, const CodingPlan& plan) {
    Sink sink;
    write_planned(sink, table, plan);
    Cursor cursor(sink.view());
    Budget memory(1'000'000);
    std::optional<TextDecoder> text;
    if (plan.text) text = TextDecoder::read(cursor, memory).value();
    auto value = decode_value(cursor, text ? &*text : nullptr, table.layout(), DecodeOptions());
    REQUIRE(value);
    CHECK(cursor.at_end());
    return *value;
}

/// Long texts of a few letters, for which a code pays, and one of letters that no other text has.
Value texts_and_an_outsider() {
    Array array;
    for (int i = 0; i < 50; ++i)
        array.push_back("a tea set at ease " + std::string(static_cast<std::size_t>(i % 7), 's'));
    array.push_back("\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B");
    return array;
}

}  // namespace

TEST_CASE("whatever a plan says, the tree is the same") {
    const Value value = Map{{"text", texts_and_an_outsider()},
                            {"binary", test::repeat("ab", 1000)},
                            {"json", JsonText::parse("{\"a\":[1,2,3]}").value()},
                            {"numbers", Array{1, 2.5, Timestamp{}}}};
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        const Bytes tree = test::encoded_tree(value, layout);
        const PieceTable table(tree, layout, Profile::smallest);
        for (unsigned step = 1; step < 8; ++step) {
            std::vector<bool> is_compressed(table.size());
            for (std::size_t i = 0; i < is_compressed.size(); ++i)
                is_compressed[i] = i % step == 0;
            const CodingPlan plan = plan_for(table, is_compressed, step % 2 == 0);
            CHECK(read_planned(table, plan) == value);
            CHECK(planned_size(table, plan) == written_size(table, plan));
        }
        CHECK(read_planned(table, {std::vector<bool>(table.size()), {}}) == value);
        CHECK(read_planned(table, cheapest_plan(table, stored_prices(table))) == value);
    }
}

TEST_CASE("plans that write the same are told, without writing") {
    const std::string outsider = "\u4E00\u4E8C\u4E09";
    const Value value = Map{{"text", texts_and_an_outsider()},
                            {"binary", test::repeat("ab", 1000)},
                            {"short", "aa"},
                            {outsider, outsider}};
    const Bytes tree = test::encoded_tree(value);
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const std::vector<bool> all(table.size(), true);
    std::vector<CodingPlan> plans{{std::vector<bool>(table.size()), {}},
                                  {all, {}},
                                  cheapest_plan(table, stored_prices(table)),
                                  plan_for(table, all, false, Ties::branches_first),
                                  plan_for(table, all, true)};
    // Each piece left out of the plan, but not of the code: some have no other way by it.
    for (std::size_t index = 0; index < table.size(); ++index) {
        plans.push_back(plans[2]);
        plans.back().is_compressed[index] = !plans.back().is_compressed[index];
    }
    std::size_t same = 0;
    for (const CodingPlan& left : plans) {
        for (const CodingPlan& right : plans) {
            Sink sinks[2];
            write_planned(sinks[0], table, left);
            write_planned(sinks[1], table, right);
            const bool is_same = std::ranges::equal(sinks[0].view(), sinks[1].view());
            CHECK(writes_the_same(table, left, right) == is_same);
            if (is_same) ++same;
        }
    }
    CHECK(same > plans.size());
    CHECK(same < plans.size() * plans.size());
}

TEST_CASE("the cheapest plan codes what is worth it, and leaves out what costs the table more") {
    const Bytes tree = test::encoded_tree(texts_and_an_outsider());
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const CodingPlan plan = cheapest_plan(table, stored_prices(table));
    REQUIRE(plan.text);
    CHECK(plan.text->code_length(U'a') != 0);
    CHECK(plan.text->code_length(U'\u4E00') == 0);
    CHECK(plan.is_compressed.front());
    CHECK_FALSE(plan.is_compressed.back());
    CHECK(written_size(table, plan) < tree.size());
    CHECK(written_size(table, plan) <
          written_size(table, plan_for(table, std::vector<bool>(table.size(), true), false)));
}

TEST_CASE("a table that does not pay for itself is not written") {
    const Bytes tree = test::encoded_tree(Array{"abcdefgh", "ijklmnop"});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const CodingPlan plan = cheapest_plan(table, stored_prices(table));
    CHECK_FALSE(plan.text);
    CHECK(written_size(table, plan) == tree.size());
}

TEST_CASE("what costs nothing as it stands is left so") {
    const Bytes tree = test::encoded_tree(texts_and_an_outsider());
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    PiecePrices prices{std::vector<float>(table.size()), true};
    CHECK_FALSE(cheapest_plan(table, prices).text);
    // All but two pieces are repetitions.
    prices.raw[0] = 1000;
    prices.raw[1] = 1000;
    const CodingPlan plan = cheapest_plan(table, prices);
    CHECK(plan.text);
    CHECK(std::ranges::count(plan.is_compressed, true) == 2);
}

TEST_CASE("binary values are packed without a text table") {
    const Bytes tree = test::encoded_tree(Array{test::repeat("ab", 1000)});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const CodingPlan plan = cheapest_plan(table, stored_prices(table));
    CHECK_FALSE(plan.text);
    CHECK(plan.is_compressed[0]);
    CHECK(written_size(table, plan) < 50);
}

TEST_CASE("text of one character is never coded: it would be lost") {
    const Value value = Array{std::string(100, 'a'), std::string(200, 'a')};
    const Bytes tree = test::encoded_tree(value);
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const CodingPlan plan = plan_for(table, {true, true}, false);
    CHECK_FALSE(plan.text);
    CHECK(read_planned(table, plan) == value);
}

TEST_CASE("extents are where lengths and bytes stand") {
    const Value value = Array{"a tea", "a tea", 1, test::repeat("ab", 1000), "\u4E00"};
    const Bytes tree = test::encoded_tree(value);
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    const CodingPlan plan = plan_for(table, {true, true, false}, false);
    Sink sink;
    std::vector<Extent> extents;
    write_planned(sink, table, plan, &extents);
    REQUIRE(extents.size() == 4);
    const auto tag_of = [&](const Extent& extent) {
        return std::to_integer<unsigned>(sink.view()[extent.begin - 1]);
    };
    CHECK(tag_of(extents[0]) == 0x11);
    CHECK(tag_of(extents[1]) == 0x11);
    CHECK(extents[1].begin == extents[0].end + 1);
    CHECK(tag_of(extents[2]) == 0x22);
    CHECK(tag_of(extents[3]) == 0x10);
    CHECK(extents[3].end == sink.size());
}

TEST_CASE("extents of the tree are those of a plan that codes nothing") {
    const Bytes tree = test::encoded_tree(Array{"a tea", 1, test::repeat("ab", 1000), "x", "yz"});
    const PieceTable table(tree, Layout::v2, Profile::smallest);
    Sink sink;
    std::vector<Extent> expected;
    write_planned(sink, table, {std::vector<bool>(table.size()), {}}, &expected);
    CHECK(std::ranges::equal(sink.view(), tree));
    const std::vector<Extent> extents = raw_extents(table);
    REQUIRE(extents.size() == 3);
    CHECK(std::ranges::equal(extents, expected, {}, &Extent::begin, &Extent::begin));
    CHECK(std::ranges::equal(extents, expected, {}, &Extent::end, &Extent::end));
}
