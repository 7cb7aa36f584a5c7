// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/floating.hpp>
#include <souris/detail/wire.hpp>

#include "base/ascii.hpp"
#include "codec/with_builtin_type.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Copies text. Not inline: where g++ knows that text is short, it copies by an instruction that
/// takes longer than a call.
[[gnu::noinline]] inline void assign_text(std::string& to, const char* text, std::size_t size) {
    // A growing string would take room for twice its capacity, which is not charged.
    if (size > to.capacity()) std::string().swap(to);
    to.assign(text, size);
}

/// Whether text is UTF-8. `left` bytes may be read from its beginning.
[[nodiscard]] inline bool is_utf8_within(std::string_view text, std::size_t left) noexcept {
    if (text.size() <= short_text_room && left >= short_text_room) {
        return is_short_ascii(text.data(), text.size()) || is_short_utf8(text.data(), text.size());
    }
    const char* rest = text.data();
    std::size_t size = text.size();
    return skip_ascii(rest, size) || is_mixed_utf8(rest, size);
}

/// The encoded size of the string at `from` if it is raw and valid and its length is one byte; else
/// 0. The text is everything after the head.
[[nodiscard]] SOURIS_ALWAYS_INLINE inline std::size_t short_text_size(
    const std::byte* from, const std::byte* end, std::uint64_t max_string) noexcept {
    const auto available = static_cast<std::size_t>(end - from);
    if (available < short_head_size) return 0;
    const std::size_t size = short_text_length(from);
    const std::size_t left = available - short_head_size;
    if (size > max_short_length || size > left || size > max_string) return 0;
    const std::string_view text = as_text({from + short_head_size, size});
    return is_utf8_within(text, left) ? short_head_size + size : 0;
}

/// Reads many parts with the decoder's position in registers: other code may use the decoder only
/// between `leave` and `enter`. Leaves unusual input to the decoder.
class QuickDecoder {
  public:
    SOURIS_ALWAYS_INLINE explicit QuickDecoder(Decoder& decoder) noexcept
        : decoder_(decoder), end_(decoder.end_), is_quick_(decoder.is_quick_) {
        enter();
    }

    /// Whether members that are absent get their values in a new object, since the object that is
    /// read into is an old one.
    [[nodiscard]] static bool& resets_absent(Decoder& decoder) noexcept {
        return decoder.resets_absent_;
    }

    /// Whether the input has no requirements that only the decoder checks.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool is_quick() const noexcept { return is_quick_; }

    SOURIS_ALWAYS_INLINE void enter() noexcept {
        position_ = decoder_.position_;
        value_ = decoder_.value_;
        outstanding_ = decoder_.outstanding_;
    }
    SOURIS_ALWAYS_INLINE void leave() noexcept {
        decoder_.position_ = position_;
        decoder_.value_ = value_;
        decoder_.outstanding_ = outstanding_;
    }

