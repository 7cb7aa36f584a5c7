// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/interop.hpp>

#include "base/charged_memory.hpp"
#include "interop/waiting_values.hpp"

namespace souris::inline v0::detail {

/// What a reader found wrong, at the item that it began last.
struct InteropFault {
    ErrorCode code;
    std::string detail = {};
    /// From that item on down.
    std::string path = {};
};

[[nodiscard]] inline tl::unexpected<InteropFault> fault(ErrorCode code, std::string detail = {}) {
    return tl::make_unexpected(InteropFault{code, std::move(detail), {}});
}
[[nodiscard]] inline tl::unexpected<InteropFault> exceed(Limit limit) {
    return fault(ErrorCode::limit_exceeded, name_of(limit));
}

/// Makes a tree of items that come one after another, as a neighbour's bytes have them, and holds
/// all of it against the limits.
///
/// Complete values wait in one list until the container around them ends and takes them with it:
/// one way for containers whose size is known and those that just end, and no memory is ever taken
/// because of a number in the input.
///
/// All may throw std::bad_alloc.
class TreeBuilder {
  public:
    explicit TreeBuilder(const InteropReadOptions& options) noexcept
        : options_(options), memory_(options.limits.max_memory), nodes_(options.limits.max_nodes) {}

    /// Where the item begins that comes next: errors are there.
    void begin_item(std::size_t offset) noexcept {
        offset_ = offset;
        in_child_ = true;
    }

    /// A scalar other than text and binary.
    [[nodiscard]] Result<void, InteropFault> put(Value value);
    /// A string, or a map's key. Checks that it is UTF-8.
    [[nodiscard]] Result<void, InteropFault> put_string(std::string_view text);
    [[nodiscard]] Result<void, InteropFault> put_binary(std::span<const std::byte> bytes);
    /// JSON kept as text. Checks that it is.
    [[nodiscard]] Result<void, InteropFault> put_json(std::string_view text);

    /// Begins an array or map of `count` elements or entries, or of as many as come before `close`.
    /// `count` must have been held against the input.
    [[nodiscard]] Result<void, InteropFault> open(Type type, std::optional<std::size_t> count);
    /// The same for a complex number, an array of two integers.
    [[nodiscard]] Result<void, InteropFault> open_complex(std::optional<std::size_t> count);
    /// Ends the innermost container, which must be of no known size and no map that lacks a value.
    [[nodiscard]] Result<void, InteropFault> close();
    /// Whether `close` may be called.
    [[nodiscard]] bool may_close() const noexcept;

    /// Appends a part of the next text or binary value, which is put together from several.
    [[nodiscard]] Result<void, InteropFault> append_part(Bytes& whole,
                                                         std::span<const std::byte> part);
    /// Frees what such a value was put together in.
    void free_whole(Bytes& whole) noexcept { give_back(whole, memory_); }

    /// A value loses something: fails with `code`, unless that is wanted.
    [[nodiscard]] Result<void, InteropFault> lose(ErrorCode code, std::string detail);

    /// Whether the root is complete.
    [[nodiscard]] bool is_done() const noexcept { return stack_.empty() && !values_.empty(); }
    [[nodiscard]] Value take_root() noexcept { return std::move(values_[0]); }

    /// The whole error: what, at which byte, at which value.
    [[nodiscard]] Error error(const InteropFault& fault) const;

  private:
    enum class Kind : std::uint8_t { array, map, complex };

    /// A container that has not ended.
    struct Frame {
        /// Where its values begin: of a map, each key and then its value.
        std::size_t first;
        /// How many values are still to come, unless it is of no known size.
        std::size_t left;
        Kind kind;
        bool has_size;
    };

    /// The next item is a map's key.
    [[nodiscard]] bool wants_key() const noexcept;
    /// The innermost container is the value of the key `map`.
    [[nodiscard]] bool is_inner_map() const noexcept;

    [[nodiscard]] Result<void, InteropFault> open(Kind kind, std::optional<std::size_t> count);
    /// The innermost container, of its values, which are gone from the list.
    [[nodiscard]] Result<Value, InteropFault> make_container();
    // Each of the values that wait from `first` on.
    [[nodiscard]] Result<Value, InteropFault> make_array(std::size_t first);
    [[nodiscard]] Result<Value, InteropFault> make_map(std::size_t first);
    [[nodiscard]] Result<Value, InteropFault> make_complex(std::size_t first);
    /// Ends the innermost container and all around it that are complete by that.
    [[nodiscard]] Result<void, InteropFault> close_all();
    /// Appends a complete value, and ends what is complete by that.
    [[nodiscard]] Result<void, InteropFault> append(Value value);
    /// Appends to the list alone.
    [[nodiscard]] Result<void, InteropFault> push(Value value);
    /// A scalar as a map's key, where that loses no more than its type.
    [[nodiscard]] Result<void, InteropFault> put_odd_key(const Value& value);
    [[nodiscard]] Result<void, InteropFault> put_text(Type type, std::string_view text);

    [[nodiscard]] Result<void, InteropFault> charge_node();
    [[nodiscard]] Result<void, InteropFault> charge_memory(std::uint64_t size);

    [[nodiscard]] std::string path() const;

    const InteropReadOptions& options_;
    Budget memory_;
    Budget nodes_;
    WaitingValues values_;
    std::vector<Frame> stack_;
    std::size_t offset_ = 0;
    /// What is being read is a child of the innermost container, not that container's end.
    bool in_child_ = true;
};

}  // namespace souris::inline v0::detail
