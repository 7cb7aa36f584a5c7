// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/value_generator.hpp"
#include "packing_properties.hpp"

using namespace souris;

namespace {

rc::Gen<Profile> profiles() {
    return rc::gen::elementOf(properties::all_profiles);
}

}  // namespace

TEST_CASE("whatever the options, reading a store gives the same tree") {
    CHECK(rc::check("store", [](const Value& value) {
        WriteOptions options;
        options.profile = *profiles();
        options.extended = *rc::gen::arbitrary<bool>();
        options.layout = *rc::gen::element(Layout::v1, Layout::v2);
        if (*rc::gen::arbitrary<bool>()) options.checksum = *rc::gen::arbitrary<bool>();
        RC_ASSERT(properties::written_as_asked_round_trips(value, options));
    }));
}

TEST_CASE("whatever the options, decoding gives the same value") {
    CHECK(rc::check("value", [](const Value& value) {
        EncodeOptions options;
        options.profile = *profiles();
        options.extended = *rc::gen::arbitrary<bool>();
        options.layout = *rc::gen::element(Layout::v1, Layout::v2);
        RC_ASSERT(properties::encoded_as_asked_round_trips(value, options));
    }));
}

TEST_CASE("whatever the options, unpacking gives the same value") {
    CHECK(rc::check("packed", [](const Value& value) {
        const PackOptions options{.profile = *profiles(), .extended = *rc::gen::arbitrary<bool>()};
        RC_ASSERT(properties::packed_as_asked_round_trips(value, options));
    }));
}

TEST_CASE("a packed value with something changed is a packed value or refused") {
    CHECK(rc::check("damage", [](const Value& value) {
        auto bytes = pack(value, {.profile = *profiles(), .extended = true}).value();
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        RC_ASSERT(properties::bytes_are_packed_or_refused(bytes));
    }));
}
