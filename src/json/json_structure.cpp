// SPDX-License-Identifier: MIT
#include "json/json_structure.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <souris/utf8.hpp>

#include "json/json_block.hpp"
#include "value/json_syntax.hpp"
#include "value/plain_json.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

std::size_t first_invalid_utf8(std::string_view text) noexcept {
    std::size_t position = 0;
    while (position < text.size()) {
        const std::size_t size = decode_utf8(text.substr(position)).size;
        if (size == 0) break;
        position += size;
    }
    return position;
}

/// The fault of a text with a bad string. If the text is invalid in other ways too, this may find
/// no bad string; the fault is then at the end of the text.
JsonFault bad_string(std::string_view text) noexcept {
    bool inside = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            inside = !inside;
            begin = i;
        } else if (inside && c == '\\') {
            ++i;
        } else if (inside && static_cast<unsigned char>(c) < 0x20) {
            return {ErrorCode::invalid_json, i, "control character in a string"};
        }
    }
    return {ErrorCode::invalid_json, inside ? begin : text.size(), "string without an end"};
}

/// Bit i is the parity of the bits up to i.
constexpr std::uint64_t parity_up_to(std::uint64_t bits) noexcept {
    for (unsigned distance = 1; distance < 64; distance *= 2)
        bits ^= bits << distance;
    return bits;
}

}  // namespace

void JsonStructure::read_block() noexcept {
    assert(next_block_ < text_.size());
    if (is_in_string_ && !is_escaped_) {
        // Skips the rest of a long string, which is faster.
        const char* const end = text_.data() + text_.size();
        const char* const begin = skip_plain_json(text_.data() + next_block_, end);
        next_block_ = static_cast<std::size_t>(begin - text_.data());
    }
    block_ = next_block_;
    assert(block_ <= text_.size());
    const std::size_t left = text_.size() - block_;
    JsonBlock block;
    if (left >= JsonBlock::size) {
        block = scan_json_block(text_.data() + block_);
    } else {
        std::array<char, JsonBlock::size> last;
        const auto end = std::copy_n(text_.data() + block_, left, last.begin());
        std::fill(end, last.end(), ' ');
        block = scan_json_block(last.data());
    }
    next_block_ += std::min(left, JsonBlock::size);
    const std::uint64_t quotes = block.quotes & ~take_escaped(block.backslashes);
    // All bytes of strings, including the opening quote but not the closing one.
    const std::uint64_t strings =
        parity_up_to(quotes) ^ (is_in_string_ ? ~std::uint64_t{0} : std::uint64_t{0});
    is_in_string_ = strings >> 63U != 0;
    has_control_in_string_ = has_control_in_string_ || (block.controls & strings) != 0;
    marks_ = (block.structure & ~strings) | (quotes & strings);
}

std::uint64_t JsonStructure::take_escaped(std::uint64_t backslashes) noexcept {
    std::uint64_t escaped = is_escaped_ ? 1 : 0;
    backslashes &= ~escaped;
    is_escaped_ = false;
    while (backslashes != 0) {
        const std::uint64_t first = backslashes & (~backslashes + 1);
        const std::uint64_t behind = first << 1U;
        escaped |= behind;
        is_escaped_ = behind == 0;
        backslashes &= ~(first | behind);
    }
    return escaped;
}

Result<void, JsonFault> JsonStructure::finish() noexcept {
    while (next_block_ < text_.size())
        read_block();
    marks_ = 0;
    if (is_in_string_ || has_control_in_string_) return tl::make_unexpected(bad_string(text_));
    const char* const end = text_.data() + text_.size();
    if (skip_json_spaces(text_.data(), end) == end) {
        return tl::make_unexpected(
            JsonFault{ErrorCode::invalid_json, text_.size(), "wanted a value"});
    }
    if (!is_utf8(text_)) {
        return tl::make_unexpected(
            JsonFault{ErrorCode::invalid_utf8, first_invalid_utf8(text_), ""});
    }
    return {};
}

}}}  // namespace souris::v0::detail
