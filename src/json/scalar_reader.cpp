// SPDX-License-Identifier: MIT
#include "json/scalar_reader.hpp"

#include <cassert>

#include "base/return_if_error.hpp"
#include "codec/value_memory.hpp"
#include "json/tagged_form.hpp"
#include "value/json_number.hpp"
#include "value/tree_access.hpp"
#include "value/tree_block.hpp"

// The parts shared by all members of tagged values; tagged_reader.cpp has the types themselves.

namespace souris { inline namespace v0 { namespace detail {

JsonEvent JsonScalarReader::next() {
    event_ = events_.next();
    if (event_ == JsonEvent::begin_object || event_ == JsonEvent::begin_array) {
        container_ = survey_.enter(events_.depth());
    }
    return event_;
}

Result<bool, JsonFault> JsonScalarReader::next_member() {
    while (next() == JsonEvent::key) {
        if (events_.text() != tag_key) return true;
        // The survey has checked that there is only one, and its value.
        next();
    }
    if (event_ == JsonEvent::fault) return tl::make_unexpected(events_.fault());
    return false;
}

Result<Value, JsonFault> JsonScalarReader::read_scalar() {
    switch (event_) {
        case JsonEvent::null_word:
            return Value();
        case JsonEvent::true_word:
            return Value(true);
        case JsonEvent::false_word:
            return Value(false);
        case JsonEvent::string:
            return make_text(Type::string, events_.text());
        case JsonEvent::integer: {
            SOURIS_ASSIGN_OR_RETURN(const Integer number, integer());
            return Value(number);
        }
        case JsonEvent::fraction: {
            SOURIS_ASSIGN_OR_RETURN(const double number, floating());
            return Value(number);
        }
        default:
            return tl::make_unexpected(events_.fault());
    }
}

Result<Value, JsonFault> JsonScalarReader::read_key() {
    const std::string_view key = events_.text();
    if (key.size() > options_.limits.max_key) return exceed(Limit::key);
    SOURIS_RETURN_IF_ERROR(charge_text(key.size()));
    return Value(key, options_.resource);
}

Result<Integer, JsonFault> JsonScalarReader::integer() const noexcept {
    const auto number = json_integer(events_.token());
    if (!number) return fail(number.error(), "wanted -2^127 to 2^128-1");
    return *number;
}

Result<double, JsonFault> JsonScalarReader::floating() const noexcept {
    const auto number = json_floating<double>(events_.token());
    if (!number) return fail(ErrorCode::number_out_of_range, "beyond the finite numbers");
    return *number;
}

Result<Value, JsonFault> JsonScalarReader::make_text(Type type, std::string_view content) {
    if (content.size() > options_.limits.max_string) return exceed(Limit::string);
    SOURIS_RETURN_IF_ERROR(charge_text(content.size()));
    Value value;
    TreeAccess::put_text(value, type, content, options_.resource);
    return value;
}

Result<void, JsonFault> JsonScalarReader::charge_text(std::size_t size) {
    return charge_memory(1, text_memory(size));
}

Result<void, JsonFault> JsonScalarReader::charge_nodes(std::uint64_t count) {
    if (!nodes_.charge(count)) return exceed(Limit::nodes);
    return {};
}

Result<void, JsonFault> JsonScalarReader::charge_memory(std::uint64_t count, std::uint64_t size) {
    if (!memory_.charge(count, size)) return exceed(Limit::memory);
    return {};
}

tl::unexpected<JsonFault> JsonScalarReader::fail(ErrorCode code,
                                                 const char* detail) const noexcept {
    return tl::make_unexpected(JsonFault{code, events_.begin_offset(), detail});
}

tl::unexpected<JsonFault> JsonScalarReader::refuse(Type type) const noexcept {
    if (event_ == JsonEvent::fault) return tl::make_unexpected(events_.fault());
    assert(tagged_form(type) != nullptr);
    return fail(ErrorCode::invalid_tagged_json, tagged_form(type));
}

tl::unexpected<JsonFault> JsonScalarReader::exceed(Limit limit) const noexcept {
    return fail(ErrorCode::limit_exceeded, name_of(limit));
}

}}}  // namespace souris::v0::detail
