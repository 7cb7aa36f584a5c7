// SPDX-License-Identifier: MIT
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "scarce_memory.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;
using test::fail_each_allocation;
using test::Outcome;
using test::outcome_of;
using test::ScarceMemory;

namespace {

/// Writes a log as far as memory allows; what it promised must be there.
Outcome write_in_scarce_memory(const std::string& path, const ScarceMemory& memory) {
    std::vector<logs::Sample> samples;
    for (std::uint64_t number = 0; number < 30; ++number)
        samples.push_back(logs::sample_of(number));
    std::optional<LogWriter> writer;
    std::uint64_t promised = 5;
    const Result<void> done = memory.during([&]() -> Result<void> {
        auto opened = LogWriter::open(path, logs::small_blocks(300));
        if (!opened) return failure(std::move(opened).error());
        writer = std::move(*opened);
        while (writer->next_record() < samples.size()) {
            auto appended =
                writer->append(samples[static_cast<std::size_t>(writer->next_record())]);
            if (!appended) return appended;
            if (writer->next_record() % 6 != 0) continue;
            auto synced = writer->sync();
            if (!synced) return synced;
            promised = writer->next_record();
        }
        LogWriter last = std::move(*writer);
        writer.reset();
        return last.close();
    });
    // With memory, it goes on.
    if (!done && writer) {
        while (writer->next_record() < samples.size()) {
            if (!writer->append(samples[static_cast<std::size_t>(writer->next_record())]))
                return Outcome::wrong;
        }
        if (!writer->close()) return Outcome::wrong;
        promised = samples.size();
    }
    const logs::Reading read = logs::read_log(path);
    if (read != logs::all_up_to(read.numbers.size()) || read.numbers.size() < promised)
        return Outcome::wrong;
    return outcome_of(done);
}

/// Reads a log of so many records to its end and back.
Result<bool> read_to_and_fro(LogReader& reader, std::uint64_t count) {
    for (std::uint64_t number = 0; number < count; ++number) {
        const Result<bool> moved = reader.next();
        if (!moved) return moved;
        if (!*moved || reader.number() != number) return false;
        const auto sample = reader.get<logs::Sample>();
        if (!sample) return failure(sample.error());
    }
    for (std::uint64_t number = count; number-- > 0;) {
        const Result<bool> moved = reader.previous();
        if (!moved) return moved;
        if (!*moved || reader.number() != number) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("when memory runs out, a log says so, and keeps what it has") {
    const TemporaryDirectory directory;
    const std::string path = directory / "log";
    fail_each_allocation("LogWriter", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        std::filesystem::remove(path);
        std::filesystem::remove(path + "-tail");
        {
            // A crash before: there is a tail.
            auto writer = LogWriter::open(path, logs::small_blocks(10'000));
            logs::append_up_to(*writer, 5);
            REQUIRE(writer->sync());
            const std::string tail = content_of(path + "-tail");
            const std::string log = content_of(path);
            REQUIRE(writer->close());
            put(path, log);
            put(path + "-tail", tail);
        }
        return write_in_scarce_memory(path, memory);
    });
    std::filesystem::remove(path);
    auto writer = LogWriter::open(path, logs::small_blocks(700));
    REQUIRE(writer);
    logs::append_up_to(*writer, 60);
    REQUIRE(writer->sync());
    fail_each_allocation("LogReader", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        std::optional<LogReader> reader;
        const Result<bool> done = memory.during([&]() -> Result<bool> {
            auto opened = LogReader::open(path);
            if (!opened) return failure(std::move(opened).error());
            reader = std::move(*opened);
            return read_to_and_fro(*reader, 60);
        });
        if (done && !*done) return Outcome::wrong;
        // With memory, it goes on from where it stands.
        if (!done && reader) {
            std::uint64_t count = 0;
            while (reader->previous() == true)
                ++count;
            if (reader->damage() || count > 60) return Outcome::wrong;
            if (read_to_and_fro(*reader, 60) != true) return Outcome::wrong;
        }
        return outcome_of(done);
    });
    fail_each_allocation("LogReader::seek", Outcome::out_of_memory,
                         [&](const ScarceMemory& memory) {
                             auto reader = LogReader::open(path);
                             const auto done = memory.during([&] { return reader->seek(33); });
                             if (!done) return outcome_of(done);
                             return test::done_if(reader->next() == true && reader->number() == 33);
                         });
}
