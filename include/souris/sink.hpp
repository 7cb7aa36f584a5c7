// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/config.hpp>
#include <souris/detail/endian.hpp>
#include <souris/detail/integer_wire.hpp>
#include <souris/result.hpp>

/// @file
/// Output of bytes.

namespace souris { inline namespace v0 {

/// Collects bytes in one growing buffer, or passes them on in chunks.
///
/// Writing takes amortised constant time per byte. Running out of memory throws std::bad_alloc,
/// which the functions that encode whole values turn into `out_of_memory`.
///
/// @snippet reference_bytes.cpp sink
class SOURIS_EXPORT Sink {
  public:
    /// Receives a chunk, which is valid during the call. A failure stops all further chunks and is
    /// returned by `finish`.
    using ChunkHandler = std::function<Result<void>(std::span<const std::byte>)>;

    /// Collects everything. Reuses the memory of `buffer`, whose content is dropped.
    explicit Sink(Bytes buffer = {}) noexcept : buffer_(std::move(buffer)) { go_on(0); }

    /// Passes on a chunk whenever about `chunk_size` bytes are buffered, and the rest in `finish`.
    /// Long text and binary content is passed on from where it is. So the buffer stays below the
    /// sum of `chunk_size` and 64 KiB, whatever is written, except for the packed form of a binary
    /// value.
    /// descriptor.hpp and stream.hpp have handlers' bodies for files, sockets and streams.
    Sink(ChunkHandler handler, std::size_t chunk_size)
        : handler_(std::move(handler)), chunk_size_(chunk_size) {
        assert(handler_ != nullptr);
    }

    // Not movable: a moved-from sink would count bytes that it no longer has.
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    /// Bytes written so far, including those passed on.
    [[nodiscard]] std::uint64_t size() const noexcept { return handed_over_ + used(); }

    /// The content of the buffer: everything, unless there is a handler. Valid until the next
    /// write.
    [[nodiscard]] std::span<const std::byte> view() const noexcept {
        return {buffer_.data(), used()};
    }

    /// Empties the buffer and keeps its memory.
    void clear() noexcept {
        go_on(0);
        expected_ = 0;
    }

    /// Returns the buffer and leaves the sink empty.
    [[nodiscard]] Bytes take() {
        buffer_.resize(used());
        Bytes taken = std::exchange(buffer_, {});
        clear();
        return taken;
    }

    /// Room for `size` bytes, to be written directly and then counted by `commit`. The pointer is
    /// valid until the next call of a member function that writes.
    [[nodiscard]] std::byte* reserve(std::size_t size) {
        if (size > static_cast<std::size_t>(limit_ - position_)) grow(size);
        assert(size <= static_cast<std::size_t>(limit_ - position_));
        return position_;
    }

    /// The same, including all further room in the buffer.
    [[nodiscard]] std::span<std::byte> room(std::size_t size) { return {reserve(size), limit_}; }

    /// Counts the bytes written after `reserve`, up to `end`.
    void commit(std::byte* end) noexcept {
        assert(end >= position_ && end <= limit_);
        position_ = end;
    }

    /// Size hint; may be wrong: about `size` bytes follow. When the buffer must grow, it grows for
    /// all of them at once, up to eight times its size. No effect with a handler.
    void expect(std::uint64_t size) noexcept { expected_ = used() + size; }

    void write_byte(std::uint8_t byte) {
        std::byte* const out = reserve(1);
        *out = static_cast<std::byte>(byte);
        commit(out + 1);
    }

    void write_bytes(std::span<const std::byte> bytes) {
        if (bytes.empty()) return;
        if (bytes.size() > static_cast<std::size_t>(limit_ - position_)) [[unlikely]]
            return write_beyond(bytes);
        std::memcpy(position_, bytes.data(), bytes.size());
        commit(position_ + bytes.size());
    }

    template <Scalar T>
    void write_little_endian(T value) {
        std::byte* const out = reserve(sizeof value);
        store_little_endian(out, value);
        commit(out + sizeof value);
    }

    void write_integer(const Integer& integer) {
        commit(store_integer(reserve(max_integer_size), integer));
    }

    /// A length, a count or any other unsigned number.
    void write_unsigned(std::uint64_t value) {
        commit(store_unsigned(reserve(max_integer_size), value));
    }

    /// Unsigned numbers, each as by `write_unsigned`. Signed numbers are written as the 64 bits of
    /// their two's complement: nine bytes for a negative number.
    void write_integers(std::span<const std::uint64_t> values);
    /// @copydoc write_integers
    void write_integers(std::span<const std::int64_t> values);

    /// Passes on the rest, after which more may be written. Errors: the first one of the handler.
    [[nodiscard]] Result<void> finish();

  private:
    [[nodiscard]] std::size_t used() const noexcept {
        assert(buffer_.data() <= position_ && position_ <= limit_);
        return static_cast<std::size_t>(position_ - buffer_.data());
    }
    /// To be called when the buffer has moved or grown: goes on behind its first `used` bytes.
    void go_on(std::size_t used) noexcept {
        assert(used <= buffer_.size());
        position_ = buffer_.data() + used;
        limit_ = buffer_.data() + buffer_.size();
    }
    void grow(std::size_t size);
    void write_beyond(std::span<const std::byte> bytes);
    void hand_over();
    void pass_on(std::span<const std::byte> chunk);

    /// The next byte, and the end of the buffer.
    std::byte* position_ = nullptr;
    std::byte* limit_ = nullptr;
    /// Always resized to its capacity, so that its bytes are initialised only when it grows.
    Bytes buffer_;
    std::uint64_t handed_over_ = 0;
    std::uint64_t expected_ = 0;
    ChunkHandler handler_;
    std::size_t chunk_size_ = 0;
    Result<void> handler_result_;
};

}}  // namespace souris::v0
