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
    const Bytes bytes = test::from_hex("534f555249534442000190");
    StoreReader reader(bytes, options);
    REQUIRE(reader.open().has_value());
    const auto closed = reader.close(Type::null);
    REQUIRE_FALSE(closed.has_value());
    CHECK(closed.error().code == ErrorCode::expected_map);
    CHECK(closed.error().offset == 10);
}
