// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>

#include "reference/column_paths.hpp"
#include "reference/reader.hpp"

// docs/format.md, appendix B.2: the directory.

namespace souris::reference {

/// The least and the greatest number of a kind, as numbers that are in order without a sign.
struct Range {
    std::uint64_t least = 0;
    std::uint64_t greatest = 0;
};

struct Entry {
    std::uint64_t count = 0;
    /// By kind.
    std::map<unsigned, Range> ranges;
};

/// The entries by path. Any error is one.
std::map<std::size_t, Entry> read_directory(Reader& reader, std::span<const Path> paths);

/// Whether it is so of a path whose values are there.
bool is_entry_of(const Entry& entry, const Path& path);

}  // namespace souris::reference
