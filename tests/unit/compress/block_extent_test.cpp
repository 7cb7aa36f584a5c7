// SPDX-License-Identifier: MIT
#include "compress/block_extent.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <doctest/doctest.h>

#include <souris/block.hpp>
#include <souris/sink.hpp>

#include "support/hex.hpp"

using namespace souris;
using detail::block_extent;
using test::from_hex;

namespace {

Bytes block_of(Compression compression, std::span<const std::byte> content) {
    Sink sink;
    write_block(sink, compression, Layout::v2, content);
    return sink.take();
}

/// What the first bytes tell, whatever follows.
ErrorCode refusal(std::uint8_t id, const char* hex) {
    const auto extent = block_extent(from_hex(hex), id);
    return extent ? ErrorCode::none : extent.error();
}

}  // namespace

TEST_CASE("the end of a block is known from its beginning") {
    const std::string text = "squeak, squeak, squeak, squeak, " + std::string(5000, 'x') + "mouse";
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{40}, text.size()}) {
        const auto content = as_byte_span(text).first(size);
        for (std::uint8_t id = 0; id <= 5; ++id) {
            CAPTURE(size);
            CAPTURE(id);
            const Bytes block = block_of(static_cast<Compression>(id), content);
            bool was_known = false;
            for (std::size_t given = 0; given <= block.size() + 3; ++given) {
                Bytes beginning = block;
                beginning.resize(given);
                const auto extent = block_extent(beginning, id);
                REQUIRE(extent);
                if (extent->is_known) {
                    CHECK(extent->size == block.size());
                    was_known = true;
                } else {
                    CHECK_FALSE(was_known);
                    CHECK(extent->size > given);
                    CHECK(extent->size <= block.size());
                }
            }
            CHECK(was_known);
        }
    }
}

TEST_CASE("a block that cannot be sound is refused by its beginning") {
    CHECK(refusal(7, "") == ErrorCode::unknown_compression);
    CHECK(refusal(0, "f7ffffffffffffffff") == ErrorCode::length_exceeds_input);
    CHECK(refusal(0, "f8000000000000000001") == ErrorCode::length_exceeds_input);
    CHECK(refusal(2, "05f7ffffffffffffffff") == ErrorCode::length_exceeds_input);
    CHECK(refusal(3, "03") == ErrorCode::bad_block);
    CHECK(refusal(3, "0202") == ErrorCode::bad_block);  // neither a branch nor a leaf
    std::string branches = "02";
    for (int i = 0; i < 256; ++i)
        branches += "00";
    CHECK(refusal(3, branches.c_str()) == ErrorCode::bad_block);
    branches.resize(branches.size() - 2);
    CHECK(refusal(3, branches.c_str()) == ErrorCode::none);
}
