// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/sink.hpp>
#include <souris/store.hpp>

#include "compress/columns_block.hpp"
#include "compress_properties.hpp"

/// Properties of values that are taken apart into columns, for the property tests and the fuzz
/// targets.

namespace souris::properties {

/// A block with this content, which claims to be so long unpacked.
inline Bytes columns_block(std::span<const std::byte> content, std::uint64_t unpacked_size) {
    Sink sink;
    sink.write_unsigned(unpacked_size);
    sink.write_unsigned(content.size());
    sink.write_bytes(content);
    return sink.take();
}

/// What was taken apart is put together, byte for byte. The same values are always taken apart in
/// the same way.
inline bool columns_round_trip(std::span<const std::byte> values, Profile profile) {
    const std::optional<Bytes> packed = detail::pack_columns(values, profile);
    if (detail::pack_columns(values, profile) != packed) return false;
    return !packed || unpacks_to(columns_block(*packed, values.size()), Compression::columns,
                                 Layout::v2, values);
}

/// A tree as it is taken apart: with stored binary values.
inline Bytes encoded_for_columns(const Value& value) {
    EncodeOptions options;
    options.profile = Profile::stored;
    return encode_value(value, options).value();
}

/// The same for a tree.
inline bool tree_in_columns_round_trips(const Value& value, Profile profile) {
    return columns_round_trip(encoded_for_columns(value), profile);
}

/// Writing with extensions and reading returns the same tree, bit for bit: it encodes to the same
/// bytes.
inline bool extended_is_the_same(const Value& value, Profile profile) {
    const Bytes encoded = encode_value(value).value();
    const auto packed = pack(value, {.profile = profile, .extended = true});
    if (!packed) return false;
    const auto back = unpack(*packed, {.strict = true});
    if (!back || encode_value(*back) != encoded) return false;

    Store store;
    store["value"] = value;
    WriteOptions options;
    options.profile = profile;
    options.extended = true;
    const auto bytes = encode_store(store, options);
    if (!bytes || encode_store(store, options) != bytes) return false;
    ReadOptions strict;
    strict.strict = true;
    const auto read = decode_store(*bytes, strict);
    return read && encode_value(read->root()) == encode_value(store.root());
}

/// Any content is put together to as many bytes as the block says, or refused as no error but a
/// wrong input or a limit. Memory that was charged is returned, but for that of the bytes.
inline bool any_columns_keep_limits(std::span<const std::byte> content, std::uint64_t size) {
    constexpr std::uint64_t amount = std::uint64_t{8} << 20U;
    const Bytes input = columns_block(content, size);
    Limits limits;
    limits.max_output = std::uint64_t{1} << 16U;
    Budget memory(amount);
    Cursor cursor(input);
    const auto block = read_block(cursor, static_cast<std::uint8_t>(Compression::columns),
                                  Layout::v2, limits, memory);
    if (!block) return cursor.offset() == 0 && kind_of(block.error().code) <= ErrorKind::limit;
    return cursor.at_end() && block->bytes().size() == size && size <= limits.max_output &&
           memory.left() + block->memory() == amount;
}

}  // namespace souris::properties
