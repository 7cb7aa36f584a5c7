// SPDX-License-Identifier: MIT
#include "printers/check_json.hpp"

#include <utility>

#include "common/json_report.hpp"

namespace souris::cli {

namespace {

Value form_of(FileForm form) {
    switch (form) {
        case FileForm::unknown:
            break;
        case FileForm::store:
            return "store";
        case FileForm::packed_value:
            return "packed_value";
    }
    return {};
}

Value checksum_of(ChecksumVerdict verdict) {
    switch (verdict) {
        case ChecksumVerdict::absent:
            break;
        case ChecksumVerdict::right:
            return "right";
        case ChecksumVerdict::wrong:
            return "wrong";
    }
    return "none";
}

std::string_view verdict_name(const CheckReport& report) {
    if (report.damage) return "damaged";
    return report.non_canonical.count() != 0 ? "non_canonical" : "sound";
}

Map fields_of_non_canonical(const NonCanonicalList& non_canonical, bool is_canonical_wanted) {
    Map counts;
    for (std::size_t i = 0; i < non_canonical_kind_count; ++i) {
        const auto kind = static_cast<NonCanonicalKind>(i);
        // The rest was not looked for.
        if (kind >= NonCanonicalKind::unsorted_key && !is_canonical_wanted) break;
        counts[name_of(kind)] = non_canonical.count(kind);
    }
    Array places;
    for (const NonCanonicalEncoding& encoding : non_canonical.kept()) {
        places.push_back(
            Map{{"kind", name_of(encoding.kind)},
                {"offset", encoding.offset},
                {"offset_base", encoding.offset_base == OffsetBase::input ? "input" : "unpacked"},
                {"path", encoding.path}});
    }
    return {{"count", non_canonical.count()},
            {"by_kind", std::move(counts)},
            {"places", std::move(places)}};
}

}  // namespace

Map to_fields(const CheckReport& report, std::string_view name) {
    Map fields;
    fields["file"] = data_text(name);
    fields["verdict"] = verdict_name(report);
    fields["damage"] = report.damage ? Value(fields_of(*report.damage)) : Value();
    fields["form"] = form_of(report.form);
    fields["layout"] = report.layout ? Value(*report.layout == Layout::v1 ? "v1" : "v2") : Value();
    fields["size"] = report.size;
    fields["compression"] = report.compression ? Value(name_of(*report.compression)) : Value();
    fields["packed_size"] = value_or_null(report.packed_size);
    fields["unpacked_size"] = value_or_null(report.unpacked_size);
    fields["table_leaves"] = value_or_null(report.table_leaves);
    fields["checksum"] = checksum_of(report.checksum);
    fields["values"] = report.value_count;
    fields["depth"] = report.depth;
    fields["time_zones"] = report.zone_count;
    fields["has_zone_database"] = report.has_zone_database;
    fields["canonical"] = report.is_canonical ? Value(*report.is_canonical) : Value();
    fields["non_canonical"] =
        fields_of_non_canonical(report.non_canonical, report.is_canonical.has_value());
    return fields;
}

}  // namespace souris::cli
