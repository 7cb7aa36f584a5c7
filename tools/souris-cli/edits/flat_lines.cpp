// SPDX-License-Identifier: MIT
#include "edits/flat_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "common/container.hpp"
#include "common/pointer_text.hpp"
#include "common/tree_size.hpp"

namespace souris::cli {

namespace {

/// A container whose first `next` children have been written.
struct WrittenContainer {
    const Value* container;
    std::size_t next;
    /// Length of the path of the container.
    std::size_t path;
    /// Number of keys in that path that look like indices.
    std::size_t keys;
};

bool is_empty(const Value& value) noexcept {
    return value.elements().empty() && value.entries().empty();
}

Result<void> write_line(Sink& sink, std::string_view path, std::span<const std::size_t> keys,
                        const Value& value) {
    std::string line;
    append_pointer_text(line, path, keys);
    line += path.empty() ? "= " : " = ";
    sink.write_bytes(as_byte_span(line));
    JsonWriteOptions options;
    // No limits: the value was read within them.
    options.limits = Limits::unlimited();
    if (auto written = write_json(sink, value, options); !written) return written;
    sink.write_byte('\n');
    return {};
}

/// End of the pointer in a line: at ` = `, or at `= ` for the root. npos if there is none.
std::size_t pointer_end(std::string_view line) noexcept {
    if (line.starts_with("= ")) return 0;
    if (!line.starts_with('"')) {
        const std::size_t end = line.find(" = ");
        return end != 0 ? end : line.npos;
    }
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '"') return line.substr(i + 1).starts_with(" = ") ? i + 1 : line.npos;
        if (line[i] == '\\') ++i;
    }
    return line.npos;
}

/// What is known about a container whose children arrive one by one, in any order.
enum Told : unsigned {
    told_nothing = 0,
    /// One of its tokens is not an index.
    has_key = 1,
    /// A line `/a = {}`.
    is_map = 2,
    /// A line `/a = []`.
    is_array = 4,
};

/// A container that may still grow. The tree holds it as an array of two: its `Told` flags and a
/// map from tokens to children. Complete arrays are taken apart in the same way, so the tree
/// contains no other arrays.
class OpenContainer {
  public:
    [[nodiscard]] static Value make() { return Value(Array{unsigned{told_nothing}, Map()}); }
    /// nullptr for scalars.
    [[nodiscard]] static Array* of(Value& value) noexcept { return value.as_array(); }

    explicit OpenContainer(Array& parts) noexcept : parts_(parts) {}

    [[nodiscard]] Map& children() noexcept { return *parts_[1].as_map(); }
    [[nodiscard]] unsigned told() const { return parts_[0].get<unsigned>().value_or(told_nothing); }
    void tell(unsigned told) { parts_[0] = Value(told); }

    /// Containers are arrays unless a line says otherwise.
    [[nodiscard]] bool is_complete_map() const { return (told() & (has_key | is_map)) != 0; }

  private:
    Array& parts_;
};

/// The children in the order of their indices, without gaps.
Array array_of(Map& children) {
    std::vector<std::pair<std::size_t, Value*>> elements;
    elements.reserve(children.size());
    for (MapEntry& entry : children)
        elements.emplace_back(pointer_index(entry.key()).value_or(0), &entry.value);
    std::sort(elements.begin(), elements.end());
    Array array;
    array.reserve(elements.size());
    for (const auto& [index, value] : elements)
        array.push_back(std::move(*value));
    return array;
}

/// Turns all open containers into arrays and maps.
void complete(Value& root) {
    struct Frame {
        Value* container;
        std::size_t next;
    };
    std::vector<Frame> stack;
    const auto enter = [&](Value& value) {
        Array* const parts = OpenContainer::of(value);
        if (parts == nullptr) return;
        OpenContainer open(*parts);
        if (open.is_complete_map()) {
            Map map = std::move(open.children());
            value = std::move(map);
        } else {
            Array array = array_of(open.children());
            value = std::move(array);
        }
        stack.push_back({&value, 0});
    };
    enter(root);
    while (!stack.empty()) {
        Frame& top = stack.back();
        Array* const array = top.container->as_array();
        Map* const map = top.container->as_map();
        const std::size_t size = array != nullptr ? array->size() : map->size();
        if (top.next == size) {
            stack.pop_back();
            continue;
        }
        const std::size_t index = top.next++;
        enter(array != nullptr ? (*array)[index] : map->begin()[index].value);
    }
}

