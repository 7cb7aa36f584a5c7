// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/class_decoder.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/object.hpp>

#include "support/hex.hpp"

using namespace souris;

namespace {

/// A type as it was, and as it became.
struct Old {
    std::string title;
    std::uint8_t lives = 3;
    std::optional<int> score;

    friend bool operator==(const Old&, const Old&) = default;
};
struct New {
    std::string name;
    std::uint64_t lives = 3;
    std::optional<std::int64_t> score;
    std::vector<std::string> items{"map"};
    double speed = 1.5;

    friend bool operator==(const New&, const New&) = default;
};
struct Titled {
    std::string first;
    std::vector<std::uint32_t> counts;
    std::string last;
};
struct Spot {
    int x = 7;
    int y = 8;
    friend bool operator==(const Spot&, const Spot&) = default;
};
struct Box {
    Spot p;
    friend bool operator==(const Box&, const Box&) = default;
};
struct Boxes {
    std::array<Spot, 2> p;
};
struct PairOfBoxes {
    std::pair<Spot, int> p;
};
/// It cannot be given the value of another.
struct Immovable {
    int x = 7;
    int y = 8;
    Immovable() = default;
    Immovable(Immovable&&) = default;
    Immovable& operator=(Immovable&&) = delete;
};
struct Fixed {
    Immovable p;
};

}  // namespace

template <>
struct souris::describe<Old> {
    static constexpr auto fields = std::tuple{
        field("title", &Old::title), field("lives", &Old::lives), field("score", &Old::score)};
};
template <>
struct souris::describe<New> {
    static constexpr auto fields = std::tuple{
        field("name", &New::name).alias("title"), field("lives", &New::lives),
        field("score", &New::score), field("items", &New::items), field("speed", &New::speed)};
};
template <>
struct souris::describe<Titled> {
    static constexpr auto fields =
        std::tuple{field("first", &Titled::first), field("counts", &Titled::counts),
                   field("the last of all of them", &Titled::last)};
};
template <>
struct souris::describe<Spot> {
    static constexpr auto fields = std::tuple{field("x", &Spot::x), field("y", &Spot::y)};
};
template <>
struct souris::describe<Box> {
    static constexpr auto fields = std::tuple{field("p", &Box::p)};
};
template <>
struct souris::describe<Boxes> {
    static constexpr auto fields = std::tuple{field("p", &Boxes::p)};
};
template <>
struct souris::describe<PairOfBoxes> {
    static constexpr auto fields = std::tuple{field("p", &PairOfBoxes::p)};
};
template <>
struct souris::describe<Immovable> {
    static constexpr auto fields = std::tuple{field("x", &Immovable::x), field("y", &Immovable::y)};
};
template <>
struct souris::describe<Fixed> {
    static constexpr auto fields = std::tuple{field("p", &Fixed::p)};
};

#if SOURIS_HAS_MEMBER_NAMES
TEST_CASE("keys that are expected are recognised, and only they") {
    // Of one to three words, and as many bytes as fit into one and two.
    struct Keys {
        bool a = true;
        bool seven_c = true;
        bool sixcha = true;
        bool fourteen_chars = true;
        bool fifteen_chars_ = true;
        bool a_name_of_more_than_two_words = true;
        bool last = true;
    };
    const DecodeOptions exact{
        .strict = true, .refuse_unknown_fields = true, .refuse_missing_fields = true};
    const Bytes bytes = *encode(Keys{});
    std::size_t taken = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        for (const std::byte bit : {std::byte{1}, std::byte{2}}) {
            Bytes changed = bytes;
            changed[i] ^= bit;
            const auto found = decode<Keys>(changed, exact);
            if (!found) continue;
            CHECK(*encode(*found) == changed);
            ++taken;
        }
    }
    // The seven values may be false.
    CHECK(taken == 7);
}
#endif

