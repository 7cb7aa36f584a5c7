// SPDX-License-Identifier: MIT
#include "reference/value.hpp"

#include <algorithm>

#include "reference/block.hpp"
#include "reference/json.hpp"
#include "reference/tag.hpp"
#include "reference/text.hpp"
#include "reference/timestamp.hpp"
#include "reference/utf8.hpp"

namespace souris::reference {

namespace {

/// A map or array with missing children.
struct Open {
    std::size_t node;
    std::uint64_t missing;
    bool repeats_key = false;
};

class ValueReader {
  public:
    ValueReader(Reader& reader, Layout layout, const HuffmanTree* table)
        : reader_(reader), layout_(layout), table_(table) {}

    Tree read() {
        do {
            const std::size_t index = tree_.size();
            if (!open_.empty()) attach(index);
            const unsigned tag = reader_.read_byte();
            if (is_strict() && has_reserved_bits(tag)) reader_.fail(ErrorCode::reserved_bits);
            if (reader_.failed()) return {};
            tree_.emplace_back().type = static_cast<Type>(tag / 16);
            read_content(index, tag % 16);
            while (!open_.empty() && open_.back().missing == 0)
                close();
        } while (!reader_.failed() && !open_.empty());
        return std::move(tree_);
    }

  private:
    [[nodiscard]] bool is_strict() const { return reader_.options().strict; }

    /// Adds the node as the next child of the innermost container, after reading its key.
    void attach(std::size_t index) {
        Open& open = open_.back();
        Node& parent = tree_[open.node];
        --open.missing;
        awaited_ -= least_child(parent.type);
        if (parent.type == Type::map) {
            std::string key = read_tagged_string(reader_, table_);
            const auto same = std::find(parent.keys.begin(), parent.keys.end(), key);
            if (same != parent.keys.end()) {
                open.repeats_key = true;
                parent.children[static_cast<std::size_t>(same - parent.keys.begin())] = index;
                return;
            }
            parent.keys.push_back(std::move(key));
        }
        parent.children.push_back(index);
    }

    void close() {
        if (is_strict() && open_.back().repeats_key) reader_.fail(ErrorCode::duplicate_key);
        open_.pop_back();
    }

    /// Minimum bytes of an element or entry.
    static std::uint64_t least_child(Type type) { return type == Type::map ? 3 : 1; }

    void read_content(std::size_t index, unsigned low) {
        Node& node = tree_[index];
        switch (node.type) {
            case Type::character:
                node.numbers = {reader_.read_integer(0)};
                if (node.numbers[0].exceeds(0x10FFFF) || !is_scalar_value(node.numbers[0].low)) {
                    reader_.fail(ErrorCode::invalid_character);
                }
                break;
            case Type::string:
                node.text = read_string(reader_, low, table_);
                break;
            case Type::binary: {
                const auto bytes = read_block(reader_, low, layout_);
                node.text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                break;
            }
            case Type::boolean:
                node.numbers = {{0, low & 1U, 0}};
                break;
            case Type::integer:
                node.numbers = {reader_.read_integer(read_sign_state(low))};
                break;
            case Type::complex:
                read_complex(node, low);
                break;
            case Type::timestamp:
                node.numbers = read_timestamp(reader_, read_sign_state(low));
                break;
            case Type::json:
                node.text = read_tagged_string(reader_, table_);
                if (!reader_.failed() && !is_json(node.text)) {
                    reader_.fail(ErrorCode::invalid_json);
                }
                break;
            case Type::map:
                open_container(index, low);
                break;
            case Type::null:
                break;
            case Type::float64:
                node.numbers = {{0, reader_.read_word(8), 0}};
                break;
            case Type::array:
                open_container(index, low);
                break;
            case Type::timezone:
                node.text = read_tagged_string(reader_, table_);
                if (!is_zone_name(node.text)) reader_.fail(ErrorCode::invalid_timezone);
                break;
            case Type::ipv4:
                read_address(node, 4);
                break;
            case Type::ipv6:
                read_address(node, 16);
                break;
            case Type::float32:
                node.numbers = {{0, reader_.read_word(4), 0}};
                break;
        }
    }

    unsigned read_sign_state(unsigned low) {
        const unsigned state = low & 0b0011U;
        if (state == 3) reader_.fail(ErrorCode::invalid_sign_state);
        return state;
    }

    void read_complex(Node& node, unsigned form) {
        constexpr unsigned real_states[] = {0, 0, 0, 1, 0, 2, 1, 1, 2, 2};
        constexpr unsigned imaginary_states[] = {0, 0, 1, 0, 2, 0, 1, 2, 1, 2};
        if (form > 9) {
            reader_.fail(ErrorCode::invalid_complex_form);
            return;
        }
        node.is_polar = form == 0;
        if (node.is_polar) {
            node.numbers.push_back({0, reader_.read_word(8), 0});
            node.numbers.push_back({0, reader_.read_word(8), 0});
        } else {
            node.numbers.push_back(reader_.read_integer(real_states[form]));
            node.numbers.push_back(reader_.read_integer(imaginary_states[form]));
        }
    }

    void open_container(std::size_t index, unsigned low) {
        if (open_.size() >= reader_.options().max_depth) reader_.fail(ErrorCode::limit_exceeded);
        const std::uint64_t least = least_child(tree_[index].type);
        const Number count = low % 2 == 0 ? Number{0, low / 2, 0} : reader_.read_count();
        reader_.check_length(count, least, 1, awaited_);
        reader_.judge(count);
        if (reader_.failed()) return;
        open_.push_back({index, count.low});
        awaited_ += least * count.low;
    }

    void read_address(Node& node, std::size_t size) {
        const ByteView bytes = reader_.read_bytes(size);
        node.text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

    static bool is_zone_name(const std::string& name) {
        constexpr std::string_view allowed =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-./";
        const bool has_empty_part = ("/" + name + "/").find("//") != std::string::npos;
        return name.size() <= 255 && name.find_first_not_of(allowed) == std::string::npos &&
               !has_empty_part;
    }

    Reader& reader_;
    Layout layout_;
    const HuffmanTree* table_;
    Tree tree_;
    std::vector<Open> open_;
    /// Minimum bytes of the missing children of all open containers.
    std::uint64_t awaited_ = 0;
};

}  // namespace

Tree read_value(Reader& reader, Layout layout, const HuffmanTree* table) {
    return ValueReader(reader, layout, table).read();
}

Outcome decode_value(ByteView bytes, Layout layout, const Options& options) {
    Reader reader(bytes, options);
    Tree tree = read_value(reader, layout, nullptr);
    if (options.strict && reader.left() != 0) reader.fail(ErrorCode::trailing_bytes);
    return {reader.error(), std::move(tree), reader.is_perhaps_bad_block()};
}

}  // namespace souris::reference
