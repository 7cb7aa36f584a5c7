// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/log.hpp>

using souris::LogDamage;
using souris::LogRange;

TEST_CASE("what is lost is said in words") {
    CHECK(LogDamage{4096, 9000, 100, 164}.message() == "bytes 4096 to 8999, records 100 to 163");
    CHECK(LogDamage{0, 52, 0, 0}.message() == "bytes 0 to 51");
    CHECK(LogDamage{52, 52, 3, 4}.message() == "byte 52, records 3 to 3");
}

TEST_CASE("a range is the whole log unless said otherwise") {
    CHECK(LogRange{} == LogRange{0, LogRange::unbounded});
}
