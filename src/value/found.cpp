// SPDX-License-Identifier: MIT
#include <souris/detail/value_get.hpp>
#include <souris/found.hpp>
#include <souris/value.hpp>

#include "value/found_child.hpp"

namespace souris { inline namespace v0 {

Found Value::operator[](TextArgument key) const {
    const Map* const map = as_map();
    if (map == nullptr) return Found(detail::wrong_type(type_, Type::map));
    return detail::found_child<Found>(map->find(key), ErrorCode::key_not_found, key.view());
}

Found Value::found_element(std::size_t index) const {
    const Array* const array = as_array();
    if (array == nullptr) return Found(detail::wrong_type(type_, Type::array));
    return detail::found_child<Found>(array->find(index), ErrorCode::index_out_of_range, index);
}

bool Found::is(Type type) const noexcept {
    return value_ && (*value_)->is(type);
}

Found Found::at(TextArgument pointer) const {
    return value_ ? behind((*value_)->at(pointer)) : *this;
}

Found Found::operator[](TextArgument key) const {
    return value_ ? behind((**value_)[key]) : *this;
}

Found Found::element(std::size_t index) const {
    return value_ ? behind((**value_)[index]) : *this;
}

bool operator==(const Found& found, const Value& value) {
    return found.has_value() && *found == value;
}

Found Found::behind(Found found) const {
    (found.value_ ? found.path_ : found.value_.error().path).insert(0, path_);
    return found;
}

}}  // namespace souris::v0
