// SPDX-License-Identifier: MIT
#include <array>
#include <chrono>
#include <cstddef>
#include <span>

#include <souris/keyed_hash.hpp>

#include "base/entropy.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace souris { inline namespace v0 {

namespace {

struct Secret {
    std::array<unsigned char, XXH3_SECRET_DEFAULT_SIZE> bytes{};

    Secret() noexcept {
        if (detail::draw_entropy(std::as_writable_bytes(std::span(bytes)))) return;
        // No source of randomness: the clock and an address are better than a constant.
        struct {
            std::int64_t time;
            const void* place;
        } seed{std::chrono::steady_clock::now().time_since_epoch().count(), this};
        XXH3_generateSecret(bytes.data(), bytes.size(), &seed, sizeof seed);
    }
};

const Secret& secret() noexcept {
    static const Secret drawn;
    return drawn;
}

}  // namespace

std::uint64_t keyed_hash(std::string_view bytes) noexcept {
    const Secret& key = secret();
    return XXH3_64bits_withSecret(bytes.data(), bytes.size(), key.bytes.data(), key.bytes.size());
}

std::uint64_t combine_hashes(std::uint64_t first, std::uint64_t second) noexcept {
    const std::array<std::uint64_t, 2> pair{first, second};
    return keyed_hash({reinterpret_cast<const char*>(pair.data()), sizeof pair});
}

}}  // namespace souris::v0
