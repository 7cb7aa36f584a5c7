// SPDX-License-Identifier: MIT
#include "codec/value_encoder.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/detail/wire.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/ascii.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/canonical_encoder.hpp"
#include "codec/content_reader.hpp"
#include "codec/content_writer.hpp"
#include "codec/frame_stack.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::TreeAccess;

/// Writes a tree in one pass, without recursion.
///
/// As in `TreeReader`, `write_quickly` handles frequent and simple values, and stops at everything
/// else, be it rare, wrong, or too large for the room. `ContentWriter` writes that, and only it
/// reports errors.
class ValueEncoder {
  public:
    ValueEncoder(Sink& sink, const TextEncoder* text, const EncodeOptions& options) noexcept
        : writer_(sink, text, options),
          takes_text_(text == nullptr &&
                      std::min(options.limits.max_key, options.limits.max_string) >=
                          TreeAccess::max_short_text) {}

    [[nodiscard]] Result<void> encode(const Value& root) {
        frame_.next = &root;
        frame_.end = &root + 1;
        const auto done = encode_tree();
        if (done) return {};
        Error error = writer_.error(done.error());
        error.path = path();
        return failure(std::move(error));
    }

    [[nodiscard]] detail::ContentWriter& writer() noexcept { return writer_; }

  private:
    /// A container being written.
    struct Frame {
        /// nullptr for the imaginary container of the root.
        const Value* container = nullptr;
        /// The slot of the current or next value.
        const Value* next = nullptr;
        const Value* end = nullptr;
        bool is_map = false;

        /// For `FrameStack`.
        SOURIS_ALWAYS_INLINE void assign(const Frame& other) noexcept {
            container = other.container;
            next = other.next;
            end = other.end;
            is_map = other.is_map;
        }
        void advance() noexcept { next += is_map ? TreeAccess::slots_of_entry : 1; }
    };

    /// Why the quick path stopped.
    enum class Stop : std::uint8_t { complete, at_key, at_value };

    [[nodiscard]] Result<void, ErrorCode> encode_tree() {
        SOURIS_RETURN_IF_ERROR(writer_.charge_root());
        for (;;) {
            switch (write_quickly()) {
                case Stop::complete:
                    assert(stack_.empty() && frame_.next == frame_.end);
                    return {};
                case Stop::at_key:
                    SOURIS_RETURN_IF_ERROR(writer_.write_key(key()));
                    at_value_ = true;
                    break;
                case Stop::at_value:
                    SOURIS_RETURN_IF_ERROR(write_value(*frame_.next));
                    at_value_ = false;
                    break;
            }
        }
    }

    /// The key of the current entry.
    [[nodiscard]] std::string_view key() const noexcept {
        assert(frame_.is_map);
        return TreeAccess::content(TreeAccess::key_behind(frame_.next));
    }

    /// Writes until it meets something that it does not handle.
    [[nodiscard]] Stop write_quickly() {
        // No variable here has its address taken, so all may live in registers.
        Sink& sink = writer_.sink();
        std::span<std::byte> room = sink.room(quick_room);
        std::byte* out = room.data();
        const std::byte* end = out + room.size();
        Frame frame;
        frame.assign(frame_);
        bool at_value = at_value_;

        const auto stop = [&](Stop reason) SOURIS_ALWAYS_INLINE {
            sink.commit(out);
            frame_.assign(frame);
            at_value_ = reason == Stop::at_value;
            return reason;
        };

        for (;; at_value = false) {
            if (!at_value) {
                while (frame.next == frame.end) {
                    if (stack_.empty()) return stop(Stop::complete);
                    frame.assign(stack_.top());
                    stack_.pop();
                    frame.advance();
                }
                if (left(out, end) < quick_room) {
                    sink.commit(out);
                    room = sink.room(quick_room);
                    out = room.data();
                    end = out + room.size();
                }
                if (frame.is_map &&
                    !put_text(out, end, TreeAccess::key_behind(frame.next), max_key())) {
                    return stop(Stop::at_key);
                }
            }
            const Value& value = *frame.next;
            switch (value.type()) {
                case Type::null:
                    out = detail::put_tag(out, Type::null);
                    break;
                case Type::boolean:
                    out = detail::put_boolean(out, TreeAccess::payload(value).boolean);
                    break;
                case Type::float64:
                    out = detail::put_float(out, TreeAccess::payload(value).float64);
                    break;
                case Type::integer:
                    if (!put_integer(out, value)) return stop(Stop::at_value);
                    break;
                case Type::string:
                    if (!put_text(out, end, value, max_string())) return stop(Stop::at_value);
                    break;
                case Type::array:
                case Type::map:
                    if (!open(out, end, frame, value)) return stop(Stop::at_value);
                    continue;
                default:
                    return stop(Stop::at_value);
            }
            frame.advance();
        }
    }

    [[nodiscard]] static std::size_t left(const std::byte* out, const std::byte* end) noexcept {
        return static_cast<std::size_t>(end - out);
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE static bool put_integer(std::byte*& out,
                                                               const Value& value) noexcept {
        const SignState state = TreeAccess::sign_state(value);
        const Wide bits = TreeAccess::payload(value).integer;
        if (bits.high != detail::sign_fill(state)) return false;
        out = detail::put_low_half(out, state, bits.low);
        return true;
    }

    /// Text of any length that fits, if `quick_room` remains after it.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool put_text(std::byte*& out, const std::byte* end,
                                                     const Value& text,
                                                     std::uint64_t max_size) const noexcept {
        if (!takes_text_) return false;
        if (!TreeAccess::owns_memory(text)) {
            // A short length is one byte, as in the value.
            static_assert(TreeAccess::max_short_text <= detail::max_short_length);
            assert(left(out, end) >= sizeof text);
            TreeAccess::copy_inline(out, text);
            detail::put_tag(out, Type::string);
            const std::size_t size = TreeAccess::inline_size(text);
            if (!TreeAccess::is_inline_ascii(text) &&
                !detail::is_short_utf8(reinterpret_cast<const char*>(out + detail::short_head_size),
                                       size)) {
                return false;
            }
            out += detail::short_head_size + size;
            return true;
        }
        const std::string_view content = TreeAccess::content(text);
        const std::size_t room = left(out, end);
        if (content.size() > max_size || room < 2 * quick_room ||
            room - 2 * quick_room < content.size() || !is_utf8(content)) {
            return false;
        }
        out = detail::put_text(out, content);
        return true;
    }

