// SPDX-License-Identifier: MIT
#include <sstream>
#include <type_traits>

#include <doctest/doctest.h>

#include <souris/value.hpp>

using namespace souris;

namespace {

template <class T>
concept Iterable = requires(const T& value) {
    value.begin();
};

template <class T>
concept Streamable = requires(std::ostringstream& out, const T& value) {
    out << value;
};

}  // namespace

// What the hints say is tested in tests/refused.
TEST_CASE("names of other libraries are none to generic code") {
    CHECK_FALSE(Iterable<Value>);
    CHECK_FALSE(Streamable<Value>);
    CHECK_FALSE(Streamable<Error>);
    CHECK(std::is_trivially_destructible_v<detail::ValueHints>);
    CHECK(std::is_empty_v<detail::ValueHints>);
}

TEST_CASE("get_if points to the container, if it is one") {
    Value array = Array{1};
    const Value map = Map{{"a", 1}};
    CHECK(array.get_if<Array>() == array.as_array());
    CHECK(array.get_if<Map>() == nullptr);
    CHECK(map.get_if<Map>() == map.as_map());
    CHECK(map.get_if<Array>() == nullptr);
}
