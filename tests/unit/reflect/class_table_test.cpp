// SPDX-License-Identifier: MIT
#include <cstring>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/detail/class_table.hpp>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

struct Ticket {
    int seat = 0;
    int price = 0;
};

}  // namespace

template <>
struct souris::describe<Ticket> {
    static constexpr auto fields =
        std::tuple{field("seat", &Ticket::seat), field("the price", &Ticket::price).required()};
    static constexpr auto form = ObjectForm::array;
};

TEST_CASE("the table of a class has its keys as they are written") {
    constexpr const ClassTable& table = class_table<Ticket>;
    CHECK(table.count == 2);
    CHECK(table.longest_name == 9);
    CHECK(table.all == 3);
    CHECK(table.required == 2);
    CHECK(table.has_form);
    CHECK(table.form == ObjectForm::array);
    const Bytes keys = test::from_hex("1004 73656174 1009 746865207072696365");
    REQUIRE(table.key_sizes[0] + table.key_sizes[1] == static_cast<int>(keys.size()));
    CHECK(std::memcmp(table.keys, keys.data(), keys.size()) == 0);
}
