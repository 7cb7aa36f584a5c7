// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/integer.hpp>
#include <souris/integer_wire.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/object_error.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/tag.hpp>
#include <souris/type.hpp>

/// @file
/// Values written one after another, without a tree: what writes objects is made of this.

namespace souris::inline v0 {

class Complex;
class Encoder;
struct Ipv4;
struct Ipv6;
struct Timestamp;
class Value;

namespace detail {

class ContentWriter;

/// What takes at most as many bytes as an integer does, whatever its value.
template <class T>
concept SmallScalar =
    std::same_as<T, bool> || std::same_as<T, float> || std::same_as<T, double> || ShortInteger<T>;

/// Writes `object`.
using WriteObject = bool (*)(Encoder& encoder, const void* object);

/// Lets `write` write a value, and tells what became of it.
[[nodiscard]] SOURIS_EXPORT Result<void> encode_object(Sink& sink, const EncodeOptions& options,
                                                       WriteObject write, const void* object);
/// The same, and what was written, held against `max_input`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_object(const EncodeOptions& options,
                                                        WriteObject write, const void* object);

}  // namespace detail

/// Writes a value's parts in the order of the bytes.
///
/// Each `write_` function writes one value. False says that it failed: then nothing more may be
/// written, and whoever called returns false in turn, `in_key` or `in_element` having been told
/// what it was writing if that is part of a container. What failed, the encoder keeps.
///
/// The counts that `begin_array` and `begin_map` are given must be those of what follows.
///
/// @snippet reference_object.cpp encoder and decoder
class SOURIS_EXPORT Encoder {
  public:
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    [[nodiscard]] const EncodeOptions& options() const noexcept { return options_; }

    [[nodiscard]] bool write_null() { return write_byte(tag_byte(Type::null, 0)); }
    [[nodiscard]] bool write_boolean(bool value) {
        return write_byte(tag_byte(Type::boolean, value ? 1 : 0));
    }
    template <AnyInteger T>
    [[nodiscard]] bool write_integer(T value) {
        if constexpr (sizeof(T) > sizeof(std::uint64_t)) {
            return write_integer(Integer(value));
        } else {
            position_ = store_tagged(room(1 + max_integer_size), value);
            return true;
        }
    }
    [[nodiscard]] bool write_integer(const Integer& value);
    /// Many integers of up to 64 bits, each as `write_integer` writes it.
    template <AnyInteger T>
    requires(sizeof(T) <= sizeof(std::uint64_t))
        [[nodiscard]] bool write_integers(std::span<const T> values) {
        // So many at a time that there is no need to look for room.
        constexpr std::size_t at_once = 32;
        constexpr std::size_t most = 2 + 2 * sizeof(std::uint64_t);
        while (!values.empty()) {
            const auto some = values.first(values.size() < at_once ? values.size() : at_once);
            std::byte* out = room(at_once * most);
            for (const T value : some)
                out = store_tagged(out, value);
            position_ = out;
            values = values.subspan(some.size());
        }
        return true;
    }
    [[nodiscard]] bool write_number(double value) { return write_scalar(Type::float64, value); }
    [[nodiscard]] bool write_number(float value) { return write_scalar(Type::float32, value); }
    /// Errors: `invalid_character`.
    [[nodiscard]] bool write_character(char32_t value);
    /// Errors: `invalid_utf8`, `limit_exceeded`.
    [[nodiscard]] bool write_text(std::string_view text);
    /// A string, JSON text or a time zone's name, as `type` says; the last two are not checked.
    [[nodiscard]] bool write_text(std::string_view text, Type type);
    [[nodiscard]] bool write_binary(std::span<const std::byte> bytes);
    [[nodiscard]] bool write_timestamp(const Timestamp& value);
    [[nodiscard]] bool write_complex(const Complex& value);
    [[nodiscard]] bool write_ipv4(const Ipv4& value);
    [[nodiscard]] bool write_ipv6(const Ipv6& value);
    [[nodiscard]] bool write_value(const Value& value);

    /// Opens an array of so many elements.
    [[nodiscard]] bool begin_array(std::size_t count) { return begin(Type::array, count); }
    /// Opens a map of so many entries, each of which is a key and a value.
    [[nodiscard]] bool begin_map(std::size_t count) { return begin(Type::map, count); }
    /// Ends what was begun last.
    void end() noexcept { --depth_; }
    /// Bytes written so far.
    [[nodiscard]] std::uint64_t size() const noexcept;
    /// That about `size` bytes more are to come: memory for them is taken at once when more is
    /// needed. A guess may be wrong; it costs no more than eight times the memory that is used.
    void expect(std::uint64_t size) noexcept;
    [[nodiscard]] bool write_key(std::string_view key);
    /// A key as it is written, checked before.
    template <std::size_t size>
    void write_key_bytes(const std::array<std::byte, size>& bytes) {
        // With room for most values, so that they need not look.
        std::byte* const out = room(size + 1 + max_integer_size);
        std::memcpy(out, bytes.data(), size);
        position_ = out + size;
    }

    /// Says why a value cannot be written. Returns false.
    bool fail(ErrorCode code, std::string detail = {});
    /// After a failure: the value was that of this key. Returns false.
    bool in_key(std::string_view key) {
        error_.in_key(key);
        return false;
    }
    /// After a failure: the value was the element of this index. Returns false.
    bool in_element(std::size_t index) {
        error_.in_element(index);
        return false;
    }

