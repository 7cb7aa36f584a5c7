// SPDX-License-Identifier: MIT
#include "value/json_syntax.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <souris/endian.hpp>

#include "base/charged_memory.hpp"
#include "base/try.hpp"
#include "value/json_number.hpp"

namespace souris::inline v0::detail {

namespace {

/// Four hexadecimal digits at the front of `text`.
std::optional<std::uint32_t> code_unit(std::string_view text) noexcept {
    if (text.size() < 4) return std::nullopt;
    std::uint32_t unit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + 4, unit, 16);
    if (error != std::errc() || end != text.data() + 4) return std::nullopt;
    return unit;
}

/// A character written as `\uXXXX` or as two of these, the first `\u` already taken off.
DecodedCharacter unicode_escape(std::string_view text) noexcept {
    const auto first = code_unit(text);
    if (!first) return {};
    if (is_scalar_value(*first)) return {static_cast<char32_t>(*first), 4};
    const auto second =
        text.substr(4, 2) == "\\u" ? code_unit(text.substr(6)) : std::optional<std::uint32_t>();
    const bool is_pair = *first < 0xDC00 && second && *second >= 0xDC00 && *second <= 0xDFFF;
    if (!is_pair) return {};
    return {static_cast<char32_t>(0x10000U + ((*first - 0xD800U) << 10U) + (*second - 0xDC00U)),
            10};
}

char simple_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
        case '/':
            return c;
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return '\0';
    }
}

/// Which of the containers that are open are objects.
class OpenContainers {
  public:
    [[nodiscard]] bool empty() const noexcept { return depth_ == 0; }
    [[nodiscard]] std::size_t depth() const noexcept { return depth_; }
    [[nodiscard]] bool is_object() const noexcept { return (innermost_ & 1U) != 0; }

    /// False if `memory` is short.
    [[nodiscard]] bool push(bool is_object, Budget& memory) {
        if (depth_ % word_size == 0 && depth_ != 0) {
            if (!make_room(outer_, 1, memory)) return false;
            outer_.push_back(innermost_);
        }
        innermost_ = innermost_ << 1U | (is_object ? 1U : 0U);
        ++depth_;
        return true;
    }

    void pop() noexcept {
        innermost_ >>= 1U;
        --depth_;
        if (depth_ % word_size == 0 && depth_ != 0) {
            innermost_ = outer_.back();
            outer_.pop_back();
        }
    }

    void give_back(Budget& memory) noexcept { detail::give_back(outer_, memory); }

  private:
    static constexpr std::size_t word_size = 64;

    std::size_t depth_ = 0;
    /// The last of up to `word_size` is lowest; those before it are in `outer_`.
    std::uint64_t innermost_ = 0;
    std::vector<std::uint64_t> outer_;
};

/// Goes through text that is UTF-8.
class Checker {
  public:
    Checker(std::string_view text, Budget& memory, JsonShape* shape) noexcept
        : position_(text.data()), end_(position_ + text.size()), memory_(memory), shape_(shape) {}

    [[nodiscard]] Result<void, ErrorCode> check() {
        bool is_value_wanted = true;
        while (true) {
            skip_white_space();
            if (is_value_wanted) {
                SOURIS_TRY(is_value_wanted, begin_value());
                if (is_value_wanted) continue;
            }
            skip_white_space();
            if (open_.empty()) {
                if (position_ != end_) return failure(ErrorCode::invalid_json);
                open_.give_back(memory_);
                return {};
            }
            const char c = take();
            if (c == (open_.is_object() ? '}' : ']')) {
                open_.pop();
            } else if (c != ',' || (open_.is_object() && !skip_key())) {
                return failure(ErrorCode::invalid_json);
            } else {
                is_value_wanted = true;
            }
        }
    }

