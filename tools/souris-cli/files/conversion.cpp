// SPDX-License-Identifier: MIT
#include "files/conversion.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <souris/cbor.hpp>
#include <souris/codec.hpp>
#include <souris/cursor.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "common/indentation.hpp"
#include "files/json_lines.hpp"
#include "options/packing.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

/// The corresponding format of the library, if it is not one of its own.
std::optional<OtherFormat> other_format(FileFormat format, bool is_canonical) noexcept {
    switch (format) {
        case FileFormat::json:
        case FileFormat::ndjson:
            return OtherFormat::json;
        case FileFormat::cbor:
            return is_canonical ? OtherFormat::canonical_cbor : OtherFormat::cbor;
        case FileFormat::msgpack:
            return OtherFormat::msgpack;
        default:
            return std::nullopt;
    }
}

Result<Value> read_store(std::span<const std::byte> bytes, const Limits& limits) {
    ReadOptions options;
    options.limits = limits;
    auto store = decode_store(bytes, options);
    if (!store) return failure(std::move(store).error());
    return Value(std::move(store->map()));
}

Result<Bytes> write_json_file(const Value& value, JsonForm form,
                              const ConversionSettings& settings) {
    auto text = to_json(value, {.form = form,
                                .indent = affordable_indentation(value, settings.indent),
                                .limits = settings.limits});
    if (!text) return failure(std::move(text).error());
    *text += '\n';
    const auto bytes = as_byte_span(*text);
    return Bytes(bytes.begin(), bytes.end());
}

}  // namespace

std::string_view name_of(FileFormat format) noexcept {
    switch (format) {
        case FileFormat::sdb:
            break;
        case FileFormat::packed:
            return "packed";
        case FileFormat::bare:
            return "bare";
        case FileFormat::json:
            return "json";
        case FileFormat::tagged:
            return "tagged";
        case FileFormat::ndjson:
            return "ndjson";
        case FileFormat::cbor:
            return "cbor";
        case FileFormat::msgpack:
            return "msgpack";
    }
    return "sdb";
}

std::optional<FileFormat> format_of(std::string_view path) noexcept {
    // Longer extensions first.
    constexpr std::pair<std::string_view, FileFormat> ends[] = {
        {".tagged.json", FileFormat::tagged},
        {".json", FileFormat::json},
        {".ndjson", FileFormat::ndjson},
        {".jsonl", FileFormat::ndjson},
        {".sdb", FileFormat::sdb},
        {".packed", FileFormat::packed},
        {".bin", FileFormat::bare},
        {".cbor", FileFormat::cbor},
        {".msgpack", FileFormat::msgpack},
        {".mp", FileFormat::msgpack},
    };
    // Case-insensitive, as on systems whose file names are.
    const auto is_same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    };
    for (const auto& [end, format] : ends) {
        if (path.size() >= end.size() &&
            std::equal(path.end() - static_cast<std::ptrdiff_t>(end.size()), path.end(),
                       end.begin(), is_same)) {
            return format;
        }
    }
    return std::nullopt;
}

bool has_canonical_form(FileFormat format) noexcept {
    return format == FileFormat::sdb || format == FileFormat::packed ||
           format == FileFormat::bare || format == FileFormat::cbor;
}

Result<Value> read_as(FileFormat format, std::span<const std::byte> bytes,
                      const ConversionSettings& settings, Losses& losses) {
    InteropReadOptions interop;
    interop.limits = settings.limits;
    interop.tagged = settings.is_tagged;
    interop.lossy = settings.is_lossy;
    interop.losses = &losses.count;
    interop.dropped = &losses.dropped;
    interop.wide_floats = settings.reads_wide_floats;
    switch (format) {
        case FileFormat::sdb:
            break;
        case FileFormat::packed:
            return unpack(bytes, {.limits = settings.limits});
        case FileFormat::bare:
            // Bytes after the value would be lost, so reading is strict.
            return decode_value(bytes, {.limits = settings.limits, .strict = true});
        case FileFormat::json:
        case FileFormat::tagged:
            return value_from_json(as_text(bytes), {.limits = settings.limits,
                                                    .tagged = format == FileFormat::tagged,
                                                    .dropped = &losses.dropped});
        case FileFormat::ndjson: {
            auto lines = read_json_lines(as_text(bytes), {.limits = settings.limits,
                                                          .tagged = settings.is_tagged,
                                                          .dropped = &losses.dropped});
            if (!lines || !settings.lines_key) return lines;
            return with_lines_key(std::move(*lines), settings.lines_key);
        }
        case FileFormat::cbor:
            return value_from_cbor(bytes, interop);
        case FileFormat::msgpack:
            return value_from_msgpack(bytes, interop);
    }
    return read_store(bytes, settings.limits);
}

Result<Bytes> write_as(FileFormat format, Value value, const ConversionSettings& settings,
                       Losses& losses) {
    std::string lines_path;
    if (format == FileFormat::ndjson) {
        const auto lines = find_lines(value, settings.lines_key, lines_path);
        if (!lines) return failure(lines.error());
        value = Value(std::move(**lines));
    }
    const bool keeps_types = settings.is_tagged && format != FileFormat::json;
    if (const auto other = other_format(format, settings.is_canonical); other && !keeps_types) {
        if (settings.is_lossy) {
            losses.count += approximate(value, *other);
        } else if (auto checked = check_expressible(value, *other); !checked) {
            Error error = std::move(checked).error();
            error.path.insert(0, lines_path);
            return failure(std::move(error));
        }
    }
    InteropWriteOptions interop;
    interop.limits = settings.limits;
    interop.tagged = settings.is_tagged;
    interop.canonical = settings.is_canonical;
    Packing packing;
    packing.limits = settings.limits;
    packing.canonical = settings.is_canonical;
    switch (format) {
        case FileFormat::sdb:
            break;
        case FileFormat::packed:
            packing.is_packed = true;
            return write_any(std::move(value), packing);
        case FileFormat::bare: {
            EncodeOptions options;
            options.limits = settings.limits;
            options.canonical = settings.is_canonical;
            return encode_value(value, options);
        }
        case FileFormat::json:
            return write_json_file(value, JsonForm::plain, settings);
        case FileFormat::tagged:
            return write_json_file(value, JsonForm::tagged, settings);
        case FileFormat::ndjson:
            return write_json_lines(value, settings.is_tagged, settings.limits, lines_path);
        case FileFormat::cbor:
            return to_cbor(value, interop);
        case FileFormat::msgpack:
            return to_msgpack(value, interop);
    }
    if (!value.is(Type::map)) {
        if (!settings.is_lossy) {
            return failure(Error(ErrorCode::unrepresentable, "a store's root is a map"));
        }
        ++losses.count;
    }
    return write_any(std::move(value), packing);
}

}  // namespace souris::cli