TEST_CASE("a newer type reads what an older one wrote, and the other way round") {
    const Old old{"Mouse", 5, 100};
    CHECK(decode<New>(*encode(old)) == New{"Mouse", 5, 100, {"map"}, 1.5});
    const New fresh{"Rat", 200, std::nullopt, {"cheese"}, 2.5};
    const auto back = decode<Old>(*encode(fresh));
    CHECK(back == Old{"", 200, std::nullopt});

    // A number that does not fit says so, by its path.
    const auto far = decode<Old>(*encode(New{"x", 300, std::nullopt, {}, 1}));
    CHECK(far.error().code == ErrorCode::integer_out_of_range);
    CHECK(far.error().path == "/lives");
    CHECK(far.error().detail == "found 300");

    const auto unknown = decode<Old>(*encode(fresh), {.refuse_unknown_fields = true});
    CHECK(unknown.error().code == ErrorCode::unknown_field);
    CHECK(unknown.error().path == "/name");
    const auto missing = decode<New>(*encode(old), {.refuse_missing_fields = true});
    CHECK(missing.error().code == ErrorCode::missing_field);
    CHECK(missing.error().path == "/items");
    // What is optional may be missing all the same.
    CHECK(decode<Old>(*encode(Old{"x", 1, std::nullopt}), {.refuse_missing_fields = true})
              .has_value());
}

TEST_CASE("entries are read in any order, the last of a key counts") {
    CHECK(decode<Old>(*encode_value(Map{{"score", 7}, {"lives", 1}, {"title", "t"}})) ==
          Old{"t", 1, 7});
    const Bytes twice = test::from_hex("84 10056c69766573 4001 10056c69766573 4002");
    CHECK(decode<Old>(twice)->lives == 2);
    const auto refused = decode<Old>(twice, {.strict = true});
    CHECK(refused.error().code == ErrorCode::duplicate_key);
    CHECK(refused.error().path == "/lives");
}

TEST_CASE("of a member that is there twice the last value counts alone") {
    const Bytes twice =
        test::from_hex("84 100170 84 100178 4101 10017a 4109 100170 82 100179 4102");
    const auto box = decode<Box>(twice);
    REQUIRE(box.has_value());
    CHECK(box->p == Spot{7, 2});
    CHECK(decode<Box>(twice, {.strict = true}).error().path == "/p");
    // As through a tree.
    CHECK(decode<Box>(*encode_value(*decode_value(twice))) == box);
    const Map first{{"x", 1}};
    const Map second{{"y", 2}};
    const auto both = [](const Value& once, const Value& again) {
        Bytes bytes = test::from_hex("84");
        for (const Value& value : {once, again}) {
            const Bytes entry = *encode_value(Map{{"p", value}});
            bytes.insert(bytes.end(), entry.begin() + 1, entry.end());
        }
        return bytes;
    };
    CHECK(decode<Boxes>(both(Array{first, first}, Array{second, Map{}}))->p ==
          std::array<Spot, 2>{Spot{7, 2}, Spot{}});
    CHECK(decode<PairOfBoxes>(both(Array{first, 1}, Array{second, 2}))->p ==
          std::pair(Spot{7, 2}, 2));
    CHECK(decode<Fixed>(both(first, second))->p.y == 2);
    CHECK(decode<Fixed>(both(first, second))->p.x == 7);
    Fixed old;
    CHECK(decode_into(old, both(first, second)).error().code == ErrorCode::duplicate_key);
    CHECK(decode_into(old, both(first, second)).error().path == "/p");
}

TEST_CASE("what is wrong with a value that is replaced does not matter") {
    // A spot of text, then one of numbers.
    const Bytes bytes = test::from_hex("84 100170 1001 61 100170 82 100179 4102");
    CHECK(decode<Box>(bytes)->p == Spot{7, 2});
    Box old;
    CHECK(decode_into(old, bytes).error().path == "/p");
    // What is wrong with the format does.
    CHECK_FALSE(decode<Box>(test::from_hex("84 100170 1001 ff 100170 82 100179 4102")));
    const auto wrong = decode<Box>(test::from_hex("84 100170 1001 61 100170 1001 62"));
    CHECK(wrong.error().code == ErrorCode::wrong_type);
    CHECK(wrong.error().offset == 4);
}

TEST_CASE("a member's name counts before its aliases, in whatever order they stand") {
    const New both = *decode<New>(*encode_value(Map{{"title", "t"}, {"name", "n"}}));
    CHECK(both.name == "n");
    CHECK(decode<New>(*encode_value(Map{{"name", "n"}, {"title", "t"}})) == both);
    CHECK(decode<New>(*encode_value(Map{{"lives", 3}, {"title", "t"}, {"name", "n"}})) == both);
    CHECK(decode<New>(*encode_value(Map{{"name", "n"}, {"title", "t"}}), {.strict = true})
              .error()
              .code == ErrorCode::duplicate_key);
}

