// SPDX-License-Identifier: MIT
#include "edits/sequence.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace souris::cli {

namespace {

constexpr std::size_t most_values = 256;
constexpr std::size_t most_children = 64;

std::ptrdiff_t offset(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

/// Moves the second half of `from` to `to`.
template <class T>
void move_half(std::vector<T>& from, std::vector<T>& to) {
    const auto half = from.begin() + offset(from.size() / 2);
    to.assign(std::make_move_iterator(half), std::make_move_iterator(from.end()));
    from.erase(half, from.end());
}

}  // namespace

Sequence::Sequence(Array array) {
    std::vector<std::unique_ptr<Node>> level;
    for (std::size_t begin = 0; begin < array.size(); begin += most_values / 2) {
        auto leaf = std::make_unique<Node>();
        leaf->size = std::min(array.size() - begin, most_values / 2);
        const auto first = std::make_move_iterator(array.begin() + begin);
        leaf->values.assign(first, first + offset(leaf->size));
        level.push_back(std::move(leaf));
    }
    while (level.size() > 1) {
        std::vector<std::unique_ptr<Node>> above;
        for (std::unique_ptr<Node>& node : level) {
            if (above.empty() || above.back()->children.size() == most_children / 2) {
                above.push_back(std::make_unique<Node>());
            }
            above.back()->size += node->size;
            above.back()->children.push_back(std::move(node));
        }
        level = std::move(above);
    }
    root_ = level.empty() ? std::make_unique<Node>() : std::move(level.front());
}

std::size_t Sequence::size() const noexcept {
    return root_->size;
}

Value& Sequence::at(std::size_t index) noexcept {
    Node* node = root_.get();
    while (!node->children.empty()) {
        auto child = node->children.begin();
        for (; index >= (*child)->size; ++child)
            index -= (*child)->size;
        node = child->get();
    }
    return node->values[index];
}

void Sequence::insert(std::size_t index, Value value) {
    steps_.clear();
    Node* node = root_.get();
    while (!node->children.empty()) {
        std::size_t child = 0;
        for (; index > node->children[child]->size; ++child)
            index -= node->children[child]->size;
        ++node->size;
        steps_.push_back({node, child});
        node = node->children[child].get();
    }
    ++node->size;
    node->values.insert(node->values.begin() + offset(index), std::move(value));
    if (node->values.size() > most_values) put_in(split(*node));
}

/// Splits off the second half of a node.
std::unique_ptr<Sequence::Node> Sequence::split(Node& node) {
    auto right = std::make_unique<Node>();
    move_half(node.values, right->values);
    move_half(node.children, right->children);
    right->size = right->values.size();
    for (const std::unique_ptr<Node>& child : right->children)
        right->size += child->size;
    node.size -= right->size;
    return right;
}

/// Inserts a node behind the last one of the path, splitting parents that are full.
void Sequence::put_in(std::unique_ptr<Node> right) {
    for (; !steps_.empty(); steps_.pop_back()) {
        const auto [node, child] = steps_.back();
        node->children.insert(node->children.begin() + offset(child + 1), std::move(right));
        if (node->children.size() <= most_children) return;
        right = split(*node);
    }
    auto above = std::make_unique<Node>();
    above->size = root_->size + right->size;
    above->children.push_back(std::move(root_));
    above->children.push_back(std::move(right));
    root_ = std::move(above);
}

Value Sequence::take(std::size_t index) {
    steps_.clear();
    Node* node = root_.get();
    while (!node->children.empty()) {
        std::size_t child = 0;
        for (; index >= node->children[child]->size; ++child)
            index -= node->children[child]->size;
        --node->size;
        steps_.push_back({node, child});
        node = node->children[child].get();
    }
    --node->size;
    Value value = std::move(node->values[index]);
    node->values.erase(node->values.begin() + offset(index));
    if (node->values.empty()) take_out_empty();
    return value;
}

/// Removes the empty last node of the path, and parents that become empty.
void Sequence::take_out_empty() {
    for (; !steps_.empty(); steps_.pop_back()) {
        const auto [node, child] = steps_.back();
        node->children.erase(node->children.begin() + offset(child));
        if (!node->children.empty()) break;
    }
    while (root_->children.size() == 1) {
        std::unique_ptr<Node> only = std::move(root_->children.front());
        root_ = std::move(only);
    }
}

Array Sequence::to_array() && {
    Array array;
    array.reserve(size());
    std::vector<Node*> rest{root_.get()};
    while (!rest.empty()) {
        Node* const node = rest.back();
        rest.pop_back();
        for (Value& value : node->values)
            array.push_back(std::move(value));
        node->values = {};
        for (auto child = node->children.rbegin(); child != node->children.rend(); ++child)
            rest.push_back(child->get());
    }
    return array;
}

}  // namespace souris::cli
