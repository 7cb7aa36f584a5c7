// SPDX-License-Identifier: MIT
#include "reference/block.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <brotli/decode.h>

#include "reference/columns.hpp"
#include "reference/huffman.hpp"
#include "reference/lz4.hpp"
#include "reference/zstd.hpp"

namespace souris::reference {

namespace {

using Output = std::vector<std::byte>;

/// Appends, or fails if that exceeds the limit.
void append(Reader& reader, Output& output, std::uint64_t count, std::byte byte) {
    if (count > reader.options().max_output - output.size()) {
        reader.fail(ErrorCode::limit_exceeded);
        return;
    }
    output.insert(output.end(), static_cast<std::size_t>(count), byte);
}

// 6.1
Output read_stored(Reader& reader) {
    const ByteView bytes = reader.read_bytes(reader.read_length());
    if (bytes.size() > reader.options().max_output) reader.fail(ErrorCode::limit_exceeded);
    return {bytes.begin(), bytes.end()};
}

// 6.2
Output read_run_length(Reader& reader, Layout layout) {
    std::uint64_t bytes = 0;
    if (layout == Layout::v1) {
        bytes = 2 * reader.read_length(2);
    } else {
        bytes = reader.read_length();
        if (bytes % 2 != 0) reader.fail(ErrorCode::bad_block);
    }
    Output output;
    for (std::uint64_t i = 0; i < bytes / 2 && !reader.failed(); ++i) {
        const unsigned count = reader.read_byte();
        append(reader, output, count, std::byte{static_cast<unsigned char>(reader.read_byte())});
    }
    return output;
}

/// The declared size of a block; empty if it exceeds the limit.
std::optional<std::size_t> within_bound(Reader& reader, const Number& unpacked) {
    if (unpacked.exceeds(reader.options().max_output)) reader.fail(ErrorCode::limit_exceeded);
    if (reader.failed()) return std::nullopt;
    return static_cast<std::size_t>(unpacked.low);
}

// 6.3
Output read_lz4(Reader& reader) {
    const Number unpacked = reader.read_integer(0);
    if (!unpacked.exceeds(0)) return {};
    const auto size = within_bound(reader, unpacked);
    const ByteView packed = reader.read_bytes(reader.read_length());
    if (unpacked.exceeds(255 * packed.size() + 64)) reader.fail(ErrorCode::size_mismatch);
    return reader.failed() ? Output() : read_lz4_block(reader, packed, *size);
}

// 6.4
std::optional<std::uint32_t> read_byte_node(Reader& reader) {
    const unsigned kind = reader.read_byte();
    if (kind > 1) reader.fail(ErrorCode::bad_block);
    if (kind == 0) return std::nullopt;
    return reader.read_byte();
}

Output read_huffman(Reader& reader) {
    Output output;
    const unsigned form = reader.read_byte();
    if (form == 1) {
        const Number length = reader.read_integer(0);
        const std::byte byte{static_cast<unsigned char>(reader.read_byte())};
        const auto size = within_bound(reader, length);
        if (size) append(reader, output, *size, byte);
    } else if (form == 2) {
        constexpr std::size_t byte_values = 256;
        const auto tree =
            HuffmanTree::read(reader, read_byte_node, byte_values, ErrorCode::bad_block);
        if (tree.is_single_leaf()) reader.fail(ErrorCode::bad_block);
        const BitString bits = read_bit_string(reader);
        if (reader.failed()) return {};
        tree.decode(reader, bits, [&](std::uint32_t symbol) {
            append(reader, output, 1, static_cast<std::byte>(symbol));
        });
    } else if (form != 0) {
        reader.fail(ErrorCode::bad_block);
    }
    return output;
}

// 6.5
Output unpack_brotli(Reader& reader, ByteView packed, std::size_t unpacked) {
    BrotliDecoderState* const state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    // Requests one byte more than declared, to detect excess output.
    Output output(unpacked + 1);
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(output.data());
    std::size_t in_left = packed.size();
    std::size_t out_left = output.size();
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state, &in_left, &next_in, &out_left, &next_out, nullptr);
    BrotliDecoderDestroyInstance(state);

    if (out_left == 0) {
        reader.fail_for_size(true);
    } else if (result != BROTLI_DECODER_RESULT_SUCCESS || in_left != 0) {
        reader.fail(ErrorCode::bad_block);
    } else if (out_left != 1) {
        reader.fail(ErrorCode::size_mismatch);
    }
    output.pop_back();
    return output;
}

Output read_brotli(Reader& reader) {
    const Number unpacked = reader.read_integer(0);
    const ByteView packed = reader.read_bytes(reader.read_length());
    const auto size = within_bound(reader, unpacked);
    return size ? unpack_brotli(reader, packed, *size) : Output();
}

// 6.6
Output read_zstd(Reader& reader) {
    const Number unpacked = reader.read_integer(0);
    const ByteView packed = reader.read_bytes(reader.read_length());
    const auto size = within_bound(reader, unpacked);
    return size ? read_zstd_frame(reader, packed, *size) : Output();
}

// 6.7
Output read_columns_block(Reader& reader) {
    const Number unpacked = reader.read_integer(0);
    const ByteView packed = reader.read_bytes(reader.read_length());
    const auto size = within_bound(reader, unpacked);
    return size ? read_columns(reader, packed, *size) : Output();
}

}  // namespace

std::vector<std::byte> read_block(Reader& reader, unsigned id, Layout layout) {
    const unsigned last_id = layout == Layout::v1 ? 1 : 6;
    if (id > last_id) reader.fail(ErrorCode::unknown_compression);
    if (reader.failed()) return {};
    switch (id) {
        case 0:
            return read_stored(reader);
        case 1:
            return read_run_length(reader, layout);
        case 2:
            return read_lz4(reader);
        case 3:
            return read_huffman(reader);
        case 4:
            return read_brotli(reader);
        case 5:
            return read_zstd(reader);
        default:
            return read_columns_block(reader);
    }
}

}  // namespace souris::reference
