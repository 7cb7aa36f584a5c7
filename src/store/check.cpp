// SPDX-License-Identifier: MIT
#include <cassert>
#include <utility>

#include <souris/check.hpp>
#include <souris/packed.hpp>
#include <souris/time_zone.hpp>

#include "base/out_of_memory.hpp"
#include "base/return_if_error.hpp"
#include "codec/inspector.hpp"
#include "store/framing.hpp"
#include "store/store_reader.hpp"

namespace souris { inline namespace v0 {

namespace {

ReadOptions reading_options(const CheckOptions& options) {
    ReadOptions reading;
    reading.limits = options.limits;
    return reading;
}

/// How many of the encodings canonical form excludes.
std::uint64_t excluded_count(const NonCanonicalList& found) noexcept {
    std::uint64_t count = 0;
    for (std::size_t i = 0; i < non_canonical_kind_count; ++i) {
        const auto kind = static_cast<NonCanonicalKind>(i);
        if (is_excluded_by_canonical_form(kind)) count += found.count(kind);
    }
    return count;
}

/// The first encoding, which canonical form excludes, as an error.
Result<void> refuse_first(const NonCanonicalList& found) {
    if (found.count() == 0) return {};
    Error error(ErrorCode::not_canonical);
    // The path of the first one may be too long to keep.
    if (!found.kept().empty()) {
        const NonCanonicalEncoding& first = found.kept().front();
        error.detail = phrase_of(first.kind);
        error.offset_base = first.offset_base;
        error.offset = first.offset;
        error.path = first.path;
    }
    return failure(std::move(error));
}

Result<void> check_value(std::span<const std::byte> bytes, const Limits& limits) {
    DecodeOptions reading;
    reading.limits = limits;
    detail::Inspection found;
    found.non_canonical = NonCanonicalList(1);
    Cursor cursor(bytes);
    SOURIS_RETURN_IF_ERROR(
        detail::inspect_value(cursor, nullptr, Layout::v2, reading, {.canonical = true}, found));
    if (!cursor.at_end() && found.non_canonical.count_one(NonCanonicalKind::trailing_bytes)) {
        found.non_canonical.keep(
            {NonCanonicalKind::trailing_bytes, OffsetBase::input, cursor.offset(), ""});
    }
    return refuse_first(found.non_canonical);
}

class Checker final : public NonCanonicalHandler {
  public:
    Checker(std::span<const std::byte> bytes, const CheckOptions& options, CheckReport& report)
        : bytes_(bytes),
          reading_(reading_options(options)),
          wanted_{.looks_up_zones = options.looks_up_zones && TimeZone::has_database(),
                  .minds_sourisdb = options.minds_sourisdb,
                  .canonical = options.canonical},
          report_(report),
          reader_(bytes, reading_, this) {
        report_.size = bytes.size();
        report_.has_zone_database = wanted_.looks_up_zones;
        report_.non_canonical = NonCanonicalList(options.max_places);
    }

    [[nodiscard]] Result<void> check() {
        report_.form = form();
        const bool is_packed = report_.form == FileForm::packed_value;
        const auto opened = is_packed ? reader_.open_packed() : reader_.open();
        tell_beginning();
        if (!opened) return opened;
        if (wanted_.canonical) look_at_header();
        SOURIS_RETURN_IF_ERROR(inspect_root());
        SOURIS_RETURN_IF_ERROR(is_packed ? reader_.close_packed() : reader_.close());
        look_behind();
        return {};
    }

    /// For non-canonical encodings before the tree: in the block's own fields and the text table.
    [[nodiscard]] bool tolerates(ErrorCode code, std::size_t offset) override {
        report(code == ErrorCode::nonzero_padding ? NonCanonicalKind::nonzero_padding
                                                  : NonCanonicalKind::non_minimal_integer,
               offset);
        return true;
    }

  private:
    [[nodiscard]] FileForm form() const {
        if (is_packed(bytes_)) return FileForm::packed_value;
        return as_text(bytes_).starts_with(detail::store_magic) ? FileForm::store
                                                                : FileForm::unknown;
    }

    void tell_beginning() {
        const detail::StoreParts& parts = reader_.parts();
        if (report_.form == FileForm::store) report_.layout = parts.layout;
        report_.compression = parts.compression;
        report_.packed_size = parts.packed_size;
        report_.unpacked_size = parts.unpacked_size;
        if (reader_.text() != nullptr) report_.table_leaves = reader_.text()->leaf_count();
        // Preliminary, until the end of the store is known.
        if (report_.form == FileForm::store) report_.checksum = detail::find_trailer(bytes_);
        if (parts.packed_size) tell_checksum(reader_.end());
    }

