// SPDX-License-Identifier: MIT
#include "files/log_input.hpp"

#include <filesystem>
#include <system_error>

#include "options/options.hpp"

namespace souris::cli {

Parameter log_argument(std::string& file) {
    Parameter row = path_argument("FILE", file, "The log");
    row.set = [set = std::move(row.set)](const std::string& value) {
        return value == "-" ? "a log is a file, and no stream" : set(value);
    };
    return row;
}

Result<LogReader> open_log(const LogInput& input) {
    DecodeOptions options;
    options.limits = input.limits.limits();
    return LogReader::open(input.file, options);
}

void LogCounts::add(const LogReader& reader) noexcept {
    ++records;
    record_bytes += reader.bytes().size();
    const auto block = reader.block_offset();
    if (!block) ++tail_records;
    if (block && block != last_block_) ++blocks;
    last_block_ = block;
}

Result<std::uint64_t> size_of_log(const std::string& file) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(
        std::filesystem::path(std::u8string(file.begin(), file.end())), failed);
    if (!failed) return size;
    return failure(Error(ErrorCode::io_error, "stat: " + failed.message()));
}

}  // namespace souris::cli
