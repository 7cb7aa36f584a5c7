// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>
#include <souris/sink.hpp>

#include "generators/value_from_bytes.hpp"
#include "log/block_header.hpp"
#include "log/marker.hpp"

/// Properties of record logs, for the property tests and the fuzz target.

namespace souris::properties {

/// A file in a folder of memory, where there is one, removed with its tail.
class ScratchLog {
  public:
    explicit ScratchLog(std::string_view name) {
        static const std::filesystem::path folder = std::filesystem::is_directory("/dev/shm")
                                                        ? std::filesystem::path("/dev/shm")
                                                        : std::filesystem::temp_directory_path();
        // One for each process: nothing else of these runs at once in one.
        static const auto own = std::filesystem::path(
            "souris-log-" +
            std::to_string(
                std::filesystem::file_time_type::clock::now().time_since_epoch().count()));
        path_ = (folder / (own.string() + std::string(name))).string();
        remove();
    }
    ScratchLog(const ScratchLog&) = delete;
    ScratchLog& operator=(const ScratchLog&) = delete;
    ~ScratchLog() { remove(); }

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    void put(std::span<const std::byte> bytes) const {
        std::ofstream(path_, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
    }

    /// What this file and its tail are, as a kill would leave them.
    void copy_to(const ScratchLog& other) const {
        for (const char* end : {"", "-tail"}) {
            std::filesystem::remove(other.path_ + end);
            if (std::filesystem::exists(path_ + end))
                std::filesystem::copy_file(path_ + end, other.path_ + end);
        }
    }

  private:
    void remove() const {
        std::filesystem::remove(path_);
        std::filesystem::remove(path_ + "-tail");
    }

    std::string path_;
};

/// A record as it was read.
using NumberedRecord = std::pair<std::uint64_t, std::string>;

/// All records of a reader, from where it stands; nothing if there is an error but of damage, or if
/// it does not come to an end.
template <class Step>
std::optional<std::vector<NumberedRecord>> records_by(LogReader& reader, Step step) {
    std::vector<NumberedRecord> records;
    constexpr int most_errors = 10'000;
    for (int errors = 0; errors < most_errors;) {
        const Result<bool> moved = step(reader);
        if (moved && !*moved) return records;
        if (moved) {
            records.emplace_back(reader.number(), as_text(reader.bytes()));
        } else if (!reader.damage()) {
            return std::nullopt;
        } else {
            ++errors;
        }
    }
    return std::nullopt;
}

/// Whatever a file is, its records are read by rising numbers, and none is read for ever.
inline bool any_log_is_read(std::span<const std::byte> bytes,
                            const std::vector<std::uint64_t>& cuts, bool are_numbers_rising) {
    const ScratchLog log("-any");
    log.put(bytes);
    DecodeOptions options;
    options.limits.max_output = std::uint64_t{1} << 20U;
    options.limits.max_memory = std::uint64_t{16} << 20U;
    auto reader = LogReader::open(log.path(), options);
    if (!reader) return reader.error().code == ErrorCode::bad_magic;
    const auto next = [](LogReader& r) { return r.next(); };
    const auto forward = records_by(*reader, next);
    auto backward = records_by(*reader, [](LogReader& r) { return r.previous(); });
    if (!forward || !backward) return false;
    for (std::size_t i = 1; i < forward->size(); ++i) {
        if ((*forward)[i].first <= (*forward)[i - 1].first) return false;
    }
    std::vector<NumberedRecord> parts;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        reader->select(
            {i == 0 ? 0 : cuts[i - 1], i == cuts.size() ? LogRange::unbounded : cuts[i]});
        const auto part = records_by(*reader, next);
        if (!part) return false;
        parts.insert(parts.end(), part->begin(), part->end());
    }
    // Where the numbers of blocks fall, what is read before decides what is read after.
    if (!are_numbers_rising) return true;
    std::ranges::reverse(*backward);
    return *backward == *forward && parts == *forward;
}

/// Bytes with blocks whose headers are sound, whatever their content is, of rising numbers.
inline Bytes forge_log(test::ByteSource& source) {
    Bytes bytes;
    std::uint64_t number = 0;
    for (std::size_t count = source.below(9); count-- > 0;) {
        // Between blocks, and as content: markers, headers, anything.
        Bytes content;
        for (std::size_t parts = source.below(5); parts-- > 0;) {
            const std::string_view marker = detail::block_marker;
            const std::size_t way = source.below(6);
            if (way == 0) {
                const auto part = as_byte_span(marker.substr(source.below(8)));
                content.insert(content.end(), part.begin(), part.end());
            } else if (way == 1) {
                const auto part = as_byte_span("\x8DSDBLOG\xFF");
                content.insert(content.end(), part.begin(), part.end());
            } else if (way == 2) {
                // A block of so many nulls.
                const std::size_t nulls = 1 + source.below(5);
                content.push_back(std::byte{0});
                content.push_back(static_cast<std::byte>(nulls));
                content.insert(content.end(), nulls, std::byte{0x90});
            } else {
                for (std::size_t i = source.below(40); i-- > 0;)
                    content.push_back(static_cast<std::byte>(source.byte()));
            }
        }
        if (source.below(4) == 0) {
            bytes.insert(bytes.end(), content.begin(), content.end());
            continue;
        }
        detail::BlockHeader header;
        header.first_record = number + source.below(3);
        header.record_count = static_cast<std::uint32_t>(source.below(6));
        header.content_size = static_cast<std::uint32_t>(content.size());
        // Of the content, or of what it is not.
        header.content_hash = detail::hash_of(content) + (source.below(8) == 0 ? 1 : 0);
        header.has_lengths = source.below(2) == 0;
        if (header.record_count == 0) {
            content.clear();
            header.content_size = 0;
            header.content_hash = detail::hash_of({});
        }
        if (content.empty()) header.record_count = 0;
        number = header.end_record();
        const auto head = detail::bytes_of(header);
        bytes.insert(bytes.end(), head.begin(), head.end());
        const std::size_t kept =
            source.below(10) == 0 ? source.below(content.size() + 1) : content.size();
        bytes.insert(bytes.end(), content.begin(),
                     content.begin() + static_cast<std::ptrdiff_t>(kept));
    }
    return bytes;
}

/// Places to cut a file of this size.
inline std::vector<std::uint64_t> draw_cuts(test::ByteSource& source, std::size_t size) {
    std::vector<std::uint64_t> cuts;
    for (std::size_t i = source.below(6); i-- > 0;)
        cuts.push_back(source.bits(2) % (size + 3));
    std::ranges::sort(cuts);
    return cuts;
}

/// The text of a record.
inline std::string log_record(std::uint64_t number, std::size_t size) {
    return std::to_string(number) + std::string(size * size / 16, 'x');
}

/// A log goes through what `source` draws: appending, syncing, sealing, closing, kills, readers.
/// What was promised is there, and nothing is there twice or differs.
inline bool log_survives(test::ByteSource& source) {
    const ScratchLog logs[] = {ScratchLog("-a"), ScratchLog("-b")};
    std::size_t here = 0;
    LogWriterOptions options;
    options.durable = false;
    options.block_size = 1 + source.below(250) * 4;
    options.profile = source.one_of({Profile::stored, Profile::fast});
    if (source.below(2) == 0) options.sync_bytes = source.byte();
    std::vector<std::string> records;
    // How many of them were in a block or in the tail, as far as was promised.
    std::size_t promised = 0;
    std::optional<LogWriter> writer;
    const auto open = [&] {
        auto opened = LogWriter::open(logs[here].path(), options);
        if (!opened) return false;
        writer = std::move(*opened);
        if (writer->next_record() < promised || writer->next_record() > records.size())
            return false;
        records.resize(static_cast<std::size_t>(writer->next_record()));
        return true;
    };
    const auto is_right = [&](std::size_t least) {
        auto reader = LogReader::open(logs[here].path());
        if (!reader) return false;
        std::size_t count = 0;
        for (;; ++count) {
            const auto more = reader->next();
            if (!more) return false;
            if (!*more) break;
            if (count >= records.size() || reader->number() != count) return false;
            if (reader->get<std::string>() != records[count]) return false;
        }
        return count >= least;
    };
    if (!open()) return false;
    for (std::size_t steps = 4 + source.below(40); steps-- > 0;) {
        switch (source.below(8)) {
            default: {
                for (std::size_t i = source.below(12); i-- > 0;) {
                    records.push_back(log_record(records.size(), source.byte()));
                    if (!writer->append(records.back())) return false;
                }
                break;
            }
            case 3:
                if (!writer->sync()) return false;
                promised = records.size();
                break;
            case 4:
                if (!writer->seal()) return false;
                break;
            case 5:
                if (!is_right(promised)) return false;
                break;
            case 6: {
                // Killed: what is there now is what the next one finds.
                logs[here].copy_to(logs[1 - here]);
                const std::vector<std::string> all = records;
                writer.reset();
                here = 1 - here;
                records = all;
                if (!is_right(promised) || !open()) return false;
                promised = records.size();
                break;
            }
            case 7:
                if (!writer->close()) return false;
                promised = records.size();
                if (std::filesystem::exists(logs[here].path() + "-tail")) return false;
                if (!is_right(promised) || !open()) return false;
                break;
        }
    }
    if (!writer->close()) return false;
    return is_right(records.size());
}

}  // namespace souris::properties
