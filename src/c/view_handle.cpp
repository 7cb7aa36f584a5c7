// SPDX-License-Identifier: MIT
#include "c/view_handle.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <type_traits>
#include <utility>

#include <souris/complex.hpp>
#include <souris/json.hpp>

#include "base/return_if_error.hpp"
#include "c/bytes_handle.hpp"
#include "c/call.hpp"
#include "c/options.hpp"
#include "codec/tape.hpp"

namespace souris { inline namespace v0 { namespace detail {

static_assert(std::is_trivially_copyable_v<ValueView> && sizeof(ValueView) == sizeof(souris_view));

Result<void> check_view(souris_view view) {
    if (is_view(view)) [[likely]]
        return {};
    return refused_argument("the view is of no value");
}

souris_integer to_c(const Integer& integer) noexcept {
    const Wide bits = integer.bits();
    const SignState state = integer.sign_state();
    return {bits.low, bits.high,
            state == SignState::negative              ? -1
            : state == SignState::signed_non_negative ? 1
                                                      : 0};
}

Result<Integer> from_c(const souris_integer& integer) {
    if (integer.sign < -1 || integer.sign > 1) {
        return refused_argument("the sign of an integer is -1, 0 or 1");
    }
    const SignState state = integer.sign < 0    ? SignState::negative
                            : integer.sign == 0 ? SignState::unsigned_number
                                                : SignState::signed_non_negative;
    const auto made = Integer::from_bits({integer.high, integer.low}, state);
    if (!made) return refused_argument("a negative integer without the top bit");
    return *made;
}

namespace {

/// Gives `target` what `get` gives for the value. Not inline, for its errors need a large frame.
template <class Target, class Get>
[[gnu::noinline]] souris_code get_content(souris_view view, Target* target, souris_error* error,
                                          Get get) noexcept {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_view(view));
        SOURIS_RETURN_IF_ERROR(check_pointer(target, "the result"));
        auto content = get(from_c(view));
        if (!content) return failure(std::move(content).error());
        *target = *content;
        return {};
    });
}

/// The same by `quick`, which returns whether it could. Most values have the type that is asked
/// for: then no error need be made room for.
template <class Target, class Quick, class Get>
souris_code get_quickly(souris_view view, Target* target, souris_error* error, Quick quick,
                        Get get) noexcept {
    if (is_view(view) && target != nullptr && quick(from_c(view))) [[likely]]
        return SOURIS_OK;
    return get_content(view, target, error, get);
}

/// `get_quickly` of numbers without a fraction.
template <class T>
souris_code get_integer(souris_view view, T* target, souris_error* error) noexcept {
    const auto quick = [target](ValueView from) {
        const Node& node = Tape::node_of(from);
        if (node.type() != Type::integer || node.detail() == Tape::wide_detail) return false;
        const bool is_negative = node.detail() == static_cast<unsigned>(SignState::negative);
        // Above the 64 bits, all are that of the sign.
        const bool has_top_bit = node.data >> 63U != 0;
        if (std::is_signed_v<T> ? is_negative != has_top_bit : is_negative) return false;
        *target = static_cast<T>(node.data);
        return true;
    };
    return get_quickly(view, target, error, quick, [](ValueView from) { return from.get<T>(); });
}

/// Finds a value in another one.
template <class Find>
souris_code find_value(souris_view view, souris_view* found, souris_error* error,
                       Find find) noexcept {
    return get_content(view, found, error, [&](ValueView value) -> Result<souris_view> {
        SOURIS_ASSIGN_OR_RETURN(const FoundView other, find(value));
        if (!other) return failure(other.error());
        return to_c(*other);
    });
}

souris_complex parts_of(const Complex& complex) noexcept {
    souris_complex made{};
    if (const auto* const polar = complex.polar()) {
        made.is_polar = 1;
        made.modulus = polar->modulus;
        made.argument = polar->argument;
    } else {
        made.real = to_c(complex.cartesian()->real);
        made.imaginary = to_c(complex.cartesian()->imaginary);
    }
    return made;
}

struct Octets {
    std::array<unsigned char, 16> octets{};
    std::size_t count = 0;
};

Octets octets_of(const Ipv4& address) noexcept {
    Octets made{{}, address.octets.size()};
    std::memcpy(made.octets.data(), address.octets.data(), made.count);
    return made;
}

Octets octets_of(const Ipv6& address) noexcept {
    Octets made{{}, 16};
    for (std::size_t i = 0; i != address.groups.size(); ++i) {
        made.octets[2 * i] = static_cast<unsigned char>(address.groups[i] >> 8U);
        made.octets[2 * i + 1] = static_cast<unsigned char>(address.groups[i] & 0xFFU);
    }
    return made;
}

bool has_text(Type type) noexcept {
    return type == Type::string || type == Type::json || type == Type::timezone;
}

}  // namespace

