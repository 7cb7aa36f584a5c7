// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "reference/reader.hpp"

// docs/format.md, appendix B.6 and B.7: the range code, and the model that predicts its bits.

namespace souris::reference {

using Word = std::uint32_t;

/// The bits that a number needs.
unsigned width_of(std::uint64_t number);

/// `mix` of B.7.
Word mix(Word hash, Word part);

// B.6
class RangeCode {
  public:
    explicit RangeCode(ByteView bytes);

    /// A bit whose probability to be 1 is `p` / 65536.
    unsigned read_bit(Word p);
    std::uint64_t read_plain(unsigned count);

  private:
    Word next_byte();
    void refill();

    ByteView bytes_;
    std::size_t position_ = 0;
    Word range_ = 0xFFFF'FFFFU;
    Word code_ = 0;
};

// B.7
class Model {
  public:
    /// For symbols of `bits` bits.
    Model(unsigned bits, unsigned table_bits);

    /// `hashes` are those of contexts 1, 2 and so on.
    Word read(RangeCode& code, const std::vector<Word>& hashes);

  private:
    struct Slot {
        Word probability = Word{1} << 21U;
        unsigned count = 0;
    };
    struct Group {
        Word mark = 0;
        std::array<Slot, 16> slots;
    };

    Word choose_group(Word hash, unsigned left, Word prefix);
    unsigned read_bit(RangeCode& code, const std::vector<Word>& groups, Word node);

    unsigned bits_;
    unsigned table_bits_;
    /// Those that are not new.
    std::map<Word, Group> table_;
    /// Those that were used, by the number of their set.
    std::map<unsigned, std::vector<std::int64_t>> weights_;
};

}  // namespace souris::reference
