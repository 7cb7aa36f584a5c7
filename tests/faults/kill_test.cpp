// SPDX-License-Identifier: MIT
#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/scene.hpp"
#include "faults/system_calls.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

using Kind = Fault::Kind;

/// Writes in pieces, so that the process can die between them.
const Fault pieces{.kind = Kind::shorten, .times = Fault::every, .bytes = 40};

/// Saves in a child process under the schedule. Returns its wait status (waitpid(2)).
int save_in_child(const Scene& scene, bool durable, const std::vector<Fault>& faults) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const Schedule schedule(faults);
        ::_exit(scene.save(durable) ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return status;
}

bool is_temporary_name(const std::string& name) {
    return name.size() == std::string_view(".souris-0123456789abcdef.tmp").size() &&
           name.starts_with(".souris-") && name.ends_with(".tmp");
}

}  // namespace

TEST_CASE("a process that is killed at any call of a save leaves the old file or the new") {
    int kills = 0;
    for (const Target target : {Target::nothing, Target::file, Target::link_to_file}) {
        for (const bool durable : {true, false}) {
            const std::vector<Call> calls = calls_of_save(target, durable, {pieces});
            const auto position = [&](std::string_view name) {
                const auto call = std::find_if(calls.begin(), calls.end(),
                                               [&](const Call& c) { return c.name == name; });
                REQUIRE(call != calls.end());
                return static_cast<std::size_t>(call - calls.begin());
            };
            const std::size_t write = position("write");
            const std::size_t rename = position("renameat");
            REQUIRE(calls[write + 1].name == "write");
            for (std::size_t call = 0; call < calls.size(); ++call) {
                for (const bool is_done : {false, true}) {
                    CAPTURE(call);
                    CAPTURE(is_done);
                    const Scene scene(target);
                    const Fault kill{.kind = is_done ? Kind::kill_after : Kind::kill_before,
                                     .first = call};
                    const int status = save_in_child(scene, durable, {pieces, kill});
                    REQUIRE(WIFSIGNALED(status));
                    REQUIRE(WTERMSIG(status) == SIGKILL);
                    ++kills;

                    const std::size_t done = call + (is_done ? 1 : 0);
                    CHECK(scene.version() ==
                          (done > rename ? Scene::new_version : scene.version_before()));
                    const std::set<std::string> dead = scene.strays();
                    CHECK(dead.size() == (done >= write && done <= rename ? 1 : 0));
                    CHECK(std::all_of(dead.begin(), dead.end(), is_temporary_name));

                    // The next save succeeds and changes nothing else in the directory.
                    CHECK(scene.save(false));
                    CHECK(scene.version() == Scene::new_version);
                    CHECK(scene.strays() == dead);
                }
            }
        }
    }
    MESSAGE(kills, " kills");
}
