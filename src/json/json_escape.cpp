// SPDX-License-Identifier: MIT
#include "json/json_escape.hpp"

#include <array>
#include <cassert>
#include <cstdint>
#include <span>

#include <fmt/core.h>

#include <souris/escape.hpp>
#include <souris/utf8.hpp>

namespace souris { inline namespace v0 { namespace detail {

namespace {

// The places in which a byte needs special handling.
constexpr unsigned in_string = 1;
constexpr unsigned in_json = 2;
constexpr unsigned in_ascii = 4;
constexpr unsigned in_shortest = 8;

constexpr std::array<std::uint8_t, 256> make_places() {
    std::array<std::uint8_t, 256> places{};
    for (std::size_t byte = 0; byte < 0x20; ++byte)
        places[byte] = in_string | in_json | in_shortest;
    for (std::size_t byte = 0x80; byte < 0x100; ++byte)
        places[byte] = in_ascii;
    places['"'] = in_string | in_shortest;
    places['\\'] = in_string | in_shortest;
    places[0x7F] = in_string | in_json;
    // The first UTF-8 bytes of the characters above ASCII that control a terminal.
    for (const std::size_t byte : {0xC2U, 0xD8U, 0xE2U, 0xEFU}) {
        places[byte] = in_string | in_json | in_ascii;
    }
    return places;
}

constexpr std::array<std::uint8_t, 256> places = make_places();

void write(Sink& sink, std::string_view text) {
    sink.write_bytes(std::as_bytes(std::span(text.data(), text.size())));
}

void write_unicode_escape(Sink& sink, char32_t c) {
    const auto value = static_cast<std::uint32_t>(c);
    write(sink, value < 0x10000 ? fmt::format("\\u{:04x}", value)
                                : fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0U + (value >> 10U),
                                              0xDC00U + (value & 0x3FFU)));
}

void write_escape(Sink& sink, char32_t c) {
    switch (c) {
        case U'"':
            return write(sink, "\\\"");
        case U'\\':
            return write(sink, "\\\\");
        case U'\b':
            return write(sink, "\\b");
        case U'\f':
            return write(sink, "\\f");
        case U'\n':
            return write(sink, "\\n");
        case U'\r':
            return write(sink, "\\r");
        case U'\t':
            return write(sink, "\\t");
        default:
            return write_unicode_escape(sink, c);
    }
}

/// Writes `text` for the places `here`, a bitwise or. Characters not allowed there are escaped, or
/// left out if they are white space in JSON.
void write_text(Sink& sink, std::string_view text, unsigned here) {
    std::size_t written = 0;
    std::size_t position = 0;
    while (position < text.size()) {
        if ((places[static_cast<unsigned char>(text[position])] & here) == 0) {
            ++position;
            continue;
        }
        const auto [character, size] = decode_utf8(text.substr(position));
        assert(size != 0);
        const bool stays =
            character >= 0x80 && (here & in_ascii) == 0 && !commands_a_terminal(character);
        if (!stays) {
            write(sink, text.substr(written, position - written));
            written = position + size;
            if (character >= 0x20 || (here & in_json) == 0) write_escape(sink, character);
        }
        position += size;
    }
    write(sink, text.substr(written));
}

}  // namespace

void write_json_string(Sink& sink, std::string_view text, bool ascii) {
    write(sink, "\"");
    write_text(sink, text, in_string | (ascii ? in_ascii : 0));
    write(sink, "\"");
}

void write_shortest_json_string(Sink& sink, std::string_view text) {
    write(sink, "\"");
    write_text(sink, text, in_shortest);
    write(sink, "\"");
}

void write_json_inline(Sink& sink, std::string_view json, bool ascii) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t begin = json.find_first_not_of(white_space);
    const std::size_t end = json.find_last_not_of(white_space) + 1;
    assert(begin < end);
    write_text(sink, json.substr(begin, end - begin), in_json | (ascii ? in_ascii : 0));
}

}}}  // namespace souris::v0::detail
