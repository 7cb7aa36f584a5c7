// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "faults/disk_model.hpp"
#include "faults/scene.hpp"
#include "faults/system_calls.hpp"

using namespace souris;
using namespace souris::faults;

namespace {

using Kind = Fault::Kind;

/// The calls of a save, and its old and new content.
struct Recording {
    std::vector<Call> calls;
    std::optional<std::string> old_content;
    std::string new_content;
    ErrorCode code = ErrorCode::none;
};

Bytes bytes_of(int version) {
    return encode_store(store_of(version), save_options(false)).value();
}

/// Writes in pieces, each of which can be lost.
Recording record(Target target, bool durable, std::vector<Fault> faults = {}) {
    faults.push_back({.kind = Kind::shorten, .times = Fault::every, .bytes = 50});
    const Scene scene(target);
    Recording recording;
    if (scene.had_file()) recording.old_content = as_text(bytes_of(Scene::old_version));
    recording.new_content = as_text(bytes_of(Scene::new_version));
    const Schedule schedule(std::move(faults));
    recording.code = error_of(scene.save(durable)).code;
    recording.calls = schedule.calls();
    return recording;
}

/// The outcomes of power cuts, counted over all states of the disk.
struct Survey {
    std::size_t old = 0;
    std::size_t fresh = 0;
    std::size_t broken = 0;

    [[nodiscard]] std::size_t states() const { return old + fresh + broken; }
    Survey& operator+=(const Survey& other) {
        old += other.old;
        fresh += other.fresh;
        broken += other.broken;
        return *this;
    }
};

DiskModel disk_after(const Recording& recording, std::size_t calls) {
    DiskModel disk("file", recording.old_content);
    for (std::size_t i = 0; i < calls; ++i)
        disk.apply(recording.calls[i]);
    return disk;
}

/// Cuts the power after the first `count` calls.
Survey survey(const Recording& recording, std::size_t calls) {
    Survey counts;
    disk_after(recording, calls).for_each_content([&](const std::string* content) {
        const bool is_old = content == nullptr
                                ? !recording.old_content
                                : recording.old_content && *content == *recording.old_content;
        if (is_old) {
            ++counts.old;
        } else if (content != nullptr && *content == recording.new_content) {
            ++counts.fresh;
        } else {
            ++counts.broken;
        }
    });
    return counts;
}

/// Cuts the power before the save returns.
Survey survey_until_end(const Recording& recording) {
    Survey counts;
    for (std::size_t calls = 0; calls <= recording.calls.size(); ++calls) {
        counts += survey(recording, calls);
    }
    return counts;
}

Survey survey_after_end(const Recording& recording) {
    return survey(recording, recording.calls.size());
}

std::size_t position(const Recording& recording, std::string_view name, std::size_t nth = 0) {
    for (std::size_t i = 0; i < recording.calls.size(); ++i) {
        if (recording.calls[i].name == name && nth-- == 0) return i;
    }
    FAIL("no such call");
    return 0;
}

/// The recording of a save without one of its calls.
Recording without(Recording recording, std::size_t call) {
    recording.calls.erase(recording.calls.begin() + static_cast<std::ptrdiff_t>(call));
    return recording;
}

/// The recording of a save with a call moved to an earlier place.
Recording moved(Recording recording, std::size_t from, std::size_t to) {
    const auto begin = recording.calls.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(to), begin + static_cast<std::ptrdiff_t>(from),
                begin + static_cast<std::ptrdiff_t>(from + 1));
    return recording;
}

constexpr Target direct_targets[] = {Target::nothing, Target::file, Target::link_to_file};

}  // namespace

