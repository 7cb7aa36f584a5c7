// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/endian.hpp>
#include <souris/integer_traits.hpp>
#include <souris/kind.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/object_error.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/tag.hpp>
#include <souris/type.hpp>

/// @file
/// Values written one after another, without a tree: what writes objects is made of this.

namespace souris::inline v0 {

class Complex;
class Encoder;
struct Ipv4;
struct Ipv6;
class Sink;
struct Timestamp;
class Value;

namespace detail {

template <ObjectForm form>
class ClassEncoder;
class ContentWriter;
class QuickEncoder;

/// Stores a scalar with its tag where there is room for `scalar_room` bytes. Returns where the next
/// byte goes.
[[nodiscard]] SOURIS_EXPORT std::byte* store_signed_part(std::byte* out,
                                                         std::int64_t value) noexcept;
/// @copydoc store_signed_part
[[nodiscard]] SOURIS_EXPORT std::byte* store_unsigned_part(std::byte* out,
                                                           std::uint64_t value) noexcept;
/// @copydoc store_signed_part
template <SmallScalar T>
[[nodiscard]] inline std::byte* store_part(std::byte* out, T value) noexcept {
    if constexpr (std::same_as<T, bool>) {
        *out = std::byte{make_tag(Type::boolean, value ? 1 : 0).byte};
        return out + 1;
    } else if constexpr (!ShortInteger<T>) {
        *out = std::byte{make_tag(std::same_as<T, float> ? Type::float32 : Type::float64).byte};
        store_little_endian(out + 1, value);
        return out + 1 + sizeof value;
    } else if constexpr (T(-1) < T(0)) {
        return store_signed_part(out, value);
    } else {
        return store_unsigned_part(out, value);
    }
}

/// What a scalar takes at most, with what is overwritten behind it.
inline constexpr std::size_t scalar_room = 1 + max_integer_size;

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

    [[nodiscard]] bool write_null();
    [[nodiscard]] bool write_boolean(bool value);
    template <AnyInteger T>
    [[nodiscard]] bool write_integer(T value) {
        if constexpr (sizeof(T) > sizeof(std::uint64_t)) {
            return write_wide(
                static_cast<std::uint64_t>(value >> 64), static_cast<std::uint64_t>(value),
                T(-1) < T(0) ? (value < 0 ? SignState::negative : SignState::signed_non_negative)
                             : SignState::unsigned_number);
        } else if constexpr (T(-1) < T(0)) {
            return write_signed(static_cast<std::int64_t>(value));
        } else {
            return write_unsigned(static_cast<std::uint64_t>(value));
        }
    }
    [[nodiscard]] bool write_integer(const Integer& value);
    /// Many integers of up to 64 bits, each as `write_integer` writes it.
    template <detail::ShortInteger T>
    [[nodiscard]] bool write_integers(std::span<const T> values) {
        return write_parts(values.data(), values.size(), sizeof(T), {.kind = detail::part_kind<T>});
    }
    [[nodiscard]] bool write_number(double value);
    [[nodiscard]] bool write_number(float value);
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
    /// Whether it is time to tell, `done` of `count` elements being written. So many tell how long
    /// all will be, and the more there were the better.
    [[nodiscard]] static constexpr bool is_telling(std::size_t done, std::size_t count) noexcept {
        constexpr std::size_t telling = 8;
        return (done & (done - 1)) == 0 && done >= telling && done < count;
    }
    /// What to expect then, of elements before which there were `before` bytes.
    void expect_parts(std::uint64_t before, std::size_t done, std::size_t count) noexcept;
    [[nodiscard]] bool write_key(std::string_view key);
    /// The elements of the array just begun, which stand one behind another in memory, `size` bytes
    /// each. After a failure `in_element` was told.
    [[nodiscard]] bool write_parts(const void* first, std::size_t count, std::size_t size,
                                   const detail::PartWriter& how);

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

  private:
    template <ObjectForm form>
    friend class detail::ClassEncoder;
    friend class detail::QuickEncoder;
    friend Result<void> detail::encode_object(Sink& sink, const EncodeOptions& options,
                                              detail::WriteObject write, const void* object);

    Encoder(detail::ContentWriter& content, const EncodeOptions& options);

    [[nodiscard]] bool write_signed(std::int64_t value);
    [[nodiscard]] bool write_unsigned(std::uint64_t value);
    [[nodiscard]] bool write_wide(std::uint64_t high, std::uint64_t low, SignState state);
    /// Room for `size` bytes at `position_`.
    [[nodiscard]] std::byte* room(std::size_t size);
    void make_room(std::size_t size);
    /// The same where the sink knows where the output ends.
    void take_room(std::size_t size);
    template <class T>
    [[nodiscard]] bool write_scalar(T value);
    [[nodiscard]] bool begin(Type type, std::size_t count);
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
    /// Text that is longer is not written at once.
    std::size_t max_quick_text_;
    detail::ContentWriter& content_;
    /// That of the content writer.
    Budget& nodes_;
    const EncodeOptions& options_;
    detail::ObjectError error_;
};

}  // namespace souris::inline v0
