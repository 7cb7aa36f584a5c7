// SPDX-License-Identifier: MIT
#include "codec/value_decoder.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include <souris/codec.hpp>

#include "base/error_at.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/load_address.hpp"
#include "codec/tree_reader.hpp"
#include "codec/value_memory.hpp"
#include "compress/block_target.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::CheckedText;
using detail::Tag;
using detail::TreeAccess;

/// Unpacks a block straight into a value. Precondition: the value is null.
class BinarySlot final : public detail::BlockTarget {
  public:
    BinarySlot(Value& slot, Budget& memory, std::pmr::memory_resource* resource) noexcept
        : slot_(slot), memory_(memory), resource_(resource) {}

  private:
    Result<void, BlockError> take_stored(std::span<const std::byte> stored) override {
        SOURIS_ASSIGN_OR_RETURN(const auto room, allocate_room(stored.size()));
        assert(room.size() == stored.size());
        std::ranges::copy(stored, room.begin());
        return {};
    }
    Result<std::span<std::byte>, BlockError> allocate_room(std::size_t size) override {
        SOURIS_RETURN_IF_ERROR(detail::charge_binary(size, memory_));
        return std::as_writable_bytes(TreeAccess::put_room(slot_, size, resource_));
    }

    Value& slot_;
    Budget& memory_;
    std::pmr::memory_resource* resource_;
};

/// The target of a `TreeReader` that builds a `Value`. Containers get their final size at once, and
/// values are constructed in place.
///
/// The slot of the next value tells how many elements a container has so far. That number is
/// written into the container before anything that may fail, since the tree may be destroyed then.
class ValueTarget {
  public:
    using Container = Value*;

    ValueTarget(Value& root, detail::ContentReader& content,
                std::pmr::memory_resource* resource) noexcept
        : slot_(&root), content_(&content), resource_(resource) {}

    void null() noexcept {
        std::construct_at(slot_);
        advance();
    }
    void boolean(bool value) noexcept { put(value); }
    void float64(std::uint64_t bits) noexcept { put(std::bit_cast<double>(bits)); }
    void integer(std::uint64_t low, SignState state) noexcept {
        const std::uint64_t high = detail::sign_fill(state);
        std::construct_at(slot_);
        TreeAccess::put_integer(*slot_, {high, low}, state);
        advance();
    }
    bool string(const CheckedText& text) {
        if (!put_short(*slot_, text)) {
            if (!content_->try_charge(detail::text_memory(text.text))) return false;
            pause_value();
            TreeAccess::put_text(*slot_, Type::string, text.text, resource_);
        }
        advance();
        return true;
    }
    bool key(const CheckedText& text) {
        if (put_short(key_slot(), text)) return true;
        if (!content_->try_charge(detail::text_memory(text.text))) return false;
        pause();
        TreeAccess::put_text(key_slot(), Type::string, text.text, resource_);
        return true;
    }

    [[nodiscard]] Container place() const noexcept { return slot_; }
    static std::uint64_t memory_of(Type type, std::size_t count) noexcept {
        return detail::value_memory(type, count);
    }
    static constexpr std::uint64_t memory_each = detail::value_memory_each;
    void open_empty(Type type) {
        put_container(type, 0);
        advance();
    }
    bool open(Type type, std::size_t count) {
        assert(count != 0);
        Value* const first = put_container(type, count);
        container_ = slot_;
        is_map_ = type == Type::map;
        slot_ = first;
        return true;
    }
    bool close(Container closed, bool is_map, Container outer, bool outer_is_map) {
        bool has_distinct_keys = true;
        if (is_map) {
            Map& map = *closed->as_map();
            const std::uint32_t size = TreeAccess::block_of(map)->capacity;
            assert(slot_ == TreeAccess::slots(*TreeAccess::block_of(map)) +
                                TreeAccess::slots_of_entry * static_cast<std::ptrdiff_t>(size));
            TreeAccess::block_of(map)->size = size;
            has_distinct_keys = TreeAccess::seal(map) == size;
        } else {
            detail::ArrayBlock& block = *TreeAccess::block_of(*closed->as_array());
            assert(slot_ == block.data() + block.capacity);
            block.size = block.capacity;
        }
        slot_ = closed;
        container_ = outer;
        is_map_ = outer_is_map;
        advance();
        return has_distinct_keys;
    }
    [[nodiscard]] std::size_t count(Container container) const noexcept {
        // Only for arrays: an entry of a map is named by its key.
        return TreeAccess::block_of(*container->as_array())->capacity;
    }
    [[nodiscard]] std::string_view key_before(Container value) const noexcept {
        return TreeAccess::content(TreeAccess::key_behind(value));
    }

