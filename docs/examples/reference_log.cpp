// SPDX-License-Identifier: MIT
//
// The examples of the reference on record logs.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include <fmt/core.h>

#include <souris/log_reader.hpp>
#include <souris/log_writer.hpp>

namespace {

//! [writer]
struct Event {
    int level = 0;
    std::string text;
};

bool write() {
    souris::LogWriterOptions options;
    options.sync_milliseconds = 1000;  // or call sync() where it matters
    auto log = souris::LogWriter::open("events.log", options);
    if (!log) return false;
    for (int i = 0; i < 100; ++i) {
        if (!log->append(Event{i % 4, fmt::format("event {}", i)})) return false;
    }
    if (!log->sync()) return false;  // these 100 survive now
    if (!log->append(souris::Value(souris::Map{{"level", 9}, {"text", "the end"}}))) return false;
    return log->close().has_value();
}
//! [writer]

//! [reader]
bool read() {
    auto log = souris::LogReader::open("events.log");
    if (!log) return false;
    int high = 0;
    while (true) {
        const auto more = log->next();
        if (!more) {
            fmt::print("{}\n", more.error().message());
            if (log->damage()) continue;  // goes on behind it
            return false;
        }
        if (!*more) break;  // the end, or nothing yet
        const auto event = log->get<Event>();
        if (event && event->level >= 3) ++high;
    }
    fmt::print("{} of {} events\n", high, log->number() + 1);  // 26 of 101 events

    if (!log->seek(42) || !log->next().value()) return false;
    fmt::print("{}\n", log->get<Event>()->text);  // event 42
    if (!log->seek_end() || !log->previous().value()) return false;
    fmt::print("{}\n", log->get<Event>()->text);  // the end
    return true;
}
//! [reader]

//! [columns]
// How many events are of a high level, without making an object of each.
bool count() {
    auto log = souris::LogReader::open("events.log");
    if (!log) return false;
    std::size_t high = 0;
    while (true) {
        const auto block = log->next_block();
        if (!block) return false;
        if (!*block) break;
        const auto levels = (*block)->columns.integers("/level");
        if (!levels) return false;
        for (const std::int64_t level : levels->values)
            high += level >= 3 ? 1 : 0;
    }
    fmt::print("{} events\n", high);  // 26 events
    return true;
}
//! [columns]

//! [filter]
bool search() {
    auto log = souris::LogReader::open("events.log");
    if (!log || !log->filter({{"/level", souris::Comparison::greater, 3, {}}})) return false;
    while (log->next().value_or(false))
        fmt::print("{}: {}\n", log->number(), log->get<Event>()->text);  // 100: the end
    return true;
}
//! [filter]

}  // namespace

int main() {
    std::filesystem::remove("events.log");
    return write() && read() && count() && search() ? 0 : 1;
}
