// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <souris/describe.hpp>
#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>

#include "unit/file/temporary_directory.hpp"

// Logs whose records tell their number, so that none can be taken for another one.

namespace souris::logs {

/// A record.
struct Sample {
    std::uint64_t number = 0;
    std::string sensor;
    double value = 0;

    friend bool operator==(const Sample&, const Sample&) = default;
};

}  // namespace souris::logs

template <>
struct souris::describe<souris::logs::Sample> {
    static constexpr auto fields =
        std::tuple(field("number", &logs::Sample::number), field("sensor", &logs::Sample::sensor),
                   field("value", &logs::Sample::value));
};

namespace souris::logs {

[[nodiscard]] inline Sample sample_of(std::uint64_t number) {
    return {number, fmt::format("sensor {}", number % 7), static_cast<double>(number) * 0.25};
}

/// Small blocks, and no waiting for the disk.
[[nodiscard]] inline LogWriterOptions small_blocks(std::size_t size = 500,
                                                   Profile profile = Profile::fast) {
    LogWriterOptions options;
    options.block_size = size;
    options.profile = profile;
    options.durable = false;
    return options;
}

/// Appends records up to the number `end`.
inline void append_up_to(LogWriter& writer, std::uint64_t end) {
    while (writer.next_record() < end)
        REQUIRE(writer.append(sample_of(writer.next_record())));
}

/// Writes a log of so many records, and closes it.
inline void write_log(const std::filesystem::path& path, std::uint64_t count,
                      const LogWriterOptions& options = small_blocks()) {
    auto writer = LogWriter::open(path.string(), options);
    REQUIRE(writer);
    append_up_to(*writer, count);
    REQUIRE(writer->close());
}

/// What a reader made of a log.
struct Reading {
    std::vector<std::uint64_t> numbers;
    std::vector<LogDamage> damage;
    /// Errors other than of damage, and records that are not what was appended.
    std::vector<std::string> complaints;

    friend bool operator==(const Reading&, const Reading&) = default;
};

/// Moves a reader by `step` until there is no more record.
template <class Step>
[[nodiscard]] Reading read_by(LogReader& reader, Step step) {
    Reading reading;
    for (;;) {
        const Result<bool> moved = step(reader);
        if (moved && !*moved) return reading;
        if (!moved) {
            if (!reader.damage() || moved.error().code != ErrorCode::checksum_mismatch) {
                reading.complaints.push_back(moved.error().message());
                return reading;
            }
            reading.damage.push_back(*reader.damage());
            continue;
        }
        reading.numbers.push_back(reader.number());
        const auto sample = reader.get<Sample>();
        if (!sample || *sample != sample_of(reader.number())) {
            reading.complaints.push_back(fmt::format("record {} is another", reader.number()));
        }
    }
}

[[nodiscard]] inline Reading read_forward(LogReader& reader) {
    return read_by(reader, [](LogReader& r) { return r.next(); });
}

[[nodiscard]] inline Reading read_backward(LogReader& reader) {
    return read_by(reader, [](LogReader& r) { return r.previous(); });
}

[[nodiscard]] inline LogReader open_log(const std::filesystem::path& path) {
    auto reader = LogReader::open(path.string());
    REQUIRE(reader);
    return std::move(*reader);
}

[[nodiscard]] inline Reading read_log(const std::filesystem::path& path) {
    LogReader reader = open_log(path);
    return read_forward(reader);
}

[[nodiscard]] inline std::vector<std::uint64_t> numbers(std::uint64_t begin, std::uint64_t end) {
    std::vector<std::uint64_t> all;
    for (std::uint64_t number = begin; number < end; ++number)
        all.push_back(number);
    return all;
}

/// All records and nothing else.
[[nodiscard]] inline Reading all_up_to(std::uint64_t end) {
    return {numbers(0, end), {}, {}};
}

}  // namespace souris::logs
