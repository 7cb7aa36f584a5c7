// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <vector>

#include <souris/keyed_hash.hpp>
#include <souris/value.hpp>

#include "value/tree_access.hpp"

// Equality, order and hash of whole trees, each with an explicit stack.

namespace souris { inline namespace v0 {

namespace {

using detail::TreeAccess;

std::strong_ordering compare_bytes(std::string_view a, std::string_view b) noexcept {
    // char_traits<char> compares as unsigned char, so this is the order of bytes.
    return a.compare(b) <=> 0;
}

template <class Bits, class Number>
std::strong_ordering compare_bits(Number a, Number b) noexcept {
    return std::bit_cast<Bits>(a) <=> std::bit_cast<Bits>(b);
}

/// Compares two values of the same type, which is not a container.
std::strong_ordering compare_scalars(const Value& a, const Value& b) noexcept {
    assert(a.type() == b.type());
    const auto& x = TreeAccess::payload(a);
    const auto& y = TreeAccess::payload(b);
    switch (a.type()) {
        case Type::boolean:
            return x.boolean <=> y.boolean;
        case Type::character:
            return x.character <=> y.character;
        case Type::integer:
            return a.integer() <=> b.integer();
        case Type::float64:
            return compare_bits<std::uint64_t>(x.float64, y.float64);
        case Type::float32:
            return compare_bits<std::uint32_t>(x.float32, y.float32);
        case Type::timestamp:
            return x.timestamp <=> y.timestamp;
        case Type::ipv4:
            return x.ipv4 <=> y.ipv4;
        case Type::ipv6:
            return x.ipv6 <=> y.ipv6;
        case Type::complex:
            return detail::ValueAccess::complex(a) <=> detail::ValueAccess::complex(b);
        case Type::string:
        case Type::binary:
        case Type::json:
        case Type::timezone:
            return compare_bytes(TreeAccess::content(a), TreeAccess::content(b));
        case Type::null:
        case Type::array:
        case Type::map:
            break;
    }
    return std::strong_ordering::equal;
}

bool is_container(const Value& value) noexcept {
    return value.is(Type::array) || value.is(Type::map);
}

std::size_t child_count(const Value& value) noexcept {
    return value.is(Type::array) ? value.elements().size() : value.entries().size();
}

/// Two containers of the same type and size. Their first `next` children are equal, and more
/// remain.
struct EqualityFrame {
    const Value* a;
    const Value* b;
    std::size_t next;
};

/// Whether two values are equal, apart from their children.
bool equal_outside(const Value& a, const Value& b) noexcept {
    if (a.type() != b.type()) return false;
    return is_container(a) ? child_count(a) == child_count(b) : compare_scalars(a, b) == 0;
}

/// The next pair of children; the second is nullptr if the key is missing.
std::pair<const Value*, const Value*> next_children(EqualityFrame& frame) noexcept {
    assert(frame.a->type() == frame.b->type() && frame.next < child_count(*frame.a));
    assert(child_count(*frame.a) == child_count(*frame.b));
    const std::size_t i = frame.next++;
    if (frame.a->is(Type::array)) return {&frame.a->elements()[i], &frame.b->elements()[i]};
    const MapEntry& entry = frame.a->entries()[i];
    const MapEntry& same_place = frame.b->entries()[i];
    if (same_place.key() == entry.key()) return {&entry.value, &same_place.value};
    return {&entry.value, frame.b->as_map()->find(entry.key())};
}

/// The entries of a map in the order of comparison; empty for other types.
std::vector<const MapEntry*> sorted_entries(const Value& map) {
    std::vector<const MapEntry*> sorted;
    sorted.reserve(map.entries().size());
    for (const MapEntry& entry : map.entries())
        sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const MapEntry* a, const MapEntry* b) {
        return compare_bytes(a->key(), b->key()) < 0;
    });
    return sorted;
}

/// Two containers of the same type. Their first `next` children are equal.
struct OrderFrame {
    OrderFrame(const Value& first, const Value& second)
        : a(&first),
          b(&second),
          a_sorted(sorted_entries(first)),
          b_sorted(sorted_entries(second)) {}