extern "C" {

SOURIS_API souris_type souris_view_type(souris_view view) {
    return is_view(view) ? static_cast<souris_type>(from_c(view).type()) : SOURIS_NO_VALUE;
}

SOURIS_API size_t souris_view_size(souris_view view) {
    if (!is_view(view)) return 0;
    const ValueView value = from_c(view);
    if (has_text(value.type())) return value.text().size();
    return value.is(Type::binary) ? value.binary().size() : value.size();
}

SOURIS_API souris_code souris_view_at(souris_view view, const char* pointer, size_t length,
                                      souris_view* found, souris_error* error) {
    return find_value(view, found, error, [&](ValueView value) -> Result<FoundView> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view text, text_argument(pointer, length));
        return value.at(text);
    });
}

SOURIS_API souris_code souris_view_member(souris_view map, const char* key, size_t length,
                                          souris_view* found, souris_error* error) {
    return find_value(map, found, error, [&](ValueView value) -> Result<FoundView> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view text, text_argument(key, length));
        return value[text];
    });
}

SOURIS_API souris_code souris_view_element(souris_view array, size_t index, souris_view* found,
                                           souris_error* error) {
    return find_value(array, found, error,
                      [&](ValueView value) -> Result<FoundView> { return value[index]; });
}

SOURIS_API souris_code souris_view_boolean(souris_view view, int* value, souris_error* error) {
    const auto quick = [value](ValueView from) {
        if (!from.is(Type::boolean)) return false;
        *value = ViewAccess::boolean(from) ? 1 : 0;
        return true;
    };
    return get_quickly(view, value, error, quick, [](ValueView from) { return from.get<bool>(); });
}

SOURIS_API souris_code souris_view_int64(souris_view view, int64_t* value, souris_error* error) {
    return get_integer(view, value, error);
}

SOURIS_API souris_code souris_view_uint64(souris_view view, uint64_t* value, souris_error* error) {
    return get_integer(view, value, error);
}

SOURIS_API souris_code souris_view_integer(souris_view view, souris_integer* value,
                                           souris_error* error) {
    return get_content(view, value, error, [](ValueView from) -> Result<souris_integer> {
        SOURIS_ASSIGN_OR_RETURN(const Integer integer, from.get<Integer>());
        return to_c(integer);
    });
}

SOURIS_API souris_code souris_view_double(souris_view view, double* value, souris_error* error) {
    const auto quick = [value](ValueView from) {
        if (!from.is(Type::float64)) return false;
        *value = float64_of(Tape::node_of(from));
        return true;
    };
    return get_quickly(view, value, error, quick,
                       [](ValueView from) { return from.get<double>(); });
}

SOURIS_API souris_code souris_view_text(souris_view view, const char** text, size_t* length,
                                        souris_error* error) {
    const auto quick = [text, length](ValueView from) {
        if (!has_text(from.type()) || length == nullptr) return false;
        const std::string_view content = text_of(Tape::node_of(from));
        *text = content.data();
        *length = content.size();
        return true;
    };
    return get_quickly(view, text, error, quick, [length](ValueView from) -> Result<const char*> {
        SOURIS_RETURN_IF_ERROR(check_pointer(length, "the length"));
        return failure(wrong_type(from.type(), Type::string));
    });
}

SOURIS_API souris_code souris_view_binary(souris_view view, const unsigned char** bytes,
                                          size_t* size, souris_error* error) {
    return get_content(view, bytes, error, [&](ValueView from) -> Result<const unsigned char*> {
        SOURIS_RETURN_IF_ERROR(check_pointer(size, "the size"));
        if (!from.is(Type::binary)) return failure(wrong_type(from.type(), Type::binary));
        *size = from.binary().size();
        return reinterpret_cast<const unsigned char*>(from.binary().data());
    });
}

SOURIS_API souris_code souris_view_character(souris_view view, uint32_t* code_point,
                                             souris_error* error) {
    return get_content(view, code_point, error,
                       [](ValueView from) { return from.get<char32_t>(); });
}

SOURIS_API souris_code souris_view_timestamp(souris_view view, souris_timestamp* value,
                                             souris_error* error) {
    return get_content(view, value, error, [](ValueView from) -> Result<souris_timestamp> {
        SOURIS_ASSIGN_OR_RETURN(const Timestamp time, from.get<Timestamp>());
        return souris_timestamp{time.year,   time.month,  time.day,       time.hour,
                                time.minute, time.second, time.nanosecond};
    });
}

