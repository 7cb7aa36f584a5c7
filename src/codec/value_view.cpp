// SPDX-License-Identifier: MIT
#include <cassert>
#include <vector>

#include <souris/detail/integer_wire.hpp>
#include <souris/pointer.hpp>
#include <souris/value_view.hpp>

#include "codec/load_address.hpp"
#include "codec/tape.hpp"
#include "value/found_child.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

using detail::Node;
using detail::Tape;
using detail::TreeAccess;

namespace {

std::span<const std::byte> bytes_at(const Node& node, std::size_t size) noexcept {
    return {reinterpret_cast<const std::byte*>(static_cast<std::uintptr_t>(node.data)), size};
}

/// A container being copied, with `left` children outstanding.
struct ViewCopying {
    Value* container;
    std::size_t left;
};

/// Makes `target` the value at `node`, without the children of a container.
void copy_one(Value& target, ValueView view, std::pmr::memory_resource* resource,
              std::vector<ViewCopying>& stack) {
    const std::size_t size = Tape::node_of(view).size();
    switch (view.type()) {
        case Type::array:
            TreeAccess::put_array(target, size, resource);
            if (size != 0) stack.push_back({&target, size});
            break;
        case Type::map:
            TreeAccess::put_map(target, size, resource);
            if (size != 0) stack.push_back({&target, size});
            break;
        case Type::string:
        case Type::json:
        case Type::timezone:
            TreeAccess::put_text(target, view.type(), view.text(), resource);
            break;
        case Type::binary:
            target = Value(view.binary(), resource);
            break;
        case Type::complex:
            target = Value(view.get<Complex>().value(), resource);
            break;
        case Type::null:
            break;
        case Type::boolean:
            target = view.get<bool>().value();
            break;
        case Type::character:
            target = view.get<char32_t>().value();
            break;
        case Type::integer:
            target = view.integer();
            break;
        case Type::float64:
            target = view.get<double>().value();
            break;
        case Type::float32:
            target = view.get<float>().value();
            break;
        case Type::timestamp:
            target = view.get<Timestamp>().value();
            break;
        case Type::ipv4:
            target = view.get<Ipv4>().value();
            break;
        case Type::ipv6:
            target = view.get<Ipv6>().value();
            break;
    }
}

Result<ValueView, ErrorCode> child_of(ValueView view, std::string_view token) {
    if (view.is(Type::map)) {
        const auto child = view.entries().find(token);
        if (!child) return failure(ErrorCode::key_not_found);
        return *child;
    }
    if (view.is(Type::array)) {
        const auto index = pointer_index(token);
        const auto child = index ? view.elements().find(*index) : std::nullopt;
        if (!child) return failure(ErrorCode::index_out_of_range);
        return *child;
    }
    return failure(ErrorCode::wrong_type);
}

}  // namespace

const Node* ValueView::next() const noexcept {
    return detail::node_after(node());
}

ArrayView ValueView::elements() const noexcept {
    const std::size_t size = is(Type::array) ? node().size() : 0;
    return {{*tape_, position_ + 1}, size, node().data == size + 1};
}

MapView ValueView::entries() const noexcept {
    return {{*tape_, position_ + 1}, is(Type::map) ? node().size() : 0};
}

std::string_view ValueView::text() const noexcept {
    const bool is_text = is(Type::string) || is(Type::timezone) || is(Type::json);
    return is_text ? text_of(node()) : std::string_view();
}

std::span<const std::byte> ValueView::binary() const noexcept {
    return is(Type::binary) ? bytes_at(node(), node().size()) : std::span<const std::byte>();
}

Integer ValueView::integer() const noexcept {
    if (!is(Type::integer)) return {};
    if (node().detail() == Tape::wide_detail)
        return tape_->integers[static_cast<std::size_t>(node().data)];
    const auto state = static_cast<SignState>(node().detail());
    const std::uint64_t fill = detail::sign_fill(state);
    assert(Integer::from_bits({fill, node().data}, state).has_value());
    return *Integer::from_bits({fill, node().data}, state);
}

Value ValueView::to_value(std::pmr::memory_resource* resource) const {
    Value root;
    std::vector<ViewCopying> stack;
    copy_one(root, *this, resource, stack);
    // Nodes have the order in which a tree is built, so one forward pass suffices.
    for (const Node* position = position_ + 1; !stack.empty();) {
        auto& [container, left] = stack.back();
        if (left == 0) {
            if (Map* const map = container->as_map()) TreeAccess::seal(*map);
            stack.pop_back();
            continue;
        }
        --left;
        Value* slot = nullptr;
        if (Map* const map = container->as_map()) {
            assert(tape_->view(position).is(Type::string));
            slot = &TreeAccess::append(*map, tape_->view(position++).text(), resource);
        } else {
            slot = &TreeAccess::append(*container->as_array());
        }
        copy_one(*slot, tape_->view(position++), resource, stack);
    }
    return root;
}

