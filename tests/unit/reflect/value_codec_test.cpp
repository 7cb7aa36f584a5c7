// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/value_codec.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

enum class Level : std::int16_t { low = -1, high = 1000 };
enum Unfixed { first, second };
enum class OnOff : bool { off, on };
enum class Character : char32_t { a = U'a' };
enum class Named : std::uint8_t { one = 1 };
enum class Doubled : std::uint8_t { one = 1 };

}  // namespace

template <>
struct souris::describe<Named> {
    static constexpr std::array enumerators{enumerator("one", Named::one)};
};
/// A program's own.
template <>
struct souris::Codec<Doubled> {
    static bool encode(Encoder& encoder, Doubled value) {
        return encoder.write_integer(2 * static_cast<unsigned>(value));
    }
    static bool decode(Decoder& decoder, Doubled& value) {
        std::uint8_t number = 0;
        if (!decoder.read_integer(number)) return false;
        value = static_cast<Doubled>(number / 2);
        return true;
    }
};

TEST_CASE("an enumeration is of its underlying type's kind if nothing else is said of it") {
    using souris::detail::builtin_kind;
    using souris::detail::BuiltinKind;
    CHECK(builtin_kind<Level> == BuiltinKind::int16);
    // Not every number is one of these.
    CHECK(builtin_kind<Unfixed> == BuiltinKind::other);
    CHECK(builtin_kind<OnOff> == BuiltinKind::other);
    CHECK(builtin_kind<Character> == BuiltinKind::other);
    CHECK(builtin_kind<Named> == BuiltinKind::other);
    CHECK(builtin_kind<Doubled> == BuiltinKind::other);
}

TEST_CASE("enumerations in a container and alone have the same bytes") {
    const std::vector<Level> levels{Level::low, Level::high};
    const Bytes bytes = *encode(levels);
    CHECK(decode<std::vector<Level>>(bytes) == levels);
    const Bytes low = *encode(Level::low);
    CHECK(test::to_hex(std::span(bytes).subspan(1, low.size())) == test::to_hex(low));
    CHECK(decode<Doubled>(*encode(Doubled::one)) == Doubled::one);
    CHECK(decode<std::vector<std::uint8_t>>(*encode(std::vector{Doubled::one})) ==
          std::vector<std::uint8_t>{2});
    const auto wrong = decode<std::vector<Level>>(*encode(std::vector{0, 32768}));
    REQUIRE(!wrong);
    CHECK(wrong.error().code == ErrorCode::integer_out_of_range);
    CHECK(wrong.error().path == "/1");
}

TEST_CASE("the memory of a new object is that of its parts") {
    using souris::detail::held_memory;
    CHECK(held_memory<int> == 0);
    CHECK(held_memory<std::string> == 0);
    constexpr auto deque = held_memory<std::deque<int>>;
    CHECK(deque > 0);
    CHECK(held_memory<const std::deque<int>> == deque);
    CHECK(held_memory<std::pair<std::deque<int>, std::deque<int>>> == 2 * deque);
    CHECK(held_memory<std::array<std::deque<int>, 3>> == 3 * deque);
    CHECK(held_memory<std::deque<int>[4]> == 4 * deque);
}

TEST_CASE("objects that can be read twice are renewed in place") {
    std::string text = "old";
    souris::detail::renew_object<std::string>(&text);
    CHECK(text.empty());
    CHECK((souris::detail::new_object_reader<std::string>.renew != nullptr));
    CHECK((souris::detail::old_object_reader<std::string>.renew == nullptr));
}
