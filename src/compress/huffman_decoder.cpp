// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/detail/endian.hpp>
#include <souris/huffman_decoder.hpp>

#include "base/return_if_error.hpp"
#include "compress/huffman_entry.hpp"
#include "compress/huffman_tree.hpp"
#include "compress/huffman_trie.hpp"

namespace souris { inline namespace v0 {
namespace {

using detail::HuffmanEntry;

// Lookups in the first table for which the bits of one `peek` always suffice.
constexpr unsigned lookups_per_peek = BitReader::peek_width / detail::max_table_width;

// Each lookup stores 8 bytes, but only those of its symbols count.
constexpr std::size_t store_size = 8;
static_assert(HuffmanDecoder::least_room >=
              (lookups_per_peek - 1) * HuffmanEntry::most_bytes + store_size);

/// A decoder's tables, in a form that lets the compiler know that stored bytes do not alias them.
struct Tables {
    const std::uint64_t* entries;
    unsigned root_width;

    [[nodiscard]] HuffmanEntry find(std::uint64_t bits, std::size_t table, unsigned width) const {
        assert(width != 0 && width <= detail::max_table_width);
        return HuffmanEntry(entries[table + (bits & ((std::uint64_t{1} << width) - 1))]);
    }
    [[nodiscard]] HuffmanEntry find_in_root(std::uint64_t bits) const {
        return find(bits, 0, root_width);
    }
};

/// Appends the bytes of `entry`; overwrites up to 8 bytes in total.
std::byte* store(std::byte* out, HuffmanEntry entry) noexcept {
    assert(entry.byte_count() <= HuffmanEntry::most_bytes);
    store_little_endian(out, entry.bytes());
    return out + entry.byte_count();
}

/// Follows links from table to table for the code of the next symbol. Consumes its bits in all
/// tables except the last. Errors: `incomplete_code`.
Result<HuffmanEntry, ErrorCode> follow_links(const Tables& tables, BitReader& bits) {
    HuffmanEntry entry = tables.find_in_root(bits.peek());
    unsigned width = tables.root_width;
    while (entry.is_link()) {
        if (bits.remaining() < width) return failure(ErrorCode::incomplete_code);
        bits.consume(width);
        width = entry.link_width();
        entry = tables.find(bits.peek(), entry.link_target(), width);
    }
    return entry;
}

/// Decodes one entry with a check for the end of the bits. Needs `store_size` bytes of room.
/// Errors: `incomplete_code`.
Result<std::byte*, ErrorCode> decode_checked(const Tables& tables, BitReader& bits,
                                             std::byte* out) {
    SOURIS_ASSIGN_OR_RETURN(const HuffmanEntry entry, follow_links(tables, bits));
    if (entry.bit_count() <= bits.remaining()) {
        bits.consume(entry.bit_count());
        return store(out, entry);
    }
    assert(entry.first_bit_count() <= entry.bit_count());
    assert(entry.first_byte_count() <= entry.byte_count());
    // Takes only the first symbol: further ones in the entry come from bits beyond the end.
    if (entry.first_bit_count() > bits.remaining()) return failure(ErrorCode::incomplete_code);
    bits.consume(entry.first_bit_count());
    return store(out, entry) - entry.byte_count() + entry.first_byte_count();
}

/// Decodes as many symbols as the bits of one `peek` always contain, or those before a link. At
/// least `peek_width` bits must remain.
std::byte* decode_unchecked(const Tables& tables, BitReader& bits, std::byte* out) {
    assert(bits.remaining() >= BitReader::peek_width);
    std::uint64_t window = bits.peek();
    unsigned used = 0;
    // A link has neither bits nor bytes: after a link, the remaining lookups have no effect.
    for (unsigned i = 0; i < lookups_per_peek; ++i) {
        const HuffmanEntry entry = tables.find_in_root(window);
        out = store(out, entry);
        used += entry.bit_count();
        window >>= entry.bit_count();
    }
    bits.consume(used);
    return out;
}

}  // namespace

Result<HuffmanDecoder, ErrorCode> HuffmanDecoder::read(Cursor& cursor, Alphabet alphabet,
                                                       Budget& memory,
                                                       NonCanonicalHandler* non_canonical) {
    const std::size_t start = cursor.offset();
    SOURIS_ASSIGN_OR_RETURN(auto tree,
                            detail::HuffmanTree::read(cursor, alphabet, memory, non_canonical));
    HuffmanDecoder decoder;
    decoder.leaf_count_ = tree.leaf_count();
    if (decoder.leaf_count_ == 1) {
        tree.give_back(memory);
        return decoder;
    }
    const auto exceeded = [&] {
        cursor.seek(start);
        return failure(ErrorCode::limit_exceeded);
    };
    if (alphabet == Alphabet::characters) {
        const auto densest = tree.densest_code(memory);
        if (!densest) return exceeded();
        decoder.densest_ = *densest;
    }
    auto trie = detail::build_huffman_trie(tree, memory);
    if (!trie) return exceeded();
    tree.give_back(memory);
    decoder.entries_ = std::move(trie->entries);
    decoder.root_width_ = trie->root_width;
    assert(decoder.entries_.size() >= std::size_t{1} << decoder.root_width_);
    return decoder;
}

std::uint64_t HuffmanDecoder::memory() const noexcept {
    return detail::memory_of(entries_);
}

Result<std::size_t, ErrorCode> HuffmanDecoder::decode(BitReader& bits,
                                                      std::span<std::byte> room) const {
    assert(room.size() >= least_room);
    if (entries_.empty()) return failure(ErrorCode::lost_text);
    const Tables tables{entries_.data(), root_width_};
    // A copy, because the compiler must assume that bytes stored through `out` could change the
    // original.
    BitReader reader = bits;
    std::byte* out = room.data();
    const std::byte* const last = room.data() + (room.size() - least_room);
    while (out <= last && reader.remaining() != 0) {
        if (reader.remaining() >= BitReader::peek_width) {
            std::byte* const before = out;
            out = decode_unchecked(tables, reader, out);
            if (out != before) continue;
        }
        SOURIS_ASSIGN_OR_RETURN(out, decode_checked(tables, reader, out));
    }
    assert(out <= room.data() + room.size());
    bits = reader;
    return static_cast<std::size_t>(out - room.data());
}

std::byte* HuffmanDecoder::decode_all(const std::byte* bits, std::uint64_t bit_count,
                                      std::byte* out) const noexcept {
    if (entries_.empty()) return nullptr;
    const Tables tables{entries_.data(), root_width_};
    assert(bits != nullptr && out != nullptr);
    std::uint64_t left = bit_count;
    const auto next_bits = [&] {
        const std::uint64_t position = bit_count - left;
        return load_little_endian<std::uint64_t>(bits + position / 8) >> (position % 8);
    };
    while (left != 0) {
        std::uint64_t window = next_bits();
        if (left >= BitReader::peek_width) {
            const std::uint64_t before = left;
            // A link has neither bits nor bytes, as in `decode_unchecked`.
            for (unsigned i = 0; i < lookups_per_peek; ++i) {
                const HuffmanEntry entry = tables.find_in_root(window);
                out = store(out, entry);
                left -= entry.bit_count();
                window >>= entry.bit_count();
            }
            assert(left <= before);
            if (left != before) continue;
        } else {
            // The window contains all remaining bits.
            for (HuffmanEntry entry = tables.find_in_root(window);
                 !entry.is_link() && entry.bit_count() <= left;
                 entry = tables.find_in_root(window)) {
                out = store(out, entry);
                left -= entry.bit_count();
                if (left == 0) return out;
                window >>= entry.bit_count();
            }
        }
        // A code that extends beyond the first table, or an entry that extends beyond the end.
        HuffmanEntry entry = tables.find_in_root(next_bits());
        for (unsigned width = tables.root_width; entry.is_link();) {
            if (left < width) return nullptr;
            left -= width;
            width = entry.link_width();
            entry = tables.find(next_bits(), entry.link_target(), width);
        }
        out = store(out, entry);
        if (entry.bit_count() <= left) {
            left -= entry.bit_count();
        } else {
            if (entry.first_bit_count() > left) return nullptr;
            left -= entry.first_bit_count();
            out -= entry.byte_count() - entry.first_byte_count();
        }
    }
    return out;
}

}}  // namespace souris::v0