SOURIS_API souris_code souris_view_complex(souris_view view, souris_complex* value,
                                           souris_error* error) {
    return get_content(view, value, error, [](ValueView from) -> Result<souris_complex> {
        SOURIS_ASSIGN_OR_RETURN(const Complex complex, from.get<Complex>());
        return parts_of(complex);
    });
}

SOURIS_API souris_code souris_view_address(souris_view view, unsigned char octets[16],
                                           size_t* count, souris_error* error) {
    return get_content(view, count, error, [&](ValueView from) -> Result<size_t> {
        SOURIS_RETURN_IF_ERROR(check_pointer(octets, "the result"));
        Octets found;
        if (from.is(Type::ipv4)) {
            found = octets_of(from.get<Ipv4>().value());
        } else {
            if (!from.is(Type::ipv6)) {
                return failure(
                    Error(ErrorCode::wrong_type,
                          "found " + std::string(name_of(from.type())) + ", wanted ipv4 or ipv6"));
            }
            found = octets_of(from.get<Ipv6>().value());
        }
        std::memcpy(octets, found.octets.data(), found.count);
        return found.count;
    });
}

SOURIS_API size_t souris_integer_to_text(souris_integer integer, char text[41]) {
    if (text == nullptr) return 0;
    text[0] = '\0';
    size_t count = 0;
    const auto written = call(nullptr, [&]() -> Result<void> {
        SOURIS_ASSIGN_OR_RETURN(const Integer number, from_c(integer));
        std::array<char, Integer::max_digits> digits;
        count = number.write_digits(digits.data());
        std::memcpy(text, digits.data(), count);
        text[count] = '\0';
        return {};
    });
    return written == SOURIS_OK ? count : 0;
}

SOURIS_API souris_code souris_integer_from_text(const char* text, size_t length,
                                                souris_integer* integer, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_pointer(integer, "the result"));
        SOURIS_ASSIGN_OR_RETURN(const std::string_view digits, text_argument(text, length));
        const auto number = Integer::parse(digits);
        if (!number) return failure(Error(number.error()));
        *integer = to_c(*number);
        return {};
    });
}

// An iterator is a view of the next element, or of the next key, which is followed by its value.
SOURIS_API souris_iterator souris_view_begin(souris_view container) {
    souris_iterator position{};
    if (!is_view(container)) return position;
    const ValueView value = from_c(container);
    const Node& node = Tape::node_of(value);
    if (!node.is_container()) return position;
    const souris_view first = to_c(Tape::tape_of(value).view(&node + 1));
    std::ranges::copy(first.internal, position.internal);
    position.left = node.size();
    position.is_map = node.type() == Type::map ? 1 : 0;
    return position;
}

SOURIS_API int souris_iterator_next(souris_iterator* iterator, const char** key, size_t* key_length,
                                    souris_view* value) {
    if (iterator == nullptr || iterator->left == 0) return 0;
    const ValueView here = from_c({{iterator->internal[0], iterator->internal[1]}});
    const Tape& tape = Tape::tape_of(here);
    const Node* node = &Tape::node_of(here);
    std::string_view name(nullptr, 0);
    if (iterator->is_map != 0) name = text_of(*node++);
    if (value != nullptr) *value = to_c(tape.view(node));
    iterator->internal[1] = to_c(tape.view(node_after(*node))).internal[1];
    --iterator->left;
    if (key != nullptr) *key = name.data();
    if (key_length != nullptr) *key_length = name.size();
    return 1;
}

SOURIS_API souris_code souris_view_to_json(souris_view view, int tagged, unsigned indent,
                                           const souris_limits* limits,
                                           const souris_allocator* allocator, souris_bytes** json,
                                           souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_view(view));
        SOURIS_RETURN_IF_ERROR(check_pointer(json, "the result"));
        SOURIS_ASSIGN_OR_RETURN(const souris_allocator hooks, hooks_argument(allocator));
        SOURIS_ASSIGN_OR_RETURN(const Limits wanted, limits_argument(limits));
        const JsonWriteOptions options{.form = tagged != 0 ? JsonForm::tagged : JsonForm::plain,
                                       .indent = indent,
                                       .limits = wanted};
        SOURIS_ASSIGN_OR_RETURN(const std::string text, to_json(from_c(view).to_value(), options));
        *json = make_bytes(hooks, as_byte_span(text));
        return {};
    });
}

}  // extern "C"

}}}  // namespace souris::v0::detail
