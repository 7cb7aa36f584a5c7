// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

#include <souris/config.hpp>

/// @file
/// Limits on the resources that a reader spends on an input.

namespace souris { inline namespace v0 {

/// Taken by every reading function, and by writing functions too, so that nothing is written that
/// the same limits cannot read. Each field names the attack that it stops. The defaults admit any
/// reasonable file; `hostile()` is for bytes from strangers.
///
/// @snippet reference_integer.cpp limits
struct Limits {
    /// Nesting depth of arrays and maps; a scalar at the root has depth 0. Stops nesting bombs.
    /// Nothing recurses, so millions are safe too.
    std::size_t max_depth = 1024;
    /// Bytes of input. Stops endless reading.
    std::uint64_t max_input = std::uint64_t{4} << 30;
    /// Bytes that one compressed block may unpack to. Stops decompression bombs.
    std::uint64_t max_output = std::uint64_t{1} << 30;
    /// Bytes allocated at any moment: the result, temporary memory, allocations of other libraries,
    /// and memory that a later lookup needs, each including the allocator's overhead. Stops forged
    /// lengths: charged before allocating. `memory_besides` may come on top. Input passed to a
    /// function does not count; input read from a file does.
    std::uint64_t max_memory = std::uint64_t{4} << 30;
    /// Values in one tree, without map keys. Stops floods of tiny values.
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

    /// No limits except those of the machine.
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

/// Bytes that a reading function may allocate without charging `Limits::max_memory`, for a fixed
/// number of small things, such as an error's path.
inline constexpr std::uint64_t memory_besides = std::uint64_t{64} * 1024;

/// Maximum depth of objects of recursive types, whatever `Limits::max_depth` allows: they are read
/// and written by recursion. In optimised programs, the stack of a 256 KiB thread suffices.
inline constexpr std::size_t max_object_depth = 1024;

/// Names a field of `Limits` in an error's detail.
enum class Limit : std::uint8_t { depth, input, output, memory, nodes, string, key };

/// "max_depth", "max_input" and so on. Static storage.
[[nodiscard]] SOURIS_EXPORT const char* name_of(Limit limit) noexcept;

/// The rest of an amount that a reader may spend. Charge before allocating.
class Budget {
  public:
    constexpr explicit Budget(std::uint64_t amount) noexcept : left_(amount) {}

    /// Takes `amount`; returns false and takes nothing if less is left.
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

    /// Returns a part of the amount taken.
    constexpr void give_back(std::uint64_t amount) noexcept {
        assert(amount <= ~left_);
        left_ += amount;
    }

    [[nodiscard]] constexpr std::uint64_t left() const noexcept { return left_; }

  private:
    std::uint64_t left_;
};

namespace detail {

/// Upper bound of the heap memory of a `size` byte allocation with the malloc of common C
/// libraries: units of 16 bytes including a header; large blocks in whole pages. Where glibc fills
/// a gap between other blocks, it adds a unit that is too small to stay free; that is not counted.
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

}}  // namespace souris::v0
