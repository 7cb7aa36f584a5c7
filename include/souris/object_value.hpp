// SPDX-License-Identifier: MIT
#pragma once

#include <souris/codec_options.hpp>
#include <souris/config.hpp>
#include <souris/object.hpp>
#include <souris/result.hpp>
#include <souris/value.hpp>
#include <souris/value_view.hpp>

/// @file
/// Objects of C++ types to values and back: where a program reads a part of a file as a tree, and a
/// part as a struct. With this header, `get` of a value, a view or what `at` found reads any type
/// that has a `Codec`.

namespace souris { inline namespace v0 {

namespace detail {

[[nodiscard]] SOURIS_EXPORT Result<Value> object_to_value(const EncodeOptions& options,
                                                          WriteObject write, const void* object);
[[nodiscard]] SOURIS_EXPORT Result<void> object_from_value(const Value& value,
                                                           const DecodeOptions& options,
                                                           ObjectReader reader, void* object);
[[nodiscard]] SOURIS_EXPORT Result<void> object_from_value(ValueView value,
                                                           const DecodeOptions& options,
                                                           ObjectReader reader, void* object);

}  // namespace detail

/// The tree that `decode_value` reads from the bytes of `object`. Linear time; takes memory for
/// these bytes on the way.
///
/// Errors: those of `encode`, with the path; `unrepresentable` if a `Codec` wrote a different
/// number of items than announced.
///
/// @snippet reference_object.cpp object value
template <class T>
[[nodiscard]] Result<Value> to_value(const T& object, const EncodeOptions& options = {}) {
    return detail::object_to_value(options, detail::write_object<T>, &object);
}

namespace detail {

template <class T>
struct ObjectFromValue {
    template <class Source>
    [[nodiscard]] static Result<T> read(const Source& source, const DecodeOptions& options = {}) {
        static_assert(!holds_views<T>(),
                      "the bytes that a view would be into are not kept: use std::string");
        return make_object<T>([&](void* object) {
            return object_from_value(source, options, new_object_reader<T>, object);
        });
    }
};

}  // namespace detail

/// The object that `decode` reads from the bytes of `value`. Linear time; takes memory for these
/// bytes on the way. Objects with views into the input cannot be read: there is none.
///
/// Errors: those of `encode_value` and `decode`, with the path, but no offset.
///
/// @snippet reference_object.cpp object value
template <class T>
[[nodiscard]] Result<T> from_value(const Value& value, const DecodeOptions& options = {}) {
    return detail::ObjectFromValue<T>::read(value, options);
}

/// @copydoc from_value(const Value&,const DecodeOptions&)
template <class T>
[[nodiscard]] Result<T> from_value(ValueView value, const DecodeOptions& options = {}) {
    return detail::ObjectFromValue<T>::read(value, options);
}

}}  // namespace souris::v0
