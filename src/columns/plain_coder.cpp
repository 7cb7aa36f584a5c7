// SPDX-License-Identifier: MIT
#include "columns/plain_coder.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "base/charged_memory.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// Bits that a symbol takes: a power of two, so that none crosses a byte.
unsigned symbol_bits(std::uint64_t size) noexcept {
    return std::bit_ceil(symbol_width(size));
}

/// Bytes that a difference takes: its sign is in the lowest bit.
unsigned difference_size(NumberCoding coding) noexcept {
    const unsigned width = static_cast<unsigned>(coding.classes) / 2;
    return width == 0 ? 0 : std::min(width / 8 + 1, 8U);
}

constexpr std::uint64_t fold_sign(std::uint64_t difference) noexcept {
    return (difference << 1U) ^ (std::uint64_t{0} - (difference >> 63U));
}
constexpr std::uint64_t unfold_sign(std::uint64_t folded) noexcept {
    return (folded >> 1U) ^ (std::uint64_t{0} - (folded & 1U));
}

}  // namespace

bool PlainWriter::symbols(Path& path, std::span<const RowSymbols> /*others*/) {
    const unsigned bits = symbol_bits(path.symbol_count());
    if (path.symbol_count() < 2) return true;
    const std::span<const std::uint32_t> symbols = path.symbols;
    const std::size_t size = (symbols.size() * bits + 7) / 8;
    std::byte* out = sink_.reserve(size);
    if (bits < 8) {
        std::fill_n(out, size, std::byte{0});
        const std::size_t in_byte = 8 / bits;
        for (std::size_t i = 0; i < symbols.size(); ++i)
            out[i / in_byte] |= static_cast<std::byte>(symbols[i] << (bits * (i % in_byte)));
    } else {
        for (unsigned plane = 0; plane < bits; plane += 8) {
            for (std::size_t i = 0; i < symbols.size(); ++i)
                out[plane / 8 * symbols.size() + i] = static_cast<std::byte>(symbols[i] >> plane);
        }
    }
    sink_.commit(out + size);
    return true;
}

bool PlainReader::symbols(Path& path, std::span<const RowSymbols> /*others*/) {
    const std::uint64_t count = path.symbol_count();
    if (count < 2) return true;
    const unsigned bits = symbol_bits(count);
    const std::span<std::uint32_t> symbols = path.symbols;
    const auto read = cursor_.read_bytes((symbols.size() * bits + 7) / 8);
    if (!read) return false;
    const std::span<const std::byte> bytes = *read;
    std::uint32_t greatest = 0;
    if (bits < 8) {
        const std::size_t in_byte = 8 / bits;
        const std::uint32_t mask = (1U << bits) - 1;
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            symbols[i] =
                (std::to_integer<std::uint32_t>(bytes[i / in_byte]) >> (bits * (i % in_byte))) &
                mask;
            greatest = std::max(greatest, symbols[i]);
        }
    } else {
        const std::size_t planes = bits / 8;
        for (std::size_t i = 0; i < symbols.size(); ++i) {
            std::uint32_t symbol = 0;
            for (std::size_t plane = 0; plane < planes; ++plane)
                symbol |= std::to_integer<std::uint32_t>(bytes[plane * symbols.size() + i])
                          << (8 * plane);
            symbols[i] = symbol;
            greatest = std::max(greatest, symbol);
        }
    }
    return greatest < count;
}

bool PlainWriter::numbers(std::span<std::int64_t> values, NumberCoding coding) {
    const unsigned size = difference_size(coding);
    std::byte* const out = sink_.reserve(values.size() * size);
    NumberPrediction prediction(coding.order);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto number = static_cast<std::uint64_t>(values[i]);
        const std::uint64_t folded = fold_sign(number - prediction.next());
        prediction.learn(number);
        for (unsigned plane = 0; plane < size; ++plane)
            out[plane * values.size() + i] = static_cast<std::byte>(folded >> (8 * plane));
    }
    sink_.commit(out + values.size() * size);
    return true;
}

bool PlainReader::numbers(std::span<std::int64_t> values, NumberCoding coding) {
    const unsigned size = difference_size(coding);
    if (values.size() > cursor_.remaining() / std::max(size, 1U) && size != 0) return false;
    const auto bytes = cursor_.read_bytes(values.size() * size);
    if (!bytes) return false;
    NumberPrediction prediction(coding.order);
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint64_t folded = 0;
        for (unsigned plane = 0; plane < size; ++plane)
            folded |= std::to_integer<std::uint64_t>((*bytes)[plane * values.size() + i])
                      << (8 * plane);
        const std::uint64_t number = unfold_sign(folded) + prediction.next();
        prediction.learn(number);
        values[i] = static_cast<std::int64_t>(number);
    }
    return true;
}

bool PlainWriter::floats(std::span<std::int64_t> bits, ContentKind kind) {
    const unsigned size = float_size(kind);
    std::byte* const out = sink_.reserve(bits.size() * size);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        for (unsigned plane = 0; plane < size; ++plane)
            out[plane * bits.size() + i] =
                static_cast<std::byte>(static_cast<std::uint64_t>(bits[i]) >> (8 * plane));
    }
    sink_.commit(out + bits.size() * size);
    return true;
}

bool PlainReader::floats(std::span<std::int64_t> bits, ContentKind kind) {
    const unsigned size = float_size(kind);
    if (bits.size() > cursor_.remaining() / size) return false;
    const std::span<const std::byte> bytes = *cursor_.read_bytes(bits.size() * size);
    for (std::size_t i = 0; i < bits.size(); ++i) {
        std::uint64_t value = 0;
        for (unsigned plane = 0; plane < size; ++plane)
            value |= std::to_integer<std::uint64_t>(bytes[plane * bits.size() + i]) << (8 * plane);
        bits[i] = static_cast<std::int64_t>(value);
    }
    return true;
}

bool PlainWriter::texts(Content& content, std::uint32_t /*column*/) {
    if (content.has_zero) {
        sink_.write_bytes(content.bytes);
        return true;
    }
    std::byte* out = sink_.reserve(content.bytes.size() + content.lengths.size());
    const std::byte* from = content.bytes.data();
    for (const std::uint32_t length : content.lengths) {
        out = std::copy_n(from, length, out);
        *out++ = std::byte{0};
        from += length;
    }
    sink_.commit(out);
    return true;
}

bool PlainReader::texts(Content& content, std::uint32_t /*column*/) {
    std::uint64_t size = 0;
    if (content.has_zero) {
        for (const std::uint32_t length : content.lengths)
            size += length;
        if (size > cursor_.remaining()) return false;
    } else {
        const std::span<const std::byte> rest = cursor_.rest();
        const std::byte* at = rest.data();
        for (std::uint32_t& length : content.lengths) {
            const auto left = rest.size() - static_cast<std::size_t>(at - rest.data());
            if (left == 0) return false;
            const void* const end = std::memchr(at, 0, left);
            if (end == nullptr) return false;
            length = static_cast<std::uint32_t>(static_cast<const std::byte*>(end) - at);
            at += length + 1;
            size += length;
        }
    }
    is_out_of_memory_ = !make_room(content.bytes, static_cast<std::size_t>(size), memory_);
    if (is_out_of_memory_) return false;
    for (const std::uint32_t length : content.lengths) {
        const std::span<const std::byte> text = *cursor_.read_bytes(length);
        content.bytes.insert(content.bytes.end(), text.begin(), text.end());
        if (!content.has_zero) (void)cursor_.read_byte();
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns
