// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
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

namespace souris { inline namespace v0 { namespace detail {

/// A reader's fault, at the item that it began last.
struct InteropFault {
    ErrorCode code;
    std::string detail = {};
    /// The path below that item.
    std::string path = {};
};

[[nodiscard]] inline tl::unexpected<InteropFault> fault(ErrorCode code, std::string detail = {}) {
    return tl::make_unexpected(InteropFault{code, std::move(detail), {}});
}
[[nodiscard]] inline tl::unexpected<InteropFault> exceed(Limit limit) {
    return fault(ErrorCode::limit_exceeded, name_of(limit));
}

/// Builds a tree from items that come one after another, in the order of the other format's bytes,
/// and checks everything against the limits.
///
/// Complete values wait in one list until the container around them ends and takes them. So
/// containers of known and of unknown size share one path, and no memory is ever allocated because
/// of a number in the input.
///
/// All functions may throw std::bad_alloc.
class TreeBuilder {
  public:
    explicit TreeBuilder(const InteropReadOptions& options) noexcept
        : options_(options), memory_(options.limits.max_memory), nodes_(options.limits.max_nodes) {}

    /// Sets the offset of the next item, for errors.
    void begin_item(std::size_t offset) noexcept {
        offset_ = offset;
        in_child_ = true;
    }

    /// A scalar other than text, binary and f32.
    [[nodiscard]] Result<void, InteropFault> put(Value value);
    /// An f32, or an f64 of its value if the options say so.
    [[nodiscard]] Result<void, InteropFault> put_single(float number);
    /// A string, or a map's key. Checks that it is UTF-8.
    [[nodiscard]] Result<void, InteropFault> put_string(std::string_view text);
    [[nodiscard]] Result<void, InteropFault> put_binary(std::span<const std::byte> bytes);
    /// JSON kept as text. Checks that it is valid.
    [[nodiscard]] Result<void, InteropFault> put_json(std::string_view text);

    /// Begins an array or map of `count` elements or entries, or of as many as come before `close`.
    /// Precondition: `count` was checked against the input.
    [[nodiscard]] Result<void, InteropFault> open(Type type, std::optional<std::size_t> count);
    /// The same for a complex number, an array of two integers.
    [[nodiscard]] Result<void, InteropFault> open_complex(std::optional<std::size_t> count);
    /// Ends the innermost container. Precondition: its size is unknown, and it is not a map that
    /// lacks a value.
    [[nodiscard]] Result<void, InteropFault> close();
    /// Whether `close` may be called.
    [[nodiscard]] bool may_close() const noexcept;

    /// Appends a part to a text or binary value that is assembled from several.
    [[nodiscard]] Result<void, InteropFault> append_part(Bytes& whole,
                                                         std::span<const std::byte> part);
    /// Frees the buffer of such a value.
    void free_whole(Bytes& whole) noexcept { give_back(whole, memory_); }

    /// Records that a value loses something; fails with `code` unless options permit losses.
    [[nodiscard]] Result<void, InteropFault> lose(ErrorCode code, std::string detail);

    /// Whether the root is complete.
    [[nodiscard]] bool is_done() const noexcept { return stack_.empty() && !values_.empty(); }
    [[nodiscard]] Value take_root() noexcept {
        assert(is_done() && values_.size() == 1);
        return std::move(values_[0]);
    }

    /// The complete error: code, offset, path.
    [[nodiscard]] Error error(const InteropFault& fault) const;

  private:
    enum class Kind : std::uint8_t { array, map, complex };

    /// A container that has not ended.
    struct Frame {
        /// Index of its first value. A map has each key and then its value.
        std::size_t first;
        /// Number of outstanding values, unless its size is unknown.
        std::size_t left;
        Kind kind;
        bool has_size;
    };

    /// The next item is a map's key.
    [[nodiscard]] bool wants_key() const noexcept;
    /// The innermost container is the value of the key `map`.
    [[nodiscard]] bool is_inner_map() const noexcept;

    [[nodiscard]] Result<void, InteropFault> open(Kind kind, std::optional<std::size_t> count);
    /// Makes the innermost container from its values, and removes these from the list.
    [[nodiscard]] Result<Value, InteropFault> make_container();
    // Each of these takes the waiting values from `first` on.
    [[nodiscard]] Result<Value, InteropFault> make_array(std::size_t first);
    [[nodiscard]] Result<Value, InteropFault> make_map(std::size_t first);
    [[nodiscard]] Result<Value, InteropFault> make_complex(std::size_t first);
    /// Ends the innermost container and all enclosing ones that this completes.
    [[nodiscard]] Result<void, InteropFault> close_all();
    /// Appends a complete value, and ends containers that this completes.
    [[nodiscard]] Result<void, InteropFault> append(Value value);
    /// Appends to the list only.
    [[nodiscard]] Result<void, InteropFault> push(Value value);
    /// Uses a scalar as a map's key, if that loses no more than its type.
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
    /// Whether the current item is a child of the innermost container, or else that container's
    /// end.
    bool in_child_ = true;
};

}}}  // namespace souris::v0::detail
