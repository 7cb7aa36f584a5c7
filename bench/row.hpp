// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include <benchmark/benchmark.h>

#include "sample.hpp"

/// Rows of measurements; each runs on every document.

namespace souris::bench {

/// One way to decode or encode. `run` prepares its input, loops over `state`, and calls
/// `report_size` at the end.
struct Row {
    /// "decode" or "encode".
    const char* operation;
    /// The codec and its variant.
    const char* name;
    void (*run)(benchmark::State& state, const Sample& sample);
};

/// Adds a row to `all_rows` on construction. Used as a constant in source files, which the build
/// omits if their library is not installed.
struct Rows {
    Rows(std::initializer_list<Row> rows);
};

/// All rows of all source files built.
[[nodiscard]] std::vector<Row>& all_rows();

/// Data for bench/report.py besides the time: the number of nodes, and the size of the JSON, a
/// measure of the document that is independent of the format. `encoded_size` is that of the codec's
/// own format.
void report_size(benchmark::State& state, const Sample& sample, std::size_t encoded_size);

}  // namespace souris::bench
