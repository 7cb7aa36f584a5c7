// SPDX-License-Identifier: MIT
#include "reference/timestamp.hpp"

namespace souris::reference {

namespace {

bool is_leap_year(const Number& year) {
    // Years fit into 64 bits. Divisibility by 4, 100 and 400 does not depend on the sign.
    const std::uint64_t size = year.state == 2 ? 0 - year.low : year.low;
    return size % 4 == 0 && (size % 100 != 0 || size % 400 == 0);
}

std::uint64_t days_of(const Number& year, std::uint64_t month) {
    constexpr std::uint64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

bool is_year(const Number& year) {
    constexpr std::uint64_t two_to_31 = std::uint64_t{1} << 31U;
    if (year.state != 2) return !year.exceeds(two_to_31 - 1);
    return year.high == ~std::uint64_t{0} && year.low >= 0 - two_to_31;
}

}  // namespace

std::vector<Number> read_timestamp(Reader& reader, unsigned year_state) {
    std::vector<Number> fields;
    const auto expect = [&](bool is_in_range) {
        if (!is_in_range) reader.fail(ErrorCode::invalid_timestamp);
    };
    const auto read_field = [&](std::uint64_t least, std::uint64_t most) {
        const Number field = reader.read_integer(0);
        if (reader.failed()) return least;
        expect(!field.exceeds(most) && field.low >= least);
        fields.push_back(field);
        return field.low;
    };

    const Number year = reader.read_integer(year_state);
    if (!reader.failed()) expect(is_year(year));
    fields.push_back(year);
    const std::uint64_t month = read_field(1, 12);
    if (reader.failed()) return fields;
    read_field(1, days_of(year, month));
    read_field(0, 23);
    read_field(0, 59);
    const std::uint64_t second = read_field(0, 59);
    read_field(0, second == 59 ? 1'999'999'999 : 999'999'999);
    return fields;
}

}  // namespace souris::reference
