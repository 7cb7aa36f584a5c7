// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <optional>
#include <string>

#include <fmt/core.h>

#include <souris/cbor.hpp>
#include <souris/cursor.hpp>
#include <souris/detail/floating.hpp>
#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"
#include "interop/big_endian.hpp"
#include "interop/canonical_cbor.hpp"
#include "interop/cbor_item.hpp"
#include "interop/date_time.hpp"
#include "interop/epoch.hpp"
#include "interop/format_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

using detail::CborMajor;
using detail::fault;
using detail::InteropFault;
namespace cbor_tag = detail::cbor_tag;

/// The initial byte of an item, and the number after it.
struct Head {
    CborMajor major;
    std::uint8_t info;
    /// 0 if there is none.
    std::uint64_t argument;
};

class CborReader {
  public:
    CborReader(Cursor& cursor, detail::TreeBuilder& builder) noexcept
        : cursor_(cursor), builder_(builder) {}

    [[nodiscard]] Result<void, InteropFault> read_item() {
        SOURIS_ASSIGN_OR_RETURN(const Head head, read_head());
        return read_item(head);
    }

  private:
    [[nodiscard]] Result<Head, InteropFault> read_head() {
        const auto first = cursor_.read_byte();
        if (!first) return fault(first.error());
        Head head{static_cast<CborMajor>(*first >> 5U), static_cast<std::uint8_t>(*first & 0x1FU),
                  *first & 0x1FU};
        if (head.info < detail::cbor_one_byte) return head;
        head.argument = 0;
        if (head.info <= detail::cbor_eight_bytes) {
            const auto argument = detail::read_big_endian(
                cursor_, std::size_t{1} << (head.info - detail::cbor_one_byte));
            if (!argument) return fault(argument.error());
            head.argument = *argument;
            return head;
        }
        if (head.info != detail::cbor_indefinite) {
            return fault(ErrorCode::malformed_item, "reserved additional information");
        }
        switch (head.major) {
            case CborMajor::unsigned_integer:
            case CborMajor::negative_integer:
            case CborMajor::tag:
                return fault(ErrorCode::malformed_item, "a number of indefinite length");
            default:
                return head;
        }
    }

    [[nodiscard]] Result<void, InteropFault> read_item(const Head& head) {
        switch (head.major) {
            case CborMajor::unsigned_integer:
                return put_integer(head.argument);
            case CborMajor::negative_integer:
                // The number is -1 minus the argument, so its magnitude may take 65 bits.
                return put_integer(
                    *Integer::from_magnitude(wide_add({0, head.argument}, {0, 1}), true));
            case CborMajor::byte_string:
            case CborMajor::text_string:
                return read_string(head);
            case CborMajor::array:
            case CborMajor::map:
                return open(head);
            case CborMajor::tag:
                return read_tag(head.argument);
            case CborMajor::simple:
                break;
        }
        return read_simple(head);
    }

    [[nodiscard]] Result<void, InteropFault> read_tag(std::uint64_t tag) {
        if (tag == cbor_tag::self_described) return {};
        if (tag_) SOURIS_RETURN_IF_ERROR(lose_tag());
        tag_ = tag;
        switch (tag) {
            case cbor_tag::date_time:
            case cbor_tag::epoch:
            case cbor_tag::unsigned_bignum:
            case cbor_tag::negative_bignum:
            case cbor_tag::ipv4:
            case cbor_tag::ipv6:
            case cbor_tag::network_address:
            case cbor_tag::json:
            case cbor_tag::complex:
                return {};
            default:
                return lose_tag();
        }
    }

    /// Drops the tag of the next item, which has no meaning here.
    [[nodiscard]] Result<void, InteropFault> lose_tag() {
        assert(tag_.has_value());
        const std::uint64_t tag = *tag_;
        tag_.reset();
        return builder_.lose(ErrorCode::no_equivalent, fmt::format("tag {}", tag));
    }

    /// Takes the tag of the current item.
    [[nodiscard]] std::optional<std::uint64_t> take_tag() noexcept {
        return std::exchange(tag_, std::nullopt);
    }

    [[nodiscard]] static tl::unexpected<InteropFault> misplaced(std::uint64_t tag) {
        return fault(ErrorCode::malformed_item,
                     fmt::format("tag {} on what it is not meant for", tag));
    }

    [[nodiscard]] Result<void, InteropFault> put_integer(const Integer& integer) {
        const auto tag = take_tag();
        if (!tag) return builder_.put(integer);
        if (*tag != cbor_tag::epoch) return misplaced(*tag);
        const auto seconds = integer.to<std::int64_t>();
        if (!seconds) return fault(ErrorCode::invalid_timestamp, "beyond all years");
        return put_time(detail::time_at(*seconds, 0));
    }

