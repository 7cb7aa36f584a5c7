// SPDX-License-Identifier: MIT
#include "flexbuffers_tree.hpp"
#include "row.hpp"

namespace souris::bench { namespace {

/// Encodes a souris tree, since FlexBuffers have no tree of their own. There is no row for
/// decoding, because they are read in place.
void build(benchmark::State& state, const Sample& sample) {
    flexbuffers::Builder builder;
    for (auto _ : state) {
        builder.Clear();
        build_tree(builder, sample.value);
        builder.Finish();
        benchmark::DoNotOptimize(builder.GetBuffer().data());
    }
    report_size(state, sample, builder.GetBuffer().size());
}

const Rows rows{{"encode", "flexbuffers build", build}};

}}  // namespace souris::bench