/// Builds a tree from lines.
class Assembler {
  public:
    explicit Assembler(const Limits& limits) : limits_(limits), budget_(limits) {}

    Result<void> put_line(std::string_view line) {
        const std::size_t end = pointer_end(line);
        if (end == line.npos) return wanted_line();
        const std::string_view shown = line.substr(0, end);
        const auto pointer = read_pointer_text(shown);
        if (!pointer) {
            return failed(ErrorCode::invalid_pointer, shown,
                          "one with spaces or anything but ASCII is a JSON string");
        }
        auto value = value_from_json(line.substr(end + (end == 0 ? 2 : 3)), {.limits = limits_});
        if (!value) return failure(std::move(value).error());
        return put(*pointer, std::move(*value));
    }

    /// Empty if there was no line.
    [[nodiscard]] std::optional<Value> take_root() {
        if (root_) complete(*root_);
        return std::move(root_);
    }

  private:
    // Estimated memory of an open container, and of a child including its share of reallocations.
    static constexpr std::uint64_t container_memory = 8 * sizeof(Value);
    static constexpr std::uint64_t child_memory = 4 * sizeof(MapEntry);

    static Result<void> wanted_line() {
        return failure(Error(ErrorCode::invalid_json, "wanted POINTER = JSON"));
    }

    static tl::unexpected<Error> failed(ErrorCode code, std::string_view path,
                                        std::string detail = {}) {
        Error error(code, std::move(detail));
        error.path = path;
        return failure(std::move(error));
    }

    static tl::unexpected<Error> exceeded(Limit limit) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(limit)));
    }

    Result<void> charge(std::uint64_t memory) {
        if (!budget_.memory.charge(memory)) return exceeded(Limit::memory);
        return {};
    }

    Result<void> put(const PointerText& text, Value value) {
        const std::string_view pointer = text.pointer;
        if (!root_) root_ = pointer.empty() ? Value() : OpenContainer::make();
        Value* at = &*root_;
        std::string_view rest = pointer;
        auto key = text.keys.begin();
        std::size_t depth = 0;
        for (; !rest.empty(); ++depth) {
            if (depth == limits_.max_depth) return exceeded(Limit::depth);
            const auto token = take_pointer_token(rest);
            if (!token) return failed(token.error(), pointer);
            const bool is_told = key != text.keys.end() && *key == depth;
            if (is_told) ++key;
            const bool is_key = is_told || !pointer_index(*token);
            const auto child = find_or_make(*at, *token, is_key, !rest.empty(), pointer);
            if (!child) return failure(child.error());
            at = *child;
        }
        return assign(*at, std::move(value), depth, pointer);
    }

    /// Turns a value without content into an open container.
    Result<void> open(Value& value) {
        if (auto charged = charge(container_memory); !charged) return charged;
        value = OpenContainer::make();
        return {};
    }

    /// The child of an open container. A missing child is created, as an open container if
    /// `is_parent`, else as null.
    Result<Value*> find_or_make(Value& parent, const std::string& token, bool is_key,
                                bool is_parent, std::string_view pointer) {
        Array* const parts = OpenContainer::of(parent);
        if (parts == nullptr) return failed(ErrorCode::wrong_type, pointer);
        OpenContainer container(*parts);
        if (is_key && (container.told() & has_key) == 0) {
            if ((container.told() & is_array) != 0) return failed(ErrorCode::wrong_type, pointer);
            container.tell(container.told() | has_key);
        }
        if (Value* const found = container.children().find(token)) return found;
        if (!budget_.nodes.charge(1)) return exceeded(Limit::nodes);
        if (auto charged = charge(child_memory + token.size()); !charged) {
            return failure(std::move(charged).error());
        }
        Value* const child = &container.children().insert_or_assign(token, Value()).first;
        if (!is_parent) return child;
        if (auto opened = open(*child); !opened) return failure(std::move(opened).error());
        return child;
    }

    /// A container whose children are being moved into an open one.
    struct Assigned {
        Value value;
        Value* target;
        std::size_t next;
    };

    /// Assigns a value; a container as if by the lines it would be printed as.
    Result<void> assign(Value& target, Value value, std::size_t depth, std::string_view pointer) {
        std::vector<Assigned> stack;
        const auto put_one = [&](Value& slot, Value one) -> Result<void> {
            const bool is_map_value = one.is(Type::map);
            if (!is_map_value && !one.is(Type::array)) {
                Array* const parts = OpenContainer::of(slot);
                if (parts != nullptr && !OpenContainer(*parts).children().empty()) {
                    return failed(ErrorCode::wrong_type, pointer);
                }
                if (auto charged = charge(one.text().size() + one.binary().size()); !charged) {
                    return charged;
                }
                slot = std::move(one);
                return {};
            }
            if (depth + stack.size() == limits_.max_depth) return exceeded(Limit::depth);
            if (OpenContainer::of(slot) == nullptr) {
                if (auto opened = open(slot); !opened) return opened;
            }
            OpenContainer container(*OpenContainer::of(slot));
            const unsigned keys = container.told() & has_key;
            if (!is_map_value && keys != 0) return failed(ErrorCode::wrong_type, pointer);
            container.tell(keys | (is_map_value ? is_map : is_array));
            stack.push_back({std::move(one), &slot, 0});
            return {};
        };
        if (auto put = put_one(target, std::move(value)); !put) return put;
        while (!stack.empty()) {
            Assigned& top = stack.back();
            Array* const array = top.value.as_array();
            Map* const map = top.value.as_map();
            if (top.next == (array != nullptr ? array->size() : map->size())) {
                stack.pop_back();
                continue;
            }
            const std::size_t index = top.next++;
            std::string token =
                array != nullptr ? std::to_string(index) : std::string(map->begin()[index].key());
            Value& child = array != nullptr ? (*array)[index] : map->begin()[index].value;
            const auto slot = find_or_make(*top.target, token, array == nullptr, false, pointer);
            if (!slot) return failure(slot.error());
            Value moved = std::move(child);
            if (auto put = put_one(**slot, std::move(moved)); !put) return put;
        }
        return {};
    }

    const Limits limits_;
    TreeBudget budget_;
    std::optional<Value> root_;
};

}  // namespace

