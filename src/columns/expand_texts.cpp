// SPDX-License-Identifier: MIT
#include "columns/expand_texts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <souris/detail/wire.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/sink.hpp>

#include "codec/piece_scan.hpp"
#include "columns/head_layout.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// The sizes of a field in the texts of a pattern.
struct FieldSizes {
    std::uint32_t least = ~std::uint32_t{0};
    std::uint32_t greatest = 0;
    bool has_zeros = false;
};

struct Pattern {
    std::size_t count = 0;
    std::vector<FieldForm> forms;
    std::string text;
    std::vector<std::uint32_t> offsets;
    std::vector<FieldSizes> sizes;
    std::uint32_t parts = 0;
};

/// Longer texts are no lines of a log.
constexpr std::size_t max_text = std::size_t{1} << 16U;

/// A number of decimal digits that an integer holds and that no other digits stand for.
std::optional<std::uint64_t> plain_number(std::string_view digits) {
    if (digits.size() > 1 && digits[0] == '0') return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc()) return std::nullopt;
    return static_cast<std::uint64_t>(number);
}

class Expander {
  public:
    Expander(std::vector<SplitPath>& paths, PathIndex index, FieldRule rule, Repeats repeats,
             std::deque<Bytes>& contents)
        : paths_(paths), index_(index), rule_(rule), contents_(contents) {
        SplitPath& path = paths_[index_];
        path.distinct = find_distinct(path.source, path.cells, repeats);
    }

