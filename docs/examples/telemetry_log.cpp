// SPDX-License-Identifier: MIT
//
// A log of many records in one file, each appended when it is made. If the program or the machine
// stops at any moment, all records that were synced are there, and writing continues after them.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/core.h>

#include <souris/format.hpp>
#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>

struct Sample {
    std::chrono::sys_time<std::chrono::milliseconds> time;
    std::string sensor;
    double value = 0;
    std::vector<std::uint32_t> flags;
};

namespace {

constexpr const char* path = "telemetry.log";

const std::chrono::sys_time<std::chrono::milliseconds> start(std::chrono::hours(480'000));

/// Appends up to a number of records, and makes them survive.
souris::Result<void> append_up_to(std::uint64_t count) {
    auto log = souris::LogWriter::open(path);
    if (!log) return souris::failure(log.error());
    while (log->next_record() < count) {
        const auto i = static_cast<std::int64_t>(log->next_record());
        const Sample sample{
            start + std::chrono::milliseconds(i), "inlet", static_cast<double>(i) * 0.5, {1, 2}};
        const auto appended = log->append(sample);
        if (!appended) return appended;
    }
    return log->close();
}

struct Summary {
    std::size_t count = 0;
    double sum = 0;
};

/// Reads all records, and says what is lost.
souris::Result<Summary> summarise() {
    auto log = souris::LogReader::open(path);
    if (!log) return souris::failure(log.error());
    Summary summary;
    for (;;) {
        const auto more = log->next();
        if (more && !*more) return summary;
        if (!more && !log->damage()) return souris::failure(more.error());
        if (!more) {
            fmt::print("records {} to {} are lost\n", log->damage()->first_record,
                       log->damage()->end_record - 1);
            continue;
        }
        const auto sample = log->get<Sample>();
        if (!sample) return souris::failure(sample.error());
        ++summary.count;
        summary.sum += sample->value;
    }
}

bool print_summary() {
    const auto summary = summarise();
    if (!summary) {
        fmt::print("{}\n", summary.error());
        return false;
    }
    fmt::print("{} records, sum {}\n", summary->count, summary->sum);
    return true;
}

}  // namespace

int main() {
    std::filesystem::remove(path);
    if (!append_up_to(1000) || !print_summary()) return 1;

    // A crash in the middle of a block leaves a part of it, which readers and writers pass over.
    std::ofstream(path, std::ios::app | std::ios::binary) << "\x8DSDBLOG\n and no more";
    if (!print_summary()) return 1;
    if (!append_up_to(1500) || !print_summary()) return 1;

    // What was overwritten costs its block, and no other.
    std::fstream(path, std::ios::in | std::ios::out | std::ios::binary).seekp(300) << "damage";
    return print_summary() ? 0 : 1;
}
