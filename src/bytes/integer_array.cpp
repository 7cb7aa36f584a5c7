// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include <souris/cursor.hpp>
#include <souris/sink.hpp>

namespace souris { inline namespace v0 {

namespace {

using detail::max_small_content;
using detail::scan_integer;
using detail::short_integer_room;
using detail::store_unpredictable;

/// Integers per run; a run is processed together.
constexpr std::ptrdiff_t run_size = 16;

/// Decides when to look for a run of small integers. The interval grows with each failure, so that
/// the search is nearly free for arrays without runs.
class RunSearch {
  public:
    /// Number of integers to code one by one before the next look.
    [[nodiscard]] std::ptrdiff_t pause() const noexcept { return pause_; }
    void found() noexcept { pause_ = 0; }
    void missed() noexcept { pause_ = std::clamp(2 * pause_, run_size, 16 * run_size); }

  private:
    std::ptrdiff_t pause_ = 0;
};

using Run = std::uint8_t __attribute__((vector_size(run_size)));

[[nodiscard]] bool are_small(Run bytes) noexcept {
    const auto too_great = bytes > max_small_content;
    std::uint64_t halves[2];
    static_assert(sizeof halves == sizeof too_great);
    std::memcpy(halves, &too_great, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

/// Writes a run if all its integers are small.
[[nodiscard]] bool store_run(std::byte* out, const std::uint64_t* values) noexcept {
    std::uint64_t all = 0;
    for (std::ptrdiff_t i = 0; i < run_size; ++i)
        all |= values[i];
    if (all > 0xFF) return false;
    std::uint8_t bytes[run_size];
    for (std::ptrdiff_t i = 0; i < run_size; ++i)
        bytes[i] = static_cast<std::uint8_t>(values[i]);
    Run packed;
    std::memcpy(&packed, bytes, sizeof packed);
    if (!are_small(packed)) return false;
    std::memcpy(out, bytes, sizeof bytes);
    return true;
}

/// Reads a run if all its integers are small.
[[nodiscard]] bool load_run(const std::byte* from, std::uint64_t* values) noexcept {
    Run packed;
    std::memcpy(&packed, from, sizeof packed);
    if (!are_small(packed)) return false;
    std::uint8_t bytes[run_size];
    std::memcpy(bytes, from, sizeof bytes);
    for (std::ptrdiff_t i = 0; i < run_size; ++i)
        values[i] = bytes[i];
    return true;
}

/// Number of integers read, and the end of the last one.
struct LoadedIntegers {
    std::size_t count;
    const std::byte* end;
};

/// Reads integers up to the first one that has more than 64 bits or is near the end of the input.
LoadedIntegers load_quickly(const std::byte* from, const std::byte* end,
                            std::span<std::uint64_t> values) noexcept {
    assert(from <= end);
    std::uint64_t* value = values.data();
    std::uint64_t* const values_end = value + values.size();
    RunSearch search;
    while (value != values_end) {
        while (values_end - value >= run_size && end - from >= run_size && load_run(from, value)) {
            from += run_size;
            value += run_size;
            search.found();
        }
        search.missed();
        const std::ptrdiff_t count =
            std::min({search.pause(), values_end - value, (end - from) / short_integer_room});
        assert(count >= 0);
        if (count == 0) break;
        const std::uint64_t* const stop = value + count;
        const std::byte* next = from;
        while (value != stop &&
               (next = scan_integer(from, SignState::unsigned_number, false, *value)) != nullptr) {
            from = next;
            ++value;
        }
        if (next == nullptr) break;
    }
    assert(from <= end);
    return {static_cast<std::size_t>(value - values.data()), from};
}

}  // namespace

void Sink::write_integers(std::span<const std::uint64_t> values) {
    // In parts, to limit the excess of the reserved room over the room needed.
    constexpr std::size_t part = 1024;
    RunSearch search;
    while (!values.empty()) {
        const auto now = values.first(std::min(part, values.size()));
        std::byte* out = reserve(now.size() * short_integer_room + run_size);
        const std::uint64_t* value = now.data();
        const std::uint64_t* const end = value + now.size();
        while (value != end) {
            while (end - value >= run_size && store_run(out, value)) {
                out += run_size;
                value += run_size;
                search.found();
            }
            search.missed();
            const std::uint64_t* const stop = value + std::min(search.pause(), end - value);
            while (value != stop)
                out = store_unpredictable(out, *value++);
        }
        commit(out);
        values = values.subspan(now.size());
    }
}

void Sink::write_integers(std::span<const std::int64_t> values) {
    write_integers(std::span(reinterpret_cast<const std::uint64_t*>(values.data()), values.size()));
}

Result<void, ErrorCode> Cursor::read_integers(std::span<std::uint64_t> values) noexcept {
    const std::byte* const start = position_;
    while (!values.empty()) {
        const LoadedIntegers loaded = load_quickly(position_, end_, values);
        assert(loaded.end >= position_ && loaded.end <= end_ && loaded.count <= values.size());
        position_ = loaded.end;
        values = values.subspan(loaded.count);
        if (values.empty()) break;
        const auto number = read_unsigned<std::uint64_t>();
        if (!number) {
            position_ = start;
            return failure(number.error());
        }
        values.front() = *number;
        values = values.subspan(1);
    }
    return {};
}

Result<void, ErrorCode> Cursor::read_integers(std::span<std::int64_t> values) noexcept {
    return read_integers(std::span(reinterpret_cast<std::uint64_t*>(values.data()), values.size()));
}

}}  // namespace souris::v0
