// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/config.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/scanner.hpp>
#include <souris/sink.hpp>
#include <souris/store.hpp>

/// @file
/// Messages and files one after another in bytes that come in pieces.

namespace souris { inline namespace v0 {

/// Writes `document`, a packed value or a store, as a message: its length, an Integer, and its
/// bytes.
///
/// @snippet reference_stream.cpp message
SOURIS_EXPORT void write_message(Sink& sink, std::span<const std::byte> document);

/// A `Scanner` of messages, as `write_message` writes them, and of stores as they are, also mixed.
/// What `next` gives is a packed value or a store without the length, which `is_packed` tells
/// apart. It is not looked into further than its end requires.
///
/// A store ends behind its root in layout v1, behind its block in v2, or behind the trailer that
/// follows. Without a trailer, its end is known only when the next bytes come, or with `finish`.
///
/// Errors of `next`, and of `finish` at the end of the input: `length_exceeds_input`;
/// `non_minimal_integer` if strict; `limit_exceeded` for a document of more than
/// `Limits::max_input`; those of `Document::unpack` and `Document::parse` for the bytes that have
/// come, if no others can follow that would make them sound.
///
/// @snippet reference_stream.cpp documents
class SOURIS_EXPORT DocumentScanner : public Scanner {
  public:
    /// `layout` is that of stores that are not in a message: the first bytes alone do not tell it.
    /// Throws std::bad_alloc.
    explicit DocumentScanner(const ReadOptions& options = {}, Layout layout = Layout::v2);

    /// What the constructor was given.
    [[nodiscard]] const ReadOptions& options() const noexcept;
};

}}  // namespace souris::v0
