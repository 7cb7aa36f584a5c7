// SPDX-License-Identifier: MIT
#pragma once

#include <souris/packed.hpp>
#include <souris/result.hpp>
#include <souris/souris.h>
#include <souris/store.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// The hooks, or malloc for null. Errors: `invalid_argument` if one is null.
[[nodiscard]] Result<souris_allocator> hooks_argument(const souris_allocator* allocator);

/// The limits, or the default ones for null. Errors: `invalid_argument`.
[[nodiscard]] Result<Limits> limits_argument(const souris_limits* limits);

/// How a C program wants to read.
struct ReadArguments {
    ReadOptions options;
    souris_allocator hooks;
};

/// Errors: `invalid_argument`.
[[nodiscard]] Result<ReadArguments> read_arguments(const souris_read_options* options);

/// How a C program wants to write.
struct WriteArguments {
    SaveOptions options;
    souris_allocator hooks;

    [[nodiscard]] PackOptions pack_options() const noexcept {
        return {.profile = options.profile,
                .extended = options.extended,
                .limits = options.limits,
                .canonical = options.canonical};
    }
};

/// Errors: `invalid_argument`.
[[nodiscard]] Result<WriteArguments> write_arguments(const souris_write_options* options);

}}}  // namespace souris::v0::detail
