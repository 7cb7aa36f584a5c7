// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "property/generators/value_from_bytes.hpp"
#include "property/reference_properties.hpp"
#include "support/random.hpp"
#include "vectors/vector_files.hpp"

namespace souris::test {

struct Input {
    properties::InputKind kind = properties::InputKind::value_v2;
    reference::Options options;
    Bytes bytes;
};

/// Generates inputs that decoders read far into before the first error, if there is one.
class InputSource {
  public:
    explicit InputSource(std::uint64_t seed) : random_(seed) {
        constexpr std::size_t most_bytes = 4096;
        using properties::InputKind;
        for (ValueVector& vector : value_vectors()) {
            if (vector.v1.size() > most_bytes) continue;
            seeds_.emplace_back(InputKind::value_v1, std::move(vector.v1));
            seeds_.emplace_back(InputKind::value_v2, std::move(vector.v2));
        }
        for (StoreVector& vector : store_vectors()) {
            if (vector.bytes.size() > most_bytes) continue;
            seeds_.emplace_back(InputKind::store, std::move(vector.bytes));
        }
    }

    Input next() {
        Input input;
        input.options.strict = below(2) == 0;
        if (below(4) == 0) input.options.max_depth = below(4);
        switch (below(4)) {
            case 0:
                std::tie(input.kind, input.bytes) = seeds_[below(seeds_.size())];
                break;
            case 1:
                draw_tree(input);
                break;
            case 2:
                draw_block(input);
                break;
            default:
                draw_bytes(input);
                break;
        }
        for (std::size_t changes = below(5); changes > 0; --changes)
            change(input.bytes);
        return input;
    }

  private:
    std::size_t below(std::size_t end) { return random_.below(end); }
    std::byte byte() { return static_cast<std::byte>(random_.next()); }

    /// The tag of a value, or a byte typical of lengths and counts.
    std::byte plausible_byte() {
        constexpr unsigned char bytes[] = {
            0x10, 0x11, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x31, 0x40, 0x41, 0x42, 0x43,
            0x50, 0x51, 0x59, 0x60, 0x61, 0x62, 0x70, 0x80, 0x81, 0x82, 0x84, 0x90, 0xA0, 0xB0,
            0xB1, 0xB2, 0xB4, 0xC0, 0xD0, 0xE0, 0xF0, 0xF1, 0xF2, 0xF3, 0xFF, 0x00, 0x01};
        return std::byte{bytes[below(std::size(bytes))]};
    }

    /// Output of the library.
    void draw_tree(Input& input) {
        std::vector<std::uint8_t> recipe(below(80));
        for (std::uint8_t& choice : recipe)
            choice = static_cast<std::uint8_t>(random_.next());
        const Value value = value_from_bytes(recipe);
        // `smallest` is too slow.
        const auto profile = static_cast<Profile>(below(3));
        input.kind = static_cast<properties::InputKind>(below(4));
        if (input.kind == properties::InputKind::packed) {
            input.bytes = pack(value, {.profile = profile, .extended = below(2) == 0}).value();
            return;
        }
        WriteOptions options;
        options.profile = profile;
        options.extended = below(2) == 0;
        // v1 cannot express years before 0; then the input is empty.
        if (input.kind == properties::InputKind::store) {
            options.layout = below(2) == 0 ? Layout::v1 : Layout::v2;
            Store store;
            store["value"] = value;
            input.bytes = encode_store(store, options).value_or(Bytes());
            return;
        }
        const bool is_v1 = input.kind == properties::InputKind::value_v1;
        options.layout = is_v1 ? Layout::v1 : Layout::v2;
        input.bytes = encode_value(value, options).value_or(Bytes());
    }

    /// A binary value with a block of small numbers.
    void draw_block(Input& input) {
        const std::size_t size = below(40);
        input.bytes = {static_cast<std::byte>(0x20 + below(7)), static_cast<std::byte>(below(70))};
        if (below(4) != 0) input.bytes.push_back(static_cast<std::byte>(size));
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t nibbles = below(6) * 16 + below(3);
            input.bytes.push_back(below(2) == 0   ? static_cast<std::byte>(below(3))
                                  : below(2) == 0 ? static_cast<std::byte>(nibbles)
                                                  : byte());
        }
    }

    void draw_bytes(Input& input) {
        input.kind = static_cast<properties::InputKind>(below(4));
        const std::size_t plausible = below(4);
        for (std::size_t size = below(40); size > 0; --size)
            input.bytes.push_back(below(4) < plausible ? plausible_byte() : byte());
        const auto header = static_cast<std::byte>(below(7) + (below(3) == 0 ? 0x80 : 0));
        if (input.kind == properties::InputKind::store) {
            const auto magic = as_byte_span("SOURISDB");
            input.bytes.insert(input.bytes.begin(), header);
            input.bytes.insert(input.bytes.begin(), magic.begin(), magic.end());
        } else if (input.kind == properties::InputKind::packed) {
            input.bytes.insert(input.bytes.begin(), header);
        }
    }

    void change(Bytes& bytes) {
        if (bytes.empty()) return;
        const std::size_t at = below(bytes.size());
        const auto here = bytes.begin() + static_cast<std::ptrdiff_t>(at);
        switch (below(6)) {
            case 0:
                *here = byte();
                break;
            case 1:
                *here ^= static_cast<std::byte>(1U << below(8));
                break;
            case 2:
                *here = plausible_byte();
                break;
            case 3:
                bytes.erase(here);
                break;
            case 4:
                bytes.insert(here, byte());
                break;
            default:
                if (below(8) == 0) bytes.resize(at);
                break;
        }
    }

    Random random_;
    std::vector<std::pair<properties::InputKind, Bytes>> seeds_;
};

}  // namespace souris::test
