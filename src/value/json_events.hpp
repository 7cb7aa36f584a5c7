// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <souris/error.hpp>
#include <souris/limits.hpp>

#include "value/open_containers.hpp"

// The only reader of JSON text (strictly RFC 8259): splits a text into events, one at a time. No
// library with a stable interface offers the required features: integers of any size, offsets,
// limits and no recursion.

namespace souris { inline namespace v0 { namespace detail {

/// The error in a text and its position.
struct JsonFault {
    ErrorCode code = ErrorCode::invalid_json;
    /// Byte offset in the text.
    std::size_t offset = 0;
    /// The expected syntax. Static storage.
    const char* detail = "";
};

/// The parts of a text, in order.
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
    end,    ///< End of the text. No event follows.
    fault,  ///< The text is invalid. No event follows.
};

/// Splits UTF-8 text into events. Linear, without recursion; nesting costs one bit per level and is
/// not limited.
class JsonEvents {
  public:
    /// Treatment of escapes in keys and strings. They are validated in either case.
    enum class Escapes : std::uint8_t { resolved, kept };

    /// `memory` is charged for open levels. It and the text must outlive this object.
    JsonEvents(std::string_view text, Budget& memory, Escapes escapes = Escapes::resolved) noexcept
        : begin_of_text_(text.data()),
          end_of_text_(text.data() + text.size()),
          position_(text.data()),
          escapes_(escapes),
          memory_(memory),
          token_(text.substr(0, 0)) {}
    JsonEvents(const JsonEvents&) = delete;
    JsonEvents& operator=(const JsonEvents&) = delete;
    /// Returns the memory to the budget.
    ~JsonEvents() { open_.give_back(memory_); }

    /// Throws std::bad_alloc.
    [[nodiscard]] JsonEvent next();

    /// Offsets of the last event's token: its first byte, and the byte after it.
    [[nodiscard]] std::size_t begin_offset() const noexcept { return offset_of(token_.data()); }
    /// @copydoc begin_offset
    [[nodiscard]] std::size_t end_offset() const noexcept { return begin_offset() + token_.size(); }
    /// The token of the last event, as written.
    [[nodiscard]] std::string_view token() const noexcept { return token_; }
    /// The content of a key or string. Valid until the next event.
    [[nodiscard]] std::string_view text() const noexcept { return string_; }
    /// Number of open objects and arrays, including one that just began.
    [[nodiscard]] std::size_t depth() const noexcept { return open_.depth(); }
    /// The error, after the event `fault`.
    [[nodiscard]] const JsonFault& fault() const noexcept {
        assert(expected_ == Expected::nothing);
        return fault_;
    }

  private:
    enum class Expected : std::uint8_t {
        value,
        first_element,
        first_key,
        comma_or_end,
        nothing,
    };

    [[nodiscard]] JsonEvent read_key();
    [[nodiscard]] JsonEvent read_value();
    [[nodiscard]] JsonEvent open(bool is_object);
    [[nodiscard]] JsonEvent close() noexcept;
    [[nodiscard]] JsonEvent scalar(JsonEvent event) noexcept;
    [[nodiscard]] JsonEvent read_word(std::string_view word, JsonEvent event) noexcept;
    [[nodiscard]] JsonEvent read_number() noexcept;
    [[nodiscard]] bool read_string();
    /// Reads the rest of a string that is plain up to `end`.
    [[nodiscard]] bool read_escaped_string(const char* end);

    /// The next character; at the end NUL, which never occurs in JSON.
    [[nodiscard]] char peek() const noexcept {
        return position_ != end_of_text_ ? *position_ : '\0';
    }
    [[nodiscard]] std::size_t offset_of(const char* position) const noexcept {
        assert(position >= begin_of_text_ && position <= end_of_text_);
        return static_cast<std::size_t>(position - begin_of_text_);
    }
    /// Makes the bytes up to `end` the last event's token.
    void take(const char* end) noexcept {
        assert(end >= position_ && end <= end_of_text_);
        token_ = {position_, static_cast<std::size_t>(end - position_)};
        position_ = end;
    }
    JsonEvent fail(const char* wanted) noexcept {
        return fail(ErrorCode::invalid_json, position_, wanted);
    }
    JsonEvent fail(ErrorCode code, const char* position, const char* detail) noexcept;

    const char* begin_of_text_;
    const char* end_of_text_;
    const char* position_;
    Expected expected_ = Expected::value;
    Escapes escapes_;
    Budget& memory_;
    OpenContainers open_;
    std::string_view token_;
    std::string_view string_;
    std::string unescaped_;
    JsonFault fault_;
};

/// Resolves the escapes of a string's content into `out`. Returns the position of the first escape
/// that is malformed or an unpaired surrogate, or `npos`.
[[nodiscard]] std::size_t unescape_json(std::string_view content, std::string& out);

}}}  // namespace souris::v0::detail
