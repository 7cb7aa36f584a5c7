// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <utility>

#include <souris/detail/endian.hpp>
#include <souris/value.hpp>

#include "value/tree_block.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Access beyond the public interface for the layers that build trees: constructs values in place
/// of null, and fills containers of known final size.
///
/// `put` constructs the value in the slot, which must be null. A value that is constructed
/// elsewhere and then moved is loaded right after it was stored in parts, which stalls the
/// processor.
struct TreeAccess {
    template <class... Arguments>
    static void put(Value& slot, Arguments&&... arguments) {
        new (&slot) Value(std::forward<Arguments>(arguments)...);
    }

    /// Replaces the value in the slot by `value`, which must not own the memory that the slot is
    /// in.
    static void replace(Value& slot, Value value) noexcept {
        if (slot.owns_memory()) slot.destroy();
        put(slot, std::move(value));
    }

    /// Whether `place` is in the memory of the tree of `source`, at any depth. Linear in the tree,
    /// unless `place` is outside of the address range of all containers, such as on the stack.
    /// False as well where `tree_holds` gives up.
    static bool holds(const Array& source, const void* place) noexcept {
        return tree_holds(source.block_, nullptr, place);
    }
    /// @copydoc holds
    static bool holds(const Map& source, const void* place) noexcept {
        return tree_holds(nullptr, source.block_, place);
    }
    /// @copydoc holds
    static bool holds(const Value& source, const void* place) noexcept {
        if (const Array* const array = source.as_array()) return holds(*array, place);
        if (const Map* const map = source.as_map()) return holds(*map, place);
        return false;
    }

    /// An integer's sign state.
    static SignState sign_state(const Value& integer) noexcept {
        assert(integer.is(Type::integer));
        return static_cast<SignState>(integer.detail_);
    }

    /// Makes `slot` the integer with these bits, which must match the sign state.
    static void put_integer(Value& slot, Wide bits, SignState state) noexcept {
        assert(!slot.owns_memory() && Integer::from_bits(bits, state).has_value());
        std::construct_at(&slot.payload_.integer, bits);
        slot.type_ = Type::integer;
        slot.detail_ = static_cast<std::uint8_t>(state);
    }

    /// Makes `slot` a value of one of the four text-like types.
    static void put_text(Value& slot, Type type, std::string_view content,
                         std::pmr::memory_resource* resource) {
        put(slot, type, content, resource);
    }

    /// Makes `slot` a binary value of `size` bytes, to be written by the caller. On std::bad_alloc
    /// the slot stays null.
    static std::span<char> put_room(Value& slot, std::size_t size,
                                    std::pmr::memory_resource* resource);

    /// The same as `put_text` for a string of up to `max_short_text` bytes; `short_text_room` bytes
    /// must be readable.
    static void put_short_text(Value& slot, const char* text, std::size_t size) noexcept {
        // Copies the full capacity and clears the excess. Type, length and the first bytes are
        // stored as one word, since later readers load them as one.
        assert(size <= max_short_text);
        const unsigned char* const mask = short_text_mask + Value::inline_capacity - size;
        constexpr std::size_t in_head = sizeof slot.text_begin_;
        const auto load = [&](std::size_t i) {
            return load_little_endian<std::uint64_t>(reinterpret_cast<const std::byte*>(text) + i) &
                   load_little_endian<std::uint64_t>(reinterpret_cast<const std::byte*>(mask) + i);
        };
        const std::uint64_t words[] = {
            load(0) << 16U | std::uint64_t{size} << 8U | static_cast<std::uint64_t>(Type::string),
            load(in_head), load(in_head + 8)};
        static_assert(offsetof(Value, type_) == 0 && offsetof(Value, detail_) == 1 &&
                      offsetof(Value, text_begin_) == 2);
        auto* const out = reinterpret_cast<std::byte*>(&slot);
        for (std::size_t i = 0; i < 3; ++i)
            store_little_endian(out + 8 * i, words[i]);
    }
    static constexpr std::size_t max_short_text = Value::inline_capacity;

    /// Makes `slot` an empty array with room for exactly `capacity` elements, which grows in
    /// `resource`. On std::bad_alloc the slot stays null.
    static Array& put_array(Value& slot, std::size_t capacity,
                            std::pmr::memory_resource* resource) {
        ArrayBlock* const block =
            needs_block(capacity, resource) ? new_array_block(resource, capacity) : nullptr;
        Array& array = *std::construct_at(&put_container(slot, Type::array).array);
        array.block_ = block;
        return array;
    }

    /// Makes `slot` an empty map with room for exactly `capacity` entries, which grows in
    /// `resource`. On std::bad_alloc the slot stays null.
    static Map& put_map(Value& slot, std::size_t capacity, std::pmr::memory_resource* resource) {
        MapBlock* const block =
            needs_block(capacity, resource) ? new_map_block(resource, capacity) : nullptr;
        Map& map = *std::construct_at(&put_container(slot, Type::map).map);
        map.block_ = block;
        return map;
    }

    [[nodiscard]] static ArrayBlock* block_of(const Array& array) noexcept { return array.block_; }
    [[nodiscard]] static MapBlock* block_of(const Map& map) noexcept { return map.block_; }

    /// Appends null. There must be room.
    static Value& append(Array& array) noexcept {
        assert(array.block_ != nullptr && array.block_->size < array.block_->capacity);
        ArrayBlock& block = *array.block_;
        return *std::construct_at(block.data() + block.size++);
    }

