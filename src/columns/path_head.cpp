// SPDX-License-Identifier: MIT
#include "columns/path_head.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/decimal.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// The bits of a head's first byte after those of null, false and true.
enum HeadFlag : std::uint8_t {
    parts_flag = 1U << 3U,
    contents_flag = 1U << 4U,
    literals_flag = 1U << 5U,
    contexts_flag = 1U << 6U,
    apart_flag = 1U << 7U,
};

constexpr std::uint8_t words_mask = 7;

/// The first number of a member that was not mentioned before.
constexpr std::uint64_t new_member = 0;

constexpr bool has_date(FieldFormat format) noexcept {
    return format == FieldFormat::date || format == FieldFormat::date_time;
}
constexpr bool has_time(FieldFormat format) noexcept {
    return format == FieldFormat::time || format == FieldFormat::date_time;
}

constexpr unsigned max_field_width = 18;

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

    static bool has_decimals(const Path& path) noexcept {
        const auto is_decimal = [](const Content& content) {
            return content.kind == ContentKind::decimal;
        };
        return std::ranges::any_of(path.contents, is_decimal) ||
               std::ranges::any_of(path.literals, is_decimal);
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

/// Reads heads. Each function returns false, or nothing, where the input is wrong, or charges
/// fail.
class HeadReader {
  public:
    HeadReader(Cursor& cursor, Budget& memory) : cursor_(cursor), memory_(memory) {}

    Result<std::vector<Path>, BlockError> run() {
        bool is_fine = add_path(0, PathRole::root, {}, 0);
        for (PathIndex i = 0; is_fine && i < paths_.size(); ++i)
            is_fine = read_path(i);
        if (is_fine) return std::move(paths_);
        if (is_out_of_memory_) return tl::unexpected(BlockError(Limit::memory));
        return failure(ErrorCode::bad_block);
    }

  private:
    template <class T>
    bool add(std::vector<T>& vector, T value) {
        if (!make_room(vector, 1, memory_)) {
            is_out_of_memory_ = true;
            return false;
        }
        vector.push_back(std::move(value));
        return true;
    }

    bool add_path(PathIndex parent, PathRole role, std::string_view key, std::uint32_t table) {
        Path path;
        path.parent = parent;
        path.role = role;
        path.key = key;
        path.table = table;
        return add(paths_, std::move(path));
    }
    /// Adds a part of `parent` and its path.
    bool add_part(PathIndex parent, Parts& parts, PathRole role, std::string_view key = {}) {
        const bool is_row =
            role == PathRole::member || role == PathRole::item || role == PathRole::field;
        if (!is_row && role != PathRole::value) ++tables_;
        const auto index = static_cast<PathIndex>(paths_.size());
        return add(parts.paths, index) &&
               add_path(parent, role, key, is_row ? paths_[parent].table : tables_);
    }

    bool read_number(std::uint64_t& number, std::uint64_t most) {
        const auto read = cursor_.read_unsigned<std::uint64_t>();
        if (!read || *read > most) return false;
        number = *read;
        return true;
    }
    bool read_byte(std::uint8_t& byte, unsigned most = 0xFF) {
        const auto read = cursor_.read_byte();
        if (!read || *read > most) return false;
        byte = *read;
        return true;
    }
    bool read_char(char& character) {
        std::uint8_t byte = 0;
        if (!read_byte(byte)) return false;
        character = static_cast<char>(byte);
        return true;
    }
    bool read_text(std::string_view& text) {
        const auto length = cursor_.read_length();
        if (!length) return false;
        text = as_text(*cursor_.read_bytes(*length));
        return true;
    }
    bool read_coding(NumberCoding& coding) {
        return read_byte(coding.order, max_number_order) &&
               read_byte(coding.classes, max_classes) && coding.classes != 0;
    }

    bool read_path(PathIndex index) {
        std::uint8_t flags = 0;
        if (!read_byte(flags)) return false;
        Path path = std::move(paths_[index]);
        for (std::size_t word = 0; word < path.has_word.size(); ++word)
            path.has_word[word] = ((flags >> word) & 1U) != 0;
        path.has_texts_apart = (flags & apart_flag) != 0;
        // What the parts ask of it.
        paths_[index].table = path.table;
        bool is_fine = true;
        if ((flags & parts_flag) != 0) is_fine = read_parts(path, index);
        if (is_fine && (flags & contents_flag) != 0) is_fine = read_contents(path.contents, false);
        if (is_fine && (flags & literals_flag) != 0) is_fine = read_contents(path.literals, true);
        if (is_fine && HeadWriter::has_decimals(path))
            is_fine = read_byte(path.decimals, max_decimals);
        if (is_fine && path.symbol_count() > 1)
            is_fine = read_byte(path.table_bits, max_table_bits);
        if (is_fine && (flags & contexts_flag) != 0) is_fine = read_contexts(path, index);
        if (path.role == PathRole::field) is_fine = is_fine && can_be_field(path);
        paths_[index] = std::move(path);
        return is_fine;
    }

    /// A field is an integer, a string, or a pattern whose fields are no patterns.
    [[nodiscard]] bool can_be_field(const Path& path) const {
        const auto is_fine = [](const Content& content) {
            return content.kind == ContentKind::integer || content.kind == ContentKind::text;
        };
        const bool is_part_of_field = paths_[path.parent].role == PathRole::field;
        return path.word_count() == 0 && std::ranges::all_of(path.contents, is_fine) &&
               std::ranges::all_of(path.literals, is_fine) &&
               std::ranges::all_of(path.parts, [&](const Parts& parts) {
                   return parts.kind == PartsKind::pattern && !is_part_of_field;
               });
    }

    bool read_parts(Path& path, PathIndex index) {
        members_.clear();
        std::uint64_t count = 0;
        if (!read_number(count, cursor_.remaining())) return false;
        for (; count != 0; --count) {
            Parts parts;
            std::uint8_t kind = 0;
            if (!read_byte(kind, static_cast<unsigned>(PartsKind::pattern))) return false;
            parts.kind = static_cast<PartsKind>(kind);
            if (!read_parts_of(parts, index)) return false;
            if (!add(path.parts, std::move(parts))) return false;
        }
        return !path.has_counts() || read_coding(path.count_coding);
    }

    bool read_parts_of(Parts& parts, PathIndex index) {
        switch (parts.kind) {
            case PartsKind::map:
                return read_shape(parts, index);
            case PartsKind::dictionary:
                return add_part(index, parts, PathRole::key) &&
                       add_part(index, parts, PathRole::value);
            case PartsKind::array:
                return add_part(index, parts, PathRole::element);
            case PartsKind::tuple: {
                std::uint64_t count = 0;
                if (!read_number(count, cursor_.remaining())) return false;
                for (; count != 0; --count) {
                    if (!add_part(index, parts, PathRole::item)) return false;
                }
                return true;
            }
            case PartsKind::pattern:
                return read_pattern(parts, index);
        }
        return false;
    }

    bool read_shape(Parts& parts, PathIndex index) {
        std::uint64_t count = 0;
        if (!read_number(count, cursor_.remaining())) return false;
        for (; count != 0; --count) {
            std::uint64_t member = 0;
            if (!read_number(member, members_.size())) return false;
            if (member != new_member) {
                if (!add(parts.paths, members_[static_cast<std::size_t>(member) - 1])) return false;
                continue;
            }
            std::string_view key;
            if (!read_text(key) || !add_part(index, parts, PathRole::member, key) ||
                !add(members_, parts.paths.back()))
                return false;
        }
        return true;
    }

    bool read_pattern(Parts& parts, PathIndex index) {
        std::uint64_t count = 0;
        if (!read_number(count, cursor_.remaining())) return false;
        std::uint64_t offset = 0;
        for (; count != 0; --count) {
            std::uint64_t distance = 0;
            FieldForm form;
            if (!read_number(distance, cursor_.remaining()) || !read_form(form)) return false;
            offset += distance;
            if (!add(parts.offsets, static_cast<std::uint32_t>(offset)) ||
                !add(parts.forms, form) || !add_part(index, parts, PathRole::field))
                return false;
        }
        std::string_view text;
        if (!read_text(text) || offset > text.size()) return false;
        if (!memory_.charge(allocation_size(text.size()))) {
            is_out_of_memory_ = true;
            return false;
        }
        parts.text = text;
        return true;
    }

    bool read_form(FieldForm& form) {
        std::uint8_t format = 0;
        if (!read_byte(format, static_cast<unsigned>(FieldFormat::date_time))) return false;
        form.format = static_cast<FieldFormat>(format);
        return (form.format != FieldFormat::padded || read_byte(form.width, max_field_width)) &&
               (!has_date(form.format) || read_char(form.date_separator)) &&
               (form.format != FieldFormat::date_time || read_char(form.between)) &&
               (!has_time(form.format) || read_char(form.time_separator));
    }

    bool read_contents(std::vector<Content>& contents, bool has_counts) {
        std::uint64_t kinds = 0;
        if (!read_number(kinds, (1U << content_kinds) - 1) || kinds == 0) return false;
        for (unsigned kind = 0; kind < content_kinds; ++kind) {
            if (((kinds >> kind) & 1U) == 0) continue;
            Content content;
            content.kind = static_cast<ContentKind>(kind);
            std::uint8_t has_zero = 0;
            constexpr std::uint64_t most = (std::uint64_t{1} << 31U) - 1;
            if (has_counts && !read_number(content.count, most)) return false;
            if (is_text(content.kind) && !read_byte(has_zero, 1)) return false;
            content.has_zero = has_zero != 0;
            if ((is_number(content.kind) || content.has_zero) && !read_coding(content.coding))
                return false;
            if (!add(contents, std::move(content))) return false;
        }
        return true;
    }

    bool read_contexts(Path& path, PathIndex index) {
        std::uint64_t count = 0;
        if (!read_number(count, max_context_sets)) return false;
        for (; count != 0; --count) {
            ContextSet set;
            std::uint64_t others = 0;
            if (!read_byte(set.before, max_before) || !read_number(others, max_others))
                return false;
            for (; others != 0; --others) {
                std::uint64_t distance = 0;
                if (!read_number(distance, index) || distance == 0) return false;
                const auto other = static_cast<PathIndex>(index - distance);
                if (paths_[other].table != path.table || !add(set.others, other)) return false;
            }
            if (!add(path.contexts, std::move(set))) return false;
        }
        return true;
    }

    Cursor& cursor_;
    Budget& memory_;
    std::vector<Path> paths_;
    /// Of the path being read, in the order in which they were mentioned.
    std::vector<PathIndex> members_;
    std::uint32_t tables_ = 0;
    bool is_out_of_memory_ = false;
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

Result<std::vector<Path>, BlockError> read_heads(Cursor& cursor, Budget& memory) {
    return HeadReader(cursor, memory).run();
}

}}}}  // namespace souris::v0::detail::columns
