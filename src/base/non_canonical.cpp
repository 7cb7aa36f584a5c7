// SPDX-License-Identifier: MIT
#include <numeric>

#include <souris/non_canonical.hpp>

namespace souris { inline namespace v0 {

namespace {

class Refusal final : public NonCanonicalHandler {
  public:
    bool tolerates(ErrorCode, std::size_t) override { return false; }
};

struct KindText {
    std::string_view name;
    std::string_view phrase;
};

/// Kinds that strict reading refuses are named as its errors are.
KindText text_of_refusal(ErrorCode code) noexcept {
    return {name_of(code), phrase_of(code)};
}

KindText text_of(NonCanonicalKind kind) noexcept {
    switch (kind) {
        case NonCanonicalKind::reserved_bits:
            return text_of_refusal(ErrorCode::reserved_bits);
        case NonCanonicalKind::nonzero_padding:
            return text_of_refusal(ErrorCode::nonzero_padding);
        case NonCanonicalKind::non_minimal_integer:
            return text_of_refusal(ErrorCode::non_minimal_integer);
        case NonCanonicalKind::duplicate_key:
            return text_of_refusal(ErrorCode::duplicate_key);
        case NonCanonicalKind::trailing_bytes:
            return text_of_refusal(ErrorCode::trailing_bytes);
        case NonCanonicalKind::unknown_zone:
            return {"unknown_zone", "unknown time zone"};
        case NonCanonicalKind::negative_year:
            return {"negative_year", "year whose sign sourisdb loses"};
        case NonCanonicalKind::unportable_json:
            return {"unportable_json", "JSON that sourisdb refuses"};
        case NonCanonicalKind::unsorted_key:
            return {"unsorted_key", "key out of order"};
        case NonCanonicalKind::signed_state:
            return {"signed_state", "sign state 1"};
        case NonCanonicalKind::count_form:
            return {"count_form", "count in the other of its two forms"};
        case NonCanonicalKind::coded_text:
            return {"coded_text", "coded text"};
        case NonCanonicalKind::text_table:
            return {"text_table", "text table"};
        case NonCanonicalKind::compressed_block:
            return {"compressed_block", "compressed block"};
        case NonCanonicalKind::checksum:
            return {"checksum", "checksum"};
        case NonCanonicalKind::layout_v1:
            return {"layout_v1", "layout v1"};
    }
    return text_of_refusal(ErrorCode::none);
}

}  // namespace

std::string_view name_of(NonCanonicalKind kind) noexcept {
    return text_of(kind).name;
}

std::string_view phrase_of(NonCanonicalKind kind) noexcept {
    return text_of(kind).phrase;
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
