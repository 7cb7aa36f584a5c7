// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <souris/annotation.hpp>
#include <souris/map.hpp>
#include <souris/type.hpp>
#include <souris/value.hpp>

namespace souris::cli {

inline constexpr std::size_t type_count = 16;

/// The purpose of bytes that belong to no value.
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

/// A number of values or keys, and their bytes.
struct ByteCount {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
};

/// How the bytes of a file, or of its unpacked body, are spent. The parts, keys and types add up to
/// the size; so do the parts and the paths.
struct ByteTally {
    std::uint64_t size = 0;
    std::array<std::uint64_t, file_part_count> parts{};
    ByteCount keys;
    std::array<ByteCount, type_count> types{};
};

/// All values whose paths differ only in array indices.
struct PathNode {
    std::size_t parent = 0;
    /// A key, cut if it is long; `*` for array elements; empty for the root.
    std::string token;
    bool is_element = false;
    /// Stands for all other values in its parent, at any depth.
    bool is_rest = false;
    /// The bytes of the values and their keys, without the values inside them.
    ByteCount own;
};

/// Counts the bytes of annotations. After 65,536 different paths, or fewer for a short file, all
/// new ones in a container are counted as one.
class ByteStatistics final : public AnnotationHandler {
  public:
    /// `file_size` bounds the number of paths.
    explicit ByteStatistics(std::uint64_t file_size = ~std::uint64_t{0});

    void annotate(const Annotation& annotation) override;
    void begin_unpacked(std::span<const std::byte> body) override;

    [[nodiscard]] const ByteTally& file() const noexcept { return tallies_[0]; }
    /// The tally of the unpacked body. If there is one, it contains the values.
    [[nodiscard]] const ByteTally& unpacked() const noexcept { return tallies_[1]; }
    [[nodiscard]] bool is_unpacked() const noexcept { return current_ == 1; }
    [[nodiscard]] const ByteTally& values() const noexcept { return tallies_[current_]; }

    /// The root first, each node after its parent.
    [[nodiscard]] std::span<const PathNode> paths() const noexcept { return nodes_; }
    /// The path as a JSON Pointer with `*` for indices; cut if it is very long.
    [[nodiscard]] std::string path_of(std::size_t node) const;

    /// Number of coded strings and keys, their bytes, and their bytes if they were raw.
    std::uint64_t coded_count = 0;
    std::uint64_t coded_bytes = 0;
    std::uint64_t raw_bytes = 0;
    /// The offset of the header byte of a store or a packed value, if there is one.
    std::optional<std::uint64_t> header_offset;
    /// Number of leaves of the text table.
    std::uint64_t table_leaves = 0;

  private:
    void add_to_value(const Annotation& annotation);
    void add_coded(const Annotation& annotation);
    std::size_t child_of(std::size_t parent, const Annotation& annotation);

    std::array<ByteTally, 2> tallies_{};
    std::size_t current_ = 0;
    std::size_t max_paths_;
    std::vector<PathNode> nodes_;
    /// Maps the index of a node and a token to the index of the child.
    Map children_;
    /// The node of the current value, preceded by those of its containers.
    std::vector<std::size_t> stack_;
};

}  // namespace souris::cli
