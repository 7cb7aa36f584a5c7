// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/interop.hpp>
#include <souris/pointer.hpp>
#include <souris/sink.hpp>
#include <souris/utf8.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "interop/tagged_map.hpp"
#include "json/tagged_form.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Writes a tree in one pass, as items of `Format`, which has
///
/// - `identifier`: its `OtherFormat`
/// - `max_length`: the longest text, in bytes
/// - `put_array_head`, `put_map_head`: write the head of so many elements or entries
/// - `put_text`: writes a string
/// - `put_scalar`: writes any value with an equivalent, except strings and containers
/// - if maps are to be sorted, `precedes`: whether a key comes before another
template <class Format>
class FormatWriter {
  public:
    FormatWriter(Sink& sink, const InteropWriteOptions& options) noexcept
        : sink_(sink), options_(options), nodes_(options.limits.max_nodes) {}

    [[nodiscard]] Result<void> write(const Value& root) {
        auto written = write_one(root, false);
        while (written && !stack_.empty())
            written = write_next();
        assert(!written || (stack_.empty() && depth_ == 0));
        if (!written) written.error().path = path();
        return written;
    }

  private:
    static constexpr bool is_sorted = requires { Format::precedes; };

    /// A container whose first `next` children are written or being written.
    struct Frame {
        const Value* container;
        std::size_t next;
        /// Its nesting levels: itself, and its wrapper if it has one.
        std::uint8_t levels;
        /// It is the tagged form of a scalar, or a part of one.
        bool is_tagged_form;
    };

    /// Entry number `i`, in the order of writing, of a map around which the open maps have `outer`
    /// entries.
    [[nodiscard]] const MapEntry& entry_of(const Value& map, std::size_t i,
                                           std::size_t outer) const noexcept {
        if constexpr (is_sorted) {
            assert(outer + i < sorted_.size());
            return *sorted_[outer + i];
        }
        return map.entries()[i];
    }

    /// Writes the next child of the innermost container, or ends the container.
    [[nodiscard]] Result<void> write_next() {
        Frame& top = stack_.back();
        const std::size_t i = top.next++;
        if (top.container->is(Type::array)) {
            const auto elements = top.container->elements();
            if (i == elements.size()) return close();
            return write_one(elements[i], top.is_tagged_form);
        }
        const auto entries = top.container->entries();
        if (i == entries.size()) return close();
        const std::size_t outer = is_sorted ? sorted_.size() - entries.size() : 0;
        const MapEntry& entry = entry_of(*top.container, i, outer);
        SOURIS_RETURN_IF_ERROR(write_text(entry.key(), options_.limits.max_key, Limit::key));
        return write_one(entry.value, top.is_tagged_form);
    }

    Result<void> close() {
        const Frame& top = stack_.back();
        assert(depth_ >= top.levels);
        if constexpr (is_sorted) {
            if (top.levels == wrapped_levels) put_wrapper_tag();
            sorted_.resize(sorted_.size() - top.container->entries().size());
        }
        depth_ -= top.levels;
        stack_.pop_back();
        return {};
    }

    /// The entry of a wrapper that marks it as one.
    void put_wrapper_tag() {
        Format::put_text(sink_, tag_key);
        Format::put_scalar(sink_, Value(static_cast<unsigned>(Type::map)));
    }

    void push_sorted(const Value& map) {
        const auto first = static_cast<std::ptrdiff_t>(sorted_.size());
        for (const MapEntry& entry : map.entries())
            sorted_.push_back(&entry);
        std::sort(sorted_.begin() + first, sorted_.end(), [](const MapEntry* a, const MapEntry* b) {
            return Format::precedes(a->key(), b->key());
        });
    }

    /// Writes a scalar, or the head of a container.
    [[nodiscard]] Result<void> write_one(const Value& value, bool is_tagged_form) {
        if (!nodes_.charge(1)) return exceed(Limit::nodes);
        if (value.is(Type::array) || value.is(Type::map)) return open(value, is_tagged_form);
        SOURIS_RETURN_IF_ERROR(check(value));
        if (const char* const reason = why_inexpressible(value, Format::identifier)) {
            if (!options_.tagged) return failure(Error(ErrorCode::unrepresentable, reason));
            SOURIS_ASSIGN_OR_RETURN(tagged_form_, to_tagged_map(value));
            return open(tagged_form_, true);
        }
        if (value.is(Type::string)) {
            return write_text(value.text(), options_.limits.max_string, Limit::string);
        }
        // Counts as an array of its two parts.
        if (value.is(Type::complex)) SOURIS_RETURN_IF_ERROR(charge_container(1, 2));
        Format::put_scalar(sink_, value);
        return {};
    }

