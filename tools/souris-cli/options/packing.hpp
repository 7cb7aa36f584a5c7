// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/packed.hpp>
#include <souris/profile.hpp>
#include <souris/result.hpp>
#include <souris/store.hpp>

#include "options/command.hpp"

// Encoding of values for several commands.

namespace souris::cli {

/// How a command writes a file.
struct Packing {
    Profile profile = Profile::balanced;
    /// Allow compression that sourisdb does not support.
    bool extended = false;
    /// Write a packed value instead of a store.
    bool is_packed = false;
    Layout layout = Layout::v2;
    /// Whether a store gets a checksum; empty for the default of the profile.
    std::optional<bool> checksum{};
    Limits limits;
    /// Write canonical form.
    bool canonical = false;
};

/// `--profile`.
[[nodiscard]] Parameter profile_option(Profile& profile, std::string help);

/// `--profile` and `--extended`.
[[nodiscard]] Parameters profile_options(Packing& packing);

/// `--profile`, `--extended`, `--packed`, `--layout` and `--canonical`.
[[nodiscard]] Parameters packing_options(Packing& packing);

/// Reports options that contradict each other and returns the exit status; empty if there are none.
[[nodiscard]] std::optional<ExitStatus> refuse_contradiction(const Packing& packing);

/// The bytes of a file with this value. The root of a store must be a map: as in sourisdb, any
/// other value becomes its only entry, `JSON`.
[[nodiscard]] Result<Bytes> write_any(Value value, const Packing& packing);

}  // namespace souris::cli
