// SPDX-License-Identifier: MIT
#include <functional>
#include <map>

#include <doctest/doctest.h>

#include <souris/json.hpp>

#include "property/reference_properties.hpp"
#include "support/format_document.hpp"
#include "support/hex.hpp"

// Reads every example in docs/format.md with the reference decoder. Only the tagged JSON beside
// each is read by the library.

using namespace souris;

namespace {

void check_integer(const Bytes& bytes, const std::string& meaning) {
    const std::size_t space = meaning.find(' ');
    const std::string name = meaning.substr(0, space);
    const unsigned state = name == "negative" ? 2 : name == "signed" ? 1 : 0;
    reference::Reader reader(bytes, {});
    const reference::Number number = reader.read_integer(state);
    CHECK_FALSE(reader.failed());
    CHECK(reader.left() == 0);
    const Integer expected = Integer::parse(meaning.substr(space + 1)).value();
    CHECK(expected.bits() == Wide{number.high, number.low});
    CHECK(expected.is_negative() == (state == 2));
}

/// Tagged JSON loses the difference between sign states 0 and 1, and white space around JSON
/// values.
bool is_same_value(const reference::Outcome& outcome, const std::string& meaning) {
    return outcome.error == ErrorCode::none &&
           properties::is_same_tree(outcome.tree, *value_from_json(meaning),
                                    properties::SignStates::ignored);
}

reference::Outcome read_value(const Bytes& bytes) {
    return reference::decode_value(bytes, Layout::v2, {});
}
reference::Outcome read_store(const Bytes& bytes) {
    return reference::decode_store(bytes, {});
}
reference::Outcome read_packed(const Bytes& bytes) {
    return reference::decode_packed(bytes, {});
}

template <auto read>
void check_accepted(const Bytes& bytes, const std::string& meaning) {
    CHECK(is_same_value(read(bytes), meaning));
}

void check_canonical(const Bytes& bytes, const std::string& meaning) {
    const auto outcome = read_value(bytes);
    REQUIRE(outcome.error == ErrorCode::none);
    CHECK(test::to_hex(reference::canonical_form(outcome.tree)) ==
          test::to_hex(test::from_hex(meaning)));
}

template <auto read>
void check_refused(const Bytes& bytes, const std::string& meaning) {
    CHECK(name_of(read(bytes).error) == meaning);
}

}  // namespace

TEST_CASE("the reference decoder reads every example of docs/format.md") {
    const std::map<std::string, std::function<void(const Bytes&, const std::string&)>> checks{
        {"sdb-integers", check_integer},
        {"sdb-values", check_accepted<read_value>},
        {"sdb-stores", check_accepted<read_store>},
        {"sdb-packed", check_accepted<read_packed>},
        {"sdb-canonical", check_canonical},
        {"sdb-refused", check_refused<read_value>},
        {"sdb-refused-stores", check_refused<read_store>},
        {"sdb-refused-packed", check_refused<read_packed>},
    };
    const auto examples = test::read_examples();
    CHECK(examples.size() == checks.size());
    for (const auto& entry : examples) {
        const std::string& kind = entry.first;
        CAPTURE(kind);
        REQUIRE(checks.contains(kind));
        for (const test::Example& example : entry.second) {
            CAPTURE(example.hex);
            CAPTURE(example.meaning);
            checks.at(kind)(test::from_hex(example.hex), example.meaning);
        }
    }
}
