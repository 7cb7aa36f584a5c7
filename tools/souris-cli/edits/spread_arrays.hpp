// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>

#include "edits/sequence.hpp"

namespace souris::cli {

/// The arrays of a tree in which elements come and go: long ones are spread out, each as a
/// `Sequence`, for as long as nobody looks at them as a whole. Inserting and removing in an array
/// itself moves what stands behind, which adds up to quadratic time.
///
/// In the tree a small array, which no file can hold, stands for one that is spread out. It may be
/// moved, but not copied.
class SpreadArrays {
  public:
    /// What is spread out is charged to `memory`, the most that there ever was at a time.
    explicit SpreadArrays(Budget& memory) : memory_(memory) {}

    /// As `Value::find`, through arrays that are spread out.
    [[nodiscard]] Value* find(Value& root, std::string_view pointer);

    /// The number of an array's elements, spread out or not.
    [[nodiscard]] std::size_t size_of(const Value& array) const;
    /// Inserts before `index`, at most the size. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> insert(Value& array, std::size_t index, Value value);
    /// Takes out an element. Errors: `limit_exceeded`.
    [[nodiscard]] Result<Value> take(Value& array, std::size_t index);

    /// Makes all arrays of a tree what they were. Linear; nothing recurses.
    void gather(Value& root);

  private:
    [[nodiscard]] Sequence* find_sequence(const Value& array) const;
    /// The sequence of an array if it is worth having one for a change at `index`, else nullptr.
    [[nodiscard]] Result<Sequence*> sequence_for(Value& array, std::size_t index);
    [[nodiscard]] Value* child_of(Value& value, std::string_view token);

    struct Spread {
        /// Null if the array was gathered.
        std::unique_ptr<Sequence> sequence;
        /// What it was counted with.
        std::uint64_t memory;
    };

    Budget& memory_;
    std::uint64_t now_spread_ = 0;
    std::uint64_t most_spread_ = 0;
    std::vector<Spread> spread_;
};

}  // namespace souris::cli
