// SPDX-License-Identifier: MIT
#include <cassert>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include <souris/array.hpp>
#include <souris/value.hpp>

#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

namespace souris { inline namespace v0 {

using detail::ArrayBlock;

Array::Array(std::pmr::memory_resource* resource) : block_(detail::new_array_block(resource, 0)) {}

Array::Array(std::initializer_list<Value> values) : Array(values.begin(), values.end()) {}

Array::Array(const Array& other) : Array() {
    reserve(other.size());
    for (const Value& value : other)
        detail::TreeAccess::append(*this) = value;
}

Array::Array(Array&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}

Array& Array::operator=(const Array& other) {
    if (this != &other) *this = Array(other);
    return *this;
}

Array& Array::operator=(Array&& other) noexcept {
    if (detail::TreeAccess::holds(other, this)) return *this = Array(std::as_const(other));
    // `other` may be inside this tree: its block is taken before anything is destroyed.
    ArrayBlock* const old = std::exchange(block_, std::exchange(other.block_, nullptr));
    detail::destroy_tree(old);
    return *this;
}

Array::~Array() {
    detail::destroy_tree(block_);
}

std::size_t Array::size() const noexcept {
    return block_ != nullptr ? block_->size : 0;
}

std::size_t Array::capacity() const noexcept {
    return block_ != nullptr ? block_->capacity : 0;
}

Value* Array::data() noexcept {
    return block_ != nullptr ? block_->data() : nullptr;
}

const Value* Array::data() const noexcept {
    return block_ != nullptr ? block_->data() : nullptr;
}

Value* Array::end() noexcept {
    return data() + size();
}

const Value* Array::end() const noexcept {
    return data() + size();
}

Value& Array::operator[](std::size_t index) noexcept {
    assert(index < size());
    return data()[index];
}

const Value& Array::operator[](std::size_t index) const noexcept {
    assert(index < size());
    return data()[index];
}

Value* Array::find(std::size_t index) noexcept {
    return index < size() ? data() + index : nullptr;
}

const Value* Array::find(std::size_t index) const noexcept {
    return index < size() ? data() + index : nullptr;
}

void Array::reserve(std::size_t capacity) {
    if (capacity <= this->capacity()) return;
    ArrayBlock* const grown = detail::new_array_block(resource(), capacity);
    if (block_ != nullptr) {
        // Values are trivially relocatable: none points into itself.
        assert(block_->size <= grown->capacity);
        std::memcpy(static_cast<void*>(grown->data()), block_->data(),
                    block_->size * sizeof(Value));
        grown->size = block_->size;
        detail::free_block(block_);
    }
    block_ = grown;
}

Value& Array::push_back(Value&& value) {
    return append(detail::taken(value, this));
}

Value& Array::push_back(const Value& value) {
    return append(Value(value));
}

Value& Array::append(Value value) {
    if (size() == capacity()) {
        reserve(detail::grown_capacity(capacity(), size() + 1, max_size()));
    }
    Value& added = detail::TreeAccess::append(*this);
    detail::TreeAccess::put(added, std::move(value));
    return added;
}

void Array::pop_back() noexcept {
    assert(!empty());
    const Value last = std::move((*this)[size() - 1]);
    --block_->size;
}

Value& Array::insert(std::size_t index, Value&& value) {
    return insert_owned(index, detail::taken(value, this));
}

Value& Array::insert(std::size_t index, const Value& value) {
    return insert_owned(index, Value(value));
}

Value& Array::insert_owned(std::size_t index, Value value) {
    assert(index <= size());
    append(Value());
    Value* const place = begin() + index;
    // As bytes: the appended null owns nothing.
    std::memmove(static_cast<void*>(place + 1), place, (size() - index - 1) * sizeof(Value));
    return *new (place) Value(std::move(value));
}

void Array::erase(std::size_t index) noexcept {
    assert(index < size());
    Value* const place = begin() + index;
    std::destroy_at(place);
    std::memmove(static_cast<void*>(place), place + 1, (size() - index - 1) * sizeof(Value));
    --block_->size;
}

void Array::clear() noexcept {
    while (!empty())
        pop_back();
}

std::pmr::memory_resource* Array::resource() const noexcept {
    return block_ != nullptr ? block_->resource : std::pmr::get_default_resource();
}

}}  // namespace souris::v0