    /// Writes scalars, and keys before them, and keeps to itself where the next byte goes, in a
    /// register. The encoder writes nothing meanwhile but between `leave` and `enter`.
    class Run {
      public:
        explicit Run(Encoder& encoder) noexcept : encoder_(encoder) { enter(); }

        void enter() noexcept {
            position_ = encoder_.position_;
            end_ = encoder_.end_;
        }
        void leave() noexcept { encoder_.position_ = position_; }

        /// A value, behind its key as it is written if there is to be one.
        template <std::size_t size, detail::SmallScalar T>
        void write(const std::array<std::byte, size>& key, bool has_key, T value) {
            constexpr std::size_t most = size + 1 + max_integer_size;
            if (most > static_cast<std::size_t>(end_ - position_)) [[unlikely]]
                make_room(most);
            std::byte* out = position_;
            if (has_key) {
                std::memcpy(out, key.data(), size);
                out += size;
            }
            position_ = store_small(out, value);
        }

      private:
        void make_room(std::size_t size) {
            leave();
            encoder_.make_room(size);
            enter();
        }

        Encoder& encoder_;
        std::byte* position_;
        std::byte* end_;
    };

  private:
    friend Result<void> detail::encode_object(Sink& sink, const EncodeOptions& options,
                                              detail::WriteObject write, const void* object);

    Encoder(detail::ContentWriter& content, const EncodeOptions& options);

    [[nodiscard]] static constexpr std::byte tag_byte(Type type, unsigned low = 0) noexcept {
        return std::byte{detail::make_tag(type, low).byte};
    }

    /// Without a branch that depends on the number: nobody foresees them.
    template <AnyInteger T>
    [[nodiscard]] static std::byte* store_tagged(std::byte* out, T value) noexcept {
        // Numbers that are not negative are told apart by their type, as those of a `Value` are.
        constexpr bool is_signed = T(-1) < T(0);
        const bool is_negative = is_signed && value < T{};
        *out = tag_byte(Type::integer, is_negative ? 2 : is_signed ? 1 : 0);
        const auto low = static_cast<std::uint64_t>(value);
        const std::uint64_t significant = is_negative ? ~low : low;
        const std::uint64_t first = low & 0xFFU;
        // The lowest bit stands for "at least one byte".
        const auto length = (static_cast<std::uint64_t>(std::bit_width(significant | 1U)) + 7) / 8;
        // All bits if the content does not fit into the first byte. Compilers make branches of
        // `?:`.
        const std::uint64_t is_long =
            0 -
            static_cast<std::uint64_t>((significant > 0xFFU) | (first > detail::max_small_content));
        const std::uint64_t prefix = detail::max_small_content + length;
        out[1] = static_cast<std::byte>(first ^ ((first ^ prefix) & is_long));
        store_little_endian(out + 2, low);
        return out + 2 + (length & is_long);
    }

    template <detail::SmallScalar T>
    [[nodiscard]] static std::byte* store_small(std::byte* out, T value) noexcept {
        if constexpr (std::same_as<T, bool>) {
            *out = tag_byte(Type::boolean, value ? 1 : 0);
            return out + 1;
        } else if constexpr (std::floating_point<T>) {
            *out = tag_byte(std::same_as<T, float> ? Type::float32 : Type::float64, 0);
            store_little_endian(out + 1, value);
            return out + 1 + sizeof value;
        } else {
            return store_tagged(out, value);
        }
    }

    /// Room for `size` bytes at `position_`.
    [[nodiscard]] std::byte* room(std::size_t size) {
        if (size > static_cast<std::size_t>(end_ - position_)) [[unlikely]]
            make_room(size);
        return position_;
    }
    void make_room(std::size_t size);
    /// The same where the sink knows where the output ends.
    void take_room(std::size_t size);
    [[nodiscard]] bool write_byte(std::byte byte) {
        *room(1) = byte;
        ++position_;
        return true;
    }
    template <class T>
    [[nodiscard]] bool write_scalar(Type type, T value) {
        std::byte* const out = room(1 + sizeof value);
        *out = tag_byte(type, 0);
        store_little_endian(out + 1, value);
        position_ = out + 1 + sizeof value;
        return true;
    }
    [[nodiscard]] bool begin(Type type, std::size_t count) {
        if (depth_ >= max_depth_ || !nodes_.charge(count)) [[unlikely]]
            return refuse_container();
        ++depth_;
        std::byte* const out = room(1 + max_integer_size);
        if (count <= detail::max_inline_count) {
            *out = tag_byte(type, static_cast<unsigned>(count) << 1U);
            position_ = out + 1;
        } else {
            *out = tag_byte(type, 1);
            position_ = store_unsigned(out + 1, count);
        }
        return true;
    }
    bool refuse_container();
    /// Lets the content writer write, which has its own idea of where the output ends.
    template <class Write>
    [[nodiscard]] bool write_slowly(Write write);

    /// Where the next byte goes, in the sink's memory.
    std::byte* position_ = nullptr;
    std::byte* end_ = nullptr;
    std::size_t depth_ = 0;
    /// Types that contain themselves are written by recursion, which must end somewhere.
    std::size_t max_depth_;
    detail::ContentWriter& content_;
    /// That of the content writer.
    Budget& nodes_;
    const EncodeOptions& options_;
    detail::ObjectError error_;
};

}  // namespace souris::inline v0
