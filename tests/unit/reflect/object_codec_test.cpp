// SPDX-License-Identifier: MIT
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/codec.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/json.hpp>
#include <souris/object.hpp>
#include <souris/object_codec.hpp>

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
struct Strict {
    int a = 0;
    int b = 0;
};
struct Sample {
    bool is_last = false;
    double weight = 0;
    std::vector<std::uint32_t> counts;
    std::vector<double> weights;
    int what_is_left_of_it_at_the_end = 0;

    friend bool operator==(const Sample&, const Sample&) = default;
};
struct Labelled {
    std::string first;
    std::vector<std::uint32_t> counts;
    std::string last;
};
struct Numbers {
    bool boolean = false;
    std::int8_t int8 = 0;
    std::int16_t int16 = 0;
    std::int32_t int32 = 0;
    std::int64_t int64 = 0;
    std::uint8_t uint8 = 0;
    std::uint16_t uint16 = 0;
    std::uint32_t uint32 = 0;
    std::uint64_t uint64 = 0;
    float float32 = 0;
    double float64 = 0;
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
class Account {
  public:
    Account() = default;
    explicit Account(int balance) : balance_(balance) {}
    [[nodiscard]] int balance() const { return balance_; }

  private:
    friend struct souris::describe<Account>;
    int balance_ = 0;
};
struct Tree {
    int value = 0;
    std::vector<Tree> children;

