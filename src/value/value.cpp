// SPDX-License-Identifier: MIT
#include <cassert>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include <souris/value.hpp>

#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

namespace souris { inline namespace v0 {

namespace {

/// A container being copied: its first `target.size()` children are done, and more remain.
struct Copying {
    const Value* source;
    Value* target;
};

/// Copies `source` unless it is a container; for a container, creates an empty one to be filled.
void copy_one(Value& target, const Value& source, std::pmr::memory_resource* resource,
              std::vector<Copying>& stack) {
    if (const Array* const array = source.as_array()) {
        detail::TreeAccess::put_array(target, array->size(), resource);
        if (!array->empty()) stack.push_back({&source, &target});
    } else if (const Map* const map = source.as_map()) {
        detail::TreeAccess::put_map(target, map->size(), resource);
        if (!map->empty()) stack.push_back({&source, &target});
    } else {
        target = Value(source, resource);
    }
}

/// Copies the next child. The frame is popped before its last child is copied, so a chain of
/// containers takes no stack.
void copy_next(std::pmr::memory_resource* resource, std::vector<Copying>& stack) {
    assert(!stack.empty());
    const auto [source, target] = stack.back();
    if (const Array* const from = source->as_array()) {
        Array& array = *target->as_array();
        assert(array.size() < from->size());
        const Value& child = (*from)[array.size()];
        Value& slot = detail::TreeAccess::append(array);
        if (array.size() == from->size()) stack.pop_back();
        copy_one(slot, child, resource, stack);
    } else {
        Map& map = *target->as_map();
        assert(map.size() < source->entries().size());
        const auto& [key, child] = source->entries()[map.size()];
        Value& slot = detail::TreeAccess::append(map, key, resource);
        if (map.size() == source->entries().size()) {
            detail::TreeAccess::seal(map);
            stack.pop_back();
        }
        copy_one(slot, child, resource, stack);
    }
}

}  // namespace

Value::Value(Type type, std::string_view content, std::pmr::memory_resource* resource)
    : type_(type) {
    assert(type == Type::string || type == Type::binary || type == Type::json ||
           type == Type::timezone || (type == Type::null && content.empty()));
    if (content.size() <= inline_capacity) {
        detail_ = static_cast<std::uint8_t>(content.size());
        if (!content.empty()) std::memcpy(inline_text(), content.data(), content.size());
    } else {
        payload_.block = detail::new_text_block(resource, content);
        detail_ = owns_memory_flag;
    }
}

Value::Value(const Complex& complex, std::pmr::memory_resource* resource) : type_(Type::complex) {
    if (const Complex::Polar* const polar = complex.polar()) {
        std::construct_at(&payload_.polar, *polar);
        return;
    }
    static_assert(std::is_trivially_copyable_v<Complex::Cartesian>);
    payload_.block = detail::new_text_block(
        resource, {reinterpret_cast<const char*>(complex.cartesian()), sizeof(Complex::Cartesian)});
    detail_ = owns_memory_flag;
}

Value::Value(Array array) noexcept : type_(Type::array), detail_(owns_memory_flag) {
    std::construct_at(&payload_.array, std::move(array));
}

Value::Value(Map map) noexcept : type_(Type::map), detail_(owns_memory_flag) {
    std::construct_at(&payload_.map, std::move(map));
}

void Value::copy_tree(const Value& other, std::pmr::memory_resource* resource) {
    assert(is_null());
    if (!other.owns_memory()) {
        std::memcpy(static_cast<void*>(this), &other, sizeof other);
    } else if (!other.is(Type::array) && !other.is(Type::map)) {
        payload_.block = detail::new_text_block(resource, other.content());
        type_ = other.type_;
        detail_ = other.detail_;
    } else {
        std::vector<Copying> stack;
        copy_one(*this, other, resource, stack);
        while (!stack.empty())
            copy_next(resource, stack);
    }
}

Value::Value(Value&& other) noexcept {
    std::memcpy(static_cast<void*>(this), &other, sizeof other);
    other.type_ = Type::null;
    other.detail_ = 0;
}

Value& Value::operator=(const Value& other) {
    if (this != &other) *this = Value(other);
    return *this;
}

Value& Value::operator=(Value&& other) noexcept {
    // `other` may also be inside this tree: its content is taken before anything is destroyed.
    detail::TreeAccess::replace(*this, detail::taken(other, this));
    return *this;
}

namespace detail {

namespace {

template <class Source>
Value taken_or_copied(Source& source, const void* place) {
    if (TreeAccess::holds(source, place)) return Value(std::as_const(source));
    return Value(std::move(source));
}

}  // namespace

Value taken(Value& source, const void* place) {
    // `place` may be the container that `source` is, which no block contains.
    const auto offset =
        reinterpret_cast<std::uintptr_t>(place) - reinterpret_cast<std::uintptr_t>(&source);
    if (offset != 0 && offset < sizeof source) return Value(std::as_const(source));
    return taken_or_copied(source, place);
}

Value taken(Array& source, const void* place) {
    return taken_or_copied(source, place);
}

Value taken(Map& source, const void* place) {
    return taken_or_copied(source, place);
}

}  // namespace detail

void Value::destroy() noexcept {
    assert(owns_memory());
    switch (type_) {
        case Type::array:
            std::destroy_at(&payload_.array);
            break;
        case Type::map:
            std::destroy_at(&payload_.map);
            break;
        default:
            detail::free_block(payload_.block);
            break;
    }
}

std::size_t Value::size() const noexcept {
    if (const Array* const array = as_array()) return array->size();
    if (const Map* const map = as_map()) return map->size();
    return is_null() ? 0 : 1;
}

bool Value::contains(TextArgument key) const noexcept {
    const Map* const map = as_map();
    return map != nullptr && map->contains(key);
}

Value& Value::operator[](TextArgument key) {
    if (is_null()) *this = Map();
    if (!is_map()) detail::throw_bad_access(detail::wrong_type(type_, Type::map));
    return payload_.map[key];
}

Value& Value::element(std::size_t index) {
    if (!is_array()) detail::throw_bad_access(detail::wrong_type(type_, Type::array));
    Value* const found = payload_.array.find(index);
    if (found == nullptr) detail::throw_bad_access(Error(ErrorCode::index_out_of_range));
    return *found;
}

Array& Value::to_array() {
    if (is_null()) *this = Array();
    if (!is_array()) detail::throw_bad_access(detail::wrong_type(type_, Type::array));
    return payload_.array;
}

bool Value::erase(TextArgument key) noexcept {
    Map* const map = as_map();
    return map != nullptr && map->erase(key);
}

bool Value::erase_element(std::size_t index) noexcept {
    Array* const array = as_array();
    if (array == nullptr || index >= array->size()) return false;
    array->erase(index);
    return true;
}

std::string_view Value::content() const noexcept {
    return detail::TreeAccess::content(*this);
}

std::string_view Value::text() const noexcept {
    const bool is_text = is(Type::string) || is(Type::timezone) || is(Type::json);
    return is_text ? content() : std::string_view();
}

std::span<const std::byte> Value::binary() const noexcept {
    if (!is(Type::binary)) return {};
    const std::string_view bytes = content();
    return std::as_bytes(std::span(bytes.data(), bytes.size()));
}

Integer Value::integer() const noexcept {
    if (!is(Type::integer)) return {};
    assert(Integer::from_bits(payload_.integer, static_cast<SignState>(detail_)).has_value());
    // Values are only made from an Integer, so these bits are valid.
    return *Integer::from_bits(payload_.integer, static_cast<SignState>(detail_));
}

std::span<const Value> Value::elements() const noexcept {
    const Array* const array = as_array();
    return array != nullptr ? std::span(array->data(), array->size()) : std::span<const Value>();
}

std::span<const MapEntry> Value::entries() const noexcept {
    const Map* const map = as_map();
    return map != nullptr ? std::span(map->begin(), map->size()) : std::span<const MapEntry>();
}

}}  // namespace souris::v0
