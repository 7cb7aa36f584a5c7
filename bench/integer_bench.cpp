// SPDX-License-Identifier: MIT
/// Encoded integers, compared with the usual variable-length codecs.
///
///     integer-bench [options of Google Benchmark]

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <souris/cursor.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/sink.hpp>

#include "integer_codecs.hpp"
#include "integer_data.hpp"

namespace souris::bench { namespace {

using Encode = void (*)(std::span<const std::uint64_t> values, Sink& sink);
using Decode = bool (*)(std::span<const std::byte> bytes, std::span<std::uint64_t> values);

template <class Codec>
void encode_singly(std::span<const std::uint64_t> values, Sink& sink) {
    std::byte* out = sink.reserve(values.size() * max_integer_size);
    for (const std::uint64_t value : values)
        out = Codec::store(out, value);
    sink.commit(out);
}

template <class Codec>
bool decode_singly(std::span<const std::byte> bytes, std::span<std::uint64_t> values) {
    const std::byte* position = bytes.data();
    const std::byte* const end = position + bytes.size();
    for (std::uint64_t& value : values) {
        if (!Codec::load(position, end, value)) return false;
    }
    return position == end;
}

/// Through the interface that `Sink` and `Cursor` have: a place that lives in an object, a look at
/// whether there is room, a `Result`.
template <class Codec>
void encode_by_sink(std::span<const std::uint64_t> values, Sink& sink) {
    for (const std::uint64_t value : values)
        sink.commit(Codec::store(sink.reserve(max_integer_size), value));
}

template <class Codec>
Result<std::uint64_t, ErrorCode> read(const std::byte*& position, const std::byte* end) {
    std::uint64_t value = 0;
    if (!Codec::load(position, end, value)) return tl::unexpected(ErrorCode::truncated);
    return value;
}

template <class Codec>
bool decode_to_result(std::span<const std::byte> bytes, std::span<std::uint64_t> values) {
    const std::byte* position = bytes.data();
    const std::byte* const end = position + bytes.size();
    for (std::uint64_t& value : values) {
        const auto number = read<Codec>(position, end);
        if (!number) return false;
        value = *number;
    }
    return position == end;
}

void encode_souris(std::span<const std::uint64_t> values, Sink& sink) {
    std::byte* out = sink.reserve(values.size() * max_integer_size);
    for (const std::uint64_t value : values)
        out = store_unsigned(out, value);
    sink.commit(out);
}

/// Checks the remaining room for each integer.
void encode_souris_sink(std::span<const std::uint64_t> values, Sink& sink) {
    for (const std::uint64_t value : values)
        sink.write_unsigned(value);
}

void encode_souris_span(std::span<const std::uint64_t> values, Sink& sink) {
    sink.write_integers(values);
}

bool decode_souris_span(std::span<const std::byte> bytes, std::span<std::uint64_t> values) {
    Cursor cursor(bytes);
    return cursor.read_integers(values) && cursor.at_end();
}

bool decode_souris(std::span<const std::byte> bytes, std::span<std::uint64_t> values) {
    Cursor cursor(bytes);
    for (std::uint64_t& value : values) {
        const auto number = cursor.read_unsigned<std::uint64_t>();
        if (!number) return false;
        value = *number;
    }
    return cursor.at_end();
}

/// A codec for many integers.
struct IntegerRow {
    const char* name;
    Encode encode;
    Decode decode;
};

template <class Codec>
constexpr IntegerRow singly(const char* name) {
    return {name, encode_singly<Codec>, decode_singly<Codec>};
}

template <class Codec>
constexpr IntegerRow by_interface(const char* name) {
    return {name, encode_by_sink<Codec>, decode_to_result<Codec>};
}

constexpr IntegerRow integer_rows[]{
    {"souris, singly", encode_souris, decode_souris},
    {"souris, Sink", encode_souris_sink, decode_souris},
    {"souris, spans", encode_souris_span, decode_souris_span},
    singly<Leb128>("LEB128"),
    singly<Bincode>("bincode varint"),
    by_interface<Leb128>("LEB128, Sink"),
    by_interface<Bincode>("bincode varint, Sink"),
};

Bytes encode_all(const IntegerRow& row, const IntegerData& data) {
    Sink sink;
    row.encode(data.values, sink);
    return sink.take();
}

void report_size(benchmark::State& state, const IntegerData& data, std::size_t encoded_size) {
    state.counters["encoded_bytes"] = static_cast<double>(encoded_size);
    state.counters["bytes"] = static_cast<double>(data.values.size() * sizeof(std::uint64_t));
    state.counters["nodes"] = static_cast<double>(data.values.size());
}

void encode(benchmark::State& state, const IntegerRow& row, const IntegerData& data) {
    Sink sink;
    for (auto _ : state) {
        sink.clear();
        row.encode(data.values, sink);
        benchmark::DoNotOptimize(sink.view().data());
        benchmark::ClobberMemory();
    }
    report_size(state, data, encode_all(row, data).size());
}

void decode(benchmark::State& state, const IntegerRow& row, const IntegerData& data) {
    const Bytes bytes = encode_all(row, data);
    std::vector<std::uint64_t> values(data.values.size());
    for (auto _ : state) {
        if (!row.decode(bytes, values)) return state.SkipWithError("refused its own bytes");
        benchmark::ClobberMemory();
    }
    if (values != data.values) return state.SkipWithError("decoded other values");
    report_size(state, data, bytes.size());
}

void register_all() {
    for (const IntegerRow& row : integer_rows) {
        for (const IntegerData& data : integer_data()) {
            const auto name = std::string(row.name) + '/' + data.name;
            benchmark::RegisterBenchmark(
                ("encode/" + name).c_str(),
                [&row, &data](benchmark::State& state) { encode(state, row, data); });
            benchmark::RegisterBenchmark(
                ("decode/" + name).c_str(),
                [&row, &data](benchmark::State& state) { decode(state, row, data); });
        }
    }
}

}}  // namespace souris::bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    souris::bench::register_all();
    benchmark::RunSpecifiedBenchmarks();
}
