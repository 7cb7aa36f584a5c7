// SPDX-License-Identifier: MIT
#include "columns/pattern_texts.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "columns/column_block.hpp"
#include "columns/write_columns.hpp"
#include "unit/columns/sample_trees.hpp"
#include "unit/store/encoded_tree.hpp"

using namespace souris;
using namespace souris::detail::columns;

TEST_CASE("strings of patterns are put together without the rest") {
    const Value lines = test::log_lines(500);
    const Bytes values = test::encoded_tree(lines);
    for (const Profile profile : {Profile::fast, Profile::smallest}) {
        const Bytes content = pack_columns(values, profile).value();
        Budget memory(std::uint64_t{1} << 28U);
        const auto block = ColumnBlock::open(content, values.size(), Limits(), memory);
        REQUIRE(block);
        // The elements of the root.
        REQUIRE(block->paths()[0].parts[0].kind == PartsKind::array);
        const PathIndex index = block->paths()[0].parts[0].paths[0];
        std::vector<Interest> interests(block->paths().size());
        interests[index] = Interest::all;
        std::size_t fields = 0;
        for_each_field(block->paths(), index, [&](PathIndex field) {
            interests[field] = Interest::all;
            ++fields;
        });
        CHECK(fields >= 6);
        auto reader = block->read(interests, Limits(), memory);
        REQUIRE(reader);
        const std::vector<std::uint32_t> symbols = reader->paths()[index].symbols;
        // Not enough room, not enough memory.
        auto short_of_room = block->read(interests, Limits(), memory);
        CHECK(PatternTexts::join(*short_of_room, index, 100, memory).error().code ==
              ErrorCode::size_mismatch);
        auto short_of_memory = block->read(interests, Limits(), memory);
        Budget little(1000);
        CHECK(PatternTexts::join(*short_of_memory, index, values.size(), little).error().limit ==
              Limit::memory);
        auto texts = PatternTexts::join(*reader, index, values.size(), memory);
        REQUIRE(texts);
        std::size_t joined = 0;
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            const Parts* const parts = block->paths()[index].parts_of(symbols[i]);
            if (parts == nullptr) continue;
            CHECK(texts->next() == (*lines.as_array())[i].text());
            ++joined;
        }
        CHECK(joined > 400);
    }
}
