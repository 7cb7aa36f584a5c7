// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "edits/equality.hpp"

// JSON Patch (RFC 6902). Patches are tagged JSON, so that values can be of any type.

namespace souris::cli {

/// Why a patch was not applied.
struct PatchFailure {
    enum class Fault : std::uint8_t {
        patch,     ///< Not a valid patch. The error's path is in the patch.
        document,  ///< The path does not exist in the document. The error's path is in the
                   ///< document.
        test,      ///< A `test` found another value, or none, at the error's path.
    };
    Fault fault;
    /// Index of the operation.
    std::size_t operation;
    Error error;
};

/// Applies the operations in order. After a failure the document is partly changed and must be
/// discarded. Values that `copy` duplicates are charged: `limit_exceeded`.
[[nodiscard]] Result<void, PatchFailure> apply_patch(Value& document, Value patch,
                                                     const Limits& limits);

/// Writes the patch that turns `before` into `after`, one operation per line, at most
/// `limits.max_input` bytes. Returns whether there are any operations. With a tolerance, it leaves
/// out what differs by less; the order of arrays must count.
[[nodiscard]] Result<bool> write_patch(Sink& sink, const Value& before, const Value& after,
                                       const Limits& limits, const Equality& equality = {});

}  // namespace souris::cli
