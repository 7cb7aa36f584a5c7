// SPDX-License-Identifier: MIT
#pragma once

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
#include <souris/integer_traits.hpp>
#include <souris/kind.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/object_error.hpp>
#include <souris/result.hpp>
#include <souris/tag.hpp>
#include <souris/type.hpp>

/// @file
/// Values read one after another, without a tree: what reads objects is made of this.

namespace souris::inline v0 {

class Complex;
class Cursor;
class Decoder;
struct Ipv4;
struct Ipv6;
class TextDecoder;
struct Timestamp;
class UnpackedBlock;
class Value;

namespace detail {

class ContentReader;
class QuickDecoder;

/// What an object is read from.
struct ObjectSource {
    /// The text table of the store that it is in, or nullptr.
    const TextDecoder* text = nullptr;
    Layout layout = Layout::v2;
    /// The bytes will be gone, so that no view into them may be kept.
    bool is_temporary = false;
};

/// Lets `read` read the value that `bytes` begin with, and tells what became of it.
[[nodiscard]] SOURIS_EXPORT Result<void> decode_object(std::span<const std::byte> bytes,
                                                       const DecodeOptions& options, Layout layout,
                                                       ObjectReader reader, void* object);
/// The same for the value at `cursor`, which then stands after it; on failure, where it was.
[[nodiscard]] SOURIS_EXPORT Result<void> decode_object(Cursor& cursor, const ObjectSource& source,
                                                       const DecodeOptions& options,
                                                       ObjectReader reader, void* object);

}  // namespace detail

/// Reads a value's parts in the order of the bytes.
///
/// Each `read_` function reads one value and moves on. False says that it failed: then nothing more
/// may be read, and whoever called returns false in turn, `in_key` or `in_element` having been told
/// what it was reading if that is part of a container. What failed, and where, the decoder keeps.
///
/// Everything is held against the limits. No function allocates, but for those that say so.
/// Functions take constant time, or time linear in the bytes they read.
///
/// @snippet reference_object.cpp encoder and decoder
class SOURIS_EXPORT Decoder {
  public:
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] const DecodeOptions& options() const noexcept { return options_; }

    /// The type of the next value, without moving. Nothing at the end of the input.
    [[nodiscard]] std::optional<Type> next_type() const noexcept;
    /// Whether the next value is of this type.
    [[nodiscard]] bool next_is(Type type) const noexcept {
        return position_ != end_ &&
               detail::Tag{static_cast<std::uint8_t>(*position_)}.type() == type;
    }

    [[nodiscard]] bool read_null();
    [[nodiscard]] bool read_boolean(bool& value);
    /// Errors: `integer_out_of_range`, saying which number was found.
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
    /// Many integers of up to 64 bits, the elements of the array just begun, each as `read_integer`
    /// reads it. After a failure `in_element` was told.
    template <detail::ShortInteger T>
    [[nodiscard]] bool read_integers(std::span<T> values) {
        return read_parts(values.data(), 0, values.size(), sizeof(T),
                          {.kind = detail::part_kind<T>});
    }
    /// Any number that a `double` holds exactly. Errors: `inexact_number`.
    [[nodiscard]] bool read_number(double& value);
    /// @copydoc read_number(double&)
    [[nodiscard]] bool read_number(float& value);
    [[nodiscard]] bool read_character(char32_t& value);
    /// A string. The view is into the input, or, of text that was coded, valid until the next read.
    [[nodiscard]] bool read_text(std::string_view& text);
    /// The same of a string, JSON text or a time zone's name, as `type` says.
    [[nodiscard]] bool read_text(std::string_view& text, Type type);
    /// A string, as a copy. Allocates.
    [[nodiscard]] bool read_text(std::string& text);
    /// A string, as a view into the input that stays. Errors: `unrepresentable` for coded text, and
    /// where the input does not stay.
    [[nodiscard]] bool read_view(std::string_view& text);
    /// A binary value, as a view into the input. Errors: `unrepresentable` if it is compressed, and
    /// where the input does not stay.
    [[nodiscard]] bool read_view(std::span<const std::byte>& bytes);
    /// A binary value, unpacked. Allocates.
    [[nodiscard]] bool read_binary(Bytes& bytes);
    [[nodiscard]] bool read_timestamp(Timestamp& value);
    [[nodiscard]] bool read_complex(Complex& value);
    [[nodiscard]] bool read_ipv4(Ipv4& value);
    [[nodiscard]] bool read_ipv6(Ipv6& value);
    /// Any value, as a tree. Allocates.
    [[nodiscard]] bool read_value(Value& value);
    /// Any value, without looking at it more than it takes to find its end and to know that it is
    /// sound. Allocates if containers are nested deeply.
    [[nodiscard]] bool skip();
    /// The same for the value of a key that was just read.
    [[nodiscard]] bool skip_entry(std::string_view key);

