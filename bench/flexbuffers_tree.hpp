// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <flatbuffers/flexbuffers.h>

#include <souris/value.hpp>

namespace souris::bench {

/// Adds a tree that came from JSON to `builder`.
inline void build_tree(flexbuffers::Builder& builder, const Value& value) {
    switch (value.type()) {
        case Type::boolean:
            builder.Bool(*value.get<bool>());
            break;
        case Type::integer:
            if (const auto number = value.get<std::int64_t>()) {
                builder.Int(*number);
            } else {
                builder.UInt(value.get<std::uint64_t>().value());
            }
            break;
        case Type::float64:
            builder.Double(*value.get<double>());
            break;
        case Type::string:
            builder.String(value.text().data(), value.text().size());
            break;
        case Type::array: {
            const std::size_t start = builder.StartVector();
            for (const Value& element : value.elements())
                build_tree(builder, element);
            builder.EndVector(start, false, false);
            break;
        }
        case Type::map: {
            const std::size_t start = builder.StartMap();
            for (const auto& [key, entry] : value.entries()) {
                builder.Key(key.data(), key.size());
                build_tree(builder, entry);
            }
            builder.EndMap(start);
            break;
        }
        default:  // No other types come from JSON.
            builder.Null();
    }
}

}  // namespace souris::bench
