// SPDX-License-Identifier: MIT
#include "edits/fingerprints.hpp"

#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include <souris/keyed_hash.hpp>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// Whether doubles of this size are so far apart that a tolerance makes no difference.
bool is_beyond(double number, double tolerance) noexcept {
    constexpr double precision = 0x1p53;
    return std::abs(number) >= precision && std::abs(number) >= precision * tolerance;
}

/// A weight from 1/2 to 1 for the numbers below a key or index. Not from the keyed hash: which
/// values are paired must not differ from run to run.
double weight_of(std::string_view key) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
    for (const char c : key)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return 0.5 + static_cast<double>(hash >> 11U) * 0x1p-54;
}

double weight_of(std::size_t index) noexcept {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio
    return 0.5 + static_cast<double>((index + 1) * golden >> 11U) * 0x1p-54;
}

}  // namespace

std::uint64_t Fingerprints::number_of(const Value& scalar) const {
    const auto number = equality_.tolerance ? finite_number(scalar) : std::nullopt;
    if (!number) return static_cast<std::uint64_t>(std::hash<Value>()(scalar));
    const double tolerance = *equality_.tolerance;
    if (!equality_.ignores_order && tolerance != 0 && !is_beyond(*number, tolerance)) {
        // Adding 0 makes one zero of the two.
        const double step = std::floor(*number / (2 * tolerance)) + 0.0;
        return KeyedHash()(std::bit_cast<std::uint64_t>(step));
    }
    const auto whole = whole_number(scalar);
    return static_cast<std::uint64_t>(whole ? std::hash<Integer>()(*whole)
                                            : KeyedHash()(std::bit_cast<std::uint64_t>(*number)));
}

Fingerprints::Print Fingerprints::print_of(const Value& scalar) const {
    Print print;
    print.number = number_of(scalar);
    if (!has_profiles()) return print;
    print.profile.shape = print.number;
    const auto number = finite_number(scalar);
    if (!number || is_beyond(*number, *equality_.tolerance)) return print;
    constexpr double rounding = 0x1p-50;
    print.profile = {Profile::shape_of_number, *number,
                     *equality_.tolerance + std::abs(*number) * rounding};
    return print;
}

/// In maps, and in arrays whose order does not matter, the numbers of children were added.
Fingerprints::Print Fingerprints::print_of(const Frame& frame) {
    const auto type = static_cast<std::uint64_t>(frame.container->type());
    Print print = frame.print;
    print.number = combine_hashes(print.number, type);
    print.profile.shape = combine_hashes(print.profile.shape, type);
    // Not a NaN, which has no order.
    if (!std::isfinite(print.profile.sum)) {
        print.profile.sum = 0;
        print.profile.slack = std::numeric_limits<double>::infinity();
    }
    return print;
}

void Fingerprints::take(Frame& frame, const Print& print) {
    Print& all = frame.print;
    double weight = 1;
    if (frame.container->is(Type::map)) {
        const std::string_view key = frame.container->entries()[frame.next].key();
        const std::uint64_t hash = keyed_hash(key);
        all.number += combine_hashes(hash, print.number);
        all.profile.shape += combine_hashes(hash, print.profile.shape);
        weight = weight_of(key);
    } else {
        numbers_[frame.begin + frame.next] = print.number;
        if (has_profiles()) profiles_[frame.begin + frame.next] = print.profile;
        if (equality_.ignores_order) {
            all.number += print.number;
            all.profile.shape += combine_hashes(print.profile.shape, 0);
        } else {
            all.number = combine_hashes(all.number, print.number);
            all.profile.shape = combine_hashes(all.profile.shape, print.profile.shape);
            weight = weight_of(frame.next);
        }
    }
    all.profile.sum += weight * print.profile.sum;
    all.profile.slack += weight * print.profile.slack;
    ++frame.next;
}

Result<void> Fingerprints::add(const Value& root, Budget& memory) {
    constexpr std::uint64_t array_cost = 64;
    const std::uint64_t element_cost =
        sizeof(std::uint64_t) + (has_profiles() ? sizeof(Profile) : 0);
    std::vector<Frame> stack;
    const auto open = [&](const Value& container) {
        const std::size_t count = container.elements().size();
        if (!memory.charge(array_cost) || !memory.charge(count, element_cost)) return false;
        stack.push_back({&container, 0, {}, numbers_.size()});
        if (container.is(Type::array)) begins_[&container] = numbers_.size();
        numbers_.resize(numbers_.size() + count);
        if (has_profiles()) profiles_.resize(numbers_.size());
        return true;
    };
    const auto refusal = [] {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    };
    if (!is_container(root)) return {};
    if (!open(root)) return refusal();
    while (true) {
        const Frame& top = stack.back();
        if (top.next == child_count(*top.container)) {
            const Print print = print_of(top);
            stack.pop_back();
            if (stack.empty()) return {};
            take(stack.back(), print);
            continue;
        }
        const Value& child = child_at(*top.container, top.next);
        if (!is_container(child)) {
            take(stack.back(), print_of(child));
        } else if (!open(child)) {
            return refusal();
        }
    }
}

std::span<const std::uint64_t> Fingerprints::of(const Value& array) const {
    return std::span(numbers_).subspan(begins_.at(&array), array.elements().size());
}

ProfiledArray Fingerprints::profiled(const Value& array) const {
    const std::size_t begin = begins_.at(&array);
    const std::size_t count = array.elements().size();
    const auto profiles =
        has_profiles() ? std::span(profiles_).subspan(begin, count) : std::span<const Profile>();
    return {array.elements(), of(array), profiles};
}

}  // namespace souris::cli
