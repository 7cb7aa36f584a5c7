// SPDX-License-Identifier: MIT
#include "c/hooks.hpp"

#include <cstddef>
#include <cstdint>
#include <new>

#include <doctest/doctest.h>

#include "c/handle.hpp"
#include "unit/c/c_support.hpp"

using namespace souris;
using test::CountingHooks;

namespace {

struct Sample final : detail::Handle {
    static constexpr auto handle_kind = detail::HandleKind::scanner;
    static constexpr const char* handle_name = "sample";

    Sample(const souris_allocator& hooks, std::size_t handle_size, int wanted)
        : Handle(handle_kind, hooks, handle_size) {
        if (wanted < 0) throw std::bad_alloc();
    }
};

}  // namespace

TEST_CASE("the default hooks give aligned memory") {
    const souris_allocator hooks = detail::default_hooks();
    for (const std::size_t alignment : {8U, 16U, 64U, 4096U}) {
        void* const memory = hooks.allocate(hooks.context, 100, alignment);
        CHECK(reinterpret_cast<std::uintptr_t>(memory) % alignment == 0);
        hooks.deallocate(hooks.context, memory, 100, alignment);
    }
}

TEST_CASE("a resource takes its memory from hooks, and throws if they give none") {
    CountingHooks counting;
    detail::HookResource resource(counting.hooks());
    void* const memory = resource.allocate(100, 8);
    CHECK(counting.live() == 1);
    resource.deallocate(memory, 100, 8);
    CHECK(counting.live() == 0);
    counting.fail_at(0);
    CHECK_THROWS_AS(static_cast<void>(resource.allocate(1, 1)), std::bad_alloc);
}

TEST_CASE("a handle is of hooks, and told from other kinds") {
    CountingHooks counting;
    auto* const sample = detail::make_handle<Sample>(counting.hooks(), 50, 1);
    CHECK(counting.live() == 1);
    CHECK(detail::is_handle(sample));
    CHECK(detail::check_handle(sample));
    CHECK_FALSE(detail::is_handle<Sample>(nullptr));
    CHECK(detail::check_handle<Sample>(nullptr).error().detail ==
          "sample is null or of another kind");
    sample->kind = detail::HandleKind::bytes;
    CHECK_FALSE(detail::is_handle(sample));
    detail::free_handle(sample);
    CHECK(counting.live() == 1);
    sample->kind = Sample::handle_kind;
    detail::free_handle(sample);
    CHECK(counting.live() == 0);
    CHECK_THROWS_AS(static_cast<void>(detail::make_handle<Sample>(counting.hooks(), 0, -1)),
                    std::bad_alloc);
    CHECK(counting.live() == 0);
    CHECK_THROWS_AS(
        static_cast<void>(detail::make_handle<Sample>(counting.hooks(), ~std::size_t{0}, 1)),
        std::bad_alloc);
}
