// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <souris/config.hpp>

namespace souris::inline v0 {

/// Text that a function is given: whatever converts to `std::string_view`, which it is for the
/// function. A null `const char*` is told apart from text of no characters instead of being read;
/// what is written `nullptr` does not compile.
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

    /// Whether it was a null pointer. Then `view` has no characters.
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

}  // namespace souris::inline v0
