// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/config.hpp>
#include <souris/error.hpp>

/// @file
/// Non-canonical encodings: input of clear meaning that a careful writer never produces.

namespace souris { inline namespace v0 {

/// Strict reading refuses the first five, with the `ErrorCode` of the same name.
enum class NonCanonicalKind : std::uint8_t {
    reserved_bits,
    nonzero_padding,
    non_minimal_integer,
    duplicate_key,
    trailing_bytes,
    unknown_zone,     ///< A well-formed time zone name that is not in this system's database.
    negative_year,    ///< In a time: sourisdb up to 2024-11 reads it without its sign.
    unportable_json,  ///< JSON for which sourisdb refuses the whole file (`JsonText::is_portable`).
    // What a writer may choose, but canonical form does not.
    unsorted_key,      ///< A key that is less than the one before it.
    signed_state,      ///< The sign state of a signed type, of a number that is not negative.
    count_form,        ///< A count of up to 6 outside of the tag, or a greater one inside.
    coded_text,        ///< A coded string.
    text_table,        ///< A text table.
    compressed_block,  ///< A binary value or a body that is packed.
    checksum,          ///< A trailer with a checksum.
    layout_v1,         ///< A store in layout v1.
};
/// Number of kinds.
inline constexpr std::size_t non_canonical_kind_count = 16;

/// Whether canonical form (`EncodeOptions::canonical`) excludes the kind. The others are about what
/// a value means to other programs.
[[nodiscard]] constexpr bool is_excluded_by_canonical_form(NonCanonicalKind kind) noexcept {
    return kind != NonCanonicalKind::unknown_zone && kind != NonCanonicalKind::negative_year &&
           kind != NonCanonicalKind::unportable_json;
}

/// The name as it is spelled in the source, such as "duplicate_key". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view name_of(NonCanonicalKind kind) noexcept;

/// The kind as a phrase for people, such as "duplicate key". Static storage.
[[nodiscard]] SOURIS_EXPORT std::string_view phrase_of(NonCanonicalKind kind) noexcept;

/// A non-canonical encoding and its place.
struct SOURIS_EXPORT NonCanonicalEncoding {
    NonCanonicalKind kind = NonCanonicalKind::reserved_bits;
    OffsetBase offset_base = OffsetBase::input;
    std::uint64_t offset = 0;
    /// JSON Pointer (RFC 6901) of the value, "" for the root and for places outside values. Cut
    /// like the path of an error.
    std::string path;

    /// As `Error::message`: `duplicate key at byte 20, in /a`.
    [[nodiscard]] std::string message() const;

    friend bool operator==(const NonCanonicalEncoding&, const NonCanonicalEncoding&) = default;
};

/// Counts non-canonical encodings of each kind and keeps the first few.
class SOURIS_EXPORT NonCanonicalList {
  public:
    /// Keeps at most `max_places` of each kind.
    explicit NonCanonicalList(std::size_t max_places = 5) noexcept : max_places_(max_places) {}

    /// Counts one encoding and returns whether it is one of the first, to be passed to `keep`.
    /// Calling `keep` is optional; the encoding remains counted.
    [[nodiscard]] bool count_one(NonCanonicalKind kind) noexcept {
        return counts_[index_of(kind)]++ < max_places_;
    }
    void keep(NonCanonicalEncoding encoding) { kept_.push_back(std::move(encoding)); }

    [[nodiscard]] std::uint64_t count(NonCanonicalKind kind) const noexcept {
        return counts_[index_of(kind)];
    }
    [[nodiscard]] std::uint64_t count() const noexcept;

    /// In order of occurrence.
    [[nodiscard]] std::span<const NonCanonicalEncoding> kept() const noexcept { return kept_; }
    /// @copydoc kept
    [[nodiscard]] std::span<NonCanonicalEncoding> kept() noexcept { return kept_; }

    friend bool operator==(const NonCanonicalList&, const NonCanonicalList&) = default;

  private:
    static std::size_t index_of(NonCanonicalKind kind) noexcept {
        return static_cast<std::size_t>(kind);
    }

    std::size_t max_places_;
    std::array<std::uint64_t, non_canonical_kind_count> counts_{};
    std::vector<NonCanonicalEncoding> kept_;
};

/// Called by a reader at each non-canonical encoding. Without a handler, a reader does not look for
/// them.
class SOURIS_EXPORT NonCanonicalHandler {
  public:
    /// Whether to read on. If not, reading fails with `code`: `reserved_bits`, `nonzero_padding` or
    /// `non_minimal_integer`. `offset` is that of the first byte, from the same origin as the
    /// reader's cursor.
    [[nodiscard]] virtual bool tolerates(ErrorCode code, std::size_t offset) = 0;

  protected:
    NonCanonicalHandler() = default;
    NonCanonicalHandler(const NonCanonicalHandler&) = default;
    NonCanonicalHandler& operator=(const NonCanonicalHandler&) = default;
    ~NonCanonicalHandler() = default;
};

/// A handler that tolerates nothing, for strict reading. Static storage; stateless.
[[nodiscard]] SOURIS_EXPORT NonCanonicalHandler* refuse_non_canonical() noexcept;

}}  // namespace souris::v0
