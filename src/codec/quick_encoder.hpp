// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/wire.hpp>
#include <souris/encoder.hpp>

#include "base/ascii.hpp"
#include "codec/with_builtin_type.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Writes many parts with the encoder's position in registers: other code may use the encoder only
/// between `leave` and `enter`.
class QuickEncoder {
  public:
    SOURIS_ALWAYS_INLINE explicit QuickEncoder(Encoder& encoder) noexcept : encoder_(encoder) {
        enter();
    }
    /// The next byte goes to `position`, which the encoder does not know yet.
    SOURIS_ALWAYS_INLINE QuickEncoder(Encoder& encoder, std::byte* position) noexcept
        : encoder_(encoder), position_(position), end_(encoder.end_) {}

    [[nodiscard]] SOURIS_ALWAYS_INLINE std::byte* position() const noexcept { return position_; }

    SOURIS_ALWAYS_INLINE void enter() noexcept {
        position_ = encoder_.position_;
        end_ = encoder_.end_;
    }
    SOURIS_ALWAYS_INLINE void leave() noexcept { encoder_.position_ = position_; }

    /// Opens an array or a map, if no more is needed than writing its head, and if `room_after`
    /// bytes of room remain after it. Functions that try call no others, so that their callers keep
    /// nothing on the stack.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_begin(Type type, std::size_t count,
                                                      std::size_t room_after) noexcept {
        if (!has_room(scalar_room + room_after) || encoder_.depth_ >= encoder_.max_depth_ ||
            !encoder_.nodes_.charge(count)) [[unlikely]] {
            return false;
        }
        ++encoder_.depth_;
        position_ = put_container(position_, type, count);
        return true;
    }
    /// Opens an array or a map.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool begin(Type type, std::size_t count) {
        ensure(scalar_room);
        return try_begin(type, count, 0) || encoder_.refuse_container();
    }
    /// Ends the container begun last.
    SOURIS_ALWAYS_INLINE void end() noexcept {
        leave();
        encoder_.end();
    }

    /// Makes room for `size` bytes.
    SOURIS_ALWAYS_INLINE void ensure(std::size_t size) {
        if (has_room(size)) [[likely]]
            return;
        // Inline, like everything that changes the position: a call that takes the address of this
        // object would force the position into memory.
        leave();
        encoder_.make_room(size);
        enter();
    }

    /// Writes a value. Precondition: there is room for it if it is a small scalar.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write(const ValueWriter& how, const void* part) {
        return with_builtin_type(how.kind,
                                 [&]<class T>(std::type_identity<T>) SOURIS_ALWAYS_INLINE {
                                     if constexpr (SmallScalar<T>) {
                                         position_ = store_small<T>(position_, part);
                                         return true;
                                     } else {
                                         return write_long<T>(how, part);
                                     }
                                 });
    }

    /// The elements of an array, which are contiguous in memory, `size` bytes each.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_all(const void* first, std::size_t count,
                                                      std::size_t size, const ValueWriter& how) {
        const auto* const begin = static_cast<const std::byte*>(first);
        return with_builtin_type(how.kind,
                                 [&]<class T>(std::type_identity<T>) SOURIS_ALWAYS_INLINE {
                                     if constexpr (SmallScalar<T>) {
                                         write_scalars<T>(begin, count);
                                         return true;
                                     } else {
                                         return write_each<T>(begin, count, size, how);
                                     }
                                 });
    }

    /// Writes text, if it is short and ASCII, and if there is room for it and `room_after` more
    /// bytes.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_string(const std::string& text,
                                                       std::size_t room_after) noexcept {
        const std::size_t size = text.size();
        static_assert(shorter_copy <= max_short_length);
        if (size > encoder_.max_quick_text_ ||
            !has_room(short_head_size + short_string + size + room_after)) [[unlikely]] {
            return false;
        }
        std::byte* const content = put_short_text_head(position_, size);
        if (!copy_shorter_ascii(content, text)) [[unlikely]]
            return false;
        position_ = content + size;
        return true;
    }
    /// Writes any text.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_string(const std::string& text) {
        if (try_string(text, 0)) [[likely]]
            return true;
        leave();
        if (!encoder_.write_text(text)) return false;
        enter();
        return true;
    }

    /// Writes numbers, if they are few, and if there is room for them and `room_after` more bytes.
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_vector(const std::vector<T>& numbers,
                                                       std::size_t room_after) noexcept {
        const std::size_t count = numbers.size();
        if (count > at_once || !try_begin(Type::array, count, count * scalar_room + room_after))
            return false;
        store_scalars<T>(reinterpret_cast<const std::byte*>(numbers.data()), count);
        --encoder_.depth_;
        return true;
    }
    /// Writes any numbers.
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_vector(const std::vector<T>& numbers) {
        const std::size_t count = numbers.size();
        if (!begin(Type::array, count)) return false;
        write_scalars<T>(reinterpret_cast<const std::byte*>(numbers.data()), count);
        --encoder_.depth_;
        return true;
    }
    /// Anything else, by the function for its type.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_other(WriteObject how, const void* part) {
        leave();
        if (!how(encoder_, part)) [[unlikely]]
            return false;
        enter();
        return true;
    }

  private:
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool has_room(std::size_t size) const noexcept {
        return size <= static_cast<std::size_t>(end_ - position_);
    }

    /// The part may have another type of the same size and representation, so its bytes are read.
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE static std::byte* store_small(std::byte* out,
                                                                     const void* part) noexcept {
        T value;
        std::memcpy(&value, part, sizeof value);
        if constexpr (!ShortInteger<T>) {
            return store_part(out, value);
        } else {
            return put_unpredictable(out, value);
        }
    }

    /// Precondition: there is room for the scalars.
    template <class T>
    SOURIS_ALWAYS_INLINE void store_scalars(const std::byte* part, std::size_t count) noexcept {
        std::byte* out = position_;
        for (std::size_t i = 0; i != count; ++i, part += sizeof(T))
            out = store_small<T>(out, part);
        position_ = out;
    }

    template <class T>
    SOURIS_ALWAYS_INLINE void write_scalars(const std::byte* part, std::size_t count) {
        while (count != 0) {
            const std::size_t some = count < at_once ? count : at_once;
            ensure(some * scalar_room);
            store_scalars<T>(part, some);
            part += some * sizeof(T);
            count -= some;
        }
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_each(const std::byte* part, std::size_t count,
                                                       std::size_t size, const ValueWriter& how) {
        leave();
        const std::uint64_t before = encoder_.size();
        for (std::size_t i = 0; i != count; part += size) {
            if (!write_long<T>(how, part)) [[unlikely]]
                return encoder_.in_element(i);
            ++i;
            if (!Encoder::should_refresh_estimate(i, count)) continue;
            leave();
            encoder_.expect_elements(before, i, count);
        }
        return true;
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool write_long(const ValueWriter& how, const void* part) {
        if constexpr (std::same_as<T, std::string>) {
            return write_string(*static_cast<const std::string*>(part));
        } else if constexpr (std::is_void_v<T>) {
            return write_other(how.write, part);
        } else {
            return with_builtin_type(
                how.element, [&]<class E>(std::type_identity<E>) SOURIS_ALWAYS_INLINE -> bool {
                    if constexpr (SmallScalar<E> && !std::same_as<E, bool>)
                        return write_vector(*static_cast<const std::vector<E>*>(part));
                    __builtin_unreachable();
                });
        }
    }

    /// The number of scalars that are written after one check for room.
    static constexpr std::size_t at_once = 32;

    Encoder& encoder_;
    std::byte* position_ = nullptr;
    std::byte* end_ = nullptr;
};

}}}  // namespace souris::v0::detail
