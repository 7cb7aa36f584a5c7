// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include <souris/common_codecs.hpp>
#include <souris/container_codecs.hpp>
#include <souris/enumeration_codec.hpp>
#include <souris/object_codec.hpp>
#include <souris/scalar_codecs.hpp>
#include <souris/tuple_codecs.hpp>
#include <souris/views.hpp>

/// @file
/// Objects of C++ types to bytes and back, without a tree between.
///
///     struct User { std::string name; int age = 0; std::vector<std::string> tags; };
///
///     Result<Bytes> bytes = souris::encode(User{"Ada", 36, {"maths"}});
///     Result<User> user = souris::decode<User>(*bytes);
///
/// Of `Sink` and `Cursor` this header knows no more than that they are classes: who writes to the
/// one or reads from the other includes <souris/sink.hpp>, <souris/cursor.hpp>.
///
/// docs/objects.md says which types are written as what, and how types may change.

namespace souris::inline v0 {

namespace detail {

/// Calls `make`, and catches what it throws for want of memory: a program may be compiled without
/// exceptions. Returns whether nothing was thrown.
[[nodiscard]] SOURIS_EXPORT bool make_within_memory(void (*make)(void* place), void* place);

/// Makes a new object where a failure stands: not moved there, since it may be of a type that does
/// not move, or fails to. Some containers allocate already when they are made.
template <class T>
[[nodiscard]] bool make_new(Result<T>& object) {
    object.~Result<T>();
    const auto make = [](void* place) { ::new (place) Result<T>(); };
    if (make_within_memory(make, &object)) return true;
    ::new (static_cast<void*>(&object)) Result<T>(failure(Error(ErrorCode::out_of_memory)));
    return false;
}

/// A new object, into which `read` has read: made where the caller wants it, never moved.
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

/// The bytes of `object`: those of a value, as `decode_value` reads it.
///
/// Errors, with the path of the member: `invalid_utf8`, `invalid_character`, `invalid_timestamp`,
/// `unrepresentable`, `limit_exceeded`, `out_of_memory`, and what a `Codec` says.
///
/// @snippet reference_object.cpp object
/// @snippet reference_object.cpp encode
template <class T>
[[nodiscard]] Result<Bytes> encode(const T& object, const EncodeOptions& options = {}) {
    return detail::encode_object(options, detail::write_object<T>, &object);
}

/// Appends the bytes of `object` to `sink`. On failure, what was appended until then stays.
template <class T>
[[nodiscard]] Result<void> encode(Sink& sink, const T& object, const EncodeOptions& options = {}) {
    return detail::encode_object(sink, options, detail::write_object<T>, &object);
}

/// Reads the value that `bytes` begin with into `object`, whose members that are not there keep
/// their values. `strict` options refuse bytes after it. On failure, the members read until then
/// have changed. Linear time, but for containers that hash by what strangers foresee, as
/// `std::unordered_set<std::uint64_t>` does: chosen elements take quadratic time; hash them by
/// `KeyedHash`, or read a `std::set`. Views in the object are into `bytes`.
///
/// Errors, with offset and path: all of kind `bad_input`; `wrong_type`, `integer_out_of_range`,
/// `inexact_number`, saying what was found and wanted; `unknown_field`, `missing_field`;
/// `limit_exceeded`; `out_of_memory`; and what a `Codec` says.
///
/// @snippet reference_object.cpp decode into
template <class T>
[[nodiscard]] Result<void> decode_into(T& object, std::span<const std::byte> bytes,
                                       const DecodeOptions& options = {},
                                       Layout layout = Layout::v2) {
    return detail::decode_object(bytes, options, layout, detail::old_object_reader<T>, &object);
}

/// The object that `bytes` begin with: as `decode_into` a new one.
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

/// Views in an object are into the bytes, which a temporary takes with it.
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

/// The object at `cursor`, which then stands after it; on failure, where it was. So objects written
/// one after another are read; `cursor.at_end()` says whether there is one more. Of bytes that end
/// within an object, `truncated` is the error.
template <class T>
[[nodiscard]] Result<T> decode(Cursor& cursor, const DecodeOptions& options = {},
                               Layout layout = Layout::v2) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object(cursor, {.layout = layout}, options,
                                     detail::new_object_reader<T>, object);
    });
}

}  // namespace souris::inline v0
