// SPDX-License-Identifier: MIT
#include <functional>

#include <doctest/doctest.h>

#include <souris/escape.hpp>
#include <souris/integer_format.hpp>
#include <souris/parser.hpp>
#include <souris/pointer.hpp>

#include "rich_value.hpp"
#include "scarce_memory.hpp"

using namespace souris;
using test::fail_each_allocation;
using test::long_text;
using test::Outcome;
using test::ScarceMemory;

namespace {

/// `call` returns `expected` or throws std::bad_alloc.
template <class Expected, class Call>
void fail_each_call(std::string_view name, const Expected& expected, Call call) {
    fail_each_allocation(name, Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        std::optional<Expected> result;
        if (!memory.survives([&] { result.emplace(call()); })) return Outcome::bad_alloc;
        return test::done_if(*result == expected);
    });
}

/// `change` applies completely to a copy of `before`, or not at all.
template <class Target>
void fail_each_change(std::string_view name, const Target& before,
                      const std::function<void(Target&)>& change) {
    Target after = before;
    change(after);
    fail_each_allocation(name, Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        Target target = before;
        const bool is_done = memory.survives([&] { change(target); });
        if (target != (is_done ? after : before)) return Outcome::wrong;
        return is_done ? Outcome::done : Outcome::bad_alloc;
    });
}

Map map_of(int size) {
    Map map;
    map.reserve(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i)
        map[long_text.substr(0, 30).data() + std::to_string(i)] = i;
    return map;
}

}  // namespace

TEST_CASE("when memory runs out, values that are made leave nothing behind") {
    const Value rich = test::rich_map();
    fail_each_call("copy", rich, [&] { return Value(rich); });
    fail_each_call("copy of a map", *rich.as_map(), [&] { return Map(*rich.as_map()); });
    fail_each_call("copy of an array", Array{rich, 1}, [array = Array{rich, 1}] { return array; });
    fail_each_call("text", Value(long_text), [] { return Value(long_text); });
    fail_each_call("array of values", Array{long_text, long_text}, [] {
        return Array{long_text, long_text};
    });
    fail_each_call("map of values", Map{{long_text, 1}, {"b", long_text}}, [] {
        return Map{{long_text, 1}, {"b", long_text}};
    });
    const Bytes bytes = encode_value(rich).value();
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    fail_each_call("ValueView::to_value", rich, [&] { return view.to_value(); });
}

TEST_CASE("when memory runs out, what is changed is as it was") {
    const Value rich = test::rich_map();
    fail_each_change<Value>("assign", rich, [&](Value& target) { target = Array{rich, rich}; });
    const Value other = Array{rich, long_text};
    fail_each_change<Value>("assign a copy", rich, [&](Value& target) { target = other; });
    fail_each_change<Value>("assign a part of itself", rich, [](Value& target) {
        const Value& part = *target.as_map()->find("deep");
        target = part;
    });
    const Array array{long_text, 2, 3, 4};
    fail_each_change<Array>("Array::push_back", array,
                            [](Array& target) { target.push_back(long_text); });
    fail_each_change<Array>("Array::insert", array,
                            [](Array& target) { target.insert(1, long_text); });
    fail_each_change<Array>("Array::reserve", array, [](Array& target) { target.reserve(100); });
    fail_each_change<Array>("Array assigned", array, [&](Array& target) { target = Array{rich}; });
    for (const int size : {0, 3, 4, 16, 63, 64, 65, 128}) {
        const Map map = map_of(size);
        fail_each_change<Map>("Map::insert_or_assign", map,
                              [](Map& target) { target.insert_or_assign(long_text, long_text); });
        fail_each_change<Map>("Map::operator[]", map, [](Map& target) { target[long_text]; });
        fail_each_change<Map>("Map::reserve", map, [](Map& target) { target.reserve(300); });
        if (size == 0) continue;
        fail_each_change<Map>("Map::insert_or_assign of a key that is there", map, [](Map& target) {
            target.insert_or_assign(target.begin()->key(), long_text);
        });
    }
    fail_each_change<Map>("Map assigned", map_of(70),
                          [&](Map& target) { target = *rich.as_map(); });
    const Store store(test::rich_map());
    fail_each_change<Store>("Store::operator[]", store,
                            [](Store& target) { target["a new key of thirty-one bytes."] = 1; });
    fail_each_change<Store>("Store assigned", store, [](Store& target) {
        const Store next(map_of(70));
        target = next;
    });
}

TEST_CASE("when memory runs out, looking at values throws and no more") {
    const Value rich = test::rich_map();
    const Value same = rich;
    fail_each_call("==", true, [&] { return rich == same; });
    fail_each_call("<=>", true, [&] { return (rich <=> same) == std::strong_ordering::equal; });
    const std::size_t hash = std::hash<Value>()(rich);
    fail_each_call("hash", hash, [&] { return std::hash<Value>()(same); });
    const std::string pointer = "/" + std::string(long_text) + "/2";
    const std::string text = std::string(long_text) + " again";
    fail_each_call("at", text,
                   [&] { return std::string(rich.at(pointer).get<std::string_view>().value()); });
    fail_each_call("get a string", text,
                   [&] { return rich.at(pointer).get<std::string>().value(); });
    fail_each_call("at, not there", true, [&] { return !rich.at(pointer + "/none/of/these"); });
    fail_each_call("wrong type", true, [&] { return !rich.at(pointer).get<int>(); });
    fail_each_allocation("Value::find", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        Value target = rich;
        const auto find = [&] { (void)target.find(pointer); };
        return memory.survives(find) ? Outcome::done : Outcome::bad_alloc;
    });
    const Bytes bytes = encode_value(rich).value();
    fail_each_allocation("MapView::find", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        Parser parser;
        const ValueView view = parser.parse(bytes).value();
        bool is_found = false;
        const auto find = [&] { is_found = view.at("/many/key 69").get<int>() == 69 % 7; };
        if (memory.survives(find)) return test::done_if(is_found);
        // Partly made entries cannot be found, either.
        find();
        return is_found ? Outcome::bad_alloc : Outcome::wrong;
    });
}

TEST_CASE("when memory runs out, making text throws and no more") {
    fail_each_call("Integer::to_string", Integer::min().to_string(),
                   [] { return Integer::min().to_string(); });
    fail_each_call("format of an Integer", fmt::format("{:>600}", Integer::max()),
                   [] { return fmt::format("{:>600}", Integer::max()); });
    Error error(ErrorCode::limit_exceeded, "a detail of some length, \x1b");
    error.offset = 12345;
    error.path = "/a path of/some length\n";
    fail_each_call("Error::message", error.message(), [&] { return error.message(); });
    fail_each_call("copy of an Error", error, [&] { return Error(error); });
    const Timestamp time{2024, 2, 29, 12, 0, 0, 1};
    fail_each_call("Timestamp::to_string", time.to_string(), [&] { return time.to_string(); });
    const Ipv6 address({0x2001, 0xDB8, 1, 2, 3, 4, 5, 6});
    fail_each_call("Ipv6::to_string", address.to_string(), [&] { return address.to_string(); });
    fail_each_call("append_escaped", std::string("\\u{1b}, and text of some length"), [] {
        std::string text;
        append_escaped(text, "\x1b, and text of some length");
        return text;
    });
    fail_each_call("append_pointer_token", std::string("/a~0key/of some length, in all"), [] {
        std::string pointer;
        append_pointer_token(pointer, "a~key");
        pointer += "/of some length, in all";
        return pointer;
    });
}
