// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/file_lock.hpp>
#include <souris/update.hpp>

#include "faults/scene.hpp"
#include "faults/system_calls.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

/// Replaces the present version by the new one, under the lock.
Result<void> update_scene(const Scene& scene, bool durable) {
    UpdateOptions options;
    static_cast<SaveOptions&>(options) = save_options(durable);
    return update(
        scene.path(),
        [](Store& store) -> Result<void> {
            store = store_of(Scene::new_version);
            return {};
        },
        options);
}

std::vector<Call> calls_of_update(Target target, bool durable) {
    const Scene scene(target);
    const Schedule schedule;
    REQUIRE(update_scene(scene, durable));
    return schedule.calls();
}

/// No lock is held any more, under any name.
bool is_free(const Scene& scene) {
    return FileLock::take(scene.path(), {.wait_milliseconds = 0}).has_value();
}

}  // namespace

TEST_CASE("the calls of a change under the lock") {
    CHECK(names_of(calls_of_update(Target::file, true)) ==
          // Taking the lock, and checking that it belongs to the file.
          "openat fstatat openat flock openat fstatat fstat close close "
          // Reading.
          "open fstat read read close "
          // Checking the file again; the replacement, which is locked before it gets its name.
          "openat fstatat fstat openat fstat getentropy openat fcntl flock write flistxattr fchown "
          "fgetxattr fremovexattr fchmod fsync close fstatat renameat fsync close close close "
          "close");
    CHECK(names_of(calls_of_update(Target::nothing, false)) ==
          "openat fstatat flock openat fstatat close openat fstatat getentropy openat fcntl flock "
          "write close fstatat renameat close close close");
}

TEST_CASE("every call of a change under the lock fails, once or from then on") {
    int schedules = 0;
    for (const Target target : targets) {
        for (const bool durable : {true, false}) {
            const std::size_t count = calls_of_update(target, durable).size();
            for (std::size_t first = 0; first < count; ++first) {
                for (const int error : errors) {
                    for (const bool is_once : {true, false}) {
                        // Interrupted calls are repeated, without a bound.
                        const std::size_t several = error == EINTR ? 3 : Fault::every;
                        const Scene scene(target);
                        const auto descriptors = open_descriptors();
                        std::vector<Call> calls;
                        Result<void> result;
                        {
                            const Schedule schedule(Fault{
                                .first = first, .times = is_once ? 1 : several, .error = error});
                            result = update_scene(scene, durable);
                            calls = schedule.calls();
                        }
                        CAPTURE(names_of(calls));
                        CAPTURE(first);
                        CAPTURE(error);
                        const ErrorCode code = error_of(result).code;
                        CHECK((code == ErrorCode::none || code == ErrorCode::io_error ||
                               code == ErrorCode::durability_unknown));
                        const bool is_new =
                            code == ErrorCode::none || code == ErrorCode::durability_unknown;
                        CHECK(scene.version() ==
                              (is_new ? Scene::new_version : scene.version_before()));
                        const bool could_remove =
                            std::none_of(calls.begin(), calls.end(), [](const Call& call) {
                                return call.name == "unlinkat" && call.result < 0;
                            });
                        if (could_remove) CHECK(scene.strays().empty());
                        CHECK(open_descriptors() == descriptors);
                        CHECK(is_free(scene));
                        ++schedules;
                    }
                }
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("a file system that locks only what could be written") {
    const Scene scene(Target::file);
    const Schedule schedule(Fault{.first = 3, .error = EBADF});
    CHECK(FileLock::take(scene.path()));
    const std::vector<Call> calls = schedule.calls();
    CHECK(names_of(calls).starts_with("openat fstatat openat flock openat close flock"));
    CHECK((calls[2].flags & O_ACCMODE) == O_RDONLY);
    CHECK((calls[4].flags & O_ACCMODE) == O_RDWR);
}

TEST_CASE("a file system without locks is told apart") {
    const Scene scene(Target::file);
    const Schedule schedule(Fault{.first = 3, .times = Fault::every, .error = ENOLCK});
    CHECK(FileLock::take(scene.path()).error() ==
          Error(ErrorCode::io_error, "lock: No locks available"));
}

TEST_CASE("a file that is replaced while its lock is waited for: the new one's is taken") {
    const Scene scene(Target::file);
    bool is_replaced = false;
    const Fault replace{.kind = Fault::Kind::run_before, .first = 3, .run = [&] {
                            is_replaced = scene.save(false).has_value();
                        }};
    auto lock = [&] {
        const Schedule schedule(replace);
        auto taken = FileLock::take(scene.path());
        CHECK(names_of(schedule.calls()) ==
              "openat fstatat openat flock openat fstatat fstat close close close "
              "openat fstatat openat flock openat fstatat fstat close close");
        return taken;
    }();
    REQUIRE(is_replaced);
    REQUIRE(lock);
    CHECK(lock->write(as_byte_span("the lock's own"), {.durable = false}));
    CHECK(content_of(scene.file()) == "the lock's own");
}
