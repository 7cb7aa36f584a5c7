// SPDX-License-Identifier: MIT
#include "columns/text_pattern.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using namespace souris;
using namespace souris::detail::columns;

namespace {

/// The fields of a text, each in brackets, with a letter for its format if it has one.
std::string marked(std::string_view text, FieldRule rule = FieldRule::words) {
    std::vector<FoundField> fields;
    find_fields(text, rule, fields);
    std::string out;
    std::size_t at = 0;
    for (const FoundField& field : fields) {
        out += text.substr(at, field.begin - at);
        at = std::size_t{field.begin} + field.size;
        constexpr std::string_view letters = "--dtb";
        out += '[';
        out += text.substr(field.begin, field.size);
        if (field.form.format != FieldFormat::verbatim)
            out += letters[static_cast<std::size_t>(field.form.format)];
        if (field.is_digits) out += '#';
        out += ']';
        if (field.form.format == FieldFormat::verbatim) continue;
        // It is the text that its number gives.
        std::string back;
        CHECK(append_field(back, field.form, field.number));
        CHECK(back == text.substr(field.begin, field.size));
    }
    return out.append(text.substr(at));
}

std::string field_text(const FieldForm& form, std::uint64_t number) {
    std::string text = "<";
    return append_field(text, form, number) ? text : "none";
}

}  // namespace

TEST_CASE("words with a digit are fields") {
    CHECK(marked("") == "");
    CHECK(marked("no field here") == "no field here");
    CHECK(marked("user u42 has 7 mice, id=0x1F") == "user [u42] has [7#] mice, id=[0x1F]");
    CHECK(marked("1") == "[1#]");
    CHECK(marked("00012 1a") == "[00012#] [1a]");
    CHECK(marked("caf\xC3\xA9 9\xC3\xA9") == "caf\xC3\xA9 [9#]\xC3\xA9");
    CHECK(marked("a_1") == "a_[1#]");
}

TEST_CASE("runs of digits are fields within words") {
    CHECK(marked("u42x7", FieldRule::digits) == "u[42#]x[7#]");
    CHECK(marked("12", FieldRule::digits) == "[12#]");
    CHECK(marked("abc", FieldRule::digits) == "abc");
    CHECK(marked("2023-01-02", FieldRule::digits) == "[2023#]-[01#]-[02#]");
}

TEST_CASE("dates and times are fields if they exist") {
    struct Row {
        const char* text;
        const char* fields;
    };
    for (const Row& row : {
             Row{"2023-12-24", "[2023-12-24d]"},
             Row{"2023/12/24.", "[2023/12/24d]."},
             Row{"2024-02-29", "[2024-02-29d]"},
             Row{"2000-02-29", "[2000-02-29d]"},
             Row{"0004-02-29", "[0004-02-29d]"},
             Row{"0001-01-01", "[0001-01-01d]"},
             Row{"9999-12-31", "[9999-12-31d]"},
             Row{"2023-02-29", "[2023#]-[02#]-[29#]"},
             Row{"2023-02-30", "[2023#]-[02#]-[30#]"},
             Row{"1900-02-29", "[1900#]-[02#]-[29#]"},
             Row{"0000-03-01", "[0000#]-[03#]-[01#]"},
             Row{"0000-02-28", "[0000#]-[02#]-[28#]"},
             Row{"2023-13-01", "[2023#]-[13#]-[01#]"},
             Row{"2023-00-01", "[2023#]-[00#]-[01#]"},
             Row{"2023-04-00", "[2023#]-[04#]-[00#]"},
             Row{"2023-04-31", "[2023#]-[04#]-[31#]"},
             Row{"2023-04/30", "[2023#]-[04#]/[30#]"},
             Row{"2023a04a30", "[2023a04a30]"},
             Row{"2023-04-301", "[2023#]-[04#]-[301#]"},
             Row{"2023-04-30x", "[2023-04-30d]x"},
             Row{"23:59:59", "[23:59:59t]"},
             Row{"00:00:00 24:00:00", "[00:00:00t] [24#]:[00#]:[00#]"},
             Row{"23:60:00", "[23#]:[60#]:[00#]"},
             Row{"23:59:60", "[23#]:[59#]:[60#]"},
             Row{"23:59", "[23#]:[59#]"},
             Row{"12:34:567", "[12#]:[34#]:[567#]"},
             Row{"2023-12-24T23:59:59Z", "[2023-12-24T23:59:59b]Z"},
             Row{"2023-12-24T23:59:59.5Z", "[2023-12-24T23:59:59b].[5Z]"},
             Row{"2023-12-24 23:59:59", "[2023-12-24 23:59:59b]"},
             Row{"2023-12-24 24:00:00", "[2023-12-24d] [24#]:[00#]:[00#]"},
             Row{"0001-01-01 00:00:00", "[0001-01-01 00:00:00b]"},
             Row{"9999-12-31 23:59:59", "[9999-12-31 23:59:59b]"},
             Row{"x2023-12-24", "[x2023]-[12#]-[24#]"},
         }) {
        CAPTURE(row.text);
        CHECK(marked(row.text) == row.fields);
    }
}

TEST_CASE("a date has the number of its day from the first of March of year 0") {
    CHECK(days_of(0, 3, 1) == 0);
    CHECK(days_of(1, 3, 1) == 365);
    CHECK(days_of(1970, 1, 1) == 719468);
    CHECK(days_of(9999, 12, 31) == 3652364);
    // Every day follows the one before it, and has its text.
    const FieldForm form{FieldFormat::date, 0, '-', 0, 0};
    std::string last;
    for (std::uint64_t day = 0; day <= 3652364; ++day) {
        std::string text;
        if (!append_field(text, form, day) || text <= last || text.size() != 10) FAIL(day);
        last = text;
    }
    CHECK(last == "9999-12-31");
}

TEST_CASE("a field's number gives its text, if there is one") {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const FieldForm verbatim;
    CHECK(field_text(verbatim, 0) == "<0");
    CHECK(field_text(verbatim, most) == "<18446744073709551615");
    for (const auto& [width, text] : {std::pair{0, "<42"}, std::pair{1, "<42"}, std::pair{2, "<42"},
                                      std::pair{18, "<000000000000000042"}})
        CHECK(field_text({FieldFormat::padded, static_cast<std::uint8_t>(width), 0, 0, 0}, 42) ==
              text);
    const FieldForm date{FieldFormat::date, 0, '/', 0, 0};
    CHECK(field_text(date, 0) == "<0000/03/01");
    CHECK(field_text(date, 719468) == "<1970/01/01");
    CHECK(field_text(date, 3652365) == "none");
    CHECK(field_text(date, most) == "none");
    const FieldForm time{FieldFormat::time, 0, 0, 0, '.'};
    CHECK(field_text(time, 0) == "<00.00.00");
    CHECK(field_text(time, 86399) == "<23.59.59");
    CHECK(field_text(time, 86400) == "none");
    CHECK(field_text(time, most) == "none");
    const FieldForm both{FieldFormat::date_time, 0, '-', 'T', ':'};
    CHECK(field_text(both, 86399) == "<0000-03-01T23:59:59");
    CHECK(field_text(both, std::uint64_t{3652365} * 86400 - 1) == "<9999-12-31T23:59:59");
    CHECK(field_text(both, std::uint64_t{3652365} * 86400) == "none");
    CHECK(field_text(both, most) == "none");
}