    /// Opens an array, whose elements are to be read, each after `next_element`. Its count was held
    /// against what remains of the input.
    [[nodiscard]] bool begin_array(std::size_t& count) {
        return begin(Type::array, element_size, count);
    }
    /// Opens a map, of whose entries each is to be read as a key and a value.
    [[nodiscard]] bool begin_map(std::size_t& count) { return begin(Type::map, entry_size, count); }
    /// Opens either, whichever comes.
    [[nodiscard]] bool begin_container(bool& is_map, std::size_t& count);
    /// Ends what was begun last.
    void end() noexcept { --depth_; }

    /// Before each element of an array.
    void next_element() noexcept { outstanding_ -= element_size; }
    /// The elements `from` to `to` of the array just begun, which stand one behind another in
    /// memory, from `first` on, `size` bytes each. After a failure `in_element` was told.
    [[nodiscard]] bool read_parts(void* first, std::size_t from, std::size_t to, std::size_t size,
                                  const detail::PartReader& how);
    /// The key of the next entry, valid as long as text that was read is.
    [[nodiscard]] bool read_key(std::string_view& key);
    /// Charges for memory that will be allocated: before it is, with what the allocator adds.
    [[nodiscard]] bool charge(std::uint64_t count, std::uint64_t size) {
        return memory_.charge(count, size) || fail_memory();
    }
    /// Charges for one allocation of so many bytes, and what the allocator adds.
    [[nodiscard]] bool charge_allocation(std::uint64_t size) {
        return size == 0 || charge(1, detail::allocation_size(size));
    }
    /// Charges for what a string of so many bytes allocates.
    [[nodiscard]] bool charge_text(std::uint64_t size) { return charge(1, text_memory(size)); }
    /// What was charged for is free again.
    void give_back(std::uint64_t amount) noexcept { memory_.give_back(amount); }
    /// Bytes of the input that are still to come.
    [[nodiscard]] std::size_t remaining() const noexcept {
        return static_cast<std::size_t>(end_ - position_);
    }

    /// What a string of so many bytes allocates at most.
    [[nodiscard]] static constexpr std::uint64_t text_memory(std::uint64_t size) noexcept {
        constexpr std::uint64_t least_short_text = 15;
        // The least that is allocated has room for twice as much.
        return size > least_short_text ? detail::allocation_size(size + least_short_text + 2) : 0;
    }

    /// Whether something failed already.
    [[nodiscard]] bool has_failed() const noexcept { return error_.is_set(); }
    /// Says why a value that was read cannot be taken. The offset is that of the value begun last.
    /// Returns false.
    bool fail(ErrorCode code, std::string detail = {});
    /// The value to be read is of another type than `wanted`. Returns false.
    bool fail_type(std::string_view wanted);
    /// The array just begun has `found` elements, not `wanted`. Returns false.
    bool fail_count(std::size_t found, std::size_t wanted);
    /// Whether text that was just read is a view into the input, which stays; fails with
    /// `unrepresentable` if it is not.
    [[nodiscard]] bool check_view(std::string_view text);
    /// After a failure: the value was that of this key. Returns false.
    bool in_key(std::string_view key) {
        error_.in_key(key);
        return false;
    }
    /// After a failure: the value was the element of this index. Returns false.
    bool in_element(std::size_t index) {
        error_.in_element(index);
        return false;
    }

