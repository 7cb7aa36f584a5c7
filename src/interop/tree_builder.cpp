// SPDX-License-Identifier: MIT
#include "interop/tree_builder.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/detail/floating.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "interop/tagged_map.hpp"
#include "value/json_syntax.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

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
    SOURIS_RETURN_IF_ERROR(charge_node());
    return append(std::move(value));
}

Result<void, InteropFault> TreeBuilder::put_single(float number) {
    return put(options_.wide_floats ? Value(widened(number)) : Value(number));
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
    SOURIS_RETURN_IF_ERROR(lose(ErrorCode::expected_string, "as a map's key"));
    return put_string(key);
}

Result<void, InteropFault> TreeBuilder::put_string(std::string_view text) {
    if (!is_utf8(text)) return fault(ErrorCode::invalid_utf8);
    if (!wants_key()) return put_text(Type::string, text);
    if (text.size() > options_.limits.max_key) return exceed(Limit::key);
    SOURIS_RETURN_IF_ERROR(charge_memory(text_memory(text)));
    return append(Value(text, options_.resource));
}

Result<void, InteropFault> TreeBuilder::put_binary(std::span<const std::byte> bytes) {
    return put_text(Type::binary, as_text(bytes));
}

Result<void, InteropFault> TreeBuilder::put_json(std::string_view text) {
    if (const auto checked = check_json(text, memory_); !checked) {
        if (checked.error() == ErrorCode::limit_exceeded) return exceed(Limit::memory);
        return fault(checked.error());
    }
    return put_text(Type::json, text);
}

Result<void, InteropFault> TreeBuilder::put_text(Type type, std::string_view text) {
    if (wants_key()) return fault(ErrorCode::expected_string, "as a map's key");
    if (text.size() > options_.limits.max_string) return exceed(Limit::string);
    SOURIS_RETURN_IF_ERROR(charge_node());
    SOURIS_RETURN_IF_ERROR(charge_memory(text_memory(text)));
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
    SOURIS_RETURN_IF_ERROR(charge_node());
    if (!make_room(stack_, 1, memory_)) return exceed(Limit::memory);
    const std::size_t values = count.value_or(0) * (kind == Kind::map ? 2 : 1);
    stack_.push_back({values_.size(), values, kind, count.has_value()});
    return count == std::size_t{0} ? close_all() : Result<void, InteropFault>();
}

bool TreeBuilder::may_close() const noexcept {
    if (stack_.empty() || stack_.back().has_size) return false;
    return stack_.back().kind != Kind::map || wants_key();
}

Result<void, InteropFault> TreeBuilder::close() {
    assert(may_close());
    return close_all();
}

Result<void, InteropFault> TreeBuilder::close_all() {
    while (true) {
        assert(!stack_.empty() && (!stack_.back().has_size || stack_.back().left == 0));
        in_child_ = false;
        SOURIS_ASSIGN_OR_RETURN(Value container, make_container());
        stack_.pop_back();
        SOURIS_RETURN_IF_ERROR(push(std::move(container)));
        assert(stack_.empty() || !stack_.back().has_size || stack_.back().left != 0);
        if (stack_.empty() || !stack_.back().has_size || --stack_.back().left != 0) return {};
    }
}

Result<void, InteropFault> TreeBuilder::append(Value value) {
    SOURIS_RETURN_IF_ERROR(push(std::move(value)));
    assert(stack_.empty() || !stack_.back().has_size || stack_.back().left != 0);
    if (stack_.empty() || !stack_.back().has_size || --stack_.back().left != 0) return {};
    return close_all();
}

Result<void, InteropFault> TreeBuilder::push(Value value) {
    if (!values_.push(std::move(value), memory_)) return exceed(Limit::memory);
    return {};
}

Result<Value, InteropFault> TreeBuilder::make_container() {
    assert(!stack_.empty());
    const Frame& frame = stack_.back();
    const auto make = [&] {
        switch (frame.kind) {
            case Kind::array:
                return make_array(frame.first);
            case Kind::map:
                return make_map(frame.first);
            case Kind::complex:
                break;
        }
        return make_complex(frame.first);
    };
    SOURIS_ASSIGN_OR_RETURN(Value container, make());
    values_.shrink(frame.first, memory_);
    if (frame.kind != Kind::map || !options_.tagged || is_inner_map()) return container;
    if (auto resolved = resolve_tagged_maps(container, memory_, options_); !resolved) {
        Error& error = resolved.error();
        return tl::make_unexpected(
            InteropFault{error.code, std::move(error.detail), std::move(error.path)});
    }
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_array(std::size_t first) {
    assert(first <= values_.size());
    const std::size_t size = values_.size() - first;
    SOURIS_RETURN_IF_ERROR(charge_memory(value_memory(Type::array, size)));
    Value container;
    Array& array = TreeAccess::put_array(container, size, options_.resource);
    for (std::size_t i = first; i < values_.size(); ++i)
        TreeAccess::put(TreeAccess::append(array), std::move(values_[i]));
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_map(std::size_t first) {
    assert(first <= values_.size() && (values_.size() - first) % 2 == 0);
    const std::size_t size = (values_.size() - first) / 2;
    SOURIS_RETURN_IF_ERROR(charge_memory(value_memory(Type::map, size)));
    Value container;
    Map& map = TreeAccess::put_map(container, size, options_.resource);
    for (std::size_t i = first; i < values_.size(); i += 2) {
        TreeAccess::put(TreeAccess::append(map, std::move(values_[i])), std::move(values_[i + 1]));
    }
    TreeAccess::KeyHandler is_repeated;
    if (options_.dropped != nullptr) {
        is_repeated = [this](std::string_view key) {
            options_.dropped->add([this] { return path(); }, key);
        };
    }
    if (TreeAccess::seal(map, is_repeated) != size && options_.strict) {
        return fault(ErrorCode::duplicate_key);
    }
    return container;
}

Result<Value, InteropFault> TreeBuilder::make_complex(std::size_t first) {
    assert(first <= values_.size());
    if (values_.size() - first != 2) {
        return fault(ErrorCode::malformed_item, "a complex number that is not of two numbers");
    }
    const Value& real = values_[first];
    const Value& imaginary = values_[first + 1];
    if (real.is(Type::integer) && imaginary.is(Type::integer)) {
        const Complex complex(real.integer(), imaginary.integer());
        SOURIS_RETURN_IF_ERROR(charge_memory(complex_memory(complex)));
        return Value(complex, options_.resource);
    }
    SOURIS_RETURN_IF_ERROR(
        lose(ErrorCode::no_equivalent, "a complex number that is not of integers"));
    return make_array(first);
}

Result<void, InteropFault> TreeBuilder::append_part(Bytes& whole, std::span<const std::byte> part) {
    const std::uint64_t limit = std::max(options_.limits.max_string, options_.limits.max_key);
    if (part.size() > limit - std::min<std::uint64_t>(whole.size(), limit)) {
        return exceed(wants_key() ? Limit::key : Limit::string);
    }
    if (!make_room(whole, part.size(), memory_)) return exceed(Limit::memory);
    whole.insert(whole.end(), part.begin(), part.end());
    return {};
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
        assert(frame.first <= end);
        const std::size_t count = end - frame.first;
        if (frame.kind != Kind::map) {
            append_path_token(path, count);
        } else if (count % 2 == 1) {
            append_path_token(path, values_[end - 1].text());
        }
    }
    return path;
}

}}}  // namespace souris::v0::detail
