// SPDX-License-Identifier: MIT
#include <algorithm>
#include <new>
#include <optional>

#include <souris/block.hpp>
#include <souris/store.hpp>
#include <souris/text_decoder.hpp>

#include "base/try.hpp"
#include "store/container.hpp"

namespace souris {

namespace {

Error error_at(ErrorCode code, std::size_t offset) {
    Error error(code);
    error.offset = offset;
    return error;
}

/// Reads what v1 stores as it is and v2 packs: a text table if there is one, and the root.
Result<Map> read_body(Cursor& cursor, bool has_table, Layout layout, const ReadOptions& options) {
    std::optional<TextDecoder> text;
    if (has_table) {
        Budget memory(options.limits.max_memory);
        auto table = TextDecoder::read(cursor, memory);
        if (!table) {
            Error error = error_at(table.error(), cursor.offset());
            if (error.code == ErrorCode::limit_exceeded) error.detail = name_of(Limit::memory);
            return failure(std::move(error));
        }
        text = std::move(*table);
    }
    const std::size_t root_offset = cursor.offset();
    SOURIS_TRY(Value root, decode_value(cursor, text ? &*text : nullptr, layout, options));
    if (Map* const map = root.as_map()) return std::move(*map);
    Error error = error_at(ErrorCode::expected_map, root_offset);
    error.detail = std::string("found ") + std::string(name_of(root.type()));
    return failure(std::move(error));
}

/// The offset that counts from the start of `part`, counted from the start of `whole`.
void rebase(Error& error, std::span<const std::byte> whole, std::span<const std::byte> part) {
    if (error.offset) *error.offset += static_cast<std::size_t>(part.data() - whole.data());
}

Result<Map> read_packed_body(Cursor& cursor, std::uint8_t header, std::span<const std::byte> whole,
                             const ReadOptions& options) {
    const std::uint8_t id = header & static_cast<std::uint8_t>(~detail::v2_text_table_flag);
    Budget memory(options.limits.max_memory);
    const auto padding = options.strict ? Padding::must_be_zero : Padding::ignored;
    const auto block = read_block(cursor, id, Layout::v2, options.limits, memory, padding);
    if (!block) {
        const BlockError why = block.error();
        const bool is_id = why.code == ErrorCode::unknown_compression ||
                           why.code == ErrorCode::unsupported_compression;
        Error error = error_at(why.code, is_id ? detail::store_header_offset : cursor.offset());
        if (why.code == ErrorCode::limit_exceeded) error.detail = name_of(why.limit);
        return failure(std::move(error));
    }
    const std::span<const std::byte> body = block->bytes();
    ReadOptions body_options = options;
    body_options.limits.max_memory = memory.left();
    // What was packed is held against max_output; what counts as input was checked before.
    body_options.limits.max_input = std::max<std::uint64_t>(options.limits.max_input, body.size());
    Cursor inside(body);
    auto map =
        read_body(inside, (header & detail::v2_text_table_flag) != 0, Layout::v2, body_options);
    if (map && options.strict && !inside.at_end()) {
        map = failure(error_at(ErrorCode::trailing_bytes, inside.offset()));
    }
    if (!map) {
        if (id == static_cast<std::uint8_t>(Compression::stored)) {
            rebase(map.error(), whole, body);
        } else {
            map.error().offset_base = OffsetBase::unpacked;
        }
    }
    return map;
}

Result<void> check_end(std::span<const std::byte> bytes, std::size_t end,
                       const ReadOptions& options) {
    const detail::Ending ending = detail::check_ending(bytes, end);
    if (ending == detail::Ending::mismatch && options.verify_checksum) {
        return failure(error_at(ErrorCode::checksum_mismatch, bytes.size() - detail::trailer_size));
    }
    if (ending == detail::Ending::foreign && options.strict) {
        return failure(error_at(ErrorCode::trailing_bytes, end));
    }
    return {};
}

Result<Store> read_store(std::span<const std::byte> bytes, const ReadOptions& options) {
    if (bytes.size() > options.limits.max_input) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    }
    SOURIS_TRY(const Layout layout, detect_layout(bytes));
    Cursor cursor(bytes);
    cursor.seek(detail::store_header_offset);
    const std::uint8_t header = *cursor.read_byte();
    auto map = layout == Layout::v1
                   ? read_body(cursor, (header & detail::v1_text_table_flag) != 0, layout, options)
                   : read_packed_body(cursor, header, bytes, options);
    if (!map) return failure(std::move(map).error());
    SOURIS_CHECK(check_end(bytes, cursor.offset(), options));
    return Store(std::move(*map));
}

}  // namespace

Result<Store> decode_store(std::span<const std::byte> bytes, const ReadOptions& options) {
    try {
        return read_store(bytes, options);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Store> load(const std::filesystem::path& path, const ReadOptions& options) {
    SOURIS_TRY(const Bytes bytes, read_file(path, options.limits.max_input));
    return decode_store(bytes, options);
}

}  // namespace souris