    /// Reports what canonical form excludes in the header byte.
    void look_at_header() {
        const std::size_t header =
            report_.form == FileForm::store ? detail::store_header_offset : 0;
        if (report_.layout == Layout::v1) report_outside(NonCanonicalKind::layout_v1, header);
        if (report_.compression.value_or(Compression::stored) != Compression::stored) {
            report_outside(NonCanonicalKind::compressed_block, header);
        }
        if (reader_.text() != nullptr) report_outside(NonCanonicalKind::text_table, header);
    }

    void tell_checksum(std::size_t end) {
        if (report_.form != FileForm::store) return;
        if (end != bytes_.size()) {
            report_.checksum = detail::find_trailer(bytes_);
        } else {
            const bool swallowed = detail::needs_trailer(bytes_, reader_.layout());
            report_.checksum = swallowed ? ChecksumVerdict::wrong : ChecksumVerdict::absent;
        }
    }

    [[nodiscard]] Result<void> inspect_root() {
        detail::Inspection found;
        found.non_canonical = std::move(report_.non_canonical);
        const std::size_t before = found.non_canonical.kept().size();
        auto inspected = detail::inspect_value(reader_.body(), reader_.text(), reader_.layout(),
                                               reader_.root_options(), wanted_, found);
        report_.value_count = found.value_count;
        report_.depth = found.depth;
        report_.zone_count = found.zone_count;
        report_.non_canonical = std::move(found.non_canonical);
        assert(before <= report_.non_canonical.kept().size());
        for (NonCanonicalEncoding& encoding : report_.non_canonical.kept().subspan(before))
            locate(encoding);
        if (!inspected) return failure(reader_.locate(std::move(inspected).error()));
        tell_checksum(reader_.end());
        return {};
    }

    /// Checks for bytes after the end, both of the body and of the file.
    void look_behind() {
        const Cursor& body = reader_.body();
        if (report_.packed_size && !body.at_end()) {
            report(NonCanonicalKind::trailing_bytes, body.offset());
        }
        const std::size_t end = reader_.end();
        const bool is_followed =
            report_.form == FileForm::packed_value
                ? end != bytes_.size()
                : detail::check_ending(bytes_, end, reader_.layout()) == detail::Ending::foreign;
        if (is_followed) report_outside(NonCanonicalKind::trailing_bytes, end);
        if (wanted_.canonical && report_.checksum == ChecksumVerdict::right) {
            report_outside(NonCanonicalKind::checksum, bytes_.size() - detail::trailer_size);
        }
    }

    /// Reports a place outside of the body.
    void report_outside(NonCanonicalKind kind, std::size_t offset) {
        if (!report_.non_canonical.count_one(kind)) return;
        report_.non_canonical.keep({kind, OffsetBase::input, offset, ""});
    }

    void report(NonCanonicalKind kind, std::size_t offset) {
        if (!report_.non_canonical.count_one(kind)) return;
        NonCanonicalEncoding encoding{kind, OffsetBase::input, offset, ""};
        locate(encoding);
        report_.non_canonical.keep(std::move(encoding));
    }

    /// Makes the offset relative to the file, by what the reader has read so far.
    void locate(NonCanonicalEncoding& encoding) const {
        Error place(ErrorCode::none);
        place.offset = encoding.offset;
        place = reader_.locate(std::move(place));
        assert(place.offset.has_value());
        encoding.offset = *place.offset;
        encoding.offset_base = place.offset_base;
    }

    std::span<const std::byte> bytes_;
    ReadOptions reading_;
    detail::InspectionOptions wanted_;
    CheckReport& report_;
    detail::StoreReader reader_;
};

}  // namespace

CheckReport check_bytes(std::span<const std::byte> bytes, const CheckOptions& options) {
    CheckReport report;
    auto checked =
        detail::or_out_of_memory([&] { return Checker(bytes, options, report).check(); });
    if (options.canonical)
        report.is_canonical = checked && excluded_count(report.non_canonical) == 0;
    if (!checked) report.damage = std::move(checked).error();
    return report;
}

Result<void> is_canonical(std::span<const std::byte> bytes, const Limits& limits) {
    const CheckReport report = check_bytes(bytes, {.limits = limits,
                                                   .max_places = 1,
                                                   .looks_up_zones = false,
                                                   .minds_sourisdb = false,
                                                   .canonical = true});
    if (report.damage) return failure(*report.damage);
    return detail::or_out_of_memory([&] { return refuse_first(report.non_canonical); });
}

Result<void> is_canonical_value(std::span<const std::byte> bytes, const Limits& limits) {
    return detail::or_out_of_memory([&] { return check_value(bytes, limits); });
}

}}  // namespace souris::v0
