// SPDX-License-Identifier: MIT
#include "files/items.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include <souris/document_scanner.hpp>
#include <souris/value_scanner.hpp>

#include "common/stream.hpp"
#include "options/options.hpp"
#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

ExitStatus for_each_of_stream(Scanner& scanner, const ItemOptions& options, Sink& sink,
                              const std::function<ExitStatus(const Item&)>& show) {
    const std::string file = input_name(options.input);
    auto input = PiecewiseInput::open(options.input);
    if (!input) return report(file, input.error());
    Result<void> written;
    const auto read = [&](std::span<std::byte> room) -> Result<std::size_t> {
        // What was written is to be seen while more is waited for.
        written = sink.finish();
        if (!written) return failure(written.error());
        return input->read(room);
    };
    ExitStatus worst = exit_done;
    for (std::uint64_t number = 1;; ++number) {
        const auto bytes = next_of(scanner, read);
        // `for_each_item` reports it.
        if (!written) return exit_usage;
        const bool is_item = bytes && *bytes;
        if (bytes && !is_item) return worst;
        const Item item{.bytes = is_item ? **bytes : std::span<const std::byte>(),
                        .name = fmt::format("{}, item {}", file, number),
                        .offset = scanner.item_offset(),
                        .is_of_stream = true,
                        .output = &sink};
        worst = std::max(worst, is_item ? show(item) : item.report(bytes.error()));
        if (!is_item || worst == exit_usage) return worst;
    }
}

ExitStatus for_the_file(const ItemOptions& options, const Limits& limits, Sink& sink,
                        const std::function<ExitStatus(const Item&)>& show) {
    const std::string name = input_name(options.input);
    const auto bytes = read_input(options.input, limits);
    if (!bytes) return report(name, bytes.error());
    return show({.bytes = *bytes, .name = name, .output = &sink});
}

ExitStatus for_each(const ItemOptions& options, const Limits& limits, Sink& sink,
                    const std::function<ExitStatus(const Item&)>& show) {
    if (!options.is_stream) return for_the_file(options, limits, sink, show);
    if (options.is_bare) {
        ValueScanner scanner({.limits = limits}, options.layout);
        return for_each_of_stream(scanner, options, sink, show);
    }
    ReadOptions reading;
    reading.limits = limits;
    DocumentScanner scanner(reading);
    return for_each_of_stream(scanner, options, sink, show);
}

}  // namespace

Parameters item_parameters(ItemOptions& options) {
    return {file_argument(options.input),
            flag("--stream", options.is_stream,
                 "FILE has one item after another, each shown when it has come: messages, which "
                 "are\n"
                 "packed values behind their lengths, and stores")};
}

Parameters bare_parameters(ItemOptions& options) {
    return {flag("--bare", options.is_bare, "FILE holds one value's bytes without a store"),
            // Stores contain their layout.
            layout_option(options.layout).needing("--bare")};
}

ExitStatus Item::report(Error error) const {
    if (is_of_stream && error.offset && error.offset_base == OffsetBase::input) {
        *error.offset += offset;
    }
    // `for_each_item` reports what this says.
    static_cast<void>(output->finish());
    return cli::report(name, std::move(error));
}

ExitStatus Item::report_refusal(std::string_view code, const std::string& message,
                                std::string path) const {
    static_cast<void>(output->finish());
    return cli::report_refusal(name, code, message, std::move(path));
}

Result<void> Item::write_whole(const std::function<Result<void>(Sink& sink)>& write) const {
    if (!is_of_stream) {
        auto written = write(*output);
        if (!written) output->clear();
        return written;
    }
    // What is there of the items before it must stay.
    Sink whole;
    auto written = write(whole);
    if (written) output->write_bytes(whole.view());
    return written;
}

ItemProgress::ItemProgress(const Item& item, const char* doing, WhileWorking output) {
    if (!item.is_of_stream) progress_.emplace(std::string(doing) + ' ' + item.name, output);
}

ExitStatus for_each_item(const ItemOptions& options, const Limits& limits,
                         const std::function<ExitStatus(const Item&)>& show) {
    Sink sink = standard_output();
    const ExitStatus status = for_each(options, limits, sink, show);
    const auto finished = sink.finish();
    return finished ? status : report(output_name("-"), finished.error());
}

Result<Value> read_item(const Item& item, const ItemOptions& options, const Limits& limits) {
    return read_any(item.bytes, limits, options.bare_layout());
}

}  // namespace souris::cli
