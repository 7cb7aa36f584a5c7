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

/// Arrays of a tree that change often. A long array is spread out into a `Sequence` until it is
/// needed as a whole, because inserting into the array itself moves all elements behind, which adds
/// up to quadratic time.
///
/// In the tree, a small array that no file can contain stands in for a spread one. It may be moved,
/// but not copied.
class SpreadArrays {
  public:
    /// Charges the peak memory of spread arrays to `memory`.
    explicit SpreadArrays(Budget& memory) : memory_(memory) {}

    /// As `Value::find`, also through spread arrays.
    [[nodiscard]] Value* find(Value& root, std::string_view pointer);

    /// The size of an array, spread or not.
    [[nodiscard]] std::size_t size_of(const Value& array) const;
    /// Inserts before `index`, which must not exceed the size. Errors: `limit_exceeded`.
    [[nodiscard]] Result<void> insert(Value& array, std::size_t index, Value value);
    /// Removes and returns an element. Errors: `limit_exceeded`.
    [[nodiscard]] Result<Value> take(Value& array, std::size_t index);

    /// Turns all spread arrays of a tree back into arrays. Linear time, no recursion.
    void gather(Value& root);

  private:
    [[nodiscard]] Sequence* find_sequence(const Value& array) const;
    /// The sequence of an array, spread out now if a change at `index` is worth it, else nullptr.
    [[nodiscard]] Result<Sequence*> sequence_for(Value& array, std::size_t index);
    [[nodiscard]] Value* child_of(Value& value, std::string_view token);

    struct Spread {
        /// Null after the array was gathered.
        std::unique_ptr<Sequence> sequence;
        /// The memory counted for it.
        std::uint64_t memory;
    };

    Budget& memory_;
    std::uint64_t now_spread_ = 0;
    std::uint64_t most_spread_ = 0;
    std::vector<Spread> spread_;
};

}  // namespace souris::cli
