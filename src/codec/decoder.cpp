// SPDX-License-Identifier: MIT
#include <bit>
#include <cassert>
#include <limits>
#include <utility>

#include <fmt/core.h>

#include <souris/config.hpp>
#include <souris/decoder.hpp>
#include <souris/detail/value_get.hpp>
#include <souris/integer_format.hpp>

#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/load_address.hpp"
#include "codec/quick_decoder.hpp"
#include "codec/skip_target.hpp"
#include "codec/value_decoder.hpp"

namespace souris { inline namespace v0 {

std::optional<Type> Decoder::next_type() const noexcept {
    if (position_ == end_) return std::nullopt;
    return detail::tag_at(position_).type();
}

inline void Decoder::begin_value() noexcept {
    value_ = position_;
    content_.seek(static_cast<std::size_t>(position_ - begin_));
}

inline void Decoder::end_value() noexcept {
    position_ = begin_ + content_.cursor().offset();
    assert(position_ >= value_ && position_ <= end_);
}

bool Decoder::fail(ErrorCode code, std::string detail) {
    Error error(code, std::move(detail));
    error.offset = static_cast<std::uint64_t>(value_ - begin_);
    error_.set(std::move(error));
    return false;
}

bool Decoder::fail_content(ErrorCode code) {
    error_.set(content_.error(code));
    return false;
}

bool Decoder::fail_memory() {
    return fail_content(content_.exceed(Limit::memory).value());
}

bool Decoder::fail_type(std::string_view wanted) {
    begin_value();
    const auto found = next_type();
    // Errors of the tag come first.
    if (const auto tag = content_.read_tag(); !tag) return fail_content(tag.error());
    return fail(ErrorCode::wrong_type, fmt::format("found {}, wanted {}", name_of(*found), wanted));
}

bool Decoder::fail_count(std::size_t found, std::size_t wanted) {
    return fail(ErrorCode::wrong_type, fmt::format("found {} elements, wanted {}", found, wanted));
}

bool Decoder::fail_range(const Integer& found) {
    return fail(ErrorCode::integer_out_of_range, fmt::format("found {}", found));
}

template <class T, class Read>
bool Decoder::read_content(Type type, T& target, Read read) {
    if (position_ != end_ && !next_is(type)) return fail_type(name_of(type));
    begin_value();
    const auto tag = content_.read_tag();
    if (!tag) return fail_content(tag.error());
    auto value = read(*tag);
    if (!value) return fail_content(value.error());
    end_value();
    target = *std::move(value);
    return true;
}

bool Decoder::read_null() {
    std::nullptr_t null = nullptr;
    return read_content(Type::null, null,
                        [](detail::Tag) { return Result<std::nullptr_t, ErrorCode>(nullptr); });
}

bool Decoder::read_boolean(bool& value) {
    if (position_ != end_) {
        if (const std::byte* const end = detail::take_boolean(position_, &value); end != nullptr) {
            value_ = position_;
            position_ = end;
            return true;
        }
    }
    return read_content(Type::boolean, value,
                        [](detail::Tag tag) { return Result<bool, ErrorCode>(tag.flag()); });
}

bool Decoder::read_integer(Integer& value) {
    return read_content(Type::integer, value,
                        [this](detail::Tag tag) { return content_.read_integer(tag); });
}

bool Decoder::read_within(std::int64_t least, std::uint64_t greatest, std::uint64_t& bits) {
    if (is_quick_ && end_ - position_ >= 2) {
        std::size_t size = 0;
        bool is_right = false;
        if (greatest > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
            size = detail::take_unpredictable<false>(position_, end_, bits);
            is_right = size != 0 && bits <= greatest;
        } else {
            std::int64_t number = 0;
            size = detail::take_unpredictable<false>(position_, end_, number);
            is_right =
                size != 0 && number >= least && number <= static_cast<std::int64_t>(greatest);
            bits = static_cast<std::uint64_t>(number);
        }
        if (is_right) {
            value_ = position_;
            position_ += size;
            return true;
        }
    }
    Integer integer;
    if (!read_integer(integer)) return false;
    if (integer < least || integer > greatest) return fail_range(integer);
    bits = integer.bits().low;
    return true;
}

bool Decoder::read_wide(bool is_signed, std::uint64_t& high, std::uint64_t& low) {
    Integer integer;
    if (!read_integer(integer)) return false;
    const Wide bits = integer.bits();
    const bool has_top_bit = bits.high >> 63U != 0;
    if (is_signed ? has_top_bit != integer.is_negative() : integer.is_negative()) {
        return fail_range(integer);
    }
    high = bits.high;
    low = bits.low;
    return true;
}

bool Decoder::read_number(double& value) {
    constexpr std::ptrdiff_t float64_size = 1 + sizeof value;
    if (end_ - position_ >= float64_size && *position_ == detail::tag_byte(Type::float64)) {
        value_ = position_;
        value = load_little_endian<double>(position_ + 1);
        position_ += float64_size;
        return true;
    }
    if (next_is(Type::float32)) {
        float number = 0;
        if (!read_number(number)) return false;
        value = detail::widened(number);
        return true;
    }
    if (next_is(Type::integer)) {
        Integer integer;
        if (!read_integer(integer)) return false;
        const auto exact = integer.to<double>();
        if (!exact) return fail(exact.error(), fmt::format("found {}", integer));
        value = *exact;
        return true;
    }
    return read_content(Type::float64, value,
                        [this](detail::Tag) { return content_.read_number<double>(); });
}

bool Decoder::read_number(float& value) {
    if (next_is(Type::float32)) {
        return read_content(Type::float32, value,
                            [this](detail::Tag) { return content_.read_number<float>(); });
    }
    double number = 0;
    if (!next_is(Type::float64) && !next_is(Type::integer) && position_ != end_) {
        return fail_type(name_of(Type::float32));
    }
    if (!read_number(number)) return false;
    const auto exact = detail::narrowed(number);
    if (!exact) return fail(ErrorCode::inexact_number, fmt::format("found {}", number));
    value = *exact;
    return true;
}

bool Decoder::read_character(char32_t& value) {
    return read_content(Type::character, value,
                        [this](detail::Tag) { return content_.read_character(); });
}

bool Decoder::read_text(std::string_view& text) {
    const std::size_t size = detail::short_text_size(position_, end_, options_.limits.max_string);
    if (size == 0) return read_long_text(text);
    text = as_text({position_ + detail::short_head_size, size - detail::short_head_size});
    value_ = position_;
    position_ += size;
    return true;
}

bool Decoder::read_long_text(std::string_view& text) {
    return read_content(Type::string, text,
                        [this](detail::Tag tag) { return content_.read_string(tag); });
}

bool Decoder::read_text(std::string_view& text, Type type) {
    if (type == Type::string) return read_text(text);
    return read_content(type, text, [&](detail::Tag) {
        return type == Type::json ? content_.read_json() : content_.read_time_zone();
    });
}

bool Decoder::read_text(std::string& text) {
    std::string_view found;
    if (!read_text(found) || !charge_text(found.size())) return false;
    detail::assign_text(text, found.data(), found.size());
    return true;
}

bool Decoder::read_view(std::string_view& text) {
    return read_text(text) && check_view(text);
}

bool Decoder::check_view(std::string_view text) {
    if (content_.is_temporary(text)) {
        return fail(ErrorCode::unrepresentable, "coded text has no view");
    }
    return !is_temporary_ || fail_view();
}

bool Decoder::fail_view() {
    return fail(ErrorCode::unrepresentable, "the bytes that a view would be into are not kept");
}

bool Decoder::read_block(UnpackedBlock& block) {
    return read_content(Type::binary, block,
                        [this](detail::Tag tag) { return content_.read_binary(tag); });
}

bool Decoder::read_view(std::span<const std::byte>& bytes) {
    UnpackedBlock block;
    if (!read_block(block)) return false;
    if (!block.is_view()) {
        return fail(ErrorCode::unrepresentable, "compressed bytes have no view");
    }
    bytes = block.bytes();
    return !is_temporary_ || fail_view();
}

bool Decoder::read_binary(Bytes& bytes) {
    UnpackedBlock block;
    if (!read_block(block)) return false;
    // Unpacked bytes are moved, and are charged for already.
    if (block.is_view() && !charge_allocation(block.bytes().size())) return false;
    bytes = std::move(block).take();
    return true;
}

bool Decoder::read_timestamp(Timestamp& value) {
    return read_content(Type::timestamp, value,
                        [this](detail::Tag tag) { return content_.read_timestamp(tag); });
}

bool Decoder::read_complex(Complex& value) {
    return read_content(Type::complex, value,
                        [this](detail::Tag tag) { return content_.read_complex(tag); });
}

bool Decoder::read_ipv4(Ipv4& value) {
    return read_content(Type::ipv4, value, [this](detail::Tag) {
        return content_.read_bytes(sizeof(Ipv4)).map(detail::load_ipv4);
    });
}

bool Decoder::read_ipv6(Ipv6& value) {
    return read_content(Type::ipv6, value, [this](detail::Tag) {
        return content_.read_bytes(sizeof(Ipv6)).map(detail::load_ipv6);
    });
}

bool Decoder::read_value(Value& value) {
    begin_value();
    auto read = detail::decode_value_within(content_, depth_, outstanding_);
    if (!read) {
        error_.set(std::move(read).error());
        return false;
    }
    end_value();
    value = *std::move(read);
    return true;
}

bool Decoder::skip() {
    has_skipped_ = true;
    begin_value();
    detail::TreeReader<detail::SkipTarget> reader(content_, depth_, outstanding_);
    detail::SkipTarget target(reader.content());
    if (const auto skipped = reader.read_without_path(target); !skipped) {
        error_.set(reader.content().error(skipped.error()));
        return false;
    }
    // What skipping allocated is freed.
    nodes_ = reader.content().nodes();
    content_.seek(reader.end());
    end_value();
    return true;
}

bool Decoder::skip_entry(std::string_view key) {
    // Skipping may overwrite the key.
    const std::string copy(content_.is_temporary(key) ? key : std::string_view());
    return skip() || in_key(copy.empty() ? key : copy);
}

bool Decoder::begin(Type type, std::size_t unit, std::size_t& count) {
    detail::QuickDecoder quick(*this);
    if (!quick.try_begin(type, unit, count)) return begin_slowly(type, unit, count);
    quick.leave();
    return true;
}

bool Decoder::begin_container(bool& is_map, std::size_t& count) {
    is_map = next_is(Type::map);
    if (!is_map && !next_is(Type::array)) return fail_type("map or array");
    return begin(is_map ? Type::map : Type::array, is_map ? entry_size : element_size, count);
}

bool Decoder::begin_slowly(Type type, std::size_t unit, std::size_t& count) {
    std::size_t found = 0;
    const auto read = [&](detail::Tag tag) -> Result<std::size_t, ErrorCode> {
        // Types that contain themselves are read by recursion, which must be bounded.
        if (depth_ >= max_depth_) SOURIS_RETURN_IF_ERROR(content_.check_depth(~std::size_t{0}));
        return content_.read_count(tag, unit, outstanding_);
    };
    if (!read_content(type, found, read)) return false;
    ++depth_;
    outstanding_ += found * unit;
    count = found;
    return true;
}

bool Decoder::read_elements(void* first, std::size_t from, std::size_t to, std::size_t size,
                            const detail::ValueReader& how) {
    // The path of nested objects uses no more stack than necessary.
    if (how.kind != detail::BuiltinKind::other)
        return read_builtin_elements(first, from, to, size, how);
    auto* part = static_cast<std::byte*>(first) + from * size;
    for (std::size_t i = from; i != to; ++i) {
        next_element();
        if (!how.read(*this, part)) return in_element(i);
        part += size;
    }
    return true;
}

bool Decoder::read_builtin_elements(void* first, std::size_t from, std::size_t to, std::size_t size,
                                    const detail::ValueReader& how) {
    detail::QuickDecoder quick(*this);
    return quick.read_all(first, from, to, size, how);
}

bool Decoder::read_key(std::string_view& key) {
    begin_value();
    const auto text = content_.read_key();
    if (!text) return fail_content(text.error());
    end_value();
    outstanding_ -= entry_size;
    key = *text;
    return true;
}

}}  // namespace souris::v0
