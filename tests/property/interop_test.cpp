// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/value_generator.hpp"
#include "interop_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

constexpr properties::Foreign formats[] = {properties::cbor, properties::msgpack};

}  // namespace

TEST_CASE("values go through other formats and back") {
    CHECK(rc::check("tagged", [](const Value& value) {
        for (const auto& format : formats)
            RC_ASSERT(properties::value_comes_back(value, format));
    }));
}

TEST_CASE("values are kept without tagged maps or refused") {
    CHECK(rc::check("native", [](const Value& value) {
        for (const auto& format : formats)
            RC_ASSERT(properties::value_is_native_or_refused(value, format));
    }));
}

TEST_CASE("foreign bytes with something changed are a value or refused") {
    CHECK(rc::check("damage", [](const Value& value) {
        const auto any_byte = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint8_t>());
        for (const auto& format : formats) {
            Bytes bytes = format.write(value, {.tagged = true}).value();
            for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
                const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size() + 1);
                const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
                if (at != bytes.size() && *rc::gen::arbitrary<bool>()) {
                    bytes.erase(place);
                } else {
                    bytes.insert(place, static_cast<std::byte>(*any_byte));
                }
            }
            RC_ASSERT(properties::bytes_are_a_value_or_refused(bytes, format));
        }
    }));
}

TEST_CASE("any bytes are a value or refused") {
    CHECK(rc::check("bytes", [] {
        const auto any_byte = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint8_t>());
        const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(any_byte);
        for (const auto& format : formats) {
            RC_ASSERT(
                properties::bytes_are_a_value_or_refused(std::as_bytes(std::span(bytes)), format));
        }
    }));
}

TEST_CASE("canonical CBOR comes back, and is told from all other CBOR") {
    CHECK(rc::check("canonical", [](const Value& value) {
        RC_ASSERT(properties::canonical_cbor_comes_back(value));
        const bool canonical = *rc::gen::arbitrary<bool>();
        Bytes bytes = to_cbor(value, {.tagged = true, .canonical = canonical}).value();
        RC_ASSERT(properties::cbor_bytes_are_told(bytes));
        const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
        bytes[at] = static_cast<std::byte>(*rc::gen::inRange(0, 256));
        RC_ASSERT(properties::cbor_bytes_are_told(bytes));
    }));
}
