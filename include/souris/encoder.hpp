// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/detail/object_error.hpp>
#include <souris/detail/wire.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

/// @file
/// Writes values one after another, without a tree. The codecs of objects are built on it.

namespace souris { inline namespace v0 {

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

/// Stores a scalar with its tag to `out`, which must have room for `scalar_room` bytes. Returns the
/// end of the scalar.
[[nodiscard]] SOURIS_EXPORT std::byte* store_signed_part(std::byte* out,
                                                         std::int64_t value) noexcept;
/// @copydoc store_signed_part
[[nodiscard]] SOURIS_EXPORT std::byte* store_unsigned_part(std::byte* out,
                                                           std::uint64_t value) noexcept;
/// @copydoc store_signed_part
template <SmallScalar T>
[[nodiscard]] inline std::byte* store_part(std::byte* out, T value) noexcept {
    if constexpr (std::same_as<T, bool>) {
        return put_boolean(out, value);
    } else if constexpr (!ShortInteger<T>) {
        return put_float(out, value);
    } else if constexpr (T(-1) < T(0)) {
        return store_signed_part(out, value);
    } else {
        return store_unsigned_part(out, value);
    }
}

/// Calls `write` for a value and returns the result.
[[nodiscard]] SOURIS_EXPORT Result<void> encode_object(Sink& sink, const EncodeOptions& options,
                                                       WriteObject write, const void* object);
/// The same, returning the bytes written, whose size is checked against `max_input`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_object(const EncodeOptions& options,
                                                        WriteObject write, const void* object);

}  // namespace detail

/// Writes a value's parts in the order of the bytes.
///
/// Each `write_` function writes one value. It returns false on failure: then nothing more may be
/// written, and the caller returns false in turn. For a part of a container, the caller first calls
/// `in_key` or `in_element` to say which part failed. The encoder stores the error.
///
/// The counts passed to `begin_array` and `begin_map` must equal the number of items written.
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
    /// Writes integers of up to 64 bits, each as by `write_integer`.
    template <detail::ShortInteger T>
    [[nodiscard]] bool write_integers(std::span<const T> values) {
        return write_elements(values.data(), values.size(), sizeof(T),
                              {.kind = detail::builtin_kind<T>});
    }
    [[nodiscard]] bool write_number(double value);
    [[nodiscard]] bool write_number(float value);
    /// Errors: `invalid_character`.
    [[nodiscard]] bool write_character(char32_t value);
    /// Errors: `invalid_utf8`, `limit_exceeded`.
    [[nodiscard]] bool write_text(std::string_view text);
    /// A string, JSON text or a time zone's name, according to `type`; the last two are not
    /// checked.
    [[nodiscard]] bool write_text(std::string_view text, Type type);
    [[nodiscard]] bool write_binary(std::span<const std::byte> bytes);
    [[nodiscard]] bool write_timestamp(const Timestamp& value);
    [[nodiscard]] bool write_complex(const Complex& value);
    [[nodiscard]] bool write_ipv4(const Ipv4& value);
    [[nodiscard]] bool write_ipv6(const Ipv6& value);
    [[nodiscard]] bool write_value(const Value& value);

    /// Opens an array of `count` elements.
    [[nodiscard]] bool begin_array(std::size_t count) { return begin(Type::array, count); }
    /// Opens a map of `count` entries, each of which is a key and a value.
    [[nodiscard]] bool begin_map(std::size_t count) { return begin(Type::map, count); }
    /// Closes the innermost open container.
    void end() noexcept {
        assert(depth_ != 0);
        --depth_;
    }
    /// Bytes written so far.
    [[nodiscard]] std::uint64_t size() const noexcept;
    /// Size hint; may be wrong: about `size` bytes follow. When the buffer must grow, it grows for
    /// all of them at once. A wrong hint costs at most eight times the memory in use.
    void expect(std::uint64_t size) noexcept;
    /// True at powers of two from 8 on and below `count`, when the size estimate is refreshed:
    /// `done` elements allow an estimate of the total, which improves with their number.
    [[nodiscard]] static constexpr bool should_refresh_estimate(std::size_t done,
                                                                std::size_t count) noexcept {
        constexpr std::size_t first = 8;
        return (done & (done - 1)) == 0 && done >= first && done < count;
    }
    /// Refreshes the estimate from the size of `done` elements; `before` is the output size before
    /// them.
    void expect_elements(std::uint64_t before, std::size_t done, std::size_t count) noexcept;
    [[nodiscard]] bool write_key(std::string_view key);
    /// Writes the elements of the array just begun from contiguous memory, `size` bytes each. Calls
    /// `in_element` on failure.
    [[nodiscard]] bool write_elements(const void* first, std::size_t count, std::size_t size,
                                      const detail::ValueWriter& how);

    /// Reports why a value cannot be written. Returns false.
    bool fail(ErrorCode code, std::string detail = {});
    /// After a failure: adds this key to the path of the error. Returns false.
    bool in_key(std::string_view key) {
        error_.in_key(key);
        return false;
    }
    /// After a failure: adds this index to the path of the error. Returns false.
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
    /// The same, if the sink's end of output is up to date.
    void take_room(std::size_t size);
    template <class T>
    [[nodiscard]] bool write_scalar(T value);
    [[nodiscard]] bool begin(Type type, std::size_t count);
    bool refuse_container();
    /// Calls `write` with the content writer, which tracks the end of output on its own.
    template <class Write>
    [[nodiscard]] bool write_content(Write write);

    /// Address of the next byte, in the sink's buffer.
    std::byte* position_ = nullptr;
    std::byte* end_ = nullptr;
    std::size_t depth_ = 0;
    /// Recursive types are written by recursion, which must be bounded.
    std::size_t max_depth_;
    /// Longer text takes the slow path.
    std::size_t max_quick_text_;
    detail::ContentWriter& content_;
    /// Reference to the content writer's budget.
    Budget& nodes_;
    const EncodeOptions& options_;
    detail::ObjectError error_;
};

}}  // namespace souris::v0
