// SPDX-License-Identifier: MIT
#include "columns/path_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"
#include "unit/columns/written_paths.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

constexpr std::string_view three_keys[] = {"a", "b", "c"};

/// Four maps: of a; of b, of b and a, of b.
std::vector<Path> some_maps() {
    std::vector<Path> paths = test::paths_of_maps(std::span(three_keys).first(2), 4);
    paths[0].parts = {Parts{PartsKind::map, {1}}, Parts{PartsKind::map, {2}},
                      Parts{PartsKind::map, {2, 1}}};
    paths[0].symbols = {0, 1, 2, 1};
    Content numbers;
    numbers.kind = ContentKind::integer;
    numbers.coding = {1, 7};
    numbers.count = 2;
    numbers.numbers = {7, 9};
    paths[1].contents.push_back(numbers);
    paths[1].symbols = {0, 0};
    paths[2].has_word = {true, false, true};
    paths[2].symbols = {0, 1, 0};
    return paths;
}

Bytes sequences_of(std::vector<Path> paths) {
    Sink sink;
    PlainWriter coder(sink);
    for (std::size_t i = 0; i < paths.size(); ++i)
        CHECK(code_sequences(coder, paths[i], static_cast<PathIndex>(i), {},
                             [](const Path&) { return true; }));
    return sink.take();
}

/// How many of the paths can be read.
std::size_t readable(const std::vector<Path>& paths, std::uint64_t count, std::size_t size,
                     std::string_view directory = "") {
    const Bytes heads = test::heads_of(paths);
    const Bytes sequences = sequences_of(paths);
    const Bytes entries = test::from_hex(directory);
    Budget memory(1 << 20U);
    PathReader reader(size, memory);
    if (!reader.begin(heads, count, entries)) return 0;
    Cursor cursor(sequences);
    PlainReader coder(cursor, memory);
    std::size_t read = 0;
    while (read < paths.size() && reader.read(coder, static_cast<PathIndex>(read)))
        ++read;
    return read;
}

}  // namespace

TEST_CASE("symbols tell how many values the parts have, and in which rows") {
    const std::vector<Path> paths = some_maps();
    const Bytes heads = test::heads_of(paths);
    const Bytes sequences = sequences_of(paths);
    Budget memory(1 << 20U);
    PathReader reader(100, memory);
    CHECK(reader.paths().empty());
    REQUIRE(reader.begin(heads, 4, {}));
    Cursor cursor(sequences);
    PlainReader coder(cursor, memory);
    for (PathIndex i = 0; i < paths.size(); ++i)
        REQUIRE(reader.read(coder, i));
    CHECK(cursor.at_end());
    CHECK(reader.paths()[0].symbols == paths[0].symbols);
    CHECK(reader.paths()[1].rows == std::vector<std::uint32_t>{0, 2});
    CHECK(reader.paths()[1].contents[0].numbers == paths[1].contents[0].numbers);
    CHECK(reader.paths()[2].rows == std::vector<std::uint32_t>{1, 2, 3});
    CHECK(reader.paths()[2].symbols == paths[2].symbols);
}

TEST_CASE("parts of all values have their rows, unless they are twice in one") {
    std::vector<Path> paths = test::paths_of_maps(three_keys, 2);
    paths[0].parts = {Parts{PartsKind::map, {1, 2, 1}}};
    paths.pop_back();
    paths[1].has_word = {false, true, true};
    paths[1].symbols = {0, 1, 1, 0};
    paths[2].has_word = {true, false, false};
    paths[2].symbols = {0, 0};
    const Bytes heads = test::heads_of(paths);
    const Bytes sequences = sequences_of(paths);
    Budget memory(1 << 20U);
    PathReader reader(100, memory);
    REQUIRE(reader.begin(heads, 2, {}));
    Cursor cursor(sequences);
    PlainReader coder(cursor, memory);
    for (PathIndex i = 0; i < paths.size(); ++i)
        REQUIRE(reader.read(coder, i));
    CHECK(reader.paths()[1].rows == std::vector<std::uint32_t>{0, 0, 1, 1});
    CHECK(reader.paths()[2].rows.empty());
    CHECK(reader.paths()[2].symbols.size() == 2);
}

TEST_CASE("values of all paths together are no more than bytes") {
    const std::vector<Path> paths = some_maps();
    // Four maps, two and three values in them.
    CHECK(readable(paths, 4, 9) == 3);
    CHECK(readable(paths, 4, 8) == 0);
    CHECK(readable(paths, 4, 3) == 0);
    // As many symbols more as are not there.
    CHECK(readable(paths, 400, 1000) == 0);
}

TEST_CASE("what a directory says must be so") {
    const std::vector<Path> paths = some_maps();
    CHECK(readable(paths, 4, 100, "02 02 0E 02") == 3);
    CHECK(readable(paths, 4, 100, "02 03 0E 02") == 1);
    CHECK(readable(paths, 4, 100, "02 02 0C 02") == 1);
    CHECK(readable(paths, 4, 100, "02 02 0E 01") == 1);
    CHECK(readable(paths, 4, 100, "02 02 0E 03") == 1);
    CHECK(readable(paths, 4, 100, "01 04 00 00") == 0);
}

TEST_CASE("lack of memory is told from what cannot be") {
    const std::vector<Path> paths = some_maps();
    const Bytes heads = test::heads_of(paths);
    Budget memory(100);
    PathReader scarce(100, memory);
    const auto refused = scarce.begin(heads, 4, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().limit == Limit::memory);
    Budget enough(1 << 20U);
    PathReader reader(100, enough);
    CHECK(reader.begin(heads, 101, {}).error().code == ErrorCode::bad_block);
    CHECK(reader.error().code == ErrorCode::bad_block);
}
