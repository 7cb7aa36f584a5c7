// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/detail/builtin_kind.hpp>
#include <souris/detail/integer_traits.hpp>
#include <souris/detail/object_error.hpp>
#include <souris/detail/wire.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/type.hpp>

/// @file
/// Reads values one after another, without a tree. The codecs of objects are built on it.

namespace souris { inline namespace v0 {

class Complex;
class Cursor;
class Decoder;
struct Ipv4;
struct Ipv6;
struct Timestamp;
class UnpackedBlock;
class Value;

namespace detail {

/// The count of an object that was not begun.
inline constexpr std::size_t not_begun = ~std::size_t{0};

/// What has been read of an object.
struct ClassProgress {
    bool is_map = false;
    /// Outstanding entries or elements.
    std::size_t left = not_begun;
    /// The member expected next.
    std::size_t next = 0;
    /// The members found so far, one bit each.
    std::uint64_t seen = 0;
};

class ClassDecoder;
struct ClassReader;
SOURIS_EXPORT bool read_class(Decoder& decoder, const ClassReader& reader, void* object,
                              const std::uint32_t* offsets);
class ContentReader;
class ObjectDecoding;
class QuickDecoder;

}  // namespace detail

/// Reads a value's parts in the order of the bytes.
///
/// Each `read_` function reads one value and moves on. It returns false on failure: then nothing
/// more may be read, and the caller returns false in turn. For a part of a container, the caller
/// first calls `in_key` or `in_element` to say which part failed. The decoder stores the error and
/// its place.
///
/// Everything is checked against the limits. Only functions whose comment says so allocate.
/// Functions take constant time, or time linear in the bytes they read.
///
/// @snippet reference_object.cpp encoder and decoder
class SOURIS_EXPORT Decoder {
  public:
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] const DecodeOptions& options() const noexcept { return options_; }

    /// The type of the next value, without moving. Empty at the end of the input.
    [[nodiscard]] std::optional<Type> next_type() const noexcept;
    /// Whether the next value is of this type.
    [[nodiscard]] bool next_is(Type type) const noexcept {
        return position_ != end_ && detail::tag_at(position_).type() == type;
    }

    [[nodiscard]] bool read_null();
    [[nodiscard]] bool read_boolean(bool& value);
    /// Errors: `integer_out_of_range`, with the number found.
    template <AnyInteger T>
    [[nodiscard]] bool read_integer(T& value) {
        if constexpr (sizeof(T) <= sizeof(std::uint64_t)) {
            using Range = std::numeric_limits<T>;
            std::uint64_t bits = 0;
            if (!read_within(Range::min(), Range::max(), bits)) return false;
            value = static_cast<T>(bits);
        } else {
            std::uint64_t high = 0;
            std::uint64_t low = 0;
            if (!read_wide(T(-1) < T(0), high, low)) return false;
            value = static_cast<T>((static_cast<T>(high) << 64) | static_cast<T>(low));
        }
        return true;
    }
    [[nodiscard]] bool read_integer(Integer& value);
    /// Reads integers of up to 64 bits, the elements of the array just begun, each as by
    /// `read_integer`. Calls `in_element` on failure.
    template <detail::ShortInteger T>
    [[nodiscard]] bool read_integers(std::span<T> values) {
        return read_elements(values.data(), 0, values.size(), sizeof(T),
                             {.kind = detail::builtin_kind<T>});
    }
    /// Any number that a `double` holds exactly. Errors: `inexact_number`.
    [[nodiscard]] bool read_number(double& value);
    /// @copydoc read_number(double&)
    [[nodiscard]] bool read_number(float& value);
    [[nodiscard]] bool read_character(char32_t& value);
    /// A string. The view points into the input or, for coded text, is valid until the next read.
    [[nodiscard]] bool read_text(std::string_view& text);
    /// The same for a string, JSON text or a time zone's name, according to `type`.
    [[nodiscard]] bool read_text(std::string_view& text, Type type);
    /// A string, as a copy. Allocates.
    [[nodiscard]] bool read_text(std::string& text);
    /// A string, as a view that stays valid with the input. Errors: `unrepresentable` for coded
    /// text, and if the input is temporary.
    [[nodiscard]] bool read_view(std::string_view& text);
    /// A binary value, as a view into the input. Errors: `unrepresentable` if it is compressed, and
    /// if the input is temporary.
    [[nodiscard]] bool read_view(std::span<const std::byte>& bytes);
    /// A binary value, unpacked. Allocates.
    [[nodiscard]] bool read_binary(Bytes& bytes);
    [[nodiscard]] bool read_timestamp(Timestamp& value);
    [[nodiscard]] bool read_complex(Complex& value);
    [[nodiscard]] bool read_ipv4(Ipv4& value);
    [[nodiscard]] bool read_ipv6(Ipv6& value);
    /// Any value, as a tree. Allocates.
    [[nodiscard]] bool read_value(Value& value);
    /// Skips any value; validates it only as far as necessary to find its end and to know that it
    /// is sound. Allocates if containers are nested deeply.
    [[nodiscard]] bool skip();
    /// The same for the value of the key just read.
    [[nodiscard]] bool skip_entry(std::string_view key);

