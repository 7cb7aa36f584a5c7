// SPDX-License-Identifier: MIT
#include "stream.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

namespace souris::cli {

namespace {

bool is_standard_stream(const std::string& path) {
    return path == "-";
}

Result<void> write_all(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            return failure(
                Error(ErrorCode::io_error, "write: " + std::system_category().message(errno)));
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

}  // namespace

Result<Bytes> read_input(const std::string& path, const Limits& limits) {
    return is_standard_stream(path) ? read_descriptor(STDIN_FILENO, limits.max_input)
                                    : read_file(path, limits.max_input);
}

Result<void> write_output(const std::string& path, std::span<const std::byte> bytes) {
    return is_standard_stream(path) ? write_all(bytes) : write_file(path, bytes);
}

Result<void> write_beside(const std::string& file, std::string_view report) {
    if (!is_standard_stream(file)) return write_all(as_byte_span(report));
    std::fwrite(report.data(), 1, report.size(), stderr);
    return {};
}

Sink standard_output() {
    constexpr std::size_t chunk_size = std::size_t{64} * 1024;
    return Sink(write_all, chunk_size);
}

std::string input_name(const std::string& path) {
    return is_standard_stream(path) ? "standard input" : path;
}

std::string output_name(const std::string& path) {
    return is_standard_stream(path) ? "standard output" : path;
}

}  // namespace souris::cli
