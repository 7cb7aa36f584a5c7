// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "reference/canonical.hpp"
#include "reference/store.hpp"
#include "reference/value.hpp"
#include "support/hex.hpp"

/// The library and the reference decoder, which was written from docs/format.md alone, agree on any
/// bytes: the same value, or an error of the same class. Used by the tests and the fuzz target;
/// disagreements are printed to standard error.

namespace souris::properties {

/// The limits that both decoders have, small enough for any input; the others are disabled.
inline DecodeOptions library_options(const reference::Options& options) {
    DecodeOptions same;
    same.strict = options.strict;
    same.limits = Limits::unlimited();
    same.limits.max_depth = options.max_depth;
    same.limits.max_output = options.max_output;
    return same;
}

/// Whether a 5 from a signed type equals a 5 from an unsigned one.
enum class SignStates : std::uint8_t { compared, ignored };

inline bool is_same_number(const reference::Number& number, const Integer& integer,
                           SignStates states) {
    return integer.bits() == Wide{number.high, number.low} &&
           integer.is_negative() == (number.state == 2) &&
           (states == SignStates::ignored ||
            static_cast<unsigned>(integer.sign_state()) == number.state);
}

inline bool is_same_complex(const reference::Node& node, const Complex& complex,
                            SignStates states) {
    if (const auto* const polar = complex.polar()) {
        return node.is_polar &&
               node.numbers[0].low == std::bit_cast<std::uint64_t>(polar->modulus) &&
               node.numbers[1].low == std::bit_cast<std::uint64_t>(polar->argument);
    }
    return !node.is_polar && is_same_number(node.numbers[0], complex.cartesian()->real, states) &&
           is_same_number(node.numbers[1], complex.cartesian()->imaginary, states);
}

inline bool is_same_timestamp(const reference::Node& node, const Timestamp& time) {
    const std::uint64_t fields[] = {static_cast<std::uint64_t>(std::int64_t{time.year}),
                                    time.month,
                                    time.day,
                                    time.hour,
                                    time.minute,
                                    time.second,
                                    time.nanosecond};
    return std::ranges::equal(node.numbers, fields, {}, &reference::Number::low);
}

/// Four bytes, or eight groups of two with the lower byte first.
inline bool is_same_address(const reference::Node& node, const Value& value) {
    std::string bytes;
    if (node.type == Type::ipv4) {
        const Ipv4 address = *value.get<Ipv4>();
        for (const std::uint8_t octet : address.octets)
            bytes += static_cast<char>(octet);
    } else {
        const Ipv6 address = *value.get<Ipv6>();
        for (const std::uint16_t group : address.groups) {
            bytes += static_cast<char>(group % 256);
            bytes += static_cast<char>(group / 256);
        }
    }
    return node.text == bytes;
}

/// For containers, compares only the number of children, and the keys in order.
inline bool is_same_node(const reference::Node& node, const Value& value, SignStates states) {
    if (node.type != value.type()) return false;
    switch (node.type) {
        case Type::character:
            return node.numbers[0].low == *value.get<char32_t>();
        case Type::boolean:
            return (node.numbers[0].low == 1) == *value.get<bool>();
        case Type::integer:
            return is_same_number(node.numbers[0], value.integer(), states);
        case Type::float64:
            return node.numbers[0].low == std::bit_cast<std::uint64_t>(*value.get<double>());
        case Type::float32:
            return node.numbers[0].low == std::bit_cast<std::uint32_t>(*value.get<float>());
        case Type::complex:
            return is_same_complex(node, *value.get<Complex>(), states);
        case Type::timestamp:
            return is_same_timestamp(node, *value.get<Timestamp>());
        case Type::binary:
            return std::ranges::equal(std::as_bytes(std::span(node.text)), value.binary());
        case Type::string:
        case Type::json:
        case Type::timezone:
            return node.text == value.text();
        case Type::ipv4:
        case Type::ipv6:
            return is_same_address(node, value);
        case Type::map:
            return std::ranges::equal(node.keys, value.entries(), {}, {}, &MapEntry::key);
        case Type::array:
            return node.children.size() == value.elements().size();
        case Type::null:
            return true;
    }
    return false;
}

inline bool is_same_tree(const reference::Tree& tree, const Value& root,
                         SignStates states = SignStates::compared) {
    std::vector<std::pair<std::size_t, const Value*>> left{{0, &root}};
    while (!left.empty()) {
        const auto [index, value] = left.back();
        left.pop_back();
        const reference::Node& node = tree[index];
        if (!is_same_node(node, *value, states)) return false;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const Value& child = node.type == Type::map ? value->entries()[i].value  //
                                                        : value->elements()[i];
            left.emplace_back(node.children[i], &child);
        }
    }
    return true;
}

