// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

#include "value/json_events.hpp"

namespace souris::inline v0::detail {

/// What is known of an object or array before it is read.
struct JsonContainer {
    /// Not a type: an object without the key `souris_type`.
    static constexpr std::uint8_t no_tag = type_count;
    /// Not a type: the key names none that has a tagged form, or is repeated.
    static constexpr std::uint8_t bad_tag = type_count + 1;

    /// Members or elements, repeated keys counted.
    std::uint64_t size : 56 = 0;
    /// A `Type`, or one of the above.
    std::uint64_t tag : 8 = no_tag;
};

/// A quick walk over a whole text, so that it can be read top down: the key that says what an
/// object is may be its last. Of well-formed JSON it is exact. In anything else it counts at least
/// what a reader meets before the first fault, where that stops.
class JsonSurvey {
  public:
    /// Charges `memory` for what it keeps, 8 bytes a container, and for what it needs on the way.
    /// Containers so deep that a reader with `max_depth` opens none of them are left out. Fails
    /// with what is wrong with the text as a whole (`JsonStructure::finish`), else with
    /// `limit_exceeded`. Throws std::bad_alloc.
    [[nodiscard]] static Result<JsonSurvey, JsonFault> make(std::string_view text, bool tagged,
                                                            std::size_t max_depth, Budget& memory);

    /// The next container in the order in which they begin, inside of `depth - 1` others.
    [[nodiscard]] JsonContainer enter(std::size_t depth) noexcept {
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

}  // namespace souris::inline v0::detail