TEST_CASE("strict reading refuses repeated keys wherever they are") {
    const DecodeOptions strict{.strict = true};
    for (const char* hex : {
             // Of what the object has no member for, or inside of it.
             "84 10027a7a 4002 10027a7a 4003",
             "82 10027a7a 84 100161 4001 100161 4002",
             "82 10027a7a a2 84 100161 4001 100161 4002",
         }) {
        const Bytes bytes = test::from_hex(hex);
        CHECK(decode<Box>(bytes).has_value());
        const auto refused = decode<Box>(bytes, strict);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error() == decode_value(bytes, strict).error());
    }
}

TEST_CASE("the positional form grows at the end") {
    const Bytes bytes = *encode(Old{"t", 1, 2}, {.form = ObjectForm::array});
    CHECK(decode<New>(bytes) == New{"t", 1, 2, {"map"}, 1.5});
    const Bytes longer = *encode(New{"t", 1, 2, {"x"}, 9}, {.form = ObjectForm::array});
    CHECK(decode<Old>(longer) == Old{"t", 1, 2});
    const auto unknown = decode<Old>(longer, {.refuse_unknown_fields = true});
    CHECK(unknown.error().code == ErrorCode::unknown_field);
    CHECK(unknown.error().path == "/3");
    CHECK(decode<New>(bytes, {.refuse_missing_fields = true}).error().path == "/items");
    const auto wrong = decode<Old>(*encode_value(Array{"t", "u"}));
    CHECK(wrong.error().path == "/1");
}

TEST_CASE("objects are read within the limits") {
    const Titled object{"four", {1, 2}, ""};
    const Bytes map = *encode(object);
    const Bytes array = *encode(object, {.form = ObjectForm::array});
    DecodeOptions options;
    const auto failure_of = [&](const Bytes& bytes) {
        const auto read = decode<Titled>(bytes, options);
        return read ? std::string() : read.error().path + ' ' + read.error().detail;
    };
    options.limits.max_key = 23;
    CHECK(failure_of(map).empty());
    options.limits.max_key = 22;
    // It is the key that cannot be read.
    CHECK(failure_of(map) == " max_key");
    CHECK(failure_of(array).empty());
    options.limits = {};
    options.limits.max_string = 3;
    CHECK(failure_of(map) == "/first max_string");
    CHECK(failure_of(array) == "/0 max_string");
    options.limits = {};
    options.limits.max_nodes = 5;
    CHECK(failure_of(map) == "/counts max_nodes");
    options.limits = {};
    options.limits.max_depth = 1;
    CHECK(failure_of(map) == "/counts max_depth");
    options.limits = {};
    // Two numbers; the text is short enough to stand in the string.
    options.limits.max_memory = souris::detail::allocation_size(2 * sizeof(std::uint32_t));
    CHECK(failure_of(map).empty());
    options.limits.max_memory -= 1;
    CHECK(failure_of(map) == "/counts max_memory");
    options.limits.max_memory = 40;
    CHECK(failure_of(*encode(Titled{std::string(40, 'x'), {}, {}})) == "/first max_memory");
    options.limits = {};
    options.limits.max_input = map.size() - 1;
    CHECK(failure_of(map) == " max_input");
}

namespace {

/// Read over old ones: no member is of a type with a program's own codec.
struct Crew {
    std::string name = "none";
    std::vector<std::string> ranks;
    std::optional<int> age;
    Spot home;
    std::array<Spot, 1> seats{Spot{1, 2}};

    friend bool operator==(const Crew&, const Crew&) = default;
};
/// Has a codec of the program's, which leaves the rest of an old object.
struct Counter {
    int last = 0;
    int reads = 0;

    friend bool operator==(const Counter&, const Counter&) = default;
};
struct Counted {
    Counter counter;

    friend bool operator==(const Counted&, const Counted&) = default;
};
/// A class in it cannot be reset, but is new whenever it is read.
struct MaybeFixed {
    std::optional<Immovable> p;
};

}  // namespace