    [[nodiscard]] Result<void> open(const Value& container, bool is_tagged_form) {
        assert(container.is(Type::array) || container.is(Type::map));
        const bool is_wrapped = options_.tagged && !is_tagged_form && has_tag_key(container);
        const std::uint8_t levels = is_wrapped ? wrapped_levels : 1;
        // The wrapper, and the number in it.
        SOURIS_RETURN_IF_ERROR(charge_container(levels, is_wrapped ? 2 : 0));
        if (is_wrapped) {
            Format::put_map_head(sink_, 2);
            // If sorted, that comes after the shorter key.
            if constexpr (!is_sorted) put_wrapper_tag();
            Format::put_text(sink_, "map");
        }
        if (container.is(Type::array)) {
            Format::put_array_head(sink_, container.elements().size());
        } else {
            Format::put_map_head(sink_, container.entries().size());
        }
        stack_.push_back({&container, 0, levels, is_tagged_form});
        if constexpr (is_sorted) push_sorted(container);
        depth_ += levels;
        return {};
    }

    [[nodiscard]] Result<void> charge_container(std::size_t levels, std::uint64_t nodes) {
        assert(depth_ <= options_.limits.max_depth);
        if (options_.limits.max_depth - depth_ < levels) return exceed(Limit::depth);
        if (!nodes_.charge(nodes)) return exceed(Limit::nodes);
        return {};
    }

    /// Checks that the value is valid at all, as `to_json` does.
    [[nodiscard]] Result<void> check(const Value& value) const {
        const auto& payload = TreeAccess::payload(value);
        switch (value.type()) {
            case Type::character:
                if (is_scalar_value(payload.character)) return {};
                return failure(Error(ErrorCode::invalid_character));
            case Type::timestamp:
                if (payload.timestamp.is_valid()) return {};
                return failure(Error(ErrorCode::invalid_timestamp));
            case Type::json:
            case Type::timezone:
                if (!is_utf8(value.text())) return failure(Error(ErrorCode::invalid_utf8));
                return check_length(value.text().size(), options_.limits.max_string, Limit::string);
            case Type::binary:
                return check_length(value.binary().size(), options_.limits.max_string,
                                    Limit::string);
            default:
                return {};
        }
    }

    [[nodiscard]] Result<void> write_text(std::string_view text, std::uint64_t most, Limit limit) {
        if (!is_utf8(text)) return failure(Error(ErrorCode::invalid_utf8));
        SOURIS_RETURN_IF_ERROR(check_length(text.size(), most, limit));
        Format::put_text(sink_, text);
        return {};
    }

    [[nodiscard]] static Result<void> check_length(std::size_t size, std::uint64_t most,
                                                   Limit limit) {
        if (size > most) return exceed(limit);
        if (size > Format::max_length) {
            return failure(Error(ErrorCode::unrepresentable, "no equivalent of so many bytes"));
        }
        return {};
    }

    [[nodiscard]] static tl::unexpected<Error> exceed(Limit limit) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(limit)));
    }

    /// The path of the value that could not be written, from the open containers.
    [[nodiscard]] std::string path() const {
        std::string path;
        std::size_t outer = 0;
        for (const Frame& frame : stack_) {
            if (frame.is_tagged_form) break;
            assert(frame.next != 0);
            if (frame.container->is(Type::array)) {
                append_pointer_token(path, frame.next - 1);
            } else {
                append_pointer_token(path, entry_of(*frame.container, frame.next - 1, outer).key());
            }
            outer += frame.container->entries().size();
        }
        return path;
    }

    /// Of a map in a wrapper.
    static constexpr std::uint8_t wrapped_levels = 2;

    Sink& sink_;
    const InteropWriteOptions& options_;
    Budget nodes_;
    std::vector<Frame> stack_;
    /// The entries of all open maps, if maps are to be sorted.
    std::vector<const MapEntry*> sorted_;
    std::size_t depth_ = 0;
    /// The tagged form being written. It contains no value that needs another.
    Value tagged_form_;
};

template <class Format>
[[nodiscard]] Result<void> write_tree(Sink& sink, const Value& value,
                                      const InteropWriteOptions& options) {
    return or_out_of_memory([&] { return FormatWriter<Format>(sink, options).write(value); });
}

template <class Format>
[[nodiscard]] Result<Bytes> tree_to_bytes(const Value& value, const InteropWriteOptions& options) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(write_tree<Format>(sink, value, options));
    if (sink.size() > options.limits.max_input) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
    }
    return sink.take();
}

}}}  // namespace souris::v0::detail
