// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include <doctest/doctest.h>
#include <pthread.h>

#include <souris/codec.hpp>
#include <souris/object.hpp>

using namespace souris;

// Objects of recursive types at the greatest depth that the default limits permit, in a thread with
// the stack size stated in docs/security.md.

namespace {

constexpr std::size_t stack_size = std::size_t{256} * 1024;

struct Link {
    int value = 0;
    std::unique_ptr<Link> inner;
};
template <template <class...> class Container>
struct Nested {
    int value = 0;
    Container<Nested> inner;
};
struct Named {
    int value = 0;
    std::map<std::string, Named> inner;
};
struct Keyed {
    std::map<int, Keyed> inner;
};
struct Paired {
    std::vector<std::tuple<int, Paired>> inner;
};
struct Either {
    std::vector<std::variant<int, Either>> inner;
};
struct Maybe {
    std::vector<std::optional<Maybe>> inner;
};
/// Twenty members, each of which could add to the stack frame of every level.
struct Broad {
    std::array<std::string, 1> a, b, c, d, e, f, g, h, i;
    int j = 0, k = 0, l = 0, m = 0, n = 0, o = 0, p = 0, q = 0, r = 0;
    std::string s;
    std::unique_ptr<Broad> inner;
};

}  // namespace

template <>
struct souris::describe<Link> {
    static constexpr auto fields =
        std::tuple{field("value", &Link::value), field("inner", &Link::inner)};
};
template <template <class...> class Container>
struct souris::describe<Nested<Container>> {
    using Class = Nested<Container>;
    static constexpr auto fields =
        std::tuple{field("value", &Class::value), field("inner", &Class::inner)};
};
template <>
struct souris::describe<Named> {
    static constexpr auto fields =
        std::tuple{field("value", &Named::value), field("inner", &Named::inner)};
};
template <>
struct souris::describe<Keyed> {
    static constexpr auto fields = std::tuple{field("inner", &Keyed::inner)};
};
template <>
struct souris::describe<Paired> {
    static constexpr auto fields = std::tuple{field("inner", &Paired::inner)};
};
template <>
struct souris::describe<Either> {
    static constexpr auto fields = std::tuple{field("inner", &Either::inner)};
};
template <>
struct souris::describe<Maybe> {
    static constexpr auto fields = std::tuple{field("inner", &Maybe::inner)};
};
template <>
struct souris::describe<Broad> {
    static constexpr auto fields =
        std::tuple{field("a", &Broad::a), field("b", &Broad::b),        field("c", &Broad::c),
                   field("d", &Broad::d), field("e", &Broad::e),        field("f", &Broad::f),
                   field("g", &Broad::g), field("h", &Broad::h),        field("i", &Broad::i),
                   field("j", &Broad::j), field("k", &Broad::k),        field("l", &Broad::l),
                   field("m", &Broad::m), field("n", &Broad::n),        field("o", &Broad::o),
                   field("p", &Broad::p), field("q", &Broad::q),        field("r", &Broad::r),
                   field("s", &Broad::s), field("inner", &Broad::inner)};
};

namespace {

/// Calls `use` in a new thread.
template <class Use>
void in_small_thread(Use use) {
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, stack_size) == 0);
    const auto run = [](void* what) -> void* {
        (*static_cast<Use*>(what))();
        return nullptr;
    };
    pthread_t thread;
    REQUIRE(pthread_create(&thread, &attributes, run, &use) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&attributes);
}

/// Reads, writes and destroys `levels` nested objects. `wrap` puts an object into the `inner` of
/// the next.
template <class T, class Wrap>
void check_depth(std::size_t levels, Wrap wrap) {
    Value value = wrap(Value());
    for (std::size_t i = 1; i < levels; ++i)
        value = wrap(std::move(value));
    const Bytes bytes = *encode_value(value);
    bool is_read = false;
    bool is_same = false;
    in_small_thread([&] {
        const auto object = decode<T>(bytes);
        is_read = object.has_value();
        if (is_read) is_same = encode_value(*decode_value(*encode(*object))) == bytes;
    });
    CHECK(is_read);
    CHECK(is_same);
    // One level more is refused by a limit.
    Bytes deeper = *encode_value(value);
    in_small_thread([&] {
        DecodeOptions options;
        options.limits.max_depth = levels / 2;
        is_read = decode<T>(deeper, options).has_value();
    });
    CHECK_FALSE(is_read);
}

Value in_array(Value inner) {
    Array array;
    if (!inner.is_null()) array.push_back(std::move(inner));
    return array;
}

Value in_pair(Value inner) {
    return inner.is_null() ? Array{} : Array{Array{1, std::move(inner)}};
}

}  // namespace

TEST_CASE("objects in one another need no more of the stack than is said") {
    constexpr std::size_t most = Limits{}.max_depth;
    const auto with_value = [](Value inner) {
        return Map{{"value", 0}, {"inner", std::move(inner)}};
    };
    check_depth<Link>(most, with_value);
    const auto nested = [&](Value inner) { return with_value(in_array(std::move(inner))); };
    check_depth<Nested<std::vector>>(most / 2, nested);
    check_depth<Nested<std::list>>(most / 2, nested);
    check_depth<Nested<std::deque>>(most / 2, nested);
    check_depth<Named>(most / 2, [&](Value inner) {
        return with_value(inner.is_null() ? Map{} : Map{{"key", std::move(inner)}});
    });
    const auto paired = [](Value inner) { return Map{{"inner", in_pair(std::move(inner))}}; };
    check_depth<Keyed>(most / 3, paired);
    check_depth<Paired>(most / 3, paired);
    check_depth<Either>(most / 3, [](Value inner) {
        return Map{{"inner", inner.is_null() ? Array{} : Array{Array{1U, std::move(inner)}}}};
    });
    check_depth<Maybe>(most / 2, [](Value inner) {
        return Map{{"inner", in_array(std::move(inner))}};
    });
    check_depth<Broad>(most - 1, [](Value inner) {
        Map map;
        for (const char* key : {"a", "b", "c", "d", "e", "f", "g", "h", "i"})
            map[key] = Array{"x"};
        for (const char* key : {"j", "k", "l", "m", "n", "o", "p", "q", "r"})
            map[key] = 1;
        map["s"] = "y";
        map["inner"] = std::move(inner);
        return map;
    });
}
