// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include <souris/result.hpp>
#include <souris/type.hpp>

#include "base/return_if_error.hpp"
#include "codec/key_table.hpp"
#include "codec/watching_target.hpp"

// Shared base of the `TreeReader` targets that build nothing but know all keys of the open maps.

namespace souris { inline namespace v0 { namespace detail {

/// An open array or map.
struct KeyFrame {
    std::size_t size;
    /// Complete elements.
    std::size_t done = 0;
    /// Of a map, with room for all keys.
    std::unique_ptr<WatchedKey[]> keys;
    /// The number of keys read so far.
    std::size_t key_count = 0;

    [[nodiscard]] bool is_map() const noexcept { return keys != nullptr; }
    [[nodiscard]] std::span<const WatchedKey> keys_read() const noexcept {
        return {keys.get(), key_count};
    }
};

/// The open containers and, for maps, their keys.
class KeyWatcher : public Watcher<KeyFrame> {
  public:
    void add_key(std::string_view text, std::size_t offset, bool is_temporary) {
        KeyFrame& frame = frames().back();
        assert(frame.is_map() && frame.key_count < frame.size);
        WatchedKey& key = frame.keys[frame.key_count];
        // Not assigned, which would link all that a tree may do in an assignment.
        std::destroy_at(&key);
        std::construct_at(&key, text, offset, is_temporary);
        ++frame.key_count;
    }

    /// The key of the value at which container number `container` is, or would be, opened.
    [[nodiscard]] std::string_view key_of(std::size_t container) const noexcept {
        assert(container != 0 && container <= frames().size());
        const KeyFrame& frame = frames()[container - 1];
        assert(frame.is_map() && frame.key_count != 0);
        return frame.keys_read().back().text();
    }

  protected:
    /// False if memory is short.
    [[nodiscard]] bool open_frame(Type type, std::size_t size) {
        assert(size != 0);
        if (!make_room_for_frame()) return false;
        std::unique_ptr<WatchedKey[]> keys;
        if (type == Type::map) keys = std::make_unique<WatchedKey[]>(size);
        frames().push_back({size, 0, std::move(keys)});
        return true;
    }

    /// Calls `visit` with each pair of consecutive equal keys of the innermost container, in the
    /// order of the later ones. Linear time.
    template <class Visit>
    void for_each_repeated(Visit visit) const {
        const KeyFrame& frame = frames().back();
        assert(frame.key_count == (frame.is_map() ? frame.size : 0));
        if (frame.key_count < 2) return;
        KeyTable<WatchedKey, &text_of> table(frame.key_count);
        for (const WatchedKey& key : frame.keys_read()) {
            const WatchedKey*& slot = table.slot_of(key.text());
            if (slot != nullptr) visit(*slot, key);
            slot = &key;
        }
    }

  private:
    static std::string_view text_of(const WatchedKey& key) noexcept { return key.text(); }
};

/// The part of a target that passes keys and complete values to a `KeyWatcher`, which has
/// `void add()` for the latter.
template <class WatcherType>
class KeyWatchingTarget : public WatchingTarget<WatcherType> {
  public:
    void null() { this->watcher().add(); }
    void boolean(bool) { this->watcher().add(); }
    void float64(std::uint64_t) { this->watcher().add(); }
    void integer(std::uint64_t, SignState) { this->watcher().add(); }

    static void pause() noexcept {}
    static void pause_value() noexcept {}

    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool is_temporary) {
        SOURIS_RETURN_IF_ERROR(this->charge(text));
        this->watcher().add_key(text, this->watcher().content().tag_offset(), is_temporary);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type, std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(this->charge(text));
        return take();
    }
    [[nodiscard]] Result<void, ErrorCode> integer(const Integer&) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> float32(float) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> character(char32_t) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp&) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> ipv4(std::span<const std::byte>) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> ipv6(std::span<const std::byte>) { return take(); }
    [[nodiscard]] Result<void, ErrorCode> complex(const Complex& complex) {
        SOURIS_RETURN_IF_ERROR(this->charge(complex));
        return take();
    }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        SOURIS_RETURN_IF_ERROR(this->read_binary(tag));
        return take();
    }

  protected:
    using WatchingTarget<WatcherType>::WatchingTarget;

    [[nodiscard]] Result<void, ErrorCode> take() {
        this->watcher().add();
        return {};
    }
};

}}}  // namespace souris::v0::detail
