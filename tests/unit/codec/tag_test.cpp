// SPDX-License-Identifier: MIT
#include <algorithm>

#include <doctest/doctest.h>

#include <souris/detail/tag.hpp>

using namespace souris;
using namespace souris::detail;

TEST_CASE("a tag holds a type and four bits") {
    for (unsigned byte = 0; byte < 256; ++byte) {
        const Tag tag{static_cast<std::uint8_t>(byte)};
        CHECK(static_cast<unsigned>(tag.type()) == byte / 16);
        CHECK(tag.low() == byte % 16);
        CHECK(make_tag(tag.type(), tag.low()).byte == byte);
    }
}

TEST_CASE("sign states") {
    CHECK(Tag{0x40}.sign_state() == SignState::unsigned_number);
    CHECK(Tag{0x41}.sign_state() == SignState::signed_non_negative);
    CHECK(Tag{0x42}.sign_state() == SignState::negative);
    CHECK(Tag{0x42}.has_sign_state());
    CHECK_FALSE(Tag{0x43}.has_sign_state());
    CHECK_FALSE(Tag{0x4F}.has_sign_state());
    CHECK(Tag{0x4D}.sign_state() == SignState::signed_non_negative);
}

TEST_CASE("the nine forms of a cartesian complex number are all pairs of sign states") {
    for (unsigned real = 0; real < 3; ++real) {
        for (unsigned imaginary = 0; imaginary < 3; ++imaginary) {
            const ComplexForm form{static_cast<SignState>(real), static_cast<SignState>(imaginary)};
            CHECK(std::count(std::begin(cartesian_forms), std::end(cartesian_forms), form) == 1);
        }
    }
}

TEST_CASE("bits of a tag that mean something") {
    struct Row {
        std::uint8_t tag;
        std::uint8_t used;
    };
    for (const Row row :
         {Row{0x00, 0x0}, Row{0x10, 0x1}, Row{0x20, 0xF}, Row{0x30, 0x1}, Row{0x40, 0x3},
          Row{0x50, 0xF}, Row{0x60, 0x3}, Row{0x70, 0x0}, Row{0x80, 0xE}, Row{0x81, 0x1},
          Row{0x90, 0x0}, Row{0xA0, 0x0}, Row{0xB2, 0xE}, Row{0xB1, 0x1}, Row{0xC0, 0x0},
          Row{0xD0, 0x0}, Row{0xE0, 0x0}, Row{0xF0, 0x0}}) {
        CAPTURE(row.tag);
        CHECK(used_bits(Tag{row.tag}) == row.used);
    }
}
