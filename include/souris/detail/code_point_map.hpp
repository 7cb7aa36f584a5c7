// SPDX-License-Identifier: MIT
// Internal: serves <souris/text_encoder.hpp>.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <souris/utf8.hpp>

namespace souris { inline namespace v0 {

/// A value for each Unicode code point, initially `T{}`.
///
/// A page of 256 code points is allocated when one of them is set, so memory follows the scripts in
/// use. Access is two loads; for ASCII one.
template <class T>
class CodePointMap {
  public:
    CodePointMap() : page_of_(page_count), values_(2 * page_size) { page_of_[0] = first_page; }

    CodePointMap(const CodePointMap&) = default;
    /// The source becomes an empty map.
    CodePointMap(CodePointMap&& other) noexcept
        : page_of_(std::exchange(other.page_of_, {})),
          values_(std::exchange(other.values_, {})),
          used_blocks_(std::exchange(other.used_blocks_, 0)) {}
    CodePointMap& operator=(const CodePointMap&) = default;
    /// @copydoc CodePointMap(CodePointMap&&)
    CodePointMap& operator=(CodePointMap&& other) noexcept {
        CodePointMap taken(std::move(other));
        page_of_.swap(taken.page_of_);
        values_.swap(taken.values_);
        used_blocks_ = taken.used_blocks_;
        return *this;
    }
    ~CodePointMap() = default;

    /// The value of a code point up to `max_code_point`.
    [[nodiscard]] const T& operator[](char32_t code_point) const noexcept {
        if (page_of_.empty()) [[unlikely]]
            return none[0];
        return values_[position(code_point)];
    }

    /// The same, mutable; valid until the next call.
    [[nodiscard]] T& at(char32_t code_point) {
        assert(code_point <= max_code_point);
        restore();
        std::uint16_t& page = page_of_[code_point / page_size];
        if (page == empty_page) {
            page = static_cast<std::uint16_t>(values_.size() / page_size);
            values_.resize(values_.size() + page_size);
            used_blocks_ = std::max<std::size_t>(used_blocks_, code_point / page_size + 1);
        }
        return values_[position(code_point)];
    }

    /// The values of code points 0 to 127, contiguous; valid until the next `at`.
    [[nodiscard]] T* ascii() {
        restore();
        return values_.data() + first_page * page_size;
    }
    [[nodiscard]] const T* ascii() const noexcept {
        return values_.empty() ? none : values_.data() + first_page * page_size;
    }

    /// Calls `visit(code_point, value)` for each value that is not `T{}`, in ascending order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (std::size_t block = 0; block < used_blocks_; ++block) {
            if (page_of_[block] == empty_page) continue;
            const T* const page = values_.data() + page_of_[block] * page_size;
            for (std::size_t i = 0; i < page_size; ++i) {
                if (page[i] != T{}) visit(static_cast<char32_t>(block * page_size + i), page[i]);
            }
        }
    }

  private:
    static constexpr std::size_t page_size = 256;
    static constexpr std::size_t page_count = (std::size_t{max_code_point} + 1) / page_size;
    /// All code points without a page of their own share this one.
    static constexpr std::uint16_t empty_page = 0;
    static constexpr std::uint16_t first_page = 1;

    /// Stands in for a page in a moved-from map, which has no memory.
    static constexpr T none[128] = {};

    void restore() {
        if (page_of_.empty()) [[unlikely]]
            *this = CodePointMap();
    }

    [[nodiscard]] std::size_t position(char32_t code_point) const noexcept {
        assert(code_point / page_size < page_of_.size());
        return page_of_[code_point / page_size] * page_size + code_point % page_size;
    }

    std::vector<std::uint16_t> page_of_;
    std::vector<T> values_;
    /// No block from this one on has a page.
    std::size_t used_blocks_ = 1;
};

}}  // namespace souris::v0
