// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/annotation.hpp>
#include <souris/layout.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Cuts bytes that were read before, and are therefore known to be valid, into parts, and passes
/// these to an `AnnotationHandler`. Bytes that no other call covers belong to the last part.
class AnnotationCutter {
  public:
    /// `common` has the fields shared by all parts, with the offset of the first.
    AnnotationCutter(const Annotation& common, std::span<const std::byte> bytes,
                     AnnotationHandler& handler) noexcept
        : next_(common), rest_(bytes), handler_(handler) {}

    [[nodiscard]] std::span<const std::byte> rest() const noexcept { return rest_; }

    /// The next `size` bytes, or as many as there are. An empty part is not reported.
    void cut(AnnotationKind kind, std::size_t size, std::uint64_t number = 0);
    /// An Integer. Returns its number, or 0 if that has more than 64 bits.
    std::uint64_t cut_integer(AnnotationKind kind);
    /// All remaining bytes.
    void cut_rest(AnnotationKind kind, std::uint64_t number = 0) {
        cut(kind, rest_.size(), number);
    }

    /// The content of a string after its tag.
    void cut_text(bool is_coded);
    /// A block after its id.
    void cut_block(std::uint8_t id);

  private:
    Annotation next_;
    std::span<const std::byte> rest_;
    AnnotationHandler& handler_;
};

}}}  // namespace souris::v0::detail
