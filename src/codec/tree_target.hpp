// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/detail/tag.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

#include "codec/quick_scan.hpp"

namespace souris { inline namespace v0 {

class Complex;
class Integer;
struct Timestamp;

namespace detail {

/// What the quick path of a `TreeReader` calls: a copy of the target, of whose state it makes what
/// the processor can hold in registers.
template <class Target>
concept QuickTarget = std::copyable<Target> &&
    requires(Target target, std::uint64_t bits, SignState state, const CheckedText& text) {
    target.null();
    target.boolean(true);
    target.float64(bits);
    // The low half; the high half is the sign's.
    target.integer(bits, state);
    // False if the text was not taken and is to be offered again slowly.
    { target.string(text) } -> std::same_as<bool>;
    { target.key(text) } -> std::same_as<bool>;
};

/// What the slow path calls, each after a pause. These fail only for lack of memory.
template <class Target>
concept SlowTarget = requires(Target target, std::string_view text, const Integer& integer,
                              const Timestamp& timestamp, const Complex& complex,
                              std::span<const std::byte> address, Tag tag) {
    // Between two elements, or at a key.
    target.pause();
    // At a value.
    target.pause_value();
    // Text that is temporary does not outlive the call.
    { target.slow_key(text, true) } -> std::same_as<Result<void, ErrorCode>>;
    { target.text(Type::string, text, true) } -> std::same_as<Result<void, ErrorCode>>;
    { target.integer(integer) } -> std::same_as<Result<void, ErrorCode>>;
    { target.float32(1.0F) } -> std::same_as<Result<void, ErrorCode>>;
    { target.character(U'c') } -> std::same_as<Result<void, ErrorCode>>;
    { target.timestamp(timestamp) } -> std::same_as<Result<void, ErrorCode>>;
    { target.complex(complex) } -> std::same_as<Result<void, ErrorCode>>;
    // The bytes of the address, 4 or 16.
    { target.ipv4(address) } -> std::same_as<Result<void, ErrorCode>>;
    { target.ipv6(address) } -> std::same_as<Result<void, ErrorCode>>;
    // Reads the block itself, so that it can also fail for bad input.
    { target.binary(tag) } -> std::same_as<Result<void, ErrorCode>>;
};

/// What takes the values that a `TreeReader` reads, and may build any structure from them. It knows
/// where the next value goes, as a `Container`. It is copied into and out of the quick path, so it
/// should be small and hold pointers to anything large. If it has `bool reads_slowly()` and that is
/// true, there is no quick path.
template <class Target>
concept TreeTarget = QuickTarget<Target> && SlowTarget<Target> &&
    requires(Target target, const Target constant, const typename Target::Container& container) {
    // The place of the next value.
    { constant.place() } -> std::same_as<typename Target::Container>;
    // Upper bound of the memory per element, container or not; at least 1.
    requires Target::memory_each >= 1;
    // The memory of a container, in total.
    { Target::memory_of(Type::array, std::size_t{}) } -> std::convertible_to<std::uint64_t>;
    // Children follow. False if it needs more memory.
    { target.open(Type::array, std::size_t{}) } -> std::same_as<bool>;
    target.open_empty(Type::array);
    // The container that is closed, whether it is a map, and the same of the one around it. False
    // if a map has a key twice.
    { target.close(container, true, container, true) } -> std::same_as<bool>;
};

/// A target that knows the path of an error.
template <class Target>
concept PathTarget = TreeTarget<Target> &&
    requires(const Target target, const typename Target::Container& container) {
    // The values in a container so far.
    { target.count(container) } -> std::convertible_to<std::size_t>;
    { target.key_before(container) } -> std::convertible_to<std::string_view>;
};

}  // namespace detail

}}  // namespace souris::v0
