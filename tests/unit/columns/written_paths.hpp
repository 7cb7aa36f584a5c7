// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "columns/column_layout.hpp"
#include "columns/mixed_coder.hpp"
#include "columns/path_head.hpp"
#include "columns/plain_coder.hpp"
#include "columns/row_symbols.hpp"
#include "columns/sequences.hpp"

/// Contents of blocks of columns, written without the library's choices: sound ones, and such as no
/// writer makes.

namespace souris::test {

/// `block` with its lengths before it.
inline Bytes columns_block_of(std::span<const std::byte> content, std::uint64_t unpacked_size) {
    Sink sink;
    sink.write_unsigned(unpacked_size);
    sink.write_unsigned(content.size());
    sink.write_bytes(content);
    return sink.take();
}

/// Unpacks such a block.
inline Result<Bytes, BlockError> unpacked_columns(std::span<const std::byte> content,
                                                  std::uint64_t unpacked_size,
                                                  const Limits& limits = {},
                                                  std::uint64_t memory_size = 1 << 28U) {
    const Bytes block = columns_block_of(content, unpacked_size);
    Cursor cursor(block);
    Budget memory(memory_size);
    auto unpacked = read_block(cursor, static_cast<std::uint8_t>(Compression::columns), Layout::v2,
                               limits, memory);
    if (!unpacked) return tl::unexpected(unpacked.error());
    return std::move(*unpacked).take();
}

inline void write_stored_piece(Sink& sink, std::span<const std::byte> bytes) {
    sink.write_byte(0);
    sink.write_unsigned(bytes.size());
    sink.write_bytes(bytes);
}

/// The content of a block of heads and sequences, each stored.
inline Bytes plain_content(std::span<const std::byte> heads, std::span<const std::byte> sequences,
                           std::uint64_t value_count = 1) {
    Sink sink;
    sink.write_byte(detail::columns::blocks_flag | detail::columns::heads_block_flag |
                    detail::columns::value_count_flag);
    sink.write_unsigned(value_count);
    write_stored_piece(sink, heads);
    write_stored_piece(sink, sequences);
    return sink.take();
}

inline Bytes heads_of(std::span<const detail::columns::Path> paths) {
    Sink sink;
    detail::columns::write_heads(sink, paths);
    return sink.take();
}

/// The content of a block of these paths, whose sequences are stored.
inline Bytes plain_content(std::vector<detail::columns::Path> paths, std::uint64_t value_count) {
    Sink sequences;
    detail::columns::PlainWriter coder(sequences);
    for (std::size_t i = 0; i < paths.size(); ++i)
        (void)code_sequences(coder, paths[i], static_cast<detail::columns::PathIndex>(i), {},
                             [](const detail::columns::Path&) { return true; });
    return plain_content(heads_of(paths), sequences.view(), value_count);
}

/// The same as one range code. Rows are those of one table of `value_count`.
inline Bytes mixed_content(std::vector<detail::columns::Path> paths, std::uint64_t value_count) {
    using namespace detail::columns;
    const Bytes heads = heads_of(paths);
    std::uint64_t text_size = 0;
    std::vector<std::vector<std::uint32_t>> row_symbols;
    for (const Path& path : paths) {
        row_symbols.push_back(symbols_by_row(path, static_cast<std::size_t>(value_count)));
        for (const auto* const all : {&path.contents, &path.literals}) {
            for (const Content& content : *all)
                text_size += content.bytes.size() + (content.has_zero ? 0 : content.lengths.size());
        }
    }
    RangeEncoder encoder;
    MixedWriter coder(encoder, heads.size() + text_size);
    coder.heads(heads);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        std::vector<RowSymbols> others;
        for (const ContextSet& set : paths[i].contexts) {
            for (const std::uint32_t other : set.others)
                others.emplace_back(row_symbols[other]);
        }
        (void)code_sequences(coder, paths[i], static_cast<PathIndex>(i), others,
                             [](const Path&) { return true; });
    }
    Sink sink;
    sink.write_byte(value_count_flag);
    sink.write_unsigned(value_count);
    sink.write_unsigned(heads.size());
    sink.write_unsigned(text_size);
    Bytes code = encoder.take();
    // For constants, of which there may be no more than the code's size allows.
    code.resize(code.size() + static_cast<std::size_t>(text_size) / 100);
    sink.write_bytes(code);
    return sink.take();
}

/// A path of the root's table.
inline detail::columns::Path path_of(detail::columns::PathRole role, std::string_view key = {}) {
    detail::columns::Path path;
    path.role = role;
    path.key = key;
    return path;
}

/// Paths of maps, one after another, that all have these members. The members have no symbols.
inline std::vector<detail::columns::Path> paths_of_maps(std::span<const std::string_view> keys,
                                                        std::size_t map_count) {
    using namespace detail::columns;
    std::vector<Path> paths{path_of(PathRole::root)};
    Parts parts;
    for (const std::string_view key : keys) {
        parts.paths.push_back(static_cast<PathIndex>(paths.size()));
        paths.push_back(path_of(PathRole::member, key));
    }
    paths[0].parts.push_back(std::move(parts));
    paths[0].symbols.assign(map_count, 0);
    return paths;
}

}  // namespace souris::test
