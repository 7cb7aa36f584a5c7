// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/address.hpp>
#include <souris/codec.hpp>
#include <souris/complex.hpp>
#include <souris/detail/wire.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/timestamp.hpp>

namespace souris { inline namespace v0 { namespace detail {

inline void write_tag(Sink& sink, Type type, unsigned low) {
    sink.commit(put_tag(sink.reserve(1), type, low));
}

/// Longer text goes to a sink by itself, which need not buffer it then.
inline constexpr std::size_t max_text_at_once = std::size_t{16} * 1024;

/// Writes values, tag and content, one at a time, without a tree: the counterpart of
/// `ContentReader`. Checks everything against the limits and the rules of the format.
class ContentWriter {
  public:
    /// The three must outlive the writer; `text` may be nullptr.
    ContentWriter(Sink& sink, const TextEncoder* text, const EncodeOptions& options) noexcept
        : sink_(sink), text_(text), options_(options), nodes_(options.limits.max_nodes) {}

    [[nodiscard]] Sink& sink() noexcept { return sink_; }
    [[nodiscard]] const Limits& limits() const noexcept { return options_.limits; }
    [[nodiscard]] const TextEncoder* text() const noexcept { return text_; }
    [[nodiscard]] const EncodeOptions& options() const noexcept { return options_; }
    /// How many values may still be written, for callers that charge themselves.
    [[nodiscard]] Budget& nodes() noexcept { return nodes_; }

    void write_tag(Type type, unsigned low = 0) { detail::write_tag(sink_, type, low); }
    void write_integer(const Integer& integer);
    /// A tag and a number of fixed size.
    template <Scalar T>
    void write_number(Type type, T number) {
        std::byte* const out = put_tag(sink_.reserve(scalar_room), type);
        store_little_endian(out, number);
        sink_.commit(out + sizeof number);
    }
    [[nodiscard]] Result<void, ErrorCode> write_character(char32_t character);
    [[nodiscard]] Result<void, ErrorCode> write_key(std::string_view text) {
        return write_string(text, Limit::key);
    }
    /// A string, JSON or a time zone.
    [[nodiscard]] Result<void, ErrorCode> write_text(Type type, std::string_view text);
    [[nodiscard]] Result<void, ErrorCode> write_binary(std::span<const std::byte> bytes);
    void write_complex(const Complex& complex);
    [[nodiscard]] Result<void, ErrorCode> write_timestamp(const Timestamp& time);
    void write_ipv4(const Ipv4& address);
    void write_ipv6(const Ipv6& address);

    /// Any value that is not a container. `Access` reads the content of a `value` of known type, as
    /// for `get_as`.
    template <class Access, class Source>
    [[nodiscard]] Result<void, ErrorCode> write_scalar(const Source& value) {
        switch (value.type()) {
            case Type::null:
                write_tag(Type::null);
                break;
            case Type::boolean:
                write_tag(Type::boolean, Access::boolean(value) ? 1 : 0);
                break;
            case Type::integer:
                write_integer(Access::integer(value));
                break;
            case Type::float64:
                write_number(Type::float64, Access::float64(value));
                break;
            case Type::float32:
                write_number(Type::float32, Access::float32(value));
                break;
            case Type::complex:
                write_complex(Access::complex(value));
                break;
            case Type::ipv4:
                write_ipv4(Access::ipv4(value));
                break;
            case Type::ipv6:
                write_ipv6(Access::ipv6(value));
                break;
            case Type::character:
                return write_character(Access::character(value));
            case Type::string:
            case Type::json:
            case Type::timezone:
                return write_text(value.type(), value.text());
            case Type::binary:
                return write_binary(value.binary());
            case Type::timestamp:
                return write_timestamp(Access::timestamp(value));
            case Type::array:
            case Type::map:
                return failure(ErrorCode::internal_error);
        }
        return {};
    }

    /// Counts the root value, which no container counts.
    [[nodiscard]] Result<void, ErrorCode> charge_root() noexcept;

    /// The head of an array or map at a nesting depth of `depth`.
    [[nodiscard]] Result<void, ErrorCode> write_container(Type type, std::size_t count,
                                                          std::size_t depth);
    /// Whether the limits permit a container. If so, charges for it, and the caller writes its head
    /// instead of `write_container`.
    [[nodiscard]] bool try_container(std::size_t count, std::size_t depth) noexcept {
        return depth < options_.limits.max_depth && nodes_.charge(count);
    }
    /// The reason why `try_container` was false.
    [[nodiscard]] tl::unexpected<ErrorCode> refuse_container(std::size_t depth) noexcept {
        return exceed(depth < options_.limits.max_depth ? Limit::nodes : Limit::depth);
    }

    /// The error for an error code of the functions above, without the path.
    [[nodiscard]] Error error(ErrorCode code) const;

  private:
    /// The number with the sign state to be written: in canonical form, the same for equal numbers.
    [[nodiscard]] Integer stated(const Integer& integer) const noexcept;
    [[nodiscard]] Result<void, ErrorCode> write_string(std::string_view text, Limit limit);
    [[nodiscard]] tl::unexpected<ErrorCode> exceed(Limit limit) noexcept;

    Sink& sink_;
    const TextEncoder* text_;
    const EncodeOptions& options_;
    Budget nodes_;
    /// The limit of the last `limit_exceeded`.
    Limit exceeded_ = Limit::nodes;
};

}}}  // namespace souris::v0::detail
