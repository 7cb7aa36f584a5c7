// SPDX-License-Identifier: MIT
#include <cstdint>
#include <vector>

#include <nlohmann/json.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

void decode(benchmark::State& state, const Sample& sample) {
    const auto bytes = nlohmann::json::to_cbor(nlohmann::json::parse(sample.json));
    for (auto _ : state) {
        benchmark::DoNotOptimize(nlohmann::json::from_cbor(bytes));
    }
    report_size(state, sample, bytes.size());
}

void encode(benchmark::State& state, const Sample& sample) {
    const auto tree = nlohmann::json::parse(sample.json);
    std::vector<std::uint8_t> bytes;
    for (auto _ : state) {
        bytes.clear();
        nlohmann::json::to_cbor(tree, bytes);
        benchmark::DoNotOptimize(bytes.data());
    }
    report_size(state, sample, bytes.size());
}

const Rows rows{
    {"decode", "nlohmann CBOR", decode},
    {"encode", "nlohmann CBOR", encode},
};

}}  // namespace souris::bench
