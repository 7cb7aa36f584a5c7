// SPDX-License-Identifier: MIT
#include "columns/plain_coder.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "base/charged_memory.hpp"
#include "columns/fold_sign.hpp"
#include "columns/predicted_symbols.hpp"

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

/// Writes the low `size` bytes of numbers, each byte with the same byte of the others. `number`
/// gives the one of an index; it is called in their order.
template <class Number>
void write_planes(Sink& sink, std::size_t count, unsigned size, Number number) {
    std::byte* const out = sink.reserve(count * size);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t bits = number(i);
        for (unsigned plane = 0; plane < size; ++plane)
            out[plane * count + i] = static_cast<std::byte>(bits >> (8 * plane));
    }
    sink.commit(out + count * size);
}

/// Passes such numbers to `take`, with their index, in their order.
template <unsigned size, class Take>
void take_planes(const std::byte* bytes, std::size_t count, Take take) {
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t bits = 0;
        for (unsigned plane = 0; plane < size; ++plane)
            bits |= std::to_integer<std::uint64_t>(bytes[plane * count + i]) << (8 * plane);
        take(i, bits);
    }
}

/// The same from the input. False if it is too short.
template <class Take>
bool read_planes(Cursor& cursor, std::size_t count, unsigned size, Take take) {
    if (size != 0 && count > cursor.remaining() / size) return false;
    const std::byte* const bytes = cursor.read_bytes(count * size)->data();
    // Loops over a number of planes that the compiler knows are several times faster.
    switch (size) {
        case 0:
            take_planes<0>(bytes, count, take);
            break;
        case 1:
            take_planes<1>(bytes, count, take);
            break;
        case 2:
            take_planes<2>(bytes, count, take);
            break;
        case 3:
            take_planes<3>(bytes, count, take);
            break;
        case 4:
            take_planes<4>(bytes, count, take);
            break;
        case 5:
            take_planes<5>(bytes, count, take);
            break;
        case 6:
            take_planes<6>(bytes, count, take);
            break;
        case 7:
            take_planes<7>(bytes, count, take);
            break;
        default:
            assert(size == 8);
            take_planes<8>(bytes, count, take);
            break;
    }
    return true;
}

/// Passes numbers to `take` as `PlainReader::numbers` reads them.
template <class Take>
bool read_numbers(Cursor& cursor, std::size_t count, NumberCoding coding, Take take) {
    NumberPrediction prediction(coding.order);
    return read_planes(cursor, count, difference_size(coding),
                       [&](std::size_t i, std::uint64_t folded) {
                           const std::uint64_t number = unfold_sign(folded) + prediction.next();
                           prediction.learn(number);
                           take(i, static_cast<std::int64_t>(number));
                       });
}

/// Writes numbers below `size` in as few bits as are simple to read.
template <class Number>
void write_symbols(Sink& sink, std::size_t count, std::uint64_t size, Number number) {
    const unsigned bits = symbol_bits(size);
    if (bits >= 8) return write_planes(sink, count, bits / 8, number);
    const std::size_t bytes = (count * bits + 7) / 8;
    std::byte* const out = sink.reserve(bytes);
    std::fill_n(out, bytes, std::byte{0});
    const std::size_t in_byte = 8 / bits;
    for (std::size_t i = 0; i < count; ++i)
        out[i / in_byte] |= static_cast<std::byte>(number(i) << (bits * (i % in_byte)));
    sink.commit(out + bytes);
}

/// Passes such numbers to `take`, as `read_planes` does. They may be `size` or more.
template <class Take>
bool read_symbols(Cursor& cursor, std::size_t count, std::uint64_t size, Take take) {
    const unsigned bits = symbol_bits(size);
    if (bits >= 8) {
        return read_planes(cursor, count, bits / 8, [&](std::size_t i, std::uint64_t number) {
            take(i, static_cast<std::uint32_t>(number));
        });
    }
    const auto bytes = cursor.read_bytes((count * bits + 7) / 8);
    if (!bytes) return false;
    const std::size_t in_byte = 8 / bits;
    const std::uint32_t mask = (1U << bits) - 1;
    for (std::size_t i = 0; i < count; ++i) {
        const auto byte = std::to_integer<std::uint32_t>((*bytes)[i / in_byte]);
        take(i, (byte >> (bits * (i % in_byte))) & mask);
    }
    return true;
}

}  // namespace

bool PlainWriter::symbols(Path& path, std::span<const RowSymbols> others) {
    if (path.symbol_count() < 2) return true;
    const std::span<const std::uint32_t> symbols = path.symbols;
    assert(path.contexts.size() <= 1);
    if (path.contexts.empty()) {
        write_symbols(sink_, symbols.size(), path.symbol_count(),
                      [&](std::size_t i) { return symbols[i]; });
        return true;
    }
    SymbolPredictor predictor(path.contexts[0], others, path.rows, path.table_bits);
    write_symbols(sink_, symbols.size(), path.symbol_count() + 1,
                  [&](std::size_t i) { return predictor.written(i, symbols[i]); });
    return true;
}

