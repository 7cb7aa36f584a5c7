// SPDX-License-Identifier: MIT
#include <memory_resource>

#include <souris/codec.hpp>
#include <souris/parser.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

void parse(benchmark::State& state, const Sample& sample) {
    Parser parser;
    for (auto _ : state) {
        auto view = parser.parse(sample.bytes);
        if (!view) return state.SkipWithError(view.error().message().c_str());
        benchmark::DoNotOptimize(view);
    }
    report_size(state, sample, sample.bytes.size());
}

void decode(benchmark::State& state, const Sample& sample) {
    for (auto _ : state) {
        auto value = decode_value(sample.bytes);
        if (!value) return state.SkipWithError(value.error().message().c_str());
        benchmark::DoNotOptimize(value);
    }
    report_size(state, sample, sample.bytes.size());
}

void decode_monotonic(benchmark::State& state, const Sample& sample) {
    for (auto _ : state) {
        std::pmr::monotonic_buffer_resource resource;
        DecodeOptions options;
        options.resource = &resource;
        auto value = decode_value(sample.bytes, options);
        if (!value) return state.SkipWithError(value.error().message().c_str());
        benchmark::DoNotOptimize(value);
    }
    report_size(state, sample, sample.bytes.size());
}

void encode(benchmark::State& state, const Sample& sample) {
    Sink sink;
    for (auto _ : state) {
        sink.clear();
        const auto encoded = encode_value(sink, sample.value, nullptr, {});
        if (!encoded) return state.SkipWithError(encoded.error().message().c_str());
        benchmark::DoNotOptimize(sink.view().data());
    }
    report_size(state, sample, sink.view().size());
}

void encode_view(benchmark::State& state, const Sample& sample) {
    Parser parser;
    const auto view = parser.parse(sample.bytes);
    if (!view) return state.SkipWithError(view.error().message().c_str());
    Sink sink;
    for (auto _ : state) {
        sink.clear();
        const auto encoded = encode_value(sink, *view, nullptr, {});
        if (!encoded) return state.SkipWithError(encoded.error().message().c_str());
        benchmark::DoNotOptimize(sink.view().data());
    }
    report_size(state, sample, sink.view().size());
}

const Rows rows{
    {"decode", "souris Parser", parse},
    {"decode", "souris Value, monotonic", decode_monotonic},
    {"decode", "souris Value", decode},
    {"encode", "souris Value", encode},
    {"encode", "souris ValueView", encode_view},
};

}}  // namespace souris::bench
