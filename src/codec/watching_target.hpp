// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/result.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/tree_reader.hpp"
#include "codec/value_memory.hpp"
#include "compress/block_target.hpp"

// Shared base of the `TreeReader` targets that build nothing: a watcher, which tracks the open
// containers, and a target, which passes what is read to the watcher.

namespace souris { inline namespace v0 { namespace detail {

/// The open containers. Each has a `Frame` with at least `size`, the number of its children, and
/// `done`, the number of complete ones.
template <class Frame>
class Watcher {
  public:
    [[nodiscard]] ContentReader& content() noexcept {
        assert(content_ != nullptr);
        return *content_;
    }
    [[nodiscard]] std::size_t depth() const noexcept { return frames_.size(); }
    [[nodiscard]] std::size_t size_of(std::size_t container) const noexcept {
        assert(container < frames_.size());
        return frames_[container].size;
    }

  protected:
    Watcher() noexcept = default;
    ~Watcher() = default;
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    void follow(ContentReader& content) {
        content_ = &content;
        // The first few frames are not charged.
        constexpr std::size_t least = 16;
        frames_.reserve(least);
    }
    /// A child of the innermost container is complete.
    void advance() noexcept {
        assert(frames_.empty() || frames_.back().done < frames_.back().size);
        if (!frames_.empty()) ++frames_.back().done;
    }

    /// Makes room for one more frame. False if memory is short.
    [[nodiscard]] bool make_room_for_frame() {
        assert(content_ != nullptr);
        return make_room(frames_, 1, content_->memory());
    }

    [[nodiscard]] std::vector<Frame>& frames() noexcept { return frames_; }
    [[nodiscard]] const std::vector<Frame>& frames() const noexcept { return frames_; }

  private:
    ContentReader* content_ = nullptr;
    std::vector<Frame> frames_;
};

/// A key of an open map, and the offset of its tag. It takes no more memory than the entry that
/// `value_memory` charges for.
class WatchedKey {
  public:
    WatchedKey() noexcept = default;
    /// Copies text that the next string would overwrite.
    WatchedKey(std::string_view text, std::size_t offset, bool is_temporary)
        : view_(text), offset_(offset), copy_(is_temporary ? Value(text) : Value()) {}

    [[nodiscard]] std::string_view text() const noexcept {
        return copy_.is_null() ? view_ : copy_.text();
    }
    [[nodiscard]] std::size_t offset() const noexcept { return offset_; }

  private:
    std::string_view view_;
    std::size_t offset_ = 0;
    Value copy_;
};
static_assert(sizeof(WatchedKey) <= sizeof(MapEntry));

/// Charges for a block as for the value that it would become, and discards it.
class WatchedBlock final : public BlockTarget {
  public:
    explicit WatchedBlock(Budget& memory) noexcept : memory_(memory) {}

  private:
    Result<void, BlockError> take_stored(std::span<const std::byte> stored) override {
        return charge_binary(stored.size(), memory_);
    }
    Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) override {
        SOURIS_RETURN_IF_ERROR(charge_binary(size, memory_));
        room_.resize(size);
        return std::span<std::byte>(room_);
    }

    Budget& memory_;
    Bytes room_;
};

/// The part of a target that asks a watcher for places and reports containers to it. All text takes
/// the slow path, which charges its memory as if it were kept.
template <class WatcherType>
class WatchingTarget {
  public:
    /// The number of enclosing containers.
    using Container = std::size_t;

    static constexpr bool reads_slowly() noexcept { return true; }
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

    bool open(Type type, std::size_t count) { return watcher_->open(type, count); }
    void open_empty(Type type) { watcher_->add_empty(type); }
    bool close(Container, bool, Container, bool) { return watcher_->close(); }

  protected:
    explicit WatchingTarget(WatcherType& watcher) noexcept : watcher_(&watcher) {}

    [[nodiscard]] WatcherType& watcher() const noexcept { return *watcher_; }
    [[nodiscard]] Result<void, ErrorCode> charge(std::string_view text) const {
        return watcher_->content().charge_memory(1, text_memory(text));
    }
    [[nodiscard]] Result<void, ErrorCode> charge(const Complex& complex) const {
        return watcher_->content().charge_memory(1, complex_memory(complex));
    }
    [[nodiscard]] Result<void, ErrorCode> read_binary(Tag tag) const {
        WatchedBlock block(watcher_->content().memory());
        return watcher_->content().read_binary(tag, block);
    }

  private:
    WatcherType* watcher_;
};

}}}  // namespace souris::v0::detail
