// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/detail/tag.hpp>
#include <souris/detail/wire.hpp>
#include <souris/document.hpp>
#include <souris/document_scanner.hpp>
#include <souris/packed.hpp>
#include <souris/text_decoder.hpp>

#include "base/error_at.hpp"
#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "bytes/scanner_state.hpp"
#include "codec/content_reader.hpp"
#include "codec/tree_scanner.hpp"
#include "compress/block_extent.hpp"
#include "compress/huffman_tree.hpp"
#include "store/framing.hpp"

namespace souris { inline namespace v0 {

namespace detail { namespace {

/// What a beginning has in common with the magic of stores, as far as it goes.
bool is_beginning_of(std::string_view magic, std::span<const std::byte> bytes) noexcept {
    return magic.starts_with(as_text(bytes.first(std::min(bytes.size(), magic.size()))));
}

bool begins_like_store(std::span<const std::byte> bytes) noexcept {
    return is_beginning_of(store_magic.substr(0, 1), bytes);
}

struct DocumentScannerState final : ScannerState {
    DocumentScannerState(const ReadOptions& wanted, Layout store_layout)
        : ScannerState(wanted.limits.max_input),
          options(wanted),
          layout(store_layout),
          root_options(wanted) {}

    [[nodiscard]] Result<std::optional<std::size_t>> read_on() override {
        const std::span<const std::byte> input = buffer.rest();
        assert(!input.empty());
        needed = input.size() + 1;
        // A length may be the first byte of a store; no document begins like its second.
        if (!begins_like_store(input)) return read_message(input);
        if (input.size() == 1) return Size();
        return is_beginning_of(store_magic.substr(0, 2), input) ? read_store(input)
                                                                : read_message(input);
    }

    [[nodiscard]] Error cut_off() override {
        const std::span<const std::byte> input = buffer.rest();
        Error truncated = error_at(ErrorCode::truncated, input.size() - head);
        // Not even the length is there.
        if (head == 0 && !is_beginning_of(store_magic, input)) return truncated;
        return verdict(std::move(truncated));
    }

    [[nodiscard]] std::uint64_t wanted() const noexcept override {
        const std::span<const std::byte> input = buffer.rest();
        if (root.has_begun() && !root_end) return root.wanted(input);
        return needed > input.size() ? needed - input.size() : 1;
    }

    void follow() noexcept override { root.follow(buffer.rest()); }

    void begin_item() noexcept override {
        table = {};
        root_begin = 0;
        text.reset();
        root_options = options;
        root.reset();
        root_end.reset();
    }

    ReadOptions options;
    Layout layout;

  private:
    using Size = std::optional<std::size_t>;

    /// The verdict on the document as far as it is there; `found`, if that alone is not refused.
    [[nodiscard]] Error verdict(Error found) const {
        const std::span<const std::byte> document = buffer.rest().subspan(head);
        const auto read = begins_like_store(document) ? Document::view(document, options)
                                                      : Document::unpack_view(document, options);
        return read ? std::move(found) : read.error();
    }

    /// The document will have at least `size` bytes.
    [[nodiscard]] Result<void> check_size(std::uint64_t size) const {
        return check_input_size(size, options.limits);
    }

    [[nodiscard]] Result<Size> read_message(std::span<const std::byte> input) {
        Cursor cursor(input);
        const auto size =
            read_length_ahead(cursor, options.strict ? refuse_non_canonical() : nullptr);
        if (!size) {
            if (size.error() == ErrorCode::truncated) return Size();
            return failure(error_at(size.error(), 0));
        }
        SOURIS_RETURN_IF_ERROR(check_size(*size));
        head = cursor.offset();
        const std::span<const std::byte> document = cursor.rest();
        if (*size != 0 && !document.empty() && !is_packed(document) &&
            !begins_like_store(document)) {
            return failure(verdict(Error(ErrorCode::unknown_compression)));
        }
        needed = head + *size;
        return needed <= input.size() ? Size(static_cast<std::size_t>(needed)) : Size();
    }

    [[nodiscard]] Result<Size> read_store(std::span<const std::byte> input) {
        if (!is_beginning_of(store_magic, input)) {
            return failure(verdict(Error(ErrorCode::bad_magic)));
        }
        needed = store_header_offset + 1;
        if (input.size() < needed) return Size();
        SOURIS_ASSIGN_OR_RETURN(const Size end, read_rest(input));
        SOURIS_RETURN_IF_ERROR(check_size(end.value_or(input.size())));
        if (!end) return Size();
        const std::span<const std::byte> behind = input.subspan(*end);
        if (!is_beginning_of(trailer_magic, behind)) return end;
        if (behind.size() < trailer_magic.size()) {
            // The next byte may show that it is none.
            needed = input.size() + 1;
            return at_end ? end : Size();
        }
        needed = *end + trailer_size;
        SOURIS_RETURN_IF_ERROR(check_size(needed));
        return needed <= input.size() ? Size(static_cast<std::size_t>(needed)) : Size();
    }

