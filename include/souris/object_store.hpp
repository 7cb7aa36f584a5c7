// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include <souris/config.hpp>
#include <souris/object.hpp>
#include <souris/object_value.hpp>  // IWYU pragma: export
#include <souris/packed.hpp>
#include <souris/store.hpp>
#include <souris/update.hpp>

/// @file
/// Objects of C++ types as files and as packed messages, coded and compressed like a `Store`.
///
///     struct Game { std::string player; int level = 1; };
///
///     Result<void> saved = souris::save("game.sdb", Game{"Ada", 7});
///     Result<Game> game = souris::load<Game>("game.sdb");
///
/// No tree of values is built for writing or reading. A type with only some of a file's keys reads
/// those and skips the rest.

namespace souris { inline namespace v0 {

namespace detail {

/// Types that `encode_store` and `pack` treat as objects: not convertible to a `Store` or a
/// `Value`, other than containers.
template <class T>
concept StoredObject = NoStore<T> &&(ValueSource<T> || !std::convertible_to<const T&, Value>);

[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_object_store(const WriteOptions& options,
                                                              WriteObject write,
                                                              const void* object);
[[nodiscard]] SOURIS_EXPORT Result<Bytes> pack_object(const PackOptions& options, WriteObject write,
                                                      const void* object);
[[nodiscard]] SOURIS_EXPORT Result<void> decode_object_store(std::span<const std::byte> bytes,
                                                             const ReadOptions& options,
                                                             ObjectReader reader, void* object);
/// The same for a file, whose memory is charged too.
[[nodiscard]] SOURIS_EXPORT Result<void> load_object(const std::string& path,
                                                     const ReadOptions& options,
                                                     ObjectReader reader, void* object);
[[nodiscard]] SOURIS_EXPORT Result<void> unpack_object(std::span<const std::byte> bytes,
                                                       const DecodeOptions& options,
                                                       ObjectReader reader, void* object);

}  // namespace detail

/// Encodes a store with `object` as the root: a class in the form of a map, or a map whose keys are
/// text.
///
/// Errors: those of `encode`; `unrepresentable` if the root is something else, or if a `Codec`
/// wrote a different number of items than announced.
template <detail::StoredObject T>
[[nodiscard]] Result<Bytes> encode_store(const T& object, const WriteOptions& options = {}) {
    return detail::encode_object_store(options, detail::write_object<T>, &object);
}

/// Reads the root of a store as an object. Errors: those of `decode_store` and `decode`;
/// `unrepresentable` for members that are views, since the unpacked body is not kept.
template <class T>
[[nodiscard]] Result<T> decode_store(std::span<const std::byte> bytes,
                                     const ReadOptions& options = {}) {
    return detail::make_object<T>([&](void* object) {
        return detail::decode_object_store(bytes, options, detail::new_object_reader<T>, object);
    });
}

/// Writes a file, all or nothing, like `save` of a `Store`.
/// Errors: those of `encode_store` and `write_file`.
///
/// @snippet cache.cpp save and load
template <detail::StoredObject T>
[[nodiscard]] Result<void> save(const std::string& path, const T& object,
                                const SaveOptions& options = {}) {
    Result<Bytes> bytes = encode_store(object, options);
    if (!bytes) return failure(std::move(bytes).error());
    return write_file(path, *bytes, options);
}

/// Reads a file. Errors: those of `read_file` and `decode_store`.
///
/// @snippet cache.cpp save and load
template <class T>
requires std::is_object_v<T>  // A better match than the one of store.hpp.
[[nodiscard]] Result<T> load(const std::string& path, const ReadOptions& options = {}) {
    return detail::make_object<T>([&](void* object) {
        return detail::load_object(path, options, detail::new_object_reader<T>, object);
    });
}

/// `update` for a file whose root is an object: loads it, calls `change` on it and saves it under
/// the file's lock. A missing file is `T()`. Only those keys of the file are kept that are members
/// of `T`. Errors: those of `update`, `load` and `save`.
template <detail::StoredObject T, std::invocable<T&> Change>
requires std::default_initializable<T>
[[nodiscard]] Result<void> update(const std::string& path, Change change,
                                  const UpdateOptions& options = {}) {
    Result<FileLock> lock = FileLock::take(path, options.locking);
    if (!lock) return failure(std::move(lock).error());
    Result<T> object = lock->has_file() ? load<T>(path, options.reading) : Result<T>(T());
    if (!object) return failure(std::move(object).error());
    Result<void> changed = change(*object);
    if (!changed) return changed;
    Result<Bytes> bytes = encode_store(*object, options);
    if (!bytes) return failure(std::move(bytes).error());
    return lock->write(*bytes, options);
}

/// Encodes `object` as a packed value. Errors: those of `encode_store`; any root is permitted.
template <detail::StoredObject T>
[[nodiscard]] Result<Bytes> pack(const T& object, const PackOptions& options = {}) {
    return detail::pack_object(options, detail::write_object<T>, &object);
}

/// Reads a packed value as an object. Errors: those of `unpack` and `decode_store<T>`.
template <class T>
[[nodiscard]] Result<T> unpack(std::span<const std::byte> bytes,
                               const DecodeOptions& options = {}) {
    return detail::make_object<T>([&](void* object) {
        return detail::unpack_object(bytes, options, detail::new_object_reader<T>, object);
    });
}

}}  // namespace souris::v0
