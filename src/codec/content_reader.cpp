// SPDX-License-Identifier: MIT
#include "codec/content_reader.hpp"

#include <cassert>

#include <souris/address.hpp>
#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>
#include <souris/text_decoder.hpp>
#include <souris/time_zone.hpp>
#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"
#include "bytes/check_canonical.hpp"
#include "compress/block_target.hpp"
#include "value/json_syntax.hpp"

namespace souris { inline namespace v0 { namespace detail {

tl::unexpected<ErrorCode> ContentReader::fail_at(std::size_t offset, ErrorCode code) noexcept {
    cursor_.seek(offset);
    return failure(code);
}

tl::unexpected<ErrorCode> ContentReader::fail_at_tag(ErrorCode code) noexcept {
    return fail_at(tag_offset_, code);
}

tl::unexpected<ErrorCode> ContentReader::exceed(Limit limit) noexcept {
    failure_ = BlockError(limit);
    return failure(ErrorCode::limit_exceeded);
}

Error ContentReader::error(ErrorCode code) const {
    Error error(code);
    error.offset = cursor_.offset();
    if (code == failure_.code) error.detail = failure_.detail();
    return error;
}

Result<void, ErrorCode> ContentReader::charge_memory(std::uint64_t count, std::uint64_t size) {
    if (!memory_.charge(count, size)) return exceed(Limit::memory);
    return {};
}

Result<void, ErrorCode> ContentReader::check_depth(std::size_t depth) {
    if (depth >= options_.limits.max_depth) {
        failure_ = BlockError(Limit::depth);
        return fail_at_tag(ErrorCode::limit_exceeded);
    }
    return {};
}

Result<Tag, ErrorCode> ContentReader::read_tag() {
    tag_offset_ = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const std::uint8_t byte, cursor_.read_byte());
    const Tag tag{byte};
    if (non_canonical_ != nullptr && has_reserved_bits(tag) &&
        !non_canonical_->tolerates(ErrorCode::reserved_bits, tag_offset_)) {
        return fail_at_tag(ErrorCode::reserved_bits);
    }
    return tag;
}

Result<void, ErrorCode> ContentReader::check_minimal(std::size_t start, const Integer& integer) {
    const auto checked = detail::check_minimal(cursor_, start, integer, non_canonical_);
    if (!checked) return fail_at(start, checked.error());
    return {};
}

Result<Integer, ErrorCode> ContentReader::read_integer(SignState state) {
    const std::size_t start = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const Integer integer, cursor_.read_integer(state));
    SOURIS_RETURN_IF_ERROR(check_minimal(start, integer));
    return integer;
}

template <std::unsigned_integral T>
Result<T, ErrorCode> ContentReader::read_unsigned(ErrorCode out_of_range) {
    const std::size_t start = cursor_.offset();
    const auto number = cursor_.read_unsigned<T>();
    if (!number) {
        if (number.error() != ErrorCode::integer_out_of_range) return failure(number.error());
        SOURIS_RETURN_IF_ERROR(check_minimal_beyond(cursor_, non_canonical_));
        return failure(out_of_range);
    }
    SOURIS_RETURN_IF_ERROR(check_minimal(start, Integer(*number)));
    return *number;
}

Result<std::size_t, ErrorCode> ContentReader::read_length() {
    const std::size_t start = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const std::size_t length, cursor_.read_length());
    SOURIS_RETURN_IF_ERROR(check_minimal(start, Integer(length)));
    return length;
}

Result<Integer, ErrorCode> ContentReader::read_integer(Tag tag) {
    assert(tag.type() == Type::integer);
    if (!tag.has_sign_state()) return fail_at_tag(ErrorCode::invalid_sign_state);
    return read_integer(tag.sign_state());
}

Result<char32_t, ErrorCode> ContentReader::read_character() {
    const std::size_t start = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const auto code_point,
                            read_unsigned<std::uint32_t>(ErrorCode::invalid_character));
    if (!is_scalar_value(code_point)) return fail_at(start, ErrorCode::invalid_character);
    return static_cast<char32_t>(code_point);
}

