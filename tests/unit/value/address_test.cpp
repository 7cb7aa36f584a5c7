// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#if defined(_WIN32)
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#endif
#include <doctest/doctest.h>

#include <souris/address.hpp>

using souris::Ipv4;
using souris::Ipv6;

TEST_CASE("IPv4 addresses are written with dots") {
    CHECK(Ipv4().to_string() == "0.0.0.0");
    CHECK(Ipv4(127, 0, 0, 1).to_string() == "127.0.0.1");
    CHECK(Ipv4(255, 255, 255, 255).to_string() == "255.255.255.255");
    CHECK(Ipv4(std::array<std::uint8_t, 4>{1, 20, 30, 4}) == Ipv4(1, 20, 30, 4));
    CHECK(Ipv4(1, 0, 0, 0) > Ipv4(0, 255, 255, 255));
}

TEST_CASE("IPv6 addresses are written as RFC 5952 recommends") {
    struct Row {
        std::array<std::uint16_t, 8> groups;
        std::string_view text;
    };
    const Row rows[] = {
        {{0, 0, 0, 0, 0, 0, 0, 0}, "::"},
        {{0, 0, 0, 0, 0, 0, 0, 1}, "::1"},
        {{1, 0, 0, 0, 0, 0, 0, 0}, "1::"},
        {{0x2001, 0xDB8, 0, 0, 0, 0, 0, 1}, "2001:db8::1"},
        {{0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF},
         "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        {{1, 2, 3, 4, 5, 6, 7, 8}, "1:2:3:4:5:6:7:8"},
        // A single zero group is not shortened.
        {{1, 0, 3, 4, 5, 6, 7, 8}, "1:0:3:4:5:6:7:8"},
        {{0, 2, 3, 4, 5, 6, 7, 8}, "0:2:3:4:5:6:7:8"},
        {{1, 2, 3, 4, 5, 6, 7, 0}, "1:2:3:4:5:6:7:0"},
        {{0, 2, 0, 4, 0, 6, 0, 8}, "0:2:0:4:0:6:0:8"},
        {{0, 0, 3, 4, 5, 6, 7, 8}, "::3:4:5:6:7:8"},
        {{1, 2, 3, 4, 5, 6, 0, 0}, "1:2:3:4:5:6::"},
        // The longest run of zeros is shortened, the first of equal ones.
        {{1, 0, 0, 4, 0, 0, 0, 8}, "1:0:0:4::8"},
        {{1, 0, 0, 0, 5, 0, 0, 8}, "1::5:0:0:8"},
        {{1, 0, 0, 4, 5, 0, 0, 8}, "1::4:5:0:0:8"},
        {{0, 0, 3, 4, 5, 6, 0, 0}, "::3:4:5:6:0:0"},
        // IPv4-mapped addresses, and similar ones.
        {{0, 0, 0, 0, 0, 0xFFFF, 0x0102, 0x0304}, "::ffff:1.2.3.4"},
        {{0, 0, 0, 0, 0, 0xFFFF, 0, 0}, "::ffff:0.0.0.0"},
        {{0, 0, 0, 0, 0, 0xFFFE, 0x0102, 0x0304}, "::fffe:102:304"},
        {{0, 0, 0, 0, 1, 0xFFFF, 0x0102, 0x0304}, "::1:ffff:102:304"},
        {{0, 0, 0, 0, 0, 0, 0x0102, 0x0304}, "::102:304"},
    };
    for (const Row& row : rows)
        CHECK(Ipv6(row.groups).to_string() == row.text);
}

TEST_CASE("every pattern of zero groups agrees with the system's inet_ntop") {
    for (unsigned pattern = 0; pattern < 256; ++pattern) {
        Ipv6 address;
        std::array<std::uint8_t, 16> network_order{};
        for (std::size_t i = 0; i < 8; ++i) {
            if ((pattern >> i & 1U) == 0) continue;
            address.groups[i] = 0xA0B;
            network_order[2 * i] = 0x0A;
            network_order[2 * i + 1] = 0x0B;
        }
        // For these, the C library writes the deprecated IPv4-compatible form.
        if (pattern == 0xC0 || pattern == 0x40) continue;
        std::array<char, INET6_ADDRSTRLEN> expected{};
        inet_ntop(AF_INET6, network_order.data(), expected.data(), expected.size());
        CHECK(address.to_string() == expected.data());
    }
}

TEST_CASE("IPv6 addresses are ordered by their groups") {
    CHECK(Ipv6() == Ipv6(std::array<std::uint16_t, 8>{}));
    CHECK(Ipv6({0, 0, 0, 0, 0, 0, 0, 0xFFFF}) < Ipv6({0, 0, 0, 0, 0, 0, 1, 0}));
    CHECK(Ipv6({1, 0, 0, 0, 0, 0, 0, 0}) != Ipv6());
}
