// SPDX-License-Identifier: MIT
#include <csignal>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/random.hpp"
#include "unit/log/log_support.hpp"

using namespace souris;

namespace {

constexpr std::uint64_t record_count = 20'000;

/// Writes a log with syncs and blocks at random, and reopens it now and then. Returns whether all
/// succeeded.
bool write_at_random(const std::string& path) {
    test::Random random(11);
    for (;;) {
        auto writer = LogWriter::open(path, logs::small_blocks(3000));
        if (!writer) return false;
        for (std::size_t steps = 500 + random.below(1000); steps-- > 0;) {
            if (writer->next_record() == record_count) return writer->close().has_value();
            if (!writer->append(logs::sample_of(writer->next_record()))) return false;
            if (random.below(10) == 0 && !writer->sync()) return false;
            if (random.below(50) == 0 && !writer->seal()) return false;
        }
        if (random.below(2) == 0 && !writer->close()) return false;
    }
}

}  // namespace

TEST_CASE("a reader beside a writer in another process sees each record once, and in order") {
    const TemporaryDirectory directory;
    const std::string path = directory / "log";
    logs::write_log(path, 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(write_at_random(path) ? 0 : 1);
    LogReader reader = logs::open_log(path);
    std::uint64_t seen = 0;
    int waits = 0;
    int others = 0;
    bool is_writing = true;
    int status = 0;
    for (;;) {
        const auto more = reader.next();
        REQUIRE_MESSAGE(more, more.error().message());
        if (*more) {
            REQUIRE(reader.number() == seen);
            REQUIRE(reader.get<logs::Sample>() == logs::sample_of(seen));
            ++seen;
            continue;
        }
        if (!is_writing) break;
        ++waits;
        // One that begins now sees at least as much.
        if (waits % 50 == 0) {
            const logs::Reading reading = logs::read_log(path);
            REQUIRE(reading.damage.empty());
            REQUIRE(reading.complaints.empty());
            REQUIRE(reading.numbers.size() >= seen);
            REQUIRE(reading.numbers == logs::numbers(0, reading.numbers.size()));
            ++others;
        }
        std::this_thread::yield();
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        REQUIRE(ended >= 0);
        is_writing = ended == 0;
    }
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(seen == record_count);
    MESSAGE(waits, " times at the end, ", others, " other readers");
}
