// SPDX-License-Identifier: MIT
#include "reference/column_values.hpp"

#include <bit>
#include <string>
#include <string_view>

namespace souris::reference {

namespace {

/// The shortest Integer; `sign` fills what a shorter one leaves out.
std::string integer_bytes(std::uint64_t number, unsigned char sign = 0) {
    std::string content;
    for (unsigned i = 0; i < 8; ++i)
        content += static_cast<char>(number >> (8 * i) & 0xFFU);
    while (content.size() > 1 && static_cast<unsigned char>(content.back()) == sign)
        content.pop_back();
    if (content.size() == 1 && static_cast<unsigned char>(content[0]) <= 239) return content;
    return static_cast<char>(239 + content.size()) + content;
}

std::string counted(char tag, std::uint64_t count) {
    if (count < 7) return std::string(1, static_cast<char>(tag + static_cast<char>(2 * count)));
    return static_cast<char>(tag + 1) + integer_bytes(count);
}

std::string word_bytes(std::uint64_t word, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i)
        bytes += static_cast<char>(word >> (8 * i) & 0xFFU);
    return bytes;
}

std::string raw_string(const std::string& text) {
    return '\x10' + integer_bytes(text.size()) + text;
}

std::string padded(std::uint64_t number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

bool is_leap_year(std::uint64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Empty if there is no such date.
std::string date_of(std::uint64_t days, char separator) {
    if (days >= 3652365) return {};
    constexpr std::uint64_t in_400_years = 146097;
    std::uint64_t year = days / in_400_years * 400;
    std::uint64_t month = 3;
    for (days %= in_400_years;;) {
        constexpr std::uint64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const std::uint64_t length =
            lengths[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
        if (days < length) break;
        days -= length;
        year += month == 12 ? 1 : 0;
        month = month % 12 + 1;
    }
    return padded(year, 4) + separator + padded(month, 2) + separator + padded(days + 1, 2);
}

std::string time_of(std::uint64_t seconds, char separator) {
    return padded(seconds / 3600, 2) + separator + padded(seconds / 60 % 60, 2) + separator +
           padded(seconds % 60, 2);
}

/// Empty if there is none.
std::string field_of(std::uint64_t number, const Form& form) {
    constexpr std::uint64_t day = 86400;
    if (number >> 63U != 0) return {};
    switch (form.kind) {
        case 0:
            return std::to_string(number);
        case 1:
            return padded(number, form.width);
        case 2:
            return date_of(number, form.date);
        case 3:
            return number < day ? time_of(number, form.time) : std::string();
        default: {
            const std::string date = date_of(number / day, form.date);
            return date.empty() ? date : date + form.between + time_of(number % day, form.time);
        }
    }
}

std::uint64_t decimal(std::uint64_t number, unsigned decimals) {
    double power = 1;
    for (unsigned i = 0; i < decimals; ++i)
        power *= 10;
    const auto integer = static_cast<double>(static_cast<std::int64_t>(number));
    return std::bit_cast<std::uint64_t>(integer / power);
}

/// A content of any kind, with its tag.
std::string scalar(const Path& path, const Contents& contents, std::size_t index) {
    if (contents.is_text()) {
        const std::string& text = contents.texts[index];
        if (contents.kind == 5) return raw_string(text);
        if (contents.kind == 6) return '\x70' + raw_string(text);
        if (contents.kind == 7) return '\xC0' + raw_string(text);
        return text;
    }
    const std::uint64_t number = contents.numbers[index];
    if (contents.kind == 2) return '\xA0' + word_bytes(decimal(number, path.decimals), 8);
    if (contents.kind == 3) return '\xA0' + word_bytes(number, 8);
    if (contents.kind == 4) return '\xF0' + word_bytes(number, 4);
    if (number >> 63U != 0) return '\x42' + integer_bytes(number, 0xFF);
    return (contents.kind == 0 ? '\x40' : '\x41') + integer_bytes(number);
}

/// A literal's kind, and which of it.
struct Literal {
    const Contents& contents;
    std::size_t index;
};

Literal literal_of(const Path& path, std::uint32_t symbol) {
    std::size_t index = symbol - path.words.size() - path.parts.size() - path.contents.size();
    std::size_t kind = 0;
    for (; index >= path.literals[kind].count; ++kind)
        index -= static_cast<std::size_t>(path.literals[kind].count);
    return {path.literals[kind], index};
}

/// A value whose parts are being put.
struct Open {
    const Part* part;
    std::uint64_t next;
    std::uint64_t end;
};

class Joiner {
  public:
    Joiner(Reader& reader, std::vector<Path>& paths, std::uint64_t size)
        : reader_(reader), paths_(paths), size_(size) {}

    std::vector<std::byte> run(std::uint64_t value_count) {
        for (; value_count > 0 && !reader_.failed(); --value_count) {
            put_value(0);
            while (!open_.empty() && !reader_.failed())
                put_next_part();
        }
        if (output_.size() != size_) reader_.fail(ErrorCode::size_mismatch);
        return std::move(output_);
    }

  private:
    [[nodiscard]] bool has_room(std::size_t size) { return size <= size_ - output_.size(); }

    void put(std::string_view bytes) {
        if (!has_room(bytes.size())) reader_.fail(ErrorCode::size_mismatch);
        if (reader_.failed()) return;
        for (const char byte : bytes)
            output_.push_back(static_cast<std::byte>(byte));
    }

    void put_value(std::size_t index) {
        Path& path = paths_[index];
        const std::uint32_t symbol = path.symbols[path.next++];
        if (symbol < path.words.size()) {
            put(path.words.substr(symbol, 1));
        } else if (const Part* const part = path.part_of(symbol)) {
            put_parts(path, *part);
        } else if (Contents* const contents = path.content_of(symbol)) {
            put(scalar(path, *contents, contents->next++));
        } else {
            const Literal literal = literal_of(path, symbol);
            put(scalar(path, literal.contents, literal.index));
        }
    }

    void put_parts(Path& path, const Part& part) {
        if (part.kind == PartKind::pattern) {
            std::string text;
            add_pattern(text, part);
            if (!reader_.failed()) put(raw_string(text));
            return;
        }
        const bool is_map = part.kind == PartKind::map || part.kind == PartKind::dictionary;
        const std::uint64_t count =
            part.has_count() ? path.counts[path.next_count++] : part.paths.size();
        put(counted(is_map ? '\x80' : '\xB0', count));
        open_.push_back({&part, 0, count});
    }

    void put_next_part() {
        const Part& part = *open_.back().part;
        const auto next = static_cast<std::size_t>(open_.back().next++);
        if (next == open_.back().end) {
            open_.pop_back();
            return;
        }
        switch (part.kind) {
            case PartKind::map:
                put(raw_string(paths_[part.paths[next]].key));
                if (!reader_.failed()) put_value(part.paths[next]);
                break;
            case PartKind::dictionary:
                put_key(part.paths[0]);
                if (!reader_.failed()) put_value(part.paths[1]);
                break;
            case PartKind::array:
                put_value(part.paths[0]);
                break;
            default:
                put_value(part.paths[next]);
                break;
        }
    }

    void put_key(std::size_t index) {
        const std::size_t depth = open_.size();
        put_value(index);
        if (open_.size() != depth) reader_.fail(ErrorCode::bad_block);
    }

    /// Recurses once at most: a field that is part of a field has no parts.
    void add_pattern(std::string& text, const Part& part) {
        std::size_t at = 0;
        for (std::size_t i = 0; i < part.paths.size() && !reader_.failed(); ++i) {
            const auto offset = static_cast<std::size_t>(part.offsets[i]);
            text += part.text.substr(at, offset - at);
            at = offset;
            add_field(text, part.paths[i], part.forms[i]);
            if (!has_room(text.size())) reader_.fail(ErrorCode::size_mismatch);
        }
        text += part.text.substr(at);
    }

    void add_field(std::string& text, std::size_t index, const Form& form) {
        Path& path = paths_[index];
        const std::uint32_t symbol = path.symbols[path.next++];
        if (const Part* const part = path.part_of(symbol)) {
            add_pattern(text, *part);
            return;
        }
        Contents* const contents = path.content_of(symbol);
        const Literal content =
            contents != nullptr ? Literal{*contents, contents->next++} : literal_of(path, symbol);
        if (content.contents.is_text()) {
            text += content.contents.texts[content.index];
            return;
        }
        const std::string field = field_of(content.contents.numbers[content.index], form);
        if (field.empty()) reader_.fail(ErrorCode::bad_block);
        text += field;
    }

    Reader& reader_;
    std::vector<Path>& paths_;
    std::uint64_t size_;
    std::vector<std::byte> output_;
    std::vector<Open> open_;
};

}  // namespace

std::vector<std::byte> put_together(Reader& reader, std::vector<Path>& paths,
                                    std::uint64_t value_count, std::uint64_t size) {
    return Joiner(reader, paths, size).run(value_count);
}

}  // namespace souris::reference
