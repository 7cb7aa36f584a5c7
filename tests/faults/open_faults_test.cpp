// SPDX-License-Identifier: MIT
#include <cerrno>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults/scene.hpp"
#include "faults/system_calls.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

using Kind = Fault::Kind;

/// Both ways to open a file, with the same interface: the version read, or the error.
Result<int> load_version(const std::string& path) {
    const auto store = load(path);
    if (!store) return failure(store.error());
    const auto version = store->at("/version").get<int>();
    if (*store != store_of(version.value_or(0))) return failure(ErrorCode::internal_error);
    return version;
}

Result<int> open_version(const std::string& path) {
    const auto document = Document::open(path);
    if (!document) return failure(document.error());
    const auto version = document->at("/version").get<int>();
    if (document->root().to_value() != store_of(version.value_or(0)).root()) {
        return failure(ErrorCode::internal_error);
    }
    return version;
}

using Open = Result<int> (*)(const std::string&);
constexpr Open ways[] = {load_version, open_version};

struct Outcome {
    Result<int> result;
    std::vector<Call> calls;
};

/// Opens under the schedule; nothing may change and no descriptor may leak.
Outcome open_under(const std::vector<Fault>& faults, Open open, const Scene& scene) {
    const auto descriptors = open_descriptors();
    const std::string path = scene.path();
    const auto outcome = [&] {
        const Schedule schedule(faults);
        auto result = open(path);
        return Outcome{std::move(result), schedule.calls()};
    }();
    CHECK(open_descriptors() == descriptors);
    return outcome;
}

std::size_t size_of_file(const Scene& scene) {
    return static_cast<std::size_t>(std::filesystem::file_size(scene.file()));
}

}  // namespace

TEST_CASE("the calls of opening a file") {
    const Scene scene(Target::file);
    for (const Open open : ways) {
        const Outcome outcome = open_under({}, open, scene);
        CHECK(outcome.result == Scene::old_version);
        // The second read detects the end.
        CHECK(names_of(outcome.calls) == "open fstat read read close");
    }
}

TEST_CASE("every call of opening a file fails, once or from then on") {
    int schedules = 0;
    const Scene scene(Target::link_to_file);
    for (const Open open : ways) {
        const std::size_t count = open_under({}, open, scene).calls.size();
        for (std::size_t first = 0; first < count; ++first) {
            for (const int error : errors) {
                // Interrupted calls are repeated, without a bound.
                for (const std::size_t times :
                     {std::size_t{1}, error == EINTR ? std::size_t{3} : Fault::every}) {
                    const Outcome outcome =
                        open_under({{.first = first, .times = times, .error = error}}, open, scene);
                    const Error expected = expected_error(outcome.calls);
                    CAPTURE(names_of(outcome.calls));
                    if (expected.code == ErrorCode::none) {
                        CHECK(outcome.result == Scene::old_version);
                    } else {
                        REQUIRE(!outcome.result);
                        CHECK(outcome.result.error() == expected);
                    }
                    ++schedules;
                }
            }
        }
    }
    CHECK(scene.version() == Scene::old_version);
    CHECK(scene.strays().empty());
    MESSAGE(schedules, " schedules");
}

