// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "generators/value_generator.hpp"
#include "log_filter_properties.hpp"
#include "log_properties.hpp"

using namespace souris;

namespace {

std::vector<std::uint8_t> draw_bytes(std::size_t size) {
    return *rc::gen::container<std::vector<std::uint8_t>>(size, rc::gen::arbitrary<std::uint8_t>());
}

}  // namespace

TEST_CASE("a log keeps what it promised through kills") {
    CHECK(rc::check("log", [] {
        const auto bytes = draw_bytes(600);
        test::ByteSource source(bytes);
        RC_ASSERT(properties::log_survives(source));
    }));
}

TEST_CASE("forged logs are read alike forward, backward and in parts") {
    CHECK(rc::check("forged", [] {
        const auto bytes = draw_bytes(600);
        test::ByteSource source(bytes);
        const Bytes log = properties::forge_log(source);
        RC_ASSERT(
            properties::any_log_is_read(log, properties::draw_cuts(source, log.size()), true));
    }));
}

TEST_CASE("any bytes are read as a log, or refused") {
    CHECK(rc::check("bytes", [] {
        const auto bytes = draw_bytes(100);
        test::ByteSource source(bytes);
        RC_ASSERT(properties::any_log_is_read(std::as_bytes(std::span(bytes)),
                                              properties::draw_cuts(source, bytes.size()), false));
    }));
}

TEST_CASE("filters find the same records however they are stored") {
    CHECK(rc::check("filters", [](const Value& value) {
        // Not `smallest`, which searches for seconds: tests/unit/log has that.
        const auto profile = *rc::gen::element(Profile::fast, Profile::balanced);
        const auto block_size = *rc::gen::element<std::size_t>(300, 2000, 1U << 20U);
        const auto comparison = *rc::gen::element(
            Comparison::equal, Comparison::less, Comparison::less_or_equal, Comparison::greater,
            Comparison::greater_or_equal, Comparison::between);
        RC_ASSERT(properties::filters_agree(value, profile, block_size, comparison));
    }));
}