    /// Opens an array; its elements must be read, each after `next_element`. `count` is already
    /// checked against the rest of the input.
    [[nodiscard]] bool begin_array(std::size_t& count) {
        return begin(Type::array, element_size, count);
    }
    /// Opens a map; each entry must be read as a key and a value.
    [[nodiscard]] bool begin_map(std::size_t& count) { return begin(Type::map, entry_size, count); }
    /// Opens an array or a map.
    [[nodiscard]] bool begin_container(bool& is_map, std::size_t& count);
    /// Closes the innermost open container.
    void end() noexcept {
        assert(depth_ != 0);
        --depth_;
    }

    /// To be called before each element of an array.
    void next_element() noexcept {
        assert(outstanding_ >= element_size);
        outstanding_ -= element_size;
    }
    /// Reads the elements from `from` up to `to` of the array just begun into contiguous memory at
    /// `first`, `size` bytes each. Calls `in_element` on failure.
    [[nodiscard]] bool read_elements(void* first, std::size_t from, std::size_t to,
                                     std::size_t size, const detail::ValueReader& how);
    /// The key of the next entry, valid as long as text that was read is.
    [[nodiscard]] bool read_key(std::string_view& key);
    /// Charges for memory, before its allocation, including the allocator's overhead.
    [[nodiscard]] bool charge(std::uint64_t count, std::uint64_t size) {
        return memory_.charge(count, size) || fail_memory();
    }
    /// Charges for one allocation of `size` bytes, including the allocator's overhead.
    [[nodiscard]] bool charge_allocation(std::uint64_t size) {
        return size == 0 || charge(1, detail::allocation_size(size));
    }
    /// Charges for the allocation of a string of `size` bytes.
    [[nodiscard]] bool charge_text(std::uint64_t size) { return charge(1, text_memory(size)); }
    /// Returns memory to the budget once it is freed.
    void give_back(std::uint64_t amount) noexcept { memory_.give_back(amount); }
    /// Unread bytes of the input.
    [[nodiscard]] std::size_t remaining() const noexcept {
        assert(position_ <= end_);
        return static_cast<std::size_t>(end_ - position_);
    }

    /// Maximum heap size of a string of `size` bytes.
    [[nodiscard]] static constexpr std::uint64_t text_memory(std::uint64_t size) noexcept {
        constexpr std::uint64_t least_short_text = 15;
        // The smallest allocation has room for twice as much.
        return size > least_short_text ? detail::allocation_size(size + least_short_text + 2) : 0;
    }

