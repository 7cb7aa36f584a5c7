// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/charged_memory.hpp"
#include "columns/float_column.hpp"
#include "columns/number_column.hpp"
#include "columns/path.hpp"
#include "columns/range_coder.hpp"
#include "columns/symbol_column.hpp"
#include "columns/text_column.hpp"

// The sequences of paths as one range code, every bit of which is predicted from contexts.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// What writing and reading have in common. All functions return whether what was decoded can be;
/// what is encoded always can.
template <class Coder>
class MixedCoder {
  public:
    /// `text_size` is the number of bytes of all texts, with the zero bytes after them, and of the
    /// heads, if they are there.
    MixedCoder(Coder& coder, std::uint64_t text_size) : coder_(coder), text_(text_size) {}

    /// `path.symbols`. `others` are as for `code_symbols`.
    [[nodiscard]] bool symbols(Path& path, std::span<const RowSymbols> others) {
        // Without symbols, a model costs more than the head that asks for it.
        return path.symbols.empty() ||
               code_symbols(coder_, std::span(path.symbols), path.symbol_count(), path.contexts,
                            others, path.rows, path.table_bits, slots_);
    }
    [[nodiscard]] bool numbers(std::span<std::int64_t> values, NumberCoding coding) {
        return values.empty() || code_numbers(coder_, values, coding, slots_, more_slots_);
    }
    [[nodiscard]] bool floats(std::span<std::int64_t> bits, ContentKind kind) {
        return bits.empty() || code_floats(coder_, bits, float_size(kind), slots_);
    }

  protected:
    ~MixedCoder() = default;
    /// No path's.
    static constexpr std::uint32_t heads_column = ~std::uint32_t{0};
    std::uint8_t text_byte(std::uint8_t byte, std::uint32_t column) {
        return text_.code(coder_, byte, column);
    }

    /// Memory of the models, kept from one sequence to the next.
    SlotMemory slots_;
    SlotMemory more_slots_;

  private:
    Coder& coder_;
    TextModel text_;
};

class MixedWriter final : public MixedCoder<RangeEncoder> {
  public:
    using MixedCoder::MixedCoder;

    void heads(std::span<const std::byte> heads) {
        for (const std::byte byte : heads)
            (void)text_byte(std::to_integer<std::uint8_t>(byte), heads_column);
    }

    [[nodiscard]] bool texts(Content& content, std::uint32_t column) {
        std::size_t at = 0;
        for (const std::uint32_t length : content.lengths) {
            for (std::uint32_t i = 0; i < length; ++i)
                (void)text_byte(std::to_integer<std::uint8_t>(content.bytes[at++]), column);
            if (!content.has_zero) (void)text_byte(0, column);
        }
        assert(at == content.bytes.size());
        return true;
    }
};

class MixedReader final : public MixedCoder<RangeDecoder> {
  public:
    MixedReader(RangeDecoder& coder, std::uint64_t text_size, Budget& memory)
        : MixedCoder(coder, text_size), text_left_(text_size), memory_(memory) {}

    /// Fills `heads`.
    void heads(std::span<std::byte> heads) {
        assert(heads.size() <= text_left_);
        text_left_ -= heads.size();
        for (std::byte& byte : heads)
            byte = static_cast<std::byte>(text_byte(0, heads_column));
    }

    /// As in `MixedCoder`, but these charge for the models' memory.
    [[nodiscard]] bool symbols(Path& path, std::span<const RowSymbols> others) {
        return make_slots(slots_, symbol_width(path.symbol_count()), path.table_bits) &&
               MixedCoder::symbols(path, others);
    }
    [[nodiscard]] bool numbers(std::span<std::int64_t> values, NumberCoding coding) {
        const TableBits bits = number_table_bits(values.size());
        return make_slots(slots_, std::max(symbol_width(coding.classes), 1U), bits) &&
               make_slots(more_slots_, modelled_bits, bits) && MixedCoder::numbers(values, coding);
    }
    [[nodiscard]] bool floats(std::span<std::int64_t> bits, ContentKind kind) {
        return make_slots(slots_, 8, float_table_bits(bits.size())) &&
               MixedCoder::floats(bits, kind);
    }

    /// Reads `content.count` texts; where they have zero bytes, those of `content.lengths`.
    [[nodiscard]] bool texts(Content& content, std::uint32_t column) {
        for (std::size_t i = 0; i < content.count; ++i) {
            std::uint32_t length = 0;
            for (;; ++length) {
                if (content.has_zero && length == content.lengths[i]) break;
                if (text_left_ == 0) return false;
                --text_left_;
                const std::uint8_t byte = text_byte(0, column);
                if (!content.has_zero && byte == 0) break;
                // By a part of its size: growth by one would take quadratic time.
                const std::size_t size = content.bytes.size();
                if (size == content.bytes.capacity() &&
                    !make_room(content.bytes, 1 + size / 8, memory_)) {
                    is_out_of_memory_ = true;
                    return false;
                }
                content.bytes.push_back(static_cast<std::byte>(byte));
            }
            content.lengths[i] = length;
        }
        return true;
    }

    /// Returns to the budget what the models took.
    void give_back() noexcept {
        detail::give_back(slots_, memory_);
        detail::give_back(more_slots_, memory_);
    }

    /// Bytes of text that were announced and not read.
    [[nodiscard]] std::uint64_t text_left() const noexcept { return text_left_; }

    /// Whether it was for lack of memory that something returned false.
    [[nodiscard]] bool is_out_of_memory() const noexcept { return is_out_of_memory_; }

  private:
    bool make_slots(SlotMemory& slots, unsigned width, TableBits bits) {
        const std::size_t count = slot_count(width, bits);
        slots.clear();
        is_out_of_memory_ = !make_room(slots, count, memory_);
        return !is_out_of_memory_;
    }

    std::uint64_t text_left_;
    Budget& memory_;
    bool is_out_of_memory_ = false;
};

}}}}  // namespace souris::v0::detail::columns
