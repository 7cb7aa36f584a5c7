// SPDX-License-Identifier: MIT
#include <cerrno>
#include <csignal>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/log_scene.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

using Kind = Fault::Kind;

/// What is promised before anything happens.
std::uint64_t promised_before(Before before) {
    return before == Before::nothing ? 0 : records_before;
}

struct Life {
    std::vector<Call> calls;
    std::vector<Promise> promises;
};

Life live(const LogScene& scene, bool durable, std::vector<Fault> faults = {}) {
    const Schedule schedule(std::move(faults));
    Life life;
    life.promises = scene.live(durable, schedule);
    life.calls = schedule.calls();
    return life;
}

/// Lives under the faults, and checks what is left.
void check_life(Before before, bool durable, const std::vector<Fault>& faults) {
    const LogScene scene(before);
    const Life life = live(scene, durable, faults);
    const std::string made = text_of(life.calls);
    CAPTURE(made);
    std::uint64_t promised = promised_before(before);
    if (!life.promises.empty()) promised = life.promises.back().records;
    scene.check(promised);
    // After a failed sync the kernel may have dropped the data.
    std::set<int> failed;
    for (const Call& call : life.calls) {
        if (call.name == "fdatasync") {
            CHECK_FALSE(failed.contains(call.descriptor));
            if (call.result < 0) failed.insert(call.descriptor);
        } else if (call.name == "close") {
            failed.erase(call.descriptor);
        }
    }
}

}  // namespace

TEST_CASE("the life of a log without faults") {
    for (const Before before : befores) {
        for (const bool durable : {true, false}) {
            const LogScene scene(before);
            const Life life = live(scene, durable);
            CHECK(life.promises.size() == 6);
            const std::uint64_t records = life.promises.back().records;
            CHECK(records == promised_before(before) + 57);
            CHECK(logs::read_log(scene.path()) == logs::all_up_to(records));
            CHECK(scene.directory().names() == std::set<std::string>{"log"});
            const auto is_sync = [](const Call& call) { return call.name == "fdatasync"; };
            CHECK(std::any_of(life.calls.begin(), life.calls.end(), is_sync) == durable);
        }
    }
}

TEST_CASE("every call in the life of a log fails, once or from then on") {
    int schedules = 0;
    for (const Before before : befores) {
        for (const bool durable : {true, false}) {
            const std::size_t count = live(LogScene(before), durable).calls.size();
            for (std::size_t first = 0; first < count; ++first) {
                for (const int error : {EIO, ENOSPC, EINTR, EDQUOT}) {
                    for (const bool is_once : {true, false}) {
                        check_life(
                            before, durable,
                            {{.first = first, .times = times_of(error, is_once), .error = error}});
                        ++schedules;
                    }
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("reads and writes of a log are short, and fail in the middle") {
    int schedules = 0;
    for (const Before before : befores) {
        const std::size_t count = live(LogScene(before), true).calls.size();
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{7}, std::size_t{51}}) {
            check_life(before, true,
                       {{.kind = Kind::shorten, .times = Fault::every, .bytes = bytes}});
            for (std::size_t first = 0; first < count; ++first) {
                for (const int error : {EIO, ENOSPC, EINTR}) {
                    check_life(before, true,
                               {{.kind = Kind::shorten, .first = first, .bytes = bytes},
                                {.first = first + 1, .error = error}});
                    ++schedules;
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("a process that is killed at any call loses nothing that was promised") {
    const Fault hundreds{.kind = Kind::shorten, .times = Fault::every, .bytes = 100};
    int kills = 0;
    for (const Before before : befores) {
        for (const bool durable : {true, false}) {
            const Life life = live(LogScene(before), durable, {hundreds});
            for (std::size_t call = 0; call < life.calls.size(); ++call) {
                for (const bool is_done : {false, true}) {
                    CAPTURE(call);
                    CAPTURE(is_done);
                    const LogScene scene(before);
                    const pid_t child = ::fork();
                    REQUIRE(child >= 0);
                    if (child == 0) {
                        live(scene, durable,
                             {hundreds,
                              {.kind = is_done ? Kind::kill_after : Kind::kill_before,
                               .first = call}});
                        ::_exit(1);
                    }
                    int status = 0;
                    REQUIRE(::waitpid(child, &status, 0) == child);
                    REQUIRE(WIFSIGNALED(status));
                    REQUIRE(WTERMSIG(status) == SIGKILL);
                    ++kills;
                    scene.check(
                        std::max(promised_before(before), promised_after(call, life.promises)));
                }
            }
        }
    }
    MESSAGE(kills, " kills");
}

TEST_CASE("every call of a reader fails, once or from then on: an error, or what is there") {
    int schedules = 0;
    const LogScene scene(Before::crashed);
    const auto read = [&](std::vector<Fault> faults, std::size_t& calls) {
        const Schedule schedule(std::move(faults));
        logs::Reading reading;
        auto reader = LogReader::open(scene.path());
        if (reader) {
            reading = logs::read_forward(*reader);
        } else {
            reading.complaints.push_back(reader.error().message());
        }
        calls = schedule.calls().size();
        return reading;
    };
    std::size_t count = 0;
    const logs::Reading all = read({}, count);
    CHECK(all == logs::all_up_to(records_before));
    for (std::size_t first = 0; first < count; ++first) {
        for (const int error : {EIO, EINTR, EACCES, EMFILE}) {
            for (const bool is_once : {true, false}) {
                std::size_t calls = 0;
                const logs::Reading reading = read(
                    {{.first = first, .times = times_of(error, is_once), .error = error}}, calls);
                CHECK(reading.damage.empty());
                if (reading.complaints.empty()) {
                    CHECK(reading == all);
                } else {
                    CHECK(reading.complaints[0].starts_with("input or output failed"));
                    CHECK(reading.numbers == logs::numbers(0, reading.numbers.size()));
                }
                ++schedules;
            }
        }
    }
    MESSAGE(schedules, " schedules");
}
