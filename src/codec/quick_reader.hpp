// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/integer_wire.hpp>
#include <souris/utf8.hpp>

#include "codec/tag.hpp"

namespace souris::detail {

/// Whether all of a text is ASCII: eight bytes at a time, the last of them overlapping.
[[nodiscard]] inline bool is_short_ascii(const std::byte* text, std::size_t size) noexcept {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    if (size < 8) {
        unsigned seen = 0;
        for (std::size_t i = 0; i < size; ++i)
            seen |= std::to_integer<unsigned>(text[i]);
        return seen < 0x80;
    }
    std::uint64_t seen = load_little_endian<std::uint64_t>(text + size - 8);
    for (std::size_t i = 0; i + 8 < size; i += 8) {
        seen |= load_little_endian<std::uint64_t>(text + i);
    }
    return (seen & high_bits) == 0;
}

/// Reads values that are frequent and simple, as long as nothing is wrong with them, and does
/// nothing otherwise: then `ContentReader` is asked, which reads all and says what is wrong. So
/// there is one verdict, and this may give up whenever it likes.
///
/// What was read goes to a `Target`:
///
///     void null(); void boolean(bool); void float64(std::uint64_t bits);
///     void integer(std::uint64_t low, SignState);  // the high half is the sign's
///     bool string(std::string_view);               // false: not read after all
///     bool open(Type, std::size_t count);          // likewise
class QuickReader {
  public:
    QuickReader(const Cursor& cursor, const DecodeOptions& options) noexcept
        : begin_(cursor.rest().data() - cursor.offset()),
          position_(cursor.rest().data()),
          end_(position_ + cursor.remaining()),
          is_lenient_(!options.strict),
          takes_strings_(options.limits.max_string >= max_small_content &&
                         options.limits.max_key >= max_small_content) {}

    [[nodiscard]] std::size_t offset() const noexcept {
        return static_cast<std::size_t>(position_ - begin_);
    }
    [[nodiscard]] std::size_t remaining() const noexcept {
        return static_cast<std::size_t>(end_ - position_);
    }
    /// Goes on where `cursor` stands.
    void follow(const Cursor& cursor) noexcept { position_ = cursor.rest().data(); }

    template <class Target>
    [[nodiscard]] bool read(Target& target) {
        if (position_ == end_) return false;
        const Tag tag{std::to_integer<std::uint8_t>(*position_)};
        switch (tag.byte) {
            case make_tag(Type::null).byte:
                target.null();
                ++position_;
                return true;
            case make_tag(Type::boolean, 0).byte:
            case make_tag(Type::boolean, 1).byte:
                target.boolean(tag.flag());
                ++position_;
                return true;
            case make_tag(Type::float64).byte:
                if (remaining() < 9) return false;
                target.float64(load_little_endian<std::uint64_t>(position_ + 1));
                position_ += 9;
                return true;
            case make_tag(Type::integer, 0).byte:
                return read_integer(target, SignState::unsigned_number);
            case make_tag(Type::integer, 1).byte:
                return read_integer(target, SignState::signed_non_negative);
            case make_tag(Type::integer, 2).byte:
                return read_integer(target, SignState::negative);
            case make_tag(Type::string).byte:
                return read_string(target);
            default:
                break;
        }
        const bool is_container = tag.type() == Type::array || tag.type() == Type::map;
        if (!is_container || tag.flag()) return false;
        ++position_;
        if (target.open(tag.type(), tag.inline_count())) return true;
        --position_;
        return false;
    }

    /// A raw string, not coded, whose length is in one byte.
    template <class Target>
    [[nodiscard]] bool read_string(Target& target) {
        if (remaining() < 2 || *position_ != std::byte{make_tag(Type::string).byte}) return false;
        const auto size = std::to_integer<std::size_t>(position_[1]);
        const std::byte* const text = position_ + 2;
        if (size > max_small_content || size > remaining() - 2 || !takes_strings_) return false;
        const std::string_view view = as_text({text, size});
        if (!is_short_ascii(text, size) && !is_utf8(view)) return false;
        if (!target.string(view)) return false;
        position_ = text + size;
        return true;
    }

  private:
    template <class Target>
    [[nodiscard]] bool read_integer(Target& target, SignState state) {
        const LoadedInteger loaded = load_integer(position_ + 1, remaining() - 1, state);
        const std::uint64_t fill = state == SignState::negative ? ~std::uint64_t{0} : 0;
        // A single byte cannot be too long; whether more are, is not looked at here.
        const bool is_fine = loaded.size == 1 || (loaded.size != 0 && is_lenient_);
        if (!is_fine || loaded.bits.high != fill) return false;
        target.integer(loaded.bits.low, state);
        position_ += 1 + loaded.size;
        return true;
    }

    const std::byte* begin_;
    const std::byte* position_;
    const std::byte* end_;
    bool is_lenient_;
    /// Any string of one length byte is within the limits.
    bool takes_strings_;
};

}  // namespace souris::detail
