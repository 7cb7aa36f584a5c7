// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <souris/block.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "columns/directory.hpp"
#include "columns/path.hpp"
#include "columns/plain_coder.hpp"
#include "columns/row_symbols.hpp"
#include "columns/sequences.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// What of a path is asked for. Each includes what is before it.
enum class Interest : std::uint8_t {
    none,    ///< Nothing, but that the sequences behind it are found.
    counts,  ///< How many contents of each kind there are.
    parts,   ///< How many values its parts have, and in which rows.
    all,     ///< All its sequences.
};

/// Reads the sequences of paths, one path after another, and what their symbols say of the paths
/// below: how many values these have, and in what rows. Holds the limits of all paths together.
class PathReader {
  public:
    /// `size` is the size of the values in bytes.
    PathReader(std::size_t size, Budget& memory) noexcept;

    /// To be called first. The paths point into `heads`. What the directory says must be so.
    [[nodiscard]] Result<void, BlockError> begin(std::span<const std::byte> heads,
                                                 std::uint64_t value_count,
                                                 std::span<const std::byte> directory);

    /// None before `begin`.
    [[nodiscard]] std::span<const Path> paths() const noexcept { return paths_; }

    /// The next paths are in a range code, which may stand for so many items.
    void begin_code(std::uint64_t items) noexcept { items_left_ = items; }

    /// Reads a path's sequences, but for texts that stand apart. All paths before it have been
    /// read. False if they cannot be.
    template <class Coder>
    [[nodiscard]] bool read(Coder& coder, PathIndex index) {
        Path& path = paths_[index];
        if (path.symbol_count() == 0)
            return counts_[index] == 0 && be_context(index) && is_as_directory_says(index);
        if (!make_symbols(index)) return false;
        const bool is_fine =
            code_sequences(coder, path, index, others_of(path, row_symbols_),
                           [&](Path& read) { return size_sequences(read) && give_rows(index); });
        is_out_of_memory_ |= !is_fine && coder.is_out_of_memory();
        return is_fine && add_counts(path) && has_possible_decimals(path) &&
               is_as_directory_says(index);
    }

    /// Reads of a path no more than is asked for. If that is all, as `read`.
    [[nodiscard]] bool read(PlainReader& coder, PathIndex index, Interest interest);

    /// Whether to find what stands behind a path, its symbols must be known.
    [[nodiscard]] static bool needs_symbols(const Path& path) noexcept;
    /// The same for the number of its values.
    [[nodiscard]] static bool needs_count(const Path& path) noexcept {
        return path.symbol_count() > 1 || needs_symbols(path);
    }

    /// How many values a path has, as far as what was read says so.
    [[nodiscard]] std::uint64_t value_count(PathIndex index) const noexcept {
        return counts_[index];
    }
    [[nodiscard]] std::span<const DirectoryEntry> directory() const noexcept { return directory_; }

    /// Moves a path with its sequences out, which stay charged.
    [[nodiscard]] Path take(PathIndex index) noexcept { return std::move(paths_[index]); }

    /// Frees a path's sequences.
    void forget(PathIndex index) noexcept;

    /// Reads a path's texts that stand apart, if it has such, or skips them if not all is asked
    /// for.
    [[nodiscard]] bool read_texts_apart(PlainReader& coder, PathIndex index,
                                        Interest interest = Interest::all);

    /// Why something returned false: for lack of memory, or because the input is wrong.
    [[nodiscard]] BlockError error() const noexcept {
        return is_out_of_memory_ ? BlockError(Limit::memory) : BlockError(ErrorCode::bad_block);
    }

  private:
    template <class T>
    bool charge_for(std::uint64_t count) {
        is_out_of_memory_ |= count > ~std::uint64_t{0} / sizeof(T) ||
                             !memory_.charge(allocation_size(count * sizeof(T)));
        return !is_out_of_memory_;
    }
    [[nodiscard]] bool count_items(std::uint64_t count) noexcept;
    [[nodiscard]] bool count_values(std::uint64_t count) noexcept;
    [[nodiscard]] bool make_symbols(PathIndex index);
    [[nodiscard]] bool size_sequences(Path& path);
    [[nodiscard]] bool be_context(PathIndex index);
    [[nodiscard]] bool count_parts(const Path& path) noexcept;
    [[nodiscard]] bool give_rows(PathIndex index);
    [[nodiscard]] bool needs_no_rows(const Path& path, PathIndex part) const noexcept;
    [[nodiscard]] bool add_counts(const Path& path);
    [[nodiscard]] bool is_as_directory_says(PathIndex index) const;

    Budget& memory_;
    /// How many more values there may be.
    std::uint64_t values_left_;
    /// How many more rows contexts may have.
    std::uint64_t context_rows_left_;
    /// What the range code being read may still stand for.
    std::uint64_t items_left_ = ~std::uint64_t{0};
    std::vector<Path> paths_;
    std::vector<std::uint64_t> counts_;
    std::vector<std::vector<std::uint32_t>> row_symbols_;
    std::vector<std::uint8_t> is_context_;
    std::vector<DirectoryEntry> directory_;
    bool is_out_of_memory_ = false;
};

}}}}  // namespace souris::v0::detail::columns
