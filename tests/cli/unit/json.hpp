// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/json.hpp>
#include <souris/value.hpp>

namespace souris::test {

inline Value parse(std::string_view text) {
    return value_from_json(text).value();
}

/// Round trip through tagged JSON, which drops the white space in JSON values.
inline Value without_spaces(const Value& value) {
    return parse(to_json(value).value());
}

}  // namespace souris::test
