// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/block.hpp>
#include <souris/json.hpp>
#include <souris/packed.hpp>
#include <souris/salvage.hpp>

#include "support/hex.hpp"
#include "support/sanitizer.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::from_hex;
using test::magic;

namespace {

struct Salvaged {
    std::string hex;
    /// As tagged JSON; empty if there is none.
    std::string root;
    std::vector<std::uint32_t> unread;
    /// Empty if there is none.
    std::string damage;
};

void check_salvage(const Salvaged& row, const Salvage& found) {
    CAPTURE(row.hex);
    CHECK((found.root ? to_json(*found.root).value() : "") == row.root);
    CHECK(found.unread == row.unread);
    CHECK((found.damage ? found.damage->message() : "") == row.damage);
}

}  // namespace

TEST_CASE("stores are salvaged up to the damage") {
    const Salvaged rows[] = {
        {magic + "0082100161b64001 4002 4003", R"({"a":[1,2,3]})", {}, ""},
        // Inside the last number, before it, inside the key.
        {magic + "0082100161b64001 4002 40",
         R"({"a":[1,2]})",
         {0, 1},
         "truncated at byte 19, in /a/2"},
        {magic + "0084100161b24001 10016240", R"({"a":[1]})", {1}, "truncated at byte 20, in /b"},
        {magic + "0084100161b240011005", R"({"a":[1]})", {1}, "truncated at byte 17"},
        {magic + "0084100161434001", "{}", {2}, "invalid sign state at byte 13, in /a"},
        // A repeated key counts as one entry of the salvaged map.
        {magic + "0086100161 b44001 43 1001614002 1001629e",
         R"({"a":[1]})",
         {2, 1},
         "invalid sign state at byte 16, in /a/1"},
        {magic + "0086100161 90 1001614002 100162 43",
         R"({"a":2})",
         {1},
         "invalid sign state at byte 22, in /b"},
        // The root itself.
        {magic + "00", "", {}, "truncated at byte 9"},
        {magic + "0081ff", "", {}, "truncated at byte 10"},
        {"", "", {}, "truncated at byte 0"},
        {"504b", "", {}, "not a Souris store at byte 0"},
        {magic + "020606 5068656c6c6f",
         "",
         {},
         "block does not unpack to its declared size at byte 9"},
    };
    for (const Salvaged& row : rows)
        check_salvage(row, salvage_bytes(from_hex(row.hex)));
}

TEST_CASE("packed and bare values are salvaged") {
    check_salvage({"0003b44001", "[1]", {1}, "truncated at byte 5, in /1"},
                  salvage_bytes(from_hex("0003b44001")));
    check_salvage({"000190", "null", {}, ""}, salvage_bytes(from_hex("000190")));
    check_salvage({"b44001", "[1]", {1}, "truncated at byte 3, in /1"},
                  salvage_bare(from_hex("b44001")));
    check_salvage({"2101", "", {}, "truncated at byte 1"},
                  salvage_bare(from_hex("2101"), {}, Layout::v1));
}

TEST_CASE("of a packed body that is cut, what unpacks until then") {
    Array sentences;
    for (int i = 0; i < 200; ++i)
        sentences.push_back(Map{
            {"number", i}, {"text", "The mouse ate cheese " + std::to_string(i * i) + " times."}});
    const Value whole = std::move(sentences);
    Sink tree;
    REQUIRE(encode_value(tree, whole, nullptr, {.profile = Profile::stored}));
    for (const Compression compression :
         {Compression::stored, Compression::lz4, Compression::huffman, Compression::brotli}) {
        CAPTURE(compression);
        Sink packed;
        packed.write_byte(static_cast<std::uint8_t>(compression));
        write_block(packed, compression, Layout::v2, tree.view());
        const auto bytes = packed.view();
        std::size_t before = 0;
        constexpr std::size_t step = test::step_over_similar;
        for (std::size_t size = (bytes.size() - 1) % step; size < bytes.size(); size += step) {
            const auto cut = bytes.first(size);
            const Salvage found = salvage_bytes(cut);
            REQUIRE(found.damage == unpack(cut).error());
            const std::size_t count = found.root ? found.root->elements().size() : 0;
            REQUIRE(count >= before);
            before = count;
            if (count == 0) continue;
            REQUIRE((found.unread.empty() || found.unread.front() == 200 - count));
            REQUIRE(found.root->elements().front() == whole.elements().front());
            // Only the last container may have missing elements.
            REQUIRE(
                (count < 2 || found.root->elements()[count - 2] == whole.elements()[count - 2]));
            if (!found.unread.empty())
                REQUIRE(
                    found.path.starts_with('/' + std::to_string(count - found.unread.size() + 1)));
        }
        CHECK(before == 200);
    }
}

TEST_CASE("a wrong checksum takes nothing away") {
    Bytes bytes = encode_store(Store(Map{{"a", 1}})).value();
    bytes.back() ^= std::byte{1};
    const Salvage found = salvage_bytes(bytes);
    CHECK(found.root == Value(Map{{"a", 1}}));
    REQUIRE(found.damage.has_value());
    CHECK(found.damage->code == ErrorCode::checksum_mismatch);
}

TEST_CASE("limits end what is salvaged as damage does") {
    ReadOptions options;
    options.limits.max_depth = 1;
    const Salvage found = salvage_bytes(from_hex(magic + "0084100161 40011001 62b0"), options);
    CHECK(found.root == Value(Map{{"a", 1}}));
    REQUIRE(found.damage.has_value());
    CHECK(found.damage->message() == "limit exceeded (max_depth) at byte 18, in /b");
    options.limits.max_input = 3;
    CHECK_FALSE(salvage_bytes(from_hex(magic + "0080"), options).root.has_value());
    CHECK_FALSE(salvage_bare(from_hex("b0400140014001"), options).root.has_value());
}

TEST_CASE("deep values are salvaged without recursion") {
    constexpr std::size_t depth = 100'000;
    Bytes bytes(depth, std::byte{0xB2});
    DecodeOptions options;
    options.limits.max_depth = depth + 1;
    const Salvage found = salvage_bare(bytes, options);
    CHECK(found.root.has_value());
    CHECK(found.unread.size() == depth - 1);
    CHECK(found.unread.back() == 1);
    CHECK(found.unread.front() == 0);
}
