// SPDX-License-Identifier: MIT
/// Sizes and speeds of files of records: each *.ndjson of a folder as one packed value of every
/// profile, beside what general compressors make of its lines.
///
///     record-bench FOLDER
///
/// MB are of the lines. Writing begins with a Value and ends with bytes; reading is the reverse,
/// into a Document. Each time is the least of several.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <brotli/encode.h>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <souris/document.hpp>
#include <souris/file.hpp>
#include <souris/json.hpp>
#include <souris/packed.hpp>

#include "compressed_size.hpp"
#include "least_time.hpp"

namespace souris::bench { namespace {

std::size_t brotli_size(ByteView bytes) {
    std::vector<std::uint8_t> out(BrotliEncoderMaxCompressedSize(bytes.size()));
    std::size_t size = out.size();
    BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT,
                          bytes.size(), bytes.data(), &size, out.data());
    return size;
}

/// A column of the table and, for the means, what is added up in it.
struct Column {
    std::string name;
    double logarithms = 0;
};

class Table {
  public:
    void begin(std::string_view name, std::string_view lines) {
        line_ = fmt::format("{:<16}", name);
        lines_ = lines;
        next_ = 0;
        best_ = HUGE_VAL;
        put("lines", static_cast<double>(lines.size()));
    }
    /// A peer's size.
    void peer(std::string_view name, std::size_t size, bool is_rival) {
        if (is_rival) best_ = std::min(best_, static_cast<double>(size));
        put(name, static_cast<double>(size));
    }
    /// Ours, and what it is of the best rival's.
    void ours(std::string_view name, std::size_t size, double write, double read) {
        const auto megabytes = static_cast<double>(lines_.size()) / 1e6;
        put(name, static_cast<double>(size));
        put("of best", static_cast<double>(size) / best_, 3);
        put("write", megabytes / write);
        put("read", megabytes / read);
    }
    void end() {
        if (rows_++ == 0) {
            fmt::print("{:<16}", "");
            for (const Column& column : columns_)
                fmt::print("{:>10}", column.name);
            fmt::print("\n");
        }
        fmt::print("{}\n", line_);
    }
    void print_means() const {
        fmt::print("{:<16}", "geometric mean");
        for (const Column& column : columns_) {
            const double mean = std::exp(column.logarithms / rows_);
            fmt::print("{:>10.{}f}", mean, column.name == "of best" ? 3 : 0);
        }
        fmt::print("\n");
    }

  private:
    void put(std::string_view name, double value, int digits = 0) {
        if (next_ == columns_.size()) columns_.push_back({std::string(name)});
        columns_[next_++].logarithms += std::log(value);
        line_ += fmt::format("{:>10.{}f}", value, digits);
    }

    std::vector<Column> columns_;
    std::string line_;
    std::string_view lines_;
    double best_ = HUGE_VAL;
    std::size_t next_ = 0;
    int rows_ = 0;
};

/// Prints nothing but an error if a file is no list of records.
bool add(Table& table, const std::filesystem::path& path) {
    const auto bytes = read_file(path, Limits{}.max_input);
    if (!bytes) return false;
    const std::string_view lines = as_text(*bytes);
    Array records;
    auto peers = nlohmann::json::array();
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string_view line = lines.substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        auto record = value_from_json(line, {.tagged = false});
        if (!record) return false;
        records.push_back(std::move(*record));
        peers.push_back(nlohmann::json::parse(line));
    }
    const Value value(std::move(records));
    table.begin(path.stem().string(), lines);
    const ByteView text(reinterpret_cast<const std::uint8_t*>(lines.data()), lines.size());
    table.peer("zstd -3", zstd_size(text, 3), true);
    table.peer("zstd -19", zstd_size(text, 19), true);
    table.peer("xz -9", xz_size(text), true);
    table.peer("Brotli", brotli_size(text), true);
    table.peer("CBOR+zstd", zstd_size(nlohmann::json::to_cbor(peers), 19), false);
    table.peer("MsgP+zstd", zstd_size(nlohmann::json::to_msgpack(peers), 19), false);
    for (const Profile profile : {Profile::fast, Profile::balanced, Profile::smallest}) {
        const PackOptions options{.profile = profile, .extended = true};
        Bytes packed;
        const auto write = [&] { packed = pack(value, options).value(); };
        const bool is_slow = profile == Profile::smallest;
        double write_time = 0;
        if (is_slow) {
            const auto begin = std::chrono::steady_clock::now();
            write();
            write_time =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        } else {
            write_time = least_time(write);
        }
        const double read_time = least_time([&] {
            if (!Document::unpack_view(packed))
                fmt::print(stderr, "{}: unreadable\n", path.string());
        });
        table.ours(name_of(profile), packed.size(), write_time, read_time);
    }
    table.end();
    return true;
}

}}  // namespace souris::bench

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: {} FOLDER\n", argv[0]);
        return 2;
    }
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        if (entry.path().extension() == ".ndjson") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    souris::bench::Table table;
    for (const auto& path : paths) {
        if (!souris::bench::add(table, path)) {
            fmt::print(stderr, "{}: no records\n", path.string());
            return 1;
        }
    }
    if (!paths.empty()) table.print_means();
    return 0;
}