    /// Writes the head of a container, and the numbers at the beginning of an array: many arrays
    /// hold nothing else and are complete then.
    [[nodiscard]] SOURIS_ALWAYS_INLINE bool open(std::byte*& out, const std::byte* end,
                                                 Frame& frame, const Value& value) {
        Frame inner = children(value);
        const bool is_map = inner.is_map;
        const auto slots = static_cast<std::size_t>(inner.end - inner.next);
        const std::size_t count = is_map ? slots / TreeAccess::slots_of_entry : slots;
        if (!writer_.try_container(count, stack_.size())) return false;
        out = detail::put_container(out, value.type(), count);
        if (!is_map) put_numbers(out, end, inner);
        if (inner.next == inner.end) {
            frame.advance();
            return true;
        }
        stack_.push(frame);
        frame.assign(inner);
        return true;
    }

    SOURIS_ALWAYS_INLINE static void put_numbers(std::byte*& out, const std::byte* end,
                                                 Frame& array) noexcept {
        for (; array.next != array.end && left(out, end) >= quick_room; ++array.next) {
            if (array.next->is(Type::float64)) {
                out = detail::put_float(out, TreeAccess::payload(*array.next).float64);
            } else if (!array.next->is(Type::integer) || !put_integer(out, *array.next)) {
                return;
            }
        }
    }

    [[nodiscard]] SOURIS_ALWAYS_INLINE static Frame children(const Value& container) noexcept {
        assert(container.is(Type::array) || container.is(Type::map));
        Frame frame;
        frame.container = &container;
        frame.is_map = container.is(Type::map);
        if (frame.is_map) {
            if (detail::MapBlock* const block = TreeAccess::block_of(*container.as_map())) {
                frame.next = TreeAccess::slots(*block);
                frame.end = frame.next +
                            TreeAccess::slots_of_entry * static_cast<std::ptrdiff_t>(block->size);
            }
        } else if (detail::ArrayBlock* const block = TreeAccess::block_of(*container.as_array())) {
            frame.next = TreeAccess::slots(*block);
            frame.end = frame.next + block->size;
        }
        return frame;
    }

    /// Writes any value except a container. A container gets here only if a limit forbids it.
    [[nodiscard]] Result<void, ErrorCode> write_value(const Value& value) {
        if (value.is(Type::array) || value.is(Type::map)) {
            return writer_.refuse_container(stack_.size());
        }
        SOURIS_RETURN_IF_ERROR(writer_.write_scalar<detail::ValueAccess>(value));
        frame_.advance();
        return {};
    }

    /// The path of the value that could not be written, from the open containers.
    [[nodiscard]] std::string path() const {
        std::string path;
        // The first frame is the imaginary container of the root.
        for (std::size_t i = 1; i < stack_.size(); ++i)
            append_token(path, stack_[i]);
        if (!stack_.empty()) append_token(path, frame_);
        return path;
    }

    static void append_token(std::string& path, const Frame& frame) {
        if (frame.is_map) {
            append_pointer_token(path, TreeAccess::content(TreeAccess::key_behind(frame.next)));
        } else {
            append_pointer_token(
                path, static_cast<std::size_t>(frame.next - frame.container->elements().data()));
        }
    }

    [[nodiscard]] std::uint64_t max_key() const noexcept { return writer_.limits().max_key; }
    [[nodiscard]] std::uint64_t max_string() const noexcept { return writer_.limits().max_string; }

    /// Room for a short key and any quick value, including bytes that may be touched beyond them.
    static constexpr std::size_t quick_room = 64;

    detail::ContentWriter writer_;
    /// Text is not coded, and short text is within the limits.
    bool takes_text_;
    Frame frame_;
    detail::FrameStack<Frame> stack_;
    /// The key of the current entry is written.
    bool at_value_ = false;
};

}  // namespace

Result<void> encode_value(Sink& sink, const Value& value, const TextEncoder* text,
                          const EncodeOptions& options) {
    return detail::or_out_of_memory([&] {
        return options.canonical ? detail::encode_canonical(sink, value, text, options)
                                 : ValueEncoder(sink, text, options).encode(value);
    });
}

Result<void> detail::encode_value_within(ContentWriter& writer, const Value& value,
                                         std::size_t depth) {
    EncodeOptions options = writer.options();
    assert(!options.canonical);
    assert(depth <= options.limits.max_depth);
    options.limits.max_depth -= depth;
    ValueEncoder encoder(writer.sink(), writer.text(), options);
    Budget& nodes = encoder.writer().nodes();
    nodes = writer.nodes();
    // The enclosing container has counted the root.
    nodes.give_back(1);
    SOURIS_RETURN_IF_ERROR(encoder.encode(value));
    writer.nodes() = nodes;
    return {};
}

Result<Bytes> encode_value(const Value& value, const EncodeOptions& options) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_value(sink, value, nullptr, options));
    SOURIS_RETURN_IF_ERROR(detail::check_input_size(sink.view().size(), options.limits));
    return sink.take();
}

}}  // namespace souris::v0
