// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/value_view.hpp>

namespace souris { inline namespace v0 {

/// Parses bytes into read-only trees, the fastest access to them: one pass writes a flat array of
/// 16 bytes per value, and text stays in place. A reused parser already has its memory.
///
/// @snippet reference_store.cpp parser
class SOURIS_EXPORT Parser {
  public:
    Parser();
    Parser(Parser&& other) noexcept;
    Parser& operator=(Parser&& other) noexcept;
    ~Parser();

    /// Parses the value at the start of `bytes`. Accepts and refuses the same input as
    /// `decode_value`, with the same errors. The result is valid until the parser is used again or
    /// destroyed, and as long as `bytes` are. Linear time. `options.resource` is not used.
    [[nodiscard]] Result<ValueView> parse(std::span<const std::byte> bytes,
                                          const DecodeOptions& options = {},
                                          Layout layout = Layout::v2);
    template <detail::TemporaryBytes T, class... Others>
    Result<ValueView> parse(T&& bytes,  // Keep the bytes in a variable: views point into them.
                            const Others&... others) = delete;

    /// Parses the value at `cursor` and leaves `cursor` after it; on failure, unmoved. `text` is
    /// the text table of the enclosing store, or nullptr.
    [[nodiscard]] Result<ValueView> parse(Cursor& cursor, const TextDecoder* text, Layout layout,
                                          const DecodeOptions& options);

  private:
    std::unique_ptr<detail::Tape> tape_;
};

}}  // namespace souris::v0
