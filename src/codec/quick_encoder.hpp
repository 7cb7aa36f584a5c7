// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <souris/encoder.hpp>
#include <souris/endian.hpp>
#include <souris/integer_wire.hpp>
#include <souris/kind.hpp>
#include <souris/tag.hpp>

#include "base/always_inline.hpp"
#include "base/ascii.hpp"
#include "codec/quick_kind.hpp"

namespace souris::inline v0::detail {

/// Writes a number behind its tag; `max_integer_size` bytes more may be overwritten. Without a
/// branch that depends on the number: nobody foresees them.
template <ShortInteger T>
[[nodiscard]] inline std::byte* store_tagged(std::byte* out, T value) noexcept {
    // Numbers that are not negative are told apart by their type, as those of a `Value` are.
    constexpr bool is_signed = T(-1) < T(0);
    const bool is_negative = is_signed && value < T{};
    *out = std::byte{make_tag(Type::integer, is_negative ? 2 : is_signed ? 1 : 0).byte};
    const auto low = static_cast<std::uint64_t>(value);
    const std::uint64_t significant = is_negative ? ~low : low;
    const std::uint64_t first = low & 0xFFU;
    // The lowest bit stands for "at least one byte"; the index of the last one.
    const auto last = (63U ^ static_cast<unsigned>(std::countl_zero(significant | 1U))) / 8;
    // All bits if the content does not fit into the first byte. Compilers make branches of `?:`.
    std::uint64_t is_long = low > max_small_content ? 1 : 0;
    if constexpr (is_signed) is_long = (significant > 0xFFU) | (first > max_small_content);
    is_long = 0 - is_long;
    const std::uint64_t prefix = max_small_content + 1 + last;
    out[1] = static_cast<std::byte>(first ^ ((first ^ prefix) & is_long));
    store_little_endian(out + 2, low);
    return out + 2 + ((std::size_t{1} + last) & is_long);
}

/// What a small scalar takes at most, with what is overwritten behind it.
inline constexpr std::size_t scalar_room = 1 + max_integer_size;

/// Writes many parts, and keeps to itself where the next byte goes, in registers: nothing else may
/// write but between `leave` and `enter`.
class QuickEncoder {
  public:
    SOURIS_ALWAYS_INLINE explicit QuickEncoder(Encoder& encoder) noexcept : encoder_(encoder) {
        enter();
    }

    SOURIS_ALWAYS_INLINE void enter() noexcept {
        position_ = encoder_.position_;
        end_ = encoder_.end_;
    }
    SOURIS_ALWAYS_INLINE void leave() noexcept { encoder_.position_ = position_; }

    /// Opens an array or a map.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool begin(Type type, std::size_t count) {
        if (encoder_.depth_ >= encoder_.max_depth_ || !encoder_.nodes_.charge(count)) [[unlikely]]
            return encoder_.refuse_container();
        ++encoder_.depth_;
        std::byte* const out = room(scalar_room);
        if (count <= max_inline_count) {
            *out = std::byte{make_tag(type, static_cast<unsigned>(count) << 1U).byte};
            position_ = out + 1;
        } else {
            *out = std::byte{make_tag(type, 1).byte};
            position_ = store_unsigned(out + 1, count);
        }
        return true;
    }
    /// Ends what was begun last.
    SOURIS_ALWAYS_INLINE void end() noexcept {
        leave();
        encoder_.end();
    }

    /// Makes room for `size` bytes.
    SOURIS_ALWAYS_INLINE void ensure(std::size_t size) { static_cast<void>(room(size)); }

    /// A key as it is written, behind which 15 more bytes may be read. There is room for it, and
    /// for as many.
    SOURIS_ALWAYS_INLINE void write_key(const std::byte* key, std::size_t size) noexcept {
        std::memcpy(position_, key, key_block);
        for (std::size_t i = key_block; i < size; i += key_block)
            [[unlikely]] std::memcpy(position_ + i, key + i, key_block);
        position_ += size;
    }

