// SPDX-License-Identifier: MIT
#include "changed_file.hpp"

#include <span>
#include <utility>

#include <unistd.h>

#include <souris/check.hpp>

#include "json_report.hpp"
#include "options.hpp"
#include "output_settings.hpp"
#include "progress.hpp"
#include "read_any.hpp"
#include "stream.hpp"

namespace souris::cli {

namespace {

/// Takes the form of the file that was read.
void keep_form(Packing& packing, std::span<const std::byte> bytes) {
    const CheckReport found =
        check_bytes(bytes, {.limits = packing.limits, .max_places = 0, .looks_up_zones = false});
    packing.is_packed = found.form == FileForm::packed_value;
    packing.layout = found.layout.value_or(Layout::v2);
    packing.checksum = found.checksum != ChecksumVerdict::absent;
    if (found.compression == Compression::brotli) packing.extended = true;
}

bool is_standard_input(const std::string& path) {
    return input_descriptor(path) == STDIN_FILENO;
}

ExitStatus finish(const ChangeOptions& options, bool is_changed, std::span<const std::byte> bytes) {
    const bool goes_elsewhere = !options.into.empty() && options.into != options.file;
    const std::string source = is_standard_input(options.file) ? "-" : options.file;
    const std::string& target = goes_elsewhere ? options.into : source;
    if (is_changed || goes_elsewhere || target == "-") {
        const auto written = write_output(target, bytes);
        if (!written) return report(output_name(target), written.error());
    }
    if (!writes_json()) return exit_done;
    const auto shown = write_beside(target, to_line({{"file", data_text(output_name(target))},
                                                     {"is_changed", is_changed},
                                                     {"size", bytes.size()}}));
    return shown ? exit_done : report(output_name("-"), shown.error());
}

}  // namespace

Parameters change_options(ChangeOptions& options) {
    return rows({path_option("-o,--into", options.into,
                             "Write there, or to standard output for -, and leave FILE as it is")},
                profile_options(options.packing), limit_options(options.limits));
}

Parameter changed_file_argument(ChangeOptions& options) {
    return path_argument("FILE", options.file,
                         "The store or packed value to change; - from standard input to output");
}

ExitStatus change_file(ChangeOptions& options, const Edit& edit) {
    if (options.into.empty() && !is_replaceable(options.file) && !is_standard_input(options.file)) {
        return wrong_usage("FILE: no regular file, so --into must say where the result goes");
    }
    options.packing.limits = options.limits.limits();
    const auto bytes = read_input(options.file, options.packing.limits);
    if (!bytes) return report(input_name(options.file), bytes.error());
    auto value = read_any(*bytes, options.packing.limits);
    if (!value) return report(input_name(options.file), value.error());
    keep_form(options.packing, *bytes);
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    const Value before = *value;
    if (const auto failed = edit(*value)) return *failed;
    if (*value == before) return finish(options, false, *bytes);
    if (!options.packing.is_packed && !value->is(Type::map)) {
        return report(input_name(options.file),
                      Error(ErrorCode::expected_map, "the root of a store"));
    }
    const auto changed = [&] {
        const Progress progress("packing " + input_name(options.file));
        return write_any(std::move(*value), options.packing);
    }();
    if (!changed) return report(input_name(options.file), changed.error());
    return finish(options, true, *changed);
}

}  // namespace souris::cli
