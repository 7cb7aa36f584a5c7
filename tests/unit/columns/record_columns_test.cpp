// SPDX-License-Identifier: MIT
#include "columns/record_columns.hpp"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "columns/write_columns.hpp"
#include "support/hex.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// Columns of values in this form; they keep their bytes.
struct OpenRecords {
    explicit OpenRecords(const Bytes& values)
        : block(test::columns_block_of(pack_columns(values, Profile::fast).value(), values.size())),
          records(RecordColumns::open(block, Limits()).value()) {}
    Bytes block;
    RecordColumns records;
};

/// What stands at a place of each record, as JSON.
std::vector<std::string> whole(const RecordColumns& records, std::string_view pointer) {
    std::vector<std::string> values;
    Budget memory = records.budget();
    const auto visited =
        records.visit_whole(place_of(pointer).value(), memory,
                            [&](std::size_t row, std::optional<ValueView> value) -> Result<void> {
                                CHECK(row == values.size());
                                values.push_back(value ? to_json(value->to_value()).value() : "-");
                                return {};
                            });
    CHECK(visited);
    return values;
}

}  // namespace

TEST_CASE("records are the elements of an array, or values") {
    const OpenRecords array(test::encoded_tree(test::records(30)));
    CHECK(array.records.rows() == 30);
    CHECK(array.records.path());
    const OpenRecords map(test::encoded_tree(Map{{"a", 1}}));
    CHECK(map.records.rows() == 1);
    const OpenRecords scalar(test::encoded_tree(7));
    CHECK(scalar.records.rows() == 1);
    const OpenRecords empty(test::encoded_tree(Array{}));
    CHECK(empty.records.rows() == 0);
    Bytes three;
    for (int i = 0; i < 3; ++i) {
        const Bytes one = test::encoded_tree(Map{{"a", Array{i}}});
        three.insert(three.end(), one.begin(), one.end());
    }
    const OpenRecords sequence(three);
    CHECK(sequence.records.rows() == 3);
    CHECK(whole(sequence.records, "/a/0") == std::vector<std::string>{"0", "1", "2"});
    CHECK(whole(map.records, "/a") == std::vector<std::string>{"1"});
    CHECK(whole(scalar.records, "") == std::vector<std::string>{"7"});
    CHECK(whole(scalar.records, "/a") == std::vector<std::string>{"-"});
    CHECK(whole(empty.records, "/a").empty());
}

TEST_CASE("places are found among the paths, unless values stand elsewhere, too") {
    const OpenRecords open(test::encoded_tree(test::records(300)));
    const auto find = [&](std::string_view pointer) {
        return open.records.find(place_of(pointer).value());
    };
    CHECK(find("/id").paths.size() == 1);
    CHECK_FALSE(find("/id").has_others);
    CHECK(find("/inner/ok").paths.size() == 1);
    CHECK(find("/place/1").paths.size() == 1);
    CHECK(find("/place/2").paths.empty());
    CHECK_FALSE(find("/place/2").has_others);
    CHECK(find("/nothing").paths.empty());
    CHECK(find("/at/x").paths.empty());
    CHECK(find("/inner/tags/0").has_others);
    CHECK_FALSE(find("/inner/tags/x").has_others);
    CHECK(find("").paths == std::vector<PathIndex>{*open.records.path()});

    const OpenRecords dictionary(test::encoded_tree(test::dictionary(300)));
    CHECK(dictionary.records.find({"user-4"}).has_others);
    CHECK(whole(dictionary.records, "/user-4") == std::vector<std::string>{"2"});
}

TEST_CASE("of a key that a map has twice, the last value counts") {
    // {"a":{"b":1},"a":{}} and {"a":{"b":2}}, in an array.
    const OpenRecords open(
        test::from_hex("B4 84 100161 82100162 4001 100161 80 82 100161 82100162 4002"));
    CHECK(open.records.find({"a", "b"}).has_others);
    CHECK(whole(open.records, "/a/b") == std::vector<std::string>{"-", "2"});
}

TEST_CASE("a root that may be several things is read whole") {
    // A tuple of two, as no array alone is written.
    std::vector<Path> paths{test::path_of(PathRole::root), test::path_of(PathRole::item),
                            test::path_of(PathRole::item)};
    paths[0].parts = {Parts{PartsKind::tuple, {1, 2}}};
    paths[0].symbols = {0};
    paths[1].has_word = {true, false, false};
    paths[2].has_word = {false, false, true};
    paths[1].symbols = paths[2].symbols = {0};
    const Bytes block = test::columns_block_of(test::plain_content(paths, 1), 3);
    const auto records = RecordColumns::open(block, Limits());
    REQUIRE(records);
    CHECK(records->rows() == 2);
    CHECK_FALSE(records->path());
    CHECK(whole(*records, "") == std::vector<std::string>{"null", "true"});
}

TEST_CASE("pointers that are none are refused") {
    CHECK(place_of("/a~1b/c") == Place{"a/b", "c"});
    CHECK(place_of("") == Place{});
    CHECK(place_of("a").error().code == ErrorCode::invalid_pointer);
    CHECK(place_of("/a~2").error().code == ErrorCode::invalid_pointer);
}

TEST_CASE("errors stand behind the id") {
    const Error error = error_of_block(ErrorCode::truncated);
    CHECK(error.code == ErrorCode::bad_block);
    CHECK(error.offset == 1);
    CHECK(error_of_block(BlockError(Limit::memory)).detail == "max_memory");
}
