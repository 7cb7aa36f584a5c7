// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <souris/annotate.hpp>
#include <souris/salvage.hpp>

#include "check_properties.hpp"

/// Properties of annotating bytes and of salvaging damaged ones, for any bytes. Used by the
/// property tests and the fuzz targets.

namespace souris::properties {

/// Checks that each byte of the input, and then of the body, is annotated once and in order.
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

/// Each byte is annotated once, and the damage is the error of reading.
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

/// From sound bytes everything is salvaged; for others, the damage is the error of reading.
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

/// All functions that inspect bytes agree with reading.
inline bool looking_agrees_with_reading(std::span<const std::byte> bytes) {
    return check_agrees_with_reading(bytes) && annotations_tile(bytes) &&
           salvage_agrees_with_reading(bytes);
}

}  // namespace souris::properties
