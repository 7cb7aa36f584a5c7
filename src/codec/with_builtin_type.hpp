// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <souris/config.hpp>
#include <souris/detail/builtin_kind.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Calls `use` with the type of a kind: `std::vector<double>` stands for vectors of any number
/// type, `void` for kinds with their own functions for reading and writing.
template <class Use>
[[nodiscard]] SOURIS_ALWAYS_INLINE inline bool with_builtin_type(BuiltinKind kind, Use use) {
    switch (kind) {
        case BuiltinKind::boolean:
            return use(std::type_identity<bool>());
        case BuiltinKind::int8:
            return use(std::type_identity<std::int8_t>());
        case BuiltinKind::int16:
            return use(std::type_identity<std::int16_t>());
        case BuiltinKind::int32:
            return use(std::type_identity<std::int32_t>());
        case BuiltinKind::int64:
            return use(std::type_identity<std::int64_t>());
        case BuiltinKind::uint8:
            return use(std::type_identity<std::uint8_t>());
        case BuiltinKind::uint16:
            return use(std::type_identity<std::uint16_t>());
        case BuiltinKind::uint32:
            return use(std::type_identity<std::uint32_t>());
        case BuiltinKind::uint64:
            return use(std::type_identity<std::uint64_t>());
        case BuiltinKind::float32:
            return use(std::type_identity<float>());
        case BuiltinKind::float64:
            return use(std::type_identity<double>());
        case BuiltinKind::string:
            return use(std::type_identity<std::string>());
        case BuiltinKind::vector:
            return use(std::type_identity<std::vector<double>>());
        case BuiltinKind::other:
            return use(std::type_identity<void>());
    }
    __builtin_unreachable();
}

}}}  // namespace souris::v0::detail
