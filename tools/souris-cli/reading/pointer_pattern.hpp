// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <souris/value.hpp>

namespace souris::cli {

/// A JSON Pointer to several values: the token `*` stands for any key or index, and `**` for any
/// number of tokens, also none.
class PointerPattern {
  public:
    /// Precondition: `pointer` is well-formed.
    explicit PointerPattern(std::string_view pointer);

    /// Called with a value that matches. Returns whether to go on.
    using Visitor = std::function<bool(const Value& value)>;

    /// Calls `visit` for each value in `root` that matches, once each, in the order of the file,
    /// containers before their content. The time is linear in the number of values, whatever the
    /// pattern, times one for every 64 tokens; the memory is linear in the depth.
    void visit(const Value& root, const Visitor& visit) const;

  private:
    /// A set of positions between tokens. A position is in the set of a value if the tokens before
    /// it match the path of the value.
    using Positions = std::span<std::uint64_t>;
    using ConstPositions = std::span<const std::uint64_t>;

    /// Some positions, all in one word of a set.
    struct Word {
        std::size_t index;
        std::uint64_t bits;
    };

    /// The positions before a key or an index.
    using Occurrences = std::vector<Word>;

    void add_token(const std::string& token);
    [[nodiscard]] const Occurrences* occurrences_of(std::string_view key) const;
    [[nodiscard]] const Occurrences* occurrences_of(std::size_t index) const;
    [[nodiscard]] bool is_match(ConstPositions positions) const noexcept;
    /// Makes the set `to` of a child from that of its parent. Returns whether any value there can
    /// match.
    bool step(ConstPositions from, const Occurrences* literal, Positions to) const noexcept;

    /// The number of tokens without any `**`.
    std::size_t length_ = 0;
    /// The positions that a `**` is at.
    std::vector<std::uint64_t> loops_{0};
    /// The positions before a `*`.
    std::vector<std::uint64_t> any_{0};
    std::map<std::string, Occurrences, std::less<>> keys_;
    std::map<std::size_t, Occurrences> indices_;
};

}  // namespace souris::cli
