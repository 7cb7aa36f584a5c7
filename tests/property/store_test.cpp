// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "codec_properties.hpp"
#include "generators/value_generator.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

Store store_of(const std::vector<std::pair<std::string, Value>>& entries) {
    Store store;
    for (const auto& [key, value] : entries)
        store[key] = value;
    return store;
}

}  // namespace

TEST_CASE("stores go through bytes and back in both layouts") {
    CHECK(rc::check("store", [](const Value& first, const Value& second) {
        const Store store = store_of({{"first", first}, {"", second}});
        for (const Layout layout : properties::all_layouts) {
            RC_ASSERT(properties::store_round_trips(store, layout));
        }
    }));
}

TEST_CASE("a store with something changed is a store or refused") {
    CHECK(rc::check("damage", [](const Value& value) {
        WriteOptions options;
        options.checksum = false;
        auto bytes = encode_store(store_of({{"value", value}}), options).value();
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(8, bytes.size());
            bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        RC_ASSERT(properties::bytes_are_a_store_or_refused(bytes));
    }));
}
