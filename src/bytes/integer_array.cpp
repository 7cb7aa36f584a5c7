// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
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
    void missed() noexcept { pause_ = std::clamp(2 * pause_, run_size, 64 * run_size); }

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

/// Integers of the same length that are read together, and the bytes that may be read for them.
constexpr std::ptrdiff_t same_count = 4;
constexpr std::ptrdiff_t same_room = same_count * short_integer_room;

/// Reads integers as long as they have all the length of the first one, which must be of two bytes
/// or more, and of at most 64 bits. False if there were none. The next place depends on no load:
/// that the lengths stay the same is predicted.
[[nodiscard]] bool load_same(const std::byte*& from, const std::byte* end, std::uint64_t*& value,
                             const std::uint64_t* values_end) noexcept {
    const std::uint64_t* const before = value;
    if (end - from < same_room || detail::is_small(*from)) return false;
    const std::byte marker = *from;
    const std::size_t length = detail::content_length(std::to_integer<std::size_t>(marker));
    if (length > sizeof(std::uint64_t)) return false;
    const std::uint64_t content = detail::low_bytes(length);
    const std::size_t size = 1 + length;
    while (values_end - value >= same_count && end - from >= same_room) {
        std::byte differs{};
        for (std::size_t i = 0; i != same_count; ++i)
            differs |= from[i * size] ^ marker;
        if (differs != std::byte{}) break;
        for (std::size_t i = 0; i != same_count; ++i)
            value[i] = load_little_endian<std::uint64_t>(from + i * size + 1) & content;
        from += same_count * size;
        value += same_count;
    }
    return value != before;
}

/// The bytes whose sizes are found at once, and those that may be read.
constexpr std::ptrdiff_t window_size = 16 * run_size;
constexpr std::ptrdiff_t window_room = window_size + short_integer_room;

/// The size that an integer would have at each byte of a window.
void find_sizes(const std::byte* from, std::uint8_t* sizes) noexcept {
    for (std::ptrdiff_t i = 0; i != window_size; i += run_size) {
        Run bytes;
        std::memcpy(&bytes, from + i, sizeof bytes);
        const auto is_marker = bytes > max_small_content;
        bytes = ((bytes - max_small_content) & reinterpret_cast<Run>(is_marker)) + 1;
        std::memcpy(sizes + i, &bytes, sizeof bytes);
    }
}

/// The bits of an integer's content, by its size.
constexpr auto content_masks = [] {
    std::array<std::uint64_t, short_integer_room + 1> masks{};
    masks[1] = detail::low_bytes(1);
    for (std::size_t size = 2; size != masks.size(); ++size)
        masks[size] = detail::low_bytes(size - 1);
    return masks;
}();

/// Reads the integers that begin in a window, up to `stop`. `window_room` bytes may be read. Stops
/// earlier at one of more than 64 bits. With the sizes known, the place of the next integer depends
/// on no more than one load; and there is no branch for what cannot be predicted.
void load_window(const std::byte*& from, std::uint64_t*& value,
                 const std::uint64_t* stop) noexcept {
    std::uint8_t sizes[window_size];
    find_sizes(from, sizes);
    std::size_t offset = 0;
    while (offset < sizeof sizes && value != stop) {
        const std::size_t size = sizes[offset];
        if (size > std::size_t{short_integer_room}) [[unlikely]]
            break;
        const std::size_t is_long = size > 1 ? 1 : 0;
        *value++ = load_little_endian<std::uint64_t>(from + offset + is_long) & content_masks[size];
        offset += size;
    }
    from += offset;
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
        if (value != values_end && load_same(from, end, value, values_end)) search.found();
        search.missed();
        const std::uint64_t* const stop = value + std::min(search.pause(), values_end - value);
        while (value != stop && end - from >= window_room) {
            const std::uint64_t* const before = value;
            load_window(from, value, stop);
            if (value == before) return {static_cast<std::size_t>(value - values.data()), from};
        }
        if (value != stop) break;
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
