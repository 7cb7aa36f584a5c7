// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <souris/cbor.hpp>
#include <souris/check.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/object_store.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/store.hpp>

#include "codec_properties.hpp"

/// Properties of canonical form. Each function returns whether its property holds. Used by the
/// property tests and the fuzz targets.

namespace souris::properties {

inline constexpr EncodeOptions canonical_encoding{.canonical = true};
inline constexpr PackOptions canonical_packing{.canonical = true};
inline WriteOptions canonical_writing() {
    WriteOptions options;
    options.canonical = true;
    return options;
}

/// A verdict on bytes is that of reading them, or else whether they are what writing the result
/// gives. `again` is that result; it is an error if reading failed, or if what is written exceeds a
/// limit.
inline bool is_right_verdict(const Result<void>& verdict, std::span<const std::byte> bytes,
                             const Result<Bytes>& again) {
    if (verdict) return again && std::ranges::equal(*again, bytes);
    if (verdict.error().code != ErrorCode::not_canonical) {
        return !again && (verdict.error() == again.error() ||
                          verdict.error().code == ErrorCode::limit_exceeded);
    }
    return (!again || !std::ranges::equal(*again, bytes)) &&
           verdict.error().offset.value_or(0) <= bytes.size() + careful_limits().max_output;
}

/// Any bytes of a value are told to be in canonical form exactly if they are.
inline bool value_bytes_are_told(std::span<const std::byte> bytes) {
    const auto value = decode_value(bytes, careful_options());
    return is_right_verdict(
        is_canonical_value(bytes, careful_limits()), bytes,
        value ? encode_value(*value, canonical_encoding) : failure(value.error()));
}

/// The same for the bytes of a store or a packed value.
inline bool file_bytes_are_told(std::span<const std::byte> bytes) {
    const auto verdict = is_canonical(bytes, careful_limits());
    if (is_packed(bytes)) {
        const auto value = unpack(bytes, careful_options());
        return is_right_verdict(verdict, bytes,
                                value ? pack(*value, canonical_packing) : failure(value.error()));
    }
    ReadOptions reading;
    reading.limits = careful_limits();
    const auto store = decode_store(bytes, reading);
    return is_right_verdict(
        verdict, bytes, store ? encode_store(*store, canonical_writing()) : failure(store.error()));
}

/// A tree equal to `value`, built in another order and of numbers of other types. `choose(n)` gives
/// a number below n.
template <class Choose>
Value disguised(const Value& value, Choose& choose) {
    const auto with_other_state = [&](const Integer& number) {
        if (number.is_negative()) return number;
        const auto state =
            choose(2) == 0 ? SignState::unsigned_number : SignState::signed_non_negative;
        return *Integer::from_bits(number.bits(), state);
    };
    // Trees of the generator are not deep.
    if (value.is(Type::map)) {
        std::vector<const MapEntry*> rest;
        for (const MapEntry& entry : value.entries())
            rest.push_back(&entry);
        Map map;
        while (!rest.empty()) {
            std::swap(rest[choose(rest.size())], rest.back());
            map[rest.back()->key()] = disguised(rest.back()->value, choose);
            rest.pop_back();
        }
        return map;
    }
    if (value.is(Type::array)) {
        Array array;
        for (const Value& element : value.elements())
            array.push_back(disguised(element, choose));
        return array;
    }
    if (value.is(Type::integer)) return with_other_state(value.integer());
    if (const auto complex = value.get<Complex>(); complex && complex->cartesian() != nullptr) {
        return Complex(with_other_state(complex->cartesian()->real),
                       with_other_state(complex->cartesian()->imaginary));
    }
    return value;
}

/// Every way of building a tree equal to `value` gives the same bytes, which read back as `value`
/// and are told to be canonical.
template <class Choose>
bool equal_trees_give_equal_bytes(const Value& value, Choose& choose) {
    const auto expected = encode_value(value, canonical_encoding);
    if (!expected || decode_value(*expected, {.strict = true}) != value ||
        !is_canonical_value(*expected)) {
        return false;
    }
    const auto is_same = [&](const Result<Value>& other) {
        // Some forms do not keep all of a value.
        return !other || *other != value || encode_value(*other, canonical_encoding) == *expected;
    };
    const Value other = disguised(value, choose);
    if (other != value || !is_same(other)) return false;

    // A parsed tree, an object, and other formats.
    const auto plain = encode_value(other, {.profile = Profile::balanced});
    Parser parser;
    const auto view = parser.parse(*plain);
    if (!view || encode_value(*view, canonical_encoding) != *expected) return false;
    if (encode(other, canonical_encoding) != *expected) return false;
    const auto json = to_json(other, {.form = JsonForm::tagged});
    if (json && !is_same(value_from_json(*json))) return false;
    const auto cbor = to_cbor(other, {.tagged = true});
    if (!cbor || !is_same(value_from_cbor(*cbor))) return false;
    const auto msgpack = to_msgpack(other, {.tagged = true});
    if (!msgpack || !is_same(value_from_msgpack(*msgpack))) return false;

    const auto canonical_cbor = to_cbor(value, {.tagged = true, .canonical = true});
    if (!canonical_cbor || to_cbor(other, {.tagged = true, .canonical = true}) != *canonical_cbor) {
        return false;
    }

    // Packed values and stores.
    const auto packed = pack(value, canonical_packing);
    if (!packed || !is_canonical(*packed) || pack(other, canonical_packing) != *packed ||
        pack(*view, canonical_packing) != *packed) {
        return false;
    }
    Store store;
    store["value"] = other;
    const auto saved = encode_store(store, canonical_writing());
    if (!saved || !is_canonical(*saved)) return false;
    for (const Layout layout : all_layouts) {
        WriteOptions options;
        options.layout = layout;
        options.profile = Profile::fast;
        const auto bytes = encode_store(store, options);
        if (!bytes) continue;
        const auto again = decode_store(*bytes);
        if (!again || encode_store(*again, canonical_writing()) != *saved ||
            is_canonical(*bytes).has_value()) {
            return false;
        }
    }
    return true;
}

/// The bytes of an object are those of its tree.
template <class T>
bool object_is_as_its_tree(const T& object) {
    for (const ObjectForm form : {ObjectForm::map, ObjectForm::array}) {
        EncodeOptions options = canonical_encoding;
        options.form = form;
        const auto bytes = encode(object, options);
        const auto tree = to_value(object, {.form = form});
        if (!bytes || !tree || !is_canonical_value(*bytes) ||
            encode_value(*tree, canonical_encoding) != *bytes) {
            return false;
        }
        PackOptions packing = canonical_packing;
        if (form == ObjectForm::map && pack(object, packing) != pack(*tree, packing)) return false;
        if (form == ObjectForm::map &&
            encode_store(object, canonical_writing()) !=
                encode_store(Store(*tree->as_map()), canonical_writing())) {
            return false;
        }
    }
    return true;
}

}  // namespace souris::properties
