// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/bytes.hpp>
#include <souris/scanner.hpp>

#include "bytes/scanner_state.hpp"
#include "support/hex.hpp"

using namespace souris;
using test::from_hex;

namespace {

constexpr std::size_t max_line = 100;

/// Items that end in a byte 0, which belongs to them; FF is refused.
struct LineState final : detail::ScannerState {
    LineState() : ScannerState(max_line) {}

    [[nodiscard]] Result<std::optional<std::size_t>> read_on() override {
        const auto rest = buffer.rest();
        for (; read != rest.size(); ++read) {
            if (rest[read] == std::byte{0xEE} && std::exchange(lacks_memory, false)) {
                throw std::bad_alloc();
            }
            if (rest[read] == std::byte{0xFF}) return failure(Error(ErrorCode::bad_magic));
            if (rest[read] == std::byte{0}) return read + 1;
        }
        return std::optional<std::size_t>();
    }
    [[nodiscard]] Error cut_off() override { return ErrorCode::truncated; }
    [[nodiscard]] std::uint64_t wanted() const noexcept override { return 1; }
    void follow() noexcept override { ++moves; }
    void begin_item() noexcept override { read = 0; }

    std::size_t read = 0;
    std::size_t moves = 0;
    bool lacks_memory = true;
};

class LineScanner : public Scanner {
  public:
    LineScanner() : Scanner(std::make_unique<LineState>()) {}
};

Bytes item_of(LineScanner& scanner) {
    const auto item = scanner.next();
    REQUIRE(item);
    REQUIRE(*item);
    return {(*item)->begin(), (*item)->end()};
}

bool has_nothing(LineScanner& scanner) {
    const auto item = scanner.next();
    return item && !*item;
}

}  // namespace

TEST_CASE("items are given whole, and their bytes counted") {
    LineScanner scanner;
    CHECK(has_nothing(scanner));
    CHECK(scanner.wanted() == 1);
    REQUIRE(scanner.append(from_hex("01 02")));
    CHECK(has_nothing(scanner));
    REQUIRE(scanner.append(from_hex("00 03 00 04")));
    CHECK(item_of(scanner) == from_hex("01 02 00"));
    CHECK(scanner.item_offset() == 0);
    CHECK(scanner.offset() == 3);
    CHECK(item_of(scanner) == from_hex("03 00"));
    CHECK(scanner.item_offset() == 3);
    CHECK(has_nothing(scanner));
    CHECK(std::ranges::equal(scanner.rest(), from_hex("04")));
    LineScanner moved = std::move(scanner);
    CHECK(moved.finish().error() == Error(ErrorCode::truncated));
    CHECK(moved.next().error() == Error(ErrorCode::truncated));
    CHECK(moved.item_offset() == 5);
}

TEST_CASE("what was refused stays refused") {
    LineScanner scanner;
    REQUIRE(scanner.append(from_hex("01 00 ff")));
    CHECK(item_of(scanner) == from_hex("01 00"));
    CHECK(scanner.next().error() == Error(ErrorCode::bad_magic));
    CHECK(scanner.item_offset() == 2);
    // Nothing more is held, however much comes.
    CHECK(scanner.append(from_hex("00")).error() == Error(ErrorCode::bad_magic));
    CHECK(scanner.rest().size() == 1);
    CHECK(scanner.next().error() == Error(ErrorCode::bad_magic));
    CHECK(scanner.finish().error() == Error(ErrorCode::bad_magic));
}

TEST_CASE("bytes are read into the scanner's room") {
    LineScanner scanner;
    for (int i = 0; i < 1000; ++i) {
        const auto room = scanner.prepare(7);
        REQUIRE(room);
        REQUIRE(room->size() >= 7);
        const Bytes line = from_hex("01 02 03 04 05 06 00");
        std::ranges::copy(line, room->begin());
        scanner.commit(line.size());
        CHECK(item_of(scanner) == line);
    }
    CHECK(scanner.offset() == 7000);
    CHECK(scanner.finish());
}

TEST_CASE("no more is held than an item and a piece") {
    detail::PieceBuffer buffer(max_line);
    CHECK(buffer.make_room(40).size() == 40);
    buffer.commit(40);
    CHECK(buffer.make_room(10).size() == 40);  // twice the size, 80 bytes
    buffer.commit(40);
    CHECK(buffer.make_room(10).size() == 30);  // not 160: an item has 100, the piece 10
    CHECK(buffer.take(70).size() == 70);
    // Enough in front: it is reused.
    CHECK(buffer.make_room(60).size() == 100);
    CHECK(buffer.taken() == 70);
    CHECK(buffer.rest().size() == 10);
}

TEST_CASE("room that no memory has is out_of_memory") {
    LineScanner scanner;
    REQUIRE(scanner.append(from_hex("01")));
    CHECK(scanner.prepare(~std::size_t{0}).error() == Error(ErrorCode::out_of_memory));
    REQUIRE(scanner.append(from_hex("00")));
    CHECK(item_of(scanner) == from_hex("01 00"));
}

TEST_CASE("a lack of memory does not refuse an item for good") {
    LineScanner scanner;
    REQUIRE(scanner.append(from_hex("01 00 02 ee 03 00")));
    CHECK(item_of(scanner) == from_hex("01 00"));
    CHECK(scanner.next().error() == Error(ErrorCode::out_of_memory));
    CHECK(item_of(scanner) == from_hex("02 ee 03 00"));
    CHECK(scanner.item_offset() == 2);
}

TEST_CASE("items are read from a source") {
    const Bytes bytes = from_hex("01 00 02 02 00");
    std::size_t at = 0;
    const auto source = [&](std::span<std::byte> room) -> Result<std::size_t> {
        const std::size_t size = std::min({room.size(), bytes.size() - at, std::size_t{2}});
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, room.begin());
        at += size;
        return size;
    };
    LineScanner scanner;
    const auto sizes = [&] {
        std::vector<std::size_t> found;
        for (;;) {
            const auto item = next_of(scanner, source);
            REQUIRE(item);
            if (!*item) return found;
            found.push_back((*item)->size());
        }
    };
    CHECK(sizes() == std::vector<std::size_t>{2, 3});
    // The source is not asked again.
    CHECK(scanner.is_finished());
    CHECK(sizes().empty());

    LineScanner broken;
    const auto failing = [](std::span<std::byte>) -> Result<std::size_t> {
        return failure(Error(ErrorCode::io_error));
    };
    CHECK(next_of(broken, failing).error() == Error(ErrorCode::io_error));
}
