// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <souris/json.hpp>
#include <souris/layout.hpp>
#include <souris/value.hpp>

#include "support/file.hpp"
#include "support/hex.hpp"

// Files of sourisdb in tests/vectors/data.

namespace souris::test {

/// `value` with each JSON text replaced by its content, since the expected values spell the same
/// JSON differently.
inline Value with_parsed_json(const Value& value) {
    if (value.is(Type::json)) {
        return Array{"JSON", value_from_json(value.text(), {.tagged = false}).value()};
    }
    Value copy = value;
    if (Array* const array = copy.as_array()) {
        for (Value& element : *array)
            element = with_parsed_json(element);
    } else if (Map* const map = copy.as_map()) {
        for (auto& entry : *map)
            entry.value = with_parsed_json(entry.value);
    }
    return copy;
}

/// A line of values.jsonl.
struct ValueVector {
    std::string line;
    /// In the form of `with_parsed_json`.
    Value value;
    Bytes v1;
    Bytes v2;
};

struct StoreVector {
    std::string name;
    Layout layout;
    Bytes bytes;
    /// The content in tagged JSON.
    std::string json;
};

inline std::vector<ValueVector> value_vectors() {
    std::vector<ValueVector> vectors;
    for (std::string& line : read_lines(SOURIS_VECTORS_DIR "/values.jsonl")) {
        Value row = value_from_json(line).value();
        vectors.push_back({std::move(line), with_parsed_json(*row.at("/value")),
                           from_hex(row.at("/v1").get<std::string_view>().value()),
                           from_hex(row.at("/v2").get<std::string_view>().value())});
    }
    return vectors;
}

inline std::vector<StoreVector> store_vectors() {
    std::vector<StoreVector> vectors;
    for (const auto& entry : std::filesystem::directory_iterator(SOURIS_VECTORS_DIR)) {
        std::filesystem::path path = entry.path();
        if (path.extension() != ".sdb") continue;
        const std::string name = path.filename().string();
        const Layout layout = path.stem().extension() == ".v1" ? Layout::v1 : Layout::v2;
        vectors.push_back(
            {name, layout, read_bytes(path.string()),
             read_text(path.replace_extension().replace_extension(".json").string())});
    }
    std::ranges::sort(vectors, {}, &StoreVector::name);
    return vectors;
}

}  // namespace souris::test
