// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <souris/result.hpp>
#include <souris/type.hpp>

#include "codec/tree_reader.hpp"
#include "codec/value_memory.hpp"

// What those have in common who follow a `TreeReader` and build nothing: a watcher, which knows the
// containers that are open, and a target, which hands the watcher what is read.

namespace souris::inline v0::detail {

/// The containers that are open. Each has a `Frame`, in which are at least `size`, the number of
/// its children, and `done`, how many of them are complete.
template <class Frame>
class Watcher {
  public:
    [[nodiscard]] ContentReader& content() noexcept { return *content_; }
    [[nodiscard]] std::size_t depth() const noexcept { return frames_.size(); }
    [[nodiscard]] std::size_t size_of(std::size_t container) const noexcept {
        return frames_[container].size;
    }

  protected:
    Watcher() noexcept = default;
    ~Watcher() = default;
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    void follow(ContentReader& content) noexcept { content_ = &content; }
    /// A child of the innermost one is complete.
    void advance() noexcept {
        if (!frames_.empty()) ++frames_.back().done;
    }

    [[nodiscard]] std::vector<Frame>& frames() noexcept { return frames_; }
    [[nodiscard]] const std::vector<Frame>& frames() const noexcept { return frames_; }

  private:
    ContentReader* content_ = nullptr;
    std::vector<Frame> frames_;
};

/// The part of a target that asks a watcher for places and tells it of containers. All text comes
/// the slow way, by which its memory is charged as if it were kept.
template <class WatcherType>
class WatchingTarget {
  public:
    /// The number of containers around it.
    using Container = std::size_t;

    static constexpr bool reads_slowly = true;
    static constexpr std::uint64_t memory_each = value_memory_each;

    static bool string(const CheckedText&) noexcept { return false; }
    static bool key(const CheckedText&) noexcept { return false; }

    static std::uint64_t memory_of(Type type, std::size_t count) noexcept {
        return value_memory(type, count);
    }
    [[nodiscard]] Container place() const noexcept { return watcher_->depth(); }
    [[nodiscard]] std::size_t count(Container container) const noexcept {
        return watcher_->size_of(container);
    }
    [[nodiscard]] std::string_view key_before(Container value) const noexcept {
        return watcher_->key_of(value);
    }

    void open(Type type, std::size_t count) { watcher_->open(type, count); }
    void open_empty(Type type) { watcher_->add_empty(type); }
    bool close(Container, bool, Container, bool) {
        watcher_->close();
        return true;
    }

  protected:
    explicit WatchingTarget(WatcherType& watcher) noexcept : watcher_(&watcher) {}

    [[nodiscard]] WatcherType& watcher() const noexcept { return *watcher_; }
    [[nodiscard]] Result<void, ErrorCode> charge(std::string_view text) const {
        return watcher_->content().charge_memory(1, text_memory(text));
    }

  private:
    WatcherType* watcher_;
};

}  // namespace souris::inline v0::detail
