// SPDX-License-Identifier: MIT
#include <cassert>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <souris/detail/floating.hpp>
#include <souris/interop.hpp>
#include <souris/pointer.hpp>
#include <souris/utf8.hpp>

#include "base/out_of_memory.hpp"
#include "value/tree_access.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::TreeAccess;

constexpr const char* no_wide_integer = "no equivalent of an integer outside of 64 bits";
constexpr const char* no_infinity = "no equivalent of a number that is not finite";

bool is_cbor(OtherFormat format) noexcept {
    return format == OtherFormat::cbor || format == OtherFormat::canonical_cbor;
}

bool fits_64_bits(const Integer& integer) noexcept {
    return integer.fits<std::uint64_t>() || integer.fits<std::int64_t>();
}

const char* why_no_time(const Timestamp& time, OtherFormat format) noexcept {
    constexpr std::uint32_t nanoseconds_in_second = 1'000'000'000;
    switch (format) {
        case OtherFormat::cbor:
        case OtherFormat::canonical_cbor:
            if (time.year < 0 || time.year > 9999) {
                return "no equivalent of a year outside of 0 to 9999";
            }
            return nullptr;
        case OtherFormat::msgpack:
            if (time.nanosecond >= nanoseconds_in_second) return "no equivalent of a leap second";
            return nullptr;
        case OtherFormat::json:
            break;
    }
    return "no equivalent of a date and time";
}

/// Visits the values of a tree, container by container, and knows the path of the current one.
class Search {
  public:
    explicit Search(OtherFormat format) noexcept : format_(format) {}

    [[nodiscard]] Result<void> run(const Value& root) {
        assert(stack_.empty());
        if (const char* const reason = why_inexpressible(root, format_)) return refuse(reason);
        enter(root);
        while (!stack_.empty()) {
            Frame& top = stack_.back();
            const bool is_array = top.container->is(Type::array);
            const std::size_t size =
                is_array ? top.container->elements().size() : top.container->entries().size();
            if (top.next == size) {
                stack_.pop_back();
                continue;
            }
            const std::size_t i = top.next++;
            const Value& child =
                is_array ? top.container->elements()[i] : top.container->entries()[i].value;
            if (const char* const reason = why_inexpressible(child, format_)) {
                return refuse(reason);
            }
            enter(child);
        }
        return {};
    }

  private:
    /// A container whose first `next` children are visited or being visited.
    struct Frame {
        const Value* container;
        std::size_t next;
    };

    void enter(const Value& value) {
        if (value.is(Type::array) || value.is(Type::map)) stack_.push_back({&value, 0});
    }

    [[nodiscard]] tl::unexpected<Error> refuse(const char* reason) const {
        Error error(ErrorCode::unrepresentable, reason);
        for (const Frame& frame : stack_) {
            assert(frame.next != 0);
            if (frame.container->is(Type::array)) {
                append_pointer_token(error.path, frame.next - 1);
            } else {
                append_pointer_token(error.path, frame.container->entries()[frame.next - 1].key());
            }
        }
        return failure(std::move(error));
    }

    OtherFormat format_;
    std::vector<Frame> stack_;
};

/// Whether plain JSON has its own form for the value: its type is lost, but it need not be
/// replaced.
bool has_plain_json(const Value& value) noexcept {
    switch (value.type()) {
        case Type::integer:
        case Type::float64:
            return false;
        case Type::float32:
            return std::isfinite(TreeAccess::payload(value).float32);
        case Type::complex:
            if (const Complex number = *value.get<Complex>(); const auto* polar = number.polar()) {
                return std::isfinite(polar->modulus) && std::isfinite(polar->argument);
            } else {
                return fits_64_bits(number.cartesian()->real) &&
                       fits_64_bits(number.cartesian()->imaginary);
            }
        default:
            return true;
    }
}

Value nearest_number(double number, OtherFormat format) {
    if (format == OtherFormat::json && !std::isfinite(number)) return nullptr;
    return number;
}

Value nearest_integer(const Integer& integer, OtherFormat format) {
    if (is_cbor(format) || fits_64_bits(integer)) return integer;
    return integer.to_double();
}

