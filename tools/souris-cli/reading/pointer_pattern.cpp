// SPDX-License-Identifier: MIT
#include "reading/pointer_pattern.hpp"

#include <algorithm>
#include <cassert>

#include <souris/pointer.hpp>

#include "common/container.hpp"
#include "common/pointer_text.hpp"

namespace souris::cli {

namespace {

constexpr std::size_t word_bits = 64;

constexpr std::uint64_t bit_of(std::size_t position) noexcept {
    return std::uint64_t{1} << (position % word_bits);
}

void add_position(std::vector<std::uint64_t>& positions, std::size_t position) noexcept {
    positions[position / word_bits] |= bit_of(position);
}

}  // namespace

PointerPattern::PointerPattern(std::string_view pointer) {
    while (!pointer.empty()) {
        const auto token = take_pointer_token(pointer);
        assert(token.has_value());
        add_token(*token);
    }
}

void PointerPattern::add_token(const std::string& token) {
    if (token == any_tokens) return add_position(loops_, length_);
    if (token == any_token) {
        add_position(any_, length_);
    } else {
        const Word here{length_ / word_bits, bit_of(length_)};
        const auto add = [&](Occurrences& occurrences) {
            if (occurrences.empty() || occurrences.back().index != here.index) {
                occurrences.push_back({here.index, 0});
            }
            occurrences.back().bits |= here.bits;
        };
        add(keys_[token]);
        if (const auto index = pointer_index(token)) add(indices_[*index]);
    }
    ++length_;
    loops_.resize(length_ / word_bits + 1);
    any_.resize(loops_.size());
}

const PointerPattern::Occurrences* PointerPattern::occurrences_of(std::string_view key) const {
    const auto found = keys_.find(key);
    return found != keys_.end() ? &found->second : nullptr;
}

const PointerPattern::Occurrences* PointerPattern::occurrences_of(std::size_t index) const {
    const auto found = indices_.find(index);
    return found != indices_.end() ? &found->second : nullptr;
}

bool PointerPattern::is_match(ConstPositions positions) const noexcept {
    return (positions[length_ / word_bits] & bit_of(length_)) != 0;
}

bool PointerPattern::step(ConstPositions from, const Occurrences* literal,
                          Positions to) const noexcept {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < to.size(); ++i) {
        const std::uint64_t passed = from[i] & any_[i];
        to[i] = (from[i] & loops_[i]) | (passed << 1U) | carry;
        carry = passed >> (word_bits - 1);
    }
    assert(carry == 0);
    if (literal != nullptr) {
        for (const Word& word : *literal) {
            const std::uint64_t passed = from[word.index] & word.bits;
            to[word.index] |= passed << 1U;
            if (passed >> (word_bits - 1) != 0) to[word.index + 1] |= 1U;
        }
    }
    return std::any_of(to.begin(), to.end(), [](std::uint64_t word) { return word != 0; });
}

void PointerPattern::visit(const Value& root, const Visitor& visit) const {
    struct Open {
        const Value* container;
        std::size_t next_child;
    };
    const std::size_t size = loops_.size();
    std::vector<Open> open{{&root, 0}};
    // Of each open container, and of one child of the innermost.
    std::vector<std::uint64_t> sets(size);
    sets[0] = 1;
    if (is_match(sets) && !visit(root)) return;
    while (!open.empty()) {
        Open& innermost = open.back();
        const Value& container = *innermost.container;
        if (innermost.next_child == child_count(container)) {
            open.pop_back();
            continue;
        }
        const std::size_t index = innermost.next_child++;
        const Value& child = child_at(container, index);
        const Occurrences* const literal = container.is(Type::map)
                                               ? occurrences_of(container.entries()[index].key())
                                               : occurrences_of(index);
        sets.resize((open.size() + 1) * size);
        const Positions all(sets);
        const Positions of_child = all.last(size);
        if (!step(all.subspan(all.size() - 2 * size, size), literal, of_child)) continue;
        if (is_match(of_child) && !visit(child)) return;
        if (child_count(child) != 0) open.push_back({&child, 0});
    }
}

}  // namespace souris::cli
