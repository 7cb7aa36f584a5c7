// SPDX-License-Identifier: MIT
#include "tree_printer.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <souris/cursor.hpp>
#include <souris/escape.hpp>

#include "value_printer.hpp"

namespace souris::cli {

namespace {

/// Spaces by which children stand further right than their parent.
constexpr std::size_t indentation = 2;
/// Levels beyond are told by their number: a tree of a million levels would be indented by
/// terabytes.
constexpr std::size_t max_indented_levels = 40;
/// Names that are longer do not push the whole column to the right.
constexpr std::size_t max_name_width = 24;
/// Of "timestamp" and "character".
constexpr std::size_t type_width = 9;

/// A container of which the first `next` children are printed.
struct Frame {
    const Value* container;
    std::size_t next;
    /// Columns for the children's names.
    std::size_t name_width;
};

bool is_plain_name(std::string_view name) noexcept {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.';
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), is_plain);
}

/// Appends a name and returns how many columns it takes: one for each character, which is not true
/// of all writing systems.
std::size_t append_name(std::string& out, std::string_view name) {
    if (is_plain_name(name)) {
        out += name;
        return name.size();
    }
    const std::size_t begin = out.size();
    append_quoted(out, name);
    const auto begins_character = [](char unit) {
        return (static_cast<unsigned char>(unit) & 0xC0U) != 0x80;
    };
    return static_cast<std::size_t>(std::count_if(out.begin() + static_cast<std::ptrdiff_t>(begin),
                                                  out.end(), begins_character));
}

std::size_t append_number(std::string& out, std::size_t number) {
    const fmt::format_int digits(number);
    out.append(digits.data(), digits.size());
    return digits.size();
}

/// Columns for the names of all that is in `container`.
std::size_t name_width(const Value& container) {
    std::string scratch;
    std::size_t widest = 0;
    if (const std::size_t size = container.elements().size(); size != 0) {
        widest = append_number(scratch, size - 1);
    }
    for (const MapEntry& entry : container.entries()) {
        scratch.clear();
        widest = std::max(widest, append_name(scratch, entry.key()));
    }
    return std::min(widest, max_name_width);
}

class TreePrinter {
  public:
    explicit TreePrinter(Sink& sink) : sink_(sink) {}

    void print(const Value& root) {
        print_value(root);
        while (!stack_.empty())
            print_next();
    }

  private:
    /// The next child of the innermost container, or its end.
    void print_next() {
        Frame& top = stack_.back();
        const auto elements = top.container->elements();
        const auto entries = top.container->entries();
        const std::size_t i = top.next++;
        if (i == elements.size() + entries.size()) {
            stack_.pop_back();
            return;
        }
        indent(stack_.size());
        if (elements.empty()) {
            pad(append_name(line_, entries[i].key()), top.name_width);
            print_value(entries[i].value);
        } else {
            pad(append_number(line_, i), top.name_width);
            print_value(elements[i]);
        }
    }

    void indent(std::size_t level) {
        if (level <= max_indented_levels) {
            line_.append(indentation * level, ' ');
        } else {
            line_ += "(level ";
            append_number(line_, level);
            line_ += ") ";
        }
    }

    /// The rest of the line. A container's children are still to come.
    void print_value(const Value& value) {
        const std::string_view type = name_of(value.type());
        const std::size_t children = value.elements().size() + value.entries().size();
        line_ += type;
        if (value.is(Type::array) || value.is(Type::map)) {
            line_ += " (";
            append_number(line_, children);
            line_ += ')';
        } else if (!value.is_null()) {
            pad(type.size(), type_width);
            append_content(line_, value);
        }
        line_ += '\n';
        sink_.write_bytes(as_byte_span(line_));
        line_.clear();
        if (children != 0) stack_.push_back({&value, 0, name_width(value)});
    }

    /// Ends a column that is to be `width` wide and has `used`.
    void pad(std::size_t used, std::size_t width) {
        constexpr std::size_t gap = 2;
        line_.append(std::max(used, width) - used + gap, ' ');
    }

    Sink& sink_;
    std::string line_;
    std::vector<Frame> stack_;
};

}  // namespace

void print_tree(Sink& sink, const Value& root) {
    TreePrinter(sink).print(root);
}

}  // namespace souris::cli
