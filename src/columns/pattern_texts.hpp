// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <souris/bytes.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>

#include "columns/path_reader.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// The strings of a path that are of patterns, put together, in their order.
class PatternTexts {
  public:
    PatternTexts() noexcept = default;

    /// Takes the paths of the fields, if there are any, from `paths`, in which they have been read.
    /// `size` bounds the strings' size. Errors: `size_mismatch`, `bad_block`, `limit_exceeded`
    /// (memory).
    [[nodiscard]] static Result<PatternTexts, BlockError> join(PathReader& paths, PathIndex index,
                                                               std::size_t size, Budget& memory);

    /// The next string. Precondition: there is one.
    [[nodiscard]] std::string_view next() noexcept;

  private:
    explicit PatternTexts(Bytes strings) noexcept : strings_(std::move(strings)) {}

    /// Encoded values.
    Bytes strings_;
    std::size_t next_ = 0;
};

/// Calls `visit(field)` for each field of the path's patterns, and of their patterns.
template <class Visit>
void for_each_field(std::span<const Path> paths, PathIndex index, Visit visit) {
    // Fields of fields have none.
    for (const Parts& parts : paths[index].parts) {
        if (parts.kind != PartsKind::pattern) continue;
        for (const PathIndex field : parts.paths) {
            visit(field);
            for (const Parts& inner : paths[field].parts) {
                for (const PathIndex inner_field : inner.paths)
                    visit(inner_field);
            }
        }
    }
}

}}}}  // namespace souris::v0::detail::columns
