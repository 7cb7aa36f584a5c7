// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "columns/choose_contexts.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// Chooses the context from which `SymbolPredictor` predicts `symbols`, if that makes them cheaper
/// than they are. The arguments are those of `choose_contexts`.
[[nodiscard]] std::optional<ContextSet> choose_prediction(
    std::span<const std::uint32_t> symbols, std::uint64_t size, std::span<const std::uint32_t> rows,
    std::span<const ContextCandidate> candidates, const ContextEffort& effort);

}}}}  // namespace souris::v0::detail::columns
