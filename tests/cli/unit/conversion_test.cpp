// SPDX-License-Identifier: MIT
#include "files/conversion.hpp"

#include <optional>
#include <string_view>

#include <doctest/doctest.h>

using souris::cli::FileFormat;
using souris::cli::format_of;

TEST_CASE("the end of a name tells the format, in any case") {
    const struct {
        std::string_view path;
        std::optional<FileFormat> format;
    } rows[] = {
        {"a.sdb", FileFormat::sdb},
        {"a.SDB", FileFormat::sdb},
        {"a.PACKED", FileFormat::packed},
        {"a.BIN", FileFormat::bare},
        {"a.JSON", FileFormat::json},
        {"a.Tagged.Json", FileFormat::tagged},
        {"a.ndjson", FileFormat::ndjson},
        {"a.JSONL", FileFormat::ndjson},
        {"a.Cbor", FileFormat::cbor},
        {"a.MSGPACK", FileFormat::msgpack},
        {"a.Mp", FileFormat::msgpack},
        {".json", FileFormat::json},
        {"folder.sdb/a", std::nullopt},
        {"json", std::nullopt},
        {"a.txt", std::nullopt},
        {"-", std::nullopt},
        {"", std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path);
        CHECK(format_of(row.path) == row.format);
    }
}
