// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

#include "value/json_events.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Properties of an object or array that are known before it is read.
struct JsonContainer {
    /// Not a type: an object without the key `souris_type`.
    static constexpr std::uint8_t no_tag = type_count;
    /// Not a type: the key's value names no type with a tagged form, or the key is repeated.
    static constexpr std::uint8_t bad_tag = type_count + 1;

    /// Members or elements, repeated keys counted.
    std::uint64_t size : 56 = 0;
    /// A `Type`, or one of the above.
    std::uint64_t tag : 8 = no_tag;
};

/// A quick pass over a whole text, so that it can be read top down: the key that tells the type of
/// an object may be its last. Exact for well-formed JSON. For other text the counts are at least as
/// high as the number of items that a reader meets before it stops at the first fault.
class JsonSurvey {
  public:
    /// Charges `memory` for its result, 8 bytes per container, and for temporary memory. Leaves out
    /// containers too deep for a reader with `max_depth` to open. Fails if the text as a whole is
    /// invalid (`JsonStructure::finish`), else with `limit_exceeded`. Throws std::bad_alloc.
    [[nodiscard]] static Result<JsonSurvey, JsonFault> make(std::string_view text, bool tagged,
                                                            std::size_t max_depth, Budget& memory);

    /// The next container in the order of their beginnings, at a nesting depth of `depth - 1`.
    [[nodiscard]] JsonContainer enter(std::size_t depth) noexcept {
        assert(depth != 0 && (depth > deepest_ || next_ < containers_.size()));
        return depth <= deepest_ ? containers_[next_++] : JsonContainer();
    }

  private:
    JsonSurvey(std::size_t deepest, std::vector<JsonContainer> containers) noexcept
        : deepest_(deepest), containers_(std::move(containers)) {}

    /// The depth of the deepest containers that count, with a wrapper around each tagged map.
    [[nodiscard]] static std::size_t deepest(std::size_t max_depth) noexcept;

    std::size_t deepest_;
    std::vector<JsonContainer> containers_;
    std::size_t next_ = 0;
};

}}}  // namespace souris::v0::detail
