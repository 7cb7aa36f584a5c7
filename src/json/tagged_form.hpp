// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <souris/type.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The key that makes an object a tagged value.
inline constexpr std::string_view tag_key = "souris_type";

/// The required form of a tagged value, for error messages; nullptr if the type has no tagged form.
[[nodiscard]] constexpr const char* tagged_form(Type type) noexcept {
    switch (type) {
        case Type::character:
            return R"(wanted {"souris_type":0,"character":"x"}, one character)";
        case Type::binary:
            return R"(wanted {"souris_type":2,"bytes":[...]}, numbers from 0 to 255)";
        case Type::integer:
            return R"(wanted {"souris_type":4,"integer":"DECIMAL"}, from -2^127 to 2^128-1)";
        case Type::complex:
            return R"(wanted {"souris_type":5,"real":I,"imaginary":I}, integers, )"
                   R"(or {"souris_type":5,"modulus":F,"argument":F}, f64)";
        case Type::timestamp:
            return R"(wanted {"souris_type":6,"timestamp":"YYYY-MM-DDThh:mm:ss"})";
        case Type::json:
            return R"(wanted {"souris_type":7,"json":...})";
        case Type::map:
            return R"(wanted {"souris_type":8,"map":{...}})";
        case Type::float64:
            return R"(wanted {"souris_type":10,"bits":"HEX"}, 16 digits)";
        case Type::timezone:
            return R"(wanted {"souris_type":12,"timezone":"AREA/PLACE"})";
        case Type::ipv4:
            return R"(wanted {"souris_type":13,"octets":[...]}, 4 numbers from 0 to 255)";
        case Type::ipv6:
            return R"(wanted {"souris_type":14,"octets":[...]}, 8 numbers from 0 to 65535)";
        case Type::float32:
            return R"(wanted {"souris_type":15,"single":NUMBER}, )"
                   R"(or {"souris_type":15,"bits":"HEX"}, 8 digits)";
        case Type::string:
        case Type::boolean:
        case Type::null:
        case Type::array:
            break;
    }
    return nullptr;
}

}}}  // namespace souris::v0::detail