    /// Opens an array or a map whose count is in the tag or in one byte after it, is `least` to
    /// `most`, and is within the limits and the input. Otherwise returns false and does nothing.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_begin(
        Type type, std::size_t unit, std::size_t& count, std::size_t least = 0,
        std::size_t most = max_short_length) noexcept {
        assert(most <= max_short_length);
        if (position_ == end_ || decoder_.depth_ >= decoder_.max_depth_) return false;
        const auto [found, size] = take_short_head(position_, left(), type);
        if (size == 0 || found < least || found > most) return false;
        const std::size_t wanted = found * unit;
        if (outstanding_ + wanted > left() - size || !decoder_.nodes_.charge(found)) return false;
        value_ = position_;
        position_ += size;
        ++decoder_.depth_;
        outstanding_ += wanted;
        count = found;
        return true;
    }
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool begin_array(std::size_t& count) {
        if (try_begin(Type::array, min_element_size, count)) [[likely]]
            return true;
        leave();
        const bool is_begun = decoder_.begin_array(count);
        enter();
        return is_begun;
    }
    /// Opens an array or a map, whichever comes.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool begin_container(bool& is_map, std::size_t& count) {
        is_map = position_ != end_ && tag_at(position_).type() == Type::map;
        if (is_map ? try_begin(Type::map, min_entry_size, count)
                   : try_begin(Type::array, min_element_size, count)) [[likely]] {
            return true;
        }
        leave();
        const bool is_begun = decoder_.begin_container(is_map, count);
        enter();
        return is_begun;
    }
    /// To be called before each element of an array.
    SOURIS_ALWAYS_INLINE void next_element() noexcept { outstanding_ -= min_element_size; }

    /// Reads the next key if it equals `key`, which is in encoded form, with readable bytes after
    /// it. False if it differs.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool match_key(const std::byte* key,
                                                      std::size_t size) noexcept {
        if (size > left() || !is_equal(key, size)) return false;
        position_ += size;
        outstanding_ -= min_entry_size;
        return true;
    }

    /// Reads a value.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read(const ValueReader& how, void* part) {
        return with_builtin_type(how.kind,
                                 [&]<class T>(std::type_identity<T>)
                                     SOURIS_ALWAYS_INLINE { return read_one<T>(how, part); });
    }

    /// The elements `from` to `to` of an array whose elements are contiguous in memory, starting at
    /// `first`, `size` bytes each.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_all(void* first, std::size_t from, std::size_t to,
                                                     std::size_t size, const ValueReader& how) {
        auto* part = static_cast<std::byte*>(first) + from * size;
        return with_builtin_type(how.kind,
                                 [&]<class T>(std::type_identity<T>) SOURIS_ALWAYS_INLINE {
                                     for (std::size_t i = from; i != to; ++i) {
                                         next_element();
                                         if (!read_one<T>(how, part)) [[unlikely]]
                                             return decoder_.in_element(i);
                                         part += size;
                                     }
                                     leave();
                                     return true;
                                 });
    }

  private:
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_one(const ValueReader& how, void* part) {
        if constexpr (std::same_as<T, bool>) {
            return read_boolean(part);
        } else if constexpr (FormatFloat<T>) {
            return read_number<T>(part);
        } else if constexpr (std::same_as<T, std::string>) {
            return read_string(*static_cast<std::string*>(part));
        } else if constexpr (std::is_void_v<T>) {
            leave();
            const bool is_read = how.read(decoder_, part);
            enter();
            return is_read;
        } else if constexpr (std::integral<T>) {
            return read_integer<T>(part);
        } else {
            return with_builtin_type(
                how.element, [&]<class E>(std::type_identity<E>) SOURIS_ALWAYS_INLINE -> bool {
                    if constexpr (SmallScalar<E> && !std::same_as<E, bool>)
                        return read_vector(*static_cast<std::vector<E>*>(part));
                    __builtin_unreachable();
                });
        }
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_vector(std::vector<T>& vector) {
        std::size_t count = 0;
        if (!begin_array(count)) return false;
        if (!decoder_.charge_allocation(std::uint64_t{count} * sizeof(T))) return false;
        vector.clear();
        vector.resize(count);
        T* const elements = vector.data();
        for (std::size_t i = 0; i != count;) {
            if constexpr (ShortInteger<T>) {
                if (count - i >= small_group && try_small_group(elements + i)) {
                    i += small_group;
                    continue;
                }
            }
            next_element();
            if (!read_one<T>({}, elements + i)) [[unlikely]]
                return decoder_.in_element(i);
            ++i;
        }
        --decoder_.depth_;
        return true;
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE std::size_t left() const noexcept {
        return static_cast<std::size_t>(end_ - position_);
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE bool is_equal(const std::byte* key,
                                                     std::size_t size) const noexcept {
        using Word = std::uint64_t;
        if (left() < sizeof(Word) || size > 2 * sizeof(Word)) {
            return std::memcmp(position_, key, size) == 0;
        }
        const Word first = load_little_endian<Word>(position_) ^ load_little_endian<Word>(key);
        if (size <= sizeof(Word)) return first << (8 * (sizeof(Word) - size)) == 0;
        const std::size_t rest = size - sizeof(Word);
        return (first | (load_little_endian<Word>(position_ + rest) ^
                         load_little_endian<Word>(key + rest))) == 0;
    }

    template <class T>
    [[nodiscard, gnu::noinline]] static std::size_t load_near_end(const std::byte* from,
                                                                  const std::byte* end,
                                                                  T& value) noexcept {
        return take_unpredictable<false>(from, end, value);
    }

    /// Reads through the decoder.
    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_by_decoder(void* part) {
        leave();
        const bool is_read = read_unusual<T>(decoder_, part);
        enter();
        return is_read;
    }

    /// The part may have another type of the same size and representation, so its bytes are
    /// written.
    template <class T>
    [[nodiscard, gnu::noinline]] static bool read_unusual(Decoder& decoder, void* part) {
        T value{};
        bool is_read = false;
        if constexpr (std::same_as<T, bool>) {
            is_read = decoder.read_boolean(value);
        } else if constexpr (std::floating_point<T>) {
            is_read = decoder.read_number(value);
        } else {
            is_read = decoder.read_integer(value);
        }
        if (is_read) std::memcpy(part, &value, sizeof value);
        return is_read;
    }

    /// Goes on behind a value. False if there was none.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool pass(const std::byte* value_end) noexcept {
        if (value_end == nullptr) return false;
        value_ = position_;
        position_ = value_end;
        return true;
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_boolean(void* part) {
        if (position_ != end_ && pass(take_boolean(position_, part))) [[likely]]
            return true;
        return read_by_decoder<bool>(part);
    }

    template <class T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_integer(void* part) {
        if (is_quick_ && end_ - position_ >= 2) [[likely]] {
            T value{};
            const std::size_t size = end_ - position_ >= tagged_room
                                         ? take_unpredictable<true>(position_, end_, value)
                                         : load_near_end(position_, end_, value);
            if (size != 0) [[likely]] {
                std::memcpy(part, &value, sizeof value);
                value_ = position_;
                position_ += size;
                return true;
            }
        }
        return read_by_decoder<T>(part);
    }

    /// Reads `small_group` elements of an array.
    template <ShortInteger T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool try_small_group(T* elements) noexcept {
        if (!is_quick_ || left() < small_group_size || !take_small_integers(position_, elements))
            return false;
        position_ += small_group_size;
        value_ = position_ - small_group_size / small_group;
        outstanding_ -= small_group * min_element_size;
        return true;
    }

    template <FormatFloat T>
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_number(void* part) {
        if (left() >= tagged_float_size<T> && pass(take_float<T>(position_, part))) [[likely]]
            return true;
        return read_by_decoder<T>(part);
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE bool read_string(std::string& text) {
        const std::uint64_t most = decoder_.options_.limits.max_string;
        if (const std::size_t size = short_text_size(position_, end_, most); size != 0) [[likely]] {
            const std::string_view found =
                as_text({position_ + short_head_size, size - short_head_size});
            if (decoder_.memory_.charge(Decoder::text_memory(found.size()))) [[likely]] {
                assign_text(text, found.data(), found.size());
                value_ = position_;
                position_ += size;
                return true;
            }
        }
        leave();
        const bool is_read = decoder_.read_text(text);
        enter();
        return is_read;
    }

    Decoder& decoder_;
    const std::byte* end_;
    bool is_quick_;
    const std::byte* position_ = nullptr;
    const std::byte* value_ = nullptr;
    std::size_t outstanding_ = 0;
};

}}}  // namespace souris::v0::detail
