// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/sink.hpp>

// Inputs that are as nasty as the format allows: what they cost must follow from their size.

namespace souris::test {

/// What an input is to be read as.
enum class InputForm : std::uint8_t {
    value,    ///< `decode_value`, in layout v2.
    store,    ///< `decode_store`.
    packed,   ///< `unpack`.
    json,     ///< `value_from_json`.
    cbor,     ///< `value_from_cbor`.
    msgpack,  ///< `value_from_msgpack`.
};

struct HostileInput {
    /// The attack.
    const char* name;
    InputForm form;
    /// About `size` bytes of it, at least 64.
    Bytes (*make)(std::size_t size);
};

/// All of them.
[[nodiscard]] std::span<const HostileInput> hostile_inputs();

/// Those of which far more is made than they are long.
[[nodiscard]] std::span<const HostileInput> dense_inputs();

}  // namespace souris::test
