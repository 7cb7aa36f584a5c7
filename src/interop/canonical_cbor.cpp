// SPDX-License-Identifier: MIT
#include "interop/canonical_cbor.hpp"

#include <algorithm>

#include <souris/cbor.hpp>

#include "base/error_at.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

Error differs_at(std::size_t offset) {
    return error_at(ErrorCode::not_canonical, offset);
}

/// Compares what is written with `bytes`.
class Comparison {
  public:
    explicit Comparison(std::span<const std::byte> bytes) noexcept : bytes_(bytes) {}

    [[nodiscard]] Result<void> take(std::span<const std::byte> chunk) {
        const auto rest = bytes_.subspan(same_);
        const auto ends = std::ranges::mismatch(rest, chunk);
        same_ += static_cast<std::size_t>(ends.in1 - rest.begin());
        if (ends.in2 == chunk.end()) return {};
        return failure(differs_at(same_));
    }

    [[nodiscard]] Result<void> finish() const {
        if (same_ == bytes_.size()) return {};
        return failure(differs_at(same_));
    }

  private:
    std::span<const std::byte> bytes_;
    /// How many bytes are the same.
    std::size_t same_ = 0;
};

constexpr std::size_t compared_at_once = 4096;

}  // namespace

std::uint64_t memory_to_check_cbor(std::size_t size, const Limits& limits) noexcept {
    // The longest text in a growing buffer, which holds two copies, and a pointer for each entry of
    // the open maps in another one. An entry takes two bytes or more.
    constexpr std::uint64_t per_byte = 3 + 3 * sizeof(void*) / 2;
    // A writer's record of an open container, in a growing buffer.
    constexpr std::uint64_t per_level = std::uint64_t{3} * 32;
    const std::uint64_t levels = std::min<std::uint64_t>(size, limits.max_depth);
    return 4 * compared_at_once + per_byte * size + per_level * levels;
}

Result<void> check_canonical_cbor(std::span<const std::byte> bytes, const Value& value,
                                  const InteropReadOptions& options) {
    Comparison comparison(bytes);
    Sink sink([&](std::span<const std::byte> chunk) { return comparison.take(chunk); },
              compared_at_once);
    CborWriteOptions writing;
    writing.tagged = options.tagged;
    writing.limits = Limits::unlimited();
    writing.canonical = true;
    const auto written = write_cbor(sink, value, writing);
    // Some values have a form that only readers know, such as a late year in seconds since 1970.
    if (!written && written.error().code != ErrorCode::unrepresentable) return written;
    auto finished = sink.finish();
    if (!finished) return finished;
    return comparison.finish();
}

}}}  // namespace souris::v0::detail
