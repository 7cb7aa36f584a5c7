// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/json.hpp>
#include <souris/value.hpp>

namespace souris::test {

inline Value parse(std::string_view text) {
    return value_from_json(text).value();
}

/// JSON values without the white space that tagged JSON does not keep.
inline Value without_spaces(const Value& value) {
    return parse(to_json(value).value());
}

}  // namespace souris::test
