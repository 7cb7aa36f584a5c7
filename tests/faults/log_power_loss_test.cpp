// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "faults/log_scene.hpp"
#include "support/random.hpp"
#include "support/sanitizer.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

/// What a disk may have after a power cut, drawn at random from all that POSIX allows: each write
/// and each change of a size since the last sync of a file, each new and each removed name since
/// the last sync of the directory, may be there, or not, or torn.
class LogDisk {
  public:
    /// All that is there is durable.
    explicit LogDisk(const std::map<std::string, std::string>& files) {
        for (const auto& [name, content] : files) {
            names_[name] = files_.size();
            synced_names_[name] = files_.size();
            files_.push_back({content, {}});
        }
    }

    void apply(const Call& call) {
        if (call.result < 0) return;
        if (call.name == "open" && (call.flags & O_DIRECTORY) != 0) {
            directories_[static_cast<int>(call.result)] = true;
        } else if (call.name == "open") {
            const std::string name = call.path.substr(call.path.rfind('/') + 1);
            if (!names_.contains(name)) {
                names_[name] = files_.size();
                pending_names_.push_back({name, files_.size()});
                files_.emplace_back();
            }
            directories_.erase(static_cast<int>(call.result));
            open_[static_cast<int>(call.result)] = names_[name];
        } else if (call.name == "pwrite") {
            files_[open_.at(call.descriptor)].pending.push_back({call.offset, call.bytes});
        } else if (call.name == "ftruncate") {
            files_[open_.at(call.descriptor)].pending.push_back({call.size, std::nullopt});
        } else if (call.name == "fdatasync") {
            File& file = files_[open_.at(call.descriptor)];
            for (const Change& change : file.pending)
                put(file.synced, change, change.bytes ? change.bytes->size() : 0, false);
            file.pending.clear();
        } else if (call.name == "fsync" && directories_.contains(call.descriptor)) {
            synced_names_ = names_;
            pending_names_.clear();
        } else if (call.name == "unlinkat") {
            const std::string name = call.path.substr(call.path.rfind('/') + 1);
            names_.erase(name);
            pending_names_.push_back({name, std::nullopt});
        }
    }

    /// One of the possible contents, by name.
    [[nodiscard]] std::map<std::string, std::string> after_power_cut(test::Random& random) const {
        std::map<std::string, std::size_t> names = synced_names_;
        for (const NameChange& change : pending_names_) {
            if (random.below(2) == 0) continue;
            if (change.file) {
                names[change.name] = *change.file;
            } else {
                names.erase(change.name);
            }
        }
        std::map<std::string, std::string> contents;
        for (const auto& [name, file] : names)
            contents[name] = torn(files_[file], random);
        return contents;
    }

  private:
    /// A write, or a new size if there are no bytes.
    struct Change {
        std::size_t offset;
        std::optional<std::string> bytes;
    };
    struct File {
        std::string synced{};
        std::vector<Change> pending{};
    };
    struct NameChange {
        std::string name;
        std::optional<std::size_t> file;
    };

    static void put(std::string& content, const Change& change, std::size_t kept, bool has_zeros) {
        if (!change.bytes) {
            content.resize(change.offset);
            return;
        }
        const std::size_t size = has_zeros ? change.bytes->size() : kept;
        if (size == 0) return;
        content.resize(std::max(content.size(), change.offset + size));
        std::fill_n(content.begin() + static_cast<std::ptrdiff_t>(change.offset), size, '\0');
        change.bytes->copy(content.data() + change.offset, kept);
    }

    static std::string torn(const File& file, test::Random& random) {
        std::string content = file.synced;
        for (const Change& change : file.pending) {
            const std::size_t size = change.bytes ? change.bytes->size() : 0;
            switch (random.below(4)) {
                case 0:
                    break;
                case 1:
                    put(content, change, size, false);
                    break;
                default:
                    // Parts of a change of size do not exist.
                    if (change.bytes)
                        put(content, change, random.below(size + 1), random.below(2) == 0);
                    break;
            }
        }
        return content;
    }

    std::vector<File> files_;
    std::map<int, std::size_t> open_;
    std::map<int, bool> directories_;
    std::map<std::string, std::size_t> names_;
    std::map<std::string, std::size_t> synced_names_;
    std::vector<NameChange> pending_names_;
};

struct LogRecording {
    std::map<std::string, std::string> before;
    std::vector<Call> calls;
    std::vector<Promise> promises;
};

