// SPDX-License-Identifier: MIT
#include <algorithm>
#include <type_traits>
#include <utility>

#include <souris/codec.hpp>
#include <souris/encoder.hpp>
#include <souris/parser.hpp>
#include <souris/utf8.hpp>

#include "base/ascii.hpp"
#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/announced.hpp"
#include "codec/content_reader.hpp"
#include "codec/content_writer.hpp"
#include "codec/quick_encoder.hpp"
#include "codec/value_encoder.hpp"

namespace souris { inline namespace v0 {

// Inline, since a call would delay small objects.
inline void Encoder::take_room(std::size_t size) {
    const std::span<std::byte> room = content_.sink().room(size);
    position_ = room.data();
    end_ = position_ + room.size();
}

inline Encoder::Encoder(detail::ContentWriter& content, const EncodeOptions& options)
    : max_depth_(std::min(options.limits.max_depth, max_object_depth)),
      max_quick_text_(static_cast<std::size_t>(
          std::min<std::uint64_t>(options.limits.max_string, detail::shorter_copy))),
      content_(content),
      nodes_(content.nodes()),
      options_(options) {
    take_room(1);
}

namespace detail {

namespace {

/// The object is written as usual, and its tree again in canonical form: which members precede
/// others is in the types, and codecs may write anything.
Result<void> encode_canonical_object(Sink& sink, const EncodeOptions& options, WriteObject write,
                                     const void* object) {
    EncodeOptions plain = options;
    plain.canonical = false;
    plain.profile = Profile::stored;
    Sink unsorted;
    SOURIS_RETURN_IF_ERROR(encode_object(unsorted, plain, write, object));
    DecodeOptions reading;
    reading.limits = Limits::unlimited();
    Cursor cursor(unsorted.view());
    Parser parser;
    const auto tree = parser.parse(cursor, nullptr, plain.layout, reading);
    if (tree && cursor.at_end()) return encode_value(sink, *tree, nullptr, options);
    if (!tree && kind_of(tree.error().code) != ErrorKind::bad_input) return failure(tree.error());
    return failure(not_as_announced(tree ? std::string() : tree.error().path));
}

}  // namespace

std::byte* store_signed_part(std::byte* out, std::int64_t value) noexcept {
    return put_unpredictable(out, value);
}

std::byte* store_unsigned_part(std::byte* out, std::uint64_t value) noexcept {
    return put_unpredictable(out, value);
}

Result<void> encode_object(Sink& sink, const EncodeOptions& options, WriteObject write,
                           const void* object) {
    return detail::or_out_of_memory([&]() -> Result<void> {
        if (options.canonical) [[unlikely]]
            return encode_canonical_object(sink, options, write, object);
        ContentWriter content(sink, nullptr, options);
        Encoder encoder(content, options);
        if (!content.nodes().charge(1))
            return failure(content.error(content.charge_root().error()));
        if (!write(encoder, object)) return failure(encoder.error_.take());
        sink.commit(encoder.position_);
        // Not `{}`, which would first clear the space of an error.
        Result<void> done;
        return done;
    });
}

Result<Bytes> encode_object(const EncodeOptions& options, WriteObject write, const void* object) {
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_object(sink, options, write, object));
    SOURIS_RETURN_IF_ERROR(check_input_size(sink.view().size(), options.limits));
    return sink.take();
}

}  // namespace detail

void Encoder::make_room(std::size_t size) {
    content_.sink().commit(position_);
    take_room(size);
}

std::uint64_t Encoder::size() const noexcept {
    const Sink& sink = content_.sink();
    return sink.size() - sink.view().size() +
           static_cast<std::uint64_t>(position_ - sink.view().data());
}

void Encoder::expect(std::uint64_t size) noexcept {
    Sink& sink = content_.sink();
    sink.commit(position_);
    sink.expect(size);
}

void Encoder::expect_elements(std::uint64_t before, std::size_t done, std::size_t count) noexcept {
    expect(((size() - before) / done + 1) * (count - done));
}

template <class Write>
bool Encoder::write_content(Write write) {
    content_.sink().commit(position_);
    Result<void, ErrorCode> written;
    if constexpr (std::is_void_v<decltype(write())>) {
        write();
    } else {
        written = write();
    }
    if (!written) {
        error_.set(content_.error(written.error()));
        return false;
    }
    take_room(1);
    return true;
}

bool Encoder::fail(ErrorCode code, std::string detail) {
    error_.set(Error(code, std::move(detail)));
    return false;
}

inline std::byte* Encoder::room(std::size_t size) {
    if (size > static_cast<std::size_t>(end_ - position_)) [[unlikely]]
        make_room(size);
    return position_;
}

template <class T>
inline bool Encoder::write_scalar(T value) {
    position_ = detail::store_part(room(detail::scalar_room), value);
    return true;
}

bool Encoder::write_null() {
    position_ = detail::put_tag(room(1), Type::null);
    return true;
}

bool Encoder::write_boolean(bool value) {
    return write_scalar(value);
}

bool Encoder::write_signed(std::int64_t value) {
    return write_scalar(value);
}

bool Encoder::write_unsigned(std::uint64_t value) {
    return write_scalar(value);
}

bool Encoder::write_wide(std::uint64_t high, std::uint64_t low, SignState state) {
    // A negative number has its top bit set.
    return write_integer(*Integer::from_bits({high, low}, state));
}

bool Encoder::write_integer(const Integer& value) {
    position_ = detail::put_integer(room(detail::scalar_room), value);
    return true;
}

bool Encoder::write_number(double value) {
    return write_scalar(value);
}

bool Encoder::write_number(float value) {
    return write_scalar(value);
}

bool Encoder::write_elements(const void* first, std::size_t count, std::size_t size,
                             const detail::ValueWriter& how) {
    detail::QuickEncoder quick(*this);
    if (!quick.write_all(first, count, size, how)) return false;
    quick.leave();
    return true;
}

bool Encoder::begin(Type type, std::size_t count) {
    detail::QuickEncoder quick(*this);
    if (!quick.begin(type, count)) return false;
    quick.leave();
    return true;
}

bool Encoder::write_character(char32_t value) {
    return write_content([&] { return content_.write_character(value); });
}

bool Encoder::write_text(std::string_view text) {
    const std::size_t size = text.size();
    if (size > std::min<std::uint64_t>(options_.limits.max_string, detail::max_text_at_once)) {
        return write_text(text, Type::string);
    }
    if (size <= detail::short_copy) {
        static_assert(detail::short_copy <= detail::max_short_length);
        std::byte* const content =
            detail::put_short_text_head(room(detail::short_head_size + detail::short_copy), size);
        if (!detail::copy_short_ascii(content, text.data(), size) &&
            !detail::is_mixed_utf8(text.data(), size)) {
            return write_text(text, Type::string);
        }
        position_ = content + size;
        return true;
    }
    if (!is_utf8(text)) return write_text(text, Type::string);
    position_ = detail::put_text(room(detail::scalar_room + size), text);
    return true;
}

bool Encoder::write_text(std::string_view text, Type type) {
    return write_content([&] { return content_.write_text(type, text); });
}

bool Encoder::write_binary(std::span<const std::byte> bytes) {
    return write_content([&] { return content_.write_binary(bytes); });
}

bool Encoder::write_timestamp(const Timestamp& value) {
    return write_content([&] { return content_.write_timestamp(value); });
}

bool Encoder::write_complex(const Complex& value) {
    return write_content([&] { content_.write_complex(value); });
}

bool Encoder::write_ipv4(const Ipv4& value) {
    return write_content([&] { content_.write_ipv4(value); });
}

bool Encoder::write_ipv6(const Ipv6& value) {
    return write_content([&] { content_.write_ipv6(value); });
}

bool Encoder::write_value(const Value& value) {
    content_.sink().commit(position_);
    auto written = detail::encode_value_within(content_, value, depth_);
    if (!written) {
        error_.set(std::move(written).error());
        return false;
    }
    take_room(1);
    return true;
}

bool Encoder::write_key(std::string_view key) {
    return write_content([&] { return content_.write_key(key); });
}

bool Encoder::refuse_container() {
    const std::size_t depth = depth_ < max_depth_ ? depth_ : ~std::size_t{0};
    error_.set(content_.error(content_.refuse_container(depth).value()));
    return false;
}

}}  // namespace souris::v0
