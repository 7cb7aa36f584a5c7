// SPDX-License-Identifier: MIT
#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include <souris/json.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/charged_memory.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "json/json_survey.hpp"
#include "json/scalar_reader.hpp"
#include "json/tagged_form.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::JsonContainer;
using detail::JsonEvent;
using detail::JsonFault;
using detail::TreeAccess;

/// `skipped`: bytes of the input before the text.
Error make_error(const JsonFault& fault, std::size_t skipped) {
    Error error(fault.code, fault.detail);
    error.offset = skipped + fault.offset;
    return error;
}

/// The offset in `object`, the valid text of an object, at which `key` comes for the second time;
/// if memory is too short to look for it, that of the object itself.
std::size_t repetition_of(std::string_view key, std::string_view object, Budget& memory) {
    // For a string whose escapes are resolved.
    const std::uint64_t charged = detail::allocation_size(object.size());
    if (!memory.charge(charged)) return 0;
    std::size_t found = 0;
    {
        detail::JsonEvents events(object, memory);
        bool was_there = false;
        JsonEvent event = events.next();
        while (found == 0 && event != JsonEvent::end && event != JsonEvent::fault) {
            if (event == JsonEvent::key && events.depth() == 1 && events.text() == key) {
                if (was_there) found = events.begin_offset();
                was_there = true;
            }
            event = events.next();
        }
    }
    memory.give_back(charged);
    return found;
}

/// Builds a tree in one pass. Containers get their final size at once, and values are constructed
/// in place.
class TreeBuilder {
  public:
    TreeBuilder(std::string_view text, std::size_t skipped, detail::JsonSurvey survey,
                const JsonReadOptions& options, Budget& memory) noexcept
        : text_(text),
          skipped_(skipped),
          reader_(text, std::move(survey), options, memory),
          options_(options) {}

    [[nodiscard]] Result<Value> build() {
        Value root;
        const auto built = build_tree(root);
        if (built) return root;
        Error error = make_error(built.error(), skipped_);
        error.path = path();
        return failure(std::move(error));
    }

  private:
    /// A container being filled.
    struct Frame {
        Value* container;
        /// Offset of its bracket.
        std::size_t begin;
        /// It is the member of a tagged map, whose own object ends after it.
        bool is_wrapped;
    };

    [[nodiscard]] Result<void, JsonFault> build_tree(Value& root) {
        assert(stack_.empty());
        reader_.next();
        SOURIS_RETURN_IF_ERROR(reader_.charge_nodes(1));
        SOURIS_RETURN_IF_ERROR(read_one(root));
        while (!stack_.empty())
            SOURIS_RETURN_IF_ERROR(read_next());
        if (reader_.next() != JsonEvent::end) {
            return tl::make_unexpected(reader_.events().fault());
        }
        return {};
    }

    /// Reads the next child of the innermost container, or its end.
    [[nodiscard]] Result<void, JsonFault> read_next() {
        assert(!stack_.empty());
        in_child_ = false;
        Value& container = *stack_.back().container;
        Value* slot = nullptr;
        switch (reader_.next()) {
            case JsonEvent::fault:
                return tl::make_unexpected(reader_.events().fault());
            case JsonEvent::end_array:
            case JsonEvent::end_object:
                return close();
            case JsonEvent::key: {
                Map& map = *container.as_map();
                assert(map.size() < map.capacity());
                SOURIS_ASSIGN_OR_RETURN(Value key, reader_.read_key());
                slot = &TreeAccess::append(map, std::move(key));
                reader_.next();
                break;
            }
            default: {
                Array& array = *container.as_array();
                assert(array.size() < array.capacity());
                slot = &TreeAccess::append(array);
                break;
            }
        }
        in_child_ = true;
        return read_one(*slot);
    }

    /// Reads the value of the last event into `slot`, or opens the container that it begins.
    [[nodiscard]] Result<void, JsonFault> read_one(Value& slot) {
        const JsonEvent event = reader_.event();
        if (event == JsonEvent::begin_array) return open_array(slot);
        if (event != JsonEvent::begin_object) {
            SOURIS_ASSIGN_OR_RETURN(slot, reader_.read_scalar());
            return {};
        }
        const auto tag = static_cast<std::uint8_t>(reader_.container().tag);
        if (tag == JsonContainer::no_tag) return open_map(slot, false);
        if (tag == JsonContainer::bad_tag) {
            return reader_.fail(ErrorCode::invalid_tagged_json,
                                "wanted one souris_type, the number of a type with a tagged form");
        }
        const auto type = static_cast<Type>(tag);
        if (type == Type::map) return open_tagged_map(slot);
        SOURIS_ASSIGN_OR_RETURN(slot, reader_.read_tagged(type));
        return {};
    }

