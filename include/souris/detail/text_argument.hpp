// SPDX-License-Identifier: MIT
// Internal: serves <souris/integer.hpp> and <souris/value.hpp>.
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>

namespace souris { inline namespace v0 {

/// Text parameter of a function: accepts every type that converts to `std::string_view` and acts as
/// a view. A null `const char*` is recognised instead of being read, and distinct from empty text;
/// a literal `nullptr` does not compile.
class TextArgument {
  public:
    // NOLINTBEGIN(google-explicit-constructor): it stands for a view.
    constexpr TextArgument(std::string_view text) noexcept
        : text_(text.data() != nullptr ? text : std::string_view("", 0)) {}
    template <class T>
    requires std::convertible_to<const T&, std::string_view>
    constexpr TextArgument(const T& text) : text_(view_of(text)) {}
    TextArgument(std::nullptr_t) = delete;
    constexpr operator std::string_view() const noexcept { return text_; }
    // NOLINTEND(google-explicit-constructor)
    constexpr TextArgument(const char* text, std::size_t size) noexcept
        : TextArgument(std::string_view(text, size)) {}

    /// Whether the argument was a null pointer; `view` is then empty.
    [[nodiscard]] constexpr bool is_null() const noexcept { return text_.data() == nullptr; }
    [[nodiscard]] constexpr std::string_view view() const noexcept { return text_; }

  private:
    template <class T>
    static constexpr std::string_view view_of(const T& text) {
        if constexpr (std::is_pointer_v<T>) {
            if (text == nullptr) return {};
        }
        return TextArgument(std::string_view(text)).text_;
    }

    std::string_view text_;
};

}}  // namespace souris::v0