TEST_CASE("reads are short") {
    const Scene scene(Target::file);
    const std::size_t size = size_of_file(scene);
    int schedules = 0;
    for (const Open open : ways) {
        for (const std::size_t bytes : {std::size_t{1}, size / 2, size - 1}) {
            for (const std::size_t times : {std::size_t{1}, Fault::every}) {
                const Fault shorten{
                    .kind = Kind::shorten, .first = 2, .times = times, .bytes = bytes};
                CHECK(open_under({shorten}, open, scene).result == Scene::old_version);
                // A signal arrives after a partial read.
                const Fault interrupt{.first = 3, .times = 2, .error = EINTR};
                CHECK(open_under({shorten, interrupt}, open, scene).result == Scene::old_version);
                schedules += 2;
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("a file that is cut while it is read") {
    int schedules = 0;
    for (const Open open : ways) {
        for (const std::size_t call : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            for (const off_t size : {0, 1, 8, 30, 60}) {
                const Scene scene(Target::file);
                // 40 bytes precede the third read.
                const Fault shorten{
                    .kind = Kind::shorten, .first = 2, .times = Fault::every, .bytes = 40};
                const Fault cut{.kind = Kind::run_before, .first = call, .run = [&] {
                                    REQUIRE(::truncate(scene.file().c_str(), size) == 0);
                                }};
                const Outcome outcome = open_under({shorten, cut}, open, scene);
                REQUIRE(!outcome.result);
                CHECK(kind_of(outcome.result.error().code) == ErrorKind::bad_input);
                ++schedules;
            }
        }
    }
    MESSAGE(schedules, " schedules");
}

TEST_CASE("a file that grows while it is read") {
    const std::string more(100'000, 'x');
    for (const Open open : ways) {
        for (const std::size_t call : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            const Scene scene(Target::file);
            const Fault grow{.kind = Kind::run_before, .first = call, .run = [&] {
                                 std::ofstream(scene.file(), std::ios::app) << more;
                             }};
            // Bytes after the store do not belong to it.
            CHECK(open_under({grow}, open, scene).result == Scene::old_version);
            // Endless input is refused.
            const Fault grow_always{
                .kind = Kind::run_before, .first = call, .times = Fault::every, .run = grow.run};
            const std::string path = scene.path();
            const Schedule schedule(grow_always);
            const auto bytes = read_file(path, 250'000);
            REQUIRE(!bytes);
            CHECK(bytes.error() == Error(ErrorCode::limit_exceeded, "max_input"));
        }
    }
}

TEST_CASE("a file that is replaced or removed while it is read is read as it was opened") {
    for (const Open open : ways) {
        for (const std::size_t call : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
            const Scene scene(Target::file);
            const Fault replace{.kind = Kind::run_before, .first = call, .run = [&] {
                                    REQUIRE(scene.save(false));
                                }};
            CHECK(open_under({replace}, open, scene).result == Scene::old_version);
            CHECK(open_under({}, open, scene).result == Scene::new_version);
            const Fault remove{.kind = Kind::run_before, .first = call, .run = [&] {
                                   std::filesystem::remove(scene.file());
                               }};
            CHECK(open_under({remove}, open, scene).result == Scene::new_version);
            CHECK(open_under({}, open, scene).result.error().detail ==
                  "open: No such file or directory");
        }
    }
}

TEST_CASE("what is no file of a disk") {
    const TemporaryDirectory directory;
    REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink("pipe", directory / "link to pipe");
    std::filesystem::create_directory_symlink(".", directory / "link to directory");
    struct Row {
        std::string path;
        ErrorCode code;
    };
    for (const Row& row : {
             Row{directory / "pipe", ErrorCode::not_regular_file},
             Row{directory / "link to pipe", ErrorCode::not_regular_file},
             Row{directory / "link to directory", ErrorCode::not_regular_file},
             Row{directory.path(), ErrorCode::not_regular_file},
             Row{"/dev/null", ErrorCode::not_regular_file},
             Row{"/dev/zero", ErrorCode::not_regular_file},
             Row{"/dev/full", ErrorCode::not_regular_file},
             // Files that report size 0 although they have content.
             Row{"/proc/self/status", ErrorCode::bad_magic},
             Row{"/proc/self/maps", ErrorCode::bad_magic},
             Row{"/sys/kernel/mm/transparent_hugepage/enabled", ErrorCode::bad_magic},
             // A file that reports size 0 and whose reads all fail.
             Row{"/proc/self/mem", ErrorCode::io_error},
         }) {
        if (row.path.starts_with("/sys") && !std::filesystem::exists(row.path)) continue;
        CAPTURE(row.path);
        for (const Open open : ways) {
            const auto result = open(row.path);
            REQUIRE(!result);
            CHECK(result.error().code == row.code);
        }
    }
}
