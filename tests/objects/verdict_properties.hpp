// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>
#include <vector>

#include <souris/codec.hpp>
#include <souris/parser.hpp>

#include "objects/object_types.hpp"
#include "property/reference_properties.hpp"

/// @file
/// Whichever way bytes are read, as an object, as a tree from which an object is made, as a view or
/// by the reference decoder: they are taken or refused alike, and mean the same.

namespace souris::properties {

/// Changes few of the bytes, or takes some away. Zeros change nothing.
inline void damage(Bytes& bytes, test::ByteSource& source) {
    if (bytes.empty() || source.below(3) != 2) return;
    const auto place = [&] { return static_cast<std::size_t>(source.bits(2)) % bytes.size(); };
    for (std::size_t left = source.below(4); left != 0; --left) {
        bytes[place()] ^=
            static_cast<std::byte>(source.below(2) != 0 ? 1U << source.below(8) : source.byte());
    }
    if (source.below(4) == 3) bytes.resize(place());
}

/// Whether elements have no order of their own: theirs depends on the table's size.
inline bool has_no_order(const test::ObjectType& type) {
    return std::string_view(type.name).find("unordered") != std::string_view::npos;
}

/// Whether the bytes of two objects say the same. The elements of a table that has no order are
/// compared as a map, or by their number: what the table had room for depends on repeated keys.
inline bool are_alike(const test::ObjectType& type, const Bytes& a, const Bytes& b) {
    if (a == b) return true;
    return has_no_order(type) && a.size() == b.size() &&
           (std::string_view(type.name).find("unordered_map") == std::string_view::npos ||
            decode_value(a) == decode_value(b));
}

inline bool has_one_verdict(const test::ObjectType& type, std::span<const std::byte> bytes,
                            const DecodeOptions& options) {
    const auto complain = [&](const char* what) {
        std::fprintf(stderr, "%s%s: %s: %s\n", type.name, options.strict ? ", strict" : "", what,
                     test::to_hex(bytes).c_str());
        return false;
    };
    const auto object = type.copy(bytes, options);
    const auto tree = decode_value(bytes, options);
    Parser parser;
    if (parser.parse(bytes, options).has_value() != tree.has_value())
        return complain("a view and a tree disagree");
    const reference::Options same{.strict = options.strict,
                                  .max_depth = options.limits.max_depth,
                                  .max_output = options.limits.max_output};
    if (!agrees(bytes, same, type.name, tree ? &*tree : nullptr,
                tree ? ErrorCode::none : tree.error().code,
                reference::decode_value(bytes, Layout::v2, same))) {
        return false;
    }
    if (!tree) return !object || complain("taken as an object, refused as a tree");
    const auto from_tree = type.copy(*encode_value(*tree), options);
    if (object.has_value() != from_tree.has_value())
        return complain(object ? "taken alone" : "taken of the tree alone");
    if (!object) {
        // Of two things that are wrong, either may be met first if keys stand twice.
        return !decode_value(bytes, {.strict = true}) ||
               object.error().code == from_tree.error().code || complain("refused for two reasons");
    }
    const auto by_value = type.copy_by_value(bytes, options);
    if (!by_value) return complain("read, but not of its value");
    if (!are_alike(type, *by_value, *object)) return complain("other than of its value");
    return are_alike(type, *object, *from_tree) || complain("other than of the tree");
}

/// An object that is read over another one is as one that is read into a new object.
inline bool leaves_nothing_of_old(const test::ObjectType& type, std::span<const std::byte> old,
                                  std::span<const std::byte> bytes, const DecodeOptions& options) {
    auto fresh = type.copy_over({}, bytes, options);
    auto over = type.copy_over(old, bytes, options);
    if (fresh && over && has_no_order(type)) {
        std::ranges::sort(*fresh);
        std::ranges::sort(*over);
    }
    if (fresh ? over && *over == *fresh : !over && over.error() == fresh.error()) return true;
    std::fprintf(stderr, "%s%s: over %s, otherwise than as new: %s\n", type.name,
                 options.strict ? ", strict" : "", test::to_hex(old).c_str(),
                 test::to_hex(bytes).c_str());
    return false;
}

/// What the bytes draw: a type, an object of it, damage, and how to read.
inline bool drawn_object_has_one_verdict(std::span<const std::uint8_t> drawn) {
    test::ByteSource source(drawn);
    const auto types = test::object_types();
    const test::ObjectType& type = types[source.below(types.size())];
    DecodeOptions options;
    // So that no block takes long.
    options.limits.max_output = std::uint64_t{1} << 20U;
    options.strict = source.below(2) != 0;
    options.refuse_unknown_fields = source.below(4) == 3;
    options.refuse_missing_fields = source.below(4) == 3;
    Bytes bytes = type.draw(source);
    damage(bytes, source);
    if (!has_one_verdict(type, bytes, options)) return false;
    Bytes old = type.draw(source);
    damage(old, source);
    return leaves_nothing_of_old(type, old, bytes, options);
}

}  // namespace souris::properties