    /// Whether an error is set.
    [[nodiscard]] bool has_failed() const noexcept { return error_.is_set(); }
    /// Reports why a value that was read cannot be accepted. The offset is that of the value begun
    /// last. Returns false.
    bool fail(ErrorCode code, std::string detail = {});
    /// Reports that the next value has another type than `wanted`. Returns false.
    bool fail_type(std::string_view wanted);
    /// Reports that the array just begun has `found` elements, not `wanted`. Returns false.
    bool fail_count(std::size_t found, std::size_t wanted);
    /// Whether the text just read is a view into an input that outlives the call; otherwise fails
    /// with `unrepresentable`.
    [[nodiscard]] bool check_view(std::string_view text);
    /// After a failure: adds this key to the path of the error. Returns false.
    bool in_key(std::string_view key) {
        error_.in_key(key);
        return false;
    }
    /// After a failure: adds this index to the path of the error. Returns false.
    bool in_element(std::size_t index) {
        error_.in_element(index);
        return false;
    }

  private:
    friend class detail::ClassDecoder;
    friend bool detail::read_class(Decoder& decoder, const detail::ClassReader& reader,
                                   void* object, const std::uint32_t* offsets);
    friend class detail::ObjectDecoding;
    friend class detail::QuickDecoder;

    static constexpr std::size_t element_size = detail::min_element_size;
    static constexpr std::size_t entry_size = detail::min_entry_size;

    Decoder(detail::ContentReader& content, const Cursor& cursor, const DecodeOptions& options,
            bool is_temporary) noexcept;

    /// Reads an integer in a 64-bit range; `bits` is its two's complement. Not a template: a
    /// `Result` for each type is slow to compile.
    [[nodiscard]] bool read_within(std::int64_t least, std::uint64_t greatest, std::uint64_t& bits);
    /// Reads a 128-bit integer; the halves are its two's complement.
    [[nodiscard]] bool read_wide(bool is_signed, std::uint64_t& high, std::uint64_t& low);
    bool fail_range(const Integer& found);

    [[nodiscard]] bool read_builtin_elements(void* first, std::size_t from, std::size_t to,
                                             std::size_t size, const detail::ValueReader& how);
    [[nodiscard]] bool begin(Type type, std::size_t unit, std::size_t& count);
    [[nodiscard]] bool begin_slowly(Type type, std::size_t unit, std::size_t& count);
    [[nodiscard]] bool read_long_text(std::string_view& text);
    /// Calls `read` of the content reader for the next value, which must be of `type`, into
    /// `target`.
    template <class T, class Read>
    [[nodiscard]] bool read_content(Type type, T& target, Read read);
    [[nodiscard]] bool read_block(UnpackedBlock& block);
    /// Lets the content reader continue from here, with a value that errors refer to.
    void begin_value() noexcept;
    /// Continues from where the content reader is.
    void end_value() noexcept;

    /// Adopts the content reader's error.
    bool fail_content(ErrorCode code);
    bool fail_memory();
    bool fail_view();

    const std::byte* position_;
    const std::byte* end_;
    const std::byte* begin_;
    /// Minimum size in bytes of the remaining elements of open containers.
    std::size_t outstanding_ = 0;
    std::size_t depth_ = 0;
    std::size_t max_depth_;
    /// The value begun last, for errors.
    const std::byte* value_;
    detail::ContentReader& content_;
    /// References to the content reader's budgets.
    Budget& memory_;
    Budget& nodes_;
    const DecodeOptions& options_;
    /// Whether `detail::take_unpredictable` may be used: reading is not strict, and the input is at
    /// least as long as one load.
    bool is_quick_;
    bool is_temporary_;
    bool has_skipped_ = false;
    /// Whether absent members get their values in a new object.
    bool resets_absent_ = false;
    /// Of the object whose reading `detail::read_class` takes over.
    detail::ClassProgress progress_;
    detail::ObjectError error_;
};

}}  // namespace souris::v0
