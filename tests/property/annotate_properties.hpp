// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/annotate.hpp>
#include <souris/salvage.hpp>

#include "check_properties.hpp"

/// @file
/// What must hold of telling what bytes are, and of reading damaged ones, whatever the bytes: for
/// the property tests and the fuzz targets alike.

namespace souris::properties {

/// Sees whether it is told each byte of the input, and then of the body, once and in order.
class TileChecker final : public AnnotationHandler {
  public:
    explicit TileChecker(std::span<const std::byte> input) noexcept : bytes_(input) {}

    void annotate(const Annotation& annotation) override {
        is_right_ = is_right_ && annotation.offset_base == base_ && annotation.offset == done_ &&
                    !annotation.content.empty() &&
                    annotation.content.data() == bytes_.data() + done_;
        done_ += annotation.content.size();
    }
    void begin_unpacked(std::span<const std::byte> body) override {
        is_right_ = is_complete() && base_ == OffsetBase::input;
        bytes_ = body;
        base_ = OffsetBase::unpacked;
        done_ = 0;
    }

    [[nodiscard]] bool is_complete() const noexcept { return is_right_ && done_ == bytes_.size(); }

  private:
    std::span<const std::byte> bytes_;
    OffsetBase base_ = OffsetBase::input;
    std::uint64_t done_ = 0;
    bool is_right_ = true;
};

/// Each byte is told once, and the damage is just what reading says.
inline bool annotations_tile(std::span<const std::byte> bytes) {
    ReadOptions reading;
    reading.limits = Limits::hostile();
    TileChecker file(bytes);
    const auto annotated = annotate_bytes(bytes, file, reading.limits);
    const auto damage = reading_error(bytes, reading);
    if (!file.is_complete() || annotated.has_value() == damage.has_value()) return false;
    if (damage && annotated.error() != *damage) return false;
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        TileChecker bare(bytes);
        const auto told = annotate_bare(bytes, bare, reading.limits, layout);
        const auto value = decode_value(bytes, reading, layout);
        if (!bare.is_complete() || told.has_value() != value.has_value()) return false;
        if (!value && told.error() != value.error()) return false;
    }
    return true;
}

/// What is salvaged of sound bytes is all of them; of others, the damage is just what reading says.
inline bool salvage_agrees_with_reading(std::span<const std::byte> bytes) {
    ReadOptions reading;
    reading.limits = Limits::hostile();
    const Salvage store = salvage_bytes(bytes, reading);
    if (store.damage != reading_error(bytes, reading)) return false;
    if (!store.damage && !store.root) return false;
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        const Salvage bare = salvage_bare(bytes, reading, layout);
        const auto value = decode_value(bytes, reading, layout);
        if (value ? bare.damage || bare.root != *value : bare.damage != value.error()) return false;
    }
    return true;
}

/// All that looks at bytes says the same of them.
inline bool looking_agrees_with_reading(std::span<const std::byte> bytes) {
    return check_agrees_with_reading(bytes) && annotations_tile(bytes) &&
           salvage_agrees_with_reading(bytes);
}

}  // namespace souris::properties
