// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory_resource>

#include <souris/souris.h>

namespace souris { inline namespace v0 { namespace detail {

/// The hooks that null stands for: malloc.
[[nodiscard]] souris_allocator default_hooks() noexcept;

/// Memory of hooks, which are copied.
class HookResource final : public std::pmr::memory_resource {
  public:
    explicit HookResource(const souris_allocator& hooks) noexcept : hooks_(hooks) {}

  private:
    void* do_allocate(std::size_t size, std::size_t alignment) override;
    void do_deallocate(void* memory, std::size_t size, std::size_t alignment) override;
    [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    souris_allocator hooks_;
};

}}}  // namespace souris::v0::detail
