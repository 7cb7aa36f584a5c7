// SPDX-License-Identifier: MIT
#include <utility>

#include "base/charged_memory.hpp"
#include "columns/decimal.hpp"
#include "columns/head_layout.hpp"
#include "columns/path_head.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

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
        // By a part of its size, also where memory is too small for twice as much: growth by one
        // would take quadratic time.
        if (vector.size() == vector.capacity() &&
            !make_room(vector, 1 + vector.size() / 8, memory_)) {
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
        if (is_fine && has_decimals(path)) is_fine = read_byte(path.decimals, max_decimals);
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

Result<std::vector<Path>, BlockError> read_heads(Cursor& cursor, Budget& memory) {
    return HeadReader(cursor, memory).run();
}

}}}}  // namespace souris::v0::detail::columns
