// SPDX-License-Identifier: MIT
#include <bit>
#include <cassert>
#include <limits>

#include <souris/cursor.hpp>
#include <souris/msgpack.hpp>

#include "interop/big_endian.hpp"
#include "interop/epoch.hpp"
#include "interop/format_writer.hpp"
#include "interop/msgpack_object.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::put_big_endian;
namespace msgpack = detail::msgpack;

/// Writes `number` in 2^power bytes; `first` is the first byte for a number of one byte.
void put_number(Sink& sink, std::uint8_t first, unsigned power, std::uint64_t number) {
    assert(power <= 3);
    sink.write_byte(static_cast<std::uint8_t>(first + power));
    put_big_endian(sink, number, std::size_t{1} << power);
}

/// The smallest power of two, `least` or more, whose bytes hold an unsigned number.
unsigned power_of(std::uint64_t number, unsigned least) noexcept {
    unsigned power = least;
    while (power < 3 && number >> (8U << power) != 0)
        ++power;
    return power;
}

void put_shortest(Sink& sink, const Integer& integer) {
    if (const auto number = integer.to<std::uint64_t>()) {
        if (*number <= msgpack::max_fixint) {
            sink.write_byte(static_cast<std::uint8_t>(*number));
        } else {
            put_number(sink, msgpack::uint8, power_of(*number, 0), *number);
        }
        return;
    }
    assert(integer.fits<std::int64_t>());
    const std::uint64_t bits = integer.bits().low;
    const auto number = static_cast<std::int64_t>(bits);
    if (number >= -32) {
        sink.write_byte(static_cast<std::uint8_t>(bits));
        return;
    }
    // Two's complement needs one bit for the sign: the number fits where twice its complement fits.
    put_number(sink, msgpack::int8, power_of(~bits << 1U, 0), bits);
}

void put_timestamp(Sink& sink, const Timestamp& time) {
    assert(time.nanosecond >> 30U == 0);
    const std::int64_t seconds = detail::unix_seconds(time);
    const auto bits = static_cast<std::uint64_t>(seconds);
    constexpr auto type = static_cast<std::uint8_t>(msgpack::timestamp);
    if (bits >> msgpack::timestamp_second_bits != 0) {
        constexpr std::uint8_t size = 12;
        for (const std::uint8_t byte : {msgpack::ext8, size, type})
            sink.write_byte(byte);
        put_big_endian(sink, time.nanosecond, 4);
        put_big_endian(sink, bits, 8);
    } else if (time.nanosecond != 0 || bits >> 32U != 0) {
        sink.write_byte(msgpack::fixext8);
        sink.write_byte(type);
        put_big_endian(sink,
                       std::uint64_t{time.nanosecond} << msgpack::timestamp_second_bits | bits, 8);
    } else {
        sink.write_byte(msgpack::fixext4);
        sink.write_byte(type);
        put_big_endian(sink, bits, 4);
    }
}

struct MsgpackFormat {
    static constexpr OtherFormat identifier = OtherFormat::msgpack;
    static constexpr std::size_t max_length = std::numeric_limits<std::uint32_t>::max();

    static void put_array_head(Sink& sink, std::size_t count) {
        begin(sink, msgpack::fixarray, msgpack::array16, count);
    }
    static void put_map_head(Sink& sink, std::size_t count) {
        begin(sink, msgpack::fixmap, msgpack::map16, count);
    }
    static void put_text(Sink& sink, std::string_view text) {
        assert(power_of(text.size(), 0) <= 2);
        if (text.size() <= msgpack::max_fixstr) {
            sink.write_byte(static_cast<std::uint8_t>(msgpack::fixstr + text.size()));
        } else {
            put_number(sink, msgpack::str8, power_of(text.size(), 0), text.size());
        }
        sink.write_bytes(as_byte_span(text));
    }

    static void put_scalar(Sink& sink, const Value& value) {
        const auto& payload = detail::TreeAccess::payload(value);
        switch (value.type()) {
            case Type::null:
                return sink.write_byte(msgpack::nil);
            case Type::boolean:
                return sink.write_byte(payload.boolean ? msgpack::boolean_true
                                                       : msgpack::boolean_false);
            case Type::integer:
                return put_shortest(sink, value.integer());
            case Type::float32:
                sink.write_byte(msgpack::float32);
                return put_big_endian(sink, std::bit_cast<std::uint32_t>(payload.float32), 4);
            case Type::float64:
                sink.write_byte(msgpack::float64);
                return put_big_endian(sink, std::bit_cast<std::uint64_t>(payload.float64), 8);
            case Type::binary: {
                const auto bytes = value.binary();
                put_number(sink, msgpack::bin8, power_of(bytes.size(), 0), bytes.size());
                return sink.write_bytes(bytes);
            }
            case Type::timestamp:
                return put_timestamp(sink, payload.timestamp);
            default:
                // Has no equivalent, or is not a scalar.
                return;
        }
    }

  private:
    static void begin(Sink& sink, std::uint8_t fix, std::uint8_t of_two_bytes, std::size_t count) {
        if (count <= msgpack::max_fixcount) {
            sink.write_byte(static_cast<std::uint8_t>(fix + count));
        } else {
            assert(power_of(count, 1) <= 2);
            // There is no form with one byte.
            put_number(sink, of_two_bytes - 1, power_of(count, 1), count);
        }
    }
};

}  // namespace

Result<void> write_msgpack(Sink& sink, const Value& value, const MsgpackWriteOptions& options) {
    if (options.canonical) return failure(msgpack::no_canonical_form());
    return detail::write_tree<MsgpackFormat>(sink, value, options);
}

Result<Bytes> to_msgpack(const Value& value, const MsgpackWriteOptions& options) {
    if (options.canonical) return failure(msgpack::no_canonical_form());
    return detail::tree_to_bytes<MsgpackFormat>(value, options);
}

}}  // namespace souris::v0
