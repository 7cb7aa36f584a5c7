// SPDX-License-Identifier: MIT
#include "reference/column_paths.hpp"

#include <algorithm>

namespace souris::reference {

namespace {

unsigned read_up_to(Reader& reader, unsigned most) {
    const unsigned byte = reader.read_byte();
    if (byte > most) reader.fail(ErrorCode::bad_block);
    return byte;
}

std::uint64_t read_number_up_to(Reader& reader, std::uint64_t most) {
    const Number number = reader.read_integer(0);
    if (number.exceeds(most)) reader.fail(ErrorCode::bad_block);
    return reader.failed() ? 0 : number.low;
}

std::string read_text_of_head(Reader& reader) {
    std::string text;
    for (const std::byte byte : reader.read_bytes(reader.read_length()))
        text += static_cast<char>(byte);
    return text;
}

Coding read_coding(Reader& reader) {
    Coding coding;
    coding.order = read_up_to(reader, 2);
    coding.classes = read_up_to(reader, 129);
    if (coding.classes == 0) reader.fail(ErrorCode::bad_block);
    return coding;
}

Form read_form(Reader& reader) {
    Form form;
    form.kind = read_up_to(reader, 4);
    if (form.kind == 1) form.width = read_up_to(reader, 18);
    if (form.kind == 2 || form.kind == 4) form.date = static_cast<char>(reader.read_byte());
    if (form.kind == 4) form.between = static_cast<char>(reader.read_byte());
    if (form.kind == 3 || form.kind == 4) form.time = static_cast<char>(reader.read_byte());
    return form;
}

class Heads {
  public:
    explicit Heads(Reader& reader) : reader_(reader) {}

    std::vector<Path> read() {
        paths_.emplace_back();
        for (std::size_t i = 0; i < paths_.size() && !reader_.failed(); ++i)
            read_head(i);
        if (reader_.left() != 0) reader_.fail(ErrorCode::bad_block);
        return std::move(paths_);
    }

  private:
    std::size_t mention(std::size_t above, Role role, std::string key = {}) {
        Path path;
        path.role = role;
        path.above = above;
        path.key = std::move(key);
        if (role == Role::key || role == Role::element) {
            path.table = next_table_++;
        } else if (role == Role::value) {
            path.table = paths_.back().table;
        } else {
            path.table = paths_[above].table;
        }
        paths_.push_back(std::move(path));
        return paths_.size() - 1;
    }

    void read_head(std::size_t index) {
        const unsigned flags = reader_.read_byte();
        const auto has = [flags](unsigned bit) { return (flags >> bit & 1U) != 0; };
        // Mentioning other paths moves this one.
        Path head = paths_[index];
        if (has(0)) head.words += '\x90';
        if (has(1)) head.words += '\x30';
        if (has(2)) head.words += '\x31';
        head.has_texts_apart = has(7);
        if (has(3)) read_parts(head, index);
        if (has(4)) head.contents = read_contents(false);
        if (has(5)) head.literals = read_contents(true);
        const auto is_decimal = [](const Contents& contents) { return contents.kind == 2; };
        if (std::ranges::any_of(head.contents, is_decimal) ||
            std::ranges::any_of(head.literals, is_decimal)) {
            head.decimals = read_up_to(reader_, 15);
        }
        if (head.symbol_count() >= 2) head.table_bits = read_up_to(reader_, 18);
        if (has(6)) read_sets(head, index);
        if (head.role == Role::field) judge_field(head);
        paths_[index] = std::move(head);
    }

    void read_parts(Path& head, std::size_t index) {
        std::vector<std::size_t> members;
        const std::uint64_t count = read_number_up_to(reader_, reader_.left());
        for (std::uint64_t i = 0; i < count && !reader_.failed(); ++i) {
            Part part;
            part.kind = static_cast<PartKind>(read_up_to(reader_, 4));
            if (reader_.failed()) return;
            switch (part.kind) {
                case PartKind::map:
                    read_shape(part, index, members);
                    break;
                case PartKind::dictionary:
                    part.paths.push_back(mention(index, Role::key));
                    part.paths.push_back(mention(index, Role::value));
                    break;
                case PartKind::array:
                    part.paths.push_back(mention(index, Role::element));
                    break;
                case PartKind::tuple:
                    for (std::uint64_t left = read_number_up_to(reader_, reader_.left()); left > 0;
                         --left)
                        part.paths.push_back(mention(index, Role::item));
                    break;
                case PartKind::pattern:
                    read_pattern(part, index);
                    break;
            }
            head.parts.push_back(std::move(part));
        }
        if (head.has_counts()) head.count_coding = read_coding(reader_);
    }

