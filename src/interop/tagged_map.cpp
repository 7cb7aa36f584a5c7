// SPDX-License-Identifier: MIT
#include "interop/tagged_map.hpp"

#include <optional>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "base/try.hpp"
#include "codec/value_memory.hpp"
#include "json/json_escape.hpp"
#include "json/tagged_form.hpp"
#include "value/tree_access.hpp"

namespace souris::inline v0::detail {

namespace {

constexpr std::string_view map_key = "map";
constexpr std::string_view json_key = "json";

Error invalid(const char* wanted) {
    return {ErrorCode::invalid_tagged_json, wanted};
}

/// The type that a tagged map names, if it is one with a tagged form.
std::optional<Type> tagged_type(const Map& map) noexcept {
    const Value& tag = *map.find(tag_key);
    const auto number = tag.integer().to<std::uint8_t>();
    if (!tag.is(Type::integer) || !number || *number >= type_count) return std::nullopt;
    const auto type = static_cast<Type>(*number);
    return tagged_form(type) != nullptr ? std::optional(type) : std::nullopt;
}

/// The one member beside `souris_type`, if that is all there is.
Value* only_member(Map& map, std::string_view key) noexcept {
    return map.size() == 2 ? map.find(key) : nullptr;
}

/// The most bytes that a member takes as JSON. Nothing if it is none of any tagged form: those
/// with a tagged form of their own have been resolved, and an array is of numbers.
std::optional<std::uint64_t> json_size(const Value& member) noexcept {
    constexpr std::uint64_t longest_escape = 6;
    constexpr std::uint64_t scalar = 128;
    switch (member.type()) {
        case Type::string:
            return member.text().size() * longest_escape + scalar;
        case Type::integer:
        case Type::float64:
            return scalar;
        case Type::array:
            for (const Value& element : member.elements())
                if (!element.is(Type::integer)) return std::nullopt;
            return member.elements().size() * scalar + scalar;
        default:
            return std::nullopt;
    }
}

Result<Value> read_json_member(Map& map, Budget& memory, const InteropReadOptions& options) {
    const Value* const text = only_member(map, json_key);
    if (text == nullptr || !text->is(Type::string) || !JsonText::is_valid(text->text())) {
        return failure(invalid(R"(wanted {"souris_type":7,"json":"..."}, JSON in a string)"));
    }
    if (!memory.charge(text_memory(text->text()))) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    }
    Value json;
    TreeAccess::put_text(json, Type::json, text->text(), options.resource);
    return json;
}

/// A tagged value of a type that is neither a map nor JSON, by way of tagged JSON.
Result<Value> read_members(const Map& map, Type type, Budget& memory,
                           const InteropReadOptions& options) {
    std::uint64_t size = 2;
    for (const auto& [key, member] : map) {
        const auto needed = json_size(member);
        if (!needed) return failure(invalid(tagged_form(type)));
        size += key.size() * 6 + 4 + *needed;
    }
    if (!memory.charge(size)) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    }
    std::string text = "{";
    Sink keys;
    for (const auto& [key, member] : map) {
        keys.clear();
        write_json_string(keys, key, false);
        if (text.size() != 1) text += ',';
        text += as_text(keys.view());
        text += ':';
        SOURIS_TRY(const std::string content, to_json(member, {.limits = Limits::unlimited()}));
        text += content;
    }
    text += '}';
    JsonReadOptions reading;
    reading.limits = options.limits;
    reading.limits.max_memory = memory.left();
    reading.resource = options.resource;
    // The depth and the nodes were counted when the map was read.
    reading.limits.max_depth = Limits::unlimited().max_depth;
    reading.limits.max_nodes = Limits::unlimited().max_nodes;
    reading.limits.max_input = Limits::unlimited().max_input;
    auto value = value_from_json(text, reading);
    if (value) return value;
    if (kind_of(value.error().code) != ErrorKind::bad_input) {
        return failure(Error(value.error().code, value.error().detail));
    }
    return failure(invalid(tagged_form(type)));
}

}  // namespace

Result<Value> to_tagged_map(const Value& value) {
    if (value.is(Type::json)) {
        return Map{{tag_key, static_cast<unsigned>(Type::json)}, {json_key, value.text()}};
    }
    SOURIS_TRY(const std::string text, to_json(value, {.limits = Limits::unlimited()}));
    return value_from_json(text, {.limits = Limits::unlimited(), .tagged = false});
}

bool has_tag_key(const Value& value) noexcept {
    const Map* const map = value.as_map();
    return map != nullptr && map->contains(tag_key);
}

Result<void> resolve_tagged_maps(Value& value, Budget& memory, const InteropReadOptions& options) {
    std::string path;
    Value* here = &value;
    bool is_plain = false;  // Its wrapper said so.
    while (Map* const map = here->as_map()) {
        if (is_plain || !map->contains(tag_key)) {
            is_plain = false;
            here = map->find(map_key);
            if (here == nullptr) break;
            append_pointer_token(path, map_key);
            continue;
        }
        const auto type = tagged_type(*map);
        Result<Value> resolved;
        if (!type) {
            resolved = failure(invalid("wanted the number of a type with a tagged form"));
        } else if (*type == Type::map) {
            Value* const inner = only_member(*map, map_key);
            if (inner != nullptr && inner->is(Type::map)) {
                resolved = std::move(*inner);
            } else {
                resolved = failure(invalid(tagged_form(*type)));
            }
            is_plain = true;
        } else if (*type == Type::json) {
            resolved = read_json_member(*map, memory, options);
        } else {
            resolved = read_members(*map, *type, memory, options);
        }
        if (!resolved) {
            resolved.error().path = path;
            return tl::make_unexpected(std::move(resolved).error());
        }
        *here = std::move(*resolved);
        if (!is_plain) break;
    }
    return {};
}

}  // namespace souris::inline v0::detail
