// SPDX-License-Identifier: MIT
/// Decoding and encoding of whole documents, by souris and by the other libraries installed.
///
///     codec-bench [--corpus FOLDER] [options of Google Benchmark]

#include <cstdio>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "row.hpp"
#include "sample.hpp"

namespace souris::bench {

std::vector<Row>& all_rows() {
    static std::vector<Row> rows;
    return rows;
}

Rows::Rows(std::initializer_list<Row> rows) {
    all_rows().insert(all_rows().end(), rows);
}

void report_size(benchmark::State& state, const Sample& sample, std::size_t encoded_size) {
    state.counters["encoded_bytes"] = static_cast<double>(encoded_size);
    state.counters["bytes"] = static_cast<double>(sample.compact_json.size());
    state.counters["nodes"] = static_cast<double>(sample.node_count);
}

}  // namespace souris::bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    std::string folder = SOURIS_BENCH_SAMPLES;
    if (argc == 3 && std::string_view(argv[1]) == "--corpus") {
        folder = argv[2];
    } else if (argc != 1) {
        std::fprintf(stderr, "usage: %s [--corpus FOLDER] [--benchmark_...]\n", argv[0]);
        return 2;
    }

    const auto samples = souris::bench::load_samples(folder);
    if (!samples) {
        std::fprintf(stderr, "%s\n", samples.error().c_str());
        return 1;
    }
    for (const auto& sample : *samples) {
        for (const auto& row : souris::bench::all_rows()) {
            const auto name = std::string(row.operation) + '/' + row.name + '/' + sample.name;
            benchmark::RegisterBenchmark(
                name.c_str(), [&row, &sample](benchmark::State& state) { row.run(state, sample); });
        }
    }
    benchmark::RunSpecifiedBenchmarks();
}
