// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <souris/annotation.hpp>
#include <souris/map.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

namespace souris::cli {

inline constexpr std::size_t type_count = 16;

/// What bytes of a file are that are no part of a value.
enum class FilePart : std::uint8_t {
    framing,  ///< Magic, header, sizes of the block.
    text_table,
    packed_body,
    trailer,
    trailing,
    not_understood,
};
inline constexpr std::size_t file_part_count = 6;

/// "framing", "text table" and so on. Static storage.
[[nodiscard]] std::string_view name_of(FilePart part) noexcept;

/// Bytes, and what they are spent on.
struct ByteCount {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
};

/// Where the bytes of a sequence go: of a file, or of the body that it unpacks to. The parts, keys
/// and types add up to its size; so do the parts and the paths.
struct ByteTally {
    std::uint64_t size = 0;
    std::array<std::uint64_t, file_part_count> parts{};
    ByteCount keys;
    std::array<ByteCount, type_count> types{};
};

/// Values that have the same path but for indices.
struct PathNode {
    std::size_t parent = 0;
    /// A key, or `*` for the elements of an array. Of the root, nothing. Of a key that is long, the
    /// beginning.
    std::string token;
    bool is_element = false;
    /// All that is in its parent in some other way, however deep.
    bool is_rest = false;
    /// Their own and their keys', not those of what is inside of them.
    ByteCount own;
};

/// Counts the bytes that it is told of. Beyond 65,536 different paths, or fewer where the file is
/// short, those that come new are counted as one: as what is in the container in some other way.
class ByteStatistics final : public AnnotationHandler {
  public:
    /// Of a file of so many bytes.
    explicit ByteStatistics(std::uint64_t file_size = ~std::uint64_t{0});

    void annotate(const Annotation& annotation) override;
    void begin_unpacked(std::span<const std::byte> body) override;

    [[nodiscard]] const ByteTally& file() const noexcept { return tallies_[0]; }
    /// Of the unpacked body, if there is one: then the values are in it, else in the file.
    [[nodiscard]] const ByteTally& unpacked() const noexcept { return tallies_[1]; }
    [[nodiscard]] bool is_unpacked() const noexcept { return current_ == 1; }
    [[nodiscard]] const ByteTally& values() const noexcept { return tallies_[current_]; }

    /// The root first, each behind its parent.
    [[nodiscard]] std::span<const PathNode> paths() const noexcept { return nodes_; }
    /// As a JSON Pointer with `*` for indices, cut where it would be too long to be read.
    [[nodiscard]] std::string path_of(std::size_t node) const;

    /// Strings and keys that are coded, what they take, and would take raw.
    std::uint64_t coded_count = 0;
    std::uint64_t coded_bytes = 0;
    std::uint64_t raw_bytes = 0;
    /// Leaves of the text table.
    std::uint64_t table_leaves = 0;

  private:
    void add_to_value(const Annotation& annotation);
    void add_coded(const Annotation& annotation);
    std::size_t child_of(std::size_t parent, const Annotation& annotation);

    std::array<ByteTally, 2> tallies_{};
    std::size_t current_ = 0;
    std::size_t max_paths_;
    std::vector<PathNode> nodes_;
    /// From the number of a node and a token to the number of the child.
    Map children_;
    /// The nodes of the value that is told and of the containers around it.
    std::vector<std::size_t> stack_;
};

}  // namespace souris::cli
