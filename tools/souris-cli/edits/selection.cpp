// SPDX-License-Identifier: MIT
#include "edits/selection.hpp"

#include <algorithm>

#include <souris/pointer.hpp>

#include "common/pointer_text.hpp"

namespace souris::cli {

namespace {

/// Puts `value` where the pointer leads, unless what contains it is already there.
void put_at(Value& root, std::string_view pointer, const Value& value) {
    Value* here = &root;
    while (!pointer.empty()) {
        Map* const map = here->as_map();
        if (map == nullptr) return;
        const std::string token = take_pointer_token(pointer).value();
        here = map->find(token);
        if (here == nullptr) {
            (*map)[token] = Map();
            here = map->find(token);
        }
    }
    *here = value;
}

}  // namespace

std::optional<std::vector<std::string>> parse_selection(std::string_view text) {
    std::vector<std::string> pointers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(",/"), text.size());
        pointers.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!is_pointer(pointers.back())) return std::nullopt;
    }
    if (pointers.empty()) return std::nullopt;
    return pointers;
}

Value select(const Value& value, const std::vector<std::string>& pointers) {
    Value selected = Map();
    for (const std::string& pointer : pointers) {
        if (const auto found = value.at(pointer)) put_at(selected, pointer, *found);
    }
    return selected;
}

}  // namespace souris::cli
