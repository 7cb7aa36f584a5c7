// SPDX-License-Identifier: MIT
#include <cassert>
#include <charconv>

#include <fmt/core.h>

#include <souris/integer.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/timestamp.hpp>

namespace souris { inline namespace v0 {

namespace {

constexpr std::uint32_t nanoseconds_per_second = 1'000'000'000;

/// A date within the range of std::chrono::year, in a year with the same calendar: the Gregorian
/// calendar repeats every 400 years.
std::chrono::year_month_day equivalent_date(const Timestamp& time) noexcept {
    return {std::chrono::year(time.year % 400), std::chrono::month(time.month),
            std::chrono::day(time.day)};
}

/// Consumes text from the front. After a failure, the scan as a whole has failed.
class DateScanner {
  public:
    explicit DateScanner(std::string_view text) noexcept : rest_(text) {}

    /// Consumes one of `choices`; returns 0 if the next character is none of them.
    char take_one_of(std::string_view choices) noexcept {
        if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return 0;
        const char taken = rest_.front();
        rest_.remove_prefix(1);
        return taken;
    }

    void expect(std::string_view choices) noexcept {
        if (take_one_of(choices) == 0) failed_ = true;
    }

    /// Consumes all digits at the front; their number must be from `least` to `most`.
    std::string_view take_digits(std::size_t least, std::size_t most) noexcept {
        const std::size_t end = rest_.find_first_not_of("0123456789");
        const std::string_view digits = rest_.substr(0, end);
        if (digits.size() < least || digits.size() > most) failed_ = true;
        rest_.remove_prefix(digits.size());
        return digits;
    }

    /// A number of exactly two digits.
    std::uint8_t take_two_digits() noexcept {
        const std::string_view digits = take_digits(2, 2);
        if (failed_) return 0;
        assert(digits.size() == 2);
        return static_cast<std::uint8_t>((digits[0] - '0') * 10 + (digits[1] - '0'));
    }

    void fail() noexcept { failed_ = true; }
    [[nodiscard]] bool is_done() const noexcept { return !failed_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool failed_ = false;
};

/// A year: four digits, or a sign and four to ten digits.
std::int32_t take_year(DateScanner& scanner) noexcept {
    const char sign = scanner.take_one_of("+-");
    const std::string_view digits = scanner.take_digits(4, sign == 0 ? 4 : 10);
    std::int64_t year = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), year);
    const auto result = Integer(sign == '-' ? -year : year).to<std::int32_t>();
    if (!result) scanner.fail();
    return result.value_or(0);
}

/// The decimals of a second, if present.
std::uint32_t take_fraction(DateScanner& scanner) noexcept {
    if (scanner.take_one_of(".") == 0) return 0;
    const std::string_view digits = scanner.take_digits(1, 9);
    std::uint32_t nanoseconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), nanoseconds);
    for (std::size_t i = digits.size(); i < 9; ++i)
        nanoseconds *= 10;
    return nanoseconds;
}

void take_date(DateScanner& scanner, Timestamp& time) noexcept {
    time.year = take_year(scanner);
    scanner.expect("-");
    time.month = scanner.take_two_digits();
    scanner.expect("-");
    time.day = scanner.take_two_digits();
}

void take_time(DateScanner& scanner, Timestamp& time) noexcept {
    time.hour = scanner.take_two_digits();
    scanner.expect(":");
    time.minute = scanner.take_two_digits();
    scanner.expect(":");
    time.second = scanner.take_two_digits();
    time.nanosecond = take_fraction(scanner);
    if (time.second == 60) {
        time.second = 59;
        time.nanosecond += nanoseconds_per_second;
    }
}

/// An offset from UTC, in minutes; 0 if there is none.
int take_offset(DateScanner& scanner) noexcept {
    const char sign = scanner.take_one_of("Zz+-");
    if (sign != '+' && sign != '-') return 0;
    const int hours = scanner.take_two_digits();
    scanner.expect(":");
    const int minutes = scanner.take_two_digits();
    if (hours > 23 || minutes > 59) scanner.fail();
    return (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
}

/// Moves a valid time back by minutes, less than a day of them. Returns whether its year fits.
bool move_back(Timestamp& time, int minutes) noexcept {
    constexpr int day = 24 * 60;
    const int of_day = time.hour * 60 + time.minute - minutes;
    assert(of_day >= -day && of_day < 2 * day);
    const int days = of_day < 0 ? -1 : of_day / day;
    const std::chrono::year_month_day from = equivalent_date(time);
    const std::chrono::year_month_day to(std::chrono::sys_days(from) + std::chrono::days(days));
    const auto year =
        Integer(std::int64_t{time.year} + (to.year() - from.year()).count()).to<std::int32_t>();
    if (!year) return false;
    time.year = *year;
    time.month = static_cast<std::uint8_t>(static_cast<unsigned>(to.month()));
    time.day = static_cast<std::uint8_t>(static_cast<unsigned>(to.day()));
    time.hour = static_cast<std::uint8_t>((of_day - days * day) / 60);
    time.minute = static_cast<std::uint8_t>((of_day - days * day) % 60);
    assert(time.is_valid());
    return true;
}

}  // namespace

