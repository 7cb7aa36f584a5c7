// SPDX-License-Identifier: MIT
#include "store/store_reader.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

TEST_CASE("a reader stops at the root") {
    struct Row {
        const char* hex;
        Layout layout;
        bool is_unpacked;
    };
    for (const Row row :
         {Row{"0082100090", Layout::v1, false}, Row{"01002324 82100090", Layout::v1, false},
          Row{"000482100090", Layout::v2, false}, Row{"0108018201100100 0190", Layout::v2, true}}) {
        const Bytes bytes = test::from_hex(std::string("534f555249534442") + row.hex);
        const ReadOptions options;
        StoreReader reader(bytes, options);
        REQUIRE(reader.open().has_value());
        CHECK(reader.layout() == row.layout);
        CHECK(reader.is_unpacked() == row.is_unpacked);
        CHECK(reader.body().peek_byte() == 0x82);
    }
}

TEST_CASE("offsets in a stored body count from the beginning of the file, others do not") {
    const ReadOptions options;
    Error error(ErrorCode::truncated);
    error.offset = 2;
    const Bytes stored = test::from_hex("534f555249534442000482100090");
    StoreReader stored_reader(stored, options);
    REQUIRE(stored_reader.open().has_value());
    CHECK(stored_reader.locate(error).offset == 12);
    CHECK(stored_reader.locate(error).offset_base == OffsetBase::input);
    const Bytes packed = test::from_hex("534f55524953444201080182011001000190");
    StoreReader packed_reader(packed, options);
    REQUIRE(packed_reader.open().has_value());
    CHECK(packed_reader.locate(error).offset == 2);
    CHECK(packed_reader.locate(error).offset_base == OffsetBase::unpacked);
}

TEST_CASE("a root that is no map is refused where it begins") {
    const ReadOptions options;
    // null; what would be refused for something else, too
    for (const char* const hex : {"534f555249534442000190", "534f5552495344420001B2",
                                  "534f555249534442000143", "534f555249534442000191"}) {
        CAPTURE(hex);
        const Bytes bytes = test::from_hex(hex);
        StoreReader reader(bytes, options);
        const auto opened = reader.open();
        REQUIRE_FALSE(opened.has_value());
        CHECK(opened.error().code == ErrorCode::expected_map);
        CHECK(opened.error().offset == 10);
    }
}

TEST_CASE("a strict reader refuses a root's tag for its unused bits first") {
    ReadOptions options;
    options.strict = true;
    const Bytes bytes = test::from_hex("534f555249534442000191");
    StoreReader reader(bytes, options);
    CHECK(reader.open().has_value());
    CHECK(decode_store(bytes, options).error().code == ErrorCode::reserved_bits);
}
