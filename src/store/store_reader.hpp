// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include <souris/block.hpp>
#include <souris/store.hpp>
#include <souris/text_decoder.hpp>

namespace souris::detail {

/// Reads a store or packed value but for its root, which the caller reads between `open` and
/// `close` as the kind of tree that it wants.
class StoreReader {
  public:
    /// Both must outlive this.
    StoreReader(std::span<const std::byte> bytes, const ReadOptions& options) noexcept
        : bytes_(bytes), options_(options), root_options_(options), body_(bytes) {}

    StoreReader(const StoreReader&) = delete;
    StoreReader& operator=(const StoreReader&) = delete;

    /// Reads up to the root: magic, layout, block, text table. Throws std::bad_alloc.
    [[nodiscard]] Result<void> open();

    /// The same for a packed value.
    [[nodiscard]] Result<void> open_packed();

    /// Where the root begins, and what reading it takes.
    [[nodiscard]] Cursor& body() noexcept { return body_; }
    [[nodiscard]] const TextDecoder* text() const noexcept { return text_ ? &*text_ : nullptr; }
    [[nodiscard]] Layout layout() const noexcept { return layout_; }
    [[nodiscard]] const DecodeOptions& root_options() const noexcept { return root_options_; }

    /// Looks at the root's type, and at what stands after the root.
    [[nodiscard]] Result<void> close(Type root_type);

    /// Looks at what stands after the root of a packed value.
    [[nodiscard]] Result<void> close_packed() const;

    /// An error in the body, its offset counted from where the caller can find it.
    [[nodiscard]] Error locate(Error error) const;

    /// Whether the body is not a part of the input.
    [[nodiscard]] bool is_unpacked() const noexcept { return is_unpacked_; }
    /// What views of an unpacked body point into.
    [[nodiscard]] std::optional<UnpackedBlock> take_block() noexcept { return std::move(block_); }

  private:
    [[nodiscard]] Result<void> open_block(std::uint8_t header);
    [[nodiscard]] Result<void> open_root(bool has_table);
    [[nodiscard]] Result<void> open_table();
    [[nodiscard]] Result<void> check_end_of_body() const;

    std::span<const std::byte> bytes_;
    const ReadOptions& options_;
    DecodeOptions root_options_;
    Layout layout_ = Layout::v2;
    std::optional<UnpackedBlock> block_;
    bool is_unpacked_ = false;
    Cursor body_;
    /// Of the input: after the block in v2.
    std::size_t block_end_ = 0;
    std::size_t root_offset_ = 0;
    std::optional<TextDecoder> text_;
};

}  // namespace souris::detail