    /// Appends `key` with null. There must be room. The map must not be used until `seal`.
    static Value& append(Map& map, Value key) noexcept {
        assert(map.block_ != nullptr && map.block_->size < map.block_->capacity);
        MapBlock& block = *map.block_;
        return (new (block.data() + block.size++) MapEntry(std::move(key), Value()))->value;
    }

    /// The same with a copy of `key`. Throws std::bad_alloc.
    static Value& append(Map& map, std::string_view key, std::pmr::memory_resource* resource) {
        assert(map.block_ != nullptr && map.block_->size < map.block_->capacity);
        MapBlock& block = *map.block_;
        MapEntry* const entry = new (block.data() + block.size) MapEntry(key, resource);
        ++block.size;
        return entry->value;
    }

    /// Makes a map usable after `append`. The last value of a repeated key wins and takes the place
    /// of the first. Returns the position of the first repetition among the appended entries, or
    /// their number if there is none. Throws std::bad_alloc.
    static std::size_t seal(Map& map) { return seal(map, nullptr); }

    /// The same; also reports the key of each dropped value.
    using KeyHandler = std::function<void(std::string_view key)>;
    static std::size_t seal(Map& map, const KeyHandler& is_repeated);

    /// The content of a container as consecutive values: the elements of an array; for each entry
    /// of a map, its value and then its key.
    static Value* slots(ArrayBlock& block) noexcept { return block.data(); }
    /// @copydoc slots
    static Value* slots(MapBlock& block) noexcept {
        static_assert(sizeof(MapEntry) == slots_of_entry * sizeof(Value));
        return reinterpret_cast<Value*>(block.data());
    }
    static constexpr std::ptrdiff_t slots_of_entry = 2;
    /// The key of the entry whose value is in `slot`.
    static Value& key_behind(Value* slot) noexcept {
        return reinterpret_cast<MapEntry*>(slot)->key_;
    }
    /// @copydoc key_behind
    static const Value& key_behind(const Value* slot) noexcept {
        return reinterpret_cast<const MapEntry*>(slot)->key_;
    }

    /// The payload; the caller must know the type.
    static const auto& payload(const Value& value) noexcept { return value.payload_; }
    /// Whether inline text is ASCII.
    static bool is_inline_ascii(const Value& text) noexcept {
        assert(!text.owns_memory());
        const auto load = [&](std::size_t offset) {
            std::uint64_t word;
            std::memcpy(&word, text.inline_text() + offset, sizeof word);
            return word;
        };
        constexpr std::size_t last = Value::inline_capacity - sizeof(std::uint64_t);
        return ((load(0) | load(6) | load(last)) & 0x8080808080808080) == 0;
    }
    /// Copies the type and the detail of a value, one byte each, and its inline text, which
    /// follows. Needs room for a whole value.
    static void copy_inline(std::byte* out, const Value& text) noexcept {
        assert(!text.owns_memory());
        std::memcpy(out, static_cast<const void*>(&text), sizeof text);
    }
    static std::size_t inline_size(const Value& text) noexcept {
        assert(!text.owns_memory());
        return text.detail_;
    }
    static bool owns_memory(const Value& value) noexcept { return value.owns_memory(); }
    /// The bytes of text, binary or a cartesian complex number.
    static std::string_view content(const Value& value) noexcept {
        assert(!value.is(Type::array) && !value.is(Type::map));
        if (!value.owns_memory()) return {value.inline_text(), value.detail_};
        return {value.payload_.block->data(), value.payload_.block->size};
    }
    /// The object representation of a value. Equal for equal inline text: the unused bytes are
    /// zero.
    static std::array<std::uint64_t, 3> words(const Value& value) noexcept {
        std::array<std::uint64_t, 3> words;
        static_assert(sizeof words == sizeof value);
        std::memcpy(words.data(), static_cast<const void*>(&value), sizeof words);
        return words;
    }

    /// For JSON that was validated when it was stored.
    static JsonText trusted_json(std::string_view text) {
        JsonText json;
        json.text_ = text;
        return json;
    }

    static Value& key_of(MapEntry& entry) noexcept { return entry.key_; }
    static const Value& key_of(const MapEntry& entry) noexcept { return entry.key_; }

    /// Frees the memory of `value`; a container is added to one of the lists instead.
    static void release(Value& value, ArrayBlock*& arrays, MapBlock*& maps) noexcept {
        if (value.owns_memory()) release_memory(value, arrays, maps);
    }

  private:
    static void release_memory(Value& value, ArrayBlock*& arrays, MapBlock*& maps) noexcept;

    /// As many set bytes as the longest short text has, then as many clear ones. Read from the
    /// place where `size` set bytes are left, they mask the bytes beyond the text.
    static constexpr unsigned char short_text_mask[2 * Value::inline_capacity + 8] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

    static Value::Payload& put_container(Value& slot, Type type) noexcept {
        assert(!slot.owns_memory());
        Value* const value = new (&slot) Value();
        value->type_ = type;
        value->detail_ = Value::owns_memory_flag;
        return value->payload_;
    }

    /// A container without a block is empty and has the default resource.
    static bool needs_block(std::size_t capacity, std::pmr::memory_resource* resource) noexcept {
        return capacity != 0 || resource_or_default(resource) != std::pmr::get_default_resource();
    }
};

}}}  // namespace souris::v0::detail
