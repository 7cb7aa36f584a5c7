// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/codec.hpp>
#include <souris/config.hpp>
#include <souris/file.hpp>
#include <souris/layout.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

/// @file
/// Named values in a file, `.sdb`.

namespace souris { inline namespace v0 {

/// A map of named values: the content of one file.
///
/// @snippet reference_store.cpp store
class Store {
  public:
    Store() : root_(Map()) {}
    explicit Store(Map root) noexcept : root_(std::move(root)) {}
    Store(const Store&) = default;
    /// The source becomes an empty store.
    Store(Store&& other) noexcept : root_(std::exchange(other.map(), Map())) {}
    Store& operator=(const Store&) = default;
    /// @copydoc Store(Store&&)
    Store& operator=(Store&& other) noexcept {
        map() = std::exchange(other.map(), Map());
        return *this;
    }
    ~Store() = default;

    /// The root, a value of type map.
    [[nodiscard]] const Value& root() const noexcept { return root_; }
    [[nodiscard]] Map& map() noexcept {
        assert(root_.as_map() != nullptr);
        return *root_.as_map();
    }
    [[nodiscard]] const Map& map() const noexcept {
        assert(root_.as_map() != nullptr);
        return *root_.as_map();
    }

    /// As `Map::operator[]`: the value of `key`; appends null if the key is absent.
    [[nodiscard]] Value& operator[](TextArgument key) { return map()[key]; }
    /// As `Value::operator[]`: the value of `key`, or an error.
    [[nodiscard]] Found operator[](TextArgument key) const { return root_[key]; }
    /// As `Value::at`: the value at the JSON Pointer `pointer`.
    [[nodiscard]] Found at(TextArgument pointer) const { return root_.at(pointer); }

    [[nodiscard]] bool contains(TextArgument key) const noexcept { return map().contains(key); }
    /// As `Map::erase`.
    bool erase(TextArgument key) noexcept { return map().erase(key); }
    /// As `Map::insert`.
    std::pair<Value&, bool> insert(std::pair<TextArgument, Value> entry) {
        return map().insert(std::move(entry));
    }
    /// @copydoc insert
    std::pair<Value&, bool> insert(TextArgument key, Value value) {
        return map().insert(key, std::move(value));
    }
    template <class Key>
    Value* find(const Key&) {
        static_assert(detail::is_offered<Key>,
                      "write store.map().find(key), or store.root().at(pointer)");
        std::abort();
    }
    template <class Path, class... Options>
    [[nodiscard]] Result<void> save(const Path&, const Options&...) const {
        static_assert(detail::is_offered<Path>, "write souris::save(path, store)");
        std::abort();
    }
    template <class Path, class... Options>
    [[nodiscard]] static Result<Store> load(const Path&, const Options&...) {
        static_assert(detail::is_offered<Path>, "write souris::load(path)");
        std::abort();
    }
    [[nodiscard]] std::size_t size() const noexcept { return map().size(); }
    [[nodiscard]] bool empty() const noexcept { return map().empty(); }
    [[nodiscard]] MapEntry* begin() noexcept { return map().begin(); }
    [[nodiscard]] MapEntry* end() noexcept { return map().end(); }
    [[nodiscard]] const MapEntry* begin() const noexcept { return map().begin(); }
    [[nodiscard]] const MapEntry* end() const noexcept { return map().end(); }

    /// Equal keys with equal values; the order is irrelevant.
    friend bool operator==(const Store&, const Store&) = default;

  private:
    /// Always a map.
    Value root_;
};

/// How to read a store.
struct ReadOptions : DecodeOptions {
    /// Verify the checksum, if the file has one.
    bool verify_checksum = true;
};

/// How to write a store.
struct WriteOptions : EncodeOptions {
    /// Append a trailer of 12 bytes by which readers detect damage; sourisdb ignores it. By
    /// default, yes unless the profile is `smallest` or the form canonical. A store in layout v1
    /// whose content ends like a trailer always gets one.
    std::optional<bool> checksum{};
};

/// Reads a store in either layout, which is detected.
///
/// Errors: `bad_magic`, `expected_map`, `invalid_text_table`, `checksum_mismatch`, `trailing_bytes`
/// if strict, and those of `decode_value` and `read_block`. Offsets count from the beginning of
/// `bytes`, or of the unpacked body if the error says so.
[[nodiscard]] SOURIS_EXPORT Result<Store> decode_store(std::span<const std::byte> bytes,
                                                       const ReadOptions& options = {});

/// Detects the layout of `bytes` from their first bytes alone.
/// Errors: `bad_magic`, `truncated`, `unknown_compression`.
[[nodiscard]] SOURIS_EXPORT Result<Layout> detect_layout(std::span<const std::byte> bytes);

/// Encodes a store, with the effort of `options.profile`.
/// Errors: those of `encode_value`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_store(const Store& store,
                                                       const WriteOptions& options = {});

/// Reads a file. Errors: those of `read_file` and `decode_store`.
[[nodiscard]] SOURIS_EXPORT Result<Store> load(const std::string& path,
                                               const ReadOptions& options = {});

/// How to save a store in a file.
struct SaveOptions : WriteOptions, WriteFileOptions {};

/// Writes a file, all or nothing: a crash leaves the old or the new content. If others change the
/// file too, use `update`, which loses no changes.
/// Errors: those of `encode_store` and `write_file`.
[[nodiscard]] SOURIS_EXPORT Result<void> save(const std::string& path, const Store& store,
                                              const SaveOptions& options = {});

namespace detail {

template <class T>
concept NoStore = !std::convertible_to<const T&, const Store&>;

}  // namespace detail

/// Objects are saved and loaded by the functions of <souris/object_store.hpp>, which are better
/// matches. These do not compile, and say so.
/// @{
template <detail::NoStore T>
[[nodiscard]] Result<void> save(const std::string&, const T&, const SaveOptions& = {}) {
    static_assert(!std::same_as<T, Value> && !std::same_as<T, Map>,
                  "a file holds a Store: write souris::save(path, souris::Store(map))");
    static_assert(std::same_as<T, Value> || std::same_as<T, Map>,
                  "include <souris/object_store.hpp>: souris::save of an object is there");
    std::abort();
}
template <class T>
[[nodiscard]] Result<T> load(const std::string&, const ReadOptions& = {}) {
    static_assert(detail::is_offered<T>,
                  "include <souris/object_store.hpp>: souris::load<T> of an object is there");
    std::abort();
}
/// @}

}}  // namespace souris::v0
