// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include <souris/block.hpp>
#include <souris/store.hpp>
#include <souris/text_decoder.hpp>

#include "compress/salvage_block.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The properties known before the root is read, also after a failure.
struct StoreParts {
    std::optional<Layout> layout;
    /// Of the body, if it is a block.
    std::optional<Compression> compression;
    /// Sizes of the block and of its unpacked content.
    std::optional<std::uint64_t> packed_size;
    std::optional<std::uint64_t> unpacked_size;
};

/// Reads a store or packed value except its root. The caller reads the root, between `open` and
/// `close`, into the kind of tree that it wants.
class StoreReader {
  public:
    /// All arguments must outlive the reader. `non_canonical` decides about input before the root
    /// that strict options would refuse; with nullptr, the options alone decide.
    StoreReader(std::span<const std::byte> bytes, const ReadOptions& options,
                NonCanonicalHandler* non_canonical = nullptr) noexcept
        : bytes_(bytes),
          options_(options),
          root_options_(options),
          non_canonical_(non_canonical == nullptr && options.strict ? refuse_non_canonical()
                                                                    : non_canonical),
          body_(bytes) {}

    StoreReader(const StoreReader&) = delete;
    StoreReader& operator=(const StoreReader&) = delete;

    /// Makes `open` accept a damaged block: its content is the part that could be unpacked.
    void tolerate_damaged_block() noexcept { salvage_ = salvage_block; }
    /// The damage of the block around the body.
    [[nodiscard]] const std::optional<Error>& block_damage() const noexcept {
        return block_damage_;
    }

    /// Reads up to the root: magic, layout, block, text table. After success, the body continues
    /// with a map's tag, or with an invalid tag, or it ends. Throws std::bad_alloc.
    [[nodiscard]] Result<void> open();

    /// The same for a packed value.
    [[nodiscard]] Result<void> open_packed();

    /// The position of the root, and everything needed to read it.
    [[nodiscard]] Cursor& body() noexcept { return body_; }
    [[nodiscard]] const TextDecoder* text() const noexcept { return text_ ? &*text_ : nullptr; }
    [[nodiscard]] Layout layout() const noexcept { return parts_.layout.value_or(Layout::v2); }
    [[nodiscard]] const StoreParts& parts() const noexcept { return parts_; }
    [[nodiscard]] const DecodeOptions& root_options() const noexcept { return root_options_; }

    /// Offset of the store's end in the input, after the root was read.
    [[nodiscard]] std::size_t end() const noexcept { return block_ ? block_end_ : body_.offset(); }

    /// Checks the bytes after the root.
    [[nodiscard]] Result<void> close();

    /// Checks the bytes after the root of a packed value.
    [[nodiscard]] Result<void> close_packed() const;

    /// Makes the offset of an error in the body relative to bytes that the caller has.
    [[nodiscard]] Error locate(Error error) const;

    /// Whether the body is not a part of the input.
    [[nodiscard]] bool is_unpacked() const noexcept { return is_unpacked_; }
    /// The memory that views of an unpacked body point into.
    [[nodiscard]] std::optional<UnpackedBlock> take_block() noexcept {
        assert(block_.has_value());
        return std::move(block_);
    }

  private:
    [[nodiscard]] Result<void> open_block(std::uint8_t header);
    [[nodiscard]] Result<UnpackedBlock> read_body_block(std::uint8_t id, Budget& memory);
    [[nodiscard]] Result<void> read_text_table(bool has_table);
    [[nodiscard]] Result<void> check_root_type() const;
    [[nodiscard]] Result<void> check_end_of_body() const;

    std::span<const std::byte> bytes_;
    const ReadOptions& options_;
    DecodeOptions root_options_;
    NonCanonicalHandler* non_canonical_;
    StoreParts parts_;
    std::optional<UnpackedBlock> block_;
    bool is_unpacked_ = false;
    Cursor body_;
    /// Offset in the input: after the block in v2.
    std::size_t block_end_ = 0;
    std::optional<TextDecoder> text_;
    /// `salvage_block`, if damage is tolerated: by address, so that a program that never tolerates
    /// it does not link it.
    decltype(&salvage_block) salvage_ = nullptr;
    std::optional<Error> block_damage_;
};

}}}  // namespace souris::v0::detail