    [[nodiscard]] Result<void, JsonFault> open_array(Value& slot) {
        const auto size = static_cast<std::size_t>(reader_.container().size);
        SOURIS_RETURN_IF_ERROR(charge(Type::array, size));
        TreeAccess::put_array(slot, size, options_.resource);
        stack_.push_back({&slot, reader_.events().begin_offset(), false});
        return {};
    }

    [[nodiscard]] Result<void, JsonFault> open_map(Value& slot, bool is_wrapped) {
        const auto size = static_cast<std::size_t>(reader_.container().size);
        SOURIS_RETURN_IF_ERROR(charge(Type::map, size));
        TreeAccess::put_map(slot, size, options_.resource);
        stack_.push_back({&slot, reader_.events().begin_offset(), is_wrapped});
        return {};
    }

    [[nodiscard]] Result<void, JsonFault> open_tagged_map(Value& slot) {
        SOURIS_ASSIGN_OR_RETURN(const bool is_member, reader_.next_member());
        if (!is_member || reader_.events().text() != "map" ||
            reader_.next() != JsonEvent::begin_object) {
            return reader_.refuse(Type::map);
        }
        return open_map(slot, true);
    }

    /// Charges for a container and all of its children before any of them is allocated.
    [[nodiscard]] Result<void, JsonFault> charge(Type type, std::size_t size) {
        if (stack_.size() >= options_.limits.max_depth) return reader_.exceed(Limit::depth);
        SOURIS_RETURN_IF_ERROR(reader_.charge_nodes(size));
        SOURIS_RETURN_IF_ERROR(reader_.charge_memory(1, detail::value_memory(type, size)));
        if (!detail::make_room(stack_, 1, reader_.memory())) return reader_.exceed(Limit::memory);
        return {};
    }

    /// `object` is the text that the map was read from.
    void seal(Map& map, std::string_view object) {
        if (options_.dropped == nullptr) {
            TreeAccess::seal(map);
            return;
        }
        TreeAccess::seal(map, [&](std::string_view key) {
            DroppedValues& dropped = *options_.dropped;
            const std::size_t named = dropped.paths.size();
            dropped.add([this] { return path(); }, key);
            if (dropped.paths.size() == named) return;
            const auto begin = skipped_ + static_cast<std::size_t>(object.data() - text_.data());
            dropped.offsets.push_back(begin + repetition_of(key, object, reader_.memory()));
        });
    }

    [[nodiscard]] Result<void, JsonFault> close() {
        const Frame top = stack_.back();
        in_child_ = false;
        if (Map* const map = top.container->as_map()) {
            seal(*map, text_.substr(top.begin, reader_.events().end_offset() - top.begin));
        }
        stack_.pop_back();
        in_child_ = true;
        if (!top.is_wrapped) return {};
        SOURIS_ASSIGN_OR_RETURN(const bool is_member, reader_.next_member());
        if (is_member) return reader_.refuse(Type::map);
        return {};
    }

    /// The path of the fault, from the open containers.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (std::size_t i = 0; i < stack_.size(); ++i) {
            if (i + 1 == stack_.size() && !in_child_) break;
            const Value& container = *stack_[i].container;
            if (container.is(Type::array)) {
                assert(!container.elements().empty());
                append_path_token(path, container.elements().size() - 1);
            } else {
                assert(!container.entries().empty());
                append_path_token(path, container.entries().back().key());
            }
        }
        return path;
    }

    std::string_view text_;
    /// Bytes of the input before the text.
    std::size_t skipped_;
    detail::JsonScalarReader reader_;
    const JsonReadOptions& options_;
    std::vector<Frame> stack_;
    /// Whether the last child of the innermost container is being read, or else the text around it.
    bool in_child_ = false;
};

Error exceeded_limit(Limit limit) {
    return {ErrorCode::limit_exceeded, name_of(limit)};
}

}  // namespace

Result<Value> value_from_json(TextArgument argument, const JsonReadOptions& options) {
    std::string_view text = argument;
    const Limits& limits = options.limits;
    if (text.size() > limits.max_input) return failure(exceeded_limit(Limit::input));
    const std::size_t skipped = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    text.remove_prefix(skipped);
    Budget memory(limits.max_memory);
    // For a string whose escapes are resolved.
    if (text.find('\\') != std::string_view::npos &&
        !memory.charge(detail::allocation_size(text.size()))) {
        return failure(exceeded_limit(Limit::memory));
    }
    return detail::or_out_of_memory([&]() -> Result<Value> {
        auto survey = detail::JsonSurvey::make(text, options.tagged, limits.max_depth, memory);
        if (!survey) return failure(make_error(survey.error(), skipped));
        return TreeBuilder(text, skipped, *std::move(survey), options, memory).build();
    });
}

}}  // namespace souris::v0
