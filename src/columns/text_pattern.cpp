// SPDX-License-Identifier: MIT
#include "columns/text_pattern.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <chrono>

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// What a character of a word is.
enum CharacterClass : std::uint8_t { other_class = 0, digit_class = 1, letter_class = 2 };

constexpr auto character_classes = [] {
    std::array<std::uint8_t, 256> classes{};
    for (unsigned i = '0'; i <= '9'; ++i)
        classes[i] = digit_class;
    for (unsigned i = 0; i < 26; ++i)
        classes['a' + i] = classes['A' + i] = letter_class;
    return classes;
}();

constexpr std::uint8_t character_class(char c) noexcept {
    return character_classes[static_cast<unsigned char>(c)];
}
constexpr bool is_digit(char c) noexcept {
    return character_class(c) == digit_class;
}
constexpr bool is_word(char c) noexcept {
    return character_class(c) != other_class;
}

constexpr unsigned seconds_per_day = 24 * 60 * 60;

/// `count` digits at `at`, if the text has them there.
std::optional<unsigned> digits_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at > text.size() || text.size() - at < count) return std::nullopt;
    unsigned number = 0;
    for (const char c : text.substr(at, count)) {
        if (!is_digit(c)) return std::nullopt;
        number = number * 10 + static_cast<unsigned>(c - '0');
    }
    return number;
}

/// Whether a run of digits ends here. Letters may follow, as the Z of a time in UTC does.
bool ends_at(std::string_view text, std::size_t at) {
    return at >= text.size() || !is_digit(text[at]);
}

/// The day that is number 0, which no date in a text is before.
constexpr std::chrono::sys_days first_day =
    std::chrono::year{0} / std::chrono::March / std::chrono::day{1};

constexpr std::chrono::year_month_day date_from(unsigned year, unsigned month,
                                                unsigned day) noexcept {
    return {std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
            std::chrono::day(day)};
}

std::optional<std::uint64_t> time_at(std::string_view text, std::size_t at, char& separator) {
    // The separators tell most other texts apart.
    if (text.size() < at + 8 || is_word(text[at + 2]) || text[at + 5] != text[at + 2])
        return std::nullopt;
    const auto hour = digits_at(text, at, 2);
    const auto minute = digits_at(text, at + 3, 2);
    const auto second = digits_at(text, at + 6, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    if (!ends_at(text, at + 8)) return std::nullopt;
    separator = text[at + 2];
    return (*hour * 60 + *minute) * 60 + *second;
}

std::optional<FoundField> date_at(std::string_view text, std::size_t at) {
    if (text.size() < at + 10 || is_word(text[at + 4]) || text[at + 7] != text[at + 4])
        return std::nullopt;
    const auto year = digits_at(text, at, 4);
    const auto month = digits_at(text, at + 5, 2);
    const auto day = digits_at(text, at + 8, 2);
    // The number of a day before `first_day` would be negative.
    if (!year || !month || !day || *year == 0 || !date_from(*year, *month, *day).ok())
        return std::nullopt;
    FoundField field;
    field.begin = static_cast<std::uint32_t>(at);
    field.form.date_separator = text[at + 4];
    field.number = days_of(*year, *month, *day);
    field.form.format = FieldFormat::date;
    field.size = 10;
    if (at + 10 < text.size() && !is_digit(text[at + 10])) {
        if (const auto time = time_at(text, at + 11, field.form.time_separator)) {
            field.form.format = FieldFormat::date_time;
            field.form.between = text[at + 10];
            field.number = field.number * seconds_per_day + *time;
            field.size = 19;
            return field;
        }
    }
    field.form.time_separator = 0;
    if (!ends_at(text, at + 10)) return std::nullopt;
    return field;
}

std::optional<FoundField> time_field_at(std::string_view text, std::size_t at) {
    FoundField field;
    const auto time = time_at(text, at, field.form.time_separator);
    if (!time) return std::nullopt;
    field.form.format = FieldFormat::time;
    field.begin = static_cast<std::uint32_t>(at);
    field.size = 8;
    field.number = *time;
    return field;
}

void append_digits(std::string& text, std::uint64_t number, std::size_t width) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const auto count = static_cast<std::size_t>(end - digits.data());
    if (count < width) text.append(width - count, '0');
    text.append(digits.data(), count);
}

void append_time(std::string& text, char separator, unsigned seconds) {
    append_digits(text, seconds / 3600, 2);
    text += separator;
    append_digits(text, seconds / 60 % 60, 2);
    text += separator;
    append_digits(text, seconds % 60, 2);
}

bool append_date(std::string& text, char separator, std::uint64_t days) {
    constexpr std::uint64_t after_9999 = 3652365;
    if (days >= after_9999) return false;
    const std::chrono::year_month_day date(first_day + std::chrono::days(static_cast<int>(days)));
    append_digits(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += separator;
    append_digits(text, static_cast<unsigned>(date.month()), 2);
    text += separator;
    append_digits(text, static_cast<unsigned>(date.day()), 2);
    return true;
}

}  // namespace

std::uint64_t days_of(unsigned year, unsigned month, unsigned day) noexcept {
    const std::chrono::sys_days date = date_from(year, month, day);
    assert(date >= first_day);
    return static_cast<std::uint64_t>((date - first_day).count());
}

void find_fields(std::string_view text, FieldRule rule, std::vector<FoundField>& fields) {
    assert(text.size() <= ~std::uint32_t{0});
    for (std::size_t at = 0; at < text.size();) {
        const std::uint8_t first = character_class(text[at]);
        if (first == other_class) {
            ++at;
            continue;
        }
        if (rule == FieldRule::words && first == digit_class) {
            std::optional<FoundField> field = date_at(text, at);
            if (!field) field = time_field_at(text, at);
            if (field) {
                at += field->size;
                fields.push_back(*field);
                continue;
            }
        }
        const std::size_t begin = at;
        unsigned classes = first;
        while (++at < text.size()) {
            const std::uint8_t next = character_class(text[at]);
            if (next == other_class || (rule == FieldRule::digits && next != first)) break;
            classes |= next;
        }
        if ((classes & digit_class) == 0) continue;
        FoundField& field = fields.emplace_back();
        field.begin = static_cast<std::uint32_t>(begin);
        field.size = static_cast<std::uint32_t>(at - begin);
        field.is_digits = classes == digit_class;
    }
}

bool append_field(std::string& text, const FieldForm& form, std::uint64_t number) {
    switch (form.format) {
        case FieldFormat::verbatim:
            append_digits(text, number, 0);
            return true;
        case FieldFormat::padded:
            append_digits(text, number, form.width);
            return true;
        case FieldFormat::date:
            return append_date(text, form.date_separator, number);
        case FieldFormat::time:
            if (number >= seconds_per_day) return false;
            append_time(text, form.time_separator, static_cast<unsigned>(number));
            return true;
        case FieldFormat::date_time:
            if (!append_date(text, form.date_separator, number / seconds_per_day)) return false;
            text += form.between;
            append_time(text, form.time_separator, static_cast<unsigned>(number % seconds_per_day));
            return true;
    }
    return false;
}

}}}}  // namespace souris::v0::detail::columns
