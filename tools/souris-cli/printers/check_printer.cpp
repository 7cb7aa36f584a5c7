// SPDX-License-Identifier: MIT
#include "printers/check_printer.hpp"

#include <cstdint>

#include <fmt/core.h>

#include "common/report.hpp"

namespace souris::cli {

namespace {

/// "1 byte" or "2 bytes".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string_view verdict_of(const CheckReport& report) {
    if (report.damage) return "damaged";
    return report.non_canonical.count() != 0 ? "sound, but non-canonical" : "sound";
}

std::string_view form_of(const CheckReport& report) {
    switch (report.form) {
        case FileForm::unknown:
            break;
        case FileForm::packed_value:
            return "packed value";
        case FileForm::store:
            if (!report.layout) return "store";
            return *report.layout == Layout::v1 ? "store, layout v1" : "store, layout v2";
    }
    return "unknown";
}

std::string body_of(const CheckReport& report) {
    if (report.layout == Layout::v1) return "as it is";
    if (!report.compression) return "unknown";
    std::string text(name_of(*report.compression));
    if (!report.packed_size) return text + ", cannot be unpacked";
    const std::uint64_t packed = *report.packed_size;
    const std::uint64_t unpacked = *report.unpacked_size;
    const double times =
        packed != 0 ? static_cast<double>(unpacked) / static_cast<double>(packed) : 0;
    return text + fmt::format(", {}; unpacked {}, {:.2f} times", counted(packed, "byte", "bytes"),
                              unpacked, times);
}

std::string checksum_of(const CheckReport& report) {
    switch (report.checksum) {
        case ChecksumVerdict::absent:
            return "none";
        case ChecksumVerdict::right:
            return "right";
        case ChecksumVerdict::wrong:
            break;
    }
    return "wrong: changed since it was written";
}

std::string zones_of(const CheckReport& report) {
    std::string text = std::to_string(report.zone_count);
    if (!report.has_zone_database) return text + ", not looked up: this system has no database";
    return text;
}

class Lines {
  public:
    void row(std::string_view name, std::string_view text) {
        text_ += fmt::format("  {:<13}  {}\n", name, text);
    }
    void line(unsigned indent, std::string_view text) {
        text_ += fmt::format("{:{}}{}\n", "", indent, text);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

void add_non_canonical(Lines& lines, const NonCanonicalList& non_canonical) {
    if (non_canonical.count() == 0) return lines.row("non-canonical", "none");
    lines.row("non-canonical", std::to_string(non_canonical.count()));
    for (std::size_t i = 0; i < non_canonical_kind_count; ++i) {
        const auto kind = static_cast<NonCanonicalKind>(i);
        std::uint64_t untold = non_canonical.count(kind);
        if (untold == 0) continue;
        lines.line(4, fmt::format("{}: {}", phrase_of(kind), untold));
        for (NonCanonicalEncoding encoding : non_canonical.kept()) {
            if (encoding.kind != kind) continue;
            shorten_path(encoding.path);
            // The message without the kind at its beginning.
            lines.line(6, encoding.message().substr(phrase_of(kind).size() + 1));
            --untold;
        }
        if (untold != 0) lines.line(6, fmt::format("and {} more", untold));
    }
}

}  // namespace

std::string to_text(const CheckReport& report, std::string_view name) {
    Lines lines;
    lines.line(0, fmt::format("{}: {}", printable(name), verdict_of(report)));
    if (report.damage) {
        Error error = *report.damage;
        shorten_path(error.path);
        lines.row("damage", error.message());
    }
    lines.row("form", form_of(report));
    lines.row("size", counted(report.size, "byte", "bytes"));
    if (report.form != FileForm::unknown) lines.row("body", body_of(report));
    if (report.table_leaves) {
        const std::string leaves = counted(*report.table_leaves, "leaf", "leaves");
        lines.row("text table",
                  *report.table_leaves == 1 ? leaves + ": no text can be coded by it" : leaves);
    }
    if (report.form == FileForm::store) lines.row("checksum", checksum_of(report));
    const std::string_view until = report.damage ? ", up to the damage" : "";
    lines.row("values", fmt::format("{}{}", report.value_count, until));
    lines.row("depth", fmt::format("{}{}", report.depth, until));
    if (report.zone_count != 0) lines.row("time zones", zones_of(report));
    if (report.is_canonical) lines.row("canonical", *report.is_canonical ? "yes" : "no");
    add_non_canonical(lines, report.non_canonical);
    return lines.take();
}

}  // namespace souris::cli
