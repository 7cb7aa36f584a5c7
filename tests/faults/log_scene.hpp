// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>

#include "faults/system_calls.hpp"
#include "unit/log/log_support.hpp"

// A life of a log, from opening to closing, during which calls fail or the process dies.

namespace souris::faults {

/// What is there before.
enum class Before {
    nothing,
    /// A closed log.
    log,
    /// What a crash left: a tail, and an unfinished block.
    crashed,
};

inline constexpr Before befores[] = {Before::nothing, Before::log, Before::crashed};
inline constexpr std::uint64_t records_before = 20;

/// After so many calls, records below `records` were promised to survive.
struct Promise {
    std::size_t calls = 0;
    std::uint64_t records = 0;
};

/// The directory of a log, and what happens to it.
class LogScene {
  public:
    explicit LogScene(Before before) {
        if (before == Before::nothing) return;
        auto writer = open(false);
        REQUIRE(writer);
        logs::append_up_to(*writer, records_before);
        if (before == Before::log) {
            REQUIRE(writer->close());
            return;
        }
        REQUIRE(writer->sync());
        const std::string log = content_of(path());
        const std::string tail = content_of(tail_path());
        REQUIRE(writer->close());
        put(path(), log + content_of(path()).substr(log.size(), 70));
        put(tail_path(), tail + tail.substr(0, 60));
    }

    [[nodiscard]] std::string path() const { return directory_ / "log"; }
    [[nodiscard]] std::string tail_path() const { return path() + "-tail"; }
    [[nodiscard]] const TemporaryDirectory& directory() const { return directory_; }

    [[nodiscard]] Result<LogWriter> open(bool durable) const {
        LogWriterOptions options = logs::small_blocks(400);
        options.durable = durable;
        return LogWriter::open(path(), options);
    }

    /// Appends, syncs, seals and closes, and goes on after errors as far as the writer does.
    /// Reports what was promised.
    [[nodiscard]] std::vector<Promise> live(bool durable, const Schedule& schedule) const {
        std::vector<Promise> promises;
        auto writer = open(durable);
        if (!writer) return promises;
        const auto note = [&](const Result<void>& done, std::uint64_t records) {
            if (done) promises.push_back({schedule.calls().size(), records});
        };
        for (int round = 0; round < 6; ++round) {
            for (int i = 0; i < 2 + 3 * round; ++i) {
                const std::uint64_t number = writer->next_record();
                const bool is_appended = writer->append(logs::sample_of(number)).has_value();
                REQUIRE(writer->next_record() == number + (is_appended ? 1 : 0));
                if (!is_appended) break;
            }
            if (round == 3) static_cast<void>(writer->seal());
            if (round != 1) note(writer->sync(), writer->next_record());
        }
        const std::uint64_t records = writer->next_record();
        note(writer->close(), records);
        return promises;
    }

    /// Reads the log: the first `promised` records must be there, as they were, and what follows
    /// them. Then another writer goes on.
    void check(std::uint64_t promised) const {
        if (!std::filesystem::exists(path())) {
            CHECK(promised == 0);
            return;
        }
        const logs::Reading before = logs::read_log(path());
        CHECK(before.complaints.empty());
        REQUIRE(before.numbers.size() >= promised);
        for (std::size_t i = 0; i < promised; ++i)
            CHECK(before.numbers[i] == i);
        CHECK(std::adjacent_find(before.numbers.begin(), before.numbers.end(),
                                 std::greater_equal<>()) == before.numbers.end());
        // What is behind the promised records may be damaged, for no writer has waited for it.
        for (const LogDamage& damage : before.damage)
            CHECK(damage.first_record >= promised);
        auto writer = open(false);
        REQUIRE(writer);
        CHECK(writer->next_record() >= before.numbers.size());
        logs::append_up_to(*writer, writer->next_record() + 3);
        const std::uint64_t end = writer->next_record();
        REQUIRE(writer->close());
        const logs::Reading after = logs::read_log(path());
        CHECK(after.complaints.empty());
        REQUIRE(after.numbers.size() >= before.numbers.size() + 3);
        CHECK(std::equal(before.numbers.begin(), before.numbers.end(), after.numbers.begin()));
        CHECK(after.numbers.back() == end - 1);
        if (before.damage.empty()) {
            CHECK(after == logs::all_up_to(end));
            CHECK(directory_.names() == std::set<std::string>{"log"});
        }
    }

  private:
    TemporaryDirectory directory_;
};

/// The most that was promised after so many calls.
[[nodiscard]] inline std::uint64_t promised_after(std::size_t calls,
                                                  const std::vector<Promise>& promises) {
    std::uint64_t most = 0;
    for (const Promise& promise : promises) {
        if (promise.calls <= calls) most = promise.records;
    }
    return most;
}

}  // namespace souris::faults