    /// Makes an incomplete container usable. Removes its last element if that has only `begun`.
    static void abandon(Container container, bool is_map, bool begun) {
        if (is_map) {
            Map& map = *container->as_map();
            detail::MapBlock& block = *TreeAccess::block_of(map);
            assert(!begun || block.size != 0);
            if (begun) std::destroy_at(block.data() + --block.size);
            TreeAccess::seal(map);
        } else if (begun) {
            detail::ArrayBlock& block = *TreeAccess::block_of(*container->as_array());
            assert(block.size != 0);
            std::destroy_at(block.data() + --block.size);
        }
    }

    /// Writes the number of complete elements into the container.
    void pause() noexcept { commit(0); }
    /// The same, counting also the value being read, which is null until then.
    void pause_value() noexcept {
        std::construct_at(slot_);
        commit(1);
    }

    [[nodiscard]] Result<void, ErrorCode> slow_key(std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(content_->charge_memory(1, detail::text_memory(text)));
        TreeAccess::put_text(key_slot(), Type::string, text, resource_);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> text(Type type, std::string_view text, bool) {
        SOURIS_RETURN_IF_ERROR(content_->charge_memory(1, detail::text_memory(text)));
        TreeAccess::put_text(*slot_, type, text, resource_);
        advance();
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> integer(const Integer& integer) { return take(integer); }
    [[nodiscard]] Result<void, ErrorCode> float32(float number) { return take(number); }
    [[nodiscard]] Result<void, ErrorCode> character(char32_t character) { return take(character); }
    [[nodiscard]] Result<void, ErrorCode> timestamp(const Timestamp& time) { return take(time); }
    [[nodiscard]] Result<void, ErrorCode> ipv4(std::span<const std::byte> bytes) {
        return take(detail::load_ipv4(bytes));
    }
    [[nodiscard]] Result<void, ErrorCode> ipv6(std::span<const std::byte> bytes) {
        return take(detail::load_ipv6(bytes));
    }
    [[nodiscard]] Result<void, ErrorCode> complex(const Complex& complex) {
        SOURIS_RETURN_IF_ERROR(content_->charge_memory(1, detail::complex_memory(complex)));
        put(complex, resource_);
        return {};
    }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        BinarySlot slot(*slot_, content_->memory(), resource_);
        SOURIS_RETURN_IF_ERROR(content_->read_binary(tag, slot));
        advance();
        return {};
    }

  private:
    [[nodiscard]] Value& key_slot() const noexcept { return TreeAccess::key_behind(slot_); }

    void advance() noexcept { slot_ += is_map_ ? TreeAccess::slots_of_entry : 1; }

    template <class... Arguments>
    void put(Arguments&&... arguments) {
        TreeAccess::put(*slot_, std::forward<Arguments>(arguments)...);
        advance();
    }

    template <class T>
    [[nodiscard]] Result<void, ErrorCode> take(const T& scalar) noexcept {
        put(scalar);
        return {};
    }

    static bool put_short(Value& slot, const CheckedText& text) noexcept {
        if (!text.is_short || text.text.size() > TreeAccess::max_short_text) return false;
        TreeAccess::put_short_text(slot, text.text.data(), text.text.size());
        return true;
    }

    /// Returns the slot of the first child.
    Value* put_container(Type type, std::size_t count) {
        pause_value();
        if (type == Type::array) {
            const Array& array = TreeAccess::put_array(*slot_, count, resource_);
            return count != 0 ? TreeAccess::slots(*TreeAccess::block_of(array)) : nullptr;
        }
        const Map& map = TreeAccess::put_map(*slot_, count, resource_);
        return count != 0 ? TreeAccess::slots(*TreeAccess::block_of(map)) : nullptr;
    }

    /// Sets the container's size to the elements before the slot, plus `begun`.
    void commit(std::uint32_t begun) noexcept {
        if (container_ == nullptr) return;
        if (is_map_) {
            detail::MapBlock& block = *TreeAccess::block_of(*container_->as_map());
            const std::ptrdiff_t slots = slot_ - TreeAccess::slots(block);
            assert(slots >= 0 && slots % TreeAccess::slots_of_entry == 0);
            block.size = static_cast<std::uint32_t>(slots / TreeAccess::slots_of_entry) + begun;
            assert(block.size <= block.capacity);
        } else {
            detail::ArrayBlock& block = *TreeAccess::block_of(*container_->as_array());
            block.size = static_cast<std::uint32_t>(slot_ - TreeAccess::slots(block)) + begun;
            assert(block.size <= block.capacity);
        }
    }

    /// The slot of the next value: not yet constructed, unless it is the root or `pause_value` was
    /// called for it.
    Value* slot_;
    /// The container of that slot: nullptr for the root.
    Value* container_ = nullptr;
    bool is_map_ = false;
    detail::ContentReader* content_;
    std::pmr::memory_resource* resource_;
};

}  // namespace

