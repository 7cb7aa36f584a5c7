// SPDX-License-Identifier: MIT
#include "file/windows/wide_text.hpp"

#include <doctest/doctest.h>

using souris::detail::to_narrow;
using souris::detail::to_wide;

TEST_CASE("there and back") {
    CHECK((to_wide("").value() == L""));
    CHECK(to_narrow(L"") == "");
    for (const std::string& text :
         {std::string("mouse"), std::string("k\xC3\xA4se"), std::string("\xF0\x9F\x90\xAD"),
          std::string("a\0b", 3), std::string(100'000, 'x')}) {
        CHECK(to_narrow(to_wide(text).value()) == text);
    }
    CHECK((to_wide("\xF0\x9F\x90\xAD").value() == L"\xD83D\xDC2D"));
}

TEST_CASE("what is no text") {
    for (const char* const bytes : {"\x80", "\xC3", "a\xFF", "\xED\xA0\x80", "\xC0\x80"}) {
        CHECK(!to_wide(bytes));
    }
    CHECK(to_narrow(L"\xD83D") == "\xEF\xBF\xBD");
}
