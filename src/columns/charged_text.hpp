// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <souris/limits.hpp>

#include "base/charged_memory.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A text whose memory is charged as it grows.
class ChargedText {
  public:
    explicit ChargedText(Budget& memory) noexcept : memory_(memory) {}

    void clear() noexcept { text_.clear(); }
    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
    /// To append no more than there is room for.
    [[nodiscard]] std::string& string() noexcept { return text_; }

    /// Makes room for `size` more characters. False, and nothing is done, if memory is too small.
    [[nodiscard]] bool make_room(std::size_t size) {
        const std::size_t old = text_.capacity();
        if (size <= old - text_.size()) return true;
        const std::size_t needed = text_.size() + size;
        is_out_of_memory_ |= !grow(std::max(needed, 2 * old)) && !grow(needed + old / 8);
        return needed <= text_.capacity();
    }
    [[nodiscard]] bool append(std::string_view part) {
        if (!make_room(part.size())) return false;
        text_.append(part);
        return true;
    }

    /// Whether there ever was too little memory.
    [[nodiscard]] bool is_out_of_memory() const noexcept { return is_out_of_memory_; }

  private:
    bool grow(std::size_t capacity) {
        const std::size_t old = text_.capacity();
        // Short text is within the object.
        const std::size_t old_size = old == std::string().capacity() ? 0 : old + 1;
        return charge_growth(memory_, old_size, capacity + 1, [&] { text_.reserve(capacity); });
    }

    Budget& memory_;
    std::string text_;
    bool is_out_of_memory_ = false;
};

}}}}  // namespace souris::v0::detail::columns