LogRecording record_life(Before before, std::vector<Fault> faults = {}) {
    const LogScene scene(before);
    LogRecording recording;
    for (const std::string& name : scene.directory().names())
        recording.before[name] = content_of(scene.directory() / name);
    const Schedule schedule(std::move(faults));
    recording.promises = scene.live(true, schedule);
    recording.calls = schedule.calls();
    return recording;
}

/// Puts what is left into a directory and gives it to `visit`, `rounds` times for each call that
/// was the last one, until that returns false.
template <class Visit>
void for_each_power_cut(const LogRecording& recording, int rounds, Visit visit) {
    test::Random random(1);
    for (std::size_t count = 0; count <= recording.calls.size(); ++count) {
        LogDisk disk(recording.before);
        for (std::size_t i = 0; i < count; ++i)
            disk.apply(recording.calls[i]);
        for (int round = 0; round < rounds; ++round) {
            CAPTURE(count);
            CAPTURE(round);
            const LogScene scene(Before::nothing);
            for (const auto& [name, content] : disk.after_power_cut(random))
                put(scene.directory() / name, content);
            if (!visit(scene, count)) return;
        }
    }
}

std::uint64_t promised_in(const LogRecording& recording, Before before, std::size_t calls) {
    return std::max(before == Before::nothing ? 0 : records_before,
                    promised_after(calls, recording.promises));
}

/// Whether a power cut loses a promised record.
bool loses(const LogRecording& recording, Before before) {
    bool is_lost = false;
    for_each_power_cut(recording, 10, [&](const LogScene& scene, std::size_t calls) {
        const std::uint64_t promised = promised_in(recording, before, calls);
        std::size_t read = 0;
        if (std::filesystem::exists(scene.path())) {
            const logs::Reading reading = logs::read_log(scene.path());
            while (read < reading.numbers.size() && reading.numbers[read] == read)
                ++read;
        }
        is_lost = read < promised;
        return !is_lost;
    });
    return is_lost;
}

/// The recording without the `nth` call of that name.
LogRecording without_call(LogRecording recording, std::string_view name, std::size_t nth) {
    for (auto call = recording.calls.begin(); call != recording.calls.end(); ++call) {
        if (call->name == name && nth-- == 0) {
            recording.calls.erase(call);
            for (Promise& promise : recording.promises)
                --promise.calls;
            return recording;
        }
    }
    FAIL("no such call");
    return recording;
}

std::size_t count_of(const LogRecording& recording, std::string_view name) {
    return static_cast<std::size_t>(
        std::count_if(recording.calls.begin(), recording.calls.end(),
                      [&](const Call& call) { return call.name == name; }));
}

}  // namespace

TEST_CASE("after a power cut at any call, all that was promised is there, and the log goes on") {
    int states = 0;
    for (const Before before : befores) {
        const LogRecording recording = record_life(before);
        REQUIRE(recording.promises.size() == 6);
        constexpr int rounds = test::is_sanitized ? 6 : 30;
        for_each_power_cut(recording, rounds, [&](const LogScene& scene, std::size_t calls) {
            scene.check(promised_in(recording, before, calls));
            ++states;
            return true;
        });
    }
    MESSAGE(states, " states");
}

TEST_CASE("after a power cut, too, that follows a failed call") {
    int states = 0;
    for (const Before before : befores) {
        const std::size_t count = record_life(before).calls.size();
        for (std::size_t call = 0; call < count; ++call) {
            const LogRecording recording = record_life(before, {{.first = call, .error = EIO}});
            LogDisk disk(recording.before);
            for (const Call& made : recording.calls)
                disk.apply(made);
            test::Random random(call);
            for (int round = 0; round < 5; ++round) {
                CAPTURE(call);
                const LogScene scene(Before::nothing);
                for (const auto& [name, content] : disk.after_power_cut(random))
                    put(scene.directory() / name, content);
                scene.check(promised_in(recording, before, recording.calls.size()));
                ++states;
            }
        }
    }
    MESSAGE(states, " states");
}

TEST_CASE("the model finds a sync that is missing") {
    for (const Before before : befores) {
        const LogRecording recording = record_life(before);
        CHECK_FALSE(loses(recording, before));
        int found = 0;
        const std::size_t syncs = count_of(recording, "fdatasync");
        for (std::size_t i = 0; i < syncs; ++i) {
            if (loses(without_call(recording, "fdatasync", i), before)) ++found;
        }
        // One that follows another without a write between is not missed.
        CHECK(found >= static_cast<int>(syncs) - 2);
    }
    const LogRecording recording = record_life(Before::nothing);
    CHECK(loses(without_call(recording, "fsync", 0), Before::nothing));
}