bool Timestamp::is_valid() const noexcept {
    const std::uint32_t end = second == 59 ? 2 * nanoseconds_per_second : nanoseconds_per_second;
    return equivalent_date(*this).ok() && hour < 24 && minute < 60 && second < 60 &&
           nanosecond < end;
}

Timestamp Timestamp::from_time_point(
    std::chrono::sys_time<std::chrono::nanoseconds> time) noexcept {
    // Rounds down whole seconds only: the first midnight is before the least time point.
    const auto whole = std::chrono::floor<std::chrono::seconds>(time);
    const auto midnight = std::chrono::floor<std::chrono::days>(whole);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clock(whole - midnight);
    const std::int64_t rest = time.time_since_epoch().count() % nanoseconds_per_second;
    Timestamp result;
    result.year = static_cast<int>(date.year());
    result.month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month()));
    result.day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day()));
    result.hour = static_cast<std::uint8_t>(clock.hours().count());
    result.minute = static_cast<std::uint8_t>(clock.minutes().count());
    result.second = static_cast<std::uint8_t>(clock.seconds().count());
    result.nanosecond = static_cast<std::uint32_t>(rest < 0 ? rest + nanoseconds_per_second : rest);
    assert(result.is_valid());
    return result;
}

Result<std::chrono::sys_time<std::chrono::nanoseconds>, ErrorCode> Timestamp::to_time_point()
    const noexcept {
    if (!is_valid()) return failure(ErrorCode::invalid_timestamp);
    constexpr int days_in_400_years = 146'097;
    const std::int64_t days =
        std::chrono::sys_days(equivalent_date(*this)).time_since_epoch().count() +
        std::int64_t{year / 400} * days_in_400_years;
    const std::int64_t seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    // In 128 bits, since the product alone may be out of range even if the sum is not.
    return (Integer(seconds) * Integer(nanoseconds_per_second))
        .and_then([&](const Integer& whole) { return whole + Integer(nanosecond); })
        .and_then([](const Integer& sum) { return sum.to<std::int64_t>(); })
        .map([](std::int64_t count) {
            return std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(count));
        });
}

Result<Timestamp, ErrorCode> Timestamp::parse(TextArgument text) noexcept {
    DateScanner scanner(text);
    Timestamp time;
    take_date(scanner, time);
    scanner.expect("T ");
    take_time(scanner, time);
    if (!scanner.is_done() || !time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    return time;
}

Result<Timestamp, ErrorCode> Timestamp::parse_zoned(TextArgument text) noexcept {
    DateScanner scanner(text);
    Timestamp time;
    take_date(scanner, time);
    int offset = 0;
    if (!scanner.is_done()) {
        scanner.expect("Tt ");
        take_time(scanner, time);
        offset = take_offset(scanner);
    }
    if (!scanner.is_done() || !time.is_valid() || !move_back(time, offset)) {
        return failure(ErrorCode::invalid_timestamp);
    }
    return time;
}

std::string Timestamp::to_string() const {
    const bool is_leap_second = nanosecond >= nanoseconds_per_second;
    const std::uint32_t fraction = nanosecond % nanoseconds_per_second;
    std::string text =
        year >= 0 && year <= 9999 ? fmt::format("{:04}", year) : fmt::format("{:+05}", year);
    text += fmt::format("-{:02}-{:02}T{:02}:{:02}:{:02}", month, day, hour, minute,
                        second + (is_leap_second ? 1 : 0));
    if (fraction % 1'000 != 0) return text + fmt::format(".{:09}", fraction);
    if (fraction % 1'000'000 != 0) return text + fmt::format(".{:06}", fraction / 1'000);
    if (fraction != 0) return text + fmt::format(".{:03}", fraction / 1'000'000);
    return text;
}

}}  // namespace souris::v0

std::size_t std::hash<souris::Timestamp>::operator()(
    const souris::Timestamp& value) const noexcept {
    const std::uint64_t parts[] = {static_cast<std::uint64_t>(value.year),
                                   value.month,
                                   value.day,
                                   value.hour,
                                   value.minute,
                                   value.second,
                                   value.nanosecond};
    return static_cast<std::size_t>(souris::detail::keyed_hash_of(parts));
}