    void read_shape(Part& part, std::size_t index, std::vector<std::size_t>& members) {
        const std::uint64_t count = read_number_up_to(reader_, reader_.left());
        for (std::uint64_t i = 0; i < count && !reader_.failed(); ++i) {
            const std::uint64_t number = read_number_up_to(reader_, members.size());
            if (number == 0) members.push_back(mention(index, Role::member, read_key()));
            part.paths.push_back(number == 0 ? members.back()
                                             : members[static_cast<std::size_t>(number - 1)]);
        }
    }
    std::string read_key() { return read_text_of_head(reader_); }

    void read_pattern(Part& part, std::size_t index) {
        const std::uint64_t count = read_number_up_to(reader_, reader_.left());
        std::uint64_t offset = 0;
        for (std::uint64_t i = 0; i < count && !reader_.failed(); ++i) {
            offset += read_number_up_to(reader_, reader_.left());
            part.offsets.push_back(offset);
            part.forms.push_back(read_form(reader_));
            part.paths.push_back(mention(index, Role::field));
        }
        part.text = read_text_of_head(reader_);
        if (offset > part.text.size()) reader_.fail(ErrorCode::bad_block);
    }

    std::vector<Contents> read_contents(bool are_literals) {
        std::vector<Contents> all;
        const std::uint64_t kinds = read_number_up_to(reader_, 511);
        if (kinds == 0) reader_.fail(ErrorCode::bad_block);
        for (unsigned kind = 0; kind < 9; ++kind) {
            if ((kinds >> kind & 1U) == 0) continue;
            Contents contents;
            contents.kind = kind;
            constexpr std::uint64_t most = (std::uint64_t{1} << 31U) - 1;
            if (are_literals) contents.count = read_number_up_to(reader_, most);
            if (contents.is_text()) contents.has_zero = read_up_to(reader_, 1) == 1;
            if (contents.is_number() || contents.has_zero) contents.coding = read_coding(reader_);
            all.push_back(std::move(contents));
        }
        return all;
    }

    void read_sets(Path& head, std::size_t index) {
        for (std::uint64_t sets = read_number_up_to(reader_, 4); sets > 0; --sets) {
            ContextSet set;
            set.before = read_up_to(reader_, 2);
            for (std::uint64_t others = read_number_up_to(reader_, 4); others > 0; --others) {
                const std::uint64_t distance = read_number_up_to(reader_, index);
                const std::size_t other = index - static_cast<std::size_t>(distance);
                if (distance == 0 || paths_[other].table != head.table)
                    reader_.fail(ErrorCode::bad_block);
                set.others.push_back(other);
            }
            head.sets.push_back(std::move(set));
        }
    }

    void judge_field(const Path& head) {
        const auto is_fine = [](const Contents& contents) {
            return contents.kind == 0 || contents.kind == 5;
        };
        const bool may_have_parts = paths_[head.above].role != Role::field;
        const bool are_patterns = std::ranges::all_of(
            head.parts, [](const Part& part) { return part.kind == PartKind::pattern; });
        if (!head.words.empty() || !std::ranges::all_of(head.contents, is_fine) ||
            !std::ranges::all_of(head.literals, is_fine) || !are_patterns ||
            (!may_have_parts && !head.parts.empty()))
            reader_.fail(ErrorCode::bad_block);
    }

    Reader& reader_;
    std::vector<Path> paths_;
    /// Table 0 is the root's.
    std::size_t next_table_ = 1;
};

}  // namespace

std::uint64_t Path::symbol_count() const {
    std::uint64_t count = words.size() + parts.size() + contents.size();
    for (const Contents& kind : literals)
        count += kind.count;
    return count;
}

bool Path::has_counts() const {
    return std::ranges::any_of(parts, &Part::has_count);
}

const Part* Path::part_of(std::uint32_t symbol) const {
    const bool is_part = symbol >= words.size() && symbol - words.size() < parts.size();
    return is_part ? &parts[symbol - words.size()] : nullptr;
}

Contents* Path::content_of(std::uint32_t symbol) {
    const std::size_t first = words.size() + parts.size();
    const bool is_content = symbol >= first && symbol - first < contents.size();
    return is_content ? &contents[symbol - first] : nullptr;
}

std::vector<Path> read_heads(Reader& reader) {
    return Heads(reader).read();
}

}  // namespace souris::reference
