// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include <fmt/core.h>

#include <souris/config.hpp>
#include <souris/integer.hpp>

/// @file
/// `fmt::format("{:>#40x}", integer)`.
///
///     [[fill]align][sign]["#"]["0"][width][type]
///
/// - fill: any character but `{` and `}`; align: `<`, `>` (the default) or `^`
/// - sign: `-` for negative numbers only (the default), `+` always, a space in place of a plus sign
/// - `#`: prefix of the base before the digits, `0x`, `0X`, `0b`, `0B` or `0`
/// - `0`: zeros between sign and digits up to the width; beside an align no effect, or, in fmt
///   before 10, the fill
/// - width: a number, or `{}`, `{2}`, `{name}` for the value of an argument
/// - type: `d` (the default), `x`, `X`, `b`, `B`, `o`
///
/// The output equals that of fmt for a sufficiently wide signed integer type. Anything else in the
/// braces is a format error: it does not compile, or throws `fmt::format_error` if the format
/// string is not known at compile time.

namespace souris { inline namespace v0 { namespace detail {

/// The parsed content of the braces.
struct IntegerFormat {
    std::string_view fill = " ";
    /// 0 if absent, as for the other two.
    char align = 0;
    char sign = 0;
    char type = 0;
    bool shows_base = false;
    bool pads_with_zeros = false;
    int width = 0;
    /// Index of the argument with the width, if not negative.
    int width_index = -1;
    /// Name of the argument with the width, if not empty.
    std::string_view width_name;
};

/// Never returns. Not constexpr, so that a bad format string does not compile.
[[noreturn]] SOURIS_EXPORT void throw_format_error(const char* message);

/// Reads an IntegerFormat from the front of `rest`.
class IntegerFormatParser {
  public:
    constexpr explicit IntegerFormatParser(fmt::format_parse_context& context)
        : context_(context),
          rest_(context.begin(), static_cast<std::size_t>(context.end() - context.begin())) {}

    /// Parses up to the closing brace, which is not consumed.
    constexpr IntegerFormat parse() {
        // Braces, since g++ 14 for 32-bit ARM warns of the constructor's value otherwise.
        IntegerFormat format{};
        parse_align(format);
        format.sign = take_any("+- ");
        format.shows_base = take_any("#") != 0;
        if (take_any("0") != 0) add_zeros(format);
        if (take_any("{") != 0) {
            parse_width_argument(format);
        } else if (next_is_digit()) {
            format.width = parse_number();
        }
        format.type = take_any("dxXbBo");
        if (!rest_.empty() && rest_.front() != '}') throw_format_error("invalid format specifier");
        return format;
    }

    [[nodiscard]] constexpr const char* position() const noexcept { return rest_.data(); }

  private:
    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static constexpr bool is_letter(char c) noexcept {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static constexpr bool is_align(char c) noexcept { return c == '<' || c == '>' || c == '^'; }

    [[nodiscard]] constexpr bool next_is_digit() const noexcept {
        return !rest_.empty() && is_digit(rest_.front());
    }

    /// Consumes and returns the next character if it is one of `choices`, else returns 0.
    constexpr char take_any(std::string_view choices) {
        if (rest_.empty() || choices.find(rest_.front()) == choices.npos) return 0;
        const char taken = rest_.front();
        rest_.remove_prefix(1);
        return taken;
    }

    constexpr void parse_align(IntegerFormat& format) {
        if (rest_.empty() || rest_.front() == '}') return;
        // A fill is one UTF-8 character, whose first byte determines its size.
        const auto lead = static_cast<unsigned char>(rest_.front());
        const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (size < rest_.size() && is_align(rest_[size])) {
            if (lead == '{') throw_format_error("invalid fill character '{'");
            format.fill = rest_.substr(0, size);
            rest_.remove_prefix(size);
        }
        format.align = take_any("<>^");
    }

    static constexpr void add_zeros(IntegerFormat& format) {
        if (format.align == 0) {
            format.pads_with_zeros = true;
        } else if (FMT_VERSION < 100000) {
            format.fill = "0";
        }
    }

    constexpr int parse_number() {
        constexpr int greatest = std::numeric_limits<int>::max();
        int number = 0;
        for (; next_is_digit(); rest_.remove_prefix(1)) {
            const int digit = rest_.front() - '0';
            if (number > (greatest - digit) / 10) throw_format_error("number is too big");
            number = number * 10 + digit;
        }
        return number;
    }

    constexpr void parse_width_argument(IntegerFormat& format) {
        if (next_is_digit()) {
            format.width_index = parse_number();
            context_.check_arg_id(format.width_index);
        } else if (!rest_.empty() && is_letter(rest_.front())) {
            std::size_t size = 1;
            while (size < rest_.size() && (is_letter(rest_[size]) || is_digit(rest_[size])))
                ++size;
            format.width_name = rest_.substr(0, size);
            rest_.remove_prefix(size);
        } else {
            format.width_index = context_.next_arg_id();
        }
        if (take_any("}") == 0) throw_format_error("invalid format string");
    }

    fmt::format_parse_context& context_;
    std::string_view rest_;
};

SOURIS_EXPORT fmt::format_context::iterator write_formatted(const Integer& integer,
                                                            const IntegerFormat& format,
                                                            fmt::format_context& context);

}}}  // namespace souris::v0::detail

/// Formats an Integer; the comment at the top of this file lists the specifiers.
template <>
struct fmt::formatter<souris::Integer> {
    constexpr auto parse(fmt::format_parse_context& context) -> const char* {
        souris::detail::IntegerFormatParser parser(context);
        format_ = parser.parse();
        return parser.position();
    }

    auto format(const souris::Integer& integer, fmt::format_context& context) const
        -> fmt::format_context::iterator {
        return souris::detail::write_formatted(integer, format_, context);
    }

  private:
    souris::detail::IntegerFormat format_;
};
