// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/store.hpp>
#include <souris/value.hpp>

namespace souris::bench {

/// One document in the forms that codecs start from.
struct Sample {
    /// The file's name without its suffix.
    std::string name;
    /// As the file has it, white space included.
    std::string json;
    /// As souris writes it: no white space, shortest numbers.
    std::string compact_json;
    Value value;
    Bytes bytes;
    /// Values and map keys.
    std::size_t node_count = 0;
};

/// The store that souris-cli makes of a document: a root that is no map becomes its one entry.
[[nodiscard]] Store store_of(const Value& document);

/// All *.json in `folder`, ordered by name. The error is a message for people.
[[nodiscard]] Result<std::vector<Sample>, std::string> load_samples(
    const std::filesystem::path& folder);

}  // namespace souris::bench
