// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/sink.hpp>

// Hostile inputs: the cost of each must be proportional to its size.

namespace souris::test {

/// How to read an input.
enum class InputForm : std::uint8_t {
    value,    ///< `decode_value`, in layout v2.
    store,    ///< `decode_store`.
    packed,   ///< `unpack`.
    json,     ///< `value_from_json`.
    cbor,     ///< `value_from_cbor`.
    msgpack,  ///< `value_from_msgpack`.
};

struct HostileInput {
    /// Name of the attack.
    const char* name;
    InputForm form;
    /// Makes an input of about `size` bytes, at least 64.
    Bytes (*make)(std::size_t size);
};

/// All inputs.
[[nodiscard]] std::span<const HostileInput> hostile_inputs();

/// Those that expand to much more than their size.
[[nodiscard]] std::span<const HostileInput> dense_inputs();

/// Those in columns. Constants take a few bytes, whatever `size` is.
[[nodiscard]] std::span<const HostileInput> column_inputs();

}  // namespace souris::test