Result<Complex, ErrorCode> ContentReader::read_complex(Tag tag) {
    assert(tag.type() == Type::complex);
    if (tag.low() > cartesian_form_count) return fail_at_tag(ErrorCode::invalid_complex_form);
    if (tag.is_polar()) {
        SOURIS_ASSIGN_OR_RETURN(const double modulus, read_number<double>());
        SOURIS_ASSIGN_OR_RETURN(const double argument, read_number<double>());
        return Complex::polar(modulus, argument);
    }
    assert(tag.low() >= 1 && tag.low() <= std::size(cartesian_forms));
    const ComplexForm form = cartesian_forms[tag.low() - 1];
    SOURIS_ASSIGN_OR_RETURN(const Integer real, read_integer(form.real));
    SOURIS_ASSIGN_OR_RETURN(const Integer imaginary, read_integer(form.imaginary));
    return Complex(real, imaginary);
}

Result<void, ErrorCode> ContentReader::read_timestamp_fields(SignState state, Timestamp& time) {
    constexpr auto invalid = ErrorCode::invalid_timestamp;
    const std::size_t start = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const Integer year, read_integer(state));
    if (!year.fits<std::int32_t>()) return fail_at(start, invalid);
    time.year = *year.to<std::int32_t>();
    SOURIS_ASSIGN_OR_RETURN(time.month, read_unsigned<std::uint8_t>(invalid));
    SOURIS_ASSIGN_OR_RETURN(time.day, read_unsigned<std::uint8_t>(invalid));
    SOURIS_ASSIGN_OR_RETURN(time.hour, read_unsigned<std::uint8_t>(invalid));
    SOURIS_ASSIGN_OR_RETURN(time.minute, read_unsigned<std::uint8_t>(invalid));
    SOURIS_ASSIGN_OR_RETURN(time.second, read_unsigned<std::uint8_t>(invalid));
    SOURIS_ASSIGN_OR_RETURN(time.nanosecond, read_unsigned<std::uint32_t>(invalid));
    return {};
}

Result<Timestamp, ErrorCode> ContentReader::read_timestamp(Tag tag) {
    assert(tag.type() == Type::timestamp);
    if (!tag.has_sign_state()) return fail_at_tag(ErrorCode::invalid_sign_state);
    const std::size_t start = cursor_.offset();
    // Fields that were not read have valid defaults: any invalid field came first.
    Timestamp time;
    const auto done = read_timestamp_fields(tag.sign_state(), time);
    if (!time.is_valid()) return fail_at(start, ErrorCode::invalid_timestamp);
    if (!done) return failure(done.error());
    return time;
}

Result<UnpackedBlock, ErrorCode> ContentReader::read_binary(Tag tag) {
    UnpackedTarget target(memory_);
    SOURIS_RETURN_IF_ERROR(read_binary(tag, target));
    return std::move(target).block();
}

Result<void, ErrorCode> ContentReader::read_binary(Tag tag, BlockTarget& target) {
    assert(tag.type() == Type::binary);
    const std::size_t start = cursor_.offset();
    const auto read = read_block_into(target, cursor_, tag.low(), layout_, options_.limits, memory_,
                                      non_canonical_);
    if (!read) {
        failure_ = read.error();
        if (failure_.code == ErrorCode::unknown_compression) return fail_at_tag(failure_.code);
        return failure(failure_.code);
    }
    if (target.size() > options_.limits.max_string) {
        cursor_.seek(start);
        return exceed(Limit::string);
    }
    return {};
}

Result<std::string_view, ErrorCode> ContentReader::read_text(Tag tag, Limit limit) {
    if (tag.flag()) {
        if (text_ == nullptr) return fail_at_tag(ErrorCode::missing_text_table);
        return read_coded_text(limit);
    }
    const std::size_t start = cursor_.offset();
    SOURIS_ASSIGN_OR_RETURN(const std::size_t length, read_length());
    if (length > max_size(limit)) {
        cursor_.seek(start);
        return exceed(limit);
    }
    SOURIS_ASSIGN_OR_RETURN(const auto bytes, cursor_.read_bytes(length));
    const std::string_view text = as_text(bytes);
    if (!is_utf8(text)) return fail_at(start, ErrorCode::invalid_utf8);
    return text;
}

