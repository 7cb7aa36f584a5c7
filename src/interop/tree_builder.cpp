// SPDX-License-Identifier: MIT
#include "interop/tree_builder.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/try.hpp"
#include "codec/value_memory.hpp"
#include "interop/tagged_map.hpp"
#include "value/tree_access.hpp"

namespace souris::inline v0::detail {

template <class T>
Result<void, InteropFault> TreeBuilder::make_room(std::vector<T>& list) {
    constexpr std::size_t least = 16;
    if (list.size() != list.capacity()) return {};
    const std::size_t capacity = std::max(least, list.capacity() * 2);
    if (!memory_.charge(capacity, sizeof(T))) return exceed(Limit::memory);
    list.reserve(capacity);
    return {};
}

bool TreeBuilder::wants_key() const noexcept {
    return !stack_.empty() && stack_.back().kind == Kind::map &&
           (values_.size() - stack_.back().first) % 2 == 0;
}

bool TreeBuilder::is_inner_map() const noexcept {
    return stack_.size() > 1 && stack_[stack_.size() - 2].kind == Kind::map &&
           values_[stack_.back().first - 1].text() == "map";
}

Result<void, InteropFault> TreeBuilder::put(Value value) {
    if (wants_key()) return put_odd_key(value);
    SOURIS_CHECK(charge_node());
    return append(std::move(value));
}

Result<void, InteropFault> TreeBuilder::put_odd_key(const Value& value) {
    std::string key;
    if (value.is(Type::integer)) {
        key = value.integer().to_string();
    } else if (const auto boolean = value.get<bool>()) {
        key = *boolean ? "true" : "false";
    } else if (const auto number = value.get<double>()) {
        key = fmt::format("{}", *number);
    } else if (value.is_null()) {
        key = "null";
    } else {
        return fault(ErrorCode::expected_string, "as a map's key");
    }
    SOURIS_CHECK(lose(ErrorCode::expected_string, "as a map's key"));
    return put_string(key);
}

Result<void, InteropFault> TreeBuilder::put_string(std::string_view text) {
    if (!is_utf8(text)) return fault(ErrorCode::invalid_utf8);
    if (!wants_key()) return put_text(Type::string, text);
    if (text.size() > options_.limits.max_key) return exceed(Limit::key);
    SOURIS_CHECK(charge_memory(text_memory(text)));
    return append(Value(text, options_.resource));
}

Result<void, InteropFault> TreeBuilder::put_binary(std::span<const std::byte> bytes) {
    return put_text(Type::binary, as_text(bytes));
}

Result<void, InteropFault> TreeBuilder::put_json(std::string_view text) {
    if (!JsonText::is_valid(text)) return fault(ErrorCode::invalid_json);
    return put_text(Type::json, text);
}

Result<void, InteropFault> TreeBuilder::put_text(Type type, std::string_view text) {
    if (wants_key()) return fault(ErrorCode::expected_string, "as a map's key");
    if (text.size() > options_.limits.max_string) return exceed(Limit::string);
    SOURIS_CHECK(charge_node());
    SOURIS_CHECK(charge_memory(text_memory(text)));
    Value value;
    TreeAccess::put_text(value, type, text, options_.resource);
    return append(std::move(value));
}

Result<void, InteropFault> TreeBuilder::open(Type type, std::optional<std::size_t> count) {
    return open(type == Type::map ? Kind::map : Kind::array, count);
}

Result<void, InteropFault> TreeBuilder::open_complex(std::optional<std::size_t> count) {
    return open(Kind::complex, count);
}

Result<void, InteropFault> TreeBuilder::open(Kind kind, std::optional<std::size_t> count) {
    if (wants_key()) return fault(ErrorCode::expected_string, "as a map's key");
    if (stack_.size() >= options_.limits.max_depth) return exceed(Limit::depth);
    SOURIS_CHECK(charge_node());
    SOURIS_CHECK(make_room(stack_));
    const std::size_t values = count.value_or(0) * (kind == Kind::map ? 2 : 1);
    stack_.push_back({values_.size(), values, kind, count.has_value()});
    return count == std::size_t{0} ? close_all() : Result<void, InteropFault>();
}

bool TreeBuilder::may_close() const noexcept {
    if (stack_.empty() || stack_.back().has_size) return false;
    return stack_.back().kind != Kind::map || wants_key();
}

Result<void, InteropFault> TreeBuilder::close() {
    return close_all();
}

Result<void, InteropFault> TreeBuilder::close_all() {
    while (true) {
        in_child_ = false;
        SOURIS_TRY(Value container, make_container());
        stack_.pop_back();
        SOURIS_CHECK(push(std::move(container)));
        if (stack_.empty() || !stack_.back().has_size || --stack_.back().left != 0) return {};
    }
}

Result<void, InteropFault> TreeBuilder::append(Value value) {
    SOURIS_CHECK(push(std::move(value)));
    if (stack_.empty() || !stack_.back().has_size || --stack_.back().left != 0) return {};
    return close_all();
}

Result<void, InteropFault> TreeBuilder::push(Value value) {
    SOURIS_CHECK(make_room(values_));
    values_.push_back(std::move(value));
    return {};
}

Result<Value, InteropFault> TreeBuilder::make_container() {
    const Frame& frame = stack_.back();
    const auto make = [&](std::span<Value> values) {
        switch (frame.kind) {
            case Kind::array:
                return make_array(values);
            case Kind::map:
                return make_map(values);
            case Kind::complex:
                break;
        }
        return make_complex(values);
    };
    SOURIS_TRY(Value container, make(std::span(values_).subspan(frame.first)));
    values_.resize(frame.first);
    if (frame.kind != Kind::map || !options_.tagged || is_inner_map()) return container;
    if (auto resolved = resolve_tagged_maps(container, memory_, options_); !resolved) {
        Error& error = resolved.error();
        return tl::make_unexpected(
            InteropFault{error.code, std::move(error.detail), std::move(error.path)});
    }
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_array(std::span<Value> values) {
    SOURIS_CHECK(charge_memory(value_memory(Type::array, values.size())));
    Value container;
    Array& array = TreeAccess::put_array(container, values.size(), options_.resource);
    for (Value& value : values)
        TreeAccess::put(TreeAccess::append(array), std::move(value));
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_map(std::span<Value> values) {
    const std::size_t size = values.size() / 2;
    SOURIS_CHECK(charge_memory(value_memory(Type::map, size)));
    Value container;
    Map& map = TreeAccess::put_map(container, size, options_.resource);
    for (std::size_t i = 0; i < size; ++i) {
        Value& slot = TreeAccess::append(map, std::move(values[2 * i]));
        TreeAccess::put(slot, std::move(values[2 * i + 1]));
    }
    if (TreeAccess::seal(map) != size && options_.strict) return fault(ErrorCode::duplicate_key);
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_complex(std::span<Value> values) {
    if (values.size() != 2) {
        return fault(ErrorCode::malformed_item, "a complex number that is not of two numbers");
    }
    if (values[0].is(Type::integer) && values[1].is(Type::integer)) {
        SOURIS_CHECK(charge_memory(sizeof(TextBlock) + sizeof(Complex::Cartesian)));
        return Value(Complex(values[0].integer(), values[1].integer()), options_.resource);
    }
    SOURIS_CHECK(lose(ErrorCode::no_equivalent, "a complex number that is not of integers"));
    return make_array(values);
}

Result<void, InteropFault> TreeBuilder::charge_part(std::size_t size, std::size_t more) {
    const std::uint64_t limit = std::max(options_.limits.max_string, options_.limits.max_key);
    if (more > limit - std::min<std::uint64_t>(size, limit)) {
        return exceed(wants_key() ? Limit::key : Limit::string);
    }
    // Twice, as memory that grows is at most twice as large as what is in it.
    return charge_memory(std::uint64_t{2} * more);
}

Result<void, InteropFault> TreeBuilder::lose(ErrorCode code, std::string detail) {
    if (!options_.lossy) return fault(code, std::move(detail));
    if (options_.losses != nullptr) ++*options_.losses;
    return {};
}

Result<void, InteropFault> TreeBuilder::charge_node() {
    if (!nodes_.charge(1)) return exceed(Limit::nodes);
    return {};
}

Result<void, InteropFault> TreeBuilder::charge_memory(std::uint64_t size) {
    if (!memory_.charge(size)) return exceed(Limit::memory);
    return {};
}

Error TreeBuilder::error(const InteropFault& fault) const {
    Error error(fault.code, fault.detail);
    error.offset = offset_;
    error.path = path() + fault.path;
    return error;
}

std::string TreeBuilder::path() const {
    std::string path;
    for (std::size_t i = 0; i < stack_.size(); ++i) {
        const Frame& frame = stack_[i];
        const bool is_last = i + 1 == stack_.size();
        if (is_last && !in_child_) break;
        const std::size_t end = is_last ? values_.size() : stack_[i + 1].first;
        const std::size_t count = end - frame.first;
        if (frame.kind != Kind::map) {
            append_pointer_token(path, count);
        } else if (count % 2 == 1) {
            append_pointer_token(path, values_[end - 1].text());
        }
    }
    return path;
}

}  // namespace souris::inline v0::detail
