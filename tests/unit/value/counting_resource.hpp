// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <memory_resource>
#include <new>

namespace souris::test {

/// A memory resource that counts and checks blocks, and fails on request.
class CountingResource : public std::pmr::memory_resource {
  public:
    static constexpr std::size_t never = ~std::size_t{0};

    /// Makes an allocation fail after `allocations` more succeed; all later ones as well if
    /// `stays_empty`.
    void fail_after(std::size_t allocations, bool stays_empty) {
        fail_at_ = allocation_count_ + allocations;
        stays_empty_ = stays_empty;
    }
    void never_fail() { fail_at_ = never; }

    /// Number of allocations requested.
    [[nodiscard]] std::size_t allocation_count() const { return allocation_count_; }
    /// Blocks not returned yet.
    [[nodiscard]] std::size_t live_blocks() const { return blocks_.size(); }
    /// Bytes not returned yet.
    [[nodiscard]] std::size_t live_bytes() const {
        std::size_t total = 0;
        for (const auto& [memory, size] : blocks_)
            total += size;
        return total;
    }
    /// Whether a block was returned that was never allocated, or with another size.
    [[nodiscard]] bool was_misused() const { return was_misused_; }

  private:
    void* do_allocate(std::size_t size, std::size_t alignment) override {
        const std::size_t number = allocation_count_++;
        if (number == fail_at_ || (stays_empty_ && number > fail_at_)) throw std::bad_alloc();
        void* const memory = std::pmr::new_delete_resource()->allocate(size, alignment);
        blocks_.emplace(memory, size);
        return memory;
    }

    void do_deallocate(void* memory, std::size_t size, std::size_t alignment) override {
        const auto block = blocks_.find(memory);
        was_misused_ = was_misused_ || block == blocks_.end() || block->second != size;
        if (block != blocks_.end()) blocks_.erase(block);
        std::pmr::new_delete_resource()->deallocate(memory, size, alignment);
    }

    [[nodiscard]] bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }

    std::map<void*, std::size_t> blocks_;
    std::size_t allocation_count_ = 0;
    std::size_t fail_at_ = never;
    bool stays_empty_ = false;
    bool was_misused_ = false;
};

/// Makes a resource the default one during its lifetime.
class DefaultResource {
  public:
    explicit DefaultResource(std::pmr::memory_resource& resource)
        : old_(std::pmr::set_default_resource(&resource)) {}
    DefaultResource(const DefaultResource&) = delete;
    DefaultResource& operator=(const DefaultResource&) = delete;
    ~DefaultResource() { std::pmr::set_default_resource(old_); }

  private:
    std::pmr::memory_resource* old_;
};

}  // namespace souris::test