FoundView ValueView::at(TextArgument pointer) const {
    if (pointer.is_null()) return FoundView(Error(ErrorCode::invalid_pointer));
    ValueView here = *this;
    std::string_view rest = pointer;
    while (!rest.empty()) {
        std::string_view after = rest;
        const auto token = take_pointer_token(after);
        const auto child =
            token ? child_of(here, *token) : Result<ValueView, ErrorCode>(failure(token.error()));
        if (!child)
            return FoundView(
                lookup_error(child.error(), pointer, pointer.view().size() - rest.size()));
        here = *child;
        rest = after;
    }
    return {here, std::string(pointer)};
}

FoundView ValueView::operator[](TextArgument key) const {
    if (!is_map()) return FoundView(detail::wrong_type(type(), Type::map));
    return detail::found_child<FoundView>(entries().find(key), ErrorCode::key_not_found,
                                          key.view());
}

FoundView ValueView::element(std::size_t index) const {
    if (!is_array()) return FoundView(detail::wrong_type(type(), Type::array));
    return detail::found_child<FoundView>(elements().find(index), ErrorCode::index_out_of_range,
                                          index);
}

bool ValueView::contains(TextArgument key) const {
    return is_map() && entries().find(key).has_value();
}

std::size_t ValueView::size() const noexcept {
    if (node().is_container()) return node().size();
    return is_null() ? 0 : 1;
}

FoundView FoundView::at(TextArgument pointer) const {
    return value_ ? behind(value_->at(pointer)) : *this;
}

FoundView FoundView::operator[](TextArgument key) const {
    return value_ ? behind((*value_)[key]) : *this;
}

FoundView FoundView::behind(FoundView found) const {
    (found.value_ ? found.path_ : found.value_.error().path).insert(0, path_);
    return found;
}

std::optional<ValueView> ArrayView::find(std::size_t index) const noexcept {
    if (index >= size_) return std::nullopt;
    ValueView element = first_;
    if (is_flat_) {
        element.position_ += index;
    } else {
        for (; index != 0; --index)
            element.position_ = element.next();
    }
    return element;
}

MapView::Iterator::value_type MapView::Iterator::operator*() const noexcept {
    assert(left_ != 0);
    ValueView value = key_;
    ++value.position_;
    return {key_.text(), value};
}

MapView::Iterator& MapView::Iterator::operator++() noexcept {
    assert(left_ != 0);
    ValueView value = key_;
    ++value.position_;
    key_.position_ = value.next();
    --left_;
    return *this;
}

std::optional<ValueView> MapView::find(TextArgument key) const {
    if (key.is_null()) return std::nullopt;
    return first_key_.tape_->find(*this, key);
}

namespace detail {

Array ViewAccess::array(ValueView view) {
    Value value = view.to_value();
    assert(value.is_array());
    return std::move(*value.as_array());
}

Map ViewAccess::map(ValueView view) {
    Value value = view.to_value();
    assert(value.is_map());
    return std::move(*value.as_map());
}

bool ViewAccess::boolean(ValueView view) noexcept {
    assert(view.is(Type::boolean));
    return Tape::node_of(view).data != 0;
}

char32_t ViewAccess::character(ValueView view) noexcept {
    assert(view.is(Type::character));
    return static_cast<char32_t>(Tape::node_of(view).data);
}

float ViewAccess::float32(ValueView view) noexcept {
    assert(view.is(Type::float32));
    return std::bit_cast<float>(static_cast<std::uint32_t>(Tape::node_of(view).data));
}

double ViewAccess::float64(ValueView view) noexcept {
    assert(view.is(Type::float64));
    return float64_of(Tape::node_of(view));
}

Integer ViewAccess::integer(ValueView view) noexcept {
    return view.integer();
}

Complex ViewAccess::complex(ValueView view) noexcept {
    assert(view.is(Type::complex));
    assert(Tape::node_of(view).data < Tape::tape_of(view).complexes.size());
    return Tape::tape_of(view).complexes[static_cast<std::size_t>(Tape::node_of(view).data)];
}

Timestamp ViewAccess::timestamp(ValueView view) noexcept {
    assert(view.is(Type::timestamp));
    assert(Tape::node_of(view).data < Tape::tape_of(view).timestamps.size());
    return Tape::tape_of(view).timestamps[static_cast<std::size_t>(Tape::node_of(view).data)];
}

Ipv4 ViewAccess::ipv4(ValueView view) noexcept {
    assert(view.is(Type::ipv4));
    const std::uint64_t bits = Tape::node_of(view).data;
    const auto octet = [&](unsigned i) { return static_cast<std::uint8_t>(bits >> (8 * i)); };
    return {octet(0), octet(1), octet(2), octet(3)};
}

Ipv6 ViewAccess::ipv6(ValueView view) noexcept {
    assert(view.is(Type::ipv6));
    return load_ipv6(bytes_at(Tape::node_of(view), sizeof(Ipv6)));
}

}  // namespace detail

}}  // namespace souris::v0
