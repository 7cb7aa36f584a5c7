// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/store.hpp>

#include "support/hex.hpp"
#include "unit/store/magic.hpp"

using namespace souris;
using test::from_hex;
using test::magic;

namespace {

Error error_of(const std::string& hex, const ReadOptions& options = {}) {
    const auto store = decode_store(from_hex(magic + hex), options);
    return store ? Error(ErrorCode::none) : store.error();
}

}  // namespace

TEST_CASE("stores that sourisdb wrote, in both layouts") {
    struct Row {
        const char* hex;
        Store store;
    };
    const Store numbers(Map{{"", Array{1U, 2U, 3U, nullptr, true}}});
    const Store json(Map{{"JSON", Array{1U, "two", nullptr}}});
    const Row rows[] = {
        {"0080", Store()},
        {"000180", Store()},
        {"00821000ba4001400240039031", numbers},
        {"000c821000ba4001400240039031", numbers},
        {"0100007 0004b7800007554004f5082110c1508b6400111 08ce90", json},
        {"8019000070 00504b0000785400 4f7582110c5109b640011108f090", json},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const auto store = decode_store(from_hex(magic + row.hex));
        REQUIRE(store.has_value());
        CHECK(*store == row.store);
    }
}

TEST_CASE("what is refused, and where") {
    struct Row {
        const char* hex;
        ErrorCode code;
        std::uint64_t offset;
        OffsetBase base;
        const char* path;
    };
    const Row rows[] = {
        {"", ErrorCode::truncated, 8, OffsetBase::input, ""},
        {"0090", ErrorCode::truncated, 9, OffsetBase::input, ""},
        {"000190", ErrorCode::expected_map, 10, OffsetBase::input, ""},
        {"0082", ErrorCode::truncated, 9, OffsetBase::input, ""},
        {"008210016140", ErrorCode::truncated, 14, OffsetBase::input, "/a"},
        {"00058210016143", ErrorCode::invalid_sign_state, 14, OffsetBase::input, "/a"},
        {"00028210", ErrorCode::truncated, 10, OffsetBase::input, ""},
        {"010000000000", ErrorCode::truncated, 14, OffsetBase::input, ""},
        {"016282110090", ErrorCode::lost_text, 12, OffsetBase::input, ""},
        {"04000000", ErrorCode::bad_block, 9, OffsetBase::input, ""},
        {"07000000", ErrorCode::unknown_compression, 8, OffsetBase::input, ""},
        {"010901820110010161014300", ErrorCode::bad_block, 9, OffsetBase::input, ""},
        {"010a01820110010101610143", ErrorCode::invalid_sign_state, 4, OffsetBase::unpacked, "/a"},
        {"0203ffffffffffffffffffffffffffffffffff", ErrorCode::length_exceeds_input, 9,
         OffsetBase::input, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(std::string(row.hex));
        const Error error = error_of(row.hex);
        CHECK(name_of(error.code) == name_of(row.code));
        CHECK(error.offset == row.offset);
        CHECK(error.offset_base == row.base);
        CHECK(error.path == row.path);
    }
}

TEST_CASE("bytes after the end") {
    for (const char* const body : {"0080", "000180", "02018010800000000000000000000000000000"}) {
        const std::string hex = body;
        if (error_of(hex).code != ErrorCode::none) continue;
        CHECK(error_of(hex + "00").code == ErrorCode::none);
        ReadOptions strict;
        strict.strict = true;
        CHECK(error_of(hex, strict).code == ErrorCode::none);
        const Error error = error_of(hex + "00", strict);
        CHECK(error.code == ErrorCode::trailing_bytes);
        CHECK(error.offset == from_hex(magic + hex).size());
    }
    ReadOptions strict;
    strict.strict = true;
    CHECK(error_of("00028090", strict).code == ErrorCode::trailing_bytes);
    CHECK(error_of("00028090").code == ErrorCode::none);
}

TEST_CASE("the checksum") {
    const auto bytes = encode_store(Store(Map{{"a", 1}}));
    REQUIRE(bytes.has_value());
    for (std::size_t i = 0; i < 8; ++i) {
        Bytes damaged = *bytes;
        damaged[damaged.size() - 1 - i] ^= std::byte{0x10};
        const auto store = decode_store(damaged);
        REQUIRE_FALSE(store.has_value());
        CHECK(store.error().code == ErrorCode::checksum_mismatch);
        CHECK(store.error().offset == bytes->size() - 12);
        ReadOptions unchecked;
        unchecked.verify_checksum = false;
        CHECK(decode_store(damaged, unchecked).has_value());
    }
}

TEST_CASE("the memory of a table counts") {
    ReadOptions options;
    options.limits.max_memory = 16;
    const Error error = error_of("01000070004b7800007554004f5082110c1508b640011108ce90", options);
    CHECK(error.code == ErrorCode::limit_exceeded);
    CHECK(error.detail == "max_memory");
}

TEST_CASE("expansion is refused before it happens") {
    // An LZ4 block that claims a terabyte, and the form of byte Huffman coding that needs no input.
    CHECK(error_of("02f500000000000104 00000000").detail == "max_output");
    // A mebibyte from four bytes.
    CHECK(error_of("02f200001004 00000000").code == ErrorCode::size_mismatch);
    CHECK(error_of("0301f4000000800080").detail == "max_output");
}
