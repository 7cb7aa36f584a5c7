// SPDX-License-Identifier: MIT
//
// Objects of C++ types: 10,000 log records, encoded and decoded one by one and as one array,
// compared with msgpack-cxx. Each library writes them as maps from the names of members, and as
// arrays of values.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <souris/object.hpp>
#include <souris/sink.hpp>

#include "msgpack_members.hpp"

namespace {

struct Record {
    std::uint64_t time = 0;
    std::uint32_t thread = 0;
    std::uint16_t line = 0;
    bool is_error = false;
    double seconds = 0;
    std::string module;
    std::string message;
    std::vector<std::uint32_t> codes;

    friend bool operator==(const Record&, const Record&) = default;
};

#if HAS_MSGPACK
/// The same type for msgpack-cxx.
template <bool is_map>
struct Packed : Record {
    Packed() = default;
    explicit Packed(const Record& record) : Record(record) {}

    PACKED_MEMBERS("time", time, "thread", thread, "line", line, "is_error", is_error, "seconds",
                   seconds, "module", module, "message", message, "codes", codes)
};
#endif

std::vector<Record> make_records() {
    std::vector<Record> records(10'000);
    std::uint64_t state = 1;
    const auto draw = [&](std::uint64_t below) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return (state >> 33U) % below;
    };
    const std::vector<std::string> modules{"net.http", "store", "auth.session", "db", "scheduler"};
    for (std::size_t i = 0; i < records.size(); ++i) {
        Record& record = records[i];
        record.time = 1'700'000'000'000'000'000U + i * 1'000'000 + draw(1'000'000);
        record.thread = static_cast<std::uint32_t>(draw(64));
        record.line = static_cast<std::uint16_t>(draw(3000));
        record.is_error = draw(10) == 0;
        record.seconds = static_cast<double>(draw(1'000'000)) / 1e6;
        record.module = modules[draw(modules.size())];
        record.message = "request " + std::to_string(draw(100'000)) + " took longer than expected";
        for (std::uint64_t left = draw(8); left != 0; --left)
            record.codes.push_back(static_cast<std::uint32_t>(draw(draw(2) == 0 ? 200 : 100'000)));
    }
    return records;
}

const std::vector<Record>& records() {
    static const std::vector<Record> all = make_records();
    return all;
}

/// report.py counts a record as a node.
void count(benchmark::State& state, std::size_t size) {
    state.counters["bytes"] = static_cast<double>(size);
    state.counters["nodes"] = static_cast<double>(records().size());
}

void souris_encode(benchmark::State& state, souris::ObjectForm form) {
    souris::Sink sink;
    for (auto _ : state) {
        sink.clear();
        for (const Record& record : records()) {
            if (!souris::encode(sink, record, {.form = form})) std::abort();
        }
        benchmark::DoNotOptimize(sink.view().data());
    }
    count(state, sink.view().size());
}

void souris_decode(benchmark::State& state, souris::ObjectForm form) {
    std::vector<souris::Bytes> all;
    std::size_t size = 0;
    for (const Record& record : records()) {
        all.push_back(*souris::encode(record, {.form = form}));
        if (souris::decode<Record>(all.back()) != record) std::abort();
        size += all.back().size();
    }
    for (auto _ : state) {
        for (const souris::Bytes& bytes : all) {
            const auto decoded = souris::decode<Record>(bytes);
            benchmark::DoNotOptimize(decoded->codes.data());
        }
    }
    count(state, size);
}

void souris_encode_all(benchmark::State& state, souris::ObjectForm form) {
    std::size_t size = 0;
    for (auto _ : state) {
        const auto bytes = souris::encode(records(), {.form = form});
        size = bytes->size();
        benchmark::DoNotOptimize(bytes->data());
    }
    count(state, size);
}

void souris_decode_all(benchmark::State& state, souris::ObjectForm form) {
    const souris::Bytes bytes = *souris::encode(records(), {.form = form});
    for (auto _ : state) {
        const auto decoded = souris::decode<std::vector<Record>>(bytes);
        benchmark::DoNotOptimize(decoded->data());
    }
    count(state, bytes.size());
}

BENCHMARK_CAPTURE(souris_encode, map, souris::ObjectForm::map)
    ->Name("encode objects/souris map/one by one");
BENCHMARK_CAPTURE(souris_encode, array, souris::ObjectForm::array)
    ->Name("encode objects/souris array/one by one");
BENCHMARK_CAPTURE(souris_decode, map, souris::ObjectForm::map)
    ->Name("decode objects/souris map/one by one");
BENCHMARK_CAPTURE(souris_decode, array, souris::ObjectForm::array)
    ->Name("decode objects/souris array/one by one");
BENCHMARK_CAPTURE(souris_encode_all, map, souris::ObjectForm::map)
    ->Name("encode objects/souris map/in one array");
BENCHMARK_CAPTURE(souris_encode_all, array, souris::ObjectForm::array)
    ->Name("encode objects/souris array/in one array");
BENCHMARK_CAPTURE(souris_decode_all, map, souris::ObjectForm::map)
    ->Name("decode objects/souris map/in one array");
BENCHMARK_CAPTURE(souris_decode_all, array, souris::ObjectForm::array)
    ->Name("decode objects/souris array/in one array");

#if HAS_MSGPACK
template <bool is_map>
std::vector<Packed<is_map>> packed_records() {
    return {records().begin(), records().end()};
}

template <bool is_map>
void msgpack_encode(benchmark::State& state) {
    const auto all = packed_records<is_map>();
    msgpack::sbuffer buffer;
    for (auto _ : state) {
        buffer.clear();
        for (const auto& record : all)
            msgpack::pack(buffer, record);
        benchmark::DoNotOptimize(buffer.data());
    }
    count(state, buffer.size());
}

template <bool is_map>
void msgpack_decode(benchmark::State& state) {
    std::vector<msgpack::sbuffer> all;
    std::size_t size = 0;
    for (const auto& record : packed_records<is_map>()) {
        all.emplace_back();
        msgpack::pack(all.back(), record);
        size += all.back().size();
    }
    for (auto _ : state) {
        for (const msgpack::sbuffer& buffer : all) {
            const msgpack::object_handle handle = msgpack::unpack(buffer.data(), buffer.size());
            const auto decoded = handle->as<Packed<is_map>>();
            benchmark::DoNotOptimize(decoded.codes.data());
        }
    }
    count(state, size);
}

template <bool is_map>
void msgpack_encode_all(benchmark::State& state) {
    const auto all = packed_records<is_map>();
    std::size_t size = 0;
    for (auto _ : state) {
        msgpack::sbuffer buffer;
        msgpack::pack(buffer, all);
        size = buffer.size();
        benchmark::DoNotOptimize(buffer.data());
    }
    count(state, size);
}

template <bool is_map>
void msgpack_decode_all(benchmark::State& state) {
    msgpack::sbuffer buffer;
    msgpack::pack(buffer, packed_records<is_map>());
    for (auto _ : state) {
        const msgpack::object_handle handle = msgpack::unpack(buffer.data(), buffer.size());
        const auto decoded = handle->as<std::vector<Packed<is_map>>>();
        benchmark::DoNotOptimize(decoded.data());
    }
    count(state, buffer.size());
}

BENCHMARK(msgpack_encode<true>)->Name("encode objects/msgpack map/one by one");
BENCHMARK(msgpack_encode<false>)->Name("encode objects/msgpack array/one by one");
BENCHMARK(msgpack_decode<true>)->Name("decode objects/msgpack map/one by one");
BENCHMARK(msgpack_decode<false>)->Name("decode objects/msgpack array/one by one");
BENCHMARK(msgpack_encode_all<true>)->Name("encode objects/msgpack map/in one array");
BENCHMARK(msgpack_encode_all<false>)->Name("encode objects/msgpack array/in one array");
BENCHMARK(msgpack_decode_all<true>)->Name("decode objects/msgpack map/in one array");
BENCHMARK(msgpack_decode_all<false>)->Name("decode objects/msgpack array/in one array");
#endif

}  // namespace

BENCHMARK_MAIN();
