// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <souris/document.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "codec_properties.hpp"

/// Properties of stores and packed values with any options, for the property tests and the fuzz
/// targets.

namespace souris::properties {

inline constexpr std::array all_profiles{Profile::stored, Profile::fast, Profile::balanced,
                                         Profile::smallest};

/// With any options, reading returns the same tree; the header names a compression that sourisdb
/// supports, unless extended; and no profile produces more bytes than one with less effort.
inline bool written_as_asked_round_trips(const Value& value, const WriteOptions& options) {
    Store store;
    store["value"] = value;
    const auto bytes = encode_store(store, options);
    if (!bytes) return is_rightly_refused(bytes.error(), options.layout);
    ReadOptions strict;
    strict.strict = true;
    if (decode_store(*bytes, strict) != store) return false;
    const auto document = Document::view(*bytes, strict);
    if (!document || document->root().to_value() != store.root()) return false;
    if (detect_layout(*bytes) != options.layout) return false;

    constexpr std::size_t header_offset = 8;
    const auto header = std::to_integer<unsigned>((*bytes)[header_offset]);
    const unsigned highest = options.layout == Layout::v1 ? 1 : options.extended ? 6 : 3;
    if ((header & 0x7FU) > highest) return false;

    WriteOptions lazier = options;
    lazier.checksum = options.checksum.value_or(options.profile != Profile::smallest);
    for (const Profile profile : all_profiles) {
        // `fast` and `balanced` are not compared, because they use different LZ4 compressors.
        if (profile != Profile::stored && options.profile != Profile::smallest) break;
        lazier.profile = profile;
        const auto more = encode_store(store, lazier);
        if (!more || bytes->size() > more->size()) return false;
    }
    return true;
}

/// The same for a single value, of which profiles pack only binary values.
inline bool encoded_as_asked_round_trips(const Value& value, const EncodeOptions& options) {
    const auto bytes = encode_value(value, options);
    if (!bytes) return is_rightly_refused(bytes.error(), options.layout);
    const DecodeOptions strict{.strict = true};
    if (decode_value(*bytes, strict, options.layout) != value) return false;
    Parser parser;
    const auto view = parser.parse(*bytes, strict, options.layout);
    return view && view->to_value() == value && encode_value(*view, options) == *bytes;
}

/// The same for a packed value, from a tree or a parsed tree.
inline bool packed_as_asked_round_trips(const Value& value, const PackOptions& options) {
    const auto bytes = pack(value, options);
    if (!bytes) return false;
    const DecodeOptions strict{.strict = true};
    if (!is_packed(*bytes) || unpack(*bytes, strict) != value) return false;
    const auto document = Document::unpack_view(*bytes, strict);
    return document && document->root().to_value() == value &&
           pack(document->root(), options) == *bytes;
}

/// Any bytes are a packed value that round-trips, or give an error.
inline bool bytes_are_packed_or_refused(std::span<const std::byte> bytes) {
    const DecodeOptions options = careful_options();
    const auto value = unpack(bytes, options);
    const auto document = Document::unpack_view(bytes, options);
    if (!value) {
        return kind_of(value.error().code) <= ErrorKind::limit && !document &&
               (document.error() == value.error() || value.error().detail == "max_memory");
    }
    return document && document->root().to_value() == *value &&
           packed_as_asked_round_trips(*value, {.profile = Profile::fast});
}

}  // namespace souris::properties
