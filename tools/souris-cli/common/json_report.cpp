// SPDX-License-Identifier: MIT
#include "common/json_report.hpp"

#include <utility>

#include <souris/json.hpp>
#include <souris/utf8.hpp>

#include "common/memory_bound.hpp"
#include "common/report.hpp"

namespace souris::cli {

namespace {

std::string_view name_of_kind(ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::bad_input:
            return "bad_input";
        case ErrorKind::limit:
            return "limit";
        case ErrorKind::misuse:
            return "misuse";
        case ErrorKind::system:
            return "system";
        case ErrorKind::internal:
            break;
    }
    return "internal";
}

}  // namespace

Value text_or_null(std::string_view text) {
    return text.empty() ? Value() : Value(text);
}

std::string data_text(std::string_view text) {
    return is_utf8(text) ? std::string(text) : printable(text);
}

Map fields_of(const Error& met) {
    const Error error = told_by_bound(met);
    Map fields;
    fields["code"] = name_of(error.code);
    fields["kind"] = name_of_kind(kind_of(error.code));
    fields["message"] = error.message();
    fields["offset"] = value_or_null(error.offset);
    fields["offset_base"] = error.offset_base == OffsetBase::input ? "input" : "unpacked";
    fields["path"] = data_text(error.path);
    fields["detail"] = text_or_null(data_text(error.detail));
    return fields;
}

std::string to_line(Map report) {
    JsonWriteOptions options;
    options.form = JsonForm::plain;
    options.limits = Limits::unlimited();
    auto line = to_json(Value(std::move(report)), options);
    return line ? *line + '\n' : "{}\n";
}

}  // namespace souris::cli
