// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <souris/bit_string.hpp>
#include <souris/cursor.hpp>
#include <souris/error.hpp>
#include <souris/huffman_decoder.hpp>
#include <souris/sink.hpp>
#include <souris/utf8.hpp>

namespace souris::properties {

/// A Huffman decoder that walks the tree bit by bit: slow but simple, as a reference for the
/// decoder with tables.
class BitwiseHuffman {
  public:
    struct Outcome {
        ErrorCode error = ErrorCode::none;
        Bytes output;
    };

    /// Reads a tree and a bit string coded with it.
    static Outcome decode(std::span<const std::byte> input, Alphabet alphabet) {
        Cursor cursor(input);
        BitwiseHuffman huffman;
        if (const ErrorCode error = huffman.read_tree(cursor, alphabet); error != ErrorCode::none) {
            return {error, {}};
        }
        const auto string = read_bit_string(cursor);
        if (!string) return {string.error(), {}};
        if (huffman.nodes_.size() == 1) return {ErrorCode::lost_text, {}};
        Bytes output;
        std::size_t node = 0;
        for (std::uint64_t i = 0; i < string->bit_count; ++i) {
            const auto byte =
                std::to_integer<unsigned>(string->bytes[static_cast<std::size_t>(i / 8)]);
            node = huffman.nodes_[node].child[(byte >> i % 8) & 1U];
            if (!huffman.nodes_[node].is_leaf) continue;
            append(output, huffman.nodes_[node].symbol, alphabet);
            node = 0;
        }
        if (node != 0) return {ErrorCode::incomplete_code, {}};
        return {ErrorCode::none, std::move(output)};
    }

  private:
    struct Node {
        bool is_leaf = false;
        std::uint32_t symbol = 0;
        /// Children by bit: 0 the right one, 1 the left one.
        std::array<std::size_t, 2> child{};
    };

    ErrorCode read_tree(Cursor& cursor, Alphabet alphabet) {
        struct Slot {
            std::size_t parent;
            unsigned bit;
        };
        const std::size_t most_leaves = alphabet == Alphabet::bytes ? 256 : scalar_value_count;
        std::vector<Slot> open{{0, 0}};
        std::size_t leaves = 0;
        while (!open.empty()) {
            const Slot slot = open.back();
            open.pop_back();
            const std::size_t node = nodes_.size();
            if (node != 0) nodes_[slot.parent].child[slot.bit] = node;
            nodes_.emplace_back();
            const auto first = cursor.peek_byte();
            if (!first) return first.error();
            if (*first == 0) {
                static_cast<void>(cursor.read_byte());
                open.push_back({node, 0});
                open.push_back({node, 1});
                if (leaves + open.size() > most_leaves) return ErrorCode::invalid_text_table;
                continue;
            }
            nodes_[node].is_leaf = true;
            ++leaves;
            const ErrorCode error = read_symbol(cursor, alphabet, nodes_[node].symbol);
            if (error != ErrorCode::none) return error;
        }
        return ErrorCode::none;
    }

    static ErrorCode read_symbol(Cursor& cursor, Alphabet alphabet, std::uint32_t& symbol) {
        if (alphabet == Alphabet::bytes) {
            const auto mark = cursor.read_byte();
            if (!mark) return mark.error();
            if (*mark != 1) return ErrorCode::invalid_text_table;
            const auto leaf = cursor.read_byte();
            if (!leaf) return leaf.error();
            symbol = *leaf;
            return ErrorCode::none;
        }
        const auto leaf = cursor.read_integer(SignState::unsigned_number);
        if (!leaf) return leaf.error();
        if (*leaf < Integer(1) || *leaf > Integer(0x110000)) return ErrorCode::invalid_text_table;
        symbol = static_cast<std::uint32_t>(leaf->bits().low) - 1;
        return is_scalar_value(symbol) ? ErrorCode::none : ErrorCode::invalid_text_table;
    }

    static void append(Bytes& output, std::uint32_t symbol, Alphabet alphabet) {
        if (alphabet == Alphabet::bytes) {
            output.push_back(static_cast<std::byte>(symbol));
            return;
        }
        std::array<char, 4> text{};
        const std::size_t size = encode_utf8(symbol, text.data());
        for (std::size_t i = 0; i < size; ++i)
            output.push_back(static_cast<std::byte>(text[i]));
    }

    std::vector<Node> nodes_;
};

}  // namespace souris::properties
