// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/object.hpp>

namespace souris::test {

/// Written as this value, and read back as it was, strictly, also into an object that has content.
template <class T>
void check_codec(const T& object, const Value& value) {
    const auto bytes = encode(object);
    REQUIRE(bytes.has_value());
    CHECK(decode_value(*bytes) == value);
    const auto decoded = decode<T>(*bytes, {.strict = true});
    REQUIRE(decoded.has_value());
    CHECK((*decoded == object));
    T other = object;
    REQUIRE(decode_into(other, *bytes).has_value());
    CHECK((other == object));
}

/// Why the value is not read as a `T`.
template <class T>
Error decode_error(const Value& value, const DecodeOptions& options = {}) {
    const auto decoded = decode<T>(*encode_value(value), options);
    REQUIRE_FALSE(decoded.has_value());
    return decoded.error();
}

}  // namespace souris::test
