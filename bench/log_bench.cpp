// SPDX-License-Identifier: MIT
/// Speeds and sizes of record logs, beside what the disk and the library do without one.
///
///     log-bench FOLDER [RECORDS]
///
/// The records are telemetry of about 200 bytes. Each time is the least of several; the file is in
/// the system's cache, unless the row says that it waits for the disk.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>
#include <souris/object_store.hpp>

#include "least_time.hpp"

namespace souris::bench { namespace {

struct Position {
    double latitude = 0;
    double longitude = 0;
};

struct Telemetry {
    std::int64_t time = 0;
    std::uint32_t sequence = 0;
    std::string device;
    std::string state;
    Position position;
    double temperature = 0;
    double voltage = 0;
    float speed = 0;
    std::uint16_t satellites = 0;
    bool is_charging = false;
    std::string message;
};

/// A small generator, the same everywhere.
class Noise {
  public:
    std::uint64_t next() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return state_ >> 33U;
    }

  private:
    std::uint64_t state_ = 1;
};

std::vector<Telemetry> make_records(std::size_t count) {
    static const char* const states[] = {"driving", "idle", "charging", "parked"};
    std::vector<Telemetry> records;
    Noise noise;
    for (std::size_t i = 0; i < count; ++i) {
        const auto n = static_cast<double>(i);
        records.push_back({.time = 1'700'000'000'000 + static_cast<std::int64_t>(i) * 20 +
                                   static_cast<std::int64_t>(noise.next() % 3),
                           .sequence = static_cast<std::uint32_t>(i),
                           .device = fmt::format("device-{:03}", noise.next() % 40),
                           .state = states[noise.next() % 4],
                           .position = {std::round((48.1 + n * 1e-6) * 1e6) / 1e6,
                                        std::round((11.5 + n * 2e-6) * 1e6) / 1e6},
                           .temperature = static_cast<double>(200 + noise.next() % 50) / 10,
                           .voltage = static_cast<double>(11'000 + noise.next() % 2'000) / 1000,
                           .speed = static_cast<float>(noise.next() % 1300) / 10,
                           .satellites = static_cast<std::uint16_t>(4 + noise.next() % 9),
                           .is_charging = noise.next() % 5 == 0,
                           .message = fmt::format("link {} up after {} ms", noise.next() % 8,
                                                  noise.next() % 900)});
    }
    return records;
}

[[noreturn]] void fail(const Error& error) {
    fmt::print(stderr, "{}\n", error.message());
    std::exit(1);
}

template <class T>
T&& checked(Result<T>&& result) {
    if (!result) fail(result.error());
    return std::move(*result);
}

void check(const Result<void>& result) {
    if (!result) fail(result.error());
}

class Bench {
  public:
    Bench(std::string folder, std::size_t count)
        : path_(folder + "/log-bench.log"), records_(make_records(count)) {
        for (const Telemetry& record : records_) {
            encoded_.push_back(checked(encode(record, {.profile = Profile::stored})));
            bytes_ += encoded_.back().size();
            values_.push_back(checked(to_value(record)));
        }
    }

    void run() {
        fmt::print("{} records of {:.0f} bytes\n", records_.size(),
                   static_cast<double>(bytes_) / static_cast<double>(records_.size()));
        Sink sink;
        report("encode alone, structs", least_time([&] {
                   for (const Telemetry& record : records_) {
                       sink.clear();
                       check(encode(sink, record, {.profile = Profile::stored}));
                   }
               }));
        for (const Profile profile : {Profile::stored, Profile::fast, Profile::balanced}) {
            const std::string name(name_of(profile));
            append("append structs, " + name, profile, records_);
            report_size(profile);
            read(name);
            read_in_part(name);
        }
        append("append Values, fast", Profile::fast, values_);
        append_encoded();
        by_number();
        sync_each();
        std::filesystem::remove(path_);
    }

  private:
    void report(const std::string& name, double seconds) const {
        const auto count = static_cast<double>(records_.size());
        fmt::print("{:36} {:8.3f} M/s {:8.0f} ns {:8.0f} MB/s\n", name, count / seconds / 1e6,
                   seconds / count * 1e9, static_cast<double>(bytes_) / seconds / 1e6);
    }

    LogWriter open(Profile profile, bool durable = false) const {
        std::filesystem::remove(path_);
        LogWriterOptions options;
        options.profile = profile;
        options.durable = durable;
        return checked(LogWriter::open(path_, options));
    }

    template <class Records>
    void append(const std::string& name, Profile profile, const Records& records) {
        report(name, least_time([&] {
                   LogWriter log = open(profile);
                   for (const auto& record : records)
                       check(log.append(record));
                   check(log.close());
               }));
    }

