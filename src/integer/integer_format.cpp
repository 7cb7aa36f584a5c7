// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <concepts>

#include <fmt/format.h>

#include <souris/integer_format.hpp>

namespace souris { inline namespace v0 { namespace detail {

namespace {

using Argument = fmt::basic_format_arg<fmt::format_context>;

/// fmt 11 replaced the function by a member; later releases lack the function.
template <class Visitor>
auto visit(Visitor visitor, const Argument& argument) {
#if FMT_VERSION >= 110000
    return argument.visit(visitor);
#else
    return fmt::visit_format_arg(visitor, argument);
#endif
}

/// The width in an argument.
int width_of(const Argument& argument) {
    if (!argument) throw_format_error("argument not found");
    const auto width_of_value = [](auto value) -> int {
        using Number = decltype(value);
        if constexpr (AnyInteger<Number> && !std::same_as<Number, char>) {
            const Integer width = value;
            if (width.is_negative()) throw_format_error("negative width");
            if (!width.fits<int>()) throw_format_error("number is too big");
            return *width.to<int>();
        } else {
            throw_format_error("width is not integer");
        }
    };
    return visit(width_of_value, argument);
}

int width_of(const IntegerFormat& format, fmt::format_context& context) {
    if (format.width_index >= 0) return width_of(context.arg(format.width_index));
    if (!format.width_name.empty()) {
        return width_of(context.arg(fmt::string_view(format.width_name)));
    }
    assert(format.width >= 0);
    return format.width;
}

unsigned base_of(char type) {
    switch (type) {
        case 'x':
        case 'X':
            return 16;
        case 'b':
        case 'B':
            return 2;
        case 'o':
            return 8;
        default:
            return 10;
    }
}

std::string_view base_prefix(const IntegerFormat& format, bool is_zero) {
    if (!format.shows_base) return "";
    switch (format.type) {
        case 'x':
            return "0x";
        case 'X':
            return "0X";
        case 'b':
            return "0b";
        case 'B':
            return "0B";
        case 'o':
            return is_zero ? "" : "0";
        default:
            return "";
    }
}

std::string_view sign_prefix(const IntegerFormat& format, bool is_negative) {
    if (is_negative) return "-";
    return format.sign == '+' ? "+" : format.sign == ' ' ? " " : "";
}

using Output = fmt::format_context::iterator;

Output append(Output out, std::string_view text) {
    return std::copy(text.begin(), text.end(), out);
}

Output append_fill(Output out, std::string_view fill, std::size_t count) {
    for (; count != 0; --count)
        out = append(out, fill);
    return out;
}

}  // namespace

void throw_format_error(const char* message) {
    throw fmt::format_error(message);
}

fmt::format_context::iterator write_formatted(const Integer& integer, const IntegerFormat& format,
                                              fmt::format_context& context) {
    char buffer[Integer::max_digits];
    char* const end = buffer + integer.write_digits(buffer, base_of(format.type));
    char* const begin = buffer + (integer.is_negative() ? 1 : 0);
    assert(integer.is_negative() == (*buffer == '-') && begin < end);
    if (format.type == 'X') {
        std::transform(begin, end, begin,
                       [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    }
    const std::string_view digits(begin, static_cast<std::size_t>(end - begin));
    const std::string_view sign = sign_prefix(format, integer.is_negative());
    const std::string_view base = base_prefix(format, integer.is_zero());

    const auto width = static_cast<std::size_t>(width_of(format, context));
    const std::size_t size = sign.size() + base.size() + digits.size();
    const std::size_t padding = width > size ? width - size : 0;
    const bool zeros = format.pads_with_zeros;
    const std::size_t before = zeros || format.align == '<' ? 0
                               : format.align == '^'        ? padding / 2
                                                            : padding;
    assert(before <= padding);

    Output out = append_fill(context.out(), format.fill, before);
    out = append(append(out, sign), base);
    out = append_fill(out, "0", zeros ? padding : 0);
    out = append(out, digits);
    return append_fill(out, format.fill, zeros ? 0 : padding - before);
}

}}}  // namespace souris::v0::detail
