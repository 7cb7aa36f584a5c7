// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/json.hpp>

#include "vector_files.hpp"

using namespace souris;

namespace {

/// Whether the encoding of a value is unique; that of binary values depends on the compressor.
bool has_binary(const Value& value) {
    if (value.is(Type::binary)) return true;
    for (const Value& element : value.elements()) {
        if (has_binary(element)) return true;
    }
    for (const auto& [key, child] : value.entries()) {
        if (has_binary(child)) return true;
    }
    return false;
}

void check_bytes(const test::ValueVector& vector, std::span<const std::byte> bytes, Layout layout) {
    const auto value = decode_value(bytes, {.strict = true}, layout);
    REQUIRE(value.has_value());
    CHECK(test::with_parsed_json(*value) == vector.value);
    const auto written = encode_value(*value, {.layout = layout});
    if (!written) {
        // Layout v1 has no negative years: sourisdb's encoding of them loses the sign.
        CHECK(written.error().code == ErrorCode::unrepresentable);
        CHECK(layout == Layout::v1);
        return;
    }
    CHECK(decode_value(*written, {.strict = true}, layout) == *value);
    if (has_binary(*value)) {
        CHECK(written->size() <= bytes.size());
    } else {
        CHECK(test::to_hex(*written) == test::to_hex(bytes));
    }
}

}  // namespace

TEST_CASE("every value that sourisdb wrote reads as what it is and is written as it was") {
    const auto vectors = test::value_vectors();
    REQUIRE(vectors.size() == 578);
    for (const test::ValueVector& vector : vectors) {
        CAPTURE(vector.line.substr(0, 200));
        check_bytes(vector, vector.v1, Layout::v1);
        check_bytes(vector, vector.v2, Layout::v2);
    }
}

TEST_CASE("every value goes through tagged JSON") {
    for (const test::ValueVector& vector : test::value_vectors()) {
        CAPTURE(vector.line.substr(0, 200));
        const auto value = decode_value(vector.v2);
        REQUIRE(value.has_value());
        const auto json = to_json(*value);
        REQUIRE(json.has_value());
        CHECK(value_from_json(*json) == *value);
    }
}
