// SPDX-License-Identifier: MIT
#include "reference/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace souris::reference {

namespace {

class CanonicalWriter {
  public:
    explicit CanonicalWriter(const Tree& tree) : tree_(tree) {}

    std::vector<std::byte> write() {
        std::vector<Step> rest{{0, nullptr}};
        while (!rest.empty()) {
            const Step step = rest.back();
            rest.pop_back();
            if (step.key != nullptr) put_string(*step.key);
            put_node(tree_[step.node]);
            // The first child is on top.
            const std::vector<Step> children = children_of(tree_[step.node]);
            rest.insert(rest.end(), children.rbegin(), children.rend());
        }
        return std::move(bytes_);
    }

  private:
    /// A value to be written, after its key if it has one.
    struct Step {
        std::size_t node;
        const std::string* key;
    };

    static std::vector<Step> children_of(const Node& node) {
        std::vector<Step> children;
        for (std::size_t i = 0; i < node.children.size(); ++i)
            children.push_back({node.children[i], node.keys.empty() ? nullptr : &node.keys[i]});
        if (node.type == Type::map) {
            // std::string compares as unsigned bytes.
            std::sort(children.begin(), children.end(),
                      [](const Step& a, const Step& b) { return *a.key < *b.key; });
        }
        return children;
    }

    void put_byte(std::uint64_t byte) { bytes_.push_back(static_cast<std::byte>(byte)); }
    void put_word(std::uint64_t word, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            put_byte(word >> 8 * i & 0xFF);
    }
    void put_bytes(const std::string& text) {
        for (const char c : text)
            put_byte(static_cast<unsigned char>(c));
    }
    void put_tag(Type type, unsigned low) { put_byte(static_cast<unsigned>(type) * 16 + low); }

    /// Section 2, to encode.
    void put_integer(const Number& number) {
        std::vector<unsigned> content;
        for (const std::uint64_t half : {number.low, number.high}) {
            for (unsigned i = 0; i < 8; ++i)
                content.push_back(static_cast<unsigned>(half >> 8 * i & 0xFF));
        }
        const unsigned extension = number.state == 2 ? 0xFF : 0x00;
        while (content.size() > 1 && content.back() == extension)
            content.pop_back();
        if (content.size() > 1 || content[0] > 239) put_byte(239 + content.size());
        for (const unsigned byte : content)
            put_byte(byte);
    }
    void put_size(std::size_t size) { put_integer({0, size, 0}); }
    void put_string(const std::string& text) {
        put_tag(Type::string, 0);
        put_size(text.size());
        put_bytes(text);
    }
    static unsigned state_of(const Number& number) { return number.state == 2 ? 2 : 0; }

    void put_complex(const Node& node) {
        if (node.is_polar) {
            put_tag(node.type, 0);
            put_word(node.numbers[0].low, 8);
            put_word(node.numbers[1].low, 8);
            return;
        }
        const bool real = state_of(node.numbers[0]) == 2;
        const bool imaginary = state_of(node.numbers[1]) == 2;
        put_tag(node.type, real ? (imaginary ? 9 : 5) : imaginary ? 4 : 1);
        put_integer(node.numbers[0]);
        put_integer(node.numbers[1]);
    }

    /// A value up to its children.
    void put_node(const Node& node) {
        switch (node.type) {
            case Type::string:
                return put_string(node.text);
            case Type::json:
            case Type::timezone:
                put_tag(node.type, 0);
                return put_string(node.text);
            case Type::boolean:
                return put_tag(node.type, node.numbers[0].low == 1 ? 1 : 0);
            case Type::complex:
                return put_complex(node);
            case Type::array:
            case Type::map:
                if (node.children.size() <= 6) {
                    return put_tag(node.type, static_cast<unsigned>(2 * node.children.size()));
                }
                put_tag(node.type, 1);
                return put_size(node.children.size());
            case Type::integer:
            case Type::timestamp:
                put_tag(node.type, state_of(node.numbers[0]));
                break;
            default:
                put_tag(node.type, 0);
                break;
        }
        if (node.type == Type::binary) put_size(node.text.size());
        put_bytes(node.text);
        for (const Number& number : node.numbers) {
            if (node.type == Type::float64 || node.type == Type::float32) {
                put_word(number.low, node.type == Type::float64 ? 8 : 4);
            } else {
                put_integer(number);
            }
        }
    }

    const Tree& tree_;
    std::vector<std::byte> bytes_;
};

}  // namespace

std::vector<std::byte> canonical_form(const Tree& tree) {
    return CanonicalWriter(tree).write();
}

}  // namespace souris::reference
