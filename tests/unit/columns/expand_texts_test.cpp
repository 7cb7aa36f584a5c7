// SPDX-License-Identifier: MIT
#include "columns/expand_texts.hpp"

#include <deque>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <souris/detail/wire.hpp>

#include "columns/split.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

struct ExpandedTexts {
    Bytes values;
    std::deque<Bytes> contents;
    std::vector<SplitPath> paths;
};

/// Texts by their number, as elements of an array: path 1.
template <class TextOf>
ExpandedTexts expanded(std::size_t count, TextOf text_of) {
    Array array;
    for (std::size_t i = 0; i < count; ++i)
        array.push_back(text_of(i));
    ExpandedTexts all;
    all.values = test::encoded_tree(array);
    all.paths = split_values(all.values).value();
    expand_texts(all.paths, Repeats::all, all.contents);
    return all;
}

/// The patterns of a path, with braces for the fields.
std::vector<std::string> patterns_of(const SplitPath& path) {
    std::vector<std::string> all;
    for (const Parts& parts : path.parts) {
        if (parts.kind != PartsKind::pattern) continue;
        CHECK(parts.forms.size() == parts.paths.size());
        CHECK(parts.offsets.size() == parts.paths.size());
        std::string text = parts.text;
        for (std::size_t i = parts.offsets.size(); i-- != 0;)
            text.insert(parts.offsets[i], fmt::format("{{{}}}", int(parts.forms[i].format)));
        all.push_back(text);
    }
    return all;
}

}  // namespace

TEST_CASE("texts of one pattern become its fields") {
    const auto all = expanded(30, [](std::size_t i) { return fmt::format("line {} of a log", i); });
    REQUIRE(all.paths.size() == 3);
    CHECK(patterns_of(all.paths[1]) == std::vector<std::string>{"line {0} of a log"});
    CHECK(all.paths[2].role == PathRole::field);
    CHECK(all.paths[2].parent == 1);
    CHECK(all.paths[2].table == all.paths[1].table);
    CHECK(all.paths[2].rows == all.paths[1].rows);
    // Integers, not text.
    CHECK(detail::tag_at(all.paths[2].source.data() + all.paths[2].cells[7].offset()).type() ==
          Type::integer);
}

TEST_CASE("few texts, or many that are the same, stay") {
    const auto few = expanded(20, [](std::size_t i) { return fmt::format("line {}", i); });
    CHECK(patterns_of(few.paths[1]).empty());
    const auto same = expanded(2000, [](std::size_t i) { return fmt::format("line {}", i % 30); });
    CHECK(patterns_of(same.paths[1]).empty());
    const auto words = expanded(100, [](std::size_t i) {
        return std::string(1, static_cast<char>('a' + i % 26)) + std::string(i, 'x');
    });
    CHECK(patterns_of(words.paths[1]).empty());
}

TEST_CASE("digits of one width with zeros before them are padded") {
    const auto all = expanded(60, [](std::size_t i) { return fmt::format("#{:04} {}", i, i); });
    CHECK(patterns_of(all.paths[1]) == std::vector<std::string>{"#{1} {0}"});
    CHECK(all.paths[1].parts.back().forms[0].width == 4);
    // Of different widths they are no integers.
    const auto mixed = expanded(60, [](std::size_t i) {
        return i % 2 == 0 ? fmt::format("#{:04}", i) : fmt::format("#{:05}", i);
    });
    CHECK(patterns_of(mixed.paths[1]) == std::vector<std::string>{"#{0}"});
    const SplitPath& last = mixed.paths.back();
    CHECK(detail::tag_at(last.source.data() + last.cells[1].offset()).type() == Type::string);
}

TEST_CASE("dates and times are numbers") {
    const auto all = expanded(60, [](std::size_t i) {
        return fmt::format("2024-02-{:02} 23:59:{:02}, 00:00:{:02}, 2024/02/{:02}", 1 + i % 29, i,
                           i, 1 + i % 29);
    });
    CHECK(patterns_of(all.paths[1]) == std::vector<std::string>{"{4}, {3}, {2}"});
}

TEST_CASE("patterns are within fields, once") {
    const auto all =
        expanded(100, [](std::size_t i) { return fmt::format("user u{}x{}", i, i * 7); });
    CHECK(patterns_of(all.paths[1]) == std::vector<std::string>{"user {0}"});
    CHECK(patterns_of(all.paths[2]) == std::vector<std::string>{"u{0}x{0}"});
    REQUIRE(all.paths.size() == 5);
    CHECK(all.paths[3].parent == 2);
    CHECK(patterns_of(all.paths[3]).empty());
}

TEST_CASE("texts that are unlike the others, or have a zero byte, stay") {
    const auto all = expanded(100, [](std::size_t i) {
        return i == 5 ? std::string(
                            "0\0"
                            "1",
                            3)
               : i == 50 ? std::string("unlike 1, 2")
                         : fmt::format("line {}", i);
    });
    CHECK(patterns_of(all.paths[1]) == std::vector<std::string>{"line {0}"});
    CHECK_FALSE(all.paths[1].cells[5].has_parts());
    CHECK_FALSE(all.paths[1].cells[50].has_parts());
    CHECK(all.paths[1].cells[51].has_parts());
    // Digits that are more than an integer holds.
    const auto large =
        expanded(100, [](std::size_t i) { return fmt::format("n{}: 1{:020}", i, i); });
    CHECK(patterns_of(large.paths[1]).size() == 1);
}
