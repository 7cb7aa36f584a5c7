// SPDX-License-Identifier: MIT
#include "printers/tree_printer.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <souris/cursor.hpp>
#include <souris/escape.hpp>

#include "common/color.hpp"
#include "common/container.hpp"
#include "common/display_width.hpp"
#include "printers/value_printer.hpp"

namespace souris::cli {

namespace {

/// Additional spaces per level.
constexpr std::size_t indentation = 2;
/// Deeper levels are shown as a number: indenting a tree of a million levels would take terabytes.
constexpr std::size_t max_guided_levels = 40;
/// Longer names do not widen the column.
constexpr std::size_t max_name_width = 24;
/// Width of the longest names, "timestamp" and "character".
constexpr std::size_t type_width = 9;

/// A container whose first `next` of `shown` children have been printed.
struct PrintedContainer {
    const Value* container;
    std::size_t next;
    std::size_t shown;
    /// Width of the column for the children's names.
    std::size_t name_width;
};

bool is_plain_name(std::string_view name) noexcept {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.';
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), is_plain);
}

/// Appends a name and returns its width in columns.
std::size_t append_name(std::string& out, std::string_view name) {
    if (is_plain_name(name)) {
        out += name;
        return name.size();
    }
    const std::size_t begin = out.size();
    append_quoted(out, name);
    return display_width(std::string_view(out).substr(begin));
}

std::size_t append_number(std::string& out, std::size_t number) {
    const fmt::format_int digits(number);
    out.append(digits.data(), digits.size());
    return digits.size();
}

/// Width of the column for the names of the first `shown` children.
std::size_t name_width(const Value& container, std::size_t shown) {
    std::string scratch;
    std::size_t widest = 0;
    if (container.is(Type::array)) return append_number(scratch, shown - 1);
    for (const MapEntry& entry : container.entries().first(shown)) {
        scratch.clear();
        widest = std::max(widest, append_name(scratch, entry.key()));
    }
    return std::min(widest, max_name_width);
}

constexpr std::string_view name_color = "\x1b[1;34m";
constexpr std::string_view type_color = "\x1b[2m";

std::string_view color_of(Type type) noexcept {
    switch (type) {
        case Type::string:
        case Type::character:
        case Type::json:
            return "\x1b[32m";
        case Type::binary:
            return "\x1b[33m";
        case Type::boolean:
            return "\x1b[35m";
        default:
            return "\x1b[36m";
    }
}

class TreePrinter {
  public:
    TreePrinter(Sink& sink, const TreeStyle& style, const Unread& unread)
        : sink_(sink), style_(style), unread_(unread) {}

    void print(const Value& root) {
        print_value(root);
        while (!stack_.empty())
            print_next();
    }

  private:
    /// Prints the next child of the innermost container, or closes the container.
    void print_next() {
        PrintedContainer& top = stack_.back();
        const Value& container = *top.container;
        const std::size_t i = top.next++;
        if (i == top.shown) {
            print_rest(child_count(container) - i);
            stack_.pop_back();
            return;
        }
        indent(stack_.size());
        const bool is_map = container.is(Type::map);
        std::size_t used = 0;
        paint(name_color, [&] {
            used =
                is_map ? append_name(line_, container.entries()[i].key()) : append_number(line_, i);
        });
        pad(used, top.name_width);
        print_value(child_at(container, i));
    }

    void print_rest(std::size_t count) {
        if (count == 0) return;
        indent(stack_.size());
        line_ += "... ";
        append_number(line_, count);
        line_ += " more";
        end_line();
    }

    void indent(std::size_t level) {
        if (level <= max_guided_levels) {
            line_.append(indentation * level, ' ');
        } else {
            line_ += "(level ";
            append_number(line_, level);
            line_ += ") ";
        }
    }

    /// Prints the rest of the line; the children of a container follow later.
    void print_value(const Value& value) {
        const std::string_view type = name_of(value.type());
        paint(type_color, [&] { line_ += type; });
        if (is_container(value)) return open(value);
        if (!value.is_null()) {
            pad(type.size(), type_width);
            paint(color_of(value.type()), [&] { append_content(line_, value); });
        }
        end_line();
    }

    void open(const Value& container) {
        const std::size_t children = child_count(container);
        const bool is_opened = !style_.max_depth || stack_.size() < *style_.max_depth;
        line_ += " (";
        append_number(line_, children);
        if (const auto missing = unread_.find(&container); missing != unread_.end()) {
            line_ += " of ";
            append_number(line_, children + static_cast<std::size_t>(missing->second));
        }
        line_ += is_opened || children == 0 ? ")" : ") ...";
        end_line();
        if (!is_opened || children == 0) return;
        const auto shown = static_cast<std::size_t>(
            std::min<std::uint64_t>(children, style_.max_children.value_or(children)));
        stack_.push_back({&container, 0, shown, shown != 0 ? name_width(container, shown) : 0});
    }

    void end_line() {
        line_ += '\n';
        sink_.write_bytes(as_byte_span(line_));
        line_.clear();
    }

    template <class Write>
    void paint(std::string_view color, Write write) {
        if (style_.is_colored) line_ += color;
        write();
        if (style_.is_colored) line_ += no_color;
    }

    /// Pads a column of `used` characters to `width`, and adds the gap.
    void pad(std::size_t used, std::size_t width) {
        constexpr std::size_t gap = 2;
        line_.append(std::max(used, width) - used + gap, ' ');
    }

    Sink& sink_;
    const TreeStyle& style_;
    const Unread& unread_;
    std::string line_;
    std::vector<PrintedContainer> stack_;
};

}  // namespace

void print_tree(Sink& sink, const Value& root, const TreeStyle& style, const Unread& unread) {
    TreePrinter(sink, style, unread).print(root);
}

}  // namespace souris::cli
