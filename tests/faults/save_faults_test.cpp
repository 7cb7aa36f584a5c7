// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "faults/scene.hpp"
#include "faults/system_calls.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

using Kind = Fault::Kind;

/// Whether access rights may have been lost; a missing attribute is no loss.
bool is_right_lost(const Call& call) {
    const bool is_about_rights = call.name == "fchown" || call.name.find("xattr") != call.name.npos;
    return is_about_rights && call.result < 0 && call.error != ENODATA && call.error != ENOTSUP;
}

/// Saves under the schedule and checks the outcome.
void check_save(Target target, bool durable, const std::vector<Fault>& faults) {
    const Scene scene(target);
    const auto descriptors = open_descriptors();
    std::vector<Call> calls;
    Error error;
    {
        const Schedule schedule(faults);
        error = error_of(scene.save(durable));
        calls = schedule.calls();
    }
    const std::string made = text_of(calls);
    CAPTURE(made);

    CHECK(error == expected_error(calls));
    const bool is_new =
        error.code == ErrorCode::none || error.code == ErrorCode::durability_unknown;
    CHECK(scene.version() == (is_new ? Scene::new_version : scene.version_before()));

    // Only files that cannot be removed are left.
    const auto last_unlink = std::find_if(calls.rbegin(), calls.rend(),
                                          [](const Call& c) { return c.name == "unlinkat"; });
    const bool may_stay = last_unlink != calls.rend() && last_unlink->result < 0;
    CHECK(scene.strays().size() == (may_stay ? 1 : 0));
    CHECK(open_descriptors() == descriptors);

    if (scene.had_file()) {
        const mode_t mode = mode_of(scene.file());
        const bool is_given = std::none_of(calls.begin(), calls.end(), is_right_lost);
        CHECK((mode & ~Scene::old_mode) == 0);
        if (is_given || !is_new) CHECK(mode == Scene::old_mode);
        // The complete access list, or none.
        const std::string list = attribute_of(scene.file(), access_list);
        const bool is_kept = scene.had_list() ? list == own_list : list == "(none)";
        if (is_given || !is_new) CHECK(is_kept);
        if (!is_kept) CHECK((mode & 0077U) == 0);
        if (is_given && scene.had_list()) {
            CHECK(attribute_of(scene.file(), "user.origin") == "a mouse");
        }
    }
    // After a failed fsync the kernel may have dropped the data.
    for (const std::string_view name : {"fsync", "close", "renameat"}) {
        for (std::size_t i = 1; i < calls.size(); ++i) {
            CHECK_FALSE((calls[i].name == name && calls[i - 1].name == name &&
                         calls[i].descriptor == calls[i - 1].descriptor));
        }
    }
}

}  // namespace

TEST_CASE("the calls of a save") {
    struct Row {
        Target target;
        bool durable;
        std::string_view calls;
    };
    for (const Row& row : {
             Row{Target::nothing, true,
                 "openat fstatat getentropy openat write fsync close renameat fsync close"},
             Row{Target::nothing, false,
                 "openat fstatat getentropy openat write close renameat close"},
             Row{Target::file, true,
                 "openat fstatat openat fstat getentropy openat write flistxattr fchown fgetxattr "
                 "fremovexattr fchmod fsync close renameat fsync close close"},
             Row{Target::file, false,
                 "openat fstatat openat fstat getentropy openat write flistxattr fchown fgetxattr "
                 "fremovexattr fchmod close renameat close close"},
             Row{Target::link_to_file, true,
                 "openat fstatat fstat readlinkat fstatat openat fstat getentropy openat write "
                 "flistxattr fchown fgetxattr fremovexattr fchmod fsync close renameat fsync close "
                 "close"},
             Row{Target::file_behind_link, false,
                 "openat openat fstatat fstat readlinkat fstatat openat fstat getentropy openat "
                 "write flistxattr fchown fgetxattr fremovexattr fchmod close renameat close "
                 "close"},
             Row{Target::link_to_nothing, false,
                 "openat fstatat fstat readlinkat fstatat getentropy openat write close renameat "
                 "close"},
         }) {
        const std::vector<Call> calls = calls_of_save(row.target, row.durable);
        CHECK(names_of(calls) == row.calls);
    }
}