template <>
struct souris::describe<Crew> {
    static constexpr auto fields = std::tuple{
        field("name", &Crew::name), field("ranks", &Crew::ranks), field("age", &Crew::age),
        field("home", &Crew::home), field("seats", &Crew::seats)};
};
template <>
struct souris::Codec<Counter> {
    static bool encode(Encoder& encoder, const Counter& counter) {
        return encoder.write_integer(counter.last);
    }
    static bool decode(Decoder& decoder, Counter& counter) {
        ++counter.reads;
        return decoder.read_integer(counter.last);
    }
};
template <>
struct souris::describe<Counted> {
    static constexpr auto fields = std::tuple{field("counter", &Counted::counter)};
};
template <>
struct souris::describe<MaybeFixed> {
    static constexpr auto fields = std::tuple{field("p", &MaybeFixed::p)};
};

TEST_CASE("elements that are read over keep their memory") {
    const std::string long_name(100, 'n');
    std::vector<Crew> crew{{long_name, {long_name}, 1, {}, {}}, {long_name, {}, 2, {}, {}}};
    const char* const name = crew[0].name.data();
    const std::string* const ranks = crew[0].ranks.data();
    const char* const rank = crew[0].ranks[0].data();
    const std::vector<Crew> other{{std::string(90, 'o'), {std::string(80, 'r')}, 3, {}, {}}};
    REQUIRE(decode_into(crew, *encode(other)));
    CHECK(crew == other);
    CHECK(crew[0].name.data() == name);
    CHECK(crew[0].ranks.data() == ranks);
    CHECK(crew[0].ranks[0].data() == rank);
}

TEST_CASE("an element that is read over is as a new one") {
    const std::vector<Crew> old{{"a", {"b", "c"}, 4, {5, 6}, {Spot{7, 8}}}, {}, {}};
    const auto read_over = [&](const Value& value) {
        std::vector<Crew> crew = old;
        REQUIRE(decode_into(crew, *encode_value(value)));
        return crew;
    };
    // An absent member of an element gets its value in a new object; so does one of its members.
    CHECK(read_over(Array{Map{}}) == std::vector<Crew>{Crew{}});
    const Value parts = Array{Map{{"home", Map{{"y", 1}}}, {"seats", Array{Map{}}}}};
    CHECK(read_over(parts) == std::vector<Crew>{{"none", {}, {}, {7, 1}, {Spot{7, 8}}}});
    CHECK(read_over(Array{Map{}, Map{}, Map{}, Map{}}) == std::vector<Crew>(4));
    // One of an object of the caller keeps it.
    Crew one = old[0];
    REQUIRE(decode_into(one, *encode_value(Map{{"name", "z"}})));
    CHECK(one == Crew{"z", {"b", "c"}, 4, {5, 6}, {Spot{7, 8}}});
    // Behind the container, too.
    std::pair<std::vector<Crew>, Crew> both{old, old[0]};
    REQUIRE(decode_into(both, *encode_value(Array{Array{Map{}}, Map{{"name", "z"}}})));
    CHECK(both == std::pair(std::vector<Crew>(1), one));
    // To make a new object for it takes memory.
    std::vector<Crew> crew = old;
    DecodeOptions options;
    options.limits.max_memory = detail::allocation_size(sizeof(Crew)) - 1;
    CHECK(decode_into(crew, *encode_value(Array{Map{}}), options).error().detail == "max_memory");
}

TEST_CASE("what a codec of the program's reads is new in a container") {
    std::vector<Counted> counted{{{1, 1}}, {{2, 1}}};
    REQUIRE(decode_into(counted, *encode(std::vector<Counted>{{{3, 0}}})));
    CHECK(counted == std::vector<Counted>{{{3, 1}}});
    Counted one{{1, 1}};
    REQUIRE(decode_into(one, *encode(Counted{{3, 0}})));
    CHECK(one == Counted{{3, 2}});
}

TEST_CASE("what cannot be reset is read as new within an element that is read over") {
    std::vector<MaybeFixed> all(1);
    REQUIRE(decode_into(all, *encode_value(Array{Map{{"p", Map{{"x", 1}, {"y", 2}}}}})));
    CHECK(all[0].p->y == 2);
    REQUIRE(decode_into(all, *encode_value(Array{Map{{"p", Map{{"x", 1}}}}})));
    CHECK(all[0].p->x == 1);
    CHECK(all[0].p->y == 8);
}
