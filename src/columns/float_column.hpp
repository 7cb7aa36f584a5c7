// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "columns/mixing_model.hpp"
#include "columns/symbol_column.hpp"

// Sequences of floating-point numbers that are no decimals, by the bytes of their bits, most
// significant first: sign, exponent and the first bits of the fraction are often like those before,
// the others are noise.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The table of the model of `count` floats.
[[nodiscard]] constexpr TableBits float_table_bits(std::uint64_t count) noexcept {
    constexpr std::uint64_t most = 65535;
    return table_bits_for(count < most / 8 ? 8 * count : most);
}

/// Encodes or decodes the bits of floats of `size` bytes each. All that is decoded can be.
template <class Coder>
[[nodiscard]] bool code_floats(Coder& coder, std::span<std::int64_t> values, unsigned size,
                               SlotMemory& memory) {
    assert(size == 4 || size == 8);
    MixingModel<3> model(8, float_table_bits(values.size()), memory);
    std::uint64_t last = 0;
    for (std::int64_t& value : values) {
        const auto bits = static_cast<std::uint64_t>(value);
        std::uint64_t decoded = 0;
        for (unsigned at = size; at-- != 0;) {
            const auto above = static_cast<std::uint32_t>(decoded & 0xFFFFU);
            const auto last_byte = static_cast<std::uint32_t>((last >> (8 * at)) & 0xFFU);
            const std::array<std::uint32_t, 3> contexts = {
                mix_context(1, at),
                mix_context(mix_context(2, at), above),
                mix_context(mix_context(mix_context(3, at), last_byte), above & 0xFFU),
            };
            const auto byte = static_cast<std::uint32_t>((bits >> (8 * at)) & 0xFFU);
            decoded = (decoded << 8U) | model.code(coder, byte, contexts);
        }
        last = decoded;
        value = static_cast<std::int64_t>(decoded);
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns
