// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

namespace detail {
struct TreeAccess;
}  // namespace detail

/// A JSON document (RFC 8259) kept as text: numbers, spaces and repeated keys as written.
///
/// @snippet reference_value.cpp json text
class SOURIS_EXPORT JsonText {
  public:
    /// `null`
    JsonText() : text_("null") {}
    JsonText(const JsonText&) = default;
    /// Leaves `null`.
    JsonText(JsonText&& other) noexcept : text_(std::exchange(other.text_, "null")) {}
    JsonText& operator=(const JsonText&) = default;
    /// @copydoc JsonText(JsonText&&)
    JsonText& operator=(JsonText&& other) noexcept {
        text_ = std::exchange(other.text_, "null");
        return *this;
    }
    ~JsonText() = default;

    /// Errors: `invalid_json` unless `is_valid`. Throws std::bad_alloc.
    [[nodiscard]] static Result<JsonText, ErrorCode> parse(std::string text);

    /// Whether `text` is one JSON value, optionally surrounded by white space. Linear; nesting is
    /// not limited and does not recurse. Throws std::bad_alloc.
    [[nodiscard]] static bool is_valid(TextArgument text);

    /// Whether sourisdb reads the JSON `text`: it refuses a whole file for a number beyond the
    /// finite f64, or for containers nested 128 deep. Linear. Throws std::bad_alloc.
    [[nodiscard]] static bool is_portable(TextArgument text);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    /// Compare the text, not its meaning.
    friend bool operator==(const JsonText&, const JsonText&) = default;
    friend auto operator<=>(const JsonText&, const JsonText&) = default;

  private:
    friend struct detail::TreeAccess;

    std::string text_;
};

}}  // namespace souris::v0

/// Differs from process to process, so that nobody can prepare collisions.
template <>
struct SOURIS_EXPORT std::hash<souris::JsonText> {
    [[nodiscard]] std::size_t operator()(const souris::JsonText& value) const noexcept;
};
