// SPDX-License-Identifier: MIT
#include <string>

#include <doctest/doctest.h>

#include <souris/utf8.hpp>

using souris::decode_utf8;
using souris::encode_utf8;
using souris::is_scalar_value;
using souris::is_utf8;

namespace {

/// Whether a sequence of exactly these bytes is one character: Table 3-7 of the Unicode Standard.
bool is_well_formed(std::string_view bytes) {
    struct Row {
        int first_low, first_high, second_low, second_high;
        std::size_t size;
    };
    constexpr Row table[] = {
        {0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
        {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
        {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    const auto in = [&](std::size_t i, int low, int high) {
        const int byte = static_cast<unsigned char>(bytes[i]);
        return byte >= low && byte <= high;
    };
    for (const Row& row : table) {
        if (bytes.size() != row.size || !in(0, row.first_low, row.first_high)) continue;
        if (row.size >= 2 && !in(1, row.second_low, row.second_high)) return false;
        for (std::size_t i = 2; i < row.size; ++i) {
            if (!in(i, 0x80, 0xBF)) return false;
        }
        return true;
    }
    return false;
}

/// Whether the bytes are a sequence of characters.
bool is_text(std::string_view bytes) {
    if (bytes.empty()) return true;
    for (std::size_t size = 1; size <= 4 && size <= bytes.size(); ++size) {
        if (is_well_formed(bytes.substr(0, size))) return is_text(bytes.substr(size));
    }
    return false;
}

/// Whether the library agrees with the table about `bytes`.
bool agrees(std::string_view bytes) {
    std::size_t size = 0;
    for (std::size_t i = 1; i <= bytes.size(); ++i) {
        if (is_well_formed(bytes.substr(0, i))) size = i;
    }
    return decode_utf8(bytes).size == size && is_utf8(bytes) == is_text(bytes);
}

}  // namespace

TEST_CASE("scalar values are the code points without surrogates") {
    std::uint32_t count = 0;
    for (std::uint32_t c = 0; c < 0x120000; ++c)
        count += is_scalar_value(c) ? 1U : 0U;
    CHECK(count == souris::scalar_value_count);
    static_assert(is_scalar_value(0) && is_scalar_value(0xD7FF) && is_scalar_value(0xE000));
    static_assert(is_scalar_value(souris::max_code_point));
    static_assert(!is_scalar_value(0xD800) && !is_scalar_value(0xDFFF));
    static_assert(!is_scalar_value(0x110000) && !is_scalar_value(0x100000041));
}

TEST_CASE("every character is encoded and decoded") {
    int wrong = 0;
    for (char32_t c = 0; c <= souris::max_code_point; ++c) {
        if (!is_scalar_value(c)) continue;
        char buffer[4] = {};
        const std::string_view text(buffer, encode_utf8(c, buffer));
        const auto decoded = decode_utf8(text);
        const bool right = text.size() == souris::utf8_size(c) && is_well_formed(text) &&
                           decoded.code_point == c && decoded.size == text.size() && is_utf8(text);
        wrong += right ? 0 : 1;
    }
    CHECK(wrong == 0);
    static_assert([] {
        char out[4] = {};
        return encode_utf8(U'\u20AC', out) == 3 && out[0] == '\xE2' && out[1] == '\x82' &&
               out[2] == '\xAC';
    }());
}

TEST_CASE("all sequences of one and two bytes, and the telling ones of three and four") {
    int wrong = 0;
    CHECK(decode_utf8("").size == 0);
    CHECK(is_utf8(""));
    constexpr char edges[] = {'\x00', '\x7F', '\x80', '\x8F', '\x90', '\x9F',
                              '\xA0', '\xBF', '\xC0', '\xE2', '\xFF'};
    for (int first = 0; first < 256; ++first) {
        std::string text(1, static_cast<char>(first));
        wrong += agrees(text) ? 0 : 1;
        for (int second = 0; second < 256; ++second) {
            text.resize(1);
            text += static_cast<char>(second);
            wrong += agrees(text) ? 0 : 1;
            if (first < 0xC0) continue;
            for (const char third : edges) {
                text.resize(2);
                text += third;
                wrong += agrees(text) ? 0 : 1;
                if (first < 0xE0) continue;
                for (const char fourth : edges) {
                    text.resize(3);
                    text += fourth;
                    wrong += agrees(text) ? 0 : 1;
                }
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("one bad byte is found wherever it stands") {
    for (const std::size_t size : {1U, 7U, 8U, 9U, 63U, 64U, 65U, 127U, 200U}) {
        CAPTURE(size);
        std::string text(size, 'a');
        CHECK(is_utf8(text));
        for (std::size_t position = 0; position < size; ++position) {
            text[position] = '\x80';
            if (is_utf8(text)) FAIL(position);
            text[position] = 'a';
        }
        // A character that lacks its last byte.
        text.back() = '\xC3';
        CHECK_FALSE(is_utf8(text));
        CHECK(is_utf8(text + '\xA9'));
    }
}
