// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/kind.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Calls `use` with the type of a kind: `std::vector<double>` stands for vectors of any number
/// type, `void` for kinds with their own functions for reading and writing.
template <class Use>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline bool with_type_of(Kind kind, Use use) {
    switch (kind) {
        case Kind::boolean:
            return use(std::type_identity<bool>());
        case Kind::int8:
            return use(std::type_identity<std::int8_t>());
        case Kind::int16:
            return use(std::type_identity<std::int16_t>());
        case Kind::int32:
            return use(std::type_identity<std::int32_t>());
        case Kind::int64:
            return use(std::type_identity<std::int64_t>());
        case Kind::uint8:
            return use(std::type_identity<std::uint8_t>());
        case Kind::uint16:
            return use(std::type_identity<std::uint16_t>());
        case Kind::uint32:
            return use(std::type_identity<std::uint32_t>());
        case Kind::uint64:
            return use(std::type_identity<std::uint64_t>());
        case Kind::float32:
            return use(std::type_identity<float>());
        case Kind::float64:
            return use(std::type_identity<double>());
        case Kind::string:
            return use(std::type_identity<std::string>());
        case Kind::vector:
            return use(std::type_identity<std::vector<double>>());
        case Kind::other:
            return use(std::type_identity<void>());
    }
    __builtin_unreachable();
}

}}}  // namespace souris::v0::detail
