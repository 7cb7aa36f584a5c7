// SPDX-License-Identifier: MIT
#include "files/changed_file.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include <unistd.h>

#include <souris/check.hpp>

#include "common/json_report.hpp"
#include "common/output_settings.hpp"
#include "common/progress.hpp"
#include "common/stream.hpp"
#include "options/options.hpp"
#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

/// Adopts the form of the file that was read.
void keep_form(Packing& packing, std::span<const std::byte> bytes) {
    const CheckReport found =
        check_bytes(bytes, {.limits = packing.limits, .max_places = 0, .looks_up_zones = false});
    packing.is_packed = found.form == FileForm::packed_value;
    packing.layout = found.layout.value_or(Layout::v2);
    packing.checksum = found.checksum != ChecksumVerdict::absent;
    if (found.compression && !is_portable(*found.compression, Layout::v2)) packing.extended = true;
}

bool is_standard_input(const std::string& path) {
    return input_descriptor(path) == STDIN_FILENO;
}

/// The path that the result goes to.
std::string target_of(const ChangeOptions& options) {
    if (!options.into.empty()) return options.into;
    return is_standard_input(options.file) ? "-" : options.file;
}

/// Locks the file if necessary.
Result<ReplacedFile> open_file(const ChangeOptions& options, const std::string& target) {
    return ReplacedFile::open(options.file, target, options.locking);
}

ExitStatus finish(const std::string& target, ReplacedFile& file, bool is_changed,
                  std::span<const std::byte> bytes) {
    if (is_changed || !file.is_in_place()) {
        const auto written = file.write(bytes);
        if (!written) return report(output_name(target), written.error());
    }
    if (!writes_json()) return exit_done;
    const auto shown = write_beside(target, to_line({{"file", data_text(output_name(target))},
                                                     {"is_changed", is_changed},
                                                     {"size", bytes.size()}}));
    return shown ? exit_done : report(output_name("-"), shown.error());
}

/// Fails if the file has changed since it was read without a lock.
Result<void> check_same(const ReplacedFile& file, const Limits& limits,
                        std::span<const std::byte> bytes) {
    if (!file.is_in_place()) return {};
    const auto now = file.read(limits);
    if (!now) return failure(now.error());
    if (!std::ranges::equal(*now, bytes)) return failure(ErrorCode::file_changed);
    return {};
}

}  // namespace

Parameters change_options(ChangeOptions& options) {
    return rows({path_option("-o,--into", options.into,
                             "Write there, or to standard output for -, and leave FILE as it is")},
                profile_options(options.packing), lock_options(options.locking),
                limit_options(options.limits));
}

Parameter changed_file_argument(ChangeOptions& options) {
    return path_argument("FILE", options.file,
                         "The store or packed value to change; - from standard input to output");
}

ExitStatus change_file(ChangeOptions& options, const Edit& edit, Locked locked) {
    if (options.into.empty() && !is_replaceable(options.file) && !is_standard_input(options.file)) {
        return wrong_usage("FILE: no regular file, so --into must say where the result goes");
    }
    options.packing.limits = options.limits.limits();
    const std::string name = input_name(options.file);
    const std::string target = target_of(options);
    LockOptions no_lock;
    no_lock.goes_without = true;
    auto file = locked == Locked::from_reading_on
                    ? open_file(options, target)
                    : ReplacedFile::open(options.file, target, no_lock);
    if (!file) return report(name, file.error());
    const auto bytes = file->read(options.packing.limits);
    if (!bytes) return report(name, bytes.error());
    Value before;
    auto value = [&] {
        const Progress progress("reading " + name);
        auto read = read_any(*bytes, options.packing.limits);
        if (read) {
            keep_form(options.packing, *bytes);
            before = *read;
        }
        return read;
    }();
    if (!value) return report(name, value.error());
    if (const auto refused = refuse_contradiction(options.packing)) return *refused;
    if (const auto failed = edit(*value)) return *failed;
    if (*value == before) return finish(target, *file, false, *bytes);
    if (!options.packing.is_packed && !value->is(Type::map)) {
        return report(name, Error(ErrorCode::expected_map, "the root of a store"));
    }
    const auto changed = [&] {
        const Progress progress("packing " + name);
        return write_any(std::move(*value), options.packing);
    }();
    if (!changed) return report(name, changed.error());
    if (locked == Locked::while_writing) {
        file = open_file(options, target);
        if (!file) return report(name, file.error());
        const auto same = check_same(*file, options.packing.limits, *bytes);
        if (!same) return report(name, same.error());
    }
    return finish(target, *file, true, *changed);
}

}  // namespace souris::cli
