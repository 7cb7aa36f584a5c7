// SPDX-License-Identifier: MIT
#include "columns/text_column.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/limits.hpp>

using namespace souris;
using namespace souris::detail::columns;

namespace {

std::size_t text_code_size(std::string_view text, std::uint64_t announced) {
    RangeEncoder encoder;
    TextModel writer(announced);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        CHECK(writer.code(encoder, byte, static_cast<std::uint32_t>(i % 2)) == byte);
    }
    const Bytes code = encoder.take();
    RangeDecoder decoder(code);
    TextModel reader(announced);
    std::string back;
    for (std::size_t i = 0; i < text.size(); ++i)
        back += static_cast<char>(reader.code(decoder, 0, static_cast<std::uint32_t>(i % 2)));
    CHECK(back == text);
    return code.size();
}

}  // namespace

TEST_CASE("bytes of text come back from their model, however many were announced") {
    std::string all;
    for (int i = 0; i < 512; ++i)
        all += static_cast<char>(i);
    for (const std::uint64_t announced : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{512}}) {
        (void)text_code_size(all, announced);
        (void)text_code_size("", announced);
        (void)text_code_size(std::string(3, '\0'), announced);
    }
}

TEST_CASE("text that repeats itself takes little") {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "the mouse ate the cheese\n";
    CHECK(text_code_size(text, text.size()) < 100);
}

TEST_CASE("the memory of a model for text is bounded and known before") {
    CHECK(TextModel::memory(0) == detail::allocation_size(2 * 16 * sizeof(BitSlot)));
    const std::uint64_t most = TextModel::memory(~std::uint64_t{0});
    CHECK(most == detail::allocation_size((std::uint64_t{16} << max_table_bits) * 4));
    CHECK(TextModel::memory(1000) < TextModel::memory(100000));
}
