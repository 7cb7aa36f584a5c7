// SPDX-License-Identifier: MIT
#include <souris/type.hpp>

namespace souris { inline namespace v0 {

std::string_view name_of(Type type) noexcept {
    switch (type) {
        case Type::character:
            return "character";
        case Type::string:
            return "string";
        case Type::binary:
            return "binary";
        case Type::boolean:
            return "boolean";
        case Type::integer:
            return "integer";
        case Type::complex:
            return "complex";
        case Type::timestamp:
            return "timestamp";
        case Type::json:
            return "json";
        case Type::map:
            return "map";
        case Type::null:
            return "null";
        case Type::float64:
            return "float64";
        case Type::array:
            return "array";
        case Type::timezone:
            return "timezone";
        case Type::ipv4:
            return "ipv4";
        case Type::ipv6:
            return "ipv6";
        case Type::float32:
            return "float32";
    }
    return "unknown";
}

}}  // namespace souris::v0
