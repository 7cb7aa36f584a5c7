// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
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
/// Named values as a file: `.sdb`.

namespace souris::inline v0 {

/// A map of named values: what one file holds.
///
/// @snippet reference_store.cpp store
class Store {
  public:
    Store() : root_(Map()) {}
    explicit Store(Map root) noexcept : root_(std::move(root)) {}
    Store(const Store&) = default;
    /// Takes everything, and leaves an empty store.
    Store(Store&& other) noexcept : root_(std::exchange(other.map(), Map())) {}
    Store& operator=(const Store&) = default;
    /// @copydoc Store(Store&&)
    Store& operator=(Store&& other) noexcept {
        map() = std::exchange(other.map(), Map());
        return *this;
    }
    ~Store() = default;

    /// Everything, as a value of type map.
    [[nodiscard]] const Value& root() const noexcept { return root_; }
    [[nodiscard]] Map& map() noexcept { return *root_.as_map(); }
    [[nodiscard]] const Map& map() const noexcept { return *root_.as_map(); }

    /// As `Map::operator[]`: the value of `key`, a null appended if there is none.
    [[nodiscard]] Value& operator[](TextArgument key) { return map()[key]; }
    /// As `Value::at`: what the JSON Pointer `pointer` names.
    [[nodiscard]] Found at(TextArgument pointer) const { return root_.at(pointer); }

    [[nodiscard]] std::size_t size() const noexcept { return map().size(); }
    [[nodiscard]] bool empty() const noexcept { return map().empty(); }
    [[nodiscard]] MapEntry* begin() noexcept { return map().begin(); }
    [[nodiscard]] MapEntry* end() noexcept { return map().end(); }
    [[nodiscard]] const MapEntry* begin() const noexcept { return map().begin(); }
    [[nodiscard]] const MapEntry* end() const noexcept { return map().end(); }

    /// Same keys, same values; the order does not matter.
    friend bool operator==(const Store&, const Store&) = default;

  private:
    /// Always a map.
    Value root_;
};

/// How to read a store.
struct ReadOptions : DecodeOptions {
    /// Hold the content against the checksum, where the file carries one.
    bool verify_checksum = true;
};

/// How to write a store.
struct WriteOptions : EncodeOptions {
    /// Append a trailer of 12 bytes, which sourisdb does not look at, by which a reader finds
    /// damage. By default that is done unless the profile is `smallest`. A store in layout v1 whose
    /// content ends like a trailer always has one.
    std::optional<bool> checksum{};
};

/// Reads a store in either layout, which it tells apart by itself.
///
/// Errors: `bad_magic`, `expected_map`, `invalid_text_table`, `checksum_mismatch`,
/// `trailing_bytes` if strict, and those of `decode_value` and `read_block`. Offsets count from
/// the beginning of `bytes`, or of the unpacked body where the error says so.
[[nodiscard]] SOURIS_EXPORT Result<Store> decode_store(std::span<const std::byte> bytes,
                                                       const ReadOptions& options = {});

/// The layout that `bytes` are written in, from their first bytes alone.
/// Errors: `bad_magic`, `truncated`, `unknown_compression`.
[[nodiscard]] SOURIS_EXPORT Result<Layout> detect_layout(std::span<const std::byte> bytes);

/// The bytes of a store, as small as `options.profile` makes them.
/// Errors: those of `encode_value`.
[[nodiscard]] SOURIS_EXPORT Result<Bytes> encode_store(const Store& store,
                                                       const WriteOptions& options = {});

/// Reads a file. Errors: those of `read_file` and `decode_store`.
[[nodiscard]] SOURIS_EXPORT Result<Store> load(const std::string& path,
                                               const ReadOptions& options = {});

/// How to save a store in a file.
struct SaveOptions : WriteOptions, WriteFileOptions {};

/// Writes a file: all of it or nothing, so that a crash leaves the old content or the new. Where
/// others change the file, too, `update` loses nobody's change.
/// Errors: those of `encode_store` and `write_file`.
[[nodiscard]] SOURIS_EXPORT Result<void> save(const std::string& path, const Store& store,
                                              const SaveOptions& options = {});

}  // namespace souris::inline v0
