// SPDX-License-Identifier: MIT
// A program compiled without exceptions: objects and trees work, and if memory runs out in its own
// code, an error reports it.

#include <cstdio>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <souris/object.hpp>
#include <souris/object_store.hpp>
#include <souris/souris.hpp>

namespace {

/// Number of allocations that still succeed; all if negative.
int successes_left = -1;

struct Item {
    std::string name;
    std::deque<int> numbers{1, 2, 3};
    std::optional<double> weight;
    std::variant<int, std::string> either;
};
struct Box {
    std::vector<Item> items;
    std::map<std::string, std::unique_ptr<Item>> named;
};

int check(bool holds, const char* what) {
    if (!holds) std::fprintf(stderr, "does not hold: %s\n", what);
    return holds ? 0 : 1;
}

}  // namespace

// Not inline: g++ would take the pair of malloc and delete for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
    void* const block = successes_left == 0 ? nullptr : std::malloc(size);
    if (successes_left > 0) --successes_left;
    if (block == nullptr) std::__throw_bad_alloc();
    return block;
}
[[gnu::noinline]] void operator delete(void* block) noexcept {
    std::free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    operator delete(block);
}

template <>
struct souris::describe<Item> {
    static constexpr auto fields =
        std::tuple{field("name", &Item::name), field("numbers", &Item::numbers),
                   field("weight", &Item::weight), field("either", &Item::either)};
};
template <>
struct souris::describe<Box> {
    static constexpr auto fields =
        std::tuple{field("items", &Box::items), field("named", &Box::named)};
};

int main() {
    int failed = 0;
    Box box;
    box.items.resize(20);
    box.items[3].either = "a text that is long enough to be allocated";
    box.named.emplace("one", std::make_unique<Item>());
    const auto bytes = souris::encode(box);
    if (!bytes) return check(false, "encode");
    const auto again = souris::decode<Box>(*bytes);
    failed += check(again && again->items.size() == 20 && again->named.count("one") == 1, "decode");
    failed += check(souris::encode(*again) == bytes, "the same bytes");
    failed += check(!souris::decode<std::vector<int>>(*bytes), "an error is a value");
    failed += check(souris::decode_store<Box>(*souris::encode_store(box)).has_value(), "a store");
    const auto value = souris::decode_value(*bytes);
    failed +=
        check(value && value->at("/items/3/either/1").get<std::string>().has_value(), "a tree");

    // Memory runs out at each allocation in turn. Objects owned by frames without exceptions leak.
    int tries = 0;
    for (bool is_read = false; !is_read; ++tries) {
        successes_left = tries;
        const auto scarce = souris::decode<Box>(*bytes);
        successes_left = -1;
        is_read = scarce.has_value();
        if (!is_read && scarce.error().code != souris::ErrorCode::out_of_memory)
            return check(false, "out_of_memory");
    }
    failed += check(tries > 20, "allocations were counted");
    return failed;
}
