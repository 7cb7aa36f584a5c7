// SPDX-License-Identifier: MIT
#include "printers/annotation_html.hpp"

#include <fmt/core.h>

#include "common/report.hpp"
#include "printers/annotation_printer.hpp"
#include "printers/html_page.hpp"

namespace souris::cli {

namespace {

/// The classes of parts, numbered as in the script of the page.
enum class PartClass : unsigned { frame, tag, key, text, number, bad };

PartClass class_of(const Annotation& annotation) noexcept {
    if (annotation.kind == AnnotationKind::not_understood) return PartClass::bad;
    if (!annotation.is_of_value) return PartClass::frame;
    if (annotation.is_key) return PartClass::key;
    switch (annotation.kind) {
        case AnnotationKind::tag:
            return PartClass::tag;
        case AnnotationKind::text:
        case AnnotationKind::coded_text:
            return PartClass::text;
        default:
            return PartClass::number;
    }
}

}  // namespace

AnnotationHtmlWriter::AnnotationHtmlWriter(Sink& sink, std::span<const std::byte> bytes,
                                           ReportLength length)
    : sink_(sink), length_(length) {
    write_page_begin(sink_, annotate_page);
    write_bytes(sink_, "input", bytes);
    begin_data(sink_, "lines");
}

void AnnotationHtmlWriter::annotate(const Annotation& annotation) {
    // The meaning, and the bytes as base64 and, until then, in `body_`.
    constexpr std::size_t most_besides = 256;
    if (!length_.take(3 * annotation.content.size() + most_besides)) return;
    ++count_;
    if (annotation.offset_base == OffsetBase::unpacked) {
        body_.insert(body_.end(), annotation.content.begin(), annotation.content.end());
    }
    const bool is_begin = annotation.kind == AnnotationKind::tag;
    const std::size_t depth = annotation.depth + (annotation.is_of_value && !is_begin ? 1 : 0);
    std::string line =
        fmt::format("{} {} {} {}", annotation.content.size(),
                    static_cast<unsigned>(class_of(annotation)), depth, meaning_of(annotation));
    if (is_begin && !annotation.is_key && !annotation.path.empty()) {
        line += '\t' + shown_path(annotation.path);
    }
    write_data(sink_, line + '\n');
}

void AnnotationHtmlWriter::finish(std::string_view name, const Error* damage) {
    end_data(sink_);
    write_bytes(sink_, "unpacked", body_);
    Map meta{{"file", printable(name)}, {"parts", count_}};
    if (damage != nullptr) {
        Error error = *damage;
        shorten_path(error.path);
        meta["damage"] = error.message();
    }
    if (length_.cut() != 0) meta["cut"] = cut_message(length_.cut());
    write_object(sink_, "meta", std::move(meta));
    write_page_end(sink_, annotate_page);
}

}  // namespace souris::cli
