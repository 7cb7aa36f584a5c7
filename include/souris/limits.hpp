// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include <souris/config.hpp>

/// @file
/// What a reader is willing to spend on an input.

namespace souris::inline v0 {

/// Taken by every reading function, and by writing ones too, so that nothing is written which the
/// same limits cannot read. Each field names the attack that it stops. The defaults let through
/// what a program reasonably keeps in one file; `hostile()` is for bytes from strangers.
///
/// @snippet reference_integer.cpp limits
struct Limits {
    /// Arrays and maps inside one another; a scalar at the root has depth 0. Stops nesting bombs.
    /// Nothing recurses, so millions are safe too.
    std::size_t max_depth = 1024;
    /// Bytes of input. Stops reading without end.
    std::uint64_t max_input = std::uint64_t{4} << 30;
    /// Bytes that one compressed block may unpack to. Stops decompression bombs.
    std::uint64_t max_output = std::uint64_t{1} << 30;
    /// Bytes allocated for one result in all. Stops forged lengths: charged before allocating.
    std::uint64_t max_memory = std::uint64_t{4} << 30;
    /// Values in one tree, map keys not counted. Stops floods of tiny values.
    std::uint64_t max_nodes = std::uint64_t{1} << 28;
    /// Bytes of one string, binary value, JSON text or zone name.
    std::uint64_t max_string = std::uint64_t{1} << 30;
    /// Bytes of one map key.
    std::uint64_t max_key = std::uint64_t{1} << 20;

    /// For input from strangers.
    [[nodiscard]] static constexpr Limits hostile() noexcept {
        return {.max_depth = 64,
                .max_input = std::uint64_t{16} << 20,
                .max_output = std::uint64_t{64} << 20,
                .max_memory = std::uint64_t{256} << 20,
                .max_nodes = std::uint64_t{1} << 22,
                .max_string = std::uint64_t{16} << 20,
                .max_key = std::uint64_t{64} << 10};
    }

    /// No limit but what the machine has.
    [[nodiscard]] static constexpr Limits unlimited() noexcept {
        constexpr auto all = ~std::uint64_t{0};
        return {.max_depth = ~std::size_t{0},
                .max_input = all,
                .max_output = all,
                .max_memory = all,
                .max_nodes = all,
                .max_string = all,
                .max_key = all};
    }
};

/// Objects of types that contain themselves are read and written by recursion: no deeper than this,
/// whatever `Limits::max_depth` allows.
inline constexpr std::size_t max_object_depth = 1024;

/// Names a field of `Limits` in an error's detail.
enum class Limit : std::uint8_t { depth, input, output, memory, nodes, string, key };

/// "max_depth", "max_input" and so on. Static storage.
[[nodiscard]] SOURIS_EXPORT const char* name_of(Limit limit) noexcept;

/// What an allocation of so many bytes takes: that of glibc's malloc, which has a head of eight
/// bytes and is a multiple of 16, at least 32. Others' take about as much.
[[nodiscard]] constexpr std::uint64_t allocation_size(std::uint64_t bytes) noexcept {
    constexpr std::uint64_t least = 32;
    if (bytes == 0) return 0;
    if (bytes > ~std::uint64_t{0} - least) return ~std::uint64_t{0};
    const std::uint64_t size = (bytes + 8 + 15) & ~std::uint64_t{15};
    return size < least ? least : size;
}

/// What is left of an amount that a reader may spend. Charge before you allocate.
class Budget {
  public:
    constexpr explicit Budget(std::uint64_t amount) noexcept : left_(amount) {}

    /// Takes `amount`, or nothing and false if less is left.
    [[nodiscard]] constexpr bool charge(std::uint64_t amount) noexcept {
        if (amount > left_) return false;
        left_ -= amount;
        return true;
    }

    /// Takes `count * size`, without overflow.
    [[nodiscard]] constexpr bool charge(std::uint64_t count, std::uint64_t size) noexcept {
        if (size != 0 && count > left_ / size) return false;
        left_ -= count * size;
        return true;
    }

    /// Gives back a part of what was taken.
    constexpr void give_back(std::uint64_t amount) noexcept { left_ += amount; }

    [[nodiscard]] constexpr std::uint64_t left() const noexcept { return left_; }

  private:
    std::uint64_t left_;
};

}  // namespace souris::inline v0
