// SPDX-License-Identifier: MIT
#include "common/stream.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>

#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/descriptor.hpp>
#include <souris/file.hpp>

#include "common/process.hpp"
#include "common/system_file.hpp"
#include "common/terminal_text.hpp"

namespace souris::cli {

namespace {

constexpr std::size_t chunk_size = std::size_t{64} * 1024;

bool is_standard_stream(const std::string& path) {
    return path == "-";
}

/// The open descriptor that a path writes to, if there is one.
std::optional<int> output_descriptor(const std::string& path) {
    return is_standard_stream(path) ? STDOUT_FILENO : open_descriptor(path);
}

Result<void> write_standard_output(std::span<const std::byte> bytes) {
    return write_all(STDOUT_FILENO, bytes);
}

Result<void> write_data(int descriptor, std::span<const std::byte> bytes) {
    if (is_terminal(descriptor) && !is_terminal_text(as_text(bytes))) {
        return failure(
            Error(ErrorCode::io_error, "a terminal would take these bytes for commands"));
    }
    return write_all(descriptor, bytes);
}

}  // namespace

std::optional<int> input_descriptor(const std::string& path) {
    return is_standard_stream(path) ? STDIN_FILENO : open_descriptor(path);
}

bool read_the_same(const std::vector<std::string>& paths) {
    std::set<int> descriptors;
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
        const auto descriptor = input_descriptor(path);
        return descriptor && !descriptors.insert(*descriptor).second;
    });
}

bool is_replaceable(const std::string& path) {
    return !input_descriptor(path) && !is_special(path);
}

Result<Bytes> read_input(const std::string& path, const Limits& limits) {
    if (const auto descriptor = input_descriptor(path)) {
        return read_descriptor(*descriptor, limits.max_input);
    }
    if (!is_special(path)) return read_file(path, limits.max_input);
    const auto file = SpecialFile::open(path, Access::reading);
    if (!file) return failure(file.error());
    return read_descriptor(file->descriptor(), limits.max_input);
}

Result<PiecewiseInput> PiecewiseInput::open(const std::string& path) {
    PiecewiseInput input;
    input.descriptor_ = input_descriptor(path);
    if (input.descriptor_) return input;
    if (is_special(path)) {
        auto file = SpecialFile::open(path, Access::reading);
        if (!file) return failure(std::move(file).error());
        input.special_.emplace(*std::move(file));
        input.descriptor_ = input.special_->descriptor();
        return input;
    }
    input.regular_.open(std::filesystem::path(std::u8string(path.begin(), path.end())),
                        std::ios::binary);
    if (input.regular_.is_open()) return input;
    return failure(Error(ErrorCode::io_error, "open: " + std::generic_category().message(errno)));
}

Result<std::size_t> PiecewiseInput::read(std::span<std::byte> room) {
    if (descriptor_) return read_some(*descriptor_, room);
    regular_.read(reinterpret_cast<char*>(room.data()), static_cast<std::streamsize>(room.size()));
    if (regular_.bad()) return failure(Error(ErrorCode::io_error, "read failed"));
    return static_cast<std::size_t>(regular_.gcount());
}

Result<void> write_output(const std::string& path, std::span<const std::byte> bytes) {
    if (const auto descriptor = output_descriptor(path)) return write_data(*descriptor, bytes);
    // `write_file` checks the owners of symbolic links on the path.
    auto written = write_file(path, bytes);
    if (written || written.error().code != ErrorCode::not_regular_file || !is_special(path)) {
        return written;
    }
    if (is_planted(path)) {
        return failure(Error(ErrorCode::io_error, "open: a stranger's pipe where all may write"));
    }
    const auto file = SpecialFile::open(path, Access::writing);
    if (!file) return failure(file.error());
    return write_data(file->descriptor(), bytes);
}

Result<void> write_report(std::string_view report) {
    return write_standard_output(as_byte_span(report));
}

Result<void> write_beside(const std::string& file, std::string_view report) {
    if (output_descriptor(file) != STDOUT_FILENO) return write_report(report);
    std::fwrite(report.data(), 1, report.size(), stderr);
    return {};
}

Sink standard_output() {
    return Sink(write_standard_output, chunk_size);
}

Sink data_output() {
    return Sink([](std::span<const std::byte> bytes) { return write_data(STDOUT_FILENO, bytes); },
                chunk_size);
}

std::string input_name(const std::string& path) {
    return is_standard_stream(path) ? "standard input" : path;
}

std::string output_name(const std::string& path) {
    return is_standard_stream(path) ? "standard output" : path;
}

}  // namespace souris::cli
