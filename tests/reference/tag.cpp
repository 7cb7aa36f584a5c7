// SPDX-License-Identifier: MIT
#include "reference/tag.hpp"

#include <souris/type.hpp>

namespace souris::reference {

bool has_reserved_bits(unsigned tag) {
    const unsigned low = tag % 16;
    switch (static_cast<Type>(tag / 16)) {
        case Type::binary:
        case Type::complex:
            return false;
        case Type::string:
        case Type::boolean:
            return low > 1;
        case Type::integer:
        case Type::timestamp:
            return low > 3;
        case Type::map:
        case Type::array:
            return low % 2 != 0 && low > 1;
        default:
            return low != 0;
    }
}

}  // namespace souris::reference
