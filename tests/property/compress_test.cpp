// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "compress_properties.hpp"

namespace {

using namespace souris;
namespace properties = souris::properties;

/// Characters of all UTF-8 lengths including the boundaries, from a small alphabet so that they
/// repeat.
rc::Gen<char32_t> characters() {
    return rc::gen::weightedOneOf<char32_t>(
        {{6, rc::gen::inRange<char32_t>(U'a', U'g')},
         {2, rc::gen::element<char32_t>(0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF,
                                        0x10000, 0x10FFFF)},
         {1, rc::gen::suchThat(rc::gen::inRange<char32_t>(0, 0x110000), is_scalar_value)}});
}

rc::Gen<std::string> texts() {
    return rc::gen::map(rc::gen::container<std::u32string>(characters()),
                        [](const std::u32string& code_points) {
                            std::string text;
                            for (const char32_t code_point : code_points) {
                                char bytes[4];
                                text.append(bytes, encode_utf8(code_point, bytes));
                            }
                            return text;
                        });
}

/// Bytes with runs, repetitions and noise.
Bytes arbitrary_bytes() {
    Bytes bytes;
    const int parts = *rc::gen::inRange(0, 6);
    for (int part = 0; part < parts; ++part) {
        const auto byte = *rc::gen::arbitrary<std::uint8_t>();
        const auto length = *rc::gen::weightedOneOf<std::size_t>(
            {{3, rc::gen::inRange<std::size_t>(0, 20)},
             {1, rc::gen::element<std::size_t>(254, 255, 256, 510, 511, 3000)}});
        const auto noise = *rc::gen::element<std::uint8_t>(0, 1, 3, 255);
        for (std::size_t i = 0; i < length; ++i) {
            bytes.push_back(static_cast<std::byte>(byte + ((i * 167) & noise)));
        }
    }
    return bytes;
}

/// A serialised tree of random shape, from chains to balanced ones, then random coded bits.
Bytes arbitrary_coded(Alphabet alphabet) {
    Sink sink;
    const auto bias = *rc::gen::inRange(1, 8);
    const auto write_leaf = [&] {
        if (alphabet == Alphabet::bytes) {
            sink.write_byte(1);
            sink.write_byte(*rc::gen::arbitrary<std::uint8_t>());
        } else {
            sink.write_unsigned(std::uint64_t{*characters()} + 1);
        }
    };
    std::size_t due = 1;
    for (int left = *rc::gen::inRange(0, 400); left > 0 && due > 0 && due < 200; --left) {
        if (*rc::gen::inRange(0, 8) < bias) {
            sink.write_byte(0);
            ++due;
        } else {
            write_leaf();
            --due;
        }
    }
    for (; due > 0; --due)
        write_leaf();
    const auto bits = *rc::gen::container<std::vector<std::uint8_t>>(
        rc::gen::weightedOneOf<std::uint8_t>({{1, rc::gen::just<std::uint8_t>(0)},
                                              {1, rc::gen::just<std::uint8_t>(0xFF)},
                                              {4, rc::gen::arbitrary<std::uint8_t>()}}));
    const auto cut = bits.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, 8);
    sink.write_unsigned(bits.size() * 8 - cut);
    sink.write_bytes(std::as_bytes(std::span(bits)));
    return sink.take();
}

}  // namespace

TEST_CASE("text comes back from its Huffman code") {
    CHECK(rc::check([] { RC_ASSERT(properties::text_round_trips(*texts())); }));
}

TEST_CASE("bytes come back from every packing, and the shortest is chosen") {
    for (const Layout layout : {Layout::v1, Layout::v2}) {
        CHECK(rc::check(
            [&] { RC_ASSERT(properties::blocks_round_trip(arbitrary_bytes(), layout)); }));
    }
}

TEST_CASE("decoding by table is decoding bit by bit") {
    for (const Alphabet alphabet : {Alphabet::bytes, Alphabet::characters}) {
        CHECK(rc::check(
            [&] { RC_ASSERT(properties::decoders_agree(arbitrary_coded(alphabet), alphabet)); }));
    }
}

TEST_CASE("broken coded text is refused as decoding bit by bit refuses it") {
    CHECK(rc::check([] {
        Bytes coded = arbitrary_coded(Alphabet::characters);
        const auto position = *rc::gen::inRange<std::size_t>(0, coded.size());
        coded[position] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        coded.resize(*rc::gen::inRange<std::size_t>(0, coded.size() + 1));
        RC_ASSERT(properties::decoders_agree(coded, Alphabet::characters));
        RC_ASSERT(properties::decoded_text_is_sound(coded));
    }));
}

TEST_CASE("blocks of every profile unpack") {
    CHECK(rc::check([] {
        const Bytes bytes = arbitrary_bytes();
        const auto layout = *rc::gen::element(Layout::v1, Layout::v2);
        const auto profile =
            *rc::gen::element(Profile::stored, Profile::fast, Profile::balanced, Profile::smallest);
        const auto extended = *rc::gen::arbitrary<bool>();
        RC_ASSERT(properties::profile_round_trips(bytes, layout, profile, extended));
    }));
}

TEST_CASE("whatever is read as a block keeps to the limits") {
    CHECK(rc::check([] {
        const auto id = *rc::gen::inRange<std::uint8_t>(0, 6);
        const auto layout = *rc::gen::element(Layout::v1, Layout::v2);
        Bytes block = arbitrary_bytes();
        if (is_known(static_cast<Compression>(id), layout)) {
            Sink sink;
            write_block(sink, static_cast<Compression>(id), layout, block);
            block = sink.take();
            const auto position = *rc::gen::inRange<std::size_t>(0, block.size());
            block[position] = static_cast<std::byte>(*rc::gen::arbitrary<std::uint8_t>());
        }
        RC_ASSERT(properties::block_keeps_limits(block, id, layout));
    }));
}
