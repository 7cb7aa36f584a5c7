// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/msgpack.hpp>

#include "unit/json/tagged_rows.hpp"
#include "unit/value/sample_values.hpp"

using souris::ErrorCode;
using souris::to_msgpack;
using souris::Value;
using souris::value_from_msgpack;

namespace {

void check_msgpack_round_trip(const Value& value) {
    const auto tagged = to_msgpack(value, {.tagged = true});
    REQUIRE(tagged);
    CHECK(value_from_msgpack(*tagged).value() == value);
    const auto native = to_msgpack(value);
    if (native) {
        CHECK(value_from_msgpack(*native, {.tagged = false}).value() == value);
    } else {
        CHECK(native.error().code == ErrorCode::unrepresentable);
    }
    CHECK(native.has_value() == check_expressible(value, souris::OtherFormat::msgpack).has_value());
}

}  // namespace

TEST_CASE("each value comes back from MessagePack, if need be as a tagged map") {
    for (const auto& row : souris::test::tagged_rows()) {
        CAPTURE(row.json);
        check_msgpack_round_trip(row.value);
    }
    for (const Value& value : souris::test::sample_values())
        check_msgpack_round_trip(value);
}
