// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include <souris/bit_stream.hpp>
#include <souris/bit_string.hpp>
#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/pointer.hpp>
#include <souris/text_encoder.hpp>
#include <souris/utf8.hpp>

#include "base/try.hpp"
#include "codec/tag.hpp"
#include "value/tree_access.hpp"

namespace souris {

namespace {

using detail::make_tag;
using detail::TreeAccess;

/// Writes a tree in one pass.
class ValueEncoder {
  public:
    ValueEncoder(Sink& sink, const TextEncoder* text, const EncodeOptions& options) noexcept
        : sink_(sink), text_(text), options_(options), nodes_(options.limits.max_nodes) {}

    [[nodiscard]] Result<void> encode(const Value& root) {
        const auto encoded = encode_tree(root);
        if (encoded) return {};
        Error error(encoded.error());
        if (error.code == ErrorCode::limit_exceeded) error.detail = name_of(exceeded_);
        if (error.code == ErrorCode::unrepresentable) {
            error.detail = "layout v1 loses the sign of a year";
        }
        error.path = path();
        return failure(std::move(error));
    }

  private:
    /// A container of which the first `next` children are written or being written.
    struct Frame {
        const Value* container;
        std::size_t next;
    };

    [[nodiscard]] Result<void, ErrorCode> encode_tree(const Value& root) {
        SOURIS_CHECK(encode_one(root));
        while (!stack_.empty()) {
            Frame& top = stack_.back();
            const std::size_t i = top.next;
            if (top.container->is(Type::array)) {
                const auto elements = top.container->elements();
                if (i == elements.size()) {
                    stack_.pop_back();
                    continue;
                }
                ++top.next;
                SOURIS_CHECK(encode_one(elements[i]));
            } else {
                const auto entries = top.container->entries();
                if (i == entries.size()) {
                    stack_.pop_back();
                    continue;
                }
                ++top.next;
                SOURIS_CHECK(write_string(entries[i].key(), Limit::key));
                SOURIS_CHECK(encode_one(entries[i].value));
            }
        }
        return {};
    }

    /// Writes a scalar, or a container's beginning.
    [[nodiscard]] Result<void, ErrorCode> encode_one(const Value& value) {
        const auto& payload = TreeAccess::payload(value);
        switch (value.type()) {
            case Type::null:
                write_tag(Type::null);
                return {};
            case Type::boolean:
                write_tag(Type::boolean, payload.boolean ? 1 : 0);
                return {};
            case Type::integer:
                write_integer(value.integer());
                return {};
            case Type::float64:
                write_number(Type::float64, payload.float64);
                return {};
            case Type::float32:
                write_number(Type::float32, payload.float32);
                return {};
            case Type::character:
                return write_character(payload.character);
            case Type::string:
                return write_string(value.text(), Limit::string);
            case Type::binary:
                return write_binary(value.binary());
            case Type::complex:
                write_complex(detail::Unchecked::complex(value));
                return {};
            case Type::timestamp:
                return write_timestamp(payload.timestamp);
            case Type::json:
            case Type::timezone:
                write_tag(value.type());
                return write_string(value.text(), Limit::string);
            case Type::ipv4:
                write_tag(Type::ipv4);
                sink_.write_bytes(std::as_bytes(std::span(payload.ipv4.octets)));
                return {};
            case Type::ipv6:
                write_ipv6(payload.ipv6);
                return {};
            case Type::array:
                return open(value, value.elements().size());
            case Type::map:
                return open(value, value.entries().size());
        }
        return failure(ErrorCode::internal_error);
    }

    void write_tag(Type type, unsigned low = 0) { sink_.write_byte(make_tag(type, low).byte); }

    /// Room for a tag and the largest integer, the tag written.
    [[nodiscard]] std::byte* reserve_tagged(Type type, unsigned low) {
        std::byte* const out = sink_.reserve(1 + max_integer_size);
        *out = std::byte{make_tag(type, low).byte};
        return out + 1;
    }

    void write_integer(const Integer& integer) {
        const auto state = static_cast<unsigned>(integer.sign_state());
        sink_.commit(store_integer(reserve_tagged(Type::integer, state), integer));
    }

    template <Scalar T>
    void write_number(Type type, T number) {
        std::byte* const out = reserve_tagged(type, 0);
        store_little_endian(out, number);
        sink_.commit(out + sizeof number);
    }

    [[nodiscard]] Result<void, ErrorCode> write_character(char32_t character) {
        if (!is_scalar_value(character)) return failure(ErrorCode::invalid_character);
        sink_.commit(store_unsigned(reserve_tagged(Type::character, 0), character));
        return {};
    }