/// Real and imaginary part.
Value nearest_complex(const Complex& complex, OtherFormat format) {
    if (const auto* const parts = complex.cartesian()) {
        return Array{nearest_integer(parts->real, format),
                     nearest_integer(parts->imaginary, format)};
    }
    const auto& [modulus, argument] = *complex.polar();
    return Array{nearest_number(modulus * std::cos(argument), format),
                 nearest_number(modulus * std::sin(argument), format)};
}

/// The nearest equivalent of an inexpressible value. Values that cannot be written in any form,
/// such as a date that does not exist, are left for the writer to refuse.
Value nearest(const Value& value, OtherFormat format) {
    switch (value.type()) {
        case Type::integer:
            return nearest_integer(value.integer(), format);
        case Type::float32:
            if (format == OtherFormat::json) return nullptr;
            return detail::widened(TreeAccess::payload(value).float32);
        case Type::float64:
            return nullptr;
        case Type::complex:
            return nearest_complex(*value.get<Complex>(), format);
        case Type::character: {
            const auto character = *value.get<char32_t>();
            if (!is_scalar_value(character)) return character;
            char text[4];
            return std::string_view(text, encode_utf8(character, text));
        }
        case Type::timestamp: {
            const auto time = *value.get<Timestamp>();
            if (!time.is_valid()) return time;
            return time.to_string();
        }
        case Type::ipv4:
            return value.get<Ipv4>()->to_string();
        case Type::ipv6:
            return value.get<Ipv6>()->to_string();
        default:
            assert(value.is(Type::json) || value.is(Type::timezone));
            return value.text();
    }
}

}  // namespace

const char* why_inexpressible(const Value& value, OtherFormat format) noexcept {
    const bool is_json = format == OtherFormat::json;
    const auto& payload = TreeAccess::payload(value);
    switch (value.type()) {
        case Type::null:
        case Type::boolean:
        case Type::string:
        case Type::array:
        case Type::map:
            return nullptr;
        case Type::binary:
            return is_json ? "no equivalent of binary" : nullptr;
        case Type::integer:
            return !is_cbor(format) && !fits_64_bits(value.integer()) ? no_wide_integer : nullptr;
        case Type::float64:
            return is_json && !std::isfinite(payload.float64) ? no_infinity : nullptr;
        case Type::float32:
            return is_json || format == OtherFormat::canonical_cbor ? "no equivalent of an f32"
                                                                    : nullptr;
        case Type::character:
            return "no equivalent of a character";
        case Type::complex:
            if (!is_cbor(format)) return "no equivalent of a complex number";
            return value.get<Complex>()->polar() != nullptr
                       ? "no equivalent of a complex number by modulus and argument"
                       : nullptr;
        case Type::timestamp:
            return why_no_time(payload.timestamp, format);
        case Type::json:
            return !is_cbor(format) ? "no equivalent of JSON kept as text" : nullptr;
        case Type::timezone:
            return "no equivalent of a time zone";
        case Type::ipv4:
        case Type::ipv6:
            return !is_cbor(format) ? "no equivalent of an IP address" : nullptr;
    }
    return nullptr;
}

Result<void> check_expressible(const Value& value, OtherFormat format) {
    return detail::or_out_of_memory([&] { return Search(format).run(value); });
}

std::uint64_t approximate(Value& value, OtherFormat format) {
    std::uint64_t count = 0;
    std::vector<Value*> rest{&value};
    while (!rest.empty()) {
        Value& next = *rest.back();
        rest.pop_back();
        if (Array* const array = next.as_array()) {
            for (Value& element : *array)
                rest.push_back(&element);
        } else if (Map* const map = next.as_map()) {
            for (MapEntry& entry : *map)
                rest.push_back(&entry.value);
        } else if (why_inexpressible(next, format) != nullptr) {
            ++count;
            if (format == OtherFormat::json && has_plain_json(next)) continue;
            next = nearest(next, format);
        }
    }
    return count;
}

}}  // namespace souris::v0
