// SPDX-License-Identifier: MIT
#include "codec/visit_content.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail;

namespace {

/// The name of the function called.
struct Names {
    static std::string null(Tag) { return "null"; }
    static std::string boolean(Tag) { return "boolean"; }
    static std::string integer(Tag) { return "integer"; }
    static std::string float64(Tag) { return "float64"; }
    static std::string float32(Tag) { return "float32"; }
    static std::string character(Tag) { return "character"; }
    static std::string complex(Tag) { return "complex"; }
    static std::string timestamp(Tag) { return "timestamp"; }
    static std::string ipv4(Tag) { return "ipv4"; }
    static std::string ipv6(Tag) { return "ipv6"; }
    static std::string string(Tag) { return "string"; }
    static std::string json(Tag) { return "json"; }
    static std::string timezone(Tag) { return "timezone"; }
    static std::string binary(Tag) { return "binary"; }
    static std::string container(Tag tag) { return tag.type() == Type::map ? "map" : "array"; }
};

/// The form, with its number.
struct Forms {
    static std::string bytes(Tag, std::size_t size) { return "bytes " + std::to_string(size); }
    static std::string integers(Tag, std::size_t n) { return "integers " + std::to_string(n); }
    static std::string text(Tag) { return "text"; }
    static std::string tagged_text(Tag) { return "tagged text"; }
    static std::string block(Tag) { return "block"; }
};

struct WithoutText {
    static int bytes(Tag, std::size_t) { return 0; }
    static int integers(Tag, std::size_t) { return 0; }
    static int tagged_text(Tag) { return 0; }
    static int block(Tag) { return 0; }
};

static_assert(ContentVisitor<Names>);
static_assert(!ContentVisitor<Forms>);
static_assert(FormVisitor<Forms>);
static_assert(!FormVisitor<WithoutText>);

std::string form_of(unsigned byte) {
    Forms forms;
    return visit_form(Tag{static_cast<std::uint8_t>(byte)}, forms);
}

}  // namespace

TEST_CASE("each tag calls the function of its type") {
    for (unsigned byte = 0; byte < 256; ++byte) {
        const Tag tag{static_cast<std::uint8_t>(byte)};
        CHECK(visit_content(tag, Names()) == name_of(tag.type()));
    }
}

TEST_CASE("the form of the content after each tag") {
    const struct {
        unsigned tag;
        const char* form;
    } rows[] = {
        {0x00, "integers 1"}, {0x10, "text"},        {0x11, "text"},        {0x22, "block"},
        {0x30, "bytes 0"},    {0x31, "bytes 0"},     {0x42, "integers 1"},  {0x50, "bytes 16"},
        {0x51, "integers 2"}, {0x60, "integers 7"},  {0x70, "tagged text"}, {0x86, "integers 0"},
        {0x81, "integers 1"}, {0x90, "bytes 0"},     {0xA0, "bytes 8"},     {0xB6, "integers 0"},
        {0xB1, "integers 1"}, {0xC0, "tagged text"}, {0xD0, "bytes 4"},     {0xE0, "bytes 16"},
        {0xF0, "bytes 4"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.tag);
        CHECK(form_of(row.tag) == row.form);
    }
}
