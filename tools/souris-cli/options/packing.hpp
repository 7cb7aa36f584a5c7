// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/packed.hpp>
#include <souris/result.hpp>
#include <souris/store.hpp>

#include "options/command.hpp"

// Values to the bytes of a file: what several commands share.

namespace souris::cli {

/// How a command writes a file.
struct Packing {
    Profile profile = Profile::balanced;
    /// Allow what sourisdb refuses.
    bool extended = false;
    /// A packed value, not a store.
    bool is_packed = false;
    Layout layout = Layout::v2;
    /// Of a store, whether it gets a checksum; none for what the profile does.
    std::optional<bool> checksum{};
    Limits limits;
};

/// `--profile` and `--extended`.
[[nodiscard]] Parameters profile_options(Packing& packing);

/// The same, `--packed` and `--layout`.
[[nodiscard]] Parameters packing_options(Packing& packing);

/// Says what is wrong, and returns the exit status, if two of the options contradict each other.
[[nodiscard]] std::optional<ExitStatus> refuse_contradiction(const Packing& packing);

/// The bytes of a file that holds `value`. The root of a store is a map: as sourisdb does, anything
/// else becomes its one entry, `JSON`.
[[nodiscard]] Result<Bytes> write_any(Value value, const Packing& packing);

}  // namespace souris::cli
