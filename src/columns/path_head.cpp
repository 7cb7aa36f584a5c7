// SPDX-License-Identifier: MIT
#include "columns/path_head.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "columns/head_layout.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

class HeadWriter {
  public:
    HeadWriter(Sink& sink, std::span<const Path> paths) : sink_(sink), paths_(paths) {}

    void write(PathIndex index) {
        const Path& path = paths_[index];
        std::uint8_t flags = 0;
        for (std::size_t word = 0; word < path.has_word.size(); ++word)
            flags |= static_cast<std::uint8_t>(path.has_word[word] ? 1U << word : 0U);
        if (!path.parts.empty()) flags |= parts_flag;
        if (!path.contents.empty()) flags |= contents_flag;
        if (!path.literals.empty()) flags |= literals_flag;
        if (!path.contexts.empty()) flags |= contexts_flag;
        if (path.has_texts_apart) flags |= apart_flag;
        sink_.write_byte(flags);
        if (!path.parts.empty()) write_parts(path);
        if (!path.contents.empty()) write_contents(path.contents, false);
        if (!path.literals.empty()) write_contents(path.literals, true);
        if (has_decimals(path)) sink_.write_byte(path.decimals);
        if (path.symbol_count() > 1) sink_.write_byte(path.table_bits);
        if (!path.contexts.empty()) write_contexts(index);
    }

  private:
    void write_parts(const Path& path) {
        std::vector<PathIndex> members;
        sink_.write_unsigned(path.parts.size());
        for (const Parts& parts : path.parts) {
            sink_.write_byte(static_cast<std::uint8_t>(parts.kind));
            switch (parts.kind) {
                case PartsKind::map:
                    write_shape(parts, members);
                    break;
                case PartsKind::dictionary:
                case PartsKind::array:
                    break;
                case PartsKind::tuple:
                    sink_.write_unsigned(parts.paths.size());
                    break;
                case PartsKind::pattern:
                    write_pattern(parts);
                    break;
            }
        }
        if (path.has_counts()) write_coding(path.count_coding);
    }

    void write_shape(const Parts& parts, std::vector<PathIndex>& members) {
        sink_.write_unsigned(parts.paths.size());
        for (const PathIndex part : parts.paths) {
            // Ascending, since parts are numbered in this order.
            const auto known = std::ranges::lower_bound(members, part);
            if (known != members.end()) {
                assert(*known == part);
                sink_.write_unsigned(static_cast<std::uint64_t>(known - members.begin()) + 1);
                continue;
            }
            members.push_back(part);
            sink_.write_unsigned(new_member);
            write_text(paths_[part].key);
        }
    }

    void write_pattern(const Parts& parts) {
        sink_.write_unsigned(parts.paths.size());
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < parts.forms.size(); ++i) {
            const FieldForm& form = parts.forms[i];
            sink_.write_unsigned(parts.offsets[i] - last);
            last = parts.offsets[i];
            sink_.write_byte(static_cast<std::uint8_t>(form.format));
            if (form.format == FieldFormat::padded) sink_.write_byte(form.width);
            if (has_date(form.format))
                sink_.write_byte(static_cast<std::uint8_t>(form.date_separator));
            if (form.format == FieldFormat::date_time)
                sink_.write_byte(static_cast<std::uint8_t>(form.between));
            if (has_time(form.format))
                sink_.write_byte(static_cast<std::uint8_t>(form.time_separator));
        }
        write_text(parts.text);
    }

    void write_contents(const std::vector<Content>& contents, bool has_counts) {
        std::uint64_t kinds = 0;
        for (const Content& content : contents)
            kinds |= std::uint64_t{1} << static_cast<unsigned>(content.kind);
        sink_.write_unsigned(kinds);
        for (const Content& content : contents) {
            if (has_counts) sink_.write_unsigned(content.count);
            if (is_text(content.kind)) sink_.write_byte(content.has_zero ? 1 : 0);
            if (is_number(content.kind) || content.has_zero) write_coding(content.coding);
        }
    }

    void write_contexts(PathIndex index) {
        const std::vector<ContextSet>& sets = paths_[index].contexts;
        sink_.write_unsigned(sets.size());
        for (const ContextSet& set : sets) {
            sink_.write_byte(set.before);
            sink_.write_unsigned(set.others.size());
            for (const std::uint32_t other : set.others)
                sink_.write_unsigned(index - other);
        }
    }

    void write_coding(const NumberCoding& coding) {
        sink_.write_byte(coding.order);
        sink_.write_byte(coding.classes);
    }

    void write_text(std::string_view text) {
        sink_.write_unsigned(text.size());
        sink_.write_bytes(as_byte_span(text));
    }

    Sink& sink_;
    std::span<const Path> paths_;
};

}  // namespace

std::vector<Path> order_paths(std::vector<Path> paths) {
    std::vector<PathIndex> order;
    std::vector<PathIndex> places(paths.size(), 0);
    order.reserve(paths.size());
    order.push_back(0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (const Parts& parts : paths[order[i]].parts) {
            for (const PathIndex part : parts.paths) {
                // A member may be part of several shapes; the root is nobody's part.
                if (places[part] != 0) continue;
                places[part] = static_cast<PathIndex>(order.size());
                order.push_back(part);
            }
        }
    }
    assert(order.size() == paths.size());
    std::vector<Path> ordered;
    ordered.reserve(paths.size());
    for (const PathIndex index : order) {
        Path& path = paths[index];
        path.parent = places[path.parent];
        for (Parts& parts : path.parts) {
            for (PathIndex& part : parts.paths)
                part = places[part];
        }
        ordered.push_back(std::move(path));
    }
    return ordered;
}

void write_heads(Sink& sink, std::span<const Path> paths) {
    HeadWriter writer(sink, paths);
    for (std::size_t i = 0; i < paths.size(); ++i)
        writer.write(static_cast<PathIndex>(i));
}

}}}}  // namespace souris::v0::detail::columns