/// Where sections 6.3, 6.5 and 6.6 permit either error, the codecs' libraries report the first one
/// they encounter, which depends on the size of their output buffer. There is no other exception.
inline bool is_same_error(ErrorCode library, ErrorCode reference, bool is_perhaps_bad_block) {
    const bool is_either = is_perhaps_bad_block && library == ErrorCode::bad_block;
    return library == reference || is_either;
}

/// The same value in both decoders, also if its canonical form is that of section 10.1.
inline bool is_same_in_all_forms(const reference::Tree& tree, const Value& value) {
    EncodeOptions canonical{.canonical = true};
    canonical.limits = Limits::unlimited();
    const auto bytes = encode_value(value, canonical);
    return is_same_tree(tree, value) && bytes &&
           std::ranges::equal(*bytes, reference::canonical_form(tree));
}

inline bool agrees(std::span<const std::byte> bytes, const reference::Options& options,
                   std::string_view what, const Value* value, ErrorCode error,
                   const reference::Outcome& outcome) {
    const bool is_same = value != nullptr && outcome.error == ErrorCode::none
                             ? is_same_in_all_forms(outcome.tree, *value)
                             : is_same_error(error, outcome.error, outcome.is_perhaps_bad_block);
    if (is_same) return true;
    std::fprintf(stderr, "%.*s%s: library %.*s, reference %.*s: %s\n", int(what.size()),
                 what.data(), options.strict ? ", strict" : "", int(name_of(error).size()),
                 name_of(error).data(), int(name_of(outcome.error).size()),
                 name_of(outcome.error).data(), test::to_hex(bytes).c_str());
    return false;
}

inline bool value_agrees_with_reference(std::span<const std::byte> bytes, Layout layout,
                                        const reference::Options& options = {}) {
    const auto value = decode_value(bytes, library_options(options), layout);
    return agrees(bytes, options, layout == Layout::v1 ? "value v1" : "value v2",
                  value ? &*value : nullptr, value ? ErrorCode::none : value.error().code,
                  reference::decode_value(bytes, layout, options));
}

inline bool store_agrees_with_reference(std::span<const std::byte> bytes,
                                        const reference::Options& options = {}) {
    ReadOptions same;
    static_cast<DecodeOptions&>(same) = library_options(options);
    const auto store = decode_store(bytes, same);
    return agrees(bytes, options, "store", store ? &store->root() : nullptr,
                  store ? ErrorCode::none : store.error().code,
                  reference::decode_store(bytes, options));
}

inline bool packed_agrees_with_reference(std::span<const std::byte> bytes,
                                         const reference::Options& options = {}) {
    const auto value = unpack(bytes, library_options(options));
    return agrees(bytes, options, "packed", value ? &*value : nullptr,
                  value ? ErrorCode::none : value.error().code,
                  reference::decode_packed(bytes, options));
}

/// The kinds of input.
enum class InputKind : std::uint8_t { value_v1, value_v2, store, packed };

inline bool agrees_with_reference(InputKind kind, std::span<const std::byte> bytes,
                                  const reference::Options& options) {
    switch (kind) {
        case InputKind::value_v1:
            return value_agrees_with_reference(bytes, Layout::v1, options);
        case InputKind::value_v2:
            return value_agrees_with_reference(bytes, Layout::v2, options);
        case InputKind::store:
            return store_agrees_with_reference(bytes, options);
        case InputKind::packed:
            return packed_agrees_with_reference(bytes, options);
    }
    return false;
}

}  // namespace souris::properties
