// SPDX-License-Identifier: MIT
#include "removals.hpp"

#include <bit>
#include <string>
#include <vector>

#include <souris/pointer.hpp>

#include "container.hpp"

namespace souris::cli {

namespace {

/// Which of an array's elements are still there, found by their index among those (a Fenwick tree:
/// each node counts as many elements, up to its own, as the lowest bit of its number).
class Remaining {
  public:
    explicit Remaining(std::size_t count) : is_gone_(count), counts_(count + 1) {
        for (std::size_t node = 1; node <= count; ++node)
            counts_[node] = lowest_bit(node);
    }

    /// Takes out the element that is at `index` now. Returns whether there is one.
    bool take_out(std::size_t index) {
        std::size_t place = 0;
        for (std::size_t step = std::bit_floor(is_gone_.size()); step != 0; step /= 2) {
            const std::size_t node = place + step;
            if (node >= counts_.size() || counts_[node] > index) continue;
            place = node;
            index -= counts_[node];
        }
        if (place == is_gone_.size()) return false;
        is_gone_[place] = true;
        for (std::size_t node = place + 1; node < counts_.size(); node += lowest_bit(node))
            --counts_[node];
        return true;
    }

    /// Whether the element that was at `index` at first is gone.
    [[nodiscard]] bool is_gone(std::size_t index) const { return is_gone_[index]; }

  private:
    static std::size_t lowest_bit(std::size_t number) noexcept { return number & (~number + 1); }

    std::vector<bool> is_gone_;
    std::vector<std::size_t> counts_;
};

using Pointers = std::span<const std::string_view>;

tl::unexpected<RemovalFailure> failed(ErrorCode code, Pointers pointers, std::size_t index) {
    Error error(code);
    error.path = pointers[index];
    return tl::unexpected(RemovalFailure{index, std::move(error)});
}

Result<std::string, ErrorCode> last_token(std::string_view pointer) {
    pointer.remove_prefix(pointer.rfind('/'));
    return take_pointer_token(pointer);
}

}  // namespace

void purge(Value& root) {
    std::vector<Value*> rest{&root};
    const auto remember = [&](Value& child) {
        if (is_container(child)) rest.push_back(&child);
    };
    while (!rest.empty()) {
        Value& value = *rest.back();
        rest.pop_back();
        if (Array* const array = value.as_array()) {
            std::for_each(array->begin(), array->end(), remember);
        } else if (Map* const map = value.as_map()) {
            remove_entries(*map, [](const MapEntry& entry) { return is_removed(entry.value); });
            for (MapEntry& entry : *map)
                remember(entry.value);
        }
    }
}

Result<void, RemovalFailure> remove_elements(Array& array, Pointers pointers) {
    Remaining remaining(array.size());
    for (std::size_t i = 0; i < pointers.size(); ++i) {
        const auto token = last_token(pointers[i]);
        if (!token) return failed(token.error(), pointers, i);
        const auto index = pointer_index(*token);
        if (!index || !remaining.take_out(*index)) {
            return failed(ErrorCode::index_out_of_range, pointers, i);
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < array.size(); ++i) {
        if (remaining.is_gone(i)) continue;
        if (kept != i) array[kept] = std::move(array[i]);
        ++kept;
    }
    while (array.size() > kept)
        array.pop_back();
    return {};
}

}  // namespace souris::cli
