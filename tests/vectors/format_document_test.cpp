// SPDX-License-Identifier: MIT
#include "support/format_document.hpp"

#include <functional>
#include <map>

#include <doctest/doctest.h>

#include <souris/check.hpp>
#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "support/hex.hpp"

// Reads every example in docs/format.md with the library.

using namespace souris;

namespace {

void check_integer(const Bytes& bytes, const std::string& meaning) {
    const std::size_t space = meaning.find(' ');
    const std::string state_name = meaning.substr(0, space);
    const SignState state = state_name == "negative" ? SignState::negative
                            : state_name == "signed" ? SignState::signed_non_negative
                                                     : SignState::unsigned_number;
    Cursor cursor(bytes);
    const auto integer = cursor.read_integer(state);
    REQUIRE(integer.has_value());
    CHECK(integer->to_string() == meaning.substr(space + 1));
    CHECK(cursor.at_end());
}

void check_value(const Bytes& bytes, const std::string& meaning) {
    const auto value = decode_value(bytes);
    REQUIRE(value.has_value());
    CHECK(value_from_json(meaning) == *value);
}

void check_store(const Bytes& bytes, const std::string& meaning) {
    const auto store = decode_store(bytes);
    REQUIRE(store.has_value());
    CHECK(value_from_json(meaning) == store->root());
}

void check_packed(const Bytes& bytes, const std::string& meaning) {
    const auto value = unpack(bytes, {.strict = true});
    REQUIRE(value.has_value());
    CHECK(value_from_json(meaning) == *value);
}

void check_canonical(const Bytes& bytes, const std::string& meaning) {
    const auto value = decode_value(bytes);
    REQUIRE(value.has_value());
    const auto canonical = encode_value(*value, {.canonical = true});
    REQUIRE(canonical.has_value());
    CHECK(test::to_hex(*canonical) == test::to_hex(test::from_hex(meaning)));
    CHECK(is_canonical_value(bytes).has_value() == (bytes == *canonical));
    CHECK(is_canonical_value(*canonical));
}

void check_refused(const Bytes& bytes, const std::string& meaning) {
    const auto value = decode_value(bytes);
    REQUIRE_FALSE(value.has_value());
    CHECK(name_of(value.error().code) == meaning);
}

void check_refused_store(const Bytes& bytes, const std::string& meaning) {
    const auto store = decode_store(bytes);
    REQUIRE_FALSE(store.has_value());
    CHECK(name_of(store.error().code) == meaning);
}

void check_refused_packed(const Bytes& bytes, const std::string& meaning) {
    const auto value = unpack(bytes);
    REQUIRE_FALSE(value.has_value());
    CHECK(name_of(value.error().code) == meaning);
}

}  // namespace

TEST_CASE("the examples of docs/format.md are true") {
    const std::map<std::string, std::function<void(const Bytes&, const std::string&)>> checks{
        {"sdb-integers", check_integer},
        {"sdb-values", check_value},
        {"sdb-stores", check_store},
        {"sdb-packed", check_packed},
        {"sdb-canonical", check_canonical},
        {"sdb-refused", check_refused},
        {"sdb-refused-stores", check_refused_store},
        {"sdb-refused-packed", check_refused_packed},
    };
    const auto examples = test::read_examples();
    CHECK(examples.size() == checks.size());
    for (const auto& entry : examples) {
        const std::string& kind = entry.first;
        CAPTURE(kind);
        REQUIRE(checks.contains(kind));
        CHECK(entry.second.size() >= 10);
        for (const test::Example& example : entry.second) {
            CAPTURE(example.hex);
            CAPTURE(example.meaning);
            checks.at(kind)(test::from_hex(example.hex), example.meaning);
        }
    }
}
