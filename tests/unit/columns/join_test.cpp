// SPDX-License-Identifier: MIT
#include "columns/join.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// The values of these paths in hexadecimal, or the name of the error.
std::string joined(const std::vector<Path>& paths, std::uint64_t value_count, std::size_t size,
                   std::uint64_t memory_size = 1 << 20U) {
    // With bytes around, which must stay.
    Bytes out(size + 2, std::byte{0xEE});
    Budget memory(memory_size);
    const auto done = join_values(paths, value_count, std::span(out).subspan(1, size), memory);
    CHECK(out.front() == std::byte{0xEE});
    CHECK(out.back() == std::byte{0xEE});
    if (!done) return std::string(name_of(done.error().code));
    if (*done != 0) return "size_mismatch";
    return test::to_hex(std::span(out).subspan(1, size));
}

/// A path of all values, which are contents of this kind.
Path contents_path(ContentKind kind, std::vector<std::int64_t> numbers) {
    Path path = test::path_of(PathRole::root);
    Content content;
    content.kind = kind;
    content.count = numbers.size();
    path.symbols.assign(numbers.size(), 0);
    content.numbers = std::move(numbers);
    path.contents.push_back(std::move(content));
    return path;
}

Path texts_path(ContentKind kind, const std::vector<std::string_view>& texts) {
    Path path = test::path_of(PathRole::root);
    Content content;
    content.kind = kind;
    content.count = texts.size();
    path.symbols.assign(texts.size(), 0);
    for (const std::string_view text : texts) {
        content.lengths.push_back(static_cast<std::uint32_t>(text.size()));
        const auto bytes = as_byte_span(text);
        content.bytes.insert(content.bytes.end(), bytes.begin(), bytes.end());
    }
    path.contents.push_back(std::move(content));
    return path;
}

/// A text of one field, an integer.
std::vector<Path> field_paths(FieldForm form, std::int64_t number, bool is_literal) {
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::field)};
    Parts parts{PartsKind::pattern, {1}};
    parts.forms = {form};
    parts.text = "ab";
    parts.offsets = {1};
    paths[0].parts.push_back(parts);
    paths[0].symbols = {0};
    Content content;
    content.kind = ContentKind::integer;
    content.numbers = {number};
    content.count = 1;
    (is_literal ? paths[1].literals : paths[1].contents).push_back(content);
    paths[1].symbols = {0};
    return paths;
}

}  // namespace

TEST_CASE("scalars are what an encoder writes") {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::vector<std::int64_t> numbers{0, 1, -1, 239, 240, least, most};
    Bytes expected;
    for (const std::int64_t number : numbers) {
        const Bytes one = test::encoded_tree(
            number < 0 ? Value(number) : Value(static_cast<std::uint64_t>(number)));
        expected.insert(expected.end(), one.begin(), one.end());
    }
    CHECK(joined({contents_path(ContentKind::integer, numbers)}, 7, expected.size()) ==
          test::to_hex(expected));

    Path decimals = contents_path(ContentKind::decimal, {5, -5, 0});
    decimals.decimals = 1;
    expected.clear();
    for (const double number : {0.5, -0.5, 0.0}) {
        const Bytes one = test::encoded_tree(number);
        expected.insert(expected.end(), one.begin(), one.end());
    }
    CHECK(joined({decimals}, 3, 27) == test::to_hex(expected));
    CHECK(joined({contents_path(ContentKind::float32, {0x7F800001})}, 1, 5) ==
          test::to_hex(test::from_hex("F00100807F")));
    CHECK(joined({texts_path(ContentKind::text, {"", "ab"})}, 2, 6) ==
          test::to_hex(test::from_hex("1000 10026162")));
    CHECK(joined({texts_path(ContentKind::json, {"{}"})}, 1, 5) ==
          test::to_hex(test::from_hex("70 10027B7D")));
    CHECK(joined({texts_path(ContentKind::other, {"xyz", ""})}, 2, 3) ==
          test::to_hex(test::from_hex("78797A")));
}

