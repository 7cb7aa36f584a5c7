// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

#include <souris/result.hpp>

// Private to the library: the two ways to pass an error on to the caller.

#define SOURIS_CONCATENATE_(a, b) a##b
#define SOURIS_CONCATENATE(a, b) SOURIS_CONCATENATE_(a, b)

/// Evaluates a `Result` and, on failure, returns its error from this function.
#define SOURIS_RETURN_IF_ERROR(expression)                                 \
    do {                                                                   \
        if (auto checked_result = (expression); !checked_result) {         \
            return tl::make_unexpected(std::move(checked_result).error()); \
        }                                                                  \
    } while (false)

/// Evaluates a `Result` and, on failure, returns its error from this function; otherwise assigns
/// its value to `target`, which may be a declaration.
#define SOURIS_ASSIGN_OR_RETURN(target, expression) \
    SOURIS_ASSIGN_OR_RETURN_(SOURIS_CONCATENATE(souris_result_, __LINE__), target, expression)
#define SOURIS_ASSIGN_OR_RETURN_(name, target, expression)          \
    auto name = (expression);                                       \
    if (!name) return tl::make_unexpected(std::move(name).error()); \
    target = std::move(*name)