bool PlainReader::symbols(Path& path, std::span<const RowSymbols> others) {
    const std::uint64_t count = path.symbol_count();
    if (count < 2) return true;
    const std::span<std::uint32_t> symbols = path.symbols;
    std::uint32_t greatest = 0;
    const auto take = [&](std::size_t i, std::uint32_t symbol) {
        symbols[i] = symbol;
        greatest = std::max(greatest, symbol);
    };
    if (path.contexts.empty()) {
        return read_symbols(cursor_, symbols.size(), count, take) && greatest < count;
    }
    if (path.contexts.size() > 1) return false;
    const std::uint64_t memory =
        allocation_size(SymbolPredictor::last_count(path.table_bits) * sizeof(std::uint32_t));
    if (!memory_.charge(memory)) {
        is_out_of_memory_ = true;
        return false;
    }
    SymbolPredictor predictor(path.contexts[0], others, path.rows, path.table_bits);
    const bool is_whole = read_symbols(
        cursor_, symbols.size(), count + 1,
        [&](std::size_t i, std::uint32_t number) { take(i, predictor.symbol(i, number)); });
    memory_.give_back(memory);
    return is_whole && greatest < count;
}

bool PlainWriter::numbers(std::span<std::int64_t> values, NumberCoding coding) {
    NumberPrediction prediction(coding.order);
    write_planes(sink_, values.size(), difference_size(coding), [&](std::size_t i) {
        const auto number = static_cast<std::uint64_t>(values[i]);
        const std::uint64_t folded = fold_sign(number - prediction.next());
        prediction.learn(number);
        return folded;
    });
    return true;
}

bool PlainReader::numbers(std::span<std::int64_t> values, NumberCoding coding) {
    return read_numbers(cursor_, values.size(), coding,
                        [&](std::size_t i, std::int64_t number) { values[i] = number; });
}

bool PlainWriter::floats(std::span<std::int64_t> bits, ContentKind kind) {
    write_planes(sink_, bits.size(), float_size(kind),
                 [&](std::size_t i) { return static_cast<std::uint64_t>(bits[i]); });
    return true;
}

bool PlainReader::floats(std::span<std::int64_t> bits, ContentKind kind) {
    return read_planes(
        cursor_, bits.size(), float_size(kind),
        [&](std::size_t i, std::uint64_t value) { bits[i] = static_cast<std::int64_t>(value); });
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

bool PlainReader::skip_bytes(std::uint64_t count, std::uint64_t size) {
    if (size != 0 && count > cursor_.remaining() / size) return false;
    return cursor_.read_bytes(static_cast<std::size_t>(count * size)).has_value();
}

bool PlainReader::skip_symbols(const Path& path, std::uint64_t count) {
    if (path.symbol_count() < 2) return true;
    // In a context, there is a number more.
    const unsigned bits = symbol_bits(path.symbol_count() + (path.contexts.empty() ? 0 : 1));
    if (bits >= 8) return skip_bytes(count, bits / 8);
    return skip_bytes(count / (8 / bits) + (count % (8 / bits) != 0 ? 1 : 0), 1);
}

bool PlainReader::skip_numbers(std::uint64_t count, NumberCoding coding) {
    return skip_bytes(count, difference_size(coding));
}

bool PlainReader::skip(const Content& content) {
    if (is_number(content.kind)) return skip_numbers(content.count, content.coding);
    if (is_float(content.kind)) return skip_bytes(content.count, float_size(content.kind));
    return skip_texts(content);
}

bool PlainReader::skip_texts(const Content& content) {
    if (content.has_zero) {
        std::uint64_t size = 0;
        bool is_fine = true;
        const bool is_read = read_numbers(cursor_, static_cast<std::size_t>(content.count),
                                          content.coding, [&](std::size_t, std::int64_t length) {
                                              // Each is below 2^32, and so many fit.
                                              is_fine &= length >= 0 && length <= ~std::uint32_t{0};
                                              size +=
                                                  is_fine ? static_cast<std::uint64_t>(length) : 0;
                                          });
        return is_read && is_fine && skip_bytes(size, 1);
    }
    for (std::uint64_t left = content.count; left != 0; --left) {
        const std::span<const std::byte> rest = cursor_.rest();
        const void* const end = rest.empty() ? nullptr : std::memchr(rest.data(), 0, rest.size());
        if (end == nullptr) return false;
        const auto length = static_cast<const std::byte*>(end) - rest.data();
        (void)cursor_.read_bytes(static_cast<std::size_t>(length) + 1);
    }
    return true;
}

}}}}  // namespace souris::v0::detail::columns