    void append_encoded() {
        report("append encoded values, fast", least_time([&] {
                   LogWriter log = open(Profile::fast);
                   for (const Bytes& record : encoded_)
                       check(log.append_encoded(record));
                   check(log.close());
               }));
    }

    /// The log's bytes for each record, beside those of all records as one packed value.
    void report_size(Profile profile) const {
        const auto size = static_cast<double>(std::filesystem::file_size(path_));
        const auto count = static_cast<double>(records_.size());
        PackOptions options;
        options.profile = profile;
        options.extended = true;
        const auto packed = checked(pack(records_, options));
        fmt::print("{:36} {:8.2f} bytes a record; as one array {:.2f}\n", "", size / count,
                   static_cast<double>(packed.size()) / count);
    }

    void read(const std::string& name) {
        report("read bytes, " + name, least_time([&] {
                   LogReader log = checked(LogReader::open(path_));
                   std::size_t size = 0;
                   while (checked(log.next()))
                       size += log.bytes().size();
                   if (size != bytes_) std::exit(1);
               }));
        report("read structs, " + name, least_time([&] {
                   LogReader log = checked(LogReader::open(path_));
                   Telemetry record;
                   while (checked(log.next()))
                       check(log.get_into(record));
               }));
    }

    /// Of the log that there is: one column of all records, and the records of a thousandth of the
    /// time.
    void read_in_part(const std::string& name) {
        double expected = 0;
        for (const Telemetry& record : records_)
            expected += record.temperature;
        report("sum of a column, " + name, least_time([&] {
                   LogReader log = checked(LogReader::open(path_));
                   double sum = 0;
                   while (const auto block = checked(log.next_block())) {
                       const NumberColumn column = checked(block->columns.numbers("/temperature"));
                       for (const double number : column.values)
                           sum += number;
                   }
                   if (sum != expected) std::exit(1);
               }));
        const std::size_t first = records_.size() / 2;
        const std::size_t count = std::max<std::size_t>(records_.size() / 1000, 1);
        const RowFilter filter{"/time", Comparison::between, records_[first].time,
                               records_[first + count - 1].time};
        report("filter a thousandth, " + name, least_time([&] {
                   LogReader log = checked(LogReader::open(path_));
                   check(log.filter({filter}));
                   std::size_t found = 0;
                   Telemetry record;
                   while (checked(log.next())) {
                       check(log.get_into(record));
                       ++found;
                   }
                   if (found != count) std::exit(1);
               }));
    }

    void by_number() {
        for (const Profile profile : {Profile::stored, Profile::fast}) {
            {
                LogWriter log = open(profile);
                for (const Telemetry& record : records_)
                    check(log.append(record));
                check(log.close());
            }
            LogReader log = checked(LogReader::open(path_));
            constexpr int lookups = 200;
            Noise noise;
            const double seconds = least_time([&] {
                for (int i = 0; i < lookups; ++i) {
                    const std::uint64_t number = noise.next() % records_.size();
                    check(log.seek(number));
                    if (!checked(log.next())) std::exit(1);
                    if (checked(log.get<Telemetry>()).sequence != number) std::exit(1);
                }
            });
            fmt::print("{:36} {:8.1f} us\n", fmt::format("record by number, {}", name_of(profile)),
                       seconds / lookups * 1e6);
        }
    }

    /// Waits for the disk at each record, beside writing the same bytes and waiting.
    void sync_each() {
        constexpr std::size_t count = 500;
        const double log_seconds = least_time([&] {
            LogWriter log = open(Profile::fast, true);
            for (std::size_t i = 0; i < count; ++i) {
                check(log.append(records_[i % records_.size()]));
                check(log.sync());
            }
        });
        const double plain_seconds = least_time([&] {
            std::filesystem::remove(path_);
            const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
            for (std::size_t i = 0; i < count; ++i) {
                const Bytes& bytes = encoded_[i % encoded_.size()];
                if (::write(file, bytes.data(), bytes.size()) < 0 || ::fdatasync(file) != 0)
                    std::exit(1);
            }
            ::close(file);
        });
        fmt::print("{:36} {:8.1f} us, {:.2f} of write and fdatasync ({:.1f} us)\n",
                   "append and sync", log_seconds / count * 1e6, log_seconds / plain_seconds,
                   plain_seconds / count * 1e6);
    }

    std::string path_;
    std::vector<Telemetry> records_;
    std::vector<Bytes> encoded_;
    std::vector<Value> values_;
    std::size_t bytes_ = 0;
};

}}  // namespace souris::bench

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "log-bench FOLDER [RECORDS]\n");
        return 2;
    }
    constexpr unsigned long usual = 100'000;
    souris::bench::Bench(argv[1], argc > 2 ? std::strtoul(argv[2], nullptr, 10) : usual).run();
    return 0;
}
