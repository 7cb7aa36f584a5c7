// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <souris/array.hpp>
#include <souris/value.hpp>

namespace souris::cli {

/// An array with insertion and removal anywhere in logarithmic time: a B+ tree without keys, whose
/// nodes store the number of elements below them.
class Sequence {
  public:
    /// Takes linear time, like `to_array`.
    explicit Sequence(Array array);

    [[nodiscard]] std::size_t size() const noexcept;
    /// The element at `index`, which must be below the size; valid until the next change.
    [[nodiscard]] Value& at(std::size_t index) noexcept;
    /// Inserts before `index`, which must not exceed the size.
    void insert(std::size_t index, Value value);
    /// Removes and returns the element at `index`, which must be below the size.
    [[nodiscard]] Value take(std::size_t index);

    [[nodiscard]] Array to_array() &&;

  private:
    /// Has either children or values; neither if it is the root of an empty sequence.
    struct Node {
        std::size_t size = 0;
        std::vector<std::unique_ptr<Node>> children{};
        std::vector<Value> values{};
    };
    /// A node on the path to a leaf, and the index of the child on that path.
    struct Step {
        Node* node;
        std::size_t child;
    };

    static std::unique_ptr<Node> split(Node& node);
    void put_in(std::unique_ptr<Node> right);
    void take_out_empty();

    std::unique_ptr<Node> root_;
    /// The path of the change in progress.
    std::vector<Step> steps_;
};

}  // namespace souris::cli