  private:
    /// A scalar, an empty container, or the beginning of another: then the first value in it is
    /// wanted.
    [[nodiscard]] Result<bool, ErrorCode> begin_value() {
        switch (const char c = peek()) {
            case '{':
            case '[': {
                const bool is_object = c == '{';
                if (shape_ != nullptr) shape_->depth = std::max(shape_->depth, open_.depth() + 1);
                ++position_;
                skip_white_space();
                if (peek() == (is_object ? '}' : ']')) {
                    ++position_;
                    return false;
                }
                if (is_object && !skip_key()) return failure(ErrorCode::invalid_json);
                if (!open_.push(is_object, memory_)) return failure(ErrorCode::limit_exceeded);
                return true;
            }
            case '"':
                if (skip_string()) return false;
                break;
            case 't':
                if (skip_word("true")) return false;
                break;
            case 'f':
                if (skip_word("false")) return false;
                break;
            case 'n':
                if (skip_word("null")) return false;
                break;
            default:
                if ((c == '-' || is_digit(c)) && skip_number()) return false;
                break;
        }
        return failure(ErrorCode::invalid_json);
    }

    [[nodiscard]] bool skip_key() noexcept {
        skip_white_space();
        if (!skip_string()) return false;
        skip_white_space();
        return take() == ':';
    }

    [[nodiscard]] bool skip_string() noexcept {
        if (take() != '"') return false;
        while (true) {
            skip_plain();
            const char c = take();
            if (c == '"') return true;
            if (c != '\\') return false;
            const std::size_t size = decode_json_escape(rest()).size;
            if (size == 0) return false;
            position_ += size;
        }
    }

    /// What stands for itself in a string. The end, which is no such character, ends it, too.
    void skip_plain() noexcept {
        constexpr std::uint64_t each = 0x0101010101010101;
        constexpr std::uint64_t top = each << 7U;
        // Eight at once: a byte's top bit is set where it is below a space, a quote or a backslash;
        // perhaps, too, above one that is.
        const auto has_zero = [](std::uint64_t word) { return (word - each) & ~word; };
        while (static_cast<std::size_t>(end_ - position_) >= sizeof(std::uint64_t)) {
            const auto word =
                load_little_endian<std::uint64_t>(reinterpret_cast<const std::byte*>(position_));
            const std::uint64_t below_space = (word - each * ' ') & ~word;
            const std::uint64_t special =
                below_space | has_zero(word ^ (each * '"')) | has_zero(word ^ (each * '\\'));
            if ((special & top) != 0) break;
            position_ += sizeof word;
        }
        while (position_ != end_ && static_cast<unsigned char>(*position_) >= ' ' &&
               *position_ != '"' && *position_ != '\\')
            ++position_;
    }

    [[nodiscard]] bool skip_number() noexcept {
        const char* const begin = position_;
        while (position_ != end_ && is_in_number(*position_))
            ++position_;
        const std::string_view token(begin, static_cast<std::size_t>(position_ - begin));
        if (json_number_kind(token) == JsonNumber::none) return false;
        if (shape_ != nullptr && !json_floating<double>(token)) shape_->has_huge_number = true;
        return true;
    }

    static bool is_in_number(char c) noexcept {
        return is_digit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    [[nodiscard]] bool skip_word(std::string_view word) noexcept {
        if (!rest().starts_with(word)) return false;
        position_ += word.size();
        return true;
    }

    void skip_white_space() noexcept {
        while (position_ != end_ && (*position_ == ' ' || *position_ == '\n' ||
                                     *position_ == '\r' || *position_ == '\t'))
            ++position_;
    }

    [[nodiscard]] std::string_view rest() const noexcept {
        return {position_, static_cast<std::size_t>(end_ - position_)};
    }
    /// NUL at the end, which stands nowhere in JSON.
    [[nodiscard]] char peek() const noexcept { return position_ != end_ ? *position_ : '\0'; }
    char take() noexcept { return position_ != end_ ? *position_++ : '\0'; }

    const char* position_;
    const char* end_;
    Budget& memory_;
    JsonShape* shape_;
    OpenContainers open_;
};

}  // namespace

DecodedCharacter decode_json_escape(std::string_view escape) noexcept {
    if (escape.starts_with('u')) {
        auto character = unicode_escape(escape.substr(1));
        if (character.size != 0) ++character.size;
        return character;
    }
    const char c = escape.empty() ? '\0' : simple_escape(escape.front());
    if (c == '\0') return {};
    return {static_cast<char32_t>(c), 1};
}

Result<void, ErrorCode> check_json(std::string_view text, Budget& memory, JsonShape* shape) {
    if (!is_utf8(text)) return failure(ErrorCode::invalid_json);
    return Checker(text, memory, shape).check();
}

}  // namespace souris::inline v0::detail
