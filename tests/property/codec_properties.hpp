// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include <souris/codec.hpp>
#include <souris/detail/wire.hpp>
#include <souris/document.hpp>
#include <souris/parser.hpp>
#include <souris/store.hpp>

#include "tape_invariants.hpp"
#include "tree_invariants.hpp"

/// Properties of encoded values and stores. Each function returns whether its property holds. Used
/// by the property tests and the fuzz targets.

namespace souris::properties {

inline constexpr Layout all_layouts[] = {Layout::v1, Layout::v2};

/// Limits for forged input: little memory, so that wrong charges are noticed and nothing takes
/// long.
inline Limits careful_limits() {
    Limits limits = Limits::hostile();
    limits.max_output = std::uint64_t{1} << 20U;
    limits.max_memory = std::uint64_t{16} << 20U;
    return limits;
}

inline DecodeOptions careful_options() {
    DecodeOptions options;
    options.limits = careful_limits();
    return options;
}

/// Values that layout v1 cannot express are refused for that reason only.
inline bool is_rightly_refused(const Error& error, Layout layout) {
    return layout == Layout::v1 && error.code == ErrorCode::unrepresentable;
}

/// A written value is read back as an equal one, also strictly, and encodes to the same bytes, as a
/// tree and as a parsed tree.
inline bool value_round_trips(const Value& value, Layout layout) {
    const EncodeOptions encoding{.layout = layout};
    const auto bytes = encode_value(value, encoding);
    if (!bytes) return is_rightly_refused(bytes.error(), layout);
    const auto again = decode_value(*bytes, {.strict = true}, layout);
    if (!again || *again != value || encode_value(*again, encoding) != *bytes) return false;
    Parser parser;
    const auto view = parser.parse(*bytes, {}, layout);
    return view && encode_value(*view, encoding) == *bytes;
}

/// Every proper prefix of an encoded value is truncated.
inline bool value_prefixes_are_truncated(const Value& value) {
    const auto bytes = encode_value(value);
    if (!bytes) return false;
    for (std::size_t size = 0; size < bytes->size(); ++size) {
        const auto part = decode_value(std::span(*bytes).first(size));
        if (part || part.error().code != ErrorCode::truncated) return false;
    }
    return true;
}

/// The parser reads the same value as the decoder, or refuses it with the same error at the same
/// place. The memory limit is not used, because the trees take different amounts.
inline bool parser_agrees(std::span<const std::byte> bytes, Layout layout,
                          const DecodeOptions& options, const Result<Value>& value) {
    Parser parser;
    const auto view = parser.parse(bytes, options, layout);
    if (value) {
        return view && tree_is_sound(*value) && tape_is_sound(*view) && view->to_value() == *value;
    }
    return !view && (view.error() == value.error() || value.error().detail == "max_memory");
}

/// The quick path of reading accepts and refuses the same as the slow one. A limit on keys below
/// the largest one-byte length disables the quick path; inputs that this limit refuses are not
/// compared. Bytes are appended, since the quick path leaves the last bytes to the slow one.
inline bool quick_way_agrees(std::span<const std::byte> bytes, Layout layout,
                             const DecodeOptions& options) {
    Bytes longer(bytes.begin(), bytes.end());
    longer.resize(bytes.size() + 64);
    const auto decode = [&](std::uint64_t max_key, std::size_t& end) {
        DecodeOptions with = options;
        with.limits.max_key = max_key;
        Cursor cursor(longer);
        auto value = decode_value(cursor, nullptr, layout, with);
        end = cursor.offset();
        return value;
    };
    std::size_t end = 0;
    std::size_t slow_end = 0;
    const auto value = decode(detail::max_short_length, end);
    const auto slowly = decode(detail::max_short_length - 1, slow_end);
    return (value == slowly && end == slow_end) || (!slowly && slowly.error().detail == "max_key");
}

/// For any bytes, all ways of reading have the same verdict, strictly or not.
inline bool ways_of_reading_agree(std::span<const std::byte> bytes, Layout layout) {
    DecodeOptions options = careful_options();
    for (const bool strict : {false, true}) {
        options.strict = strict;
        const auto value = decode_value(bytes, options, layout);
        if (!parser_agrees(bytes, layout, options, value)) return false;
        if (!quick_way_agrees(bytes, layout, options)) return false;
    }
    return true;
}

/// Any bytes are a value that round-trips, or give an error with a place. Strict reading refuses
/// more and reads the same values.
inline bool bytes_are_a_value_or_refused(std::span<const std::byte> bytes, Layout layout) {
    const DecodeOptions options = careful_options();
    const auto value = decode_value(bytes, options, layout);
    DecodeOptions strict_options = options;
    strict_options.strict = true;
    const auto strict = decode_value(bytes, strict_options, layout);
    if (!value) {
        return !strict && kind_of(value.error().code) <= ErrorKind::limit &&
               (!value.error().offset || *value.error().offset <= bytes.size());
    }
    return (!strict || *strict == *value) && value_round_trips(*value, layout);
}

/// A written store is read back as an equal one, also strictly, in the layout written.
inline bool store_round_trips(const Store& store, Layout layout,
                              Profile profile = Profile::balanced) {
    WriteOptions options;
    options.layout = layout;
    options.profile = profile;
    const auto bytes = encode_store(store, options);
    if (!bytes) return is_rightly_refused(bytes.error(), layout);
    ReadOptions strict;
    strict.strict = true;
    const auto again = decode_store(*bytes, strict);
    return detect_layout(*bytes) == layout && again && *again == store;
}

/// Any bytes are a store that round-trips, or give an error.
inline bool bytes_are_a_store_or_refused(std::span<const std::byte> bytes,
                                         Profile profile = Profile::balanced) {
    ReadOptions options;
    options.limits = careful_limits();
    const auto store = decode_store(bytes, options);
    const auto document = Document::view(bytes, options);
    if (!store) {
        return kind_of(store.error().code) <= ErrorKind::limit && !document &&
               (document.error() == store.error() || store.error().detail == "max_memory");
    }
    if (!document || document->root().to_value() != store->root()) return false;
    return std::ranges::all_of(
        all_layouts, [&](Layout layout) { return store_round_trips(*store, layout, profile); });
}

}  // namespace souris::properties
