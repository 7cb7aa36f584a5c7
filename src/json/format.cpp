// SPDX-License-Identifier: MIT
#include <utility>

#include <fmt/format.h>

#include <souris/format.hpp>
#include <souris/json.hpp>

namespace souris { inline namespace v0 { namespace detail {

std::string text_of(const Value& value) {
    JsonWriteOptions options;
    options.limits = Limits::unlimited();
    auto text = to_json(value, options);
    return text ? *std::move(text) : "<" + text.error().message() + ">";
}

fmt::format_context::iterator write_formatted(std::string_view text,
                                              const fmt::formatter<fmt::string_view>& formatter,
                                              fmt::format_context& context) {
    return formatter.format(text, context);
}

}}}  // namespace souris::v0::detail
