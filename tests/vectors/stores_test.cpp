// SPDX-License-Identifier: MIT
#include <algorithm>

#include <doctest/doctest.h>

#include <souris/json.hpp>
#include <souris/store.hpp>

#include "support/sanitizer.hpp"
#include "vector_files.hpp"

using namespace souris;

namespace {

// The search takes seconds for large stores.
constexpr std::size_t largest_searched = test::is_sanitized ? 2048 : 64 * 1024;

}  // namespace

TEST_CASE("every store that sourisdb wrote reads as what it is, and again as we write it") {
    const auto vectors = test::store_vectors();
    REQUIRE(vectors.size() == 38);
    for (const test::StoreVector& vector : vectors) {
        CAPTURE(vector.name);
        CHECK(detect_layout(vector.bytes) == vector.layout);
        ReadOptions strict;
        strict.strict = true;
        const auto store = decode_store(vector.bytes, strict);
        REQUIRE(store.has_value());
        const auto expected = value_from_json(vector.json);
        REQUIRE(expected.has_value());
        CHECK(test::with_parsed_json(store->root()) == test::with_parsed_json(*expected));
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            WriteOptions options;
            options.layout = layout;
            const auto bytes = encode_store(*store, options);
            if (!bytes) {
                CHECK(bytes.error().code == ErrorCode::unrepresentable);
                continue;
            }
            CHECK(detect_layout(*bytes) == layout);
            CHECK(decode_store(*bytes, strict) == *store);
        }
    }
}

TEST_CASE("the smallest profile is no larger either where the JSON is read without escapes") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        // Larger files have no JSON values, or none that affect the result.
        if (vector.bytes.size() > std::min<std::size_t>(largest_searched, 4096)) continue;
        CAPTURE(vector.name);
        JsonReadOptions reading;
        reading.unescapes_json = true;
        const auto root = value_from_json(vector.json, reading);
        REQUIRE(root.has_value());
        WriteOptions options;
        options.layout = vector.layout;
        options.profile = Profile::smallest;
        const auto bytes = encode_store(Store(*root->as_map()), options);
        REQUIRE(bytes.has_value());
        CHECK(bytes->size() <= vector.bytes.size());
    }
}

TEST_CASE("the balanced profile is no larger than what sourisdb wrote, but for its checksum") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        CAPTURE(vector.name);
        const auto store = decode_store(vector.bytes);
        REQUIRE(store.has_value());
        WriteOptions options;
        options.layout = vector.layout;
        options.checksum = false;
        const auto bytes = encode_store(*store, options);
        REQUIRE(bytes.has_value());
        CHECK(bytes->size() <= vector.bytes.size());
        CHECK(decode_store(*bytes) == *store);
    }
}

TEST_CASE("the smallest profile is no larger than what sourisdb wrote, in either layout") {
    for (const test::StoreVector& vector : test::store_vectors()) {
        if (vector.bytes.size() > largest_searched) continue;
        CAPTURE(vector.name);
        const auto store = decode_store(vector.bytes);
        REQUIRE(store.has_value());
        WriteOptions options;
        options.layout = vector.layout;
        options.profile = Profile::smallest;
        const auto bytes = encode_store(*store, options);
        REQUIRE(bytes.has_value());
        CHECK(bytes->size() <= vector.bytes.size());
        CHECK(detect_layout(*bytes) == vector.layout);
        CHECK(decode_store(*bytes) == *store);
    }
}
