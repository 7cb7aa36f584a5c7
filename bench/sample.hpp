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

/// One document in all forms that codecs start from.
struct Sample {
    /// The file's name without its suffix.
    std::string name;
    /// The text of the file, including white space.
    std::string json;
    /// The JSON that souris writes: no white space, shortest numbers.
    std::string compact_json;
    Value value;
    Bytes bytes;
    /// Number of values and map keys.
    std::size_t node_count = 0;
};

/// The store that souris-cli makes from a document: a root other than a map becomes its only entry.
[[nodiscard]] Store store_of(const Value& document);

/// All *.json in `folder`, ordered by name. The error is a message for the user.
[[nodiscard]] Result<std::vector<Sample>, std::string> load_samples(
    const std::filesystem::path& folder);

}  // namespace souris::bench