  private:
    friend Result<void> detail::decode_object(Cursor& cursor, const detail::ObjectSource& source,
                                              const DecodeOptions& options,
                                              detail::ObjectReader reader, void* object);
    friend class detail::QuickDecoder;
    friend Result<void> detail::decode_object(std::span<const std::byte> bytes,
                                              const DecodeOptions& options, Layout layout,
                                              detail::ObjectReader reader, void* object);

    static constexpr std::size_t element_size = detail::min_element_size;
    static constexpr std::size_t entry_size = detail::min_entry_size;

    Decoder(detail::ContentReader& content, const Cursor& cursor, const DecodeOptions& options,
            bool is_temporary) noexcept;

    [[nodiscard]] Result<void> check_strictly(const Cursor& cursor,
                                              const detail::ObjectSource& source) const;
    [[nodiscard]] static Result<void> decode_last_values(Cursor& cursor,
                                                         const detail::ObjectSource& source,
                                                         const DecodeOptions& options,
                                                         detail::ObjectReader reader, void* object,
                                                         Error error);
    /// What `detail::decode_object` does.
    [[nodiscard]] static Result<void> decode(Cursor& cursor, const detail::ObjectSource& source,
                                             const DecodeOptions& options,
                                             detail::ObjectReader reader, void* object);

    /// Reads an integer in a range of 64 bits, of which `bits` are the two's complement. Not by
    /// type: compilers take long for a `Result` of each.
    [[nodiscard]] bool read_within(std::int64_t least, std::uint64_t greatest, std::uint64_t& bits);
    /// Reads an integer of 128 bits, of which the halves are the two's complement.
    [[nodiscard]] bool read_wide(bool is_signed, std::uint64_t& high, std::uint64_t& low);
    bool fail_range(const Integer& found);

    [[nodiscard]] bool read_known_parts(void* first, std::size_t from, std::size_t to,
                                        std::size_t size, const detail::PartReader& how);
    [[nodiscard]] bool begin(Type type, std::size_t unit, std::size_t& count);
    [[nodiscard]] bool begin_slowly(Type type, std::size_t unit, std::size_t& count);
    [[nodiscard]] bool read_long_text(std::string_view& text);
    /// Lets the content reader read the next value, which must be of this type, into `target`.
    template <class T, class Read>
    [[nodiscard]] bool read_slowly(Type type, T& target, Read read);
    [[nodiscard]] bool read_block(UnpackedBlock& block);
    /// A container of which so much has not been skipped.
    struct Open {
        std::size_t left;
        bool is_map;

        /// For `FrameStack`.
        void assign(const Open& other) noexcept {
            left = other.left;
            is_map = other.is_map;
        }
    };
    [[nodiscard]] Result<void, ErrorCode> skip_tree();

    /// Takes the failure of the content reader.
    bool fail_content(ErrorCode code);
    bool fail_memory();
    bool fail_view();

    const std::byte* position_;
    const std::byte* end_;
    const std::byte* begin_;
    /// What the elements still to come of open containers take at least.
    std::size_t outstanding_ = 0;
    std::size_t depth_ = 0;
    std::size_t max_depth_;
    /// The value begun last, for errors.
    const std::byte* value_;
    detail::ContentReader& content_;
    /// Those of the content reader.
    Budget& memory_;
    Budget& nodes_;
    const DecodeOptions& options_;
    /// Whether `detail::load_tagged` may be used: reading is not strict, and there is as much input
    /// as it loads at once.
    bool is_quick_;
    bool is_temporary_;
    bool has_skipped_ = false;
    detail::ObjectError error_;
};

}  // namespace souris::inline v0
