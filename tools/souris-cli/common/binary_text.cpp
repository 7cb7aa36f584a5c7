// SPDX-License-Identifier: MIT
#include "common/binary_text.hpp"

#include <cstddef>
#include <utility>

namespace souris::cli {

namespace {

bool is_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::optional<unsigned> base64_digit(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + 26;
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0') + 52;
    if (c == '+' || c == '-') return 62;
    if (c == '/' || c == '_') return 63;
    return std::nullopt;
}

std::optional<unsigned> hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
    return std::nullopt;
}

/// Bits that become bytes as soon as there are enough.
class BitBuffer {
  public:
    explicit BitBuffer(std::size_t max_bytes) { bytes_.reserve(max_bytes); }

    void add(unsigned digit, unsigned width) {
        bits_ = (bits_ << width) | digit;
        count_ += width;
        if (count_ < 8) return;
        count_ -= 8;
        bytes_.push_back(static_cast<std::byte>(bits_ >> count_));
        bits_ &= (1U << count_) - 1;
    }
    /// Whether only zeros are left, fewer than a digit has.
    [[nodiscard]] bool is_done(unsigned width) const noexcept {
        return count_ < width && bits_ == 0;
    }
    [[nodiscard]] Bytes take() noexcept { return std::move(bytes_); }

  private:
    Bytes bytes_;
    unsigned bits_ = 0;
    unsigned count_ = 0;
};

}  // namespace

std::optional<Bytes> decode_base64(std::string_view text) {
    constexpr unsigned width = 6;
    BitBuffer buffer(text.size() / 4 * 3 + 3);
    std::size_t digits = 0;
    std::size_t padding = 0;
    for (const char c : text) {
        if (is_space(c)) continue;
        if (c == '=') {
            ++padding;
            continue;
        }
        const auto digit = base64_digit(c);
        if (!digit || padding != 0) return std::nullopt;
        buffer.add(*digit, width);
        ++digits;
    }
    const bool is_padded = padding == 0 || (padding <= 2 && (digits + padding) % 4 == 0);
    if (!is_padded || !buffer.is_done(width)) return std::nullopt;
    return buffer.take();
}

std::optional<Bytes> decode_hex(std::string_view text) {
    constexpr unsigned width = 4;
    BitBuffer buffer(text.size() / 2);
    for (const char c : text) {
        if (is_space(c)) continue;
        const auto digit = hex_digit(c);
        if (!digit) return std::nullopt;
        buffer.add(*digit, width);
    }
    if (!buffer.is_done(width)) return std::nullopt;
    return buffer.take();
}

}  // namespace souris::cli
