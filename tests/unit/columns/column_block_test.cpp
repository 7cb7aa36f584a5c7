// SPDX-License-Identifier: MIT
#include "columns/column_block.hpp"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "columns/write_columns.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/columns/written_paths.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

constexpr Profile block_profiles[] = {Profile::fast, Profile::balanced, Profile::smallest};

PathIndex path_of_key(const ColumnBlock& block, std::string_view key) {
    for (PathIndex i = 0; i < block.paths().size(); ++i) {
        if (block.paths()[i].role == PathRole::member && block.paths()[i].key == key) return i;
    }
    FAIL("no such key");
    return 0;
}

/// What is there of a path when all are read.
bool is_read(const Path& path, const Path& whole) {
    if (path.symbols != whole.symbols || path.rows != whole.rows || path.counts != whole.counts)
        return false;
    const auto is_same = [](const std::vector<Content>& some, const std::vector<Content>& others) {
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (some[i].numbers != others[i].numbers || some[i].lengths != others[i].lengths ||
                some[i].bytes != others[i].bytes)
                return false;
        }
        return some.size() == others.size();
    };
    return is_same(path.contents, whole.contents) && is_same(path.literals, whole.literals);
}

}  // namespace

TEST_CASE("each path alone is what it is among all") {
    for (const Value& tree :
         {test::records(2000), test::log_lines(700), test::all_types(), test::dictionary(900)}) {
        const Bytes values = test::encoded_tree(tree);
        for (const Profile profile : block_profiles) {
            const Bytes content = pack_columns(values, profile).value();
            Budget memory(std::uint64_t{1} << 30U);
            const auto block = ColumnBlock::open(content, values.size(), Limits(), memory);
            REQUIRE(block);
            std::vector<Interest> everything(block->paths().size(), Interest::all);
            const auto whole = block->read(everything, Limits(), memory);
            REQUIRE(whole);
            // One of the largest segments is enough of the mixed ones, which take long.
            const std::size_t step = profile == Profile::fast ? 1 : 5;
            for (std::size_t i = 0; i < block->paths().size(); i += step) {
                CAPTURE(i);
                std::vector<Interest> one(i + 1);
                one[i] = Interest::all;
                const auto read = block->read(std::move(one), Limits(), memory);
                REQUIRE(read);
                CHECK(is_read(read->paths()[i], whole->paths()[i]));
                CHECK(read->value_count(static_cast<PathIndex>(i)) ==
                      whole->value_count(static_cast<PathIndex>(i)));
            }
        }
    }
}

TEST_CASE("segments that are not needed are not looked into") {
    const Bytes values = test::encoded_tree(test::records(20000));
    for (const Profile profile : block_profiles) {
        const Bytes content = pack_columns(values, profile).value();
        Budget memory(std::uint64_t{1} << 30U);
        const auto sound = ColumnBlock::open(content, values.size(), Limits(), memory);
        REQUIRE(sound);
        if (sound->segments().size() < 3) continue;
        const PathIndex id = path_of_key(*sound, "id");
        std::size_t needed = 0;
        for (std::size_t s = 0; s < sound->segments().size(); ++s) {
            // Damage of one segment, behind its lengths.
            Bytes damaged = content;
            const auto at =
                static_cast<std::size_t>(sound->segments()[s].bytes.data() - content.data()) +
                sound->segments()[s].bytes.size() / 2;
            for (std::size_t i = at; i < at + 8 && i < damaged.size(); ++i)
                damaged[i] ^= std::byte{0x55};
            const auto block = ColumnBlock::open(damaged, values.size(), Limits(), memory);
            if (!block) continue;
            std::vector<Interest> interests(id + 1);
            interests[id] = Interest::all;
            const auto read = block->read(std::move(interests), Limits(), memory);
            const auto whole =
                sound->read(std::vector<Interest>(id + 1, Interest::all), Limits(), memory);
            REQUIRE(whole);
            const bool is_same = read && is_read(read->paths()[id], whole->paths()[id]);
            if (!is_same) ++needed;
        }
        CHECK(needed < sound->segments().size());
    }
}

TEST_CASE("what a directory says is compared when a path is read") {
    const Bytes values = test::encoded_tree(test::records(2000));
    const Bytes content = pack_columns(values, Profile::fast).value();
    Budget memory(std::uint64_t{1} << 30U);
    const auto block = ColumnBlock::open(content, values.size(), Limits(), memory);
    REQUIRE(block);
    REQUIRE_FALSE(block->directory().empty());
    const PathIndex listed = block->directory()[0].path;
    // Its count.
    Bytes damaged = content;
    const auto at = static_cast<std::size_t>(block->head().directory.data() - content.data()) + 2;
    damaged[at] ^= std::byte{1};
    const auto wrong = ColumnBlock::open(damaged, values.size(), Limits(), memory);
    REQUIRE(wrong);
    std::vector<Interest> interests(listed + 1);
    interests[listed] = Interest::all;
    const auto read = wrong->read(interests, Limits(), memory);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::bad_block);
    CHECK(block->read(interests, Limits(), memory));
}

TEST_CASE("blocks that end early, and lack of memory") {
    const Bytes values = test::encoded_tree(test::records(300));
    for (const Profile profile : block_profiles) {
        const Bytes content = pack_columns(values, profile).value();
        for (std::size_t size = 0; size < content.size(); size += 1 + size / 16) {
            Budget memory(1 << 24U);
            const auto block =
                ColumnBlock::open(std::span(content).first(size), values.size(), Limits(), memory);
            if (!block) continue;
            // Only a range code that takes the rest can be shorter.
            CHECK(profile != Profile::fast);
        }
        Budget scarce(400);
        const auto block = ColumnBlock::open(content, values.size(), Limits(), scarce);
        REQUIRE_FALSE(block);
        CHECK(block.error().limit == Limit::memory);
        Budget enough(1 << 24U);
        const auto opened = ColumnBlock::open(content, values.size(), Limits(), enough);
        REQUIRE(opened);
        std::vector<Interest> everything(opened->paths().size(), Interest::all);
        Budget little(3000);
        const auto read = opened->read(std::move(everything), Limits(), little);
        REQUIRE_FALSE(read);
        CHECK(read.error().limit == Limit::memory);
    }
}