    friend bool operator==(const Tree&, const Tree&) = default;
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
struct souris::describe<Strict> {
    static constexpr auto fields =
        std::tuple{field("a", &Strict::a).required(), field("b", &Strict::b)};
    static constexpr auto form = ObjectForm::array;
};
template <>
struct souris::describe<Sample> {
    static constexpr auto fields =
        std::tuple{field("is_last", &Sample::is_last), field("weight", &Sample::weight),
                   field("counts", &Sample::counts), field("weights", &Sample::weights),
                   field("what_is_left_of_it_at_the_end", &Sample::what_is_left_of_it_at_the_end)};
};
template <>
struct souris::describe<Labelled> {
    static constexpr auto fields =
        std::tuple{field("first", &Labelled::first), field("counts", &Labelled::counts),
                   field("the last of all of them", &Labelled::last)};
};
template <>
struct souris::describe<Numbers> {
    static constexpr auto fields =
        std::tuple{field("boolean", &Numbers::boolean), field("int8", &Numbers::int8),
                   field("int16", &Numbers::int16),     field("int32", &Numbers::int32),
                   field("int64", &Numbers::int64),     field("uint8", &Numbers::uint8),
                   field("uint16", &Numbers::uint16),   field("uint32", &Numbers::uint32),
                   field("uint64", &Numbers::uint64),   field("float32", &Numbers::float32),
                   field("float64", &Numbers::float64)};
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
template <>
struct souris::describe<Account> {
    static constexpr auto fields = std::tuple{field("balance", &Account::balance_)};
};
template <>
struct souris::describe<Tree> {
    static constexpr auto fields =
        std::tuple{field("value", &Tree::value), field("children", &Tree::children)};
};

namespace {

std::string json_of(const Bytes& bytes) {
    return *to_json(*decode_value(bytes));
}

}  // namespace

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

TEST_CASE("empty optional members are left out") {
    CHECK(json_of(*encode(Old{"t", 1, std::nullopt})) == R"({"title":"t","lives":1})");
    CHECK(json_of(*encode(Old{"t", 1, 2}, {.form = ObjectForm::array})) == R"(["t",1,2])");
    CHECK(json_of(*encode(Old{"t", 1, std::nullopt}, {.form = ObjectForm::array})) ==
          R"(["t",1,null])");
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

TEST_CASE("a described form holds whatever the options say, and required members are asked for") {
    CHECK(json_of(*encode(Strict{1, 2}, {.form = ObjectForm::map})) == "[1,2]");
    CHECK(decode<Strict>(*encode_value(Map{{"a", 1}}))->a == 1);
    const auto missing = decode<Strict>(*encode_value(Map{{"b", 1}}));
    CHECK(missing.error().code == ErrorCode::missing_field);
    CHECK(missing.error().path == "/a");
    CHECK(decode<Strict>(*encode_value(Array{})).error().path == "/a");
}

TEST_CASE("private members are reached through a description") {
    const auto bytes = encode(Account(12));
    CHECK(json_of(*bytes) == R"({"balance":12})");
    CHECK(decode<Account>(*bytes)->balance() == 12);
}

TEST_CASE("members of the usual types come back, and others are refused") {
    const Sample sample{true, 2.5, {1, 70'000}, {0.5, -1}, -7};
    for (const ObjectForm form : {ObjectForm::map, ObjectForm::array}) {
        const auto bytes = encode(sample, {.form = form});
        REQUIRE(bytes);
        CHECK(decode<Sample>(*bytes) == sample);
    }
    struct Row {
        const char* key;
        Value value;
        const char* path;
    };
    for (const Row& row :
         {Row{"is_last", 1, "/is_last"}, Row{"weight", "much", "/weight"},
          Row{"counts", Array{1, -1}, "/counts/1"}, Row{"weights", Array{1.5, true}, "/weights/1"},
          Row{"what_is_left_of_it_at_the_end", nullptr, "/what_is_left_of_it_at_the_end"}}) {
        // It stands where the writer of such objects puts it.
        Map map{{"is_last", true},
                {"weight", 2.5},
                {"counts", Array{1}},
                {"weights", Array{1.5}},
                {"what_is_left_of_it_at_the_end", 0}};
        map[row.key] = row.value;
        const auto decoded = decode<Sample>(*encode_value(map));
        REQUIRE(!decoded);
        CHECK(decoded.error().path == row.path);
    }
}

TEST_CASE("an object is written as the tree of its members is") {
    // Of each type the least and the greatest number, and those around the lengths of the bytes.
    const auto check = [](std::int64_t number) {
        const auto bits = static_cast<std::uint64_t>(number);
        const Numbers object{.boolean = number < 0,
                             .int8 = static_cast<std::int8_t>(number),
                             .int16 = static_cast<std::int16_t>(number),
                             .int32 = static_cast<std::int32_t>(number),
                             .int64 = number,
                             .uint8 = static_cast<std::uint8_t>(bits),
                             .uint16 = static_cast<std::uint16_t>(bits),
                             .uint32 = static_cast<std::uint32_t>(bits),
                             .uint64 = bits,
                             .float32 = static_cast<float>(number),
                             .float64 = static_cast<double>(number)};
        const Map tree{
            {"boolean", object.boolean}, {"int8", object.int8},      {"int16", object.int16},
            {"int32", object.int32},     {"int64", object.int64},    {"uint8", object.uint8},
            {"uint16", object.uint16},   {"uint32", object.uint32},  {"uint64", object.uint64},
            {"float32", object.float32}, {"float64", object.float64}};
        CHECK(encode(object) == encode_value(tree));
        const Array values{object.boolean, object.int8,    object.int16,  object.int32,
                           object.int64,   object.uint8,   object.uint16, object.uint32,
                           object.uint64,  object.float32, object.float64};
        CHECK(encode(object, {.form = ObjectForm::array}) == encode_value(values));
    };
    for (unsigned bit = 0; bit < 64; ++bit) {
        for (const std::int64_t offset : {-17, -1, 0, 1, 15, 16}) {
            check(static_cast<std::int64_t>((std::uint64_t{1} << bit) + std::uint64_t(offset)));
        }
    }
}

TEST_CASE("text and numbers of any length between others") {
    std::vector<std::uint32_t> counts;
    for (std::uint32_t size = 0; size < 140; ++size) {
        for (const std::string_view end : {"", "\xC3\xA9", "\xC3"}) {
            Labelled object{std::string(size, 'a') + std::string(end), counts, {}};
            // What stands in memory behind a text's end says nothing of the text.
            object.last = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
            object.last.resize(0);
            object.last.append(size % 15, 'z');
            const auto written = encode(object);
            if (end == "\xC3") {
                REQUIRE_FALSE(written);
                CHECK(written.error().code == ErrorCode::invalid_utf8);
                CHECK(written.error().path == "/first");
                continue;
            }
            Array numbers;
            for (const std::uint32_t count : counts)
                numbers.push_back(Value(count));
            const Map tree{{"first", object.first},
                           {"counts", std::move(numbers)},
                           {"the last of all of them", object.last}};
            CHECK(written == encode_value(tree));
            const auto read = decode<Labelled>(*written);
            REQUIRE(read);
            CHECK(read->first == object.first);
            CHECK(read->counts == counts);
            CHECK(read->last == object.last);
        }
        counts.push_back(size * size * 251);
    }
}

TEST_CASE("objects are written within the limits") {
    const Labelled object{"four", {1, 2}, ""};
    EncodeOptions options;
    const auto failure_of = [&] {
        const auto written = encode(object, options);
        return written ? std::string() : written.error().path + ' ' + written.error().detail;
    };
    options.limits.max_string = 4;
    CHECK(failure_of().empty());
    options.limits.max_string = 3;
    CHECK(failure_of() == "/first max_string");
    options.limits = {};
    // The object, its members and the numbers.
    options.limits.max_nodes = 6;
    CHECK(failure_of().empty());
    options.limits.max_nodes = 5;
    CHECK(failure_of() == "/counts max_nodes");
    options.limits.max_nodes = 3;
    CHECK(failure_of() == " max_nodes");
    options.limits = {};
    options.limits.max_depth = 1;
    CHECK(failure_of() == "/counts max_depth");
    options.limits = {};
    options.limits.max_key = 22;
    CHECK(failure_of() == " max_key");
    options.form = ObjectForm::array;
    CHECK(failure_of().empty());
}

TEST_CASE("objects are read within the limits") {
    const Labelled object{"four", {1, 2}, ""};
    const Bytes map = *encode(object);
    const Bytes array = *encode(object, {.form = ObjectForm::array});
    DecodeOptions options;
    const auto failure_of = [&](const Bytes& bytes) {
        const auto read = decode<Labelled>(bytes, options);
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
    CHECK(failure_of(*encode(Labelled{std::string(40, 'x'), {}, {}})) == "/first max_memory");
    options.limits = {};
    options.limits.max_input = map.size() - 1;
    CHECK(failure_of(map) == " max_input");
}

TEST_CASE("types that contain themselves end at a depth") {
    Tree tree;
    for (int i = 0; i < 400; ++i) {
        Tree outer;
        outer.value = i;
        outer.children.push_back(std::move(tree));
        tree = std::move(outer);
    }
    CHECK(decode<Tree>(*encode(tree)) == tree);
    for (int i = 0; i < 200; ++i) {
        Tree outer;
        outer.children.push_back(std::move(tree));
        tree = std::move(outer);
    }
    CHECK(encode(tree, {.limits = Limits::unlimited()}).error().detail == "max_depth");
    Bytes deep;
    for (int i = 0; i < 100'000; ++i) {
        const Bytes level = test::from_hex("82 10 08 6368696c6472656e b2");
        deep.insert(deep.end(), level.begin(), level.end());
    }
    CHECK(decode<Tree>(deep, {.limits = Limits::unlimited()}).error().detail == "max_depth");
}

#if SOURIS_HAS_MEMBER_NAMES

namespace {

struct Inner {
    int x = 1;
    bool flag = false;
    friend bool operator==(const Inner&, const Inner&) = default;
};
struct Plain {
    std::string name;
    Inner inner;
    std::vector<Inner> list;
    friend bool operator==(const Plain&, const Plain&) = default;
};

}  // namespace

TEST_CASE("an aggregate needs no description") {
    const Plain plain{"p", {2, true}, {{3, false}, {4, true}}};
    const auto bytes = encode(plain);
    CHECK(json_of(*bytes) == R"({"name":"p","inner":{"x":2,"flag":true},)"
                             R"("list":[{"x":3,"flag":false},{"x":4,"flag":true}]})");
    CHECK(decode<Plain>(*bytes) == plain);
    const auto wrong = decode<Plain>(*encode_value(Map{{"list", Array{Map{{"flag", 1}}}}}));
    CHECK(wrong.error().path == "/list/0/flag");
}

#endif
