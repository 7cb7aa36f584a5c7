// SPDX-License-Identifier: MIT
#include "columns/read_column.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// An array of such values, each of which is encoded; the only content is of kind other.
Bytes array_of_others(const std::vector<std::string>& values) {
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::element)};
    paths[0].parts = {Parts{PartsKind::array, {1}}};
    paths[0].symbols = {0};
    paths[0].counts = {static_cast<std::int64_t>(values.size())};
    paths[0].count_coding = {0, 30};
    Content content;
    content.kind = ContentKind::other;
    content.has_zero = true;
    content.coding = {0, 30};
    content.count = values.size();
    for (const std::string& value : values) {
        content.lengths.push_back(static_cast<std::uint32_t>(value.size()));
        for (const char c : value)
            content.bytes.push_back(static_cast<std::byte>(c));
    }
    paths[1].symbols.assign(values.size(), 0);
    paths[1].contents.push_back(std::move(content));
    return test::columns_block_of(test::plain_content(std::move(paths), 1), 1000);
}

}  // namespace

TEST_CASE("values whose bytes are kept are what they are") {
    // true, null, 7, "ab", 2.5.
    const Bytes block = array_of_others({"\x31", "\x90", std::string("\x40\x07", 2),
                                         std::string("\x10\x02"
                                                     "ab",
                                                     4),
                                         std::string("\xA0\0\0\0\0\0\0\x04\x40", 9)});
    const auto records = RecordColumns::open(block, Limits());
    REQUIRE(records);
    REQUIRE(records->rows() == 5);
    const IntegerColumn integers = read_integers(*records, "").value();
    CHECK(integers.valid.count() == 1);
    CHECK(integers.values[2] == 7);
    CHECK(integers.null[1]);
    CHECK(integers.null.count() == 1);
    CHECK(integers.present.count() == 5);
    CHECK(read_numbers(*records, "").value().values == std::vector<double>{0, 0, 7, 0, 2.5});
    CHECK(read_booleans(*records, "").value().values[0]);
    const TextColumn texts = read_texts(*records, "").value();
    CHECK(texts.valid.count() == 1);
    CHECK(texts[3] == "ab");
}

TEST_CASE("bytes that are no value, or more than one, are refused") {
    for (const std::string& value : {std::string(), std::string("\x80", 1),
                                     std::string("\x90\x90", 2), std::string("\x40", 1)}) {
        const Bytes block = array_of_others({value});
        const auto records = RecordColumns::open(block, Limits());
        REQUIRE(records);
        CHECK(read_integers(*records, "").error().code == ErrorCode::bad_block);
    }
}
