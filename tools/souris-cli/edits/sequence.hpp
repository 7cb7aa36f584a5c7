// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <souris/array.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// An array of which elements come and go anywhere in logarithmic time: a tree of short pieces,
/// each node of which knows how many elements are in it (a B+ tree without keys).
class Sequence {
  public:
    /// Linear, as `to_array`.
    explicit Sequence(Array array);

    [[nodiscard]] std::size_t size() const noexcept;
    /// The element at `index`, which must be below the size; valid until the next change.
    [[nodiscard]] Value& at(std::size_t index) noexcept;
    /// Inserts before `index`, at most the size.
    void insert(std::size_t index, Value value);
    /// Takes out the element at `index`, which must be below the size.
    [[nodiscard]] Value take(std::size_t index);

    [[nodiscard]] Array to_array() &&;

  private:
    /// Has children, or values, or is the root of nothing.
    struct Node {
        std::size_t size = 0;
        std::vector<std::unique_ptr<Node>> children{};
        std::vector<Value> values{};
    };
    /// A node on the way down, and the child that was gone to.
    struct Step {
        Node* node;
        std::size_t child;
    };

    static std::unique_ptr<Node> split(Node& node);
    void put_in(std::unique_ptr<Node> right);
    void take_out_empty();

    std::unique_ptr<Node> root_;
    /// The way down of the present change.
    std::vector<Step> steps_;
};

}  // namespace souris::cli
