// SPDX-License-Identifier: MIT
#include <cstddef>
#include <span>
#include <string>
#include <thread>

#include <doctest/doctest.h>
#include <fcntl.h>

#include <souris/cursor.hpp>
#include <souris/descriptor.hpp>
#include <souris/sink.hpp>

#include "pipe.hpp"

using namespace souris;

namespace {

/// What comes out of a pipe until its other end is closed.
std::string all_from(int descriptor) {
    std::string all;
    for (;;) {
        std::byte some[1000];
        const auto size = read_some(descriptor, some);
        if (!size || *size == 0) return all;
        all += as_text(std::span(some, *size));
    }
}

}  // namespace

TEST_CASE("what is there is read, and 0 at the end") {
    Pipe pipe;
    REQUIRE(write_all(pipe.ends[1], as_byte_span("mouse")));
    std::byte room[10];
    CHECK(read_some(pipe.ends[0], std::span(room).first(3)).value() == 3);
    CHECK(read_some(pipe.ends[0], room).value() == 2);
    pipe.close_writer();
    CHECK(read_some(pipe.ends[0], room).value() == 0);
}

TEST_CASE("all is written, however little a pipe takes, and whether it blocks or not") {
    const std::string text(1'000'000, 'x');
    for (const bool is_blocking : {true, false}) {
        CAPTURE(is_blocking);
        Pipe pipe(is_blocking ? 0 : O_NONBLOCK);
        std::string received;
        std::thread reader([&] { received = all_from(pipe.ends[0]); });
        Sink sink([&](std::span<const std::byte> chunk) { return write_all(pipe.ends[1], chunk); },
                  4096);
        sink.write_bytes(as_byte_span("begin"));
        sink.write_bytes(as_byte_span(text));
        sink.write_bytes(as_byte_span("end"));
        const bool is_written = sink.finish().has_value();
        pipe.close_writer();
        reader.join();
        CHECK(is_written);
        CHECK(received == "begin" + text + "end");
    }
}

TEST_CASE("failures of the system are errors with its reason") {
    std::byte room[1];
    CHECK(read_some(-1, room).error().detail.starts_with("read: "));
    CHECK(write_all(-1, as_byte_span("x")).error().detail.starts_with("write: "));
    CHECK(write_all(-1, {}));
}
