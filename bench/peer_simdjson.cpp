// SPDX-License-Identifier: MIT
#include <simdjson.h>

#include "row.hpp"

namespace souris::bench { namespace {

void parse(benchmark::State& state, const Sample& sample, const std::string& json) {
    const simdjson::padded_string text(json);
    simdjson::dom::parser parser;
    for (auto _ : state) {
        auto root = parser.parse(text);
        if (root.error()) return state.SkipWithError(simdjson::error_message(root.error()));
        benchmark::DoNotOptimize(root);
    }
    report_size(state, sample, json.size());
}

void parse_file(benchmark::State& state, const Sample& sample) {
    parse(state, sample, sample.json);
}

void parse_compact(benchmark::State& state, const Sample& sample) {
    parse(state, sample, sample.compact_json);
}

const Rows rows{
    {"decode", "simdjson DOM", parse_file},
    {"decode", "simdjson DOM, compact JSON", parse_compact},
};

}}  // namespace souris::bench
