// SPDX-License-Identifier: MIT
#include "edits/difference.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <souris/cursor.hpp>
#include <souris/json.hpp>

#include "cli/unit/json.hpp"
#include "edits/json_patch.hpp"
#include "property/generators/value_generator.hpp"

namespace {

using namespace souris;
using test::parse;
using test::without_spaces;

std::string patch_of(const Value& before, const Value& after) {
    Sink sink;
    const auto is_different = cli::write_patch(sink, before, after, {});
    REQUIRE(is_different);
    CHECK(*is_different == !(before == after));
    return std::string(as_text(sink.view()));
}

/// Two similar trees.
struct Pair {
    Value before;
    Value after;
};

Pair draw_pair() {
    const auto byte = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint8_t>());
    auto bytes = *rc::gen::scale(20, rc::gen::container<std::vector<std::uint8_t>>(byte));
    Pair pair{without_spaces(test::value_from_bytes(bytes)), {}};
    for (int i = *rc::gen::inRange(0, 4); i > 0 && !bytes.empty(); --i) {
        const auto at = bytes.begin() + *rc::gen::inRange<std::ptrdiff_t>(
                                            0, static_cast<std::ptrdiff_t>(bytes.size()));
        switch (*rc::gen::inRange(0, 3)) {
            case 0:
                *at = *byte;
                break;
            case 1:
                bytes.erase(at);
                break;
            default:
                bytes.insert(at, *byte);
        }
    }
    pair.after = without_spaces(test::value_from_bytes(bytes));
    return pair;
}

}  // namespace

TEST_CASE("a patch makes the second tree of the first") {
    CHECK(rc::check("patch of difference", [] {
        const Pair pair = draw_pair();
        Value value = pair.before;
        const auto applied =
            cli::apply_patch(value, parse(patch_of(pair.before, pair.after)), Limits::unlimited());
        RC_ASSERT(applied.has_value());
        RC_ASSERT(value == pair.after);
    }));
}

TEST_CASE("differences are few") {
    struct Row {
        const char* before;
        const char* after;
        const char* patch;
    };
    const Row rows[] = {
        {"1", "1", "[]\n"},
        {"1", "1.0", "[{\"op\":\"replace\",\"path\":\"\",\"value\":1.0}]\n"},
        {R"({"a":1,"b":2})", R"({"b":2,"a":1})", "[]\n"},
        {R"({"a":1,"b":[1,2]})", R"({"b":[1,3],"c":null})",
         "[{\"op\":\"remove\",\"path\":\"/a\"},\n"
         "{\"op\":\"replace\",\"path\":\"/b/1\",\"value\":3},\n"
         "{\"op\":\"add\",\"path\":\"/c\",\"value\":null}]\n"},
        {"[1,2,3,4]", "[2,3,5,4]",
         "[{\"op\":\"remove\",\"path\":\"/0\"},\n{\"op\":\"add\",\"path\":\"/2\",\"value\":5}]\n"},
        {R"([{"x":1},{"x":2},{"x":3}])", R"([{"x":1},{"x":9},{"x":3}])",
         "[{\"op\":\"replace\",\"path\":\"/1/x\",\"value\":9}]\n"},
        {R"([[1],[[2],{"b":[],"a":1}]])", R"([0,[1],[[2],{"a":1,"b":[]}]])",
         "[{\"op\":\"add\",\"path\":\"/0\",\"value\":0}]\n"},
        {R"({"a":[]})", R"({"a":{}})", "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":{}}]\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.before);
        CHECK(patch_of(parse(row.before), parse(row.after)) == row.patch);
    }
}

TEST_CASE("deep and wide trees are compared without recursion") {
    constexpr int levels = 200000;
    const auto nested = [](Value value) {
        for (int i = 0; i < levels; ++i) {
            Array around;
            around.push_back(std::move(value));
            value = std::move(around);
        }
        return value;
    };
    std::size_t longest = 0;
    const auto told = cli::compare(nested(1), nested(2), Limits::unlimited(),
                                   [&](const cli::Change& change) -> Result<void> {
                                       longest = change.path_after.size();
                                       return {};
                                   });
    CHECK(told.has_value());
    CHECK(longest == 2 * levels);
    CHECK(!cli::compare(nested(1), nested(2), {.max_memory = 1000},
                        [](const cli::Change&) -> Result<void> { return {}; }));
}

TEST_CASE("a patch replaces a whole that would take long to change one by one") {
    Map many;
    Array numbers;
    for (int i = 0; i < 10000; ++i) {
        many[std::to_string(i)] = i;
        numbers.push_back(i);
    }
    CHECK(patch_of(many, Map()) == "[{\"op\":\"replace\",\"path\":\"\",\"value\":{}}]\n");
    CHECK(patch_of(numbers, Array()) == "[{\"op\":\"replace\",\"path\":\"\",\"value\":[]}]\n");
    Map one_less = many;
    one_less.erase("5");
    CHECK(patch_of(many, one_less) == "[{\"op\":\"remove\",\"path\":\"/5\"}]\n");
}
