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

/// What a disk may hold after a power cut, given the calls made before it: no more than POSIX
/// promises.
///
/// - What was written to a file and not yet synced by its fsync may be there, or not, or any first
///   part of it, the rest missing or zeros; each write on its own.
/// - Names made, renamed and removed may be there or not until the directory's fsync, each on its
///   own and in any order. But a rename is one step: its target is the old file or the new.
/// - A mode that was set may be lost until the file's fsync.
class DiskModel {
  public:
    /// There is one directory, and what is in it is on the disk. `old`: the target's content, if
    /// there is such a file.
    DiskModel(std::string target, const std::optional<std::string>& old)
        : target_(std::move(target)) {
        if (!old) return;
        files_.push_back({.synced = *old});
        synced_names_[target_] = 0;
    }

    /// A call was made. One that failed has done nothing.
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

    /// Calls `visit` with each content that the target may have after a power cut now, null if
    /// there may be no such file.
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

    /// The mode of the target if it is sure to survive, and if it was set.
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
            // It is the directory's.
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

    /// `known`: what the names meant when the change was made.
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

    /// What remains of a write: its first `kept` bytes, the rest missing or zeros.
    static void put(std::string& content, const Write& write, std::size_t kept, bool has_zeros) {
        const std::size_t size = has_zeros ? write.bytes.size() : kept;
        if (size == 0) return;
        if (content.size() < write.offset + size) content.resize(write.offset + size);
        std::fill_n(content.begin() + static_cast<std::ptrdiff_t>(write.offset), size, '\0');
        write.bytes.copy(content.data() + write.offset, kept);
    }

    /// The names after any of the pending changes, in any order.
    [[nodiscard]] std::set<Names> possible_names() const {
        Names known = synced_names_;
        for (const NameChange& change : pending_names_) {
            const Names before = known;
            apply(change, before, known);
            // A name that is gone still tells what file it was of.
            known.insert(before.begin(), before.end());
        }
        std::set<Names> all;
        std::vector<std::size_t> order(pending_names_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        do {
            // The first changes of each order: every subset comes up.
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
        // A wheel for each write, turned like those of a mileage counter: the first half of its
        // positions cut the write, the others fill it up with zeros.
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
            // The last position, all bytes and no zeros behind them, is there already.
            while (wheel < wheels.size() &&
                   ++wheels[wheel] == 2 * file.pending[wheel].bytes.size() + 1) {
                wheels[wheel++] = 0;
            }
            if (wheel == wheels.size()) return;
        }
    }

    std::string target_;
    std::vector<File> files_;
    /// Which file each open descriptor is of.
    std::map<int, std::size_t> open_;
    Names synced_names_;
    std::vector<NameChange> pending_names_;
};

}  // namespace souris::faults
