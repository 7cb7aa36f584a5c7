// SPDX-License-Identifier: MIT
#include "base/ascii.hpp"

#include <array>
#include <cstddef>
#include <string>

#include <doctest/doctest.h>

#include <souris/utf8.hpp>

using namespace souris;
using namespace souris::detail;

namespace {

/// Short text followed by other bytes.
struct ShortText {
    std::string memory;
    std::size_t size;

    ShortText(std::string_view text, char behind) : memory(text), size(text.size()) {
        memory.resize(short_text_room, behind);
    }
};

bool is_utf8_by_characters(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = decode_utf8(text).size;
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

/// Whether short text is classified correctly, whatever bytes follow.
bool is_seen_rightly(std::string_view text) {
    const bool expected = is_utf8_by_characters(text);
    for (const char behind : {'a', '\x80', '\xC3', '\xF0'}) {
        const ShortText whole(text, behind);
        if (is_short_utf8(whole.memory.data(), whole.size) != expected) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("one byte that is not ASCII is seen, wherever it stands") {
    for (std::size_t size = 0; size < 1100; size += size < 140 ? 1 : 61) {
        CAPTURE(size);
        std::string text(size, 'x');
        CHECK(is_ascii(text.data(), size));
        const auto is_skipped = [&](std::size_t& seen) {
            const char* rest = text.data();
            std::size_t left = size;
            const bool all = skip_ascii(rest, left);
            seen = size - left;
            return all || rest != text.data() + seen;
        };
        std::size_t seen = 0;
        CHECK(is_skipped(seen));
        std::size_t missed = 0;
        for (std::size_t i = 0; i < size; ++i) {
            text[i] = '\x80';
            missed += is_ascii(text.data(), size) || is_skipped(seen) || seen > i;
            text[i] = 'x';
        }
        CHECK(missed == 0);
    }
}

TEST_CASE("of short text, no more is looked at than there is") {
    for (std::size_t size = 0; size <= short_text_room; ++size) {
        CAPTURE(size);
        for (const char behind : {'x', '\xFF'}) {
            ShortText text(std::string(size, 'x'), behind);
            CHECK(is_short_ascii(text.memory.data(), size));
            for (std::size_t i = 0; i < size; ++i) {
                text.memory[i] = '\x80';
                CHECK_FALSE(is_short_ascii(text.memory.data(), size));
                text.memory[i] = 'x';
            }
        }
    }
}

TEST_CASE("short text is UTF-8 just if it is so by characters") {
    CHECK(is_seen_rightly(""));
    // All bytes at which the result changes, in all sequences of four, at the beginning and at the
    // end of the bytes examined.
    constexpr auto bytes = std::to_array<unsigned char>(
        {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
         0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF});
    std::size_t wrong = 0;
    for (std::size_t n = 0; n < bytes.size() * bytes.size() * bytes.size() * bytes.size(); ++n) {
        std::string text;
        for (std::size_t rest = n, i = 0; i < 4; ++i, rest /= bytes.size())
            text += static_cast<char>(bytes[rest % bytes.size()]);
        wrong += !is_seen_rightly(text);
        const std::string at_end = std::string(short_text_room - text.size(), 'x') + text;
        wrong += is_short_utf8(at_end.data(), at_end.size()) != is_utf8_by_characters(text);
    }
    CHECK(wrong == 0);
}

TEST_CASE("text of all lengths, one character after the other") {
    const std::string pattern = "a\u00e9\u20ac\U0001F600\u07ff\U0010FFFF\ud7ff";
    for (std::size_t begin = 0; begin < pattern.size(); ++begin) {
        for (std::size_t size = 0; begin + size <= pattern.size(); ++size) {
            CHECK(is_seen_rightly(std::string_view(pattern).substr(begin, size)));
        }
    }
}
