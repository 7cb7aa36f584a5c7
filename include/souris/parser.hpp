// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/value_view.hpp>

namespace souris::inline v0 {

/// Parses bytes into read-only trees, the fastest way to look into them: one pass writes a flat
/// array of 16 bytes a value, and text stays where it is. A parser that is used again has its
/// memory already.
///
/// @snippet reference_store.cpp parser
class SOURIS_EXPORT Parser {
  public:
    Parser();
    Parser(Parser&& other) noexcept;
    Parser& operator=(Parser&& other) noexcept;
    ~Parser();

    /// The value that `bytes` begin with. Reads and refuses what `decode_value` does, for the same
    /// reasons. What it gives is valid until the parser is used again or destroyed, and as long as
    /// `bytes` are. Linear time. `options.resource` is not used.
    [[nodiscard]] Result<ValueView> parse(std::span<const std::byte> bytes,
                                          const DecodeOptions& options = {},
                                          Layout layout = Layout::v2);
    template <detail::TemporaryBytes T, class... Others>
    Result<ValueView> parse(T&& bytes,  // Keep the bytes in a variable: views point into them.
                            const Others&... others) = delete;

    /// The same for the value at `cursor`, which then stands after it; on failure, where it was.
    /// `text` is the text table of the store that the value is in, or nullptr.
    [[nodiscard]] Result<ValueView> parse(Cursor& cursor, const TextDecoder* text, Layout layout,
                                          const DecodeOptions& options);

  private:
    std::unique_ptr<detail::Tape> tape_;
};

}  // namespace souris::inline v0
