// SPDX-License-Identifier: MIT
#include "value/map_scan.hpp"

#include <cassert>
#include <cstdint>
#include <cstring>

#include <souris/keyed_hash.hpp>

#include "value/map_index.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

const Value& key_value(const MapBlock& map, std::size_t position) noexcept {
    assert(position < map.size);
    return TreeAccess::key_of(map.data()[position]);
}

/// Odd numbers that are unknown outside this process.
const std::uint64_t multipliers[] = {keyed_hash("0") | 1U, keyed_hash("1") | 1U,
                                     keyed_hash("2") | 1U};

/// Equal for equal keys; rarely equal for different keys.
std::uint32_t fingerprint(const Value& key) noexcept {
    auto words = TreeAccess::words(key);
    if (TreeAccess::owns_memory(key)) {
        const std::string_view text = TreeAccess::content(key);
        assert(text.size() > TreeAccess::max_short_text);
        words[0] = text.size();
        std::memcpy(&words[1], text.data(), sizeof words[1]);
        std::memcpy(&words[2], text.data() + text.size() - sizeof words[2], sizeof words[2]);
    }
    const std::uint64_t sum =
        words[0] * multipliers[0] + words[1] * multipliers[1] + words[2] * multipliers[2];
    return static_cast<std::uint32_t>(sum >> 33U);
}

/// Four fingerprints, compared in parallel.
using Lanes = std::uint32_t __attribute__((vector_size(16)));
using Matches = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t lane_count = sizeof(Lanes) / sizeof(std::uint32_t);

/// Earlier fingerprints. The last ones stay in a register until there are four: loading four lanes
/// that were stored one by one would stall the processor.
class Fingerprints {
  public:
    [[nodiscard]] bool contains(std::uint32_t fingerprint) const noexcept {
        const Lanes wanted = Lanes{} + fingerprint;
        Matches found = last_ == wanted;
        for (std::size_t i = 0; i < full_; ++i)
            found |= lanes_[i] == wanted;
        std::uint64_t halves[2];
        std::memcpy(halves, &found, sizeof halves);
        return (halves[0] | halves[1]) != 0;
    }

    void add(std::uint32_t fingerprint) noexcept {
        assert(fingerprint >> 31U == 0);
        last_ = __builtin_shufflevector(last_, Lanes{fingerprint}, 4, 0, 1, 2);
        if (++last_count_ == lane_count) {
            assert(full_ < max_entries_without_index / lane_count);
            lanes_[full_++] = last_;
            last_ = Lanes{} + none;
            last_count_ = 0;
        }
    }

  private:
    /// No fingerprint has the highest bit.
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    static_assert(max_entries_without_index % lane_count == 0);
    Lanes lanes_[max_entries_without_index / lane_count];
    std::size_t full_ = 0;
    Lanes last_ = Lanes{} + none;
    std::size_t last_count_ = 0;
};

/// `scan_keys` among the first `count` entries.
std::size_t scan(const MapBlock& map, std::string_view key, std::size_t count) noexcept {
    assert(count <= map.size);
    if (key.size() <= TreeAccess::max_short_text) {
        const auto words = TreeAccess::words(Value(key));
        for (std::size_t i = 0; i < count; ++i) {
            if (TreeAccess::words(key_value(map, i)) == words) return i;
        }
        return map.size;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (TreeAccess::content(key_value(map, i)) == key) return i;
    }
    return map.size;
}

}  // namespace

std::size_t scan_keys(const MapBlock& map, std::string_view key) noexcept {
    assert(map.size <= max_entries_without_index);
    return scan(map, key, map.size);
}

std::size_t scan_for_repeated_key(const MapBlock& map) noexcept {
    assert(map.size <= max_entries_without_index);
    Fingerprints seen;
    for (std::size_t i = 0; i < map.size; ++i) {
        const std::uint32_t here = fingerprint(key_value(map, i));
        if (seen.contains(here)) {
            const Value& key = key_value(map, i);
            if (scan(map, TreeAccess::content(key), i) < i) return i;
        }
        seen.add(here);
    }
    return map.size;
}

}}}  // namespace souris::v0::detail
