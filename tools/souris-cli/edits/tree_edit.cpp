// SPDX-License-Identifier: MIT
#include "edits/tree_edit.hpp"

#include <cstdint>
#include <string>
#include <utility>

#include <souris/pointer.hpp>

namespace souris::cli {

namespace {

/// The last token of a pointer and the container it refers to.
struct Place {
    Value* parent;
    std::string token;
};

tl::unexpected<Error> failed(ErrorCode code, std::string_view pointer, std::string detail = {}) {
    Error error(code, std::move(detail));
    error.path = pointer;
    return failure(std::move(error));
}

Result<Place> place_in(Value& parent, std::string token, std::string_view path) {
    if (!parent.is(Type::array) && !parent.is(Type::map)) {
        return failed(ErrorCode::wrong_type, path,
                      "found " + std::string(name_of(parent.type())) + ", wanted map or array");
    }
    return Place{&parent, std::move(token)};
}

Result<Place> find_place(Value& root, std::string_view pointer) {
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string_view::npos) return failed(ErrorCode::invalid_pointer, pointer);
    const std::string_view path = pointer.substr(0, slash);
    std::string_view last = pointer.substr(slash);
    auto token = take_pointer_token(last);
    if (!token) return failed(token.error(), pointer);
    Value* const parent = root.find(path);
    if (parent == nullptr) return failure(root.at(path).error());
    return place_in(*parent, std::move(*token), path);
}

/// The container to create for the rest of a pointer: an array if the next token is its first
/// element.
Value container_for(std::string_view rest) {
    const std::string_view token = rest.substr(1, rest.find('/', 1) - 1);
    return token == "-" || token == "0" ? Value(Array()) : Value(Map());
}

/// The child at `token`. Creates it if it is a new key or the next index; otherwise returns
/// nullptr.
Value* find_or_make(Value& parent, const std::string& token, std::string_view rest) {
    if (Map* const map = parent.as_map()) {
        Value* const found = map->find(token);
        return found != nullptr ? found : &map->insert_or_assign(token, container_for(rest)).first;
    }
    Array* const array = parent.as_array();
    if (array == nullptr) return nullptr;
    const auto index = token == "-" ? array->size() : pointer_index(token);
    if (!index || *index > array->size()) return nullptr;
    return *index < array->size() ? array->find(*index) : &array->push_back(container_for(rest));
}

/// As `find_place`, but creates missing parents.
Result<Place> make_place(Value& root, std::string_view pointer) {
    Value* at = &root;
    std::string_view rest = pointer;
    while (true) {
        const std::string_view path = pointer.substr(0, pointer.size() - rest.size());
        auto token = take_pointer_token(rest);
        if (!token) return failed(token.error(), pointer);
        if (rest.empty()) return place_in(*at, std::move(*token), path);
        at = find_or_make(*at, *token, rest);
        if (at == nullptr) {
            return failure(root.at(pointer.substr(0, pointer.size() - rest.size())).error());
        }
    }
}

enum class AtElement : std::uint8_t { insert, replace };

Result<void> put(Value& root, std::string_view pointer, Value value, AtElement at_element,
                 bool makes_parents) {
    if (pointer.empty()) {
        root = std::move(value);
        return {};
    }
    const auto place = makes_parents ? make_place(root, pointer) : find_place(root, pointer);
    if (!place) return failure(place.error());
    if (Map* const map = place->parent->as_map()) {
        map->insert_or_assign(place->token, std::move(value));
        return {};
    }
    Array& array = *place->parent->as_array();
    const auto index = place->token == "-" ? array.size() : pointer_index(place->token);
    if (!index || *index > array.size()) return failed(ErrorCode::index_out_of_range, pointer);
    if (*index < array.size() && at_element == AtElement::replace) {
        array[*index] = std::move(value);
    } else {
        array.insert(*index, std::move(value));
    }
    return {};
}

}  // namespace

Result<void> insert_at(Value& root, std::string_view pointer, Value value) {
    return put(root, pointer, std::move(value), AtElement::insert, false);
}

Result<void> set_at(Value& root, std::string_view pointer, Value value, bool makes_parents) {
    return put(root, pointer, std::move(value), AtElement::replace, makes_parents);
}

Result<Value> remove_at(Value& root, std::string_view pointer) {
    if (pointer.empty()) {
        return failed(ErrorCode::invalid_pointer, pointer, "the root cannot be removed");
    }
    const auto place = find_place(root, pointer);
    if (!place) return failure(place.error());
    if (Map* const map = place->parent->as_map()) {
        Value* const found = map->find(place->token);
        if (found == nullptr) return failed(ErrorCode::key_not_found, pointer);
        Value value = std::move(*found);
        map->erase(place->token);
        return value;
    }
    Array& array = *place->parent->as_array();
    const auto index = pointer_index(place->token);
    if (!index || *index >= array.size()) return failed(ErrorCode::index_out_of_range, pointer);
    Value value = std::move(array[*index]);
    array.erase(*index);
    return value;
}

}  // namespace souris::cli
