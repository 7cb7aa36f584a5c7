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

// JSON Patch (RFC 6902), whose values may be of any type: a patch is tagged JSON.

namespace souris::cli {

/// Why a patch was not applied.
struct PatchFailure {
    enum class Fault : std::uint8_t {
        patch,     ///< It is no patch. The error's path is in the patch.
        document,  ///< The document has no such place. The error's path is in the document.
        test,      ///< A `test` found another value, or none, at the error's path.
    };
    Fault fault;
    /// The operation's index.
    std::size_t operation;
    Error error;
};

/// Does what each operation says, in their order. After a failure the document is something in
/// between, to be thrown away. What `copy` makes is charged: `limit_exceeded`.
[[nodiscard]] Result<void, PatchFailure> apply_patch(Value& document, Value patch,
                                                     const Limits& limits);

/// Writes the patch that makes the second tree of the first, one operation a line: what
/// `apply_patch` reads. Not more than `limits.max_input` bytes. Returns whether there is any
/// operation.
[[nodiscard]] Result<bool> write_patch(Sink& sink, const Value& before, const Value& after,
                                       const Limits& limits);

}  // namespace souris::cli
