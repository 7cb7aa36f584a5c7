// SPDX-License-Identifier: MIT
#include "interop/tagged_map.hpp"

#include <cassert>
#include <optional>
#include <utility>

#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/pointer.hpp>

#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "json/json_escape.hpp"
#include "json/tagged_form.hpp"
#include "value/json_syntax.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

constexpr std::string_view map_key = "map";
constexpr std::string_view json_key = "json";

Error invalid(const char* wanted) {
    return {ErrorCode::invalid_tagged_json, wanted};
}

/// The type that a tagged map names, if that type has a tagged form.
std::optional<Type> tagged_type(const Map& map) noexcept {
    assert(map.contains(tag_key));
    const Value& tag = *map.find(tag_key);
    const auto number = tag.integer().to<std::uint8_t>();
    if (!tag.is(Type::integer) || !number || *number >= type_count) return std::nullopt;
    const auto type = static_cast<Type>(*number);
    return tagged_form(type) != nullptr ? std::optional(type) : std::nullopt;
}

/// The member `key`, if the map has only that and `souris_type`.
Value* only_member(Map& map, std::string_view key) noexcept {
    return map.size() == 2 ? map.find(key) : nullptr;
}

/// Upper bound of a member's size as JSON, in bytes. Nothing if no tagged form has such a member:
/// members with a tagged form of their own were resolved before, and arrays have numbers of up to
/// 16 bits.
std::optional<std::uint64_t> json_size(const Value& member) noexcept {
    constexpr std::uint64_t longest_escape = 6;
    // As tagged JSON: a NaN, and an integer of more than 64 bits.
    constexpr std::uint64_t longest_float =
        sizeof R"({"souris_type":10,"bits":"7ff8000000000001"})";
    constexpr std::uint64_t longest_integer =
        sizeof R"({"souris_type":4,"integer":"-170141183460469231731687303715884105728"})";
    constexpr std::uint64_t longest_element = 6;  // 65535 and a comma
    switch (member.type()) {
        case Type::string:
            return member.text().size() * longest_escape + 2;
        case Type::integer:
            return longest_integer;
        case Type::float64:
            return longest_float;
        case Type::array:
            for (const Value& element : member.elements())
                if (!element.integer().fits<std::uint16_t>() || !element.is(Type::integer))
                    return std::nullopt;
            return member.elements().size() * longest_element + 2;
        default:
            return std::nullopt;
    }
}

/// The memory of a value that is not a container, besides the value itself.
std::uint64_t scalar_memory(const Value& value) noexcept {
    const auto complex = value.get<Complex>();
    if (complex) return complex_memory(*complex);
    return text_memory(value.text()) + text_memory(as_text(value.binary()));
}

Result<Value> read_json_member(Map& map, Budget& memory, const InteropReadOptions& options) {
    const Value* const text = only_member(map, json_key);
    const bool is_text = text != nullptr && text->is(Type::string);
    const auto checked = is_text ? check_json(text->text(), memory)
                                 : Result<void, ErrorCode>(failure(ErrorCode::invalid_json));
    if (!checked && checked.error() == ErrorCode::invalid_json) {
        return failure(invalid(R"(wanted {"souris_type":7,"json":"..."}, JSON in a string)"));
    }
    if (!checked || !memory.charge(text_memory(text->text()))) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    }
    Value json;
    TreeAccess::put_text(json, Type::json, text->text(), options.resource);
    return json;
}

/// A tagged value of a type other than map and JSON, read by way of tagged JSON.
Result<Value> read_members(const Map& map, Type type, Budget& memory,
                           const InteropReadOptions& options) {
    assert(type != Type::map && type != Type::json);
    std::uint64_t size = 2;
    for (const auto& [key, member] : map) {
        const auto needed = json_size(member);
        if (!needed) return failure(invalid(tagged_form(type)));
        size += key.size() * 6 + 4 + *needed;
    }
    // A sink asks for more room than a number takes.
    constexpr std::uint64_t slack = 256;
    Budget on_the_way = memory;
    if (!on_the_way.charge(allocation_size(size + slack))) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    }
    Sink text(Bytes(static_cast<std::size_t>(size + slack)));
    text.write_byte('{');
    for (const auto& [key, member] : map) {
        if (text.size() != 1) text.write_byte(',');
        write_json_string(text, key, false);
        text.write_byte(':');
        SOURIS_RETURN_IF_ERROR(write_json(text, member, {.limits = Limits::unlimited()}));
    }
    text.write_byte('}');
    assert(text.size() <= size);
    JsonReadOptions reading;
    reading.limits = options.limits;
    reading.limits.max_memory = on_the_way.left();
    reading.resource = options.resource;
    // Depth and nodes were counted when the map was read.
    reading.limits.max_depth = Limits::unlimited().max_depth;
    reading.limits.max_nodes = Limits::unlimited().max_nodes;
    reading.limits.max_input = Limits::unlimited().max_input;
    auto value = value_from_json(as_text(text.view()), reading);
    if (value) {
        // The part of that memory that stays.
        static_cast<void>(memory.charge(scalar_memory(*value)));
        return value;
    }
    if (kind_of(value.error().code) != ErrorKind::bad_input) {
        return failure(Error(value.error().code, value.error().detail));
    }
    return failure(invalid(tagged_form(type)));
}

}  // namespace

Result<Value> to_tagged_map(const Value& value) {
    assert(!value.is(Type::array) && !value.is(Type::map));
    if (value.is(Type::json)) {
        return Map{{tag_key, static_cast<unsigned>(Type::json)}, {json_key, value.text()}};
    }
    SOURIS_ASSIGN_OR_RETURN(const std::string text,
                            to_json(value, {.limits = Limits::unlimited()}));
    return value_from_json(text, {.limits = Limits::unlimited(), .tagged = false});
}

bool has_tag_key(const Value& value) noexcept {
    const Map* const map = value.as_map();
    return map != nullptr && map->contains(tag_key);
}

Result<void> resolve_tagged_maps(Value& value, Budget& memory, const InteropReadOptions& options) {
    std::string path;
    Value* here = &value;
    bool is_plain = false;  // By its wrapper, this map is not tagged.
    while (Map* const map = here->as_map()) {
        if (is_plain || !map->contains(tag_key)) {
            is_plain = false;
            here = map->find(map_key);
            if (here == nullptr) break;
            append_path_token(path, map_key);
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
        // Not an assignment, which would search the tree for `*here`.
        TreeAccess::replace(*here, std::move(*resolved));
        if (!is_plain) break;
    }
    return {};
}

}}}  // namespace souris::v0::detail
