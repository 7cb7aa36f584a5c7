// SPDX-License-Identifier: MIT
#include "codec/content_writer.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <optional>

#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>
#include <souris/block.hpp>
#include <souris/text_encoder.hpp>
#include <souris/utf8.hpp>

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// The size of `text` as coded bits, if coded text is shorter than raw text and portable.
std::optional<std::uint64_t> coded_bits(const TextEncoder* encoder,
                                        std::string_view text) noexcept {
    if (encoder == nullptr) return std::nullopt;
    const auto bits = encoder->size_in_bits(text);
    if (!bits || !is_portable_bit_count(*bits)) return std::nullopt;
    const std::uint64_t coded = integer_size(Integer(*bits)) + bytes_for_bits(*bits);
    const std::uint64_t raw = integer_size(Integer(text.size())) + text.size();
    return coded < raw ? bits : std::nullopt;
}

}  // namespace

Error ContentWriter::error(ErrorCode code) const {
    Error error(code);
    if (code == ErrorCode::limit_exceeded) error.detail = name_of(exceeded_);
    if (code == ErrorCode::unrepresentable) error.detail = "layout v1 loses the sign of a year";
    return error;
}

tl::unexpected<ErrorCode> ContentWriter::exceed(Limit limit) noexcept {
    exceeded_ = limit;
    return failure(ErrorCode::limit_exceeded);
}

Integer ContentWriter::stated(const Integer& integer) const noexcept {
    if (!options_.canonical || integer.is_negative()) return integer;
    return *Integer::from_bits(integer.bits(), SignState::unsigned_number);
}

void ContentWriter::write_integer(const Integer& integer) {
    sink_.commit(put_integer(sink_.reserve(scalar_room), stated(integer)));
}

Result<void, ErrorCode> ContentWriter::write_character(char32_t character) {
    if (!is_scalar_value(character)) return failure(ErrorCode::invalid_character);
    std::byte* const out = put_tag(sink_.reserve(scalar_room), Type::character);
    sink_.commit(store_unsigned(out, character));
    return {};
}

Result<void, ErrorCode> ContentWriter::write_text(Type type, std::string_view text) {
    assert(type == Type::string || type == Type::json || type == Type::timezone);
    if (type != Type::string) write_tag(type);
    return write_string(text, Limit::string);
}

Result<void, ErrorCode> ContentWriter::write_string(std::string_view text, Limit limit) {
    if (!is_utf8(text)) return failure(ErrorCode::invalid_utf8);
    const Limits& limits = options_.limits;
    if (text.size() > (limit == Limit::key ? limits.max_key : limits.max_string)) {
        return exceed(limit);
    }
    if (const auto bits = coded_bits(text_, text)) {
        write_tag(Type::string, 1);
        text_->write(sink_, text, *bits);
        return {};
    }
    sink_.commit(put_text_head(sink_.reserve(scalar_room), text.size()));
    sink_.write_bytes(as_byte_span(text));
    return {};
}

Result<void, ErrorCode> ContentWriter::write_binary(std::span<const std::byte> bytes) {
    if (bytes.size() > options_.limits.max_string) return exceed(Limit::string);
    if (bytes.size() > options_.limits.max_output) return exceed(Limit::output);
    const BlockChoice choice =
        choose_block(bytes, options_.layout, options_.profile, options_.extended);
    write_tag(Type::binary, static_cast<unsigned>(choice.compression));
    write_block(sink_, choice, options_.layout, bytes);
    return {};
}

void ContentWriter::write_complex(const Complex& complex) {
    if (const auto* const polar = complex.polar()) {
        write_number(Type::complex, polar->modulus);
        sink_.write_little_endian(polar->argument);
        return;
    }
    const Integer real = stated(complex.cartesian()->real);
    const Integer imaginary = stated(complex.cartesian()->imaginary);
    const ComplexForm form{real.sign_state(), imaginary.sign_state()};
    const auto* const found =
        std::find(std::begin(cartesian_forms), std::end(cartesian_forms), form);
    assert(found != std::end(cartesian_forms));
    write_tag(Type::complex, static_cast<unsigned>(found - std::begin(cartesian_forms)) + 1);
    sink_.write_integer(real);
    sink_.write_integer(imaginary);
}

Result<void, ErrorCode> ContentWriter::write_timestamp(const Timestamp& time) {
    if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
    if (time.year < 0 && options_.layout == Layout::v1) {
        return failure(ErrorCode::unrepresentable);
    }
    const Integer year = stated(time.year);
    write_tag(Type::timestamp, static_cast<unsigned>(year.sign_state()));
    sink_.write_integer(year);
    for (const std::uint32_t part :
         {std::uint32_t{time.month}, std::uint32_t{time.day}, std::uint32_t{time.hour},
          std::uint32_t{time.minute}, std::uint32_t{time.second}, time.nanosecond}) {
        sink_.write_unsigned(part);
    }
    return {};
}

void ContentWriter::write_ipv4(const Ipv4& address) {
    write_tag(Type::ipv4);
    sink_.write_bytes(std::as_bytes(std::span(address.octets)));
}

void ContentWriter::write_ipv6(const Ipv6& address) {
    write_tag(Type::ipv6);
    for (const std::uint16_t group : address.groups)
        sink_.write_little_endian(group);
}

Result<void, ErrorCode> ContentWriter::charge_root() noexcept {
    if (!nodes_.charge(1)) return exceed(Limit::nodes);
    return {};
}

Result<void, ErrorCode> ContentWriter::write_container(Type type, std::size_t count,
                                                       std::size_t depth) {
    if (!try_container(count, depth)) return refuse_container(depth);
    sink_.commit(put_container(sink_.reserve(scalar_room), type, count));
    return {};
}

}}}  // namespace souris::v0::detail
