// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include <souris/bytes.hpp>
#include <souris/profile.hpp>

namespace souris { inline namespace v0 { namespace detail {

/// Packs one thing after another. A packer's memory is used again, which costs less than half of
/// what small pieces cost otherwise.
class ZstdPacker {
  public:
    ZstdPacker();
    ZstdPacker(const ZstdPacker&) = delete;
    ZstdPacker& operator=(const ZstdPacker&) = delete;
    ~ZstdPacker();

    /// `bytes` as a zstd frame that states neither their size, which the block states, nor a
    /// checksum.
    [[nodiscard]] Bytes pack(std::span<const std::byte> bytes, Profile profile);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The same for one thing.
[[nodiscard]] inline Bytes pack_zstd(std::span<const std::byte> bytes, Profile profile) {
    return ZstdPacker().pack(bytes, profile);
}

}}}  // namespace souris::v0::detail
