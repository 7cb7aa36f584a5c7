// SPDX-License-Identifier: MIT
#include "printers/html_page.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include <souris/cursor.hpp>

#include "common/json_report.hpp"
#include "common/stream.hpp"

namespace souris::cli {

namespace {

constexpr std::string_view data_mark = "<!--DATA-->\n";

/// Encodes up to three bytes as four characters.
std::array<char, 4> base64_of(std::span<const std::byte> bytes) noexcept {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
        bits = bits << 8U | (i < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i]) : 0);
    std::array<char, 4> text{};
    for (std::size_t i = 0; i < 4; ++i)
        text[i] = i <= bytes.size() ? digits[bits >> (18 - 6 * i) & 63U] : '=';
    return text;
}

}  // namespace

void write_page_begin(Sink& sink, std::string_view page) {
    write_text(sink, page.substr(0, page.find(data_mark)));
}

void write_page_end(Sink& sink, std::string_view page) {
    write_text(sink, page.substr(page.find(data_mark) + data_mark.size()));
}

void begin_data(Sink& sink, std::string_view id) {
    write_text(sink, "<script type=\"text/plain\" id=\"");
    write_text(sink, id);
    write_text(sink, "\">");
}

void end_data(Sink& sink) {
    write_text(sink, "</script>\n");
}

void write_data(Sink& sink, std::string_view text) {
    while (true) {
        const std::size_t end = text.find('<');
        write_text(sink, text.substr(0, end));
        if (end == std::string_view::npos) return;
        write_text(sink, "\\u003c");
        text.remove_prefix(end + 1);
    }
}

void write_object(Sink& sink, std::string_view id, Map object) {
    begin_data(sink, id);
    write_data(sink, to_line(std::move(object)));
    end_data(sink);
}

void write_bytes(Sink& sink, std::string_view id, std::span<const std::byte> bytes) {
    begin_data(sink, id);
    for (; !bytes.empty(); bytes = bytes.subspan(bytes.size() < 3 ? bytes.size() : 3)) {
        const auto text = base64_of(bytes.first(bytes.size() < 3 ? bytes.size() : 3));
        write_text(sink, {text.data(), text.size()});
    }
    end_data(sink);
}

}  // namespace souris::cli
