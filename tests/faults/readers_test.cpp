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

/// Content whose length and letter depend on the version and the writer.
Store store_of(Version version) {
    const auto length = static_cast<std::size_t>(version.number % 97 * 31);
    const char letter = static_cast<char>('a' + version.writer);
    return Store(Map{{"writer", version.writer},
                     {"number", version.number},
                     {"text", std::string(length, letter)}});
}

/// The observations of one thread. doctest is not used in other threads.
struct Witness {
    std::atomic<int> reads = 0;
    /// Number of times that the version changed between two reads.
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

    /// Waits for a complete read that begins after this call.
    void wait_for_read() const {
        const int before = reads;
        while (reads < before + 2)
            std::this_thread::yield();
    }
};

/// Reads in two threads while each writer saves its versions 1 to `count`.
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
                // All threads take part even on a single processor.
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