    void run() {
        if (!is_diverse()) return;
        const std::size_t count = distinct().scalars.size();
        pattern_numbers_.assign(count, none);
        first_fields_.assign(count, 0);
        std::size_t texts = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const DistinctScalar& scalar = distinct().scalars[i];
            const auto text = text_at(scalar.offset);
            if (!text) continue;
            texts += scalar.count;
            first_fields_[i] = fields_.size();
            pattern_numbers_[i] = pattern_of(*text, scalar.count);
            constexpr std::size_t first_look = 512;
            if (texts >= first_look && patterns_.size() > texts / 3) return;
        }
        if (patterns_.size() > texts / 3) return;
        std::size_t covered = 0;
        for (const Pattern& pattern : patterns_)
            covered += is_used(pattern) ? pattern.count : 0;
        if (covered * 2 >= texts) replace();
    }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    [[nodiscard]] const DistinctScalars& distinct() const noexcept {
        return *paths_[index_].distinct;
    }

    [[nodiscard]] std::optional<std::string_view> text_at(std::size_t offset) const {
        const std::span<const std::byte> source = paths_[index_].source;
        if (tag_at(source.data() + offset).type() != Type::string) return std::nullopt;
        return piece_at(source, offset).text();
    }

    /// Whether the first texts are different enough.
    [[nodiscard]] bool is_diverse() const {
        constexpr std::size_t least = 24;
        constexpr std::size_t most_repeats = 24;
        constexpr std::size_t sample = 1024;
        std::size_t texts = 0;
        std::size_t different = 0;
        // Numbers are given in the order of the cells.
        std::uint32_t next = 0;
        for (const std::uint32_t number : distinct().which) {
            if (number == none) continue;
            const bool is_new = number == next;
            next += is_new ? 1U : 0U;
            if (!text_at(distinct().scalars[number].offset)) continue;
            different += is_new ? 1U : 0U;
            if (++texts == sample) break;
        }
        return different >= least && different * most_repeats >= texts;
    }

    /// Whether a pattern is worth the paths of its fields, each of which takes a head and a
    /// sequence.
    static bool is_used(const Pattern& pattern) {
        constexpr std::size_t least = 12;
        return !pattern.forms.empty() && pattern.count >= least;
    }

    /// The pattern of a text that occurs `count` times; its fields are then the last of `fields_`.
    std::uint32_t pattern_of(std::string_view text, std::size_t count) {
        // A zero introduces a field in the key.
        if (text.size() > max_text || text.find('\0') != std::string_view::npos) return none;
        const std::size_t before = fields_.size();
        find_fields(text, rule_, fields_);
        const std::span fields = std::span(fields_).subspan(before);
        constexpr std::size_t most_fields = 64;
        if (fields.size() > most_fields) {
            fields_.resize(before);
            return none;
        }
        key_.clear();
        std::size_t at = 0;
        for (const FoundField& field : fields) {
            key_.append(text.substr(at, field.begin - at));
            at = std::size_t{field.begin} + field.size;
            const std::array<char, 5> mark = {'\0', static_cast<char>(field.form.format),
                                              field.form.date_separator, field.form.between,
                                              field.form.time_separator};
            key_.append(mark.data(), mark.size());
        }
        key_.append(text.substr(at));
        const auto [found, is_new] =
            numbers_.try_emplace(key_, static_cast<std::uint32_t>(patterns_.size()));
        if (is_new) add_pattern(text, fields);
        Pattern& pattern = patterns_[found->second];
        pattern.count += count;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            FieldSizes& sizes = pattern.sizes[i];
            sizes.least = std::min(sizes.least, fields[i].size);
            sizes.greatest = std::max(sizes.greatest, fields[i].size);
            sizes.has_zeros |=
                fields[i].is_digits && fields[i].size > 1 && text[fields[i].begin] == '0';
        }
        return found->second;
    }

    void add_pattern(std::string_view text, std::span<const FoundField> fields) {
        Pattern pattern;
        std::size_t at = 0;
        for (const FoundField& field : fields) {
            pattern.text.append(text.substr(at, field.begin - at));
            at = std::size_t{field.begin} + field.size;
            pattern.offsets.push_back(static_cast<std::uint32_t>(pattern.text.size()));
            pattern.forms.push_back(field.form);
        }
        pattern.text.append(text.substr(at));
        pattern.sizes.resize(fields.size());
        patterns_.push_back(std::move(pattern));
    }

    /// Adds the paths of a pattern's fields.
    void add_fields(Pattern& pattern) {
        Parts parts{PartsKind::pattern, {}, {}, pattern.text, pattern.offsets};
        for (std::size_t i = 0; i < pattern.forms.size(); ++i) {
            const FieldSizes& sizes = pattern.sizes[i];
            if (sizes.has_zeros && sizes.least == sizes.greatest &&
                sizes.least <= max_field_width) {
                pattern.forms[i].format = FieldFormat::padded;
                pattern.forms[i].width = static_cast<std::uint8_t>(sizes.least);
            }
            parts.paths.push_back(static_cast<PathIndex>(paths_.size()));
            SplitPath path;
            path.parent = index_;
            path.role = PathRole::field;
            path.table = paths_[index_].table;
            path.cells.reserve(pattern.count);
            paths_.push_back(std::move(path));
        }
        parts.forms = pattern.forms;
        std::vector<Parts>& all = paths_[index_].parts;
        pattern.parts = static_cast<std::uint32_t>(all.size());
        all.push_back(std::move(parts));
    }

    [[nodiscard]] const Pattern* used_pattern(std::size_t scalar) const {
        const std::uint32_t number = pattern_numbers_[scalar];
        return number != none && is_used(patterns_[number]) ? &patterns_[number] : nullptr;
    }

    void replace() {
        const std::size_t first_path = paths_.size();
        for (Pattern& pattern : patterns_) {
            if (is_used(pattern)) add_fields(pattern);
        }
        const std::vector<Cell> field_cells = write_fields(first_path);
        SplitPath& whole = paths_[index_];
        for (std::size_t i = 0; i < whole.cells.size(); ++i) {
            const std::uint32_t scalar = distinct().which[i];
            const Pattern* const pattern = scalar == none ? nullptr : used_pattern(scalar);
            if (pattern == nullptr) continue;
            const Cell* cell = &field_cells[first_fields_[scalar]];
            for (const PathIndex field : whole.parts[pattern->parts].paths)
                paths_[field].add(*cell++, whole.row_of(i));
            whole.cells[i] = Cell::of_parts(pattern->parts);
        }
        whole.distinct.reset();
    }

    /// Writes what is in the fields of each text once. Returns a cell for each of `fields_`.
    std::vector<Cell> write_fields(std::size_t first_path) {
        std::vector<Cell> cells(fields_.size(), Cell::scalar(0));
        std::deque<Sink> sinks(paths_.size() - first_path);
        for (std::size_t i = 0; i < pattern_numbers_.size(); ++i) {
            const Pattern* const pattern = used_pattern(i);
            if (pattern == nullptr) continue;
            const std::string_view text = *text_at(distinct().scalars[i].offset);
            std::size_t next = first_fields_[i];
            const std::vector<PathIndex>& parts = paths_[index_].parts[pattern->parts].paths;
            for (std::size_t f = 0; f < parts.size(); ++f, ++next) {
                Sink& sink = sinks[parts[f] - first_path];
                cells[next] = Cell::scalar(static_cast<std::size_t>(sink.size()));
                const FoundField& field = fields_[next];
                write_field(sink, pattern->forms[f], field, text.substr(field.begin, field.size));
            }
        }
        for (std::size_t i = 0; i < sinks.size(); ++i) {
            contents_.push_back(sinks[i].take());
            paths_[first_path + i].source = contents_.back();
        }
        return cells;
    }

    static void write_field(Sink& sink, const FieldForm& form, const FoundField& field,
                            std::string_view text) {
        std::optional<std::uint64_t> number;
        if (form.format == FieldFormat::padded) {
            std::uint64_t padded = 0;
            std::from_chars(text.data(), text.data() + text.size(), padded);
            if (field.is_digits) number = padded;
        } else if (form.format != FieldFormat::verbatim) {
            number = field.number;
        } else if (field.is_digits) {
            number = plain_number(text);
        }
        if (number) {
            std::byte* const out = sink.reserve(scalar_room);
            sink.commit(put_low_half(out, SignState::unsigned_number, *number));
            return;
        }
        std::byte* const out = sink.reserve(scalar_room);
        sink.commit(put_text_head(out, text.size()));
        sink.write_bytes(as_byte_span(text));
    }

    std::vector<SplitPath>& paths_;
    PathIndex index_;
    FieldRule rule_;
    std::deque<Bytes>& contents_;
    std::vector<Pattern> patterns_;
    /// Of each scalar, the number of its pattern, and of its first field.
    std::vector<std::uint32_t> pattern_numbers_;
    std::vector<std::size_t> first_fields_;
    std::unordered_map<std::string, std::uint32_t, KeyedHash> numbers_;
    /// Those of all texts that have a pattern, one text after another.
    std::vector<FoundField> fields_;
    std::string key_;
};

}  // namespace

void expand_texts(std::vector<SplitPath>& paths, Repeats repeats, std::deque<Bytes>& contents) {
    const auto expand = [&](std::size_t index, FieldRule rule) {
        Expander(paths, static_cast<PathIndex>(index), rule, repeats, contents).run();
    };
    const std::size_t whole = paths.size();
    for (std::size_t i = 0; i < whole; ++i) {
        if (paths[i].role != PathRole::key) expand(i, FieldRule::words);
    }
    const std::size_t words = paths.size();
    for (std::size_t i = whole; i < words; ++i)
        expand(i, FieldRule::digits);
}

}}}}  // namespace souris::v0::detail::columns
