// SPDX-License-Identifier: MIT
#include "edits/spread_arrays.hpp"

#include <string>
#include <utility>

#include <souris/pointer.hpp>

#include "common/container.hpp"

namespace souris::cli {

namespace {

/// First element of a stand-in: a surrogate, which no file can contain as a character. The second
/// is the number of its sequence.
constexpr char32_t spread_mark = 0xD801;

Value stand_in(std::size_t number) {
    return Array{spread_mark, number};
}

std::size_t number_of(const Value& stand_in) {
    return stand_in.elements()[1].get<std::size_t>().value();
}

}  // namespace

Sequence* SpreadArrays::find_sequence(const Value& array) const {
    const auto elements = array.elements();
    if (elements.size() != 2 || !elements[0].is(Type::character) || elements[0] != spread_mark) {
        return nullptr;
    }
    return spread_[number_of(array)].sequence.get();
}

Value* SpreadArrays::child_of(Value& value, std::string_view token) {
    if (Map* const map = value.as_map()) return map->find(token);
    Array* const array = value.as_array();
    const auto index = pointer_index(token);
    if (array == nullptr || !index) return nullptr;
    Sequence* const sequence = find_sequence(value);
    if (sequence == nullptr) return array->find(*index);
    return *index < sequence->size() ? &sequence->at(*index) : nullptr;
}

Value* SpreadArrays::find(Value& root, std::string_view pointer) {
    Value* here = &root;
    while (here != nullptr && !pointer.empty()) {
        const auto token = take_pointer_token(pointer);
        here = token ? child_of(*here, *token) : nullptr;
    }
    return here;
}

std::size_t SpreadArrays::size_of(const Value& array) const {
    const Sequence* const sequence = find_sequence(array);
    return sequence != nullptr ? sequence->size() : array.elements().size();
}

Result<Sequence*> SpreadArrays::sequence_for(Value& array, std::size_t index) {
    // Moving fewer elements is fast enough.
    constexpr std::size_t least_moved = 1024;
    if (Sequence* const sequence = find_sequence(array)) return sequence;
    const std::size_t size = array.elements().size();
    if (size - index < least_moved) return nullptr;
    // Pieces are at least half full, and gathering needs both forms at the same time.
    const std::uint64_t memory = 3 * size * sizeof(Value);
    now_spread_ += memory;
    if (now_spread_ > most_spread_) {
        if (!memory_.charge(now_spread_ - most_spread_)) {
            return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
        }
        most_spread_ = now_spread_;
    }
    spread_.push_back({std::make_unique<Sequence>(std::move(*array.as_array())), memory});
    array = stand_in(spread_.size() - 1);
    return spread_.back().sequence.get();
}

Result<void> SpreadArrays::insert(Value& array, std::size_t index, Value value) {
    const auto sequence = sequence_for(array, index);
    if (!sequence) return failure(sequence.error());
    if (*sequence != nullptr) {
        (*sequence)->insert(index, std::move(value));
    } else {
        array.as_array()->insert(index, std::move(value));
    }
    return {};
}

Result<Value> SpreadArrays::take(Value& array, std::size_t index) {
    const auto sequence = sequence_for(array, index);
    if (!sequence) return failure(sequence.error());
    if (*sequence != nullptr) return (*sequence)->take(index);
    Array& plain = *array.as_array();
    Value value = std::move(plain[index]);
    plain.erase(index);
    return value;
}

void SpreadArrays::gather(Value& root) {
    if (now_spread_ == 0) return;
    for_each_container(root, [this](Value& value) {
        if (find_sequence(value) == nullptr) return;
        Spread& spread = spread_[number_of(value)];
        value = std::move(*spread.sequence).to_array();
        spread.sequence = nullptr;
        now_spread_ -= spread.memory;
    });
}

}  // namespace souris::cli
