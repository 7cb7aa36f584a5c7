// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/annotation.hpp>
#include <souris/layout.hpp>

namespace souris::inline v0::detail {

/// Cuts bytes that were read, and are therefore known to be right, into parts, and hands these to
/// an `AnnotationHandler`. What is not told of them remains to the last part.
class AnnotationCutter {
  public:
    /// `common` is what all parts have, with the offset of the first.
    AnnotationCutter(const Annotation& common, std::span<const std::byte> bytes,
                     AnnotationHandler& handler) noexcept
        : next_(common), rest_(bytes), handler_(handler) {}

    [[nodiscard]] std::span<const std::byte> rest() const noexcept { return rest_; }

    /// The next `size` bytes, or as many as there are. None make no part.
    void cut(AnnotationKind kind, std::size_t size, std::uint64_t number = 0);
    /// An Integer, whose number is returned, too: 0 if that has more than 64 bits.
    std::uint64_t cut_integer(AnnotationKind kind);
    /// All that is left.
    void cut_rest(AnnotationKind kind, std::uint64_t number = 0) {
        cut(kind, rest_.size(), number);
    }

    /// The content of a string behind its tag.
    void cut_text(bool is_coded);
    /// A block behind its id.
    void cut_block(std::uint8_t id);

  private:
    Annotation next_;
    std::span<const std::byte> rest_;
    AnnotationHandler& handler_;
};

}  // namespace souris::inline v0::detail
