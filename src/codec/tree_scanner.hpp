// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <souris/codec_options.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/text_decoder.hpp>

#include "codec/skip_target.hpp"
#include "codec/tree_reader.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Finds the end of an encoded value in bytes that come in pieces. It is the reader of whole
/// values, which goes on where the bytes ended.
class TreeScanner {
  public:
    /// Begins with the value at `offset` of `input`. All arguments but `input` must outlive the
    /// scanning of this value. Throws std::bad_alloc.
    [[nodiscard]] Result<void> begin(std::span<const std::byte> input, std::size_t offset,
                                     const TextDecoder* text, Layout layout,
                                     const DecodeOptions& options);
    [[nodiscard]] bool has_begun() const noexcept { return reader_.has_value(); }
    /// Before the next value.
    void reset() noexcept { reader_.reset(); }

    /// Reads on in `input`, which begins with what was there before. The offset of the value's end,
    /// or nothing if it is not there. The time is linear in the bytes, over all calls. Errors:
    /// those of `decode_value`, without the path. Throws std::bad_alloc.
    [[nodiscard]] Result<std::optional<std::size_t>> read_on(std::span<const std::byte> input);

    /// The same bytes are elsewhere.
    void follow(std::span<const std::byte> input) noexcept;

    /// At least so many bytes have to follow `input`, in which `read_on` has found no end.
    [[nodiscard]] std::uint64_t wanted(std::span<const std::byte> input) const noexcept;

  private:
    std::optional<TreeReader<SkipTarget>> reader_;
    Layout layout_ = Layout::v2;
};

}}}  // namespace souris::v0::detail
