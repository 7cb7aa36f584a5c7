// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <souris/error.hpp>
#include <souris/pointer.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The `Found` or `FoundView` for `child`, a pointer or an optional, whose key or index is `token`;
/// or the error `missing`.
template <class Lookup, class Child, class Token>
[[nodiscard]] Lookup found_child(const Child& child, ErrorCode missing, const Token& token) {
    std::string path;
    append_pointer_token(path, token);
    if (child) return {*child, std::move(path)};
    Error error(missing);
    error.path = std::move(path);
    return Lookup(std::move(error));
}

}}}  // namespace souris::v0::detail
