// SPDX-License-Identifier: MIT
#include "reference/range_code.hpp"

#include <algorithm>

namespace souris::reference {

namespace {

constexpr std::int64_t most_logistic = 2047;

std::int64_t squash(std::int64_t x) {
    constexpr std::int64_t points[] = {
        22,    36,    60,    98,    162,   267,   439,   720,   1179,  1921,  3108,
        4971,  7812,  11955, 17625, 24743, 32768, 40793, 47911, 53581, 57724, 60565,
        62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476, 65500, 65514};
    const std::int64_t point = (x + 2048) / 128;
    const std::int64_t fraction = (x + 2048) % 128;
    return (points[point] * (128 - fraction) + points[point + 1] * fraction) / 128;
}

std::int64_t find_stretched(std::int64_t y) {
    std::int64_t x = -most_logistic;
    while (x < most_logistic && squash(x) / 16 < y)
        ++x;
    return x;
}

std::int64_t stretch(Word y) {
    static const std::vector<std::int64_t> all = [] {
        std::vector<std::int64_t> found;
        for (std::int64_t i = 0; i < 4096; ++i)
            found.push_back(find_stretched(i));
        return found;
    }();
    return all[y];
}

/// Rounds down.
std::int64_t divide(std::int64_t number, std::int64_t by) {
    const std::int64_t quotient = number / by;
    return number % by < 0 ? quotient - 1 : quotient;
}

unsigned digit_for(unsigned count) {
    return count < 2 ? count : count < 4 ? 2 : 3;
}

}  // namespace

unsigned width_of(std::uint64_t number) {
    unsigned bits = 0;
    for (; number != 0; number /= 2)
        ++bits;
    return bits;
}

Word mix(Word hash, Word part) {
    const Word mixed = (hash ^ part) * 0x9E3779B1U;
    return mixed ^ (mixed >> 15U);
}

RangeCode::RangeCode(ByteView bytes) : bytes_(bytes) {
    for (int i = 0; i < 4; ++i)
        code_ = (code_ << 8U) + next_byte();
}

Word RangeCode::next_byte() {
    if (position_ == bytes_.size()) return 0;
    return std::to_integer<Word>(bytes_[position_++]);
}

void RangeCode::refill() {
    while (range_ < Word{1} << 24U) {
        range_ <<= 8U;
        code_ = (code_ << 8U) + next_byte();
    }
}

unsigned RangeCode::read_bit(Word p) {
    const Word bound = (range_ >> 16U) * p;
    const bool is_one = code_ < bound;
    if (is_one) {
        range_ = bound;
    } else {
        code_ -= bound;
        range_ -= bound;
    }
    refill();
    return is_one ? 1 : 0;
}

std::uint64_t RangeCode::read_plain(unsigned count) {
    std::uint64_t bits = 0;
    while (count > 0) {
        const unsigned step = std::min(count, 8U);
        count -= step;
        range_ >>= step;
        const Word part = std::min(code_ / range_, (Word{1} << step) - 1);
        code_ -= part * range_;
        bits = bits << step | part;
        refill();
    }
    return bits;
}

Model::Model(unsigned bits, unsigned table_bits)
    : bits_(bits), table_bits_(std::max(table_bits, 1U)) {}

Word Model::read(RangeCode& code, const std::vector<Word>& hashes) {
    Word prefix = 0;
    unsigned left = bits_;
    while (left > 0) {
        const unsigned step = (left - 1) % 4 + 1;
        std::vector<Word> groups{choose_group(0, left, prefix)};
        for (const Word hash : hashes)
            groups.push_back(choose_group(hash, left, prefix));
        Word node = 1;
        for (unsigned i = 0; i < step; ++i) {
            const unsigned bit = read_bit(code, groups, node);
            node = 2 * node + bit;
            prefix = 2 * prefix + bit;
        }
        left -= step;
    }
    return prefix;
}

Word Model::choose_group(Word hash, unsigned left, Word prefix) {
    Word v = (hash ^ ((prefix * 32 + left) * 0x9E3779B1U)) * 0x2C1B3C6DU;
    v ^= v >> 15U;
    v *= 0x297A2D39U;
    const Word here = v >> (32 - table_bits_);
    const Word neighbour = here ^ 1U;
    const Word mark = v * 2 + 1;
    if (table_[here].mark == mark) return here;
    if (table_[neighbour].mark == mark) return neighbour;
    const bool is_here = table_[here].slots[1].count <= table_[neighbour].slots[1].count;
    const Word chosen = is_here ? here : neighbour;
    table_[chosen] = Group{mark, {}};
    return chosen;
}

unsigned Model::read_bit(RangeCode& code, const std::vector<Word>& groups, Word node) {
    std::vector<std::int64_t> logistic;
    unsigned set = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Slot& slot = table_[groups[i]].slots[node];
        logistic.push_back(stretch(slot.probability >> 10U));
        if (i >= 1 && i <= 4) set = set * 4 + digit_for(slot.count);
    }
    std::vector<std::int64_t>& weights = weights_[set];
    if (weights.empty()) weights.assign(groups.size(), 21845);

    std::int64_t sum = 0;
    for (std::size_t i = 0; i < groups.size(); ++i)
        sum += weights[i] * logistic[i];
    const std::int64_t x = std::clamp(divide(sum, 65536), -most_logistic, most_logistic);
    const std::int64_t p = squash(x);
    const unsigned bit = code.read_bit(static_cast<Word>(p));

    const std::int64_t error = (bit == 1 ? 65536 : 0) - p;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        weights[i] += divide(logistic[i] * divide(error, 16) + 512, 1024);
        Slot& slot = table_[groups[i]].slots[node];
        const std::uint64_t rate = 655360 / (10 * slot.count + 14);
        const std::uint64_t q = slot.probability;
        constexpr std::uint64_t most = (1U << 22U) - 1;
        slot.probability =
            static_cast<Word>(bit == 1 ? q + (most - q) * rate / 65536 : q - q * rate / 65536);
        if (slot.count < 160) ++slot.count;
    }
    return bit;
}

}  // namespace souris::reference
