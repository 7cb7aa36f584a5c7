// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/codec.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

/// Whatever is read can be written, and reads back as the same.
void check_verdict(std::span<const std::byte> bytes, Layout layout) {
    const auto value = decode_value(bytes, {}, layout);
    if (!value) {
        CHECK(kind_of(value.error().code) == ErrorKind::bad_input);
        return;
    }
    const auto written = encode_value(*value, {.layout = layout});
    if (!written) {
        CHECK(written.error().code == ErrorCode::unrepresentable);
        return;
    }
    const auto again = decode_value(*written, {.strict = true}, layout);
    REQUIRE(again.has_value());
    CHECK(*again == *value);
}

}  // namespace

TEST_CASE("every byte string of up to two bytes, and of three behind each tag") {
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        check_verdict({}, layout);
        for (unsigned first = 0; first < 256; ++first) {
            Bytes bytes{static_cast<std::byte>(first)};
            check_verdict(bytes, layout);
            bytes.resize(2);
            for (unsigned second = 0; second < 256; ++second) {
                bytes[1] = static_cast<std::byte>(second);
                check_verdict(bytes, layout);
            }
            bytes.resize(3);
            for (unsigned rest = 0; rest < 65536; rest += 251) {
                bytes[1] = static_cast<std::byte>(rest % 256);
                bytes[2] = static_cast<std::byte>(rest / 256);
                check_verdict(bytes, layout);
            }
        }
    }
}

TEST_CASE("a value goes through bytes and back") {
    const Value value = Map{{"name", "Mouse"}, {"boxes", Array{1, 2.5, "brie", nullptr}}};
    const auto bytes = encode_value(value);
    REQUIRE(bytes.has_value());
    CHECK(decode_value(*bytes) == value);
}
