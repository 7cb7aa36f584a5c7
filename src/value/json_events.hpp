// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <souris/error.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

// Reading JSON text (RFC 8259, and nothing beyond it) one event at a time:
//
//     text -> JsonTokens   simdjson's first stage: checks UTF-8 and where strings end, finds where
//                          each token begins, many bytes at a time
//          -> JsonEvents   checks grammar, numbers and escapes, token by token
//
// simdjson's own second stages are not used: its tree builder and its On-Demand reader take lone
// surrogates, want as much recursion or iterators as there is nesting, and do not tell where a
// container ends without checking it twice.

namespace souris::inline v0::detail {

/// What is wrong with a text, and where.
struct JsonFault {
    ErrorCode code = ErrorCode::invalid_json;
    /// Byte offset in the text.
    std::size_t offset = 0;
    /// What was wanted there. Static storage.
    const char* detail = "";
};

/// Where the tokens of a text begin. A token is a bracket, comma, colon, string, number or word,
/// or, in bad JSON, whatever else is surrounded by these or by white space.
class JsonTokens {
  public:
    /// Linear. Charges four bytes for each of the text to `memory`. Fails with `invalid_utf8`,
    /// `invalid_json` (no token, string without an end, control character in a string),
    /// `limit_exceeded` (memory; 4 GiB or more). Throws std::bad_alloc. The tokens refer to `text`.
    [[nodiscard]] static Result<JsonTokens, JsonFault> find(std::string_view text, Budget& memory);

    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Where a token begins; the end of the text for that after the last.
    [[nodiscard]] std::size_t offset(std::size_t index) const noexcept {
        return index < size_ ? offsets_[index] : text_.size();
    }
    /// The first character of a token; NUL for that after the last.
    [[nodiscard]] char first(std::size_t index) const noexcept {
        return index < size_ ? text_[offsets_[index]] : '\0';
    }
    /// All of a token, without the white space after it.
    [[nodiscard]] std::string_view operator[](std::size_t index) const noexcept;

  private:
    JsonTokens(std::string_view text, std::unique_ptr<std::uint32_t[]> offsets,
               std::size_t size) noexcept
        : text_(text), offsets_(std::move(offsets)), size_(size) {}

    std::string_view text_;
    std::unique_ptr<std::uint32_t[]> offsets_;
    std::size_t size_;
};

/// What a text consists of, in order.
enum class JsonEvent : std::uint8_t {
    begin_object,
    end_object,
    begin_array,
    end_array,
    key,
    string,
    integer,   ///< A number without point and exponent.
    fraction,  ///< Any other number.
    true_word,
    false_word,
    null_word,
    end,    ///< Of the text. No event follows.
    fault,  ///< The text is bad. No event follows.
};

/// Takes a text apart. Linear, without recursion; nesting costs a bit a level and is not limited.
class JsonEvents {
  public:
    /// `tokens` must outlive the events.
    explicit JsonEvents(const JsonTokens& tokens) noexcept : tokens_(tokens) {}

    /// Throws std::bad_alloc.
    [[nodiscard]] JsonEvent next();

    /// Where the token of the last event begins, and the first byte after it.
    [[nodiscard]] std::size_t begin_offset() const noexcept { return begin_; }
    /// @copydoc begin_offset
    [[nodiscard]] std::size_t end_offset() const noexcept { return begin_ + token_.size(); }
    /// The token of the last event, as it is written.
    [[nodiscard]] std::string_view token() const noexcept { return token_; }
    /// The content of a key or string, escapes resolved. Valid until the next event.
    [[nodiscard]] std::string_view text() const noexcept { return string_; }
    /// Objects and arrays that are open, one that just began included.
    [[nodiscard]] std::size_t depth() const noexcept { return is_object_.size(); }
    /// What is wrong, after the event `fault`.
    [[nodiscard]] const JsonFault& fault() const noexcept { return fault_; }

  private:
    enum class Expected : std::uint8_t {
        value,
        first_element,
        first_key,
        key,
        comma_or_end,
    };

    [[nodiscard]] JsonEvent after_value();
    [[nodiscard]] JsonEvent read_key();
    [[nodiscard]] JsonEvent read_value();
    [[nodiscard]] JsonEvent open(bool is_object);
    [[nodiscard]] JsonEvent close();
    [[nodiscard]] JsonEvent scalar(JsonEvent event) noexcept;
    [[nodiscard]] JsonEvent read_word(std::string_view word, JsonEvent event) noexcept;
    [[nodiscard]] JsonEvent read_number() noexcept;
    [[nodiscard]] bool read_string();
    /// Goes to the next token.
    void take() noexcept;
    JsonEvent fail(const char* wanted) noexcept;

    const JsonTokens& tokens_;
    std::size_t index_ = 0;
    Expected expected_ = Expected::value;
    /// Of each open container.
    std::vector<bool> is_object_;
    std::size_t begin_ = 0;
    std::string_view token_;
    std::string_view string_;
    std::string unescaped_;
    JsonFault fault_;
};

/// Resolves the escapes of a string's content, which `JsonTokens` has checked, into `out`. Returns
/// the position of the first that is malformed or names half a surrogate pair, or `npos`.
[[nodiscard]] std::size_t unescape_json(std::string_view content, std::string& out);

}  // namespace souris::inline v0::detail
