// SPDX-License-Identifier: MIT
#include "printers/dump_bytes.hpp"

#include <string_view>
#include <utility>

#include <souris/json.hpp>
#include <souris/pointer.hpp>
#include <souris/salvage.hpp>

#include "common/indentation.hpp"
#include "edits/sorted_keys.hpp"
#include "reading/read_any.hpp"

namespace souris::cli {

namespace {

/// The containers with missing elements: those on the path to the damage.
Unread unread_of(const Salvage& salvage) {
    Unread unread;
    if (salvage.unread.empty()) return unread;
    const Value* container = &*salvage.root;
    std::string_view path = salvage.path;
    for (std::size_t i = 0; i < salvage.unread.size(); ++i) {
        if (salvage.unread[i] != 0) unread[container] = salvage.unread[i];
        if (i + 1 == salvage.unread.size()) break;
        const auto token = take_pointer_token(path);
        const Map* const map = container->as_map();
        container = map != nullptr ? map->find(*token) : &container->elements().back();
    }
    return unread;
}

Result<void> dump_tree(Sink& sink, std::span<const std::byte> bytes, const DumpSettings& settings) {
    ReadOptions options;
    options.limits = settings.limits;
    Salvage salvage = settings.bare_layout ? salvage_bare(bytes, options, *settings.bare_layout)
                                           : salvage_bytes(bytes, options);
    if (salvage.root && settings.sorts_keys) sort_keys(*salvage.root);
    if (salvage.root) print_tree(sink, *salvage.root, settings.style, unread_of(salvage));
    if (salvage.damage) return failure(*salvage.damage);
    return {};
}

}  // namespace

Result<void> dump_bytes(Sink& sink, std::span<const std::byte> bytes,
                        const DumpSettings& settings) {
    if (settings.format == DumpFormat::tree) return dump_tree(sink, bytes, settings);
    auto value = read_any(bytes, settings.limits, settings.bare_layout);
    if (!value) return failure(value.error());
    return dump_value(sink, *std::move(value), settings);
}

Result<void> dump_value(Sink& sink, Value value, const DumpSettings& settings) {
    if (settings.sorts_keys) sort_keys(value);
    return dump_value(sink, value, settings.format, settings.limits, settings.style,
                      settings.indent);
}

Result<void> dump_value(Sink& sink, const Value& value, DumpFormat format, const Limits& limits,
                        const TreeStyle& style, unsigned indent) {
    if (format == DumpFormat::tree) {
        print_tree(sink, value, style);
        return {};
    }
    JsonWriteOptions writing;
    writing.form = format == DumpFormat::json ? JsonForm::plain : JsonForm::tagged;
    writing.indent = affordable_indentation(value, indent);
    writing.limits = limits;
    if (auto written = write_json(sink, value, writing); !written) return written;
    sink.write_byte('\n');
    return {};
}

}  // namespace souris::cli
