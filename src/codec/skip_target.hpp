// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <souris/integer.hpp>

#include "base/return_if_error.hpp"
#include "codec/tree_reader.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// The target of a `TreeReader` that keeps nothing: reads a value only to find its end and to know
/// that it is sound.
class SkipTarget {
  public:
    struct Container {};

    static constexpr std::uint64_t memory_each = 1;  // Not 0, by which budgets cannot be divided.
    static constexpr std::uint64_t memory_of(Type, std::size_t) noexcept { return 0; }

    explicit SkipTarget(ContentReader& content) noexcept : content_(&content) {}

    static void null() noexcept {}
    static void boolean(bool) noexcept {}
    static void float64(std::uint64_t) noexcept {}
    static void integer(std::uint64_t, SignState) noexcept {}
    static bool string(const CheckedText&) noexcept { return true; }
    static bool key(const CheckedText&) noexcept { return true; }

    static void pause() noexcept {}
    static void pause_value() noexcept {}
    static Result<void, ErrorCode> slow_key(std::string_view, bool) noexcept { return {}; }
    static Result<void, ErrorCode> integer(const Integer&) noexcept { return {}; }
    static Result<void, ErrorCode> text(Type, std::string_view, bool) noexcept { return {}; }
    static Result<void, ErrorCode> float32(float) noexcept { return {}; }
    static Result<void, ErrorCode> character(char32_t) noexcept { return {}; }
    static Result<void, ErrorCode> timestamp(const Timestamp&) noexcept { return {}; }
    static Result<void, ErrorCode> complex(const Complex&) noexcept { return {}; }
    static Result<void, ErrorCode> ipv4(std::span<const std::byte>) noexcept { return {}; }
    static Result<void, ErrorCode> ipv6(std::span<const std::byte>) noexcept { return {}; }
    [[nodiscard]] Result<void, ErrorCode> binary(Tag tag) {
        // Of a block that is cut off, a part may have been charged.
        const Budget before = content_->memory();
        const auto block = content_->read_binary(tag);
        content_->memory() = before;
        if (!block) return failure(block.error());
        return {};
    }

    [[nodiscard]] static Container place() noexcept { return {}; }
    static bool open(Type, std::size_t) noexcept { return true; }
    static void open_empty(Type) noexcept {}
    static bool close(Container, bool, Container, bool) noexcept { return true; }

  private:
    ContentReader* content_;
};

}}}  // namespace souris::v0::detail