    template <class Number>
    [[nodiscard]] Result<void, InteropFault> put_floating(Number number) {
        const auto tag = take_tag();
        if (tag && *tag != cbor_tag::epoch) return misplaced(*tag);
        if constexpr (std::same_as<Number, float>) {
            return tag ? put_time(detail::time_at(detail::widened(number)))
                       : builder_.put_single(number);
        } else {
            return tag ? put_time(detail::time_at(number)) : builder_.put(number);
        }
    }

    [[nodiscard]] Result<void, InteropFault> put_time(const std::optional<Timestamp>& time) {
        if (!time) return fault(ErrorCode::invalid_timestamp, "beyond all years");
        return builder_.put(*time);
    }

    [[nodiscard]] Result<void, InteropFault> read_simple(const Head& head) {
        switch (head.info) {
            case detail::cbor_indefinite:
                return end_container();
            case detail::cbor_half:
                assert(head.argument <= 0xFFFF);
                return put_floating(detail::widened_bits<float, detail::HalfBits>(
                    static_cast<std::uint16_t>(head.argument)));
            case detail::cbor_single:
                return put_floating(
                    std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
            case detail::cbor_double:
                return put_floating(std::bit_cast<double>(head.argument));
            default:
                break;
        }
        if (const auto tag = take_tag()) return misplaced(*tag);
        if (head.info == detail::cbor_one_byte && head.argument <= detail::cbor_indefinite) {
            return fault(ErrorCode::malformed_item,
                         "a simple value in more bytes than it may take");
        }
        switch (head.argument) {
            case detail::cbor_false:
            case detail::cbor_true:
                return builder_.put(head.argument == detail::cbor_true);
            case detail::cbor_null:
                return builder_.put(nullptr);
            default:
                break;
        }
        SOURIS_RETURN_IF_ERROR(
            builder_.lose(ErrorCode::no_equivalent, fmt::format("simple value {}", head.argument)));
        return builder_.put(nullptr);
    }

    [[nodiscard]] Result<void, InteropFault> end_container() {
        if (tag_ || !builder_.may_close()) {
            return fault(ErrorCode::malformed_item, "an end where nothing may end");
        }
        return builder_.close();
    }

    [[nodiscard]] Result<void, InteropFault> open(const Head& head) {
        std::optional<std::size_t> count;
        const bool is_map = head.major == CborMajor::map;
        if (head.info != detail::cbor_indefinite) {
            const auto held = detail::held_against(cursor_, head.argument, is_map ? 2 : 1);
            if (!held) return fault(held.error());
            count = *held;
        }
        if (const auto tag = take_tag()) {
            if (*tag == cbor_tag::complex && !is_map) return builder_.open_complex(count);
            const bool is_prefix = *tag == cbor_tag::ipv4 || *tag == cbor_tag::ipv6;
            if (!is_prefix) return misplaced(*tag);
            SOURIS_RETURN_IF_ERROR(
                builder_.lose(ErrorCode::no_equivalent, "an address with a prefix"));
        }
        return builder_.open(is_map ? Type::map : Type::array, count);
    }

    [[nodiscard]] Result<void, InteropFault> read_string(const Head& head) {
        if (head.info == detail::cbor_indefinite) return read_chunks(head.major);
        const auto bytes = read_bytes(head.argument);
        if (!bytes) return fault(bytes.error());
        return put_string(head.major, *bytes);
    }

    [[nodiscard]] Result<std::span<const std::byte>, ErrorCode> read_bytes(std::uint64_t length) {
        SOURIS_ASSIGN_OR_RETURN(const std::size_t size, detail::held_against(cursor_, length));
        return cursor_.read_bytes(size);
    }

    /// A string of chunks of definite length, up to a break.
    [[nodiscard]] Result<void, InteropFault> read_chunks(CborMajor major) {
        Bytes whole;
        while (true) {
            SOURIS_ASSIGN_OR_RETURN(const Head head, read_head());
            const bool is_indefinite = head.info == detail::cbor_indefinite;
            if (head.major == CborMajor::simple && is_indefinite) break;
            if (head.major != major || is_indefinite) {
                return fault(ErrorCode::malformed_item, "in a string of indefinite length");
            }
            const auto chunk = read_bytes(head.argument);
            if (!chunk) return fault(chunk.error());
            // Each chunk must be valid text: no character may be split.
            if (major == CborMajor::text_string && !is_utf8(as_text(*chunk))) {
                return fault(ErrorCode::invalid_utf8);
            }
            SOURIS_RETURN_IF_ERROR(builder_.append_part(whole, *chunk));
        }
        SOURIS_RETURN_IF_ERROR(put_string(major, whole));
        builder_.free_whole(whole);
        return {};
    }

    [[nodiscard]] Result<void, InteropFault> put_string(CborMajor major,
                                                        std::span<const std::byte> bytes) {
        const auto tag = take_tag();
        if (major == CborMajor::byte_string) {
            return tag ? put_tagged_bytes(*tag, bytes) : builder_.put_binary(bytes);
        }
        if (!tag) return builder_.put_string(as_text(bytes));
        return *tag == cbor_tag::date_time ? put_date_time(as_text(bytes)) : misplaced(*tag);
    }

    [[nodiscard]] Result<void, InteropFault> put_tagged_bytes(std::uint64_t tag,
                                                              std::span<const std::byte> bytes) {
        switch (tag) {
            case cbor_tag::unsigned_bignum:
            case cbor_tag::negative_bignum:
                return put_bignum(tag == cbor_tag::negative_bignum, bytes);
            case cbor_tag::json:
                return builder_.put_json(as_text(bytes));
            case cbor_tag::ipv4:
                return bytes.size() == 4 ? put_ipv4(bytes) : misplaced(tag);
            case cbor_tag::ipv6:
                return bytes.size() == 16 ? put_ipv6(bytes) : misplaced(tag);
            case cbor_tag::network_address:
                if (bytes.size() == 4) return put_ipv4(bytes);
                if (bytes.size() == 16) return put_ipv6(bytes);
                if (bytes.size() != 6) return misplaced(tag);
                SOURIS_RETURN_IF_ERROR(
                    builder_.lose(ErrorCode::no_equivalent, "a hardware address"));
                return builder_.put_binary(bytes);
            default:
                return misplaced(tag);
        }
    }

    [[nodiscard]] Result<void, InteropFault> put_bignum(bool is_negative,
                                                        std::span<const std::byte> bytes) {
        const auto first = std::find_if(bytes.begin(), bytes.end(),
                                        [](std::byte byte) { return byte != std::byte{0}; });
        bytes = bytes.subspan(static_cast<std::size_t>(first - bytes.begin()));
        if (bytes.size() > 16) return fault(ErrorCode::integer_out_of_range);
        const std::size_t high_size = bytes.size() > 8 ? bytes.size() - 8 : 0;
        Wide size{detail::load_big_endian(bytes.first(high_size)),
                  detail::load_big_endian(bytes.subspan(high_size))};
        // A negative bignum is -1 minus its argument.
        if (is_negative) size = wide_add(size, {0, 1});
        const auto integer = Integer::from_magnitude(size, is_negative);
        // 2^128 wraps to 0 when 1 is added to the largest argument.
        const bool is_beyond = is_negative && size.is_zero();
        if (!integer || is_beyond) return fault(ErrorCode::integer_out_of_range);
        return builder_.put(*integer);
    }

    [[nodiscard]] Result<void, InteropFault> put_ipv4(std::span<const std::byte> bytes) {
        assert(bytes.size() == sizeof(Ipv4));
        Ipv4 address;
        std::memcpy(address.octets.data(), bytes.data(), address.octets.size());
        return builder_.put(address);
    }

    [[nodiscard]] Result<void, InteropFault> put_ipv6(std::span<const std::byte> bytes) {
        assert(bytes.size() == sizeof(Ipv6));
        Ipv6 address;
        for (std::size_t i = 0; i < address.groups.size(); ++i) {
            address.groups[i] =
                static_cast<std::uint16_t>(detail::load_big_endian(bytes.subspan(2 * i, 2)));
        }
        return builder_.put(address);
    }

    [[nodiscard]] Result<void, InteropFault> put_date_time(std::string_view text) {
        const auto date = detail::parse_date_time(text);
        if (!date) return fault(ErrorCode::invalid_timestamp, "wanted a date-time of RFC 3339");
        if (date->has_offset) {
            SOURIS_RETURN_IF_ERROR(builder_.lose(ErrorCode::no_equivalent, "an offset from UTC"));
        }
        return builder_.put(date->utc);
    }

    Cursor& cursor_;
    detail::TreeBuilder& builder_;
    /// The tag of the next item.
    std::optional<std::uint64_t> tag_;
};

}  // namespace

Result<Value> value_from_cbor(std::span<const std::byte> bytes, const CborReadOptions& options) {
    if (!options.canonical) return detail::read_tree<CborReader>(bytes, options);
    CborReadOptions reading = options;
    reading.wide_floats = true;
    Budget memory(options.limits.max_memory);
    if (!memory.charge(detail::memory_to_check_cbor(bytes.size(), options.limits))) {
        return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::memory)));
    }
    reading.limits.max_memory = memory.left();
    auto value = detail::read_tree<CborReader>(bytes, reading);
    if (!value) return value;
    auto checked = detail::or_out_of_memory(
        [&] { return detail::check_canonical_cbor(bytes, *value, options); });
    if (!checked) return failure(std::move(checked).error());
    return value;
}

}}  // namespace souris::v0
