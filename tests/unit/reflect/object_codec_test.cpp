// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/json.hpp>
#include <souris/object.hpp>
#include <souris/object_codec.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

struct Strict {
    int a = 0;
    int b = 0;
};
struct Sample {
    bool is_last = false;
    double weight = 0;
    std::vector<std::uint32_t> counts;
    std::vector<double> weights;
    int what_is_left_of_it_at_the_end = 0;

    friend bool operator==(const Sample&, const Sample&) = default;
};
class Account {
  public:
    Account() = default;
    explicit Account(int balance) : balance_(balance) {}
    [[nodiscard]] int balance() const { return balance_; }

  private:
    friend struct souris::describe<Account>;
    int balance_ = 0;
};
struct Tree {
    int value = 0;
    std::vector<Tree> children;

    friend bool operator==(const Tree&, const Tree&) = default;
};

}  // namespace

template <>
struct souris::describe<Strict> {
    static constexpr auto fields =
        std::tuple{field("a", &Strict::a).required(), field("b", &Strict::b)};
    static constexpr auto form = ObjectForm::array;
};
template <>
struct souris::describe<Sample> {
    static constexpr auto fields =
        std::tuple{field("is_last", &Sample::is_last), field("weight", &Sample::weight),
                   field("counts", &Sample::counts), field("weights", &Sample::weights),
                   field("what_is_left_of_it_at_the_end", &Sample::what_is_left_of_it_at_the_end)};
};
template <>
struct souris::describe<Account> {
    static constexpr auto fields = std::tuple{field("balance", &Account::balance_)};
};
template <>
struct souris::describe<Tree> {
    static constexpr auto fields =
        std::tuple{field("value", &Tree::value), field("children", &Tree::children)};
};

namespace {

std::string json_of(const Bytes& bytes) {
    return *to_json(*decode_value(bytes));
}

}  // namespace

TEST_CASE("a described form holds whatever the options say, and required members are asked for") {
    CHECK(json_of(*encode(Strict{1, 2}, {.form = ObjectForm::map})) == "[1,2]");
    CHECK(decode<Strict>(*encode_value(Map{{"a", 1}}))->a == 1);
    const auto missing = decode<Strict>(*encode_value(Map{{"b", 1}}));
    CHECK(missing.error().code == ErrorCode::missing_field);
    CHECK(missing.error().path == "/a");
    CHECK(decode<Strict>(*encode_value(Array{})).error().path == "/a");
}

TEST_CASE("private members are reached through a description") {
    const auto bytes = encode(Account(12));
    CHECK(json_of(*bytes) == R"({"balance":12})");
    CHECK(decode<Account>(*bytes)->balance() == 12);
}

TEST_CASE("members of the usual types come back, and others are refused") {
    const Sample sample{true, 2.5, {1, 70'000}, {0.5, -1}, -7};
    for (const ObjectForm form : {ObjectForm::map, ObjectForm::array}) {
        const auto bytes = encode(sample, {.form = form});
        REQUIRE(bytes);
        CHECK(decode<Sample>(*bytes) == sample);
    }
    struct Row {
        const char* key;
        Value value;
        const char* path;
    };
    for (const Row& row :
         {Row{"is_last", 1, "/is_last"}, Row{"weight", "much", "/weight"},
          Row{"counts", Array{1, -1}, "/counts/1"}, Row{"weights", Array{1.5, true}, "/weights/1"},
          Row{"what_is_left_of_it_at_the_end", nullptr, "/what_is_left_of_it_at_the_end"}}) {
        // It stands where the writer of such objects puts it.
        Map map{{"is_last", true},
                {"weight", 2.5},
                {"counts", Array{1}},
                {"weights", Array{1.5}},
                {"what_is_left_of_it_at_the_end", 0}};
        map[row.key] = row.value;
        const auto decoded = decode<Sample>(*encode_value(map));
        REQUIRE(!decoded);
        CHECK(decoded.error().path == row.path);
    }
}

TEST_CASE("types that contain themselves end at a depth") {
    Tree tree;
    for (int i = 0; i < 400; ++i) {
        Tree outer;
        outer.value = i;
        outer.children.push_back(std::move(tree));
        tree = std::move(outer);
    }
    CHECK(decode<Tree>(*encode(tree)) == tree);
    for (int i = 0; i < 200; ++i) {
        Tree outer;
        outer.children.push_back(std::move(tree));
        tree = std::move(outer);
    }
    CHECK(encode(tree, {.limits = Limits::unlimited()}).error().detail == "max_depth");
    Bytes deep;
    for (int i = 0; i < 100'000; ++i) {
        const Bytes level = test::from_hex("82 10 08 6368696c6472656e b2");
        deep.insert(deep.end(), level.begin(), level.end());
    }
    CHECK(decode<Tree>(deep, {.limits = Limits::unlimited()}).error().detail == "max_depth");
}

#if SOURIS_HAS_MEMBER_NAMES

namespace {

struct Inner {
    int x = 1;
    bool flag = false;
    friend bool operator==(const Inner&, const Inner&) = default;
};
struct Plain {
    std::string name;
    Inner inner;
    std::vector<Inner> list;
    friend bool operator==(const Plain&, const Plain&) = default;
};

}  // namespace

TEST_CASE("an aggregate needs no description") {
    const Plain plain{"p", {2, true}, {{3, false}, {4, true}}};
    const auto bytes = encode(plain);
    CHECK(json_of(*bytes) == R"({"name":"p","inner":{"x":2,"flag":true},)"
                             R"("list":[{"x":3,"flag":false},{"x":4,"flag":true}]})");
    CHECK(decode<Plain>(*bytes) == plain);
    const auto wrong = decode<Plain>(*encode_value(Map{{"list", Array{Map{{"flag", 1}}}}}));
    CHECK(wrong.error().path == "/list/0/flag");
}

#endif
