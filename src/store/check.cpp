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

class Checker final : public NonCanonicalHandler {
  public:
    Checker(std::span<const std::byte> bytes, const CheckOptions& options, CheckReport& report)
        : bytes_(bytes),
          reading_(reading_options(options)),
          minds_sourisdb_(options.minds_sourisdb),
          report_(report),
          reader_(bytes, reading_, this) {
        report_.size = bytes.size();
        report_.has_zone_database = options.looks_up_zones && TimeZone::has_database();
        report_.non_canonical = NonCanonicalList(options.max_places);
    }

    [[nodiscard]] Result<void> check() {
        report_.form = form();
        const bool is_packed = report_.form == FileForm::packed_value;
        const auto opened = is_packed ? reader_.open_packed() : reader_.open();
        tell_beginning();
        if (!opened) return opened;
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
                                               reader_.root_options(), report_.has_zone_database,
                                               minds_sourisdb_, found);
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
        if (is_followed && report_.non_canonical.count_one(NonCanonicalKind::trailing_bytes)) {
            report_.non_canonical.keep(
                {NonCanonicalKind::trailing_bytes, OffsetBase::input, end, ""});
        }
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
    bool minds_sourisdb_;
    CheckReport& report_;
    detail::StoreReader reader_;
};

}  // namespace

CheckReport check_bytes(std::span<const std::byte> bytes, const CheckOptions& options) {
    CheckReport report;
    auto checked =
        detail::or_out_of_memory([&] { return Checker(bytes, options, report).check(); });
    if (!checked) report.damage = std::move(checked).error();
    return report;
}

}}  // namespace souris::v0
