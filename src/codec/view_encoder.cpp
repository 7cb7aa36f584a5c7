// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include <souris/codec.hpp>
#include <souris/detail/wire.hpp>
#include <souris/pointer.hpp>
#include <souris/value_view.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/content_writer.hpp"
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
/// suffices. As in `ValueEncoder`, `ContentWriter` handles rare and wrong values.
class ViewEncoder {
  public:
    ViewEncoder(Sink& sink, const TextEncoder* text, const EncodeOptions& options) noexcept
        : writer_(sink, text, options),
          max_quick_text_(
              text == nullptr ? std::min(options.limits.max_key, options.limits.max_string) : 0) {}

    [[nodiscard]] Result<void> encode(ValueView root) {
        if (const auto counted = writer_.charge_root(); !counted) {
            return failure(writer_.error(counted.error()));
        }
        const Tape& tape = Tape::tape_of(root);
        const Node* node = &Tape::node_of(root);
        for (const Node* const end = end_of(node); node != end; ++node) {
            while (!open_.empty() && open_.back().end == node)
                open_.pop_back();
            assert(open_.empty() || open_.back().end > node);
            const bool is_key = !open_.empty() && open_.back().next_key == node;
            assert(!is_key || node->type() == Type::string);
            if (is_key) open_.back().next_key = end_of(node + 1);
            if (write_quickly(*node)) continue;
            const auto written =
                is_key ? writer_.write_key(tape.view(node).text()) : write(tape.view(node));
            if (!written) {
                Error error = writer_.error(written.error());
                error.path = path_to(tape, root, node);
                return failure(std::move(error));
            }
        }
        return {};
    }

  private:
    /// A container being written.
    struct Frame {
        const Node* end;
        /// nullptr in an array.
        const Node* next_key;
    };

    /// Writes frequent values. False if it did not.
    [[nodiscard]] bool write_quickly(const Node& node) {
        Sink& sink = writer_.sink();
        switch (node.type()) {
            case Type::null:
                writer_.write_tag(Type::null);
                return true;
            case Type::boolean:
                writer_.write_tag(Type::boolean, node.data != 0 ? 1 : 0);
                return true;
            case Type::float64:
                writer_.write_number(Type::float64, node.data);
                return true;
            case Type::integer: {
                if (node.detail() == Tape::wide_detail) return false;
                const auto state = static_cast<SignState>(node.detail());
                std::byte* const out = sink.reserve(detail::scalar_room);
                sink.commit(detail::put_low_half(out, state, node.data));
                return true;
            }
            case Type::string: {
                // The parser has checked that it is UTF-8.
                const std::size_t size = node.size();
                if (size > max_quick_text_) return false;
                std::byte* const out = sink.reserve(detail::scalar_room + size);
                sink.commit(detail::put_text(out, {text_of(node).data(), size}));
                return true;
            }
            default:
                return false;
        }
    }

    /// Writes any value; only the head of a container.
    [[nodiscard]] Result<void, ErrorCode> write(ValueView value) {
        const Node& node = Tape::node_of(value);
        if (node.is_container()) return open(&node);
        return writer_.write_scalar<detail::ViewAccess>(value);
    }

    [[nodiscard]] Result<void, ErrorCode> open(const Node* node) {
        SOURIS_RETURN_IF_ERROR(writer_.write_container(node->type(), node->size(), open_.size()));
        open_.push_back({end_of(node), node->type() == Type::map ? node + 1 : nullptr});
        return {};
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

    detail::ContentWriter writer_;
    /// Longer text goes through `ContentWriter`.
    std::uint64_t max_quick_text_;
    std::vector<Frame> open_;
};

}  // namespace

Result<void> encode_value(Sink& sink, ValueView value, const TextEncoder* text,
                          const EncodeOptions& options) {
    return detail::or_out_of_memory([&] { return ViewEncoder(sink, text, options).encode(value); });
}

Result<Bytes> encode_value(ValueView value, const EncodeOptions& options) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_value(sink, value, nullptr, options));
    SOURIS_RETURN_IF_ERROR(detail::check_input_size(sink.view().size(), options.limits));
    return sink.take();
}

}}  // namespace souris::v0
