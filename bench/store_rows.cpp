// SPDX-License-Identifier: MIT
/// Stores of every profile, written and opened. Other libraries have no equivalent. Megabytes count
/// the tree as `encode_value` writes it, raw and stored.

#include <souris/document.hpp>
#include <souris/store.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

WriteOptions options_for(Profile profile, bool extended) {
    WriteOptions options;
    options.profile = profile;
    options.extended = extended;
    return options;
}

void report_store(benchmark::State& state, const Sample& sample, std::size_t encoded_size) {
    report_size(state, sample, encoded_size);
    state.counters["bytes"] = static_cast<double>(sample.bytes.size());
}

template <Profile profile, bool extended = false>
void write(benchmark::State& state, const Sample& sample) {
    const Store store = store_of(sample.value);
    const WriteOptions options = options_for(profile, extended);
    std::size_t size = 0;
    for (auto _ : state) {
        const auto bytes = encode_store(store, options);
        if (!bytes) return state.SkipWithError(bytes.error().message().c_str());
        size = bytes->size();
    }
    report_store(state, sample, size);
}

template <Profile profile, bool extended = false>
void open(benchmark::State& state, const Sample& sample) {
    const auto bytes = encode_store(store_of(sample.value), options_for(profile, extended));
    if (!bytes) return state.SkipWithError(bytes.error().message().c_str());
    for (auto _ : state) {
        auto document = Document::view(*bytes);
        if (!document) return state.SkipWithError(document.error().message().c_str());
        benchmark::DoNotOptimize(document);
    }
    report_store(state, sample, bytes->size());
}

// `smallest` takes a second per document; bench/sizes shows its results.
const Rows rows{
    {"store, write", "souris stored", write<Profile::stored>},
    {"store, write", "souris fast", write<Profile::fast>},
    {"store, write", "souris balanced", write<Profile::balanced>},
    {"store, open", "souris stored", open<Profile::stored>},
    {"store, open", "souris fast", open<Profile::fast>},
    {"store, open", "souris balanced", open<Profile::balanced>},
    {"store, open", "souris smallest", open<Profile::smallest>},
    {"store, open", "souris balanced, extended", open<Profile::balanced, true>},
};

}}  // namespace souris::bench