    /// A value. There is room for it if it is a small scalar; if not, there is room for
    /// `room_after` bytes afterwards.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write(const PartWriter& how, const void* part,
                                                  std::size_t room_after) {
        return with_type_of(how.kind, [&]<class T>(std::type_identity<T>) SOURIS_ALWAYS_INLINE {
            if constexpr (SmallScalar<T>) {
                position_ = store_small<T>(position_, part);
                return true;
            } else {
                if (!write_long<T>(how, part)) [[unlikely]]
                    return false;
                ensure(room_after);
                return true;
            }
        });
    }

    /// The elements of an array, which stand one behind another in memory, `size` bytes each.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_all(const void* first, std::size_t count,
                                                      std::size_t size, const PartWriter& how) {
        const auto* const begin = static_cast<const std::byte*>(first);
        return with_type_of(how.kind, [&]<class T>(std::type_identity<T>) SOURIS_ALWAYS_INLINE {
            if constexpr (SmallScalar<T>) {
                write_scalars<T>(begin, count);
                return true;
            } else {
                return write_each<T>(begin, count, size, how);
            }
        });
    }

  private:
    static constexpr std::size_t key_block = 16;
    [[nodiscard]] SOURIS_ALWAYS_INLINE std::byte* room(std::size_t size) {
        if (size > static_cast<std::size_t>(end_ - position_)) [[unlikely]]
            make_room(size);
        return position_;
    }
    // Inline, like all that has to do with where the next byte goes: by a call that takes the
    // address of this, that would be in memory.
    SOURIS_ALWAYS_INLINE void make_room(std::size_t size) {
        leave();
        encoder_.make_room(size);
        enter();
    }

    /// The part may be of another type of the same size and form, so that its bytes are read.
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE static std::byte* store_small(std::byte* out,
                                                                     const void* part) noexcept {
        T value;
        std::memcpy(&value, part, sizeof value);
        if constexpr (std::same_as<T, bool>) {
            *out = std::byte{make_tag(Type::boolean, value ? 1 : 0).byte};
            return out + 1;
        } else if constexpr (std::floating_point<T>) {
            constexpr Type type = std::same_as<T, float> ? Type::float32 : Type::float64;
            *out = std::byte{make_tag(type).byte};
            store_little_endian(out + 1, value);
            return out + 1 + sizeof value;
        } else {
            return store_tagged(out, value);
        }
    }

    template <class T>
    SOURIS_ALWAYS_INLINE void write_scalars(const std::byte* part, std::size_t count) {
        // So many at a time that there is no need to look for room.
        constexpr std::size_t at_once = 32;
        while (count != 0) {
            const std::size_t some = count < at_once ? count : at_once;
            std::byte* out = room(some * scalar_room);
            for (std::size_t i = 0; i != some; ++i, part += sizeof(T))
                out = store_small<T>(out, part);
            position_ = out;
            count -= some;
        }
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_each(const std::byte* part, std::size_t count,
                                                       std::size_t size, const PartWriter& how) {
        leave();
        const std::uint64_t before = encoder_.size();
        for (std::size_t i = 0; i != count; part += size) {
            if (!write_long<T>(how, part)) [[unlikely]]
                return encoder_.in_element(i);
            ++i;
            if (!Encoder::is_telling(i, count)) continue;
            leave();
            encoder_.expect_parts(before, i, count);
        }
        return true;
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_long(const PartWriter& how, const void* part) {
        if constexpr (std::same_as<T, std::string>) {
            return write_string(*static_cast<const std::string*>(part));
        } else if constexpr (std::is_void_v<T>) {
            leave();
            const bool is_written = how.write(encoder_, part);
            enter();
            return is_written;
        } else {
            return with_type_of(
                how.element, [&]<class E>(std::type_identity<E>) SOURIS_ALWAYS_INLINE -> bool {
                    if constexpr (SmallScalar<E> && !std::same_as<E, bool>)
                        return write_vector(*static_cast<const std::vector<E>*>(part));
                    __builtin_unreachable();
                });
        }
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_vector(const std::vector<T>& vector) {
        const std::size_t count = vector.size();
        if (!begin(Type::array, count)) return false;
        write_scalars<T>(reinterpret_cast<const std::byte*>(vector.data()), count);
        --encoder_.depth_;
        return true;
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_string(const std::string& text) {
        const std::size_t size = text.size();
        if (size <= short_copy && size <= encoder_.options_.limits.max_string) [[likely]] {
            static_assert(short_copy <= max_small_content);
            std::byte* const out = room(2 + size);
            out[0] = std::byte{make_tag(Type::string).byte};
            out[1] = static_cast<std::byte>(size);
            if (copy_short_ascii(out + 2, text.data(), size)) [[likely]] {
                position_ = out + 2 + size;
                return true;
            }
        }
        leave();
        const bool is_written = encoder_.write_text(text);
        enter();
        return is_written;
    }

    Encoder& encoder_;
    std::byte* position_ = nullptr;
    std::byte* end_ = nullptr;
};

}  // namespace souris::inline v0::detail
