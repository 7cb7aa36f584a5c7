// SPDX-License-Identifier: MIT
#include "reference/column_sequences.hpp"

#include <algorithm>

namespace souris::reference {

namespace {

// B.4: differences. All modulo 2^64.
class Prediction {
  public:
    explicit Prediction(unsigned order) : order_(order) {}

    /// The number whose difference this is.
    std::uint64_t add(std::uint64_t difference) {
        std::uint64_t number = difference;
        if (order_ == 1) number += last_;
        if (order_ == 2) number += last_ + (last_ - before_last_);
        before_last_ = last_;
        last_ = number;
        return number;
    }

  private:
    unsigned order_;
    std::uint64_t last_ = 0;
    std::uint64_t before_last_ = 0;
};

unsigned bits_of_symbol(std::uint64_t symbol_count) {
    unsigned bits = 1;
    while (bits < width_of(symbol_count - 1))
        bits *= 2;
    return bits;
}

unsigned table_bits_of_text(std::uint64_t size) {
    constexpr std::uint64_t more_than_enough = 1U << 18U;
    return std::min(width_of(6 * std::min(size, more_than_enough)), 18U);
}

// B.8: the hash of each set.
class ContextHashes {
  public:
    ContextHashes(const std::vector<Path>& paths, std::size_t index) : path_(paths[index]) {
        for (const ContextSet& set : path_.sets) {
            others_.emplace_back();
            for (const std::size_t other : set.others) {
                std::vector<Word> by_row;
                const std::vector<std::size_t>& rows = paths[other].rows;
                for (std::size_t i = 0; i < rows.size(); ++i) {
                    if (rows[i] >= by_row.size()) by_row.resize(rows[i] + 1, 0);
                    by_row[rows[i]] = paths[other].symbols[i] + 1;
                }
                others_.back().push_back(std::move(by_row));
            }
        }
    }

    /// For value number `i` of the path.
    std::vector<Word> at(std::size_t i) const {
        std::vector<Word> hashes;
        for (std::size_t set = 0; set < path_.sets.size(); ++set) {
            Word hash = static_cast<Word>(set + 1);
            if (path_.sets[set].before >= 1) hash = mix(hash, last_);
            if (path_.sets[set].before >= 2) hash = mix(hash, before_last_);
            for (const std::vector<Word>& by_row : others_[set])
                hash = mix(hash, path_.rows[i] < by_row.size() ? by_row[path_.rows[i]] : 0);
            hashes.push_back(hash);
        }
        return hashes;
    }

    void add(Word symbol) {
        before_last_ = last_;
        last_ = symbol + 1;
    }

