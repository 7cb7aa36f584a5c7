// SPDX-License-Identifier: MIT
#include "flat_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "pointer_text.hpp"
#include "tree_size.hpp"

namespace souris::cli {

namespace {

/// A container of which the first `next` children are written.
struct WrittenContainer {
    const Value* container;
    std::size_t next;
    /// Length of its path.
    std::size_t path;
};

bool is_empty(const Value& value) noexcept {
    return value.elements().empty() && value.entries().empty();
}

/// Whether a reader would take a map for an array.
bool looks_like_array(const Value& value) noexcept {
    return value.is(Type::map) && value.entries().front().key() == "0";
}

Result<void> write_line(Sink& sink, std::string_view path, const Value& value) {
    std::string line;
    append_pointer_text(line, path);
    line += path.empty() ? "= " : " = ";
    sink.write_bytes(as_byte_span(line));
    JsonWriteOptions options;
    // What was read may be written.
    options.limits = Limits::unlimited();
    if (auto written = write_json(sink, value, options); !written) return written;
    sink.write_byte('\n');
    return {};
}

/// Where the pointer of a line ends: at ` = `, or at `= ` of the root. npos if there is none.
std::size_t pointer_end(std::string_view line) noexcept {
    if (line.starts_with("= ")) return 0;
    if (!line.starts_with('"')) return line.find(" = ");
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '"') return line.substr(i + 1).starts_with(" = ") ? i + 1 : line.npos;
        if (line[i] == '\\') ++i;
    }
    return line.npos;
}

/// Puts values into a tree that grows with them.
class Assembler {
  public:
    explicit Assembler(const Limits& limits) : limits_(limits), budget_(limits) {}

    Result<void> put_line(std::string_view line) {
        const std::size_t end = pointer_end(line);
        if (end == line.npos) return wanted_line();
        const std::string_view shown = line.substr(0, end);
        auto value = value_from_json(line.substr(end + (end == 0 ? 2 : 3)), {.limits = limits_});
        if (!value) return failure(std::move(value).error());
        if (auto charged = budget_.charge(*value); !charged) return charged;
        if (!shown.starts_with('"')) return put(shown, std::move(*value));
        const auto pointer = value_from_json(shown, {.limits = Limits::unlimited()});
        if (!pointer) return failure(pointer.error());
        return put(pointer->text(), std::move(*value));
    }

    [[nodiscard]] std::optional<Value>& root() noexcept { return root_; }

  private:
    static Result<void> wanted_line() {
        return failure(Error(ErrorCode::invalid_json, "wanted POINTER = JSON"));
    }

    Result<void> put(std::string_view pointer, Value value) {
        const auto failed = [&](ErrorCode code) -> Result<void> {
            Error error(code);
            error.path = pointer;
            return failure(std::move(error));
        };
        if (pointer.empty()) {
            root_ = std::move(value);
            return {};
        }
        if (!root_) {
            root_ = container_for(pointer);
            if (auto charged = budget_.charge(*root_); !charged) return charged;
        }
        Value* at = &*root_;
        std::string_view rest = pointer;
        for (std::size_t depth = 1; !rest.empty(); ++depth) {
            if (depth > limits_.max_depth) {
                return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::depth)));
            }
            const auto token = take_pointer_token(rest);
            if (!token) return failed(token.error());
            Value* const child = find(*at, *token);
            if (child != nullptr) {
                at = child;
                continue;
            }
            Value made = rest.empty() ? Value() : container_for(rest);
            if (auto charged = budget_.charge(made); !charged) return charged;
            if (!budget_.memory.charge(token->size())) {
                return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
            }
            if (Map* const map = at->as_map()) {
                at = &map->insert_or_assign(*token, std::move(made)).first;
                continue;
            }
            Array* const array = at->as_array();
            if (array == nullptr) return failed(ErrorCode::wrong_type);
            if (pointer_index(*token) != array->size()) {
                return failed(ErrorCode::index_out_of_range);
            }
            at = &array->push_back(std::move(made));
        }
        *at = std::move(value);
        return {};
    }

    static Value container_for(std::string_view pointer) {
        const bool is_array = pointer == "/0" || pointer.starts_with("/0/");
        return is_array ? Value(Array()) : Value(Map());
    }

    static Value* find(Value& container, std::string_view token) {
        if (Map* const map = container.as_map()) return map->find(token);
        Array* const array = container.as_array();
        const auto index = pointer_index(token);
        return array != nullptr && index ? array->find(*index) : nullptr;
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
    const auto write = [&](const Value& value) -> Result<void> {
        const bool is_open = !is_empty(value);
        if (is_open) stack.push_back({&value, 0, path.size()});
        if (is_open && !looks_like_array(value)) return {};
        auto written = write_line(sink, path, is_open ? Value(Map()) : value);
        if (written && sink.size() - begin > limits.max_input) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
        }
        return written;
    };
    if (auto written = write(root); !written) return written;
    while (!stack.empty()) {
        WrittenContainer& top = stack.back();
        path.resize(top.path);
        const auto elements = top.container->elements();
        const auto entries = top.container->entries();
        if (top.next == elements.size() + entries.size()) {
            stack.pop_back();
            continue;
        }
        const std::size_t index = top.next++;
        if (top.container->is(Type::array)) {
            append_pointer_token(path, index);
        } else {
            append_pointer_token(path, entries[index].key());
        }
        auto written = write(elements.empty() ? entries[index].value : elements[index]);
        if (!written) return written;
    }
    return {};
}

Result<Value> read_flat(std::string_view text, const Limits& limits) {
    Assembler tree(limits);
    std::size_t begin = 0;
    for (std::size_t line = 1; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view content = text.substr(begin, end - begin);
        if (!content.empty()) {
            if (auto put = tree.put_line(content); !put) {
                Error error = std::move(put).error();
                // Of a limit it is what the limit is called.
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
    if (!tree.root()) return failure(Error(ErrorCode::invalid_json, "wanted POINTER = JSON"));
    return std::move(*tree.root());
}

}  // namespace souris::cli
