// SPDX-License-Identifier: MIT
#include "columns/expand_texts.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <souris/detail/wire.hpp>
#include <souris/keyed_hash.hpp>
#include <souris/sink.hpp>

#include "codec/piece_scan.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

/// A pattern, and what its texts have at each field.
struct Pattern {
    std::size_t count = 0;
    std::vector<FieldForm> forms;
    std::string text;
    std::vector<std::uint32_t> offsets;
    std::vector<std::size_t> least_sizes;
    std::vector<std::size_t> greatest_sizes;
    std::vector<bool> has_zeros;
    std::uint32_t parts = 0;
};

/// A number of decimal digits that an integer holds and that no other digits stand for.
std::optional<std::uint64_t> plain_number(std::string_view digits) {
    constexpr std::size_t most = 18;
    if (digits.size() > most || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
    std::uint64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

class Expander {
  public:
    Expander(std::vector<SplitPath>& paths, PathIndex index, FieldRule rule,
             std::deque<Bytes>& contents)
        : paths_(paths), index_(index), rule_(rule), contents_(contents) {}

    /// Returns whether anything was replaced.
    bool run() {
        if (!is_diverse()) return false;
        which_.assign(paths_[index_].cells.size(), none);
        std::size_t texts = 0;
        for (std::size_t i = 0; i < which_.size(); ++i) {
            const auto text = text_of(i);
            if (!text) continue;
            ++texts;
            which_[i] = pattern_of(*text);
            constexpr std::size_t first_look = 512;
            if (texts >= first_look && patterns_.size() > texts / 3) return false;
        }
        if (patterns_.size() > texts / 3) return false;
        std::size_t covered = 0;
        for (const Pattern& pattern : patterns_)
            covered += is_used(pattern) ? pattern.count : 0;
        if (covered * 2 < texts) return false;
        replace();
        return true;
    }

  private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    [[nodiscard]] std::optional<std::string_view> text_of(std::size_t i) const {
        const SplitPath& path = paths_[index_];
        const Cell cell = path.cells[i];
        if (cell.has_parts()) return std::nullopt;
        if (tag_at(path.source.data() + cell.offset()).type() != Type::string) return std::nullopt;
        return piece_at(path.source, cell.offset()).text();
    }

    /// Whether there are enough different texts.
    [[nodiscard]] bool is_diverse() const {
        constexpr std::size_t least = 24;
        constexpr std::size_t most_repeats = 24;
        std::unordered_set<std::uint64_t, KeyedHash> different;
        std::size_t texts = 0;
        for (std::size_t i = 0; i < paths_[index_].cells.size(); ++i) {
            const auto text = text_of(i);
            if (!text) continue;
            ++texts;
            different.insert(keyed_hash(*text));
            constexpr std::size_t sample = 1024;
            if (texts == sample) break;
        }
        return different.size() >= least && different.size() * most_repeats >= texts;
    }

    static bool is_used(const Pattern& pattern) {
        return !pattern.forms.empty() && pattern.count >= 2;
    }

    std::uint32_t pattern_of(std::string_view text) {
        // A zero introduces a field in the key.
        if (text.find('\0') != std::string_view::npos) return none;
        find_fields(text, rule_, fields_);
        constexpr std::size_t most_fields = 64;
        if (fields_.size() > most_fields) return none;
        key_.clear();
        std::size_t at = 0;
        for (const FoundField& field : fields_) {
            key_.append(text.substr(at, field.begin - at));
            at = field.begin + field.size;
            key_ += '\0';
            key_ += static_cast<char>(field.form.format);
            key_ += field.form.date_separator;
            key_ += field.form.between;
            key_ += field.form.time_separator;
        }
        key_.append(text.substr(at));
        const auto [found, is_new] =
            numbers_.try_emplace(key_, static_cast<std::uint32_t>(patterns_.size()));
        if (is_new) add_pattern(text);
        Pattern& pattern = patterns_[found->second];
        ++pattern.count;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            const FoundField& field = fields_[i];
            pattern.least_sizes[i] = std::min(pattern.least_sizes[i], field.size);
            pattern.greatest_sizes[i] = std::max(pattern.greatest_sizes[i], field.size);
            if (field.is_digits && field.size > 1 && text[field.begin] == '0')
                pattern.has_zeros[i] = true;
        }
        return found->second;
    }

    void add_pattern(std::string_view text) {
        Pattern pattern;
        std::size_t at = 0;
        for (const FoundField& field : fields_) {
            pattern.text.append(text.substr(at, field.begin - at));
            at = field.begin + field.size;
            pattern.offsets.push_back(static_cast<std::uint32_t>(pattern.text.size()));
            pattern.forms.push_back(field.form);
        }
        pattern.text.append(text.substr(at));
        pattern.least_sizes.assign(fields_.size(), ~std::size_t{0});
        pattern.greatest_sizes.assign(fields_.size(), 0);
        pattern.has_zeros.assign(fields_.size(), false);
        patterns_.push_back(std::move(pattern));
    }

    void replace() {
        std::vector<Sink*> sinks;
        std::deque<Sink> own_sinks;
        const std::size_t first_field = paths_.size();
        for (Pattern& pattern : patterns_) {
            if (!is_used(pattern)) continue;
            Parts parts{PartsKind::pattern, {}, {}, pattern.text, pattern.offsets};
            for (std::size_t i = 0; i < pattern.forms.size(); ++i) {
                constexpr std::size_t most_digits = 18;
                if (pattern.has_zeros[i] && pattern.least_sizes[i] == pattern.greatest_sizes[i] &&
                    pattern.least_sizes[i] <= most_digits) {
                    pattern.forms[i].format = FieldFormat::padded;
                    pattern.forms[i].width = static_cast<std::uint8_t>(pattern.least_sizes[i]);
                }
                parts.paths.push_back(static_cast<PathIndex>(paths_.size()));
                SplitPath path;
                path.parent = index_;
                path.role = PathRole::field;
                path.table = paths_[index_].table;
                paths_.push_back(std::move(path));
                own_sinks.emplace_back();
            }
            parts.forms = pattern.forms;
            std::vector<Parts>& all = paths_[index_].parts;
            pattern.parts = static_cast<std::uint32_t>(all.size());
            all.push_back(std::move(parts));
        }
        for (std::size_t i = 0; i < which_.size(); ++i) {
            if (which_[i] == none || !is_used(patterns_[which_[i]])) continue;
            const Pattern& pattern = patterns_[which_[i]];
            const std::string_view text = *text_of(i);
            find_fields(text, rule_, fields_);
            const std::vector<PathIndex>& parts = paths_[index_].parts[pattern.parts].paths;
            for (std::size_t f = 0; f < fields_.size(); ++f) {
                SplitPath& path = paths_[parts[f]];
                Sink& sink = own_sinks[parts[f] - first_field];
                path.cells.push_back(Cell::scalar(static_cast<std::size_t>(sink.size())));
                path.rows.push_back(paths_[index_].rows[i]);
                write_field(sink, pattern.forms[f], fields_[f],
                            text.substr(fields_[f].begin, fields_[f].size));
            }
            paths_[index_].cells[i] = Cell::of_parts(pattern.parts);
        }
        for (std::size_t i = 0; i < own_sinks.size(); ++i) {
            contents_.push_back(own_sinks[i].take());
            paths_[first_field + i].source = contents_.back();
        }
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
    std::vector<std::uint32_t> which_;
    std::vector<Pattern> patterns_;
    std::unordered_map<std::string, std::uint32_t, KeyedHash> numbers_;
    std::vector<FoundField> fields_;
    std::string key_;
};

}  // namespace

void expand_texts(std::vector<SplitPath>& paths, std::deque<Bytes>& contents) {
    const std::size_t whole = paths.size();
    for (PathIndex i = 0; i < whole; ++i) {
        if (paths[i].role != PathRole::key)
            (void)Expander(paths, i, FieldRule::words, contents).run();
    }
    const std::size_t words = paths.size();
    for (std::size_t i = whole; i < words; ++i)
        (void)Expander(paths, static_cast<PathIndex>(i), FieldRule::digits, contents).run();
}

}}}}  // namespace souris::v0::detail::columns
