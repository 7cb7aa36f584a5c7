// SPDX-License-Identifier: MIT
#include "dump_bytes.hpp"

#include <utility>

#include <souris/codec.hpp>
#include <souris/json.hpp>

#include "read_any.hpp"
#include "tree_printer.hpp"

namespace souris::cli {

namespace {

Result<Value> read_value(std::span<const std::byte> bytes, const DumpSettings& settings) {
    if (!settings.is_bare) return read_any(bytes, settings.limits);
    return decode_value(bytes, {.limits = settings.limits}, settings.layout);
}

}  // namespace

Result<void> dump_bytes(Sink& sink, std::span<const std::byte> bytes,
                        const DumpSettings& settings) {
    const auto value = read_value(bytes, settings);
    if (!value) return failure(value.error());
    return dump_value(sink, *value, settings.format, settings.limits);
}

Result<void> dump_value(Sink& sink, const Value& value, DumpFormat format, const Limits& limits) {
    if (format == DumpFormat::tree) {
        print_tree(sink, value);
        return {};
    }
    JsonWriteOptions writing;
    writing.form = format == DumpFormat::json ? JsonForm::plain : JsonForm::tagged;
    writing.limits = limits;
    if (auto written = write_json(sink, value, writing); !written) return written;
    sink.write_byte('\n');
    return {};
}

}  // namespace souris::cli
