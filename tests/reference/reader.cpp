// SPDX-License-Identifier: MIT
#include "reference/reader.hpp"

namespace souris::reference {

std::optional<unsigned> Reader::peek() const {
    if (failed() || left() == 0) return std::nullopt;
    return std::to_integer<unsigned>(bytes_[position_]);
}

unsigned Reader::read_byte() {
    return static_cast<unsigned>(read_word(1));
}

ByteView Reader::read_bytes(std::uint64_t count) {
    if (count > left()) fail(ErrorCode::truncated);
    if (failed()) return {};
    const ByteView taken = bytes_.subspan(position_, static_cast<std::size_t>(count));
    position_ += taken.size();
    return taken;
}

std::uint64_t Reader::read_word(std::size_t size) {
    std::uint64_t word = 0;
    unsigned shift = 0;
    for (const std::byte byte : read_bytes(size)) {
        word |= std::to_integer<std::uint64_t>(byte) << shift;
        shift += 8;
    }
    return word;
}

Number Reader::read_integer(unsigned state) {
    const Number number = read_number(state);
    judge(number);
    const bool is_below_zero = number.high >> 63U != 0;
    if (state == 2 && !failed() && !is_below_zero) fail(ErrorCode::invalid_negative);
    return number;
}

Number Reader::read_count() {
    return read_number(0);
}

void Reader::judge(const Number& number) {
    if (options_.strict && !number.is_minimal) fail(ErrorCode::non_minimal_integer);
}

Number Reader::read_number(unsigned state) {
    constexpr unsigned largest_small = 239;
    const unsigned padding = state == 2 ? 0xFF : 0x00;
    const unsigned first = read_byte();
    if (failed()) return {};

    unsigned content[16];
    std::size_t size = 1;
    bool is_minimal = true;
    content[0] = first;
    if (first > largest_small) {
        size = first - largest_small;
        const ByteView bytes = read_bytes(size);
        if (failed()) return {};
        for (std::size_t i = 0; i < size; ++i)
            content[i] = std::to_integer<unsigned>(bytes[i]);
        is_minimal = size == 1 ? content[0] > largest_small : content[size - 1] != padding;
    }
    for (std::size_t i = size; i < 16; ++i)
        content[i] = padding;

    Number number{0, 0, state, is_minimal};
    for (std::size_t i = 16; i > 0; --i) {
        number.high = number.high << 8U | number.low >> 56U;
        number.low = number.low << 8U | content[i - 1];
    }
    return number;
}

std::uint64_t Reader::read_length(std::uint64_t bytes_each, std::uint64_t per_byte) {
    const Number length = read_count();
    check_length(length, bytes_each, per_byte);
    judge(length);
    return failed() ? 0 : length.low;
}

void Reader::check_length(const Number& count, std::uint64_t bytes_each, std::uint64_t per_byte,
                          std::uint64_t reserved) {
    constexpr std::uint64_t more_than_any_input_holds = std::uint64_t{1} << 40U;
    const std::uint64_t available = left() > reserved ? left() - reserved : 0;
    const std::uint64_t most = available / bytes_each * per_byte;
    if (!count.exceeds(most)) return;
    fail(count.exceeds(more_than_any_input_holds) ? ErrorCode::length_exceeds_input
                                                  : ErrorCode::truncated);
}

BitString read_bit_string(Reader& reader) {
    BitString bits;
    bits.count = reader.read_length(1, 8);
    bits.bytes = reader.read_bytes((bits.count + 7) / 8);
    const unsigned used = bits.count % 8;
    if (reader.failed() || used == 0) return bits;
    const auto last = std::to_integer<unsigned>(bits.bytes.back());
    if (reader.options().strict && last >> used != 0) reader.fail(ErrorCode::nonzero_padding);
    return bits;
}

}  // namespace souris::reference
