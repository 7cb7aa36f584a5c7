// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fcntl.h>

#include "faults/system_calls.hpp"

namespace souris::faults {

/// The possible content of a disk after a power cut, given the calls made before: no more than
/// POSIX guarantees.
///
/// - Data written to a file since its last fsync may be present, absent, or cut, with the rest
///   missing or zeros; independently for each write.
/// - Names created, renamed or removed since the last fsync of the directory may be present or not,
///   independently and in any order. But a rename is atomic: its target is the old file or the new.
/// - A mode set since the last fsync of the file may be lost.
class DiskModel {
  public:
    /// The disk has one directory, whose initial content is durable. `old`: the initial content of
    /// the target, if it exists.
    DiskModel(std::string target, const std::optional<std::string>& old)
        : target_(std::move(target)) {
        if (!old) return;
        files_.push_back({.synced = *old});
        synced_names_[target_] = 0;
    }

    /// Records a call. Failed calls have no effect.
    void apply(const Call& call) {
        if (call.result < 0) return;
        if (call.name == "openat" && (call.flags & O_CREAT) != 0) {
            open_[static_cast<int>(call.result)] = files_.size();
            pending_names_.push_back({NameChange::Kind::add, call.path, "", files_.size()});
            files_.emplace_back();
        } else if (call.name == "write") {
            File& file = files_.at(open_.at(call.descriptor));
            file.pending.push_back({file.position, call.bytes});
            file.position += call.bytes.size();
        } else if (call.name == "fchmod") {
            File& file = files_.at(open_.at(call.descriptor));
            file.mode = call.mode;
            file.is_mode_synced = false;
        } else if (call.name == "renameat") {
            pending_names_.push_back({NameChange::Kind::rename, call.path, call.target, 0});
        } else if (call.name == "unlinkat") {
            pending_names_.push_back({NameChange::Kind::remove, call.path, "", 0});
        } else if (call.name == "fsync") {
            sync(call.descriptor);
        } else if (call.name == "close") {
            open_.erase(call.descriptor);
        }
    }

    /// Calls `visit` with each possible content of the target after a power cut now; with null if
    /// the file may be absent.
    template <class Visit>
    void for_each_content(Visit visit) const {
        for (const Names& names : possible_names()) {
            const auto place = names.find(target_);
            if (place == names.end()) {
                visit(static_cast<const std::string*>(nullptr));
            } else {
                for_each_content(files_[place->second], visit);
            }
        }
    }

    /// The mode of the target if it is durable, and if it was set.
    [[nodiscard]] std::optional<unsigned> synced_mode() const {
        const auto place = synced_names_.find(target_);
        if (place == synced_names_.end() || !files_[place->second].is_mode_synced) return {};
        return files_[place->second].mode;
    }

  private:
    using Names = std::map<std::string, std::size_t>;

    struct Write {
        std::size_t offset;
        std::string bytes;
    };
    struct File {
        std::string synced{};
        std::vector<Write> pending{};
        std::size_t position = 0;
        std::optional<unsigned> mode{};
        bool is_mode_synced = true;
    };
    struct NameChange {
        enum class Kind { add, rename, remove };
        Kind kind;
        std::string name;
        std::string target;
        std::size_t file;
    };

    void sync(int descriptor) {
        const auto place = open_.find(descriptor);
        if (place == open_.end()) {
            // The descriptor is that of the directory.
            for (const NameChange& change : pending_names_)
                apply(change, synced_names_, synced_names_);
            pending_names_.clear();
            return;
        }
        File& file = files_[place->second];
        for (const Write& write : file.pending)
            put(file.synced, write, write.bytes.size(), false);
        file.pending.clear();
        file.is_mode_synced = true;
    }

    /// `known`: the files of the names at the time of the change.
    static void apply(const NameChange& change, const Names& known, Names& names) {
        switch (change.kind) {
            case NameChange::Kind::add:
                names[change.name] = change.file;
                break;
            case NameChange::Kind::rename: {
                const std::size_t file = known.at(change.name);
                names[change.target] = file;
                names.erase(change.name);
                break;
            }
            case NameChange::Kind::remove:
                names.erase(change.name);
                break;
        }
    }

    /// A write cut after `kept` bytes, with the rest missing or zeros.
    static void put(std::string& content, const Write& write, std::size_t kept, bool has_zeros) {
        const std::size_t size = has_zeros ? write.bytes.size() : kept;
        if (size == 0) return;
        if (content.size() < write.offset + size) content.resize(write.offset + size);
        std::fill_n(content.begin() + static_cast<std::ptrdiff_t>(write.offset), size, '\0');
        write.bytes.copy(content.data() + write.offset, kept);
    }

    /// The names after any subset of the pending changes, in any order.
    [[nodiscard]] std::set<Names> possible_names() const {
        Names known = synced_names_;
        for (const NameChange& change : pending_names_) {
            const Names before = known;
            apply(change, before, known);
            // A removed name still identifies its file.
            known.insert(before.begin(), before.end());
        }
        std::set<Names> all;
        std::vector<std::size_t> order(pending_names_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        do {
            // Applies a prefix of each order, so that all subsets occur.
            Names names = synced_names_;
            all.insert(names);
            for (const std::size_t change : order) {
                apply(pending_names_[change], known, names);
                all.insert(names);
            }
        } while (std::next_permutation(order.begin(), order.end()));
        return all;
    }

    template <class Visit>
    static void for_each_content(const File& file, Visit visit) {
        // One counter per write, incremented like an odometer: the first half of its positions cut
        // the write, the others fill it with zeros.
        std::vector<std::size_t> wheels(file.pending.size(), 0);
        std::string content;
        for (;;) {
            content = file.synced;
            for (std::size_t i = 0; i < wheels.size(); ++i) {
                const std::size_t parts = file.pending[i].bytes.size() + 1;
                put(content, file.pending[i], wheels[i] % parts, wheels[i] >= parts);
            }
            visit(&content);
            std::size_t wheel = 0;
            // The last position, a complete write without zeros, was already visited.
            while (wheel < wheels.size() &&
                   ++wheels[wheel] == 2 * file.pending[wheel].bytes.size() + 1) {
                wheels[wheel++] = 0;
            }
            if (wheel == wheels.size()) return;
        }
    }

    std::string target_;
    std::vector<File> files_;
    /// The file of each open descriptor.
    std::map<int, std::size_t> open_;
    Names synced_names_;
    std::vector<NameChange> pending_names_;
};

}  // namespace souris::faults
