// SPDX-License-Identifier: MIT
#include <array>
#include <bit>
#include <cassert>
#include <limits>
#include <optional>

#include <souris/cbor.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/floating.hpp>

#include "interop/big_endian.hpp"
#include "interop/cbor_item.hpp"
#include "interop/format_writer.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::CborMajor;
using detail::put_big_endian;

void put_head(Sink& sink, CborMajor major, std::uint64_t argument) {
    const unsigned high = static_cast<unsigned>(major) << 5U;
    if (argument < detail::cbor_one_byte) {
        sink.write_byte(static_cast<std::uint8_t>(high | argument));
        return;
    }
    unsigned power = 0;
    while (power < 3 && argument >> (8U << power) != 0)
        ++power;
    sink.write_byte(static_cast<std::uint8_t>(high | (detail::cbor_one_byte + power)));
    put_big_endian(sink, argument, std::size_t{1} << power);
}

void put_string(Sink& sink, CborMajor major, std::span<const std::byte> bytes) {
    put_head(sink, major, bytes.size());
    sink.write_bytes(bytes);
}

/// A byte string under a tag.
void put_tagged_bytes(Sink& sink, std::uint64_t tag, std::span<const std::byte> bytes) {
    put_head(sink, CborMajor::tag, tag);
    put_string(sink, CborMajor::byte_string, bytes);
}

void put_integer(Sink& sink, const Integer& integer) {
    // CBOR writes a negative number as -1 minus its argument.
    const Wide size =
        integer.is_negative() ? wide_subtract(integer.magnitude(), {0, 1}) : integer.magnitude();
    if (size.high == 0) {
        const auto major =
            integer.is_negative() ? CborMajor::negative_integer : CborMajor::unsigned_integer;
        return put_head(sink, major, size.low);
    }
    const std::size_t high_size = (static_cast<std::size_t>(std::bit_width(size.high)) + 7) / 8;
    put_head(sink, CborMajor::tag,
             integer.is_negative() ? detail::cbor_tag::negative_bignum
                                   : detail::cbor_tag::unsigned_bignum);
    put_head(sink, CborMajor::byte_string, high_size + 8);
    put_big_endian(sink, size.high, high_size);
    put_big_endian(sink, size.low, 8);
}

void put_simple(Sink& sink, std::uint8_t info) {
    assert(info < detail::cbor_one_byte);
    put_head(sink, CborMajor::simple, info);
}

void put_floating(Sink& sink, std::uint8_t info, std::uint64_t bits, std::size_t size) {
    assert(size == 2 || size == 4 || size == 8);
    sink.write_byte(
        static_cast<std::uint8_t>(static_cast<unsigned>(CborMajor::simple) << 5U | info));
    put_big_endian(sink, bits, size);
}

/// As short as the value allows.
void put_shortest(Sink& sink, double number) {
    const auto single = detail::narrowed(number);
    if (!single) {
        put_floating(sink, detail::cbor_double, std::bit_cast<std::uint64_t>(number), 8);
    } else if (const auto half = detail::narrowed_bits<detail::HalfBits>(*single)) {
        put_floating(sink, detail::cbor_half, *half, 2);
    } else {
        put_floating(sink, detail::cbor_single, std::bit_cast<std::uint32_t>(*single), 4);
    }
}

void put_complex(Sink& sink, const Complex& complex) {
    assert(complex.cartesian() != nullptr);
    put_head(sink, CborMajor::tag, detail::cbor_tag::complex);
    put_head(sink, CborMajor::array, 2);
    put_integer(sink, complex.cartesian()->real);
    put_integer(sink, complex.cartesian()->imaginary);
}

void put_ipv6(Sink& sink, const Ipv6& address) {
    put_head(sink, CborMajor::tag, detail::cbor_tag::ipv6);
    put_head(sink, CborMajor::byte_string, 2 * address.groups.size());
    for (const std::uint16_t group : address.groups)
        put_big_endian(sink, group, sizeof group);
}

struct CborFormat {
    static constexpr OtherFormat identifier = OtherFormat::cbor;
    static constexpr std::size_t max_length = std::numeric_limits<std::size_t>::max();

    static void put_array_head(Sink& sink, std::size_t count) {
        put_head(sink, CborMajor::array, count);
    }
    static void put_map_head(Sink& sink, std::size_t count) {
        put_head(sink, CborMajor::map, count);
    }
    static void put_text(Sink& sink, std::string_view text) {
        put_string(sink, CborMajor::text_string, as_byte_span(text));
    }

    static void put_scalar(Sink& sink, const Value& value) {
        const auto& payload = detail::TreeAccess::payload(value);
        switch (value.type()) {
            case Type::null:
                return put_simple(sink, detail::cbor_null);
            case Type::boolean:
                return put_simple(sink, payload.boolean ? detail::cbor_true : detail::cbor_false);
            case Type::integer:
                return put_integer(sink, value.integer());
            case Type::float32:
                return put_floating(sink, detail::cbor_single,
                                    std::bit_cast<std::uint32_t>(payload.float32), 4);
            case Type::float64:
                return put_floating(sink, detail::cbor_double,
                                    std::bit_cast<std::uint64_t>(payload.float64), 8);
            case Type::binary:
                return put_string(sink, CborMajor::byte_string, value.binary());
            case Type::complex:
                return put_complex(sink, *value.get<Complex>());
            case Type::timestamp:
                put_head(sink, CborMajor::tag, detail::cbor_tag::date_time);
                return put_text(sink, payload.timestamp.to_string() + 'Z');
            case Type::json:
                return put_tagged_bytes(sink, detail::cbor_tag::json, as_byte_span(value.text()));
            case Type::ipv4:
                return put_tagged_bytes(sink, detail::cbor_tag::ipv4,
                                        std::as_bytes(std::span(payload.ipv4.octets)));
            case Type::ipv6:
                return put_ipv6(sink, payload.ipv6);
            default:
                // Has no equivalent, or is not a scalar.
                return;
        }
    }
};

/// Core deterministic encoding. Heads, lengths and integers are as short as they can be in any
/// case.
struct CanonicalCborFormat : CborFormat {
    static constexpr OtherFormat identifier = OtherFormat::canonical_cbor;

    /// The order of the bytes of encoded keys, which begin with their lengths.
    static bool precedes(std::string_view a, std::string_view b) noexcept {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    }

    static void put_scalar(Sink& sink, const Value& value) {
        if (!value.is(Type::float64)) return CborFormat::put_scalar(sink, value);
        put_shortest(sink, detail::TreeAccess::payload(value).float64);
    }
};

}  // namespace

Result<void> write_cbor(Sink& sink, const Value& value, const CborWriteOptions& options) {
    return options.canonical ? detail::write_tree<CanonicalCborFormat>(sink, value, options)
                             : detail::write_tree<CborFormat>(sink, value, options);
}

Result<Bytes> to_cbor(const Value& value, const CborWriteOptions& options) {
    return options.canonical ? detail::tree_to_bytes<CanonicalCborFormat>(value, options)
                             : detail::tree_to_bytes<CborFormat>(value, options);
}

}}  // namespace souris::v0
