// SPDX-License-Identifier: MIT
#include <new>
#include <string>
#include <utility>

#include <souris/packed.hpp>
#include <souris/salvage.hpp>

#include "codec/value_decoder.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

Salvage salvage_of(detail::PartialValue partial) {
    std::string path = partial.damage ? partial.damage->path : "";
    return {std::move(partial.value), std::move(partial.damage), std::move(partial.unread),
            std::move(path)};
}

Salvage nothing_of(Error damage) {
    return {std::nullopt, std::move(damage), {}, {}};
}

Salvage salvage(std::span<const std::byte> bytes, const ReadOptions& options) {
    const bool is_one_value = is_packed(bytes);
    detail::StoreReader reader(bytes, options);
    reader.tolerate_damaged_block();
    auto opened = is_one_value ? reader.open_packed() : reader.open();
    if (!opened) return nothing_of(reader.block_damage().value_or(opened.error()));
    Salvage found = salvage_of(detail::decode_until_damage(reader.body(), reader.text(),
                                                           reader.layout(), reader.root_options()));
    if (reader.block_damage()) {
        // Damage of the value is only a consequence of that.
        found.damage = reader.block_damage();
        return found;
    }
    if (found.damage) {
        found.damage = reader.locate(std::move(*found.damage));
        return found;
    }
    auto closed = is_one_value ? reader.close_packed() : reader.close();
    if (!closed) found.damage = std::move(closed).error();
    return found;
}

/// Calls `work`. Not `or_out_of_memory`: a Salvage is no Result, but contains its error.
template <class Work>
Salvage salvage_within_memory(Work work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return nothing_of(ErrorCode::out_of_memory);
    }
}

}  // namespace

Salvage salvage_bytes(std::span<const std::byte> bytes, const ReadOptions& options) {
    return salvage_within_memory([&] { return salvage(bytes, options); });
}

Salvage salvage_bare(std::span<const std::byte> bytes, const DecodeOptions& options,
                     Layout layout) {
    return salvage_within_memory([&] {
        Cursor cursor(bytes);
        return salvage_of(detail::decode_until_damage(cursor, nullptr, layout, options));
    });
}

}}  // namespace souris::v0
