// SPDX-License-Identifier: MIT
#include "files/replaced_file.hpp"

#include <utility>

#include "common/progress.hpp"
#include "common/stream.hpp"
#include "common/system_file.hpp"
#include "options/options.hpp"

namespace souris::cli {

namespace {

/// Whether writing `output` replaces the file read from `input`. Only regular files are replaced.
bool is_replaced(const std::string& input, const std::string& output) {
    if (input == "-" || output == "-" || !is_replaceable(input) || !is_replaceable(output))
        return false;
    return is_same_file(input, output);
}

FileLockOptions to_wait(const LockOptions& options) {
    constexpr std::uint64_t second = 1000;
    if (!options.longest_wait || *options.longest_wait > ~std::uint64_t{0} / second) return {};
    return {.wait_milliseconds = *options.longest_wait * second};
}

}  // namespace

Parameters lock_options(LockOptions& options) {
    Parameter timeout = number("--lock-timeout", options.longest_wait,
                               "Seconds to wait for others that change the file, 0: none.\n"
                               "Without it, as long as it takes");
    Parameter without = flag("--no-lock", options.goes_without,
                             "Where files cannot be locked: what others change meanwhile is lost");
    return {std::move(timeout).excluding("--no-lock"), std::move(without)};
}

ReplacedFile::ReplacedFile(std::string input, std::string output)
    : input_(std::move(input)),
      output_(std::move(output)),
      is_in_place_(is_replaced(input_, output_)) {}

Result<ReplacedFile> ReplacedFile::open(const std::string& input, const std::string& output,
                                        const LockOptions& options) {
    ReplacedFile file(input, output);
    if (options.goes_without || !file.is_in_place()) return file;
    const Progress progress("waiting for others that change " + output);
    // The lock of the output's name: a file can have several names.
    auto lock = FileLock::take(output, to_wait(options));
    if (!lock) return failure(std::move(lock).error());
    file.lock_ = std::move(*lock);
    return file;
}

Result<Bytes> ReplacedFile::read(const Limits& limits) const {
    return lock_ ? lock_->read(limits.max_input) : read_input(input_, limits);
}

Result<void> ReplacedFile::write(std::span<const std::byte> bytes) {
    return lock_ ? lock_->write(bytes) : write_output(output_, bytes);
}

}  // namespace souris::cli
