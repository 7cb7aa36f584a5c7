// SPDX-License-Identifier: MIT
//
// A log of many records in one file, each appended when it is made. If the program or the machine
// stops in the middle of a record, all earlier records are there, and writing continues after them.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/core.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>
#include <souris/format.hpp>
#include <souris/object.hpp>
#include <souris/sink.hpp>

struct Sample {
    std::chrono::sys_time<std::chrono::milliseconds> time;
    std::string sensor;
    double value = 0;
    std::vector<std::uint32_t> flags;
};

namespace {

constexpr const char* path = "telemetry.bin";

/// As arrays of their members, records need no keys. Members may still be added at the end.
const souris::EncodeOptions positional{.form = souris::ObjectForm::array};

class Log {
  public:
    Log() : file_(path, std::ios::app | std::ios::binary) {}

    bool append(const Sample& sample) {
        record_.clear();  // keeps its memory
        if (!souris::encode(record_, sample, positional)) return false;
        const auto bytes = record_.view();
        file_.write(reinterpret_cast<const char*>(bytes.data()),
                    static_cast<std::streamsize>(bytes.size()));
        return file_.flush().good();
    }

  private:
    std::ofstream file_;
    souris::Sink record_;
};

struct Summary {
    std::size_t count = 0;
    double sum = 0;
};

/// Reads all complete records; cuts off an incomplete one that a crash left.
souris::Result<Summary> summarise() {
    const auto bytes = souris::read_file(path, souris::Limits().max_input);
    if (!bytes) return souris::failure(bytes.error());
    souris::Cursor cursor{*bytes};
    Summary summary;
    while (!cursor.at_end()) {
        const auto sample = souris::decode<Sample>(cursor);
        if (!sample && sample.error().code == souris::ErrorCode::truncated) {
            fmt::print("{} bytes of a record that was not finished\n", cursor.remaining());
            std::filesystem::resize_file(path, cursor.offset());
            break;
        }
        if (!sample) return souris::failure(sample.error());
        ++summary.count;
        summary.sum += sample->value;
    }
    return summary;
}

}  // namespace

int main() {
    const std::chrono::sys_time<std::chrono::milliseconds> start(std::chrono::hours(480'000));
    {
        Log log;
        for (int i = 0; i < 1000; ++i) {
            if (!log.append({start + std::chrono::milliseconds(i), "inlet", i * 0.5, {1, 2}}))
                return 1;
        }
    }
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 3);  // a crash

    const auto first = summarise();
    if (!first) {
        fmt::print("{}\n", first.error());
        return 1;
    }
    fmt::print("{} records, sum {}\n", first->count, first->sum);
    if (!Log().append({start, "outlet", 1000, {}})) return 1;
    const auto second = summarise();
    fmt::print("{} records, sum {}\n", second->count, second->sum);
}
