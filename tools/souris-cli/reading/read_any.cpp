// SPDX-License-Identifier: MIT
#include "reading/read_any.hpp"

#include <utility>

#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

namespace souris::cli {

Result<Value> read_any(std::span<const std::byte> bytes, const Limits& limits,
                       std::optional<Layout> bare_layout) {
    if (bare_layout) return decode_value(bytes, {.limits = limits}, *bare_layout);
    ReadOptions options;
    options.limits = limits;
    if (is_packed(bytes)) return unpack(bytes, options);
    auto store = decode_store(bytes, options);
    if (!store) return failure(std::move(store).error());
    return Value(std::move(store->map()));
}

}  // namespace souris::cli
