// SPDX-License-Identifier: MIT
#include <deque>
#include <list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/container_codecs.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

template <class T>
void check(const T& object, const Value& value) {
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

template <class T>
Error error_of(const Value& value, const DecodeOptions& options = {}) {
    const auto decoded = decode<T>(*encode_value(value), options);
    REQUIRE_FALSE(decoded.has_value());
    return decoded.error();
}

}  // namespace

TEST_CASE("sequences") {
    check(std::vector<int>{1, -2, 300}, Array{1, -2, 300});
    check(std::vector<std::uint8_t>{}, Array{});
    check(std::vector<double>{1, 2.5}, Array{1.0, 2.5});
    check(std::vector<bool>{true, false}, Array{true, false});
    check(std::vector<std::string>{"a", "b"}, Array{"a", "b"});
    check(std::vector<std::vector<int>>{{1}, {}, {2, 3}}, Array{Array{1}, Array{}, Array{2, 3}});
    check(std::deque<int>{1, 2}, Array{1, 2});
    check(std::list<std::string>{"x"}, Array{"x"});
    check(std::vector<std::u32string::value_type>{U'a'}, Array{U'a'});
    CHECK(error_of<std::vector<int>>(Array{1, 2, "x"}).path == "/2");
    CHECK(error_of<std::vector<std::string>>(Array{"a", 1}).path == "/1");
    CHECK(error_of<std::vector<std::vector<int>>>(Array{Array{1}, Array{1, "x"}}).path == "/1/1");
    CHECK(encode(std::vector<std::string>{"a", "\xff"}).error().path == "/1");
}

TEST_CASE("maps, by text and by other keys") {
    check(std::map<std::string, int>{{"a", 1}, {"b", 2}}, Map{{"a", 1}, {"b", 2}});
    check(std::unordered_map<std::string, int>{{"a", 1}}, Map{{"a", 1}});
    check(std::map<int, std::string>{{1, "x"}, {-2, "y"}}, Array{Array{-2, "y"}, Array{1, "x"}});
    using Views = std::map<std::string_view, int>;
    const Bytes bytes = *encode(Views{{"key", 1}});
    CHECK(decode<Views>(bytes) == Views{{"key", 1}});
    using Texts = std::map<std::string, int>;
    CHECK(error_of<Texts>(Map{{"a/b", "x"}}).path == "/a~1b");
    CHECK(error_of<std::map<int, int>>(Array{Array{1, 2}, Array{1, "x"}}).path == "/1/1");
    CHECK(error_of<std::map<int, int>>(Array{Array{1}, Array{2}}).detail ==
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

TEST_CASE("sets") {
    check(std::set<int>{3, 1}, Array{1, 3});
    check(std::unordered_set<std::string>{"a"}, Array{"a"});
    const Value twice = Array{1, 1};
    CHECK(decode<std::set<int>>(*encode_value(twice)) == std::set<int>{1});
    CHECK(error_of<std::set<int>>(twice, {.strict = true}).code == ErrorCode::duplicate_key);
    CHECK(error_of<std::set<int>>(Array{1, "x"}).path == "/1");
}

TEST_CASE("memory is charged before it is taken") {
    DecodeOptions scarce;
    scarce.limits.max_memory = 1000;
    const auto is_refused = [&]<class T>(const T& object) {
        const auto decoded = decode<T>(*encode(object), scarce);
        return !decoded && decoded.error().detail == "max_memory";
    };
    CHECK_FALSE(is_refused(std::vector<std::uint64_t>(125)));
    CHECK(is_refused(std::vector<std::uint64_t>(126)));
    CHECK(is_refused(std::list<int>(100)));
    CHECK(is_refused(std::string(1001, 'x')));
    CHECK(is_refused(std::vector<std::string>(10, std::string(200, 'x'))));
    CHECK(is_refused(std::map<std::string, int>{{std::string(1001, 'x'), 1}}));
    std::set<int> many;
    for (int i = 0; i < 50; ++i)
        many.insert(i);
    CHECK(is_refused(many));
    // What is claimed and not there takes none.
    CHECK(decode<std::vector<std::uint64_t>>(test::from_hex("b1 f4 ffffffff 00")).error().code ==
          ErrorCode::truncated);
}
