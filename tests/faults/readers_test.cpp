// SPDX-License-Identifier: MIT
#include <array>
#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/store.hpp>

#include "faults/scene.hpp"

using namespace souris;
using souris::faults::save_options;

namespace {

struct Version {
    int writer;
    int number;
};

/// As long as its number says, so that versions differ in size, and of that writer's letter alone.
Store store_of(Version version) {
    const auto length = static_cast<std::size_t>(version.number % 97 * 31);
    const char letter = static_cast<char>('a' + version.writer);
    return Store(Map{{"writer", version.writer},
                     {"number", version.number},
                     {"text", std::string(length, letter)}});
}

/// What one thread has seen. No doctest here: other threads have none.
struct Witness {
    std::atomic<int> reads = 0;
    /// How often it read another version than before.
    int changes = 0;
    std::string complaint;
    std::map<int, int> last;

    void read(const std::string& path) {
        const auto store = load(path);
        if (store) {
            see(*store);
        } else {
            complaint = store.error().message();
        }
        ++reads;
    }

    void see(const Store& store) {
        const Version version{store.at("/writer").get<int>().value_or(-1),
                              store.at("/number").get<int>().value_or(-1)};
        const int before = std::exchange(last[version.writer], version.number);
        if (store != store_of(version)) complaint = "a mixture";
        if (version.number < before) complaint = "an older version after a newer one";
        if (version.number != before) ++changes;
    }

    /// Until a whole read has taken place from now on; the one under way does not count.
    void wait_for_read() const {
        const int before = reads;
        while (reads < before + 2)
            std::this_thread::yield();
    }
};

/// Reads in two threads while each of the writers saves its versions 1 to `count`.
void check_readers(int writers, int count) {
    constexpr int saves_between_waits = 100;
    const TemporaryDirectory directory;
    const std::string path = directory / "file";
    REQUIRE(save(path, store_of({0, 0}), save_options(false)));
    std::atomic<int> writing = writers;
    std::atomic<int> failed_saves = 0;
    std::array<Witness, 2> witnesses;
    std::vector<std::thread> threads;
    for (Witness& witness : witnesses) {
        threads.emplace_back([&] {
            while (writing != 0)
                witness.read(path);
        });
    }
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int number = 1; number <= count; ++number) {
                if (!save(path, store_of({writer, number}), save_options(false))) ++failed_saves;
                if (number % saves_between_waits != 0) continue;
                // However few processors there are, all take part.
                for (const Witness& witness : witnesses)
                    witness.wait_for_read();
            }
            --writing;
        });
    }
    for (std::thread& thread : threads)
        thread.join();

    CHECK(failed_saves == 0);
    for (const Witness& witness : witnesses) {
        CHECK(witness.complaint == "");
        CHECK(witness.changes >= (writers == 1 ? count / saves_between_waits : 1));
        MESSAGE(witness.reads.load(), " reads, ", witness.changes, " changes seen, in ",
                writers * count, " saves");
    }
    Witness last;
    last.read(path);
    CHECK(last.complaint == "");
    REQUIRE(last.last.size() == 1);
    CHECK(last.last.begin()->second == count);
    CHECK(directory.names() == std::set<std::string>{"file"});
}

}  // namespace

TEST_CASE("readers beside a writer see one version after another") {
    check_readers(1, 10'000);
}

TEST_CASE("several writers: the last one's version stays, and none is mixed") {
    check_readers(3, 1'000);
}
