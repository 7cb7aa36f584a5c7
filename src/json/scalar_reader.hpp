// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include <souris/json.hpp>

#include "json/json_survey.hpp"
#include "value/json_events.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// Reads values that are not containers, including tagged values, without a tree. Checks everything
/// against the limits. Faults are at the last event, except those of the text itself.
class JsonScalarReader {
  public:
    /// All arguments but `survey` must outlive the reader.
    JsonScalarReader(std::string_view text, JsonSurvey survey, const JsonReadOptions& options,
                     Budget& memory) noexcept
        : text_(text),
          events_(text, memory),
          survey_(std::move(survey)),
          options_(options),
          memory_(memory),
          nodes_(options.limits.max_nodes) {}

    /// Moves to the next event. A container that begins there is looked up in the survey.
    JsonEvent next();
    /// Moves to the next member of a tagged value, skipping `souris_type`. True if the last event
    /// is now that member's key; false if there are no more members, and the value's end was the
    /// last event.
    [[nodiscard]] Result<bool, JsonFault> next_member();

    /// The last event, and its details.
    [[nodiscard]] JsonEvent event() const noexcept { return event_; }
    /// @copydoc event
    [[nodiscard]] const JsonEvents& events() const noexcept { return events_; }
    /// The container that the last event begins.
    [[nodiscard]] JsonContainer container() const noexcept { return container_; }

    /// The value of the last event.
    [[nodiscard]] Result<Value, JsonFault> read_scalar();
    /// The key of the last event, as a string.
    [[nodiscard]] Result<Value, JsonFault> read_key();
    /// A value of any type that has a tagged form, except map. The last event must be the beginning
    /// of its object; afterwards it is that object's end.
    [[nodiscard]] Result<Value, JsonFault> read_tagged(Type type);

    /// For callers that charge themselves.
    [[nodiscard]] Budget& memory() noexcept { return memory_; }
    [[nodiscard]] Result<void, JsonFault> charge_nodes(std::uint64_t count);
    [[nodiscard]] Result<void, JsonFault> charge_memory(std::uint64_t count, std::uint64_t size);

    /// Fails with `code`.
    [[nodiscard]] tl::unexpected<JsonFault> fail(ErrorCode code, const char* detail) const noexcept;
    /// Fails because the last event is a fault or does not belong to a tagged value of the type.
    [[nodiscard]] tl::unexpected<JsonFault> refuse(Type type) const noexcept;
    /// Fails with `limit_exceeded`.
    [[nodiscard]] tl::unexpected<JsonFault> exceed(Limit limit) const noexcept;

  private:
    /// A member of a tagged value, and the function that reads a value from it.
    struct Member {
        Type type;
        std::string_view key;
        Result<Value, JsonFault> (JsonScalarReader::*read)();
    };
    static const Member members[];

    [[nodiscard]] static const Member* find_member(Type type, std::string_view key) noexcept;

    // Each of these reads the value of a member. The last event is that value's first.
    [[nodiscard]] Result<Value, JsonFault> read_character();
    [[nodiscard]] Result<Value, JsonFault> read_binary();
    [[nodiscard]] Result<Value, JsonFault> read_integer();
    [[nodiscard]] Result<Value, JsonFault> read_timestamp();
    [[nodiscard]] Result<Value, JsonFault> read_json();
    [[nodiscard]] Result<Value, JsonFault> read_unescaped_json();
    [[nodiscard]] Result<Value, JsonFault> read_float64_bits();
    [[nodiscard]] Result<Value, JsonFault> read_time_zone();
    [[nodiscard]] Result<Value, JsonFault> read_ipv4();
    [[nodiscard]] Result<Value, JsonFault> read_ipv6();
    [[nodiscard]] Result<Value, JsonFault> read_single();
    [[nodiscard]] Result<Value, JsonFault> read_float32_bits();

    [[nodiscard]] Result<Value, JsonFault> read_complex();
    [[nodiscard]] Result<Integer, JsonFault> read_integer_part();
    [[nodiscard]] Result<double, JsonFault> read_floating_part();

    /// The number of the last event.
    [[nodiscard]] Result<Integer, JsonFault> integer() const noexcept;
    /// @copydoc integer
    [[nodiscard]] Result<double, JsonFault> floating() const noexcept;
    /// The number of the last event, if it is an integer from 0 to `greatest`.
    [[nodiscard]] std::optional<std::uint32_t> small_number(std::uint32_t greatest) const noexcept;
    template <std::unsigned_integral T>
    [[nodiscard]] std::optional<T> hexadecimal() const noexcept;
    template <std::unsigned_integral T, std::size_t size>
    [[nodiscard]] std::optional<std::array<T, size>> small_numbers();

    [[nodiscard]] Result<Value, JsonFault> make_text(Type type, std::string_view content);
    [[nodiscard]] Result<void, JsonFault> charge_text(std::size_t size);

    std::string_view text_;
    JsonEvents events_;
    JsonSurvey survey_;
    const JsonReadOptions& options_;
    Budget& memory_;
    Budget nodes_;
    JsonEvent event_ = JsonEvent::end;
    JsonContainer container_;
};

}}}  // namespace souris::v0::detail
