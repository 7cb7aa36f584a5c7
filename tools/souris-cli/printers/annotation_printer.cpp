// SPDX-License-Identifier: MIT
#include "printers/annotation_printer.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/core.h>

#include <souris/compression.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/tag.hpp>
#include <souris/escape.hpp>

#include "common/color.hpp"
#include "common/display_width.hpp"
#include "common/json_report.hpp"
#include "common/report.hpp"
#include "printers/value_printer.hpp"

namespace souris::cli {

namespace {

constexpr std::size_t bytes_of_line = 16;
constexpr std::size_t meaning_width = 44;
/// Deeper levels are not indented further.
constexpr std::size_t max_indented_levels = 8;
/// Maximum bytes shown of a text or path.
constexpr std::size_t max_shown = 60;
/// Maximum bytes of a path in JSON.
constexpr std::size_t max_path_data = 200;

/// Quotes the text, cut if it is long.
std::string shown(std::string_view text) {
    std::string quoted;
    append_quoted(quoted, first_characters(text, max_shown));
    if (text.size() > max_shown) quoted += " ...";
    return quoted;
}

std::string sign_of(detail::Tag tag) {
    switch (tag.low() & 3U) {
        case 1:
            return ", signed";
        case 2:
            return ", negative";
        default:
            return "";
    }
}

std::string meaning_of_tag(const Annotation& annotation) {
    const detail::Tag tag{std::to_integer<std::uint8_t>(annotation.content.front())};
    std::string meaning(annotation.is_key ? "key" : name_of(annotation.type));
    switch (annotation.type) {
        case Type::string:
            return meaning + (tag.flag() ? ", coded" : "");
        case Type::boolean:
            return meaning + (tag.flag() ? " true" : " false");
        case Type::integer:
        case Type::timestamp:
            return meaning + sign_of(tag);
        case Type::binary:
            return meaning + ", " + std::string(name_of(static_cast<Compression>(tag.low())));
        case Type::complex:
            return meaning + (tag.low() == 0 ? ", polar" : ", cartesian");
        case Type::array:
        case Type::map:
            return tag.flag() ? meaning : fmt::format("{} ({})", meaning, tag.inline_count());
        default:
            return meaning;
    }
}

/// The first bits, in reading order.
std::string bits_of(std::span<const std::byte> content) {
    constexpr std::size_t max_bytes = 3;
    std::string bits;
    for (const std::byte byte : content.first(std::min(content.size(), max_bytes))) {
        for (unsigned i = 0; i < 8; ++i)
            bits += (std::to_integer<unsigned>(byte) >> i & 1U) != 0 ? '1' : '0';
        bits += ' ';
    }
    return bits + (content.size() > max_bytes ? "... " : "");
}

/// Section 7 of docs/format.md describes the bits.
std::string meaning_of_header(const Annotation& annotation) {
    const auto byte = std::to_integer<std::uint8_t>(annotation.content.front());
    constexpr std::uint8_t v1_table = 0x01;
    constexpr std::uint8_t v2_table = 0x80;
    std::string meaning = fmt::format("header {:#04x}", byte);
    if (annotation.number == 0) return meaning;
    const bool is_v1 = annotation.number == 1;
    meaning += is_v1 ? ": layout v1" : ": layout v2";
    const auto compression = static_cast<Compression>(byte & ~v2_table);
    if (!is_v1 && is_known(compression, Layout::v2)) {
        meaning += ", " + std::string(name_of(compression));
    }
    return meaning + ((byte & (is_v1 ? v1_table : v2_table)) != 0 ? ", text table" : "");
}

std::string content_of(const Value& scalar) {
    std::string content;
    append_content(content, scalar);
    return content;
}

std::string_view color_of(const Annotation& annotation) noexcept {
    switch (annotation.kind) {
        case AnnotationKind::not_understood:
            return "\x1b[31m";
        case AnnotationKind::tag:
            return annotation.is_key ? "\x1b[34m" : "\x1b[1m";
        case AnnotationKind::text:
        case AnnotationKind::coded_text:
            return annotation.is_key ? "\x1b[1;34m" : "\x1b[32m";
        default:
            return annotation.is_of_value ? "\x1b[36m" : "\x1b[2m";
    }
}

/// The bytes in hexadecimal, padded to the width of a full line.
void append_hex(std::string& out, std::span<const std::byte> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = 0; i < bytes_of_line; ++i) {
        if (i < bytes.size()) {
            const auto byte = std::to_integer<unsigned>(bytes[i]);
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        } else {
            out += "  ";
        }
        out += ' ';
    }
}

/// A path of at most `most` bytes, else its end behind dots. Full paths of deeply nested values
/// would make the report quadratic.
std::string last_tokens(std::string_view path, std::size_t most) {
    if (path.size() <= most) return std::string(path);
    path = last_characters(path, most);
    const std::size_t slash = path.find('/');
    return "..." + std::string(path.substr(slash != std::string_view::npos ? slash : 0));
}

void append_offset(std::string& out, std::uint64_t offset) {
    out += fmt::format("{:08x}  ", offset);
}

}  // namespace

