// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include <benchmark/benchmark.h>

#include "sample.hpp"

/// @file
/// What is measured: rows, each of which runs on every document.

namespace souris::bench {

/// One way to decode or encode. `run` prepares what it needs, loops over `state`, and ends with
/// `report_size`.
struct Row {
    /// "decode" or "encode".
    const char* operation;
    /// The codec, and how it is used.
    const char* name;
    void (*run)(benchmark::State& state, const Sample& sample);
};

/// Adds to `all_rows` when it is built: as a constant of a source file, which the build leaves out
/// where its library is not installed.
struct Rows {
    Rows(std::initializer_list<Row> rows);
};

/// Every row of every source file that was built in.
[[nodiscard]] std::vector<Row>& all_rows();

/// What bench/report.py needs besides the time: nodes, and bytes of JSON, the measure of a document
/// that no format has a say in. `encoded_size` is in the codec's own format.
void report_size(benchmark::State& state, const Sample& sample, std::size_t encoded_size);

}  // namespace souris::bench