Result<void> write_flat(Sink& sink, const Value& root, const Limits& limits) {
    const std::uint64_t begin = sink.size();
    std::vector<WrittenContainer> stack;
    std::string path;
    std::vector<std::size_t> keys;
    const auto write = [&](const Value& value) -> Result<void> {
        if (!is_empty(value)) {
            stack.push_back({&value, 0, path.size(), keys.size()});
            return {};
        }
        auto written = write_line(sink, path, keys, value);
        if (written && sink.size() - begin > limits.max_input) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        return written;
    };
    if (auto written = write(root); !written) return written;
    while (!stack.empty()) {
        WrittenContainer& top = stack.back();
        path.resize(top.path);
        keys.resize(top.keys);
        if (top.next == child_count(*top.container)) {
            stack.pop_back();
            continue;
        }
        const std::size_t index = top.next++;
        if (top.container->is(Type::array)) {
            append_pointer_token(path, index);
        } else {
            const std::string_view key = top.container->entries()[index].key();
            append_pointer_token(path, key);
            if (pointer_index(key)) keys.push_back(stack.size() - 1);
        }
        auto written = write(child_at(*top.container, index));
        if (!written) return written;
    }
    return {};
}

Result<Value> read_flat(std::string_view text, const Limits& limits) {
    // grep's separator between groups of lines.
    constexpr std::string_view separator = "--";
    Assembler tree(limits);
    std::size_t begin = 0;
    for (std::size_t line = 1; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string_view content = text.substr(begin, end - begin);
        if (content.ends_with('\r')) content.remove_suffix(1);
        if (!content.empty() && content != separator) {
            if (auto put = tree.put_line(content); !put) {
                Error error = std::move(put).error();
                // The detail of `limit_exceeded` is the name of the limit.
                if (error.code != ErrorCode::limit_exceeded) {
                    error.detail = fmt::format("line {}{}{}", line,
                                               error.detail.empty() ? "" : ": ", error.detail);
                }
                error.offset = begin;
                return failure(std::move(error));
            }
        }
        begin = end + 1;
    }
    auto root = tree.take_root();
    if (!root) return failure(Error(ErrorCode::invalid_json, "wanted POINTER = JSON"));
    return std::move(*root);
}

}  // namespace souris::cli