    /// The end of the store, without a trailer.
    [[nodiscard]] Result<Size> read_rest(std::span<const std::byte> input) {
        const auto header = std::to_integer<std::uint8_t>(input[store_header_offset]);
        if (layout == Layout::v1 && header <= v1_text_table_flag) {
            return read_v1(input, header == v1_text_table_flag);
        }
        constexpr std::size_t block_offset = store_header_offset + 1;
        const auto id = static_cast<std::uint8_t>(header & ~unsigned{v2_text_table_flag});
        const auto extent = block_extent(input.subspan(block_offset), id);
        if (!extent) {
            // Not by `Document::view`, which looks further to tell the layout, that is given here.
            const bool is_id = extent.error() == ErrorCode::unknown_compression;
            return failure(error_at(extent.error(), is_id ? store_header_offset : block_offset));
        }
        needed = block_offset + extent->size;
        SOURIS_RETURN_IF_ERROR(check_size(needed));
        if (!extent->is_known || needed > input.size()) return Size();
        return Size(static_cast<std::size_t>(needed));
    }

    [[nodiscard]] Result<Size> read_v1(std::span<const std::byte> input, bool has_table) {
        if (root_end) return root_end;
        if (!root.has_begun()) {
            root_begin = std::max(root_begin, store_header_offset + 1);
            if (has_table && !text) {
                SOURIS_ASSIGN_OR_RETURN(const bool is_complete, read_table(input));
                if (!is_complete) return Size();
            }
            if (root_begin == input.size()) return Size();
            const Tag tag = tag_at(input.data() + root_begin);
            if (tag.type() != Type::map)
                return failure(error_at(ErrorCode::expected_map, root_begin));
            auto begun = root.begin(input, root_begin, decoder(), layout, root_options);
            if (!begun) return failure(verdict_on_root(std::move(begun).error()));
        }
        auto end = root.read_on(input);
        if (!end) return failure(verdict_on_root(std::move(end).error()));
        root_end = *end;
        return root_end;
    }

    [[nodiscard]] const TextDecoder* decoder() const noexcept { return text ? &*text : nullptr; }

    /// That of `decode_value`, which knows the path. (`Document::view` might take the beginning of
    /// a broken store for one in layout v2.)
    [[nodiscard]] Error verdict_on_root(Error found) const {
        Cursor cursor(buffer.rest());
        cursor.seek(root_begin);
        const auto value = decode_value(cursor, decoder(), layout, root_options);
        return value ? std::move(found) : value.error();
    }

    /// Whether the text table is complete.
    [[nodiscard]] Result<bool> read_table(std::span<const std::byte> input) {
        Cursor cursor(input);
        cursor.seek(root_begin);
        const auto skipped = skip_tree(cursor, Alphabet::characters, table);
        root_begin = cursor.offset();
        if (!skipped) {
            if (skipped.error() == ErrorCode::truncated) return false;
            return failure(error_at(skipped.error(), root_begin));
        }
        cursor.seek(store_header_offset + 1);
        Budget memory(options.limits.max_memory);
        auto read =
            TextDecoder::read(cursor, memory, options.strict ? refuse_non_canonical() : nullptr);
        if (!read) {
            Error error = error_at(read.error(), cursor.offset());
            if (error.code == ErrorCode::limit_exceeded) error.detail = name_of(Limit::memory);
            return failure(std::move(error));
        }
        text = *std::move(read);
        root_options.limits.max_memory = memory.left();
        return true;
    }

    /// The input must at least be as long, as far as is known.
    std::uint64_t needed = 0;
    // Of a store in layout v1. The text table ends where the root begins.
    SkippedTree table{};
    std::size_t root_begin = 0;
    std::optional<TextDecoder> text{};
    DecodeOptions root_options;
    TreeScanner root{};
    Size root_end{};
};

}}  // namespace detail

void write_message(Sink& sink, std::span<const std::byte> document) {
    sink.write_unsigned(document.size());
    sink.write_bytes(document);
}

DocumentScanner::DocumentScanner(const ReadOptions& options, Layout layout)
    : Scanner(std::make_unique<detail::DocumentScannerState>(options, layout)) {}

const ReadOptions& DocumentScanner::options() const noexcept {
    return static_cast<const detail::DocumentScannerState&>(state()).options;
}

}}  // namespace souris::v0