TEST_CASE("every call of a save fails, once or from then on") {
    int schedules = 0;
    for (const Target target : targets) {
        for (const bool durable : {true, false}) {
            const std::size_t count = calls_of_save(target, durable).size();
            for (std::size_t first = 0; first < count; ++first) {
                for (const int error : errors) {
                    for (const bool is_once : {true, false}) {
                        check_save(
                            target, durable,
                            {{.first = first, .times = times_of(error, is_once), .error = error}});
                        ++schedules;
                    }
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("two calls of a save fail: the first that matters is the one reported") {
    int schedules = 0;
    for (const Target target : {Target::nothing, Target::file, Target::file_with_list}) {
        for (const bool durable : {true, false}) {
            // A failure causes further calls that clean up.
            const std::size_t count = calls_of_save(target, durable).size() + 3;
            for (std::size_t first = 0; first < count; ++first) {
                for (std::size_t second = first + 1; second < count; ++second) {
                    check_save(
                        target, durable,
                        {{.first = first, .error = EIO}, {.first = second, .error = ENOSPC}});
                    ++schedules;
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("writes are short, or write nothing") {
    const std::size_t size = [] {
        for (const Call& call : calls_of_save(Target::file, false)) {
            if (call.name == "write") return call.size;
        }
        return std::size_t{0};
    }();
    REQUIRE(size > 50);
    int schedules = 0;
    for (const Target target : targets) {
        const std::size_t count = calls_of_save(target, false).size();
        for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, size / 2, size - 1}) {
            for (std::size_t first = 0; first < count; ++first) {
                for (const std::size_t times : {std::size_t{1}, std::size_t{2}, Fault::every}) {
                    check_save(
                        target, false,
                        {{.kind = Kind::shorten, .first = first, .times = times, .bytes = bytes}});
                    ++schedules;
                }
                // The disk is full after a partial write; a signal arrives after a partial write.
                for (const int error : {ENOSPC, EINTR}) {
                    check_save(target, false,
                               {{.kind = Kind::shorten, .first = first, .bytes = bytes},
                                {.first = first + 1, .error = error}});
                    ++schedules;
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("a rename that is said to have failed and was done") {
    for (const Target target : targets) {
        for (const bool durable : {true, false}) {
            const Scene scene(target);
            const std::vector<Call> calls = calls_of_save(target, durable);
            const auto rename = std::find_if(calls.begin(), calls.end(),
                                             [](const Call& c) { return c.name == "renameat"; });
            const Schedule schedule(Fault{.kind = Kind::lose_answer,
                                          .first = static_cast<std::size_t>(rename - calls.begin()),
                                          .error = EIO});
            CHECK(error_of(scene.save(durable)).detail == "rename: Input/output error");
            // The temporary name, by which the new file would be removed, is gone.
            CHECK(scene.version() == Scene::new_version);
            CHECK(scene.strays().empty());
        }
    }
}

TEST_CASE("without random numbers temporary files still find a name") {
    const Fault no_randomness{.first = 4, .error = ENOSYS};
    const auto name = [](int number) { return fmt::format(".souris-{:016x}.tmp", number); };
    const Scene scene(Target::file);
    put(scene.directory() / name(0), "of a dead process");
    {
        const Schedule schedule({no_randomness, {.first = 6, .error = ENOSYS}});
        CHECK(scene.save(false));
        CHECK(names_of(schedule.calls()) ==
              "openat fstatat openat fstat getentropy openat getentropy openat write flistxattr "
              "fchown fgetxattr fremovexattr fchmod close renameat close close");
    }
    CHECK(scene.version() == Scene::new_version);
    CHECK(scene.strays() == std::set<std::string>{name(0)});
    CHECK(content_of(scene.directory() / name(0)) == "of a dead process");
}

TEST_CASE("temporary files of others are never taken, whatever their names") {
    const Scene scene(Target::file);
    const std::vector<Call> calls = calls_of_save(Target::file, false);
    REQUIRE(names_of(calls).starts_with("openat fstatat openat fstat getentropy openat"));
    // The first temporary name exists already, so another random one is tried.
    const Schedule schedule(Fault{.first = 5, .error = EEXIST});
    CHECK(scene.save(false));
    REQUIRE(schedule.calls().size() == calls.size() + 2);
    const Call& first = schedule.calls()[5];
    const Call& second = schedule.calls()[7];
    CHECK(first.path != second.path);
    for (const Call& call : {first, second}) {
        CHECK(call.flags == (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC));
        CHECK(call.mode == 0600);
    }
    // The number of attempts is bounded.
    const Scene other(Target::file);
    const Schedule always(Fault{.first = 5, .times = Fault::every, .error = EEXIST});
    CHECK(error_of(other.save(false)).detail == "create temporary file: File exists");
}

TEST_CASE("a file system that cannot sync directories is told apart") {
    const Scene scene(Target::file);
    const std::size_t last_sync = calls_of_save(Target::file, true).size() - 3;
    const Schedule schedule(Fault{.first = last_sync, .error = EINVAL});
    const Error error = error_of(scene.save(true));
    CHECK(error == Error(ErrorCode::durability_unknown, "sync directory: Invalid argument"));
    CHECK(scene.version() == Scene::new_version);
}
