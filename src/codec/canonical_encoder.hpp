// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// `encode_value` with `EncodeOptions::canonical`. Of a key that occurs twice in a parsed map, the
/// last value is written. Time: linear, and n log n for each unsorted map. Memory: a few words for
/// each entry of the open maps. Throws std::bad_alloc.
///
/// Errors: those of `encode_value`; `contradictory_options` if `options` or `text` ask for anything
/// that canonical form does not have.
[[nodiscard]] Result<void> encode_canonical(Sink& sink, const Value& value, const TextEncoder* text,
                                            const EncodeOptions& options);
/// @copydoc encode_canonical(Sink&,const Value&,const TextEncoder*,const EncodeOptions&)
[[nodiscard]] Result<void> encode_canonical(Sink& sink, ValueView value, const TextEncoder* text,
                                            const EncodeOptions& options);

}}}  // namespace souris::v0::detail
