// SPDX-License-Identifier: MIT
#include <map>
#include <memory_resource>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/associative_codecs.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"
#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

TEST_CASE("maps, by text and by other keys") {
    check_codec(std::map<std::string, int>{{"a", 1}, {"b", 2}}, Map{{"a", 1}, {"b", 2}});
    check_codec(std::unordered_map<std::string, int>{{"a", 1}}, Map{{"a", 1}});
    check_codec(std::map<int, std::string>{{1, "x"}, {-2, "y"}},
                Array{Array{-2, "y"}, Array{1, "x"}});
    using Views = std::map<std::string_view, int>;
    const Bytes bytes = *encode(Views{{"key", 1}});
    CHECK(decode<Views>(bytes) == Views{{"key", 1}});
    using Texts = std::map<std::string, int>;
    CHECK(decode_error<Texts>(Map{{"a/b", "x"}}).path == "/a~1b");
    CHECK(decode_error<std::map<int, int>>(Array{Array{1, 2}, Array{1, "x"}}).path == "/1/1");
    CHECK(decode_error<std::map<int, int>>(Array{Array{1}, Array{2}}).detail ==
          "found 1 elements, wanted 2");
    CHECK(encode(std::map<std::string, std::string>{{"k", "\xff"}}).error().path == "/k");

    const Bytes twice = test::from_hex("84 100161 4001 100161 4002");
    CHECK(decode<Texts>(twice) == Texts{{"a", 2}});
    CHECK(decode<Texts>(twice, {.strict = true}).error().code == ErrorCode::duplicate_key);
    const Bytes pairs = *encode_value(Array{Array{1, 2}, Array{1, 3}});
    CHECK(decode<std::map<int, int>>(pairs) == std::map<int, int>{{1, 3}});
    CHECK(decode<std::map<int, int>>(pairs, {.strict = true}).error().code ==
          ErrorCode::duplicate_key);
}

TEST_CASE("keys that are not alone") {
    check_codec(std::multiset<int>{1, 1, 2}, Array{1, 1, 2});
    check_codec(std::unordered_multiset<int>{5, 5}, Array{5, 5});
    check_codec(std::multimap<std::string, int>{{"a", 1}, {"a", 2}},
                Array{Array{"a", 1}, Array{"a", 2}});
    check_codec(std::unordered_multimap<int, int>{{1, 2}, {1, 2}}, Array{Array{1, 2}, Array{1, 2}});
    check_codec(std::pmr::map<std::pmr::string, int>{{"a", 1}}, Map{{"a", 1}});
}

TEST_CASE("sets") {
    check_codec(std::set<int>{3, 1}, Array{1, 3});
    check_codec(std::unordered_set<std::string>{"a"}, Array{"a"});
    const Value twice = Array{1, 1};
    CHECK(decode<std::set<int>>(*encode_value(twice)) == std::set<int>{1});
    CHECK(decode_error<std::set<int>>(twice, {.strict = true}).code == ErrorCode::duplicate_key);
    CHECK(decode_error<std::set<int>>(Array{1, "x"}).path == "/1");
}
