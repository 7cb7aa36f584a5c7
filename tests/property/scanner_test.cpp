// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "codec_properties.hpp"
#include "generators/value_generator.hpp"
#include "scanner_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

/// In pieces of one byte, and in pieces of random sizes, some of them empty.
bool is_read_like_whole(std::span<const std::byte> bytes, const DecodeOptions& options,
                        Layout layout) {
    const auto one = [] { return std::size_t{1}; };
    std::minstd_rand generator(*rc::gen::arbitrary<std::uint32_t>());
    const auto random = [&] { return static_cast<std::size_t>(generator() % 40); };
    return properties::pieces_are_read_like_whole(bytes, options, layout, one) &&
           properties::pieces_are_read_like_whole(bytes, options, layout, random);
}

}  // namespace

TEST_CASE("values in pieces are read like whole ones, sound or damaged") {
    CHECK(rc::check("pieces", [](const std::vector<Value>& values) {
        const Layout layout = *rc::gen::elementOf(std::vector{Layout::v1, Layout::v2});
        Bytes bytes;
        for (const Value& value : values) {
            const auto one = encode_value(value, {.layout = layout});
            if (one) bytes.insert(bytes.end(), one->begin(), one->end());
        }
        RC_ASSERT(is_read_like_whole(bytes, {}, layout));
        if (bytes.empty()) return;
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
            bytes[at] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        DecodeOptions options = properties::careful_options();
        options.strict = *rc::gen::arbitrary<bool>();
        RC_ASSERT(is_read_like_whole(bytes, options, layout));
    }));
}

TEST_CASE("arbitrary bytes in pieces are read like whole ones") {
    CHECK(rc::check("noise in pieces", [](const std::vector<std::uint8_t>& noise) {
        for (const Layout layout : properties::all_layouts) {
            RC_ASSERT(is_read_like_whole(std::as_bytes(std::span(noise)),
                                         properties::careful_options(), layout));
        }
    }));
}