Result<Value> decode_value(Cursor& cursor, const TextDecoder* text, Layout layout,
                           const DecodeOptions& options) {
    return detail::or_out_of_memory([&]() -> Result<Value> {
        SOURIS_RETURN_IF_ERROR(detail::check_input_size(cursor.remaining(), options.limits));
        Result<Value> value;
        detail::TreeReader<ValueTarget> reader(cursor, text, layout, options);
        ValueTarget target(*value, reader.content(), options.resource);
        SOURIS_RETURN_IF_ERROR(reader.read(target));
        cursor.seek(reader.end());
        return value;
    });
}

detail::PartialValue detail::decode_until_damage(Cursor& cursor, const TextDecoder* text,
                                                 Layout layout, const DecodeOptions& options) {
    PartialValue partial;
    if (auto checked = check_input_size(cursor.remaining(), options.limits); !checked) {
        partial.damage = std::move(checked).error();
        return partial;
    }
    Value value;
    TreeReader<ValueTarget> reader(cursor, text, layout, options);
    ValueTarget target(value, reader.content(), options.resource);
    auto read = reader.read(target);
    cursor.seek(reader.end());
    if (!read) {
        partial.damage = std::move(read).error();
        // At its final size at once, since a tree may be as deep as memory allows.
        std::size_t depth = 0;
        reader.for_each_open([&](Value*, bool, std::size_t, bool) { ++depth; });
        partial.unread.resize(depth);
        reader.for_each_open(
            [&](Value* container, bool is_map, std::size_t unread, bool has_begun) {
                ValueTarget::abandon(container, is_map, has_begun);
                partial.unread[--depth] = static_cast<std::uint32_t>(unread);
            });
        assert(depth == 0);
        if (partial.unread.empty()) return partial;
    }
    partial.value = std::move(value);
    return partial;
}

Result<Value> detail::decode_value_within(ContentReader& content, std::size_t depth,
                                          std::size_t outstanding) {
    Result<Value> value;
    TreeReader<ValueTarget> reader(content, depth, outstanding);
    ValueTarget target(*value, reader.content(), content.options().resource);
    SOURIS_RETURN_IF_ERROR(reader.read(target));
    content.take_budgets(reader.content());
    content.seek(reader.end());
    return value;
}

Result<Value> decode_value(std::span<const std::byte> bytes, const DecodeOptions& options,
                           Layout layout) {
    Cursor cursor(bytes);
    auto value = decode_value(cursor, nullptr, layout, options);
    if (value && options.strict && !cursor.at_end()) {
        return failure(detail::error_at(ErrorCode::trailing_bytes, cursor.offset()));
    }
    return value;
}

}}  // namespace souris::v0
