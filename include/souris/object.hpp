// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include <souris/detail/associative_codecs.hpp>
#include <souris/detail/common_codecs.hpp>
#include <souris/detail/decode_object.hpp>
#include <souris/detail/enumeration_codec.hpp>
#include <souris/detail/scalar_codecs.hpp>
#include <souris/detail/sequence_codecs.hpp>
#include <souris/detail/time_codecs.hpp>
#include <souris/detail/tuple_codecs.hpp>
#include <souris/detail/views.hpp>
#include <souris/object_codec.hpp>

/// @file
/// Serializes objects of C++ types to bytes and back, without an intermediate tree.
///
///     struct User { std::string name; int age = 0; std::vector<std::string> tags; };
///
///     Result<Bytes> bytes = souris::encode(User{"Ada", 36, {"maths"}});
///     Result<User> user = souris::decode<User>(*bytes);
///
/// This header only forward-declares `Sink` and `Cursor`: include <souris/sink.hpp> or
/// <souris/cursor.hpp> to use them.
///
/// docs/objects.md lists the supported types and their encodings, and how types may change.

namespace souris { inline namespace v0 {

namespace detail {

/// Calls `make` and catches allocation failures: programs may be compiled without exceptions.
/// Returns whether nothing was thrown.
[[nodiscard]] SOURIS_EXPORT bool make_within_memory(void (*make)(void* place), void* place);

/// Constructs a new object in place of the failure. Not by moving, since the type may not be
/// movable or moving may fail. Some containers allocate on construction.
template <class T>
[[nodiscard]] bool make_new(Result<T>& object) {
    object.~Result<T>();
    const auto make = [](void* place) { ::new (place) Result<T>(); };
    if (make_within_memory(make, &object)) return true;
    ::new (static_cast<void*>(&object)) Result<T>(failure(Error(ErrorCode::out_of_memory)));
    return false;
}

/// A new object read by `read`: constructed in place, never moved.
template <class T, class Read>
Result<T> make_object(Read read) {
    static_assert(std::is_default_constructible_v<T>,
                  "this type has no default constructor, so that no new object of it can be read: "
                  "give it one, or use souris::decode_into");
    constexpr bool may_throw = !std::is_nothrow_default_constructible_v<T>;
    Result<T> object = [] {
        if constexpr (may_throw) {
            return Result<T>(failure(Error(ErrorCode::out_of_memory)));
        } else {
            return Result<T>();
        }
    }();
    if constexpr (may_throw && std::is_default_constructible_v<T>) {
        if (!make_new(object)) return object;
    }
    if (object) {
        Result<void> done = read(&*object);
        if (!done) object = failure(std::move(done).error());
    }
    return object;
}

}  // namespace detail

/// Encodes `object` as a value, which `decode_value` can read.
///
/// Errors, with the path of the member: `invalid_utf8`, `invalid_character`, `invalid_timestamp`,
/// `unrepresentable`, `limit_exceeded`, `out_of_memory`, and the errors of a `Codec`.
///
/// @snippet reference_object.cpp object
/// @snippet reference_object.cpp encode
template <class T>
[[nodiscard]] Result<Bytes> encode(const T& object, const EncodeOptions& options = {}) {
    return detail::encode_object(options, detail::write_object<T>, &object);
}

/// Appends the bytes of `object` to `sink`. On failure, output appended before the error stays.
template <class T>
[[nodiscard]] Result<void> encode(Sink& sink, const T& object, const EncodeOptions& options = {}) {
    return detail::encode_object(sink, options, detail::write_object<T>, &object);
}

/// Reads the value at the start of `bytes` into `object`; absent members keep their values.
/// Strings, and vectors with their elements, keep their memory. `strict` options refuse bytes after
/// it. On failure, members already read have changed. Linear time, except for containers with a
/// predictable hash, such as `std::unordered_set<std::uint64_t>`: chosen elements take quadratic
/// time; use `KeyedHash` or a `std::set`. Views in the object point into `bytes`.
///
/// Errors, with offset and path: all of kind `bad_input`; `wrong_type`, `integer_out_of_range` and
/// `inexact_number`, with the found and the wanted value or type; `unknown_field`, `missing_field`;
/// `limit_exceeded`; `out_of_memory`; and the errors of a `Codec`.
///
/// @snippet reference_object.cpp decode into
template <class T>
[[nodiscard]] Result<void> decode_into(T& object, std::span<const std::byte> bytes,
                                       const DecodeOptions& options = {},
                                       Layout layout = Layout::v2) {
    return detail::decode_object(bytes, options, layout, detail::old_object_reader<T>, &object);
}

/// Reads the object at the start of `bytes`: `decode_into` for a new object.
///
/// @snippet reference_object.cpp object
/// @snippet reference_object.cpp encode
template <class T>
[[nodiscard]] Result<T> decode(std::span<const std::byte> bytes, const DecodeOptions& options = {},
                               Layout layout = Layout::v2) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object(bytes, options, layout, detail::new_object_reader<T>, object);
    });
}

/// Deleted: views in an object point into the bytes, which a temporary destroys.
/// @{
template <class T, class Temporary>
requires detail::WouldDangle<T, Temporary>  // Give the bytes a name that outlives the views.
    Result<T> decode(Temporary&&, const DecodeOptions& = {}, Layout = Layout::v2)
= delete;
template <class T, class Temporary>
requires detail::WouldDangle<T, Temporary>  // Give the bytes a name that outlives the views.
    Result<void> decode_into(T&, Temporary&&, const DecodeOptions& = {}, Layout = Layout::v2)
= delete;
/// @}

/// Reads the object at `cursor` and leaves `cursor` after it; on failure, unmoved. Repeated calls
/// read consecutive objects; `cursor.at_end()` tells whether another one follows. Bytes that end
/// within an object give `truncated`.
template <class T>
[[nodiscard]] Result<T> decode(Cursor& cursor, const DecodeOptions& options = {},
                               Layout layout = Layout::v2) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object(cursor, {.layout = layout}, options,
                                     detail::new_object_reader<T>, object);
    });
}

}}  // namespace souris::v0
