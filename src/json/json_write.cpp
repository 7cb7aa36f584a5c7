// SPDX-License-Identifier: MIT
#include <cassert>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "json/scalar_writer.hpp"
#include "json/tagged_form.hpp"

namespace souris { inline namespace v0 {

namespace {

/// Writes a tree in one pass.
class TreeWriter {
  public:
    TreeWriter(Sink& sink, const JsonWriteOptions& options) noexcept
        : writer_(sink, options), options_(options), nodes_(options.limits.max_nodes) {}

    [[nodiscard]] Result<void> write(const Value& root) {
        const auto written = write_tree(root);
        if (written) return {};
        Error error(written.error(), writer_.detail());
        error.path = path();
        return failure(std::move(error));
    }

  private:
    /// A container whose first `next` children are written or being written.
    struct Frame {
        const Value* container;
        std::size_t next;
        /// It is the member of a tagged map, whose own object ends after it.
        bool is_wrapped;
    };

    [[nodiscard]] Result<void, ErrorCode> write_tree(const Value& root) {
        assert(stack_.empty());
        if (!nodes_.charge(1)) return writer_.exceed(Limit::nodes);
        SOURIS_RETURN_IF_ERROR(write_one(root));
        while (!stack_.empty())
            SOURIS_RETURN_IF_ERROR(write_next());
        return {};
    }

    /// Writes the next child of the innermost container, or its end.
    [[nodiscard]] Result<void, ErrorCode> write_next() {
        Frame& top = stack_.back();
        const std::size_t i = top.next;
        if (top.container->is(Type::array)) {
            const auto elements = top.container->elements();
            if (i == elements.size()) return close("]");
            begin_child(top);
            return write_one(elements[i]);
        }
        const auto entries = top.container->entries();
        if (i == entries.size()) return close("}");
        begin_child(top);
        SOURIS_RETURN_IF_ERROR(writer_.write_key(entries[i].key()));
        writer_.put(options_.indent == 0 ? ":" : ": ");
        return write_one(entries[i].value);
    }

    /// Writes a scalar, or the opening bracket of a container.
    [[nodiscard]] Result<void, ErrorCode> write_one(const Value& value) {
        switch (value.type()) {
            case Type::array:
                return open(value, value.elements().size(), "[");
            case Type::map:
                return open(value, value.entries().size(), "{");
            default:
                return writer_.write_scalar(value);
        }
    }

    [[nodiscard]] Result<void, ErrorCode> open(const Value& container, std::size_t count,
                                               std::string_view bracket) {
        if (stack_.size() >= options_.limits.max_depth) return writer_.exceed(Limit::depth);
        if (!nodes_.charge(count)) return writer_.exceed(Limit::nodes);
        const Map* const map = writer_.is_tagged() ? container.as_map() : nullptr;
        const bool is_wrapped = map != nullptr && map->contains(detail::tag_key);
        if (is_wrapped) writer_.begin_member(Type::map, "\"map\"");
        writer_.put(bracket);
        stack_.push_back({&container, 0, is_wrapped});
        return {};
    }

    void begin_child(Frame& frame) {
        if (frame.next++ != 0) writer_.put(",");
        if (options_.indent != 0) break_line();
    }

    [[nodiscard]] Result<void, ErrorCode> close(std::string_view bracket) {
        const Frame top = stack_.back();
        stack_.pop_back();
        if (top.next != 0 && options_.indent != 0) break_line();
        writer_.put(bracket);
        if (top.is_wrapped) writer_.put("}");
        return {};
    }

    void break_line() {
        writer_.put("\n");
        for (std::size_t level = 0; level < stack_.size(); ++level) {
            for (unsigned i = 0; i < options_.indent; ++i)
                writer_.put(" ");
        }
    }

    /// The path of the value that could not be written, from the open containers.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (const Frame& frame : stack_) {
            assert(frame.next != 0);
            if (frame.container->is(Type::array)) {
                append_pointer_token(path, frame.next - 1);
            } else {
                append_pointer_token(path, frame.container->entries()[frame.next - 1].key());
            }
        }
        return path;
    }

    detail::JsonScalarWriter writer_;
    const JsonWriteOptions& options_;
    Budget nodes_;
    std::vector<Frame> stack_;
};

}  // namespace

Result<void> write_json(Sink& sink, const Value& value, const JsonWriteOptions& options) {
    return detail::or_out_of_memory([&] { return TreeWriter(sink, options).write(value); });
}

Result<std::string> to_json(const Value& value, const JsonWriteOptions& options) {
    constexpr std::size_t chunk_size = std::size_t{64} * 1024;
    return detail::or_out_of_memory([&]() -> Result<std::string> {
        std::string text;
        const auto append = [&](std::span<const std::byte> chunk) -> Result<void> {
            text.append(reinterpret_cast<const char*>(chunk.data()), chunk.size());
            return {};
        };
        Sink sink(append, chunk_size);
        SOURIS_RETURN_IF_ERROR(write_json(sink, value, options));
        SOURIS_RETURN_IF_ERROR(sink.finish());
        if (text.size() > options.limits.max_input) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        return text;
    });
}

}}  // namespace souris::v0
