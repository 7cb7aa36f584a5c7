// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <souris/error.hpp>
#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/sink.hpp>
#include <souris/value.hpp>

#include "common/progress.hpp"
#include "common/report.hpp"
#include "options/command.hpp"

// What reading commands look at: a file, or with `--stream` the items in it, one after another.

namespace souris::cli {

struct ItemOptions {
    std::string input;
    /// Messages and stores one after another, or with `is_bare` values.
    bool is_stream = false;
    /// Encoded values without a store, in `layout`.
    bool is_bare = false;
    Layout layout = Layout::v2;

    /// That of values without a store, for `read_any`.
    [[nodiscard]] std::optional<Layout> bare_layout() const noexcept {
        return is_bare ? std::optional(layout) : std::nullopt;
    }
};

/// FILE and `--stream`.
[[nodiscard]] Parameters item_parameters(ItemOptions& options);

/// `--bare` and `--layout`.
[[nodiscard]] Parameters bare_parameters(ItemOptions& options);

/// One file, or one item of a stream.
struct Item {
    std::span<const std::byte> bytes;
    /// That of the file in messages, and which item it is.
    std::string name;
    /// Offset in the file.
    std::uint64_t offset = 0;
    bool is_of_stream = false;
    /// Standard output. What was written to it is shown before an error is reported.
    Sink* output = nullptr;

    /// `cli::report` of an error in this item.
    ExitStatus report(Error error) const;
    /// The same of `cli::report_refusal`.
    ExitStatus report_refusal(std::string_view code, const std::string& message,
                              std::string path) const;
    /// Writes to `output` all that `write` writes, or nothing if it fails. What is long and not of
    /// a stream may have been shown in part.
    [[nodiscard]] Result<void> write_whole(
        const std::function<Result<void>(Sink& sink)>& write) const;
};

/// A `Progress` line for a file; none for an item of a stream, of which there may be many.
class ItemProgress {
  public:
    /// `doing` is such as "reading".
    ItemProgress(const Item& item, const char* doing,
                 WhileWorking output = WhileWorking::is_silent);

  private:
    std::optional<Progress> progress_;
};

/// Calls `show` with the file, or with each item when it has come. What `show` writes to its output
/// comes out before more input is waited for, and at the end. An item that is bad does not stop the
/// others, unless its end is unknown. Returns the worst exit status.
[[nodiscard]] ExitStatus for_each_item(const ItemOptions& options, const Limits& limits,
                                       const std::function<ExitStatus(const Item&)>& show);

/// The value of an item.
[[nodiscard]] Result<Value> read_item(const Item& item, const ItemOptions& options,
                                      const Limits& limits);

}  // namespace souris::cli
