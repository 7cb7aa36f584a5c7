// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/detail/wire.hpp>
#include <souris/pointer.hpp>
#include <souris/value_view.hpp>

#include "base/ascii.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/canonical_encoder.hpp"
#include "codec/content_reader.hpp"
#include "codec/content_writer.hpp"
#include "codec/frame_stack.hpp"
#include "codec/tape.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::Node;
using detail::Tape;

/// The node after a whole value.
const Node* end_of(const Node* node) noexcept {
    assert(!node->is_container() || node->data != 0);
    return node + (node->is_container() ? node->data : 1);
}

/// Writes a parsed tree: its nodes already have the order of the bytes, so one loop over them
/// suffices. As in `ValueEncoder`, `write_quickly` handles frequent and simple values, and stops at
/// everything else. `ContentWriter` writes that, and only it reports errors.
class ViewEncoder {
  public:
    ViewEncoder(Sink& sink, const TextEncoder* text, const EncodeOptions& options) noexcept
        : writer_(sink, text, options),
          max_quick_text_(text == nullptr
                              ? std::min({options.limits.max_key, options.limits.max_string,
                                          std::uint64_t{detail::max_text_at_once}})
                              : 0) {}

    [[nodiscard]] Result<void> encode(ValueView root) {
        const Tape& tape = Tape::tape_of(root);
        node_ = &Tape::node_of(root);
        frame_.end = end_of(node_);
        const auto done = encode_tree(tape);
        if (done) return {};
        Error error = writer_.error(done.error());
        error.path = path_to(tape, root, node_);
        return failure(std::move(error));
    }

  private:
    /// A container being written, or the imaginary one of the root.
    struct Frame {
        const Node* end = nullptr;
        bool is_map = false;

        /// For `FrameStack`.
        SOURIS_ALWAYS_INLINE void assign(const Frame& other) noexcept {
            end = other.end;
            is_map = other.is_map;
        }
    };

    /// Why the quick path stopped.
    enum class Stop : std::uint8_t { complete, at_key, at_value };

    [[nodiscard]] Result<void, ErrorCode> encode_tree(const Tape& tape) {
        SOURIS_RETURN_IF_ERROR(writer_.charge_root());
        for (;;) {
            const Stop stop = write_quickly();
            if (stop == Stop::complete) return {};
            const ValueView value = tape.view(node_);
            if (stop == Stop::at_key) {
                SOURIS_RETURN_IF_ERROR(writer_.write_key(value.text()));
            } else if (node_->is_container()) {
                return writer_.refuse_container(stack_.size());
            } else {
                SOURIS_RETURN_IF_ERROR(writer_.write_scalar<detail::ViewAccess>(value));
            }
            at_value_ = stop == Stop::at_key;
            ++node_;
        }
    }

    /// Writes until it meets something that it does not handle.
    [[nodiscard]] Stop write_quickly() {
        // No variable here has its address taken, so all may live in registers.
        Sink& sink = writer_.sink();
        std::span<std::byte> room = sink.room(quick_room);
        std::byte* out = room.data();
        const std::byte* out_end = out + room.size();
        const Node* node = node_;
        Frame frame;
        frame.assign(frame_);
        bool at_value = at_value_;

        const auto stop = [&](Stop reason) SOURIS_ALWAYS_INLINE {
            sink.commit(out);
            node_ = node;
            frame_.assign(frame);
            return reason;
        };
        const auto ensure = [&](std::size_t size) SOURIS_ALWAYS_INLINE {
            if (static_cast<std::size_t>(out_end - out) >= size) [[likely]]
                return;
            sink.commit(out);
            room = sink.room(size);
            out = room.data();
            out_end = out + room.size();
        };
        // Text that the parser has checked to be UTF-8.
        const auto put_text = [&]() SOURIS_ALWAYS_INLINE {
            const std::string_view text = detail::text_of(*node);
            if (text.size() > max_quick_text_) return false;
            ensure(text.size() + 2 * quick_room);
            if (text.size() <= detail::short_copy) {
                std::byte* const content = detail::put_short_text_head(out, text.size());
                static_cast<void>(detail::copy_short_ascii(content, text.data(), text.size()));
                out = content + text.size();
            } else {
                out = detail::put_text(out, text);
            }
            ++node;
            return true;
        };

        for (;; at_value = false) {
            if (!at_value) {
                while (node == frame.end) {
                    if (stack_.empty()) return stop(Stop::complete);
                    frame.assign(stack_.top());
                    stack_.pop();
                }
                assert(node < frame.end);
                if (frame.is_map && !put_text()) return stop(Stop::at_key);
            }
            ensure(quick_room);
            switch (node->type()) {
                case Type::null:
                    out = detail::put_tag(out, Type::null);
                    break;
                case Type::boolean:
                    out = detail::put_boolean(out, node->data != 0);
                    break;
                case Type::float64:
                    out = detail::put_float_bits<double>(out, node->data);
                    break;
                case Type::integer:
                    if (node->detail() == Tape::wide_detail) return stop(Stop::at_value);
                    out = detail::put_low_half(out, static_cast<SignState>(node->detail()),
                                               node->data);
                    break;
                case Type::string:
                    if (!put_text()) return stop(Stop::at_value);
                    continue;
                case Type::array:
                case Type::map:
                    if (!writer_.try_container(node->size(), stack_.size()))
                        return stop(Stop::at_value);
                    out = detail::put_container(out, node->type(), node->size());
                    stack_.push(frame);
                    frame.end = end_of(node);
                    frame.is_map = node->type() == Type::map;
                    break;
                default:
                    return stop(Stop::at_value);
            }
            ++node;
        }
    }

    /// The path of `target`, which may be a key, below `root`.
    [[nodiscard]] static std::string path_to(const Tape& tape, ValueView root, const Node* target) {
        std::string path;
        const Node* container = &Tape::node_of(root);
        while (container != target) {
            const bool is_map = container->type() == Type::map;
            const Node* child = container + 1;
            std::size_t index = 0;
            // Finds the child that holds the target; in a map, together with its key.
            for (; end_of(child + is_map) <= target; ++index)
                child = end_of(child + is_map);
            if (is_map) {
                append_pointer_token(path, tape.view(child).text());
            } else {
                append_pointer_token(path, index);
            }
            if (child == target) break;
            container = child + is_map;
        }
        return path;
    }

    /// Room for any quick value but text, including bytes that may be touched beyond it.
    static constexpr std::size_t quick_room = 64;

    detail::ContentWriter writer_;
    /// Longer text goes through `ContentWriter`.
    std::uint64_t max_quick_text_;
    /// The current or next value, or its key.
    const Node* node_ = nullptr;
    Frame frame_;
    detail::FrameStack<Frame> stack_;
    /// The key of the current entry is written.
    bool at_value_ = false;
};

}  // namespace

Result<void> encode_value(Sink& sink, ValueView value, const TextEncoder* text,
                          const EncodeOptions& options) {
    return detail::or_out_of_memory([&] {
        return options.canonical ? detail::encode_canonical(sink, value, text, options)
                                 : ViewEncoder(sink, text, options).encode(value);
    });
}

Result<Bytes> encode_value(ValueView value, const EncodeOptions& options) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_value(sink, value, nullptr, options));
    SOURIS_RETURN_IF_ERROR(detail::check_input_size(sink.view().size(), options.limits));
    return sink.take();
}

}}  // namespace souris::v0
