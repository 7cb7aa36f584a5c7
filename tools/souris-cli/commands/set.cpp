// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/timestamp.hpp>
#include <souris/utf8.hpp>

#include "commands/commands.hpp"
#include "common/binary_text.hpp"
#include "common/stream.hpp"
#include "edits/tree_edit.hpp"
#include "files/changed_file.hpp"
#include "options/options.hpp"
#include "reading/read_any_or_json.hpp"
#include "reading/read_json.hpp"

namespace souris::cli {

namespace {

/// How bytes are written as text.
enum class BinaryText : std::uint8_t { base64, hex };

struct SetOptions {
    ChangeOptions change;
    std::string pointer;
    std::string value;
    bool is_string = false;
    bool is_timestamp = false;
    std::optional<BinaryText> binary;
    bool makes_parents = false;
};

/// The file that VALUE names; empty if it is the value itself.
std::optional<std::string> file_of(const SetOptions& options) {
    if (options.is_string) return std::nullopt;
    if (options.value == "-") return "-";
    if (options.value.size() > 1 && options.value[0] == '@') return options.value.substr(1);
    return std::nullopt;
}

/// Builds a string or a binary value from its content.
template <class Content>
Result<Value> within_limit(const Content& content, const Limits& limits) {
    if (content.size() <= limits.max_string) return Value(content);
    return failure(Error(ErrorCode::limit_exceeded, name_of(Limit::string)));
}

Result<Value> string_from(std::string_view text, const Limits& limits) {
    if (!is_utf8(text)) return failure(Error(ErrorCode::invalid_utf8));
    return within_limit(text, limits);
}

Result<Value> timestamp_from(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
    text = text.substr(0, text.find_last_not_of(spaces) + 1);
    const auto time = Timestamp::parse_zoned(text);
    if (time) return Value(*time);
    return failure(
        Error(time.error(), "wanted 2024-10-30 or 2024-10-30T12:34:56, then nothing, Z or +02:00"));
}

Result<Value> binary_from(std::string_view text, BinaryText form, const Limits& limits) {
    const bool is_hex = form == BinaryText::hex;
    const auto bytes = is_hex ? decode_hex(text) : decode_base64(text);
    if (!bytes) {
        return failure(Error(ErrorCode::invalid_number,
                             is_hex ? "wanted two hexadecimal digits a byte" : "wanted base64"));
    }
    return within_limit(std::span<const std::byte>(*bytes), limits);
}

Result<Value> json_from(std::string_view name, std::string_view text, bool is_typed,
                        const Limits& limits) {
    auto value = is_typed ? read_json(name, text, {.limits = limits})
                          : read_any_or_json(name, as_byte_span(text), limits);
    // Text without quotes, or none, does not look like JSON.
    if (!value && (value.error().code == ErrorCode::bad_magic || text.empty())) {
        value = read_json(name, text, {.limits = limits});
    }
    if (!value && is_typed && value.error().code == ErrorCode::invalid_json) {
        value.error().detail +=
            "; text needs quotes, '\"Ada\"', or --string, and a date --timestamp";
    }
    return value;
}

Result<Value> value_from(std::string_view name, std::string_view text, bool is_typed,
                         const SetOptions& options) {
    const Limits limits = options.change.limits.limits();
    if (options.is_string) return string_from(text, limits);
    if (options.is_timestamp) return timestamp_from(text);
    if (options.binary) return binary_from(text, *options.binary, limits);
    return json_from(name, text, is_typed, limits);
}

ExitStatus set(SetOptions& options) {
    const auto file = file_of(options);
    if (file && read_the_same({*file, options.change.file})) {
        return wrong_usage("FILE, VALUE: only one of them can be standard input");
    }
    const std::string name = file ? input_name(*file) : "VALUE";
    // Before the file is locked, since standard input may take its time.
    const auto bytes = file ? read_input(*file, options.change.limits.limits()) : Result<Bytes>();
    if (!bytes) return report(name, bytes.error());
    const std::string_view text = file ? as_text(*bytes) : std::string_view(options.value);
    auto wanted = value_from(name, text, !file, options);
    if (!wanted) {
        return file ? report_unread(name, wanted.error(), *bytes)
                    : report_in_text(name, wanted.error(), text);
    }
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        const auto done = set_at(value, options.pointer, std::move(*wanted), options.makes_parents);
        if (done) return std::nullopt;
        return report(input_name(options.change.file), done.error());
    });
}

ExitStatus remove(SetOptions& options) {
    return change_file(options.change, [&](Value& value) -> std::optional<ExitStatus> {
        const auto done = remove_at(value, options.pointer);
        if (done) return std::nullopt;
        return report(input_name(options.change.file), done.error());
    });
}

}  // namespace

Command set_command() {
    const auto options = std::make_shared<SetOptions>();
    return {
        .summary = "Set one value of a store, in place",
        .description = {"What the pointer names is replaced; the key of a map need not be there. "
                        "The last token - appends to an array. The file keeps its layout and its "
                        "checksum, if it has one.",
                        "A timestamp has no zone: one that is given with an offset becomes UTC, "
                        "one without is taken as it is, and a date alone is its midnight."},
        .parameters = rows(
            {
                changed_file_argument(options->change),
                pointer_argument(options->pointer, "Its JSON Pointer, such as /users/3/name"),
                argument("VALUE", options->value,
                         "Tagged JSON, such as 5 or '\"text\"'; - from standard input,\n"
                         "@FILE from a file, which may also be a store"),
                flag("--string", options->is_string, "VALUE is text as it stands, even - or @FILE"),
                flag("--timestamp", options->is_timestamp,
                     "VALUE is a date, or a date and time: 2024-10-30T12:34:56Z")
                    .excluding("--string"),
                choice("--binary", options->binary,
                       {{"base64", BinaryText::base64}, {"hex", BinaryText::hex}},
                       "VALUE is bytes, written so; white space is skipped")
                    .excluding("--string")
                    .excluding("--timestamp"),
                flag("--parents", options->makes_parents,
                     "Make the maps on the way that are not there, or arrays for - and 0"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli set settings.sdb /user/name '\"Ada\"'", "one value, in place"},
                     {"souris-cli set settings.sdb /user/name Ada --string", "text as it stands"},
                     {"souris-cli set settings.sdb /list/- 5", "appended to an array"},
                     {"base64 icon.png | souris-cli set settings.sdb /icon - --binary base64",
                      "from standard input"}},
        .bad_data = "the data is bad, or there is no such place",
        .run = [options] { return set(*options); },
    };
}

Command rm_command() {
    const auto options = std::make_shared<SetOptions>();
    return {
        .summary = "Remove one value of a store, in place",
        .parameters = rows(
            {
                changed_file_argument(options->change),
                pointer_argument(options->pointer, "Its JSON Pointer, such as /users/3/name"),
            },
            change_options(options->change)),
        .examples = {{"souris-cli rm settings.sdb /user/name", "the value and its key"}},
        .bad_data = "the data is bad, or there is no such value",
        .run = [options] { return remove(*options); },
    };
}

}  // namespace souris::cli