TEST_CASE("a power cut during a save leaves the old file or the new, after it the new") {
    std::size_t states = 0;
    for (const Target target : direct_targets) {
        const Recording recording = record(target, true);
        REQUIRE(recording.code == ErrorCode::none);
        REQUIRE(recording.calls[position(recording, "write", 1)].bytes.size() > 1);
        const Survey during = survey_until_end(recording);
        CHECK(during.old > 0);
        CHECK(during.fresh > 0);
        CHECK(during.broken == 0);
        const Survey after = survey_after_end(recording);
        CHECK(after.fresh > 0);
        CHECK(after.fresh == after.states());
        states += during.states() + after.states();
        if (recording.old_content) {
            CHECK(disk_after(recording, recording.calls.size()).synced_mode() == Scene::old_mode);
        }
    }
    MESSAGE(states, " states");
}

TEST_CASE("a power cut during or after a save that failed leaves the old file") {
    std::size_t states = 0;
    for (const Target target : direct_targets) {
        const std::size_t count = record(target, true).calls.size();
        for (std::size_t call = 0; call < count; ++call) {
            const Recording recording = record(target, true, {{.first = call, .error = EIO}});
            const Survey during = survey_until_end(recording);
            const Survey after = survey_after_end(recording);
            CHECK(during.broken == 0);
            if (recording.code == ErrorCode::none) {
                CHECK(after.fresh == after.states());
            } else if (recording.code == ErrorCode::durability_unknown) {
                CHECK(after.old > 0);
                CHECK(after.fresh > 0);
            } else {
                CHECK(during.old == during.states());
            }
            states += during.states() + after.states();
        }
    }
    MESSAGE(states, " states");
}

TEST_CASE("the model finds what is wrong with a save that forgets a sync or comes too early") {
    std::size_t states = 0;
    for (const Target target : direct_targets) {
        const Recording recording = record(target, true);
        const std::size_t sync = position(recording, "fsync");
        const std::size_t rename = position(recording, "renameat");
        const std::size_t directory_sync = position(recording, "fsync", 1);

        const Recording content_not_synced = without(recording, sync);
        CHECK(survey_until_end(content_not_synced).broken > 0);
        CHECK(survey_after_end(content_not_synced).broken > 0);

        const Recording directory_not_synced = without(recording, directory_sync);
        CHECK(survey_until_end(directory_not_synced).broken == 0);
        CHECK(survey_after_end(directory_not_synced).old > 0);

        const Recording renamed_before_sync = moved(recording, rename, sync);
        CHECK(survey_until_end(renamed_before_sync).broken > 0);
        CHECK(survey_after_end(renamed_before_sync).broken == 0);

        const std::size_t first_write = position(recording, "write");
        const Recording synced_before_write = moved(recording, sync, first_write);
        CHECK(survey_after_end(synced_before_write).broken > 0);

        const Recording directory_synced_before_rename = moved(recording, directory_sync, rename);
        CHECK(survey_after_end(directory_synced_before_rename).old > 0);

        if (recording.old_content) {
            const Recording mode_set_after_sync =
                moved(recording, sync, position(recording, "fchmod"));
            CHECK(disk_after(mode_set_after_sync, recording.calls.size()).synced_mode() ==
                  std::nullopt);
        }
        for (const Recording& wrong :
             {content_not_synced, directory_not_synced, renamed_before_sync, synced_before_write,
              directory_synced_before_rename}) {
            states += survey_until_end(wrong).states();
        }
    }
    MESSAGE(states, " states");
}

TEST_CASE("a save that is not to be durable may be lost to a power cut, and that alone") {
    std::size_t states = 0;
    for (const Target target : direct_targets) {
        const Recording recording = record(target, false);
        CHECK(std::none_of(recording.calls.begin(), recording.calls.end(),
                           [](const Call& call) { return call.name == "fsync"; }));
        // Nothing before the rename harms the old file.
        for (std::size_t calls = 0; calls <= position(recording, "renameat"); ++calls) {
            const Survey before = survey(recording, calls);
            CHECK(before.old == before.states());
            states += before.states();
        }
        const Survey after = survey_after_end(recording);
        CHECK(after.old > 0);
        CHECK(after.fresh > 0);
        CHECK(after.broken > 0);
        states += after.states();
    }
    MESSAGE(states, " states");
}
