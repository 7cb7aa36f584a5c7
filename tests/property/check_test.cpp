// SPDX-License-Identifier: MIT
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "annotate_properties.hpp"
#include "generators/value_generator.hpp"
#include "support/hex.hpp"
#include "support/sanitizer.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

/// The bytes with random changes.
void damage(Bytes& bytes, std::size_t begin) {
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const auto at = *rc::gen::inRange(begin, bytes.size());
        bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
    }
}

}  // namespace

TEST_CASE("checking a store says what reading it says") {
    CHECK(rc::check("store", [](const Value& value) {
        Store store;
        store["value"] = value;
        WriteOptions options;
        options.checksum = *rc::gen::arbitrary<bool>();
        options.profile = *rc::gen::element(Profile::stored, Profile::fast, Profile::balanced);
        options.layout = *rc::gen::element(Layout::v1, Layout::v2);
        auto bytes = encode_store(store, options);
        if (!bytes) return;
        RC_ASSERT(properties::looking_agrees_with_reading(*bytes));
        RC_ASSERT(check_bytes(*bytes, {.looks_up_zones = false, .minds_sourisdb = false})
                      .non_canonical.count() == 0);
        constexpr std::size_t magic_size = 8;
        damage(*bytes, magic_size);
        RC_ASSERT(properties::looking_agrees_with_reading(*bytes));
    }));
}

TEST_CASE("checking a packed value says what reading it says") {
    CHECK(rc::check("packed value", [](const Value& value) {
        auto bytes =
            pack(value, {.profile = *rc::gen::element(Profile::stored, Profile::balanced)});
        if (!bytes) return;
        RC_ASSERT(properties::looking_agrees_with_reading(*bytes));
        damage(*bytes, 0);
        RC_ASSERT(properties::looking_agrees_with_reading(*bytes));
    }));
}

TEST_CASE("checking any bytes says what reading them says") {
    CHECK(rc::check("bytes", [](const std::vector<std::uint8_t>& content) {
        Bytes bytes;
        // Three of four begin like a store or a packed value.
        const int form = *rc::gen::inRange(0, 4);
        if (form == 0 || form == 1) {
            for (const char c : std::string_view("SOURISDB"))
                bytes.push_back(static_cast<std::byte>(c));
        }
        if (form == 1 || form == 2) bytes.push_back(std::byte{0});
        for (const std::uint8_t byte : content)
            bytes.push_back(std::byte{byte});
        RC_ASSERT(properties::looking_agrees_with_reading(bytes));
    }));
}

TEST_CASE("checking every two bytes says what reading them says") {
    // The body of a packed value; the same after a text table of 'a' and 'b'; a store after its
    // magic.
    const std::vector<Bytes> beginnings{test::from_hex("0002"), test::from_hex("8005006263"),
                                        test::from_hex("534f555249534442")};
    for (const Bytes& beginning : beginnings) {
        Bytes bytes = beginning;
        bytes.resize(beginning.size() + 2);
        for (std::size_t i = 0; i < 0x10000; i += test::step_over_similar) {
            bytes[beginning.size()] = static_cast<std::byte>(i >> 8U);
            bytes[beginning.size() + 1] = static_cast<std::byte>(i & 0xFFU);
            if (properties::looking_agrees_with_reading(bytes)) continue;
            CAPTURE(test::to_hex(bytes));
            REQUIRE(false);
        }
    }
}
