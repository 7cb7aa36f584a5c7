// SPDX-License-Identifier: MIT
#include <array>
#include <bitset>
#include <cstddef>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/type_predicates.hpp>
#include <souris/document.hpp>
#include <souris/error.hpp>
#include <souris/found.hpp>
#include <souris/packed.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

#include "sample_values.hpp"

using namespace souris;

namespace {

/// What each predicate says, at the number of its type.
template <class Asked>
std::bitset<type_count> predicates_of(const Asked& asked) {
    const std::array<std::pair<Type, bool>, type_count> answers{{
        {Type::character, asked.is_character()},
        {Type::string, asked.is_string()},
        {Type::binary, asked.is_binary()},
        {Type::boolean, asked.is_boolean()},
        {Type::integer, asked.is_integer()},
        {Type::complex, asked.is_complex()},
        {Type::timestamp, asked.is_timestamp()},
        {Type::json, asked.is_json()},
        {Type::map, asked.is_map()},
        {Type::null, asked.is_null()},
        {Type::float64, asked.is_float64()},
        {Type::array, asked.is_array()},
        {Type::timezone, asked.is_timezone()},
        {Type::ipv4, asked.is_ipv4()},
        {Type::ipv6, asked.is_ipv6()},
        {Type::float32, asked.is_float32()},
    }};
    std::bitset<type_count> result;
    for (const auto& [type, answer] : answers)
        result[static_cast<std::size_t>(type)] = answer;
    return result;
}

std::bitset<type_count> only(Type type) {
    return std::bitset<type_count>().set(static_cast<std::size_t>(type));
}

}  // namespace

TEST_CASE("one predicate is true of each value, of its views and of what finds it") {
    std::bitset<type_count> seen;
    for (const Value& value : test::sample_values()) {
        const Type type = value.type();
        CAPTURE(name_of(type));
        seen |= only(type);
        const Value parent = Array{value};
        const std::vector<std::byte> bytes = pack(value).value();
        const Document document = Document::unpack_view(bytes).value();
        CHECK(predicates_of(value) == only(type));
        CHECK(predicates_of(parent[0]) == only(type));
        CHECK(predicates_of(document) == only(type));
        CHECK(predicates_of(document.root()) == only(type));
        CHECK(predicates_of(document.at("")) == only(type));

        const bool is_number =
            type == Type::integer || type == Type::float32 || type == Type::float64;
        CHECK(value.is_number() == is_number);
        CHECK(parent[0].is_number() == is_number);
        CHECK(document.is_number() == is_number);
    }
    CHECK(seen.all());
}

TEST_CASE("what is not found has no type, not even null") {
    const Value value = Array{};
    CHECK(predicates_of(value[0]).none());
    CHECK_FALSE(value[0].is_number());
    const std::vector<std::byte> bytes = pack(value).value();
    const Document document = Document::unpack_view(bytes).value();
    CHECK(predicates_of(document.at("/0")).none());
}
