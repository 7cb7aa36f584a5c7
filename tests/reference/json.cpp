// SPDX-License-Identifier: MIT
#include "reference/json.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace souris::reference {

namespace {

class JsonReader {
  public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    /// RFC 8259, section 2: JSON-text = ws value ws.
    bool read_document() {
        std::vector<char> open;
        for (bool expects_value = true; expects_value;) {
            skip_space();
            if (take('{')) {
                skip_space();
                if (take('}')) {
                    if (!read_what_follows(open, expects_value)) return false;
                    continue;
                }
                open.push_back('}');
                if (!read_name()) return false;
            } else if (take('[')) {
                skip_space();
                if (take(']')) {
                    if (!read_what_follows(open, expects_value)) return false;
                    continue;
                }
                open.push_back(']');
            } else {
                if (!read_scalar()) return false;
                if (!read_what_follows(open, expects_value)) return false;
            }
        }
        return position_ == text_.size();
    }

  private:
    [[nodiscard]] bool at_digit() const {
        return position_ < text_.size() && text_[position_] >= '0' && text_[position_] <= '9';
    }

    bool take(char wanted) {
        if (position_ == text_.size() || text_[position_] != wanted) return false;
        ++position_;
        return true;
    }

    bool take(std::string_view wanted) {
        if (text_.substr(position_, wanted.size()) != wanted) return false;
        position_ += wanted.size();
        return true;
    }

    void skip_space() {
        while (take(' ') || take('\t') || take('\n') || take('\r')) {
        }
    }

    /// The part after a value: ends of arrays and objects, then a comma and possibly a name, or the
    /// end of the document.
    bool read_what_follows(std::vector<char>& open, bool& expects_value) {
        skip_space();
        while (!open.empty() && take(open.back())) {
            open.pop_back();
            skip_space();
        }
        expects_value = !open.empty();
        if (!expects_value) return true;
        if (!take(',')) return false;
        return open.back() == ']' || read_name();
    }

    /// string ws ":"
    bool read_name() {
        skip_space();
        if (!take('"') || !read_rest_of_string()) return false;
        skip_space();
        return take(':');
    }

    bool read_scalar() {
        if (take('"')) return read_rest_of_string();
        return take("null") || take("true") || take("false") || read_number();
    }

    /// Section 6.
    bool read_number() {
        take('-');
        if (!take('0') && !read_digits()) return false;
        if (take('.') && !read_digits()) return false;
        if (!take('e') && !take('E')) return true;
        if (!take('+')) take('-');
        return read_digits();
    }

    bool read_digits() {
        if (!at_digit()) return false;
        while (at_digit())
            ++position_;
        return true;
    }

    /// Section 7, after the first quotation mark.
    bool read_rest_of_string() {
        while (position_ < text_.size()) {
            const char next = text_[position_++];
            if (next == '"') return true;
            if (static_cast<unsigned char>(next) < 0x20) return false;
            if (next == '\\' && !read_escape()) return false;
        }
        return false;
    }

    /// The part after a backslash; for a surrogate pair, both escapes.
    bool read_escape() {
        constexpr std::string_view single = "\"\\/bfnrt";
        if (position_ == text_.size()) return false;
        const char kind = text_[position_++];
        if (single.find(kind) != std::string_view::npos) return true;
        if (kind != 'u') return false;
        const auto unit = read_hexadecimal();
        if (!unit || is_low_surrogate(*unit)) return false;
        if (!is_high_surrogate(*unit)) return true;
        if (!take("\\u")) return false;
        const auto second = read_hexadecimal();
        return second && is_low_surrogate(*second);
    }

    static bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
    static bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

    std::optional<std::uint32_t> read_hexadecimal() {
        std::uint32_t unit = 0;
        for (int i = 0; i < 4; ++i) {
            if (position_ == text_.size()) return std::nullopt;
            const char digit = text_[position_++];
            std::uint32_t value = 0;
            if (digit >= '0' && digit <= '9') {
                value = static_cast<std::uint32_t>(digit - '0');
            } else if (digit >= 'a' && digit <= 'f') {
                value = static_cast<std::uint32_t>(digit - 'a') + 10;
            } else if (digit >= 'A' && digit <= 'F') {
                value = static_cast<std::uint32_t>(digit - 'A') + 10;
            } else {
                return std::nullopt;
            }
            unit = unit * 16 + value;
        }
        return unit;
    }

    std::string_view text_;
    std::size_t position_ = 0;
};

}  // namespace

bool is_json(std::string_view text) {
    return JsonReader(text).read_document();
}

}  // namespace souris::reference
