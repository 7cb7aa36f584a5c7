// SPDX-License-Identifier: MIT
#include "codec/tree_scanner.hpp"

#include <cassert>

#include <souris/cursor.hpp>
#include <souris/detail/tag.hpp>
#include <souris/detail/wire.hpp>

#include "codec/content_reader.hpp"
#include "codec/visit_content.hpp"
#include "compress/block_extent.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// What the content after a tag needs at least, as far as its beginning tells, in bytes.
class LeastSize {
  public:
    LeastSize(std::span<const std::byte> content, Layout layout) noexcept
        : content_(content), layout_(layout) {}

    [[nodiscard]] static std::uint64_t bytes(Tag, std::size_t count) noexcept { return count; }
    [[nodiscard]] std::uint64_t integers(Tag tag, std::size_t count) const noexcept {
        if (tag.type() == Type::array || tag.type() == Type::map) return container(tag);
        std::size_t size = 0;
        for (std::size_t i = 0; i != count; ++i) {
            if (size >= content_.size()) return size + (count - i);
            size += 1 + content_length(std::to_integer<std::size_t>(content_[size]));
        }
        return size;
    }
    [[nodiscard]] std::uint64_t text(Tag tag) const noexcept { return tag.flag() ? 1 : counted(1); }
    [[nodiscard]] std::uint64_t tagged_text(Tag) const noexcept {
        if (content_.empty()) return 2;
        return 1 + LeastSize(content_.subspan(1), layout_).text(tag_at(content_.data()));
    }
    [[nodiscard]] std::uint64_t block(Tag tag) const noexcept {
        if (layout_ == Layout::v1) return 1;
        const auto extent = block_extent(content_, tag.low());
        // What is wrong shows when it is read.
        return extent ? extent->size : 1;
    }

  private:
    [[nodiscard]] std::uint64_t container(Tag tag) const noexcept {
        const std::uint64_t each = tag.type() == Type::map ? min_entry_size : min_element_size;
        return tag.flag() ? counted(each) : each * tag.inline_count();
    }
    /// A number, and so many times `unit` bytes.
    [[nodiscard]] std::uint64_t counted(std::uint64_t unit) const noexcept {
        Cursor cursor(content_);
        const auto number = cursor.read_unsigned<std::uint64_t>();
        // It is not complete, or will be refused.
        if (!number || *number > max_plausible_length) return 1;
        return cursor.offset() + unit * *number;
    }

    std::span<const std::byte> content_;
    Layout layout_;
};

}  // namespace

Result<void> TreeScanner::begin(std::span<const std::byte> input, std::size_t offset,
                                const TextDecoder* text, Layout layout,
                                const DecodeOptions& options) {
    Cursor cursor(input);
    cursor.seek(offset);
    reader_.emplace(cursor, text, layout, options);
    layout_ = layout;
    if (const auto begun = reader_->begin(); !begun) {
        return failure(reader_->content().error(begun.error()));
    }
    return {};
}

Result<std::optional<std::size_t>> TreeScanner::read_on(std::span<const std::byte> input) {
    assert(reader_.has_value());
    follow(input);
    SkipTarget target(reader_->content());
    const auto read = reader_->go_on(target);
    if (read) return reader_->end();
    if (read.error() == ErrorCode::truncated) return std::optional<std::size_t>();
    return failure(reader_->content().error(read.error()));
}

void TreeScanner::follow(std::span<const std::byte> input) noexcept {
    if (reader_) reader_->replace_input(input, reader_->end());
}

std::uint64_t TreeScanner::wanted(std::span<const std::byte> input) const noexcept {
    assert(reader_.has_value());
    const std::span<const std::byte> left = input.subspan(reader_->end());
    std::uint64_t size = reader_->outstanding() + 1;
    if (!left.empty()) {
        LeastSize least(left.subspan(1), layout_);
        size += visit_form(tag_at(left.data()), least);
    }
    return size > left.size() ? size - left.size() : 1;
}

}}}  // namespace souris::v0::detail