Result<std::string_view, ErrorCode> ContentReader::read_coded_text(Limit limit) {
    assert(text_ != nullptr);
    const HuffmanDecoder& codes = text_->codes();
    // Fails whatever its bits are.
    if (codes.leaf_count() == 1) return failure(ErrorCode::lost_text);
    Cursor reader = cursor_;
    SOURIS_ASSIGN_OR_RETURN(const BitString string, read_bit_string(reader, non_canonical_));
    // Reserves the maximal room at once: growing text would need memory for both copies.
    const std::uint64_t most = std::min(codes.most_bytes(string.bit_count), max_size(limit));
    const std::uint64_t wanted = most + HuffmanDecoder::least_room;
    const std::span<std::byte> room = scratch_.make_room(wanted, memory_);
    BitReader bits(string.bytes, string.bit_count);
    SOURIS_ASSIGN_OR_RETURN(const std::size_t size, codes.decode(bits, room));
    assert(size <= room.size());
    if (bits.remaining() != 0 || size > most) {
        return exceed(room.size() < wanted ? Limit::memory : limit);
    }
    scratch_.trim(size, memory_);
    cursor_ = reader;
    return as_text({scratch_.data(), size});
}

Result<std::string_view, ErrorCode> ContentReader::read_string(Tag tag) {
    return read_text(tag, Limit::string);
}

Result<std::string_view, ErrorCode> ContentReader::read_key() {
    SOURIS_ASSIGN_OR_RETURN(const Tag tag, read_tag());
    if (tag.type() != Type::string) return fail_at_tag(ErrorCode::expected_string);
    return read_text(tag, Limit::key);
}

Result<std::string_view, ErrorCode> ContentReader::read_nested_string() {
    SOURIS_ASSIGN_OR_RETURN(const Tag tag, read_tag());
    if (tag.type() != Type::string) return fail_at_tag(ErrorCode::expected_string);
    return read_string(tag);
}

Result<std::string_view, ErrorCode> ContentReader::read_time_zone() {
    SOURIS_ASSIGN_OR_RETURN(const std::string_view name, read_nested_string());
    if (!TimeZone::is_valid_name(name)) return fail_at_tag(ErrorCode::invalid_timezone);
    return name;
}

Result<std::string_view, ErrorCode> ContentReader::read_json() {
    SOURIS_ASSIGN_OR_RETURN(const std::string_view text, read_nested_string());
    if (const auto checked = check_json(text, memory_); !checked) {
        if (checked.error() == ErrorCode::limit_exceeded) return exceed(Limit::memory);
        return fail_at_tag(checked.error());
    }
    return text;
}

Result<void, ErrorCode> ContentReader::charge_root() {
    if (!nodes_.charge(1)) return exceed(Limit::nodes);
    return {};
}

Result<std::size_t, ErrorCode> ContentReader::read_count(Tag tag, std::size_t element_size,
                                                         std::size_t outstanding) {
    assert(element_size != 0);
    const std::size_t start = tag.flag() ? cursor_.offset() : tag_offset_;
    std::uint64_t count = tag.inline_count();
    if (tag.flag()) {
        const auto number = cursor_.read_unsigned<std::uint64_t>();
        if (!number) {
            return failure(number.error() == ErrorCode::integer_out_of_range
                               ? ErrorCode::length_exceeds_input
                               : number.error());
        }
        count = *number;
    }
    const std::size_t remaining = cursor_.remaining();
    const std::size_t free = remaining > outstanding ? remaining - outstanding : 0;
    if (count > free / element_size) {
        return fail_at(start, count > max_plausible_length ? ErrorCode::length_exceeds_input
                                                           : ErrorCode::truncated);
    }
    if (tag.flag()) SOURIS_RETURN_IF_ERROR(check_minimal(start, Integer(count)));
    if (!nodes_.charge(count)) {
        failure_ = BlockError(Limit::nodes);
        return fail_at(start, ErrorCode::limit_exceeded);
    }
    return static_cast<std::size_t>(count);
}

Result<void> check_input_size(std::uint64_t size, const Limits& limits) {
    if (size <= limits.max_input) return {};
    return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::input)));
}

}}}  // namespace souris::v0::detail
