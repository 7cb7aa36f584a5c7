// SPDX-License-Identifier: MIT
#include "codec/piece_scan.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>

#include "support/hex.hpp"
#include "unit/value/sample_values.hpp"

using namespace souris;
using detail::Piece;
using detail::PieceScanner;

namespace {

std::vector<Piece> pieces_of(std::span<const std::byte> tree) {
    std::vector<Piece> pieces;
    PieceScanner scanner(tree);
    while (const auto piece = scanner.next())
        pieces.push_back(*piece);
    return pieces;
}

Bytes plain_bytes(const Value& value) {
    EncodeOptions options;
    options.profile = Profile::stored;
    return encode_value(value, options).value();
}

}  // namespace

TEST_CASE("pieces are keys, strings, names of zones, JSON texts and binary values") {
    const std::string long_text(300, 'x');
    const Bytes tree =
        plain_bytes(Map{{"key", "text"},
                        {"", Array{TimeZone::parse("Europe/London").value(), 1, long_text}},
                        {"binary", test::from_hex("010203")}});
    std::vector<std::string> texts;
    for (const Piece& piece : pieces_of(tree)) {
        CHECK(tree[piece.tag] == (piece.type == Type::string ? std::byte{0x10} : std::byte{0x20}));
        CHECK(piece.bytes.data() + piece.bytes.size() == tree.data() + piece.end);
        texts.emplace_back(piece.text());
    }
    CHECK(texts == std::vector<std::string>{"key", "text", "", "Europe/London", long_text, "binary",
                                            "\x01\x02\x03"});
    CHECK(pieces_of(tree).back().type == Type::binary);
}

TEST_CASE("a scalar ends after its text") {
    for (const Value& value : test::sample_values()) {
        if (value.as_array() != nullptr || value.as_map() != nullptr) continue;
        CAPTURE(name_of(value.type()));
        const Bytes tree = plain_bytes(Array{value, "behind"});
        CHECK(detail::scalar_end(tree, 1) == 1 + plain_bytes(value).size());
    }
}

TEST_CASE("what is no piece is passed by, whatever its type") {
    // A piece stands before and behind each.
    for (const Value& value : test::sample_values()) {
        CAPTURE(name_of(value.type()));
        const Bytes alone = plain_bytes(value);
        const Bytes tree = plain_bytes(Array{"before", value, "behind"});
        const auto pieces = pieces_of(tree);
        REQUIRE(pieces.size() == pieces_of(alone).size() + 2);
        CHECK(pieces.front().text() == "before");
        CHECK(pieces.back().text() == "behind");
        CHECK(pieces.back().end == tree.size());
    }
}

TEST_CASE("nothing is found in nothing") {
    CHECK(pieces_of({}).empty());
}

TEST_CASE("totals are what counting piece by piece gives, whatever the types") {
    Array all;
    for (const Value& value : test::sample_values()) {
        // Behind text, behind nothing to be passed by, and before each.
        all.push_back(Array{"between", value, nullptr, value, value});
    }
    for (const std::size_t size : {0U, 1U, 239U, 240U, 70000U})
        all.push_back(Array{std::string(size, 'x'), test::repeat("y", size), size});
    all.push_back("é last");
    std::vector<Bytes> trees{{}, plain_bytes(""), plain_bytes(nullptr), plain_bytes(all)};
    for (const Value& value : test::sample_values())
        trees.push_back(plain_bytes(value));
    for (const Bytes& tree : trees) {
        CAPTURE(tree.size());
        std::uint64_t size = 0;
        Bytes text;
        for (const Piece& piece : pieces_of(tree)) {
            size += piece.bytes.size();
            if (piece.type != Type::string) continue;
            text.insert(text.end(), piece.bytes.begin(), piece.bytes.end());
        }
        const auto totals = detail::total_of_pieces(tree, detail::count_bytes(tree));
        CHECK(totals.size == size);
        CHECK(totals.text == detail::count_bytes(text));
    }
}
