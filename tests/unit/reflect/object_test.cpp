// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

struct User {
    std::string name;
    int age = 18;
    std::vector<std::string> tags;

    friend bool operator==(const User&, const User&) = default;
};

}  // namespace

template <>
struct souris::describe<User> {
    static constexpr auto fields = std::tuple{field("name", &User::name), field("age", &User::age),
                                              field("tags", &User::tags)};
};

TEST_CASE("an object goes to bytes and back") {
    const User user{"Ada", 36, {"maths", "engines"}};
    const auto bytes = encode(user);
    REQUIRE(bytes.has_value());
    CHECK(decode_value(*bytes) ==
          Value(Map{{"name", "Ada"}, {"age", 36}, {"tags", Array{"maths", "engines"}}}));
    CHECK(decode<User>(*bytes, {.strict = true}) == user);

    Sink sink;
    REQUIRE(encode(sink, user).has_value());
    REQUIRE(encode(sink, user).has_value());
    CHECK(sink.size() == 2 * bytes->size());

    User other{"x", 1, {"y"}};
    REQUIRE(decode_into(other, *bytes).has_value());
    CHECK(other == user);
}

TEST_CASE("an error names the path, what was found and what was wanted") {
    const auto wrong = decode<User>(*encode_value(Map{{"name", "x"}, {"tags", Array{"a", 5}}}));
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().message() ==
          "wrong type (found integer, wanted string) at byte 20, in /tags/1");
    const auto far = decode<User>(*encode_value(Map{{"age", Integer::max()}}));
    CHECK(
        far.error().message() ==
        "integer out of range (found 340282366920938463463374607431768211455) at byte 6, in /age");
    CHECK(decode<User>(*encode_value(5)).error().detail == "found integer, wanted map or array");
    const auto unsaid = encode(User{"\xff", 1, {}});
    CHECK(unsaid.error().code == ErrorCode::invalid_utf8);
    CHECK(unsaid.error().path == "/name");
    CHECK(encode(User{"", 1, {"a", "\xff"}}).error().path == "/tags/1");
}

TEST_CASE("every prefix is truncated, every flipped bit is a result") {
    const Bytes bytes = *encode(User{"Ada", 36, {"maths", "engines"}});
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto cut = decode<User>(std::span(bytes).first(size));
        REQUIRE_FALSE(cut.has_value());
        CHECK(cut.error().code == ErrorCode::truncated);
    }
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= std::byte{1} << (bit % 8);
        const auto decoded = decode<User>(flipped);
        if (!decoded) CHECK(kind_of(decoded.error().code) <= ErrorKind::misuse);
    }
}