TEST_CASE("values fill the output exactly") {
    for (const std::size_t size : {0U, 1U, 5U, 25U, 30U, 31U, 45U, 100U}) {
        CAPTURE(size);
        const std::vector<Path> text{
            texts_path(ContentKind::text, {"0123456789abcdef0123456789ab"})};
        CHECK((joined(text, 1, size) != "size_mismatch") == (size == 30));
        const std::vector<Path> floats{contents_path(ContentKind::float64, {0, 0, 0, 0, 0})};
        CHECK((joined(floats, 5, size) != "size_mismatch") == (size == 45));
    }
    std::vector<Path> paths = field_paths({FieldFormat::padded, 18, 0, 0, 0}, 7, false);
    for (std::size_t size = 0; size < 30; ++size)
        CHECK((joined(paths, 1, size) != "size_mismatch") == (size == 22));
}

TEST_CASE("fields are put into their text") {
    for (const bool is_literal : {false, true}) {
        CAPTURE(is_literal);
        CHECK(joined(field_paths({}, 42, is_literal), 1, 6) ==
              test::to_hex(test::from_hex("10 04 61 3432 62")));
        CHECK(joined(field_paths({FieldFormat::date, 0, '-', 0, 0}, 0, is_literal), 1, 14) ==
              test::to_hex(test::from_hex("10 0C 61 303030302D30332D3031 62")));
        // No such text.
        CHECK(joined(field_paths({}, -1, is_literal), 1, 6) == "bad_block");
        CHECK(joined(field_paths({FieldFormat::time, 0, 0, 0, ':'}, 86400, is_literal), 1, 12) ==
              "bad_block");
    }
}

TEST_CASE("a long text of fields charges for its memory") {
    std::vector<Path> paths = field_paths({}, 1, false);
    const std::string text(100000, 'x');
    paths[1] = texts_path(ContentKind::text, {text});
    paths[1].role = PathRole::field;
    CHECK(joined(paths, 1, 100000 + 7, 1000) == "limit_exceeded");
    CHECK(joined(paths, 1, 100000 + 7, 60000) == "limit_exceeded");
    CHECK(joined(paths, 1, 100000 + 7, 300000).size() == 2 * (100000 + 7));
}

TEST_CASE("a key has no parts") {
    // A dictionary of one key, which is an array.
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::key),
                            test::path_of(PathRole::value), test::path_of(PathRole::element)};
    paths[0].parts = {Parts{PartsKind::dictionary, {1, 2}}};
    paths[0].symbols = {0};
    paths[0].counts = {1};
    paths[1].parts = {Parts{PartsKind::array, {3}}};
    paths[1].symbols = {0};
    paths[1].counts = {0};
    paths[2].has_word[0] = true;
    paths[2].symbols = {0};
    CHECK(joined(paths, 1, 3) == "bad_block");
}

TEST_CASE("containers are put together from their parts") {
    // {"a": null, "a": [false, true]}, and an empty dictionary.
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::member, "a"),
                            test::path_of(PathRole::key),  test::path_of(PathRole::value),
                            test::path_of(PathRole::item), test::path_of(PathRole::item)};
    paths[0].parts = {Parts{PartsKind::map, {1, 1}}, Parts{PartsKind::dictionary, {2, 3}}};
    paths[0].symbols = {0, 1};
    paths[0].counts = {0};
    paths[1].has_word[0] = true;
    paths[1].parts = {Parts{PartsKind::tuple, {4, 5}}};
    paths[1].symbols = {0, 1};
    paths[4].has_word[1] = true;
    paths[4].symbols = {0};
    paths[5].has_word[2] = true;
    paths[5].symbols = {0};
    CHECK(joined(paths, 2, 12) == test::to_hex(test::from_hex("84 100161 90 100161 B4 30 31 80")));
}
