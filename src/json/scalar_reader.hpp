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

namespace souris::inline v0::detail {

/// Reads what is no container, tagged values included, and knows no tree. Holds everything against
/// the limits. All faults but those of the text itself are at the last event.
class JsonScalarReader {
  public:
    /// All but `survey` must outlive the reader.
    JsonScalarReader(std::string_view text, JsonSurvey survey, const JsonReadOptions& options,
                     Budget& memory) noexcept
        : text_(text),
          events_(text, memory),
          survey_(std::move(survey)),
          options_(options),
          memory_(memory),
          nodes_(options.limits.max_nodes) {}

    /// Goes to the next event. A container that begins with it is looked up in the survey.
    JsonEvent next();
    /// The next event is the key of a tagged value's member other than `souris_type`, which is
    /// skipped; or there are no more, and the value's end was the last event.
    [[nodiscard]] Result<bool, JsonFault> next_member();

    /// The last event, and more about it.
    [[nodiscard]] JsonEvent event() const noexcept { return event_; }
    /// @copydoc event
    [[nodiscard]] const JsonEvents& events() const noexcept { return events_; }
    /// The container that the last event begins.
    [[nodiscard]] JsonContainer container() const noexcept { return container_; }

    /// The value of the last event.
    [[nodiscard]] Result<Value, JsonFault> read_scalar();
    /// The key of the last event, as a string.
    [[nodiscard]] Result<Value, JsonFault> read_key();
    /// A value of any type that has a tagged form, but map. The last event began its object; then
    /// it is that object's end.
    [[nodiscard]] Result<Value, JsonFault> read_tagged(Type type);

    /// For who charges by himself.
    [[nodiscard]] Budget& memory() noexcept { return memory_; }
    [[nodiscard]] Result<void, JsonFault> charge_nodes(std::uint64_t count);
    [[nodiscard]] Result<void, JsonFault> charge_memory(std::uint64_t count, std::uint64_t size);

    /// Fails with `code`.
    [[nodiscard]] tl::unexpected<JsonFault> fail(ErrorCode code, const char* detail) const noexcept;
    /// Fails because the last event is a fault or belongs to no tagged value of the type.
    [[nodiscard]] tl::unexpected<JsonFault> refuse(Type type) const noexcept;
    /// Fails with `limit_exceeded`.
    [[nodiscard]] tl::unexpected<JsonFault> exceed(Limit limit) const noexcept;

  private:
    /// A member of a tagged value, and what makes a value of it.
    struct Member {
        Type type;
        std::string_view key;
        Result<Value, JsonFault> (JsonScalarReader::*read)();
    };
    static const Member members[];

    [[nodiscard]] static const Member* find_member(Type type, std::string_view key) noexcept;

    // Each of these reads the value of a member, whose first event was the last.
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
    /// The number of the last event if it is one of at most `greatest`.
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

}  // namespace souris::inline v0::detail
