// SPDX-License-Identifier: MIT
#include <numeric>

#include <souris/non_canonical.hpp>

namespace souris { inline namespace v0 {

namespace {

class Refusal final : public NonCanonicalHandler {
  public:
    bool tolerates(ErrorCode, std::size_t) override { return false; }
};

/// The code that names and describes the kind; `none` if no code does.
ErrorCode code_of(NonCanonicalKind kind) noexcept {
    switch (kind) {
        case NonCanonicalKind::reserved_bits:
            return ErrorCode::reserved_bits;
        case NonCanonicalKind::nonzero_padding:
            return ErrorCode::nonzero_padding;
        case NonCanonicalKind::non_minimal_integer:
            return ErrorCode::non_minimal_integer;
        case NonCanonicalKind::duplicate_key:
            return ErrorCode::duplicate_key;
        case NonCanonicalKind::trailing_bytes:
            return ErrorCode::trailing_bytes;
        case NonCanonicalKind::unknown_zone:
        case NonCanonicalKind::negative_year:
        case NonCanonicalKind::unportable_json:
            break;
    }
    return ErrorCode::none;
}

}  // namespace

std::string_view name_of(NonCanonicalKind kind) noexcept {
    switch (kind) {
        case NonCanonicalKind::unknown_zone:
            return "unknown_zone";
        case NonCanonicalKind::negative_year:
            return "negative_year";
        case NonCanonicalKind::unportable_json:
            return "unportable_json";
        default:
            return name_of(code_of(kind));
    }
}

std::string_view phrase_of(NonCanonicalKind kind) noexcept {
    switch (kind) {
        case NonCanonicalKind::unknown_zone:
            return "unknown time zone";
        case NonCanonicalKind::negative_year:
            return "year whose sign sourisdb loses";
        case NonCanonicalKind::unportable_json:
            return "JSON that sourisdb refuses";
        default:
            return phrase_of(code_of(kind));
    }
}

std::string NonCanonicalEncoding::message() const {
    Error place(ErrorCode::none);
    place.offset_base = offset_base;
    place.offset = offset;
    place.path = path;
    return std::string(phrase_of(kind)) + place.message().substr(phrase_of(place.code).size());
}

std::uint64_t NonCanonicalList::count() const noexcept {
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

NonCanonicalHandler* refuse_non_canonical() noexcept {
    static Refusal refusal;
    return &refusal;
}

}}  // namespace souris::v0
