// SPDX-License-Identifier: MIT
#pragma once

#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include <souris/common_codecs.hpp>
#include <souris/container_codecs.hpp>
#include <souris/object_codec.hpp>
#include <souris/scalar_codecs.hpp>
#include <souris/tuple_codecs.hpp>

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

/// A new object, into which `read` has read: made where the caller wants it, never moved.
template <class T, class Read>
Result<T> make_in_place(Read read) {
    static_assert(std::is_default_constructible_v<T>);
    Result<T> object;
    Result<void> done = read(&*object);
    if (!done) object = failure(std::move(done).error());
    return object;
}

/// The same without exceptions: some containers allocate already when they are made.
template <class T, class Read>
Result<T> make_object(Read read) {
    try {
        return make_in_place<T>(read);
    } catch (const std::bad_alloc&) {
        return failure(Error(ErrorCode::out_of_memory));
    }
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
/// have changed. Linear time; views in the object are into `bytes`.
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
    return detail::decode_object(bytes, options, layout, detail::read_object<T>, &object);
}

/// The object that `bytes` begin with: as `decode_into` a new one.
///
/// @snippet reference_object.cpp object
/// @snippet reference_object.cpp encode
template <class T>
[[nodiscard]] Result<T> decode(std::span<const std::byte> bytes, const DecodeOptions& options = {},
                               Layout layout = Layout::v2) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object(bytes, options, layout, detail::read_object<T>, object);
    });
}

/// The object at `cursor`, which then stands after it; on failure, where it was. So objects written
/// one after another are read; `cursor.at_end()` says whether there is one more. Of bytes that end
/// within an object, `truncated` is the error.
template <class T>
[[nodiscard]] Result<T> decode(Cursor& cursor, const DecodeOptions& options = {},
                               Layout layout = Layout::v2) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object(cursor, {.layout = layout}, options, detail::read_object<T>,
                                     object);
    });
}

}  // namespace souris::inline v0
