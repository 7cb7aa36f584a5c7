// SPDX-License-Identifier: MIT
#include <algorithm>
#include <concepts>
#include <cstdint>
#include <functional>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/value.hpp>

#include "unit/value/counting_resource.hpp"
#include "value/tree_access.hpp"

using namespace souris;

namespace {

std::string key_of(int number) {
    // Short and long keys with equal beginnings.
    return (number % 2 == 0 ? "key" : "a key that is too long to stand inside ") +
           std::to_string(number);
}

Map numbered(int count) {
    Map map;
    for (int i = 0; i < count; ++i)
        map[key_of(i)] = i;
    return map;
}

/// Checks that the map holds exactly these numbers under their keys, in this order.
void check_content(Map& map, const std::vector<int>& numbers) {
    REQUIRE(map.size() == numbers.size());
    std::size_t place = 0;
    for (const auto& [key, value] : map) {
        const int number = numbers[place++];
        CHECK(key == key_of(number));
        CHECK(value == Value(number));
        CHECK(map.find(key_of(number)) == &value);
    }
    CHECK(map.find("absent") == nullptr);
    CHECK(map.find("") == nullptr);
}

}  // namespace

TEST_CASE("an empty map takes no memory") {
    test::CountingResource memory;
    const test::DefaultResource guard(memory);
    Map map;
    CHECK(map.empty());
    CHECK(map.capacity() == 0);
    CHECK(map.begin() == map.end());
    CHECK(map.find("") == nullptr);
    CHECK_FALSE(map.contains("a"));
    CHECK_FALSE(map.erase("a"));
    map.clear();
    map.reserve(0);
    const Map copy = map;
    CHECK(copy == map);
    CHECK(copy.begin() == copy.end());
    CHECK(memory.allocation_count() == 0);
}

TEST_CASE("maps are made from braces; of a repeated key the last value stays, in the first place") {
    Map map{{"b", 1}, {"a", Map{{"x", nullptr}}}, {"b", 2}, {"", 3}};
    CHECK(map.size() == 3);
    CHECK(map.begin()[0].key() == "b");
    CHECK(map.begin()[0].value == Value(2));
    CHECK(map.begin()[1].key() == "a");
    CHECK(map.begin()[2].key() == "");
    CHECK(*map.find("") == Value(3));
}

TEST_CASE("entries come apart into key and value, to be read and to be changed") {
    Map map{{"a", 1}, {"b", 2}};
    for (auto& [key, value] : map) {
        static_assert(std::is_same_v<decltype(key), std::string_view>);
        static_assert(std::is_same_v<decltype(value), Value>);
        value = key;
    }
    CHECK(map == Map{{"a", "a"}, {"b", "b"}});
    for (const auto& [key, value] : std::as_const(map)) {
        static_assert(std::is_same_v<decltype(value), const Value>);
        CHECK(value == Value(key));
    }
    auto [key, value] = *map.begin();
    value = 5;
    CHECK(key == "a");
    CHECK(*map.find("a") == Value("a"));
}

TEST_CASE("insertion of many keys: order, lookup, at every size") {
    Map map;
    std::vector<int> numbers;
    for (int i = 0; i < 70; ++i) {
        const auto [value, is_new] = map.insert_or_assign(key_of(i), i);
        CHECK(is_new);
        CHECK(value == Value(i));
        numbers.push_back(i);
        check_content(map, numbers);
    }
    for (int i = 0; i < 70; ++i) {
        const auto [value, is_new] = map.insert_or_assign(key_of(i), "assigned");
        CHECK_FALSE(is_new);
        CHECK(&value == map.find(key_of(i)));
        CHECK(&value == &map.begin()[i].value);
        value = i;
    }
    check_content(map, numbers);
}

