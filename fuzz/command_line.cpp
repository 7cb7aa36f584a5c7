// SPDX-License-Identifier: MIT
//
// The input is a file for souris-cli. Output about it must not command a terminal, whoever made the
// file.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <souris/cursor.hpp>

#include "../tests/property/annotate_properties.hpp"
#include "../tests/property/codec_properties.hpp"
#include "../tests/property/json_properties.hpp"
#include "common/json_report.hpp"
#include "common/text_place.hpp"
#include "must_hold.hpp"
#include "printers/annotation_html.hpp"
#include "printers/annotation_printer.hpp"
#include "printers/check_printer.hpp"
#include "printers/dump_bytes.hpp"
#include "printers/stat_html.hpp"
#include "printers/stat_report.hpp"
#include "reading/read_json.hpp"

namespace {

using namespace souris;

bool is_safe_but_for_line_breaks(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = std::min(text.find('\n'), text.size());
        if (!properties::is_safe_for_a_terminal(text.substr(0, size))) return false;
        text.remove_prefix(std::min(size + 1, text.size()));
    }
    return true;
}

/// Checks the output up to a failure, and the failure itself.
bool dump_is_safe(std::span<const std::byte> bytes, const cli::DumpSettings& settings) {
    std::string shown;
    constexpr std::size_t chunk_size = 4096;
    const auto append = [&](std::span<const std::byte> chunk) -> Result<void> {
        shown += as_text(chunk);
        return {};
    };
    Sink sink(append, chunk_size);
    const auto dumped = cli::dump_bytes(sink, bytes, settings);
    if (!sink.finish()) return false;
    if (!dumped && !is_safe_but_for_line_breaks(dumped.error().message())) return false;
    return is_safe_but_for_line_breaks(shown) && (!dumped || shown.ends_with('\n'));
}

bool check_is_safe(std::span<const std::byte> bytes, const Limits& limits) {
    CheckOptions options;
    options.limits = limits;
    const CheckReport report = check_bytes(bytes, options);
    return is_safe_but_for_line_breaks(cli::to_text(report, "input")) &&
           properties::looking_agrees_with_reading(bytes);
}

/// Calls `use` with the data of `stat`, which is valid only during the call.
template <class Use>
auto with_statistics(std::span<const std::byte> bytes, const Limits& limits, const Use& use) {
    CheckOptions options;
    options.limits = limits;
    const CheckReport report = check_bytes(bytes, options);
    cli::ByteStatistics statistics;
    static_cast<void>(annotate_bytes(bytes, statistics, limits));
    return use(cli::StatReport{"input", report, statistics});
}

bool stat_is_safe(const cli::StatReport& found) {
    for (const cli::StatTable& table : cli::tables_of(found)) {
        std::uint64_t sum = 0;
        for (const cli::StatRow& row : table.rows)
            sum += row.bytes;
        if (sum != table.total) return false;
    }
    return is_safe_but_for_line_breaks(cli::to_text(found, false)) &&
           is_safe_but_for_line_breaks(cli::to_line(cli::to_fields(found)));
}

bool annotate_is_safe(std::span<const std::byte> bytes, const Limits& limits) {
    Sink sink;
    cli::AnnotationPrinter printer(sink, false);
    static_cast<void>(annotate_bytes(bytes, printer, limits));
    const Bytes shown = sink.take();
    return is_safe_but_for_line_breaks(as_text(shown));
}

/// Shows where a text is no JSON.
bool place_is_safe(std::string_view text, const Limits& limits) {
    const auto lines = cli::read_json_lines(text, {.limits = limits});
    if (lines) return true;
    const Error& error = lines.error();
    const cli::TextPlace place = cli::find_place(text, error.offset.value_or(text.size()));
    return is_safe_but_for_line_breaks(error.message()) &&
           properties::is_safe_for_a_terminal(place.excerpt);
}

std::size_t count_of_tags(const Bytes& page) {
    return static_cast<std::size_t>(std::count(page.begin(), page.end(), std::byte{'<'}));
}

Bytes annotated_page(std::span<const std::byte> bytes, const Limits& limits) {
    Sink sink;
    cli::AnnotationHtmlWriter writer(sink, bytes);
    const auto annotated = annotate_bytes(bytes, writer, limits);
    writer.finish("input", annotated ? nullptr : &annotated.error());
    return sink.take();
}

Bytes map_page(std::span<const std::byte> bytes, const Limits& limits) {
    Sink sink;
    with_statistics(bytes, limits,
                    [&](const cli::StatReport& found) { cli::write_html(sink, found); });
    return sink.take();
}

/// No content of the file adds markup to the page of an empty file.
bool pages_are_safe(std::span<const std::byte> bytes, const Limits& limits) {
    static const std::size_t annotated_tags = count_of_tags(annotated_page({}, {}));
    static const std::size_t map_tags = count_of_tags(map_page({}, {}));
    return count_of_tags(annotated_page(bytes, limits)) == annotated_tags &&
           count_of_tags(map_page(bytes, limits)) == map_tags;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    cli::DumpSettings settings;
    settings.limits = properties::careful_limits();
    for (const auto format :
         {cli::DumpFormat::tree, cli::DumpFormat::tagged, cli::DumpFormat::json}) {
        settings.format = format;
        SOURIS_MUST_HOLD(dump_is_safe(bytes, settings));
    }
    settings.indent = 2;
    settings.sorts_keys = true;
    SOURIS_MUST_HOLD(dump_is_safe(bytes, settings));
    SOURIS_MUST_HOLD(place_is_safe(as_text(bytes), settings.limits));
    settings.bare_layout = Layout::v2;
    settings.format = cli::DumpFormat::tree;
    SOURIS_MUST_HOLD(dump_is_safe(bytes, settings));
    SOURIS_MUST_HOLD(check_is_safe(bytes, settings.limits));
    SOURIS_MUST_HOLD(with_statistics(bytes, settings.limits, stat_is_safe));
    SOURIS_MUST_HOLD(annotate_is_safe(bytes, settings.limits));
    SOURIS_MUST_HOLD(pages_are_safe(bytes, settings.limits));
    return 0;
}
