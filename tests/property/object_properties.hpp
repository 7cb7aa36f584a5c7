// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include <souris/codec.hpp>
#include <souris/object.hpp>
#include <souris/object_store.hpp>

#include "codec_properties.hpp"

/// Properties of encoded objects, for the property tests and the fuzz targets.

namespace souris::properties {

inline constexpr ObjectForm all_forms[] = {ObjectForm::map, ObjectForm::array};

/// Whether two objects are equal, except for NaNs, and encode to the same bytes.
template <class T>
bool is_as_written(const Result<T>& again, const T& object, const EncodeOptions& options,
                   const Bytes& bytes) {
    const bool has_nan = !(object == object);
    return again && (has_nan || *again == object) && encode(*again, options) == bytes;
}

/// In both layouts, an object round-trips, also strictly, and has the same bytes as the tree
/// decoded from them.
template <class T>
bool object_round_trips(const T& object, Layout layout) {
    for (const ObjectForm form : all_forms) {
        const EncodeOptions options{.layout = layout, .form = form};
        const auto bytes = encode(object, options);
        if (!bytes) return is_rightly_refused(bytes.error(), layout);
        const DecodeOptions strict{.strict = true, .refuse_unknown_fields = true};
        const auto again = decode<T>(*bytes, strict, layout);
        if (!is_as_written(again, object, options, *bytes)) return false;
        const auto tree = decode_value(*bytes, {.strict = true}, layout);
        if (!tree || encode_value(*tree, {.layout = layout}) != *bytes) return false;
    }
    return true;
}

/// The store of an object equals the store of its tree, and round-trips.
template <class T>
bool object_store_round_trips(const T& object, Layout layout, Profile profile) {
    WriteOptions options;
    options.layout = layout;
    options.profile = profile;
    const auto bytes = encode_store(object, options);
    if (!bytes) return is_rightly_refused(bytes.error(), layout);
    const Bytes plain = *encode(object, options);
    auto tree = decode_value(plain, {}, layout);
    if (!tree || encode_store(Store(std::move(*tree->as_map())), options) != *bytes) return false;
    ReadOptions strict;
    strict.strict = true;
    return is_as_written(decode_store<T>(*bytes, strict), object, options, plain);
}

/// Any bytes give an error, or an object that round-trips; then the tree reader accepts them, too.
template <class T>
bool bytes_are_an_object_or_refused(std::span<const std::byte> bytes, Layout layout) {
    const auto object = decode<T>(bytes, careful_options(), layout);
    if (!object) return kind_of(object.error().code) <= ErrorKind::misuse;
    const auto tree = decode_value(bytes, careful_options(), layout);
    if (!tree && tree.error().code != ErrorCode::limit_exceeded) return false;
    return object_round_trips(*object, layout);
}

}  // namespace souris::properties
