// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <souris/parser.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

#include "codec_properties.hpp"

/// Properties of views of a parsed tree. Each function returns whether its property holds. Used by
/// the property tests and the fuzz target.

namespace souris::properties {

/// Both return the same content or the same error.
template <class T>
bool is_same_content(ValueView view, const Value& value) {
    const auto seen = view.get<T>();
    const auto owned = value.get<T>();
    return seen ? owned && seen == owned : !owned && seen.error() == owned.error();
}

/// A view equals the value, without children.
inline bool view_is_like_value(ValueView view, const Value& value) {
    return view.type() == value.type() && view.is_null() == value.is_null() &&
           view.text() == value.text() && std::ranges::equal(view.binary(), value.binary()) &&
           view.integer() == value.integer() && is_same_content<bool>(view, value) &&
           is_same_content<std::uint8_t>(view, value) &&
           is_same_content<std::int64_t>(view, value) && is_same_content<Integer>(view, value) &&
           is_same_content<char32_t>(view, value) &&
           is_same_content<std::string_view>(view, value) &&
           is_same_content<Timestamp>(view, value) && is_same_content<Complex>(view, value) &&
           is_same_content<Ipv4>(view, value) && is_same_content<Ipv6>(view, value);
}

/// All views of a parsed tree equal the value made from it.
inline bool view_tells_what_the_value_does(std::span<const std::byte> bytes) {
    Parser parser;
    const auto root = parser.parse(bytes, careful_options());
    if (!root) return true;
    const Value value = root->to_value();
    std::vector<std::pair<ValueView, const Value*>> rest{{*root, &value}};
    while (!rest.empty()) {
        const auto [view, owned] = rest.back();
        rest.pop_back();
        if (!view_is_like_value(view, *owned)) return false;
        std::size_t index = 0;
        for (const ValueView element : view.elements()) {
            if (index == owned->elements().size()) return false;
            rest.emplace_back(element, &owned->elements()[index++]);
        }
        if (index != owned->elements().size()) return false;
        // Of a repeated key, a value has the last entry and a view has all.
        if (view.entries().size() < owned->entries().size()) return false;
        for (const auto& [key, child] : view.entries()) {
            const auto last = view.entries().find(key);
            const Value* const kept = owned->as_map()->find(key);
            if (!last || kept == nullptr || last->type() != kept->type()) return false;
            if (view.entries().size() == owned->entries().size()) rest.emplace_back(child, kept);
        }
    }
    return true;
}

}  // namespace souris::properties
