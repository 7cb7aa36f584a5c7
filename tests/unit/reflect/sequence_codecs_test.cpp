// SPDX-License-Identifier: MIT
#include <concepts>
#include <deque>
#include <list>
#include <memory_resource>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/sequence_codecs.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"
#include "unit/reflect/codec_checks.hpp"

using namespace souris;
using test::check_codec;
using test::decode_error;

namespace {

/// Described, though they look like containers.
struct Playlist {
    using value_type = int;
    std::string title;
    std::vector<int> songs;

    int& emplace_back() { return songs.emplace_back(); }
    void clear() { songs.clear(); }
    [[nodiscard]] auto begin() const { return songs.begin(); }
    [[nodiscard]] auto end() const { return songs.end(); }
    [[nodiscard]] std::size_t size() const { return songs.size(); }
    friend bool operator==(const Playlist&, const Playlist&) = default;
};
class Tagged : public std::vector<int> {
  public:
    using std::vector<int>::vector;
    int tag = 0;
};
/// Known by a `Codec` of the program's for all types like it.
template <class T>
class Stack {
  public:
    using value_type = T;
    T& emplace_back() { return items_.emplace_back(); }
    void clear() { items_.clear(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }
    [[nodiscard]] std::size_t size() const { return items_.size(); }

  private:
    std::vector<T> items_;
};
template <class T>
concept AnyStack = std::same_as<T, Stack<typename T::value_type>>;

}  // namespace

template <>
struct souris::describe<Playlist> {
    static constexpr auto fields =
        std::tuple{field("title", &Playlist::title), field("songs", &Playlist::songs)};
};
template <>
struct souris::describe<Tagged> {
    static constexpr auto fields = std::tuple{field("tag", &Tagged::tag)};
};
template <AnyStack T>
struct souris::Codec<T> {
    static bool encode(Encoder& encoder, const T& stack) {
        return encoder.write_integer(stack.size());
    }
    static bool decode(Decoder& decoder, T& stack) {
        std::size_t size = 0;
        if (!decoder.read_integer(size)) return false;
        while (stack.size() < size)
            stack.emplace_back();
        return true;
    }
};

TEST_CASE("sequences") {
    check_codec(std::vector<int>{1, -2, 300}, Array{1, -2, 300});
    check_codec(std::vector<std::uint8_t>{}, Array{});
    check_codec(std::vector<double>{1, 2.5}, Array{1.0, 2.5});
    check_codec(std::vector<bool>{true, false}, Array{true, false});
    check_codec(std::vector<std::string>{"a", "b"}, Array{"a", "b"});
    check_codec(std::vector<std::vector<int>>{{1}, {}, {2, 3}},
                Array{Array{1}, Array{}, Array{2, 3}});
    check_codec(std::deque<int>{1, 2}, Array{1, 2});
    check_codec(std::list<std::string>{"x"}, Array{"x"});
    check_codec(std::vector<std::u32string::value_type>{U'a'}, Array{U'a'});
    CHECK(decode_error<std::vector<int>>(Array{1, 2, "x"}).path == "/2");
    CHECK(decode_error<std::vector<std::string>>(Array{"a", 1}).path == "/1");
    CHECK(decode_error<std::vector<std::vector<int>>>(Array{Array{1}, Array{1, "x"}}).path ==
          "/1/1");
    CHECK(encode(std::vector<std::string>{"a", "\xff"}).error().path == "/1");
}

TEST_CASE("what is said of a type comes before what it looks like") {
    check_codec(Playlist{"p", {1, 2}}, Map{{"title", "p"}, {"songs", Array{1, 2}}});
    Tagged tagged{1, 2, 3};
    tagged.tag = 7;
    CHECK(decode_value(*encode(tagged)) == Value(Map{{"tag", 7}}));
    Stack<int> stack;
    stack.emplace_back();
    CHECK(decode_value(*encode(stack)) == Value(1U));
    CHECK(decode<Stack<int>>(*encode_value(3))->size() == 3);
}

TEST_CASE("elements that are no plain objects") {
    check_codec(std::list<bool>{true, false}, Array{true, false});
    check_codec(std::deque<bool>{true, false}, Array{true, false});
    check_codec(std::pmr::vector<int>{1}, Array{1});
}

namespace {

/// Around every limit of every type.
std::vector<Integer> telling_integers() {
    std::vector<Integer> numbers;
    Integer power = 1;
    for (int bits = 0; bits < 66; ++bits) {
        for (const int step : {-18, -17, -16, -2, -1, 0, 1}) {
            numbers.push_back(*(power + step));
            numbers.push_back(*(Integer(-step) - power));
        }
        power = *(power * 2);
    }
    numbers.push_back(239);
    numbers.push_back(240);
    numbers.push_back(Integer::max());
    numbers.push_back(Integer::min());
    return numbers;
}

/// An array of one type is read as its elements are one by one, wherever they stand.
template <class T>
void check_integers() {
    for (const Integer& number : telling_integers()) {
        const auto wanted = number.to<T>();
        // Behind it so many bytes of the input.
        for (std::size_t after = 0; after < 12; ++after) {
            Array array{1, number};
            for (std::size_t i = 0; i < after; ++i)
                array.push_back(i);
            const Bytes bytes = *encode_value(Value(array));
            CAPTURE(number.to_string());
            CAPTURE(after);
            for (const bool strict : {false, true}) {
                const auto read = decode<std::vector<T>>(bytes, {.strict = strict});
                REQUIRE(read.has_value() == wanted.has_value());
                if (wanted) {
                    REQUIRE((*read)[1] == *wanted);
                } else {
                    REQUIRE(read.error().code == ErrorCode::integer_out_of_range);
                    REQUIRE(read.error().path == "/1");
                    REQUIRE(read.error().detail == "found " + number.to_string());
                }
            }
            for (std::size_t size = 0; after == 0 && size < bytes.size(); ++size) {
                const auto cut = decode<std::vector<T>>(std::span(bytes).first(size));
                REQUIRE_FALSE(cut.has_value());
            }
        }
    }
}

}  // namespace

TEST_CASE("arrays of integers hold what fits, and tell what does not") {
    check_integers<std::uint8_t>();
    check_integers<std::int8_t>();
    check_integers<std::uint16_t>();
    check_integers<std::int16_t>();
    check_integers<std::uint32_t>();
    check_integers<std::int32_t>();
    check_integers<std::uint64_t>();
    check_integers<std::int64_t>();
}

TEST_CASE("integers of forms that no writer makes are read alike") {
    // -1 in 16 bytes; 5 in nine bytes; 5 in two; a sign state that is none; a bit that means
    // nothing.
    const char* const forms[] = {
        "b4 42 ff ffffffffffffffffffffffffffffffff 4005",
        "b4 40 f8 050000000000000000 4005",
        "b4 40 f1 0500 4005",
        "b4 43 05 4005",
        "b4 44 05 4005",
    };
    for (const std::string form : forms) {
        const Bytes bytes = test::from_hex(form);
        CAPTURE(form);
        const auto value = decode_value(bytes);
        const auto read = decode<std::vector<std::int64_t>>(bytes);
        REQUIRE(value.has_value() == read.has_value());
        if (value) {
            for (std::size_t i = 0; i < read->size(); ++i)
                CHECK(value->elements()[i].get<std::int64_t>() == (*read)[i]);
        } else {
            CHECK(value.error().code == read.error().code);
        }
    }
}
