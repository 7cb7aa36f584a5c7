// SPDX-License-Identifier: MIT
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/detail/text_argument.hpp>

using souris::TextArgument;

namespace {

std::string_view given(TextArgument text) {
    return text;
}

bool is_null(TextArgument text) {
    return text.is_null();
}

}  // namespace

TEST_CASE("whatever converts to a view") {
    const std::string text = "mouse";
    char buffer[] = "mouse";
    char* const pointer = buffer;
    CHECK(given("mouse") == "mouse");
    CHECK(given(text) == "mouse");
    CHECK(given(std::string_view(text)) == "mouse");
    CHECK(given(buffer) == "mouse");
    CHECK(given(pointer) == "mouse");
    CHECK(given({"mouse", 2}) == "mo");
    CHECK(given(text).data() == text.data());
    static_assert(!std::convertible_to<int, TextArgument>);
    static_assert(!std::constructible_from<TextArgument, std::nullptr_t>);
}

TEST_CASE("a null pointer is not text of no characters") {
    CHECK(is_null(static_cast<const char*>(nullptr)));
    CHECK(is_null(static_cast<char*>(nullptr)));
    CHECK(given(static_cast<const char*>(nullptr)).empty());
    CHECK_FALSE(is_null(""));
    CHECK_FALSE(is_null(std::string_view()));
    CHECK_FALSE(is_null(std::string()));
}
