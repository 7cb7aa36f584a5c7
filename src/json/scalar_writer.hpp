// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string_view>

#include <souris/json.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Writes values that are not containers, without a tree. Checks strings and binary values against
/// the limits.
class JsonScalarWriter {
  public:
    JsonScalarWriter(Sink& sink, const JsonWriteOptions& options) noexcept
        : sink_(sink), options_(options), is_tagged_(options.form == JsonForm::tagged) {}

    [[nodiscard]] bool is_tagged() const noexcept { return is_tagged_; }

    void put(std::string_view text) {
        sink_.write_bytes(std::as_bytes(std::span(text.data(), text.size())));
    }
    /// Begins the object for a value, with the tag if that is the form.
    void begin_member(Type type, std::string_view quoted_key);

    [[nodiscard]] Result<void, ErrorCode> write_key(std::string_view key);
    /// Any type but array and map.
    [[nodiscard]] Result<void, ErrorCode> write_scalar(const Value& value);

    /// Fails with `limit_exceeded`.
    [[nodiscard]] tl::unexpected<ErrorCode> exceed(Limit limit) noexcept;
    /// The detail of the last failure besides its code. Static storage.
    [[nodiscard]] const char* detail() const noexcept { return detail_; }

  private:
    template <class Number>
    void put_number(Number number);
    /// As an array.
    template <class Number, std::size_t size>
    void put_numbers(std::span<const Number, size> numbers);

    [[nodiscard]] Result<void, ErrorCode> write_integer(const Integer& integer);
    [[nodiscard]] Result<void, ErrorCode> write_float64(double number);
    [[nodiscard]] Result<void, ErrorCode> write_float32(float number);
    template <std::floating_point T>
    [[nodiscard]] Result<void, ErrorCode> write_bits(Type type, T number);
    [[nodiscard]] Result<void, ErrorCode> write_character(char32_t character);
    [[nodiscard]] Result<void, ErrorCode> write_string(std::string_view text, Limit limit);
    [[nodiscard]] Result<void, ErrorCode> write_json_text(std::string_view json);
    [[nodiscard]] Result<void, ErrorCode> write_time_zone(std::string_view name);
    [[nodiscard]] Result<void, ErrorCode> write_binary(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void, ErrorCode> write_complex(const Complex& complex);
    [[nodiscard]] Result<void, ErrorCode> write_timestamp(const Timestamp& time);
    template <class Number, std::size_t size>
    void write_address(Type type, std::span<const Number, size> numbers);

    [[nodiscard]] Result<void, ErrorCode> check_text(std::string_view text, Limit limit);
    /// Fails because there is no plain form.
    [[nodiscard]] tl::unexpected<ErrorCode> unrepresentable(const char* detail) noexcept;

    Sink& sink_;
    const JsonWriteOptions& options_;
    bool is_tagged_;
    const char* detail_ = "";
};

}}}  // namespace souris::v0::detail