    [[nodiscard]] Result<void, ErrorCode> write_string(std::string_view text, Limit limit) {
        if (!is_utf8(text)) return failure(ErrorCode::invalid_utf8);
        const Limits& limits = options_.limits;
        if (text.size() > (limit == Limit::key ? limits.max_key : limits.max_string)) {
            return exceed(limit);
        }
        if (const auto bits = coded_bits(text)) {
            write_tag(Type::string, 1);
            text_->write(sink_, text, *bits);
            return {};
        }
        std::byte* const out = sink_.reserve(1 + max_integer_size + text.size());
        *out = std::byte{make_tag(Type::string).byte};
        std::byte* const content = store_unsigned(out + 1, text.size());
        if (!text.empty()) std::memcpy(content, text.data(), text.size());
        sink_.commit(content + text.size());
        return {};
    }

    /// The size of `text` as coded bits, if that is how to write it.
    [[nodiscard]] std::optional<std::uint64_t> coded_bits(std::string_view text) const noexcept {
        if (text_ == nullptr) return std::nullopt;
        const auto bits = text_->size_in_bits(text);
        if (!bits || *bits > max_portable_bits) return std::nullopt;
        const std::uint64_t coded = integer_size(Integer(*bits)) + bytes_for_bits(*bits);
        const std::uint64_t raw = integer_size(Integer(text.size())) + text.size();
        return coded < raw ? bits : std::nullopt;
    }

    [[nodiscard]] Result<void, ErrorCode> write_binary(std::span<const std::byte> bytes) {
        if (bytes.size() > options_.limits.max_string) return exceed(Limit::string);
        const BlockChoice choice = choose_block(bytes, options_.layout);
        write_tag(Type::binary, static_cast<unsigned>(choice.compression));
        write_block(sink_, choice, options_.layout, bytes);
        return {};
    }

    void write_complex(const Complex& complex) {
        if (const auto* const polar = complex.polar()) {
            write_number(Type::complex, polar->modulus);
            sink_.write_little_endian(polar->argument);
            return;
        }
        const auto& [real, imaginary] = *complex.cartesian();
        const detail::ComplexForm form{real.sign_state(), imaginary.sign_state()};
        const auto* const found =
            std::find(std::begin(detail::cartesian_forms), std::end(detail::cartesian_forms), form);
        write_tag(Type::complex,
                  static_cast<unsigned>(found - std::begin(detail::cartesian_forms)) + 1);
        sink_.write_integer(real);
        sink_.write_integer(imaginary);
    }

    [[nodiscard]] Result<void, ErrorCode> write_timestamp(const Timestamp& time) {
        if (!time.is_valid()) return failure(ErrorCode::invalid_timestamp);
        if (time.year < 0 && options_.layout == Layout::v1) {
            return failure(ErrorCode::unrepresentable);
        }
        const Integer year(time.year);
        write_tag(Type::timestamp, static_cast<unsigned>(year.sign_state()));
        sink_.write_integer(year);
        for (const std::uint32_t part :
             {std::uint32_t{time.month}, std::uint32_t{time.day}, std::uint32_t{time.hour},
              std::uint32_t{time.minute}, std::uint32_t{time.second}, time.nanosecond}) {
            sink_.write_unsigned(part);
        }
        return {};
    }

    void write_ipv6(const Ipv6& address) {
        write_tag(Type::ipv6);
        for (const std::uint16_t group : address.groups)
            sink_.write_little_endian(group);
    }

    [[nodiscard]] Result<void, ErrorCode> open(const Value& container, std::size_t count) {
        if (stack_.size() >= options_.limits.max_depth) return exceed(Limit::depth);
        if (!nodes_.charge(count)) return exceed(Limit::nodes);
        if (count <= detail::max_inline_count) {
            write_tag(container.type(), static_cast<unsigned>(count) << 1U);
        } else {
            sink_.commit(store_unsigned(reserve_tagged(container.type(), 1), count));
        }
        if (count != 0) stack_.push_back({&container, 0});
        return {};
    }

    [[nodiscard]] tl::unexpected<ErrorCode> exceed(Limit limit) noexcept {
        exceeded_ = limit;
        return failure(ErrorCode::limit_exceeded);
    }

    /// Where the value is that could not be written, from the containers that are open.
    [[nodiscard]] std::string path() const {
        std::string path;
        for (const Frame& frame : stack_) {
            if (frame.container->is(Type::array)) {
                append_pointer_token(path, frame.next - 1);
            } else {
                append_pointer_token(path, frame.container->entries()[frame.next - 1].key());
            }
        }
        return path;
    }

    Sink& sink_;
    const TextEncoder* text_;
    const EncodeOptions& options_;
    Budget nodes_;
    Limit exceeded_ = Limit::nodes;
    std::vector<Frame> stack_;
};

}  // namespace

Result<void> encode_value(Sink& sink, const Value& value, const TextEncoder* text,
                          const EncodeOptions& options) {
    try {
        return ValueEncoder(sink, text, options).encode(value);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
}

Result<Bytes> encode_value(const Value& value, const EncodeOptions& options) {
    Sink sink;
    SOURIS_CHECK(encode_value(sink, value, nullptr, options));
    return sink.take();
}

}  // namespace souris
