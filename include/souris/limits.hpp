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
    /// Bytes that are allocated at any moment: what is returned, what is needed on the way to it,
    /// what other libraries allocate for it, and what a lookup will need later, each with what the
    /// allocator adds. Stops forged lengths: charged before allocating. `memory_besides` may come
    /// on top; the input that a function is given does not count, that which it reads from a file
    /// does.
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

/// Bytes that a reading function may allocate without asking `Limits::max_memory`: of a fixed
/// number of small things, such as an error's path.
inline constexpr std::uint64_t memory_besides = std::uint64_t{64} * 1024;

/// Objects of types that contain themselves are read and written by recursion: no deeper than this,
/// whatever `Limits::max_depth` allows. Where programs are optimised, a thread of 256 KiB has the
/// stack for that.
inline constexpr std::size_t max_object_depth = 1024;

/// Names a field of `Limits` in an error's detail.
enum class Limit : std::uint8_t { depth, input, output, memory, nodes, string, key };

/// "max_depth", "max_input" and so on. Static storage.
[[nodiscard]] SOURIS_EXPORT const char* name_of(Limit limit) noexcept;

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

namespace detail {

/// What `size` bytes take at most of the heap, as malloc of the C libraries in use gives them out:
/// in units of 16, with a head; large blocks in whole pages.
[[nodiscard]] constexpr std::uint64_t allocation_size(std::uint64_t size) noexcept {
    constexpr std::uint64_t head = 8;
    constexpr std::uint64_t unit = 16;
    constexpr std::uint64_t least = 2 * unit;
    constexpr std::uint64_t page = 4096;
    constexpr std::uint64_t least_in_pages = std::uint64_t{128} * 1024;
    constexpr std::uint64_t most = ~std::uint64_t{0} - 2 * page;
    if (size >= least_in_pages) return (size < most ? size : most) + page + unit;
    const std::uint64_t rounded = (size + head + unit - 1) / unit * unit;
    return rounded < least ? least : rounded;
}

}  // namespace detail

}  // namespace souris::inline v0