std::string shown_path(std::string_view path) {
    return printable(last_tokens(path, max_shown));
}

std::string cut_message(std::uint64_t parts) {
    return fmt::format("{} more part{} not shown: for a file so short the report is long enough",
                       parts, parts == 1 ? " is" : "s are");
}

std::string meaning_of(const Annotation& annotation) {
    const std::string phrase(phrase_of(annotation.kind));
    const auto numbered = [&] { return fmt::format("{} {}", phrase, annotation.number); };
    using enum AnnotationKind;
    switch (annotation.kind) {
        case magic:
        case trailer_magic:
            return phrase + ' ' + shown(as_text(annotation.content));
        case header:
            return meaning_of_header(annotation);
        case tag:
            return meaning_of_tag(annotation);
        case text_table:
            return fmt::format("{}, {} leaves", phrase, annotation.number);
        case text:
            return shown(annotation.text);
        case coded_text:
            return "bits " + bits_of(annotation.content) + "= " + shown(annotation.text);
        case number:
            return annotation.scalar != nullptr ? content_of(*annotation.scalar) : phrase;
        case year:
            return annotation.scalar != nullptr
                       ? fmt::format("year {}", annotation.scalar->get<Timestamp>()->year)
                       : phrase;
        case octets:
        case argument:
        case imaginary:
            return annotation.scalar != nullptr
                       ? phrase + ", all in all " + content_of(*annotation.scalar)
                       : phrase;
        case trailing:
        case not_understood:
        case packed:
        case bytes:
            return fmt::format("{}, {} byte{}", phrase, annotation.content.size(),
                               annotation.content.size() == 1 ? "" : "s");
        case checksum:
        case nested_tag:
        case modulus:
        case real:
            return phrase;
        default:
            return numbered();
    }
}

void AnnotationPrinter::end_line() {
    line_.erase(line_.find_last_not_of(' ') + 1);
    line_ += '\n';
    sink_.write_bytes(as_byte_span(line_));
    line_.clear();
}

void AnnotationPrinter::add_meaning(const Annotation& annotation) {
    const std::size_t level = std::min(annotation.depth, max_indented_levels);
    const bool is_begin = annotation.kind == AnnotationKind::tag;
    std::string meaning(2 * level + (annotation.is_of_value && !is_begin ? 2 : 0), ' ');
    meaning += meaning_of(annotation);
    const std::size_t width = display_width(meaning);
    if (is_colored_) line_ += color_of(annotation);
    line_ += meaning;
    if (is_colored_) line_ += no_color;
    if (!is_begin || annotation.is_key || annotation.path.empty()) return;
    line_.append(std::max(width, meaning_width) - width + 2, ' ');
    line_ += shown_path(annotation.path);
}

void AnnotationPrinter::annotate(const Annotation& annotation) {
    // Offset and bytes of each line, and the meaning and path on the first one.
    constexpr std::size_t line_size = 10 + 3 * bytes_of_line;
    constexpr std::size_t most_behind = 256;
    const std::size_t lines = annotation.content.size() / bytes_of_line + 1;
    if (!length_.take(lines * line_size + most_behind)) return;
    auto rest = annotation.content;
    for (std::uint64_t offset = annotation.offset; !rest.empty(); offset += bytes_of_line) {
        const auto bytes = rest.first(std::min(rest.size(), bytes_of_line));
        append_offset(line_, offset);
        append_hex(line_, bytes);
        line_ += ' ';
        if (offset == annotation.offset) add_meaning(annotation);
        end_line();
        rest = rest.subspan(bytes.size());
    }
}

void AnnotationPrinter::begin_unpacked(std::span<const std::byte> body) {
    line_ += fmt::format("\nunpacked body: {} bytes", body.size());
    end_line();
}

void AnnotationPrinter::finish() {
    if (length_.cut() == 0) return;
    line_ = '\n' + cut_message(length_.cut());
    end_line();
}

void AnnotationJsonWriter::annotate(const Annotation& annotation) {
    constexpr std::size_t most_besides = 512;
    if (!length_.take(2 * annotation.content.size() + most_besides)) return;
    std::string hex;
    for (const std::byte byte : annotation.content)
        hex += fmt::format("{:02x}", std::to_integer<unsigned>(byte));
    Map fields;
    fields["offset"] = annotation.offset;
    fields["offset_base"] = annotation.offset_base == OffsetBase::input ? "input" : "unpacked";
    fields["size"] = annotation.content.size();
    fields["kind"] = phrase_of(annotation.kind);
    fields["meaning"] = meaning_of(annotation);
    if (annotation.is_of_value) {
        fields["type"] = name_of(annotation.type);
        fields["is_key"] = annotation.is_key;
        fields["depth"] = annotation.depth;
        fields["path"] = last_tokens(annotation.path, max_path_data);
    }
    fields["bytes"] = hex;
    std::string line = to_line(std::move(fields));
    line.pop_back();
    if (has_begun_) sink_.write_byte(',');
    has_begun_ = true;
    sink_.write_bytes(as_byte_span(line));
}

}  // namespace souris::cli