TEST_CASE("thousands of keys are all found") {
    Map map = numbered(20'000);
    CHECK(map.size() == 20'000);
    for (int i = 0; i < 20'000; ++i) {
        const Value* const found = map.find(key_of(i));
        REQUIRE(found != nullptr);
        CHECK(*found == Value(i));
    }
    CHECK(map.find(key_of(20'000)) == nullptr);
    CHECK(map == numbered(20'000));
}

TEST_CASE("keys of any bytes and lengths") {
    std::vector<std::string> keys;
    for (int c = 0; c < 256; ++c)
        keys.emplace_back(1, static_cast<char>(c));
    for (std::size_t size = 0; size < 300; size += size == 1 ? 3 : 1)
        keys.emplace_back(size, '\0');
    Map map;
    for (std::size_t i = 0; i < keys.size(); ++i)
        map[keys[i]] = i;
    // "\0" is a part of both keys.
    CHECK(map.size() == keys.size() - 1);
    for (const auto& [key, value] : map)
        CHECK(keys[value.get<std::size_t>().value()] == key);
    for (const std::string& key : keys)
        CHECK(map.contains(key));
}

TEST_CASE("operator[] appends null or finds") {
    Map map;
    CHECK(map["a"].is_null());
    CHECK(map.size() == 1);
    map["a"] = 1;
    map["b"] = map["a"];
    CHECK(map == Map{{"a", 1}, {"b", 1}});
    CHECK(*map.find("a") == Value(1));
}

TEST_CASE("erase keeps the order of the others, with and without an index") {
    for (const int size : {1, 2, 63, 64, 65, 66, 129, 256}) {
        for (const int erased : {0, 1, size / 2, size - 1}) {
            if (erased >= size) continue;
            CAPTURE(size);
            CAPTURE(erased);
            Map map = numbered(size);
            CHECK_FALSE(map.erase("absent"));
            CHECK(map.erase(key_of(erased)));
            CHECK_FALSE(map.erase(key_of(erased)));
            std::vector<int> numbers;
            for (int i = 0; i < size; ++i) {
                if (i != erased) numbers.push_back(i);
            }
            check_content(map, numbers);
            map[key_of(erased)] = erased;
            numbers.push_back(erased);
            check_content(map, numbers);
        }
    }
}

TEST_CASE("a map shrinks and grows across the size at which it gets an index") {
    Map map = numbered(100);
    std::vector<int> numbers;
    for (int i = 0; i < 100; ++i)
        numbers.push_back(i);
    for (int round = 0; round < 3; ++round) {
        while (map.size() > 2) {
            CHECK(map.erase(key_of(numbers.front())));
            numbers.erase(numbers.begin());
            check_content(map, numbers);
        }
        for (int i = 0; i < 50 * (round + 2); ++i) {
            const int number = 1000 * (round + 1) + i;
            map[key_of(number)] = number;
            numbers.push_back(number);
            check_content(map, numbers);
        }
    }
    // A key stored in the map itself.
    while (!map.empty())
        CHECK(map.erase(map.begin()->key()));
    CHECK(map.find(key_of(0)) == nullptr);
    map["a"] = 1;
    CHECK(map == Map{{"a", 1}});
}

TEST_CASE("clear empties a map with an index and leaves it usable") {
    Map map = numbered(100);
    map.clear();
    CHECK(map.empty());
    CHECK(map.find(key_of(1)) == nullptr);
    for (int i = 0; i < 100; ++i)
        map[key_of(i)] = i;
    CHECK(map == numbered(100));
}

TEST_CASE("keys and values of a map go into the map itself") {
    for (const int size : {4, 63, 64, 65, 128, 200, 400}) {
        CAPTURE(size);
        Map map = numbered(size);
        // With and without room.
        for (int i = 0; i < 5; ++i) {
            const auto [value, is_new] = map.insert_or_assign(
                map.begin()[1].key().substr(0, static_cast<std::size_t>(i) + 4),
                map.begin()[1].value);
            CHECK(is_new);
            CHECK(value == Value(1));
        }
        map.insert_or_assign(map.begin()[0].key(), map.begin()[1].value);
        CHECK(*map.find(key_of(0)) == Value(1));
        map["whole"] = map;
        CHECK(map.find("whole")->as_map()->size() == static_cast<std::size_t>(size) + 5);
    }
}

TEST_CASE("maps are assigned, to themselves and from inside themselves") {
    Map map = numbered(30);
    const Map& same = map;
    map = same;
    CHECK(map == numbered(30));
    Map& also_same = map;
    map = std::move(also_same);
    CHECK(map == numbered(30));
    const Map taken = std::move(map);
    CHECK(map.empty());
    CHECK(map.find(key_of(1)) == nullptr);
    map = taken;
    CHECK(map == numbered(30));

    Map outer{{"inner", numbered(30)}};
    outer = std::move(*outer.find("inner")->as_map());
    CHECK(outer == numbered(30));
    outer["inner"] = numbered(20);
    outer = *outer.find("inner")->as_map();
    CHECK(outer == numbered(20));
}

TEST_CASE("a copy has the order, and an index of its own") {
    for (const int size : {0, 1, 64, 65, 200}) {
        Map map = numbered(size);
        Map copy = map;
        const Value in_value = map;
        map.clear();
        std::vector<int> numbers;
        for (int i = 0; i < size; ++i)
            numbers.push_back(i);
        check_content(copy, numbers);
        CHECK(*in_value.as_map() == copy);
    }
}

TEST_CASE("maps are equal whatever their order") {
    for (const int size : {2, 64, 65, 200}) {
        Map backwards;
        for (int i = size; i-- > 0;)
            backwards[key_of(i)] = i;
        CHECK(backwards == numbered(size));
        *backwards.find(key_of(1)) = "other";
        CHECK(backwards != numbered(size));
        backwards.erase(key_of(1));
        CHECK(backwards != numbered(size));
        backwards["other"] = 1;
        CHECK(backwards != numbered(size));
    }
    CHECK(Map{{"a", nullptr}} != Map{{"b", nullptr}});
}

TEST_CASE("reserve makes room and refuses what cannot be") {
    Map map = numbered(20);
    map.reserve(1000);
    CHECK(map.capacity() == 1000);
    CHECK(map == numbered(20));
    map.reserve(5);
    CHECK(map.capacity() == 1000);
    CHECK_THROWS_AS(map.reserve(Map::max_size() + 1), std::bad_alloc);
    CHECK_THROWS_AS(map.reserve(~std::size_t{0}), std::bad_alloc);
    CHECK(map == numbered(20));
    Map reserved;
    reserved.reserve(100);
    for (int i = 0; i < 100; ++i)
        reserved[key_of(i)] = i;
    CHECK(reserved.capacity() == 100);
    CHECK(reserved == numbered(100));
}

TEST_CASE("a map remembers its memory resource, also for keys") {
    test::CountingResource memory;
    {
        test::CountingResource forbidden;
        Map map(&memory);
        {
            const test::DefaultResource guard(forbidden);
            for (int i = 0; i < 100; ++i)
                map[key_of(i)] = i;
        }
        CHECK(forbidden.allocation_count() == 0);
        CHECK(map.resource() == &memory);
        CHECK(map == numbered(100));
        const Map moved = std::move(map);
        CHECK(moved.resource() == &memory);
        CHECK(map.resource() == std::pmr::get_default_resource());
    }
    CHECK(memory.live_blocks() == 0);
    CHECK_FALSE(memory.was_misused());
}

TEST_CASE("where keys are repeated, the last value takes the place of the first, and no memory") {
    // Maps of up to 64 entries have no index.
    for (const std::size_t count : {3U, 64U, 65U, 1000U}) {
        for (const std::size_t distinct : {std::size_t{1}, count / 3, count - 1}) {
            CAPTURE(count);
            CAPTURE(distinct);
            test::CountingResource memory;
            Value value;
            Map& map = detail::TreeAccess::put_map(value, count, &memory);
            for (std::size_t i = 0; i < count; ++i) {
                const std::string key =
                    std::string(30, 'k') + std::to_string(i % std::max<std::size_t>(1, distinct));
                detail::TreeAccess::append(map, key, &memory) =
                    Value(std::string(30, 'v') + std::to_string(i));
            }
            const std::size_t before = memory.allocation_count();
            const std::size_t first = detail::TreeAccess::seal(map);
            CHECK(first == std::max<std::size_t>(1, distinct));
            // An index, if there are many.
            CHECK(memory.allocation_count() - before == (count > 64 ? 1 : 0));
            REQUIRE(map.size() == first);
            for (std::size_t i = 0; i < first; ++i) {
                const auto& [key, last] = map.begin()[i];
                CHECK(key == std::string(30, 'k') + std::to_string(i));
                const std::size_t number = i + (count - 1 - i) / first * first;
                CHECK(last == Value(std::string(30, 'v') + std::to_string(number)));
                CHECK(map.find(key) == &map.begin()[i].value);
            }
            map["another"] = 1;
            CHECK(map.find("another") != nullptr);
            CHECK(map.erase(std::string(30, 'k') + "0"));
        }
    }
}
TEST_CASE("an entry's key stays under its index") {
    static_assert(!std::is_copy_assignable_v<MapEntry> && !std::is_move_assignable_v<MapEntry>);
    static_assert(!std::is_swappable_v<MapEntry>);
    static_assert(!std::sortable<MapEntry*, std::less<>, decltype(&MapEntry::key)>);
    static_assert(!std::permutable<MapEntry*>);
    static_assert(std::same_as<decltype(std::declval<MapEntry&>().key()), std::string_view>);
    static_assert(std::same_as<decltype(std::declval<MapEntry&>().get<0>()), std::string_view>);
    Map map{{"a key of more than 22 bytes", 1}, {"b", 2}};
    const MapEntry taken = std::move(*map.begin());
    CHECK(taken.key() == "a key of more than 22 bytes");
    CHECK(map.begin()->key() == "a key of more than 22 bytes");
    CHECK(*map.find("a key of more than 22 bytes") == Value(1));
}

TEST_CASE("sort_keys puts the entries in order and finds them there") {
    for (const int size : {0, 1, 2, 64, 65, 1000}) {
        CAPTURE(size);
        Map map;
        for (int i = 0; i < size; ++i) {
            const int number = (i * 7919) % size;
            map[std::to_string(number) + (number % 3 == 0 ? ", of more than 22 bytes" : "")] =
                number;
        }
        const Map unsorted = map;
        map.sort_keys();
        CHECK(map == unsorted);
        CHECK(std::is_sorted(map.begin(), map.end(),
                             [](const auto& a, const auto& b) { return a.key() < b.key(); }));
        for (const auto& [key, value] : unsorted)
            CHECK(*map.find(key) == value);
        map["~"] = -1;
        CHECK(map.size() == static_cast<std::size_t>(size) + 1);
        CHECK(map.erase("~"));
    }
}

TEST_CASE("a tree that is set inside itself is copied") {
    const auto make = [] { return Value(Map{{"m", Map{{"x", 1}}}, {"long", Array{1, "two"}}}); };
    SUBCASE("by assignment") {
        Value root = make();
        Map& inner = *root.find("/m")->as_map();
        inner["a"] = std::move(root);
        Value expected = make();
        CHECK(*root.find("/long") == *expected.find("/long"));
        CHECK(*root.find("/m/x") == Value(1));
        CHECK(*root.find("/m/a/long") == *expected.find("/long"));
        CHECK(*root.find("/m/a/m/x") == Value(1));
    }
    SUBCASE("in its own map") {
        Value root = make();
        (*root.as_map())["a"] = std::move(root);
        CHECK(*root.find("/a/m/x") == Value(1));
        CHECK(*root.find("/m/x") == Value(1));
    }
    SUBCASE("by insert_or_assign") {
        Value root = make();
        root.find("/m")->as_map()->insert_or_assign("a", std::move(root));
        CHECK(*root.find("/m/a") == make());
        root = make();
        root.find("/m")->as_map()->insert_or_assign("x", std::move(*root.as_map()));
        CHECK(*root.find("/m/x") == make());
    }
    SUBCASE("a map, as such") {
        Value root = make();
        *root.find("/m")->as_map() = std::move(*root.as_map());
        CHECK(*root.find("/m") == make());
        root = make();
        *root.find("/m") = std::move(*root.as_map());
        CHECK(*root.find("/m") == make());
    }
    SUBCASE("a child into its parent") {
        Value root = make();
        root = std::move(*root.find("/m"));
        CHECK(root == Value(Map{{"x", 1}}));
        Map map{{"m", Map{{"x", 1}}}};
        map = std::move(*map.find("m")->as_map());
        CHECK(map == Map{{"x", 1}});
        Value self = make();
        Value& same = self;
        self = std::move(same);
        CHECK(self == make());
    }
}

TEST_CASE("a null pointer is no key") {
    const auto* const nothing = static_cast<const char*>(nullptr);
    Map map{{"", 1}};
    CHECK(map.find(nothing) == nullptr);
    CHECK_FALSE(map.contains(nothing));
    CHECK_FALSE(map.erase(nothing));
    CHECK_THROWS_AS((void)map[nothing], std::invalid_argument);
    CHECK_THROWS_AS(map.insert_or_assign(nothing, 2), std::invalid_argument);
    CHECK_THROWS_AS((Map{{nothing, 2}}), std::invalid_argument);
    CHECK(map == Map{{"", 1}});
}

TEST_CASE("insertion keeps what a key has") {
    Map map{{"a", 1}};
    CHECK_FALSE(map.insert({"a", 2}).second);
    CHECK(map.insert({"a", 2}).first == 1);
    CHECK(map.insert({"b", 2}).second);
    CHECK(map.insert(std::pair(std::string("c"), 3)).second);
    CHECK_FALSE(map.insert("c", "text").second);
    CHECK(map.try_emplace("d").first.is_null());
    CHECK_FALSE(map.emplace("d", 4).second);
    CHECK(map.emplace("e", "text").first == "text");
    CHECK(map.insert("f", Array{1}).second);
    CHECK(map == Map{{"a", 1}, {"b", 2}, {"c", 3}, {"d", nullptr}, {"e", "text"}, {"f", Array{1}}});
    CHECK(map.count("a") == 1);
    CHECK(map.count("z") == 0);
    // A map that contains the map is copied.
    Value root = Map{{"inner", Map()}};
    root.find("/inner")->as_map()->emplace("outer", *root.as_map());
    CHECK(root.at("/inner/outer/inner").value() == Map());
}