  private:
    const Path& path_;
    // For each other path of each set, by rows.
    std::vector<std::vector<std::vector<Word>>> others_;
    Word last_ = 0;
    Word before_last_ = 0;
};

bool is_letter(Word byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

}  // namespace

bool Sequences::read_contents(Contents& contents, Word column) {
    const auto count = static_cast<std::size_t>(contents.count);
    if (count == 0) return true;
    if (contents.is_text()) {
        contents.texts.resize(count);
        std::vector<std::uint64_t> lengths(contents.has_zero ? count : 0);
        if (contents.has_zero && !read_numbers(lengths, contents.coding)) return false;
        for (const std::uint64_t length : lengths) {
            if (length > 0xFFFF'FFFFU) return false;
        }
        return read_texts(contents, lengths, column);
    }
    contents.numbers.resize(count);
    if (contents.is_number()) return read_numbers(contents.numbers, contents.coding);
    return read_floats(contents.numbers, contents.kind == 3 ? 8 : 4);
}

bool PlainSequences::read_planes(std::vector<std::uint64_t>& numbers, std::size_t planes) {
    for (std::uint64_t& number : numbers)
        number = 0;
    for (std::size_t plane = 0; plane < planes; ++plane) {
        for (std::uint64_t& number : numbers)
            number |= std::uint64_t{reader_.read_byte()} << (8 * plane);
    }
    return !reader_.failed();
}

bool PlainSequences::read_symbols(std::vector<Path>& paths, std::size_t index) {
    Path& path = paths[index];
    if (path.sets.size() > 1) return false;
    const bool is_predicted = !path.sets.empty();
    const unsigned bits = bits_of_symbol(path.symbol_count() + (is_predicted ? 1 : 0));
    std::vector<std::uint64_t> numbers(static_cast<std::size_t>(path.value_count));
    if (bits >= 8) {
        if (!read_planes(numbers, bits / 8)) return false;
    } else {
        unsigned byte = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            const std::size_t place = i * bits % 8;
            if (place == 0) byte = reader_.read_byte();
            numbers[i] = byte >> place & ((1U << bits) - 1);
        }
    }
    if (reader_.failed()) return false;
    const unsigned table_bits = std::max(path.table_bits, 1U);
    std::vector<Word> table(is_predicted ? std::size_t{1} << table_bits : 0, 0);
    ContextHashes contexts(paths, index);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        std::uint64_t symbol = numbers[i];
        if (is_predicted) {
            Word& last = table[contexts.at(i)[0] >> (32 - table_bits)];
            if (symbol == 0) symbol = last;
            if (symbol == 0) return false;
            last = static_cast<Word>(symbol);
            --symbol;
        }
        if (symbol >= path.symbol_count()) return false;
        path.symbols.push_back(static_cast<std::uint32_t>(symbol));
        contexts.add(static_cast<Word>(symbol));
    }
    return true;
}

bool PlainSequences::read_numbers(std::vector<std::uint64_t>& numbers, Coding coding) {
    const std::size_t bytes =
        coding.classes == 1 ? 0 : std::min<std::size_t>(coding.classes / 2 / 8 + 1, 8);
    if (!read_planes(numbers, bytes)) return false;
    Prediction prediction(coding.order);
    for (std::uint64_t& number : numbers) {
        // 2 d or -2 d - 1.
        const std::uint64_t difference = number % 2 == 0 ? number / 2 : ~(number / 2);
        number = prediction.add(difference);
    }
    return true;
}

bool PlainSequences::read_floats(std::vector<std::uint64_t>& bits, std::size_t size) {
    return read_planes(bits, size);
}

bool PlainSequences::read_texts(Contents& contents, const std::vector<std::uint64_t>& lengths,
                                Word /*column*/) {
    for (std::size_t i = 0; i < contents.texts.size() && !reader_.failed(); ++i) {
        std::string& text = contents.texts[i];
        if (contents.has_zero) {
            for (const std::byte byte : reader_.read_bytes(lengths[i]))
                text += static_cast<char>(byte);
            continue;
        }
        for (unsigned byte = reader_.read_byte(); byte != 0; byte = reader_.read_byte())
            text += static_cast<char>(byte);
    }
    return !reader_.failed();
}

CodedSequences::CodedSequences(ByteView code, std::uint64_t text_size)
    : code_(code),
      text_left_(text_size),
      text_model_(8, table_bits_of_text(text_size)),
      text_(6, 0) {}

bool CodedSequences::read_symbols(std::vector<Path>& paths, std::size_t index) {
    Path& path = paths[index];
    Model model(width_of(path.symbol_count() - 1), path.table_bits);
    ContextHashes contexts(paths, index);
    for (std::size_t i = 0; i < path.value_count; ++i) {
        const Word symbol = model.read(code_, contexts.at(i));
        if (symbol >= path.symbol_count()) return false;
        path.symbols.push_back(symbol);
        contexts.add(symbol);
    }
    return true;
}

bool CodedSequences::read_numbers(std::vector<std::uint64_t>& numbers, Coding coding) {
    const unsigned table_bits = width_of(std::min<std::size_t>(numbers.size() / 4, 2047));
    Model class_model(width_of(coding.classes - 1), table_bits);
    Model top_model(4, table_bits);
    Prediction prediction(coding.order);
    Word last = 0;
    Word before_last = 0;
    Word last_top = 0;
    for (std::uint64_t& number : numbers) {
        Word number_class = 0;
        if (coding.classes > 1)
            number_class = class_model.read(code_, {mix(1, last), mix(mix(2, last), before_last)});
        if (number_class >= coding.classes) return false;
        std::uint64_t magnitude = 0;
        if (number_class != 0) {
            magnitude = 1;
            const unsigned below = (number_class + 1) / 2 - 1;
            const unsigned top_bits = std::min(below, 4U);
            if (top_bits != 0) {
                const Word top = top_model.read(
                    code_, {mix(5, number_class), mix(mix(mix(6, number_class), last_top), last)});
                if (top >= 1U << top_bits) return false;
                magnitude = magnitude << top_bits | top;
                last_top = top + 1;
            }
            magnitude = magnitude << (below - top_bits) | code_.read_plain(below - top_bits);
        }
        const bool is_negative = number_class % 2 == 0;
        number = prediction.add(is_negative ? 0 - magnitude : magnitude);
        before_last = last;
        last = number_class + 1;
    }
    return true;
}

bool CodedSequences::read_floats(std::vector<std::uint64_t>& bits, std::size_t size) {
    Model model(8, width_of(std::min<std::size_t>(8 * bits.size(), 65535)));
    std::uint64_t last = 0;
    for (std::uint64_t& number : bits) {
        number = 0;
        for (std::size_t k = size; k-- > 0;) {
            const auto byte_number = static_cast<Word>(k);
            const auto above = static_cast<Word>(number % 65536);
            const auto last_byte = static_cast<Word>(last >> (8 * k) & 0xFFU);
            const std::vector<Word> hashes{mix(1, byte_number), mix(mix(2, byte_number), above),
                                           mix(mix(mix(3, byte_number), last_byte), above % 256)};
            number = number * 256 + model.read(code_, hashes);
        }
        last = number;
    }
    return true;
}

Word CodedSequences::text_before(std::size_t first, std::size_t count) const {
    Word bytes = 0;
    for (std::size_t i = first + count; i-- > first;)
        bytes = bytes << 8U | text_[i];
    return bytes;
}

Word CodedSequences::read_text_byte(Word column) {
    const std::vector<Word> hashes{
        mix(1 + column * 256, text_before(0, 1)),
        mix(2, text_before(0, 2)),
        mix(3, text_before(0, 3)),
        mix(4, text_before(0, 4)),
        mix(mix(5, text_before(0, 4)), text_before(4, 2)),
        mix(mix(6, word_), column),
    };
    const Word byte = text_model_.read(code_, hashes);
    text_.insert(text_.begin(), byte);
    text_.pop_back();
    word_ = is_letter(byte) ? mix(word_ + 1, byte) : 0;
    return byte;
}

std::vector<std::byte> CodedSequences::read_heads(std::uint64_t size) {
    std::vector<std::byte> heads;
    for (; heads.size() < size; --text_left_)
        heads.push_back(static_cast<std::byte>(read_text_byte(0xFFFF'FFFFU)));
    return heads;
}

bool CodedSequences::read_texts(Contents& contents, const std::vector<std::uint64_t>& lengths,
                                Word column) {
    for (std::size_t i = 0; i < contents.texts.size(); ++i) {
        std::string& text = contents.texts[i];
        while (!contents.has_zero || text.size() < lengths[i]) {
            if (text_left_ == 0) return false;
            --text_left_;
            const Word byte = read_text_byte(column);
            if (!contents.has_zero && byte == 0) break;
            text += static_cast<char>(byte);
        }
    }
    return true;
}

}  // namespace souris::reference
