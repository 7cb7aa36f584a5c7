// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <souris/result.hpp>

#include "file/owned_descriptor.hpp"

// Files that grow and are read at any place while they do: posix/ and windows/ each have one source
// of this name.

namespace souris { inline namespace v0 { namespace detail {

/// How to open a `DataFile`.
enum class DataAccess : std::uint8_t {
    read,           ///< The file must exist.
    read_if_there,  ///< If it does not exist, the result is not open.
    change,         ///< For reading and writing. The file must exist.
    create,         ///< The same; a file that does not exist is created.
};

/// A regular file, open for reading and writing at given offsets. Symbolic links are not followed
/// where the file may be written: resolve the path before.
class DataFile {
  public:
    /// Not open.
    DataFile() noexcept = default;

    /// A new file gets the mode of `like`, less the process's umask, if that is given. Errors:
    /// `not_regular_file`; `io_error`.
    [[nodiscard]] static Result<DataFile> open(const std::string& path, DataAccess access,
                                               const DataFile* like = nullptr);

    [[nodiscard]] bool is_open() const noexcept { return descriptor_.is_open(); }

    /// Errors: `io_error`, as of all functions below.
    [[nodiscard]] Result<std::uint64_t> size() const;

    /// Reads from `offset` on until `room` is full or the file ends. Returns how many bytes.
    [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset,
                                              std::span<std::byte> room) const;

    /// Writes all of `bytes`; on failure, perhaps a part of them.
    [[nodiscard]] Result<void> write_at(std::uint64_t offset, std::span<const std::byte> bytes);

    /// Cuts the file, or appends zeros to it.
    [[nodiscard]] Result<void> resize(std::uint64_t size);

    /// Waits until the content and the size have reached the disk. After a failure, content that
    /// was written before may be lost: the system may have dropped what it could not write.
    [[nodiscard]] Result<void> sync();

  private:
    explicit DataFile(Descriptor descriptor) noexcept : descriptor_(std::move(descriptor)) {}

    Descriptor descriptor_;
};

/// The path of an existing file, absolute and without links. Errors: `io_error`.
[[nodiscard]] Result<std::string> resolve_path(const std::string& path);

/// Removes a file; it need not exist. Errors: `io_error`.
[[nodiscard]] Result<void> remove_file(const std::string& path);

/// Waits until the name of the file at `path` has reached the disk. Errors: `durability_unknown`.
[[nodiscard]] Result<void> sync_name(const std::string& path);

}}}  // namespace souris::v0::detail