    const Value* a;
    const Value* b;
    std::vector<const MapEntry*> a_sorted;
    std::vector<const MapEntry*> b_sorted;
    std::size_t next = 0;
};

/// A container; `hash` covers its first `next` children.
struct HashFrame {
    const Value* value;
    std::size_t next = 0;
    std::uint64_t hash = 0;
};

std::uint64_t hash_content(const Value& value) noexcept {
    const auto& payload = TreeAccess::payload(value);
    switch (value.type()) {
        case Type::null:
            return 0;
        case Type::boolean:
            return detail::keyed_hash_of(payload.boolean);
        case Type::character:
            return detail::keyed_hash_of(payload.character);
        case Type::float32:
            return detail::keyed_hash_of(payload.float32);
        case Type::float64:
            return detail::keyed_hash_of(payload.float64);
        case Type::ipv4:
            return std::hash<Ipv4>()(payload.ipv4);
        case Type::ipv6:
            return std::hash<Ipv6>()(payload.ipv6);
        case Type::integer:
            return std::hash<Integer>()(value.integer());
        case Type::timestamp:
            return std::hash<Timestamp>()(payload.timestamp);
        case Type::complex:
            return std::hash<Complex>()(detail::ValueAccess::complex(value));
        default:
            return keyed_hash(TreeAccess::content(value));
    }
}

std::uint64_t hash_scalar(const Value& value) noexcept {
    return combine_hashes(static_cast<std::uint64_t>(value.type()), hash_content(value));
}

/// Adds a child's hash to its container's: in order for an array, independent of order for a map.
void absorb(HashFrame& parent, std::uint64_t child) noexcept {
    assert(parent.next != 0 && parent.next <= child_count(*parent.value));
    if (parent.value->is(Type::array)) {
        parent.hash = combine_hashes(parent.hash, child);
    } else {
        const std::string_view key = parent.value->entries()[parent.next - 1].key();
        parent.hash += combine_hashes(keyed_hash(key), child);
    }
}

}  // namespace

bool operator==(const Value& a, const Value& b) {
    if (!equal_outside(a, b)) return false;
    std::vector<EqualityFrame> stack;
    const auto push_if_children = [&stack](const Value& x, const Value& y) {
        if (child_count(x) != 0) stack.push_back({&x, &y, 0});
    };
    push_if_children(a, b);
    while (!stack.empty()) {
        EqualityFrame& frame = stack.back();
        const auto [x, y] = next_children(frame);
        if (y == nullptr || !equal_outside(*x, *y)) return false;
        if (frame.next == child_count(*frame.a)) stack.pop_back();
        push_if_children(*x, *y);
    }
    return true;
}

std::strong_ordering operator<=>(const Value& a, const Value& b) {
    const auto compare_outside = [](const Value& x, const Value& y) {
        const auto order = x.type() <=> y.type();
        return order != 0 ? order : compare_scalars(x, y);
    };
    if (const auto order = compare_outside(a, b); order != 0 || !is_container(a)) return order;
    std::vector<OrderFrame> stack;
    stack.emplace_back(a, b);
    while (!stack.empty()) {
        OrderFrame& frame = stack.back();
        const std::size_t a_size = child_count(*frame.a);
        const std::size_t b_size = child_count(*frame.b);
        const std::size_t i = frame.next++;
        if (i >= a_size || i >= b_size) {
            if (a_size != b_size) return a_size <=> b_size;
            stack.pop_back();
            continue;
        }
        const bool is_map = frame.a->is(Type::map);
        if (is_map) {
            const auto order = compare_bytes(frame.a_sorted[i]->key(), frame.b_sorted[i]->key());
            if (order != 0) return order;
        }
        const Value& x = is_map ? frame.a_sorted[i]->value : frame.a->elements()[i];
        const Value& y = is_map ? frame.b_sorted[i]->value : frame.b->elements()[i];
        if (const auto order = compare_outside(x, y); order != 0) return order;
        // Popped early, unless the comparison of sizes remains.
        if (frame.next == a_size && frame.next == b_size) stack.pop_back();
        if (is_container(x)) stack.emplace_back(x, y);
    }
    return std::strong_ordering::equal;
}

bool operator==(const Array& a, const Array& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

bool operator==(const Map& a, const Map& b) {
    if (a.size() != b.size()) return false;
    return std::all_of(a.begin(), a.end(), [&](const MapEntry& entry) {
        const Value* const other = b.find(entry.key());
        return other != nullptr && *other == entry.value;
    });
}

}}  // namespace souris::v0

std::size_t std::hash<souris::Value>::operator()(const souris::Value& value) const {
    using namespace souris;
    const auto seed = [](const Value& container) {
        return HashFrame{
            &container, 0,
            combine_hashes(static_cast<std::uint64_t>(container.type()), child_count(container))};
    };
    if (!is_container(value)) return static_cast<std::size_t>(hash_scalar(value));
    std::vector<HashFrame> stack{seed(value)};
    while (true) {
        HashFrame& frame = stack.back();
        if (frame.next == child_count(*frame.value)) {
            const std::uint64_t done = frame.hash;
            stack.pop_back();
            if (stack.empty()) return static_cast<std::size_t>(done);
            absorb(stack.back(), done);
            continue;
        }
        const std::size_t i = frame.next++;
        const Value& child = frame.value->is(Type::array) ? frame.value->elements()[i]
                                                          : frame.value->entries()[i].value;
        if (is_container(child)) {
            stack.push_back(seed(child));
        } else {
            absorb(frame, hash_scalar(child));
        }
    }
}
