// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "allocation.hpp"
#include "hostile_inputs.hpp"
#include "reading_functions.hpp"
#include "store/framing.hpp"
#include "vectors/vector_files.hpp"

using namespace souris;
using test::InputForm;

namespace {

// Unpacked bytes count as input, since the tree is made from them.
constexpr std::size_t most_per_byte = 64;
// With unlimited nesting, a level of one byte takes a block and the reader's frame, or a token of
// the error's path.
constexpr std::size_t most_per_level = 96;
// libbrotli allocates a window, and while a declared size is not yet plausible, output is copied to
// a buffer of twice the size.
constexpr double most_per_brotli = 2.5;
// libzstd's decoder has one size; while a declared size is not yet plausible, it keeps three blocks
// and a window, and output is unpacked to a buffer beside that.
constexpr double most_per_zstd = 3;
constexpr std::size_t most_besides_for_zstd = std::size_t{768} * 1024;
constexpr std::size_t most_besides = std::size_t{64} * 1024;
constexpr std::size_t most_for_tiny_failures = std::size_t{128} * 1024;
constexpr std::size_t tiny = 64;

using test::ReadingFunction;

/// The declared sizes of the blocks in an input.
struct Unpacked {
    std::size_t body = 0;
    std::size_t binaries = 0;
};

std::size_t bytes_in_binaries(const Value& root) {
    std::size_t total = 0;
    std::vector<const Value*> stack{&root};
    while (!stack.empty()) {
        const Value& value = *stack.back();
        stack.pop_back();
        total += value.binary().size();
        for (const Value& element : value.elements())
            stack.push_back(&element);
        for (const MapEntry& entry : value.entries())
            stack.push_back(&entry.value);
    }
    return total;
}

/// The unpacked size of the block of a packed value if it is read. Otherwise the size it may have
/// declared, limited by what its bytes can yield.
std::size_t unpacked_body(std::span<const std::byte> bytes) {
    constexpr std::size_t most = 255;
    if (bytes.empty()) return 0;
    const unsigned id = std::to_integer<unsigned>(bytes.front()) & 0x7FU;
    if (id == 0) return 0;
    Cursor cursor(bytes.subspan(1));
    Budget memory(Limits{}.max_memory);
    const auto block =
        read_block(cursor, static_cast<std::uint8_t>(id), Layout::v2, Limits{}, memory);
    return block ? block->bytes().size() : most * bytes.size();
}

/// For an input that is read, the size unpacked. For others, `most` bytes per byte of input.
Unpacked unpacked_in(const ReadingFunction& reader, std::span<const std::byte> bytes,
                     std::size_t most) {
    DecodeOptions deep;
    deep.limits.max_depth = ~std::size_t{0};
    Unpacked unpacked;
    switch (reader.form) {
        case InputForm::value: {
            const auto value = decode_value(bytes, deep);
            unpacked.binaries = value ? bytes_in_binaries(*value) : most * bytes.size();
            break;
        }
        case InputForm::store: {
            const auto store = decode_store(bytes);
            if (detect_layout(bytes) == Layout::v2) {
                unpacked.body = unpacked_body(bytes.subspan(detail::store_magic.size()));
            }
            const std::size_t content = bytes.size() + unpacked.body;
            unpacked.binaries = store ? bytes_in_binaries(store->root()) : most * content;
            break;
        }
        case InputForm::packed: {
            unpacked.body = unpacked_body(bytes);
            const auto value = unpack(bytes);
            if (value) unpacked.binaries = bytes_in_binaries(*value);
            break;
        }
        case InputForm::json:
        case InputForm::cbor:
        case InputForm::msgpack:
            break;
    }
    return unpacked;
}

/// The worst case of a reader: bytes beyond 64 KiB and the declared sizes, per byte of input.
struct Worst {
    double per_byte = 0;
    std::string input;
};

class Meter {
  public:
    explicit Meter(const ReadingFunction& reader) : reader_(reader) {}

    void measure(std::string_view name, std::span<const std::byte> bytes, const Limits& limits,
                 const Unpacked& unpacked) {
        const bool is_deep = limits.max_depth > Limits{}.max_depth;
        const std::size_t per_content_byte = is_deep ? most_per_level : most_per_byte;
        test::forget_peak();
        const std::size_t before = test::allocated().bytes;
        const bool was_read = reader_.read(bytes, limits);
        const std::size_t used = test::peak_bytes() - before;
        const std::size_t content = bytes.size() + unpacked.body;
        // Columns are packed by zstd.
        const bool is_zstd = name.starts_with("zstd") || name.starts_with("columns");
        const double per_unpacked = name.starts_with("Brotli") ? most_per_brotli
                                    : is_zstd                  ? most_per_zstd
                                                               : 1;
        const std::size_t besides = is_zstd ? most_besides_for_zstd : most_besides;
        const auto binaries =
            static_cast<std::size_t>(per_unpacked * static_cast<double>(unpacked.binaries));
        const std::size_t allowed = per_content_byte * content + binaries + besides;
        const std::size_t for_tiny = std::max(most_for_tiny_failures, besides);
        if (used > allowed || (!was_read && bytes.size() <= tiny && used > for_tiny)) {
            const std::string reader = reader_.name;
            CAPTURE(reader);
            CAPTURE(name);
            CAPTURE(bytes.size());
            CAPTURE(unpacked.body);
            CAPTURE(unpacked.binaries);
            CAPTURE(was_read);
            CHECK(used <= allowed);
            if (!was_read && bytes.size() <= tiny) CHECK(used <= for_tiny);
        }
        if (!was_read && bytes.size() <= tiny) tiny_failure_ = std::max(tiny_failure_, used);
        const std::size_t apart = binaries + besides;
        if (used <= apart || content == 0) return;
        const double per_byte = static_cast<double>(used - apart) / static_cast<double>(content);
        if (per_byte > worst_.per_byte) worst_ = {per_byte, std::string(name)};
    }

    void report(std::string_view inputs) const {
        MESSAGE(std::string(reader_.name), ", ", std::string(inputs), ": at most ", worst_.per_byte,
                " bytes for each of input (", worst_.input, "), ", tiny_failure_,
                " for a failing input of 64 bytes");
    }

  private:
    const ReadingFunction& reader_;
    Worst worst_;
    std::size_t tiny_failure_ = 0;
};

Limits deep_limits() {
    Limits limits;
    limits.max_depth = ~std::size_t{0};
    return limits;
}

}  // namespace

TEST_CASE("hostile input takes memory in proportion to its size and to what it unpacks to") {
    struct Row {
        const char* name;
        Limits limits;
    };
    for (const Row& row :
         {Row{"default limits", Limits{}}, Row{"hostile limits", Limits::hostile()},
          Row{"any depth", deep_limits()}}) {
        for (const ReadingFunction& reader : test::reading_functions()) {
            Meter meter(reader);
            for (const test::HostileInput& input : test::hostile_inputs()) {
                if (input.form != reader.form) continue;
                for (const std::size_t size : {64U, 1024U, 16U * 1024, 256U * 1024}) {
                    // For bombs, the unpacked size counts.
                    if (input.form == InputForm::packed && size > 16U * 1024) continue;
                    const Bytes bytes = input.make(size);
                    meter.measure(input.name, bytes, row.limits, unpacked_in(reader, bytes, 0));
                }
            }
            meter.report(row.name);
        }
    }
}

TEST_CASE("whole and damaged vectors take memory in proportion") {
    constexpr std::size_t max_damaged = 1024;
    constexpr std::size_t most_lz4 = 255;
    const auto stores = test::store_vectors();
    const auto values = test::value_vectors();
    for (const ReadingFunction& reader : test::reading_functions()) {
        Meter meter(reader);
        const auto measure_all = [&](const std::string& name, Bytes bytes) {
            meter.measure(name, bytes, Limits{}, unpacked_in(reader, bytes, most_lz4));
            if (bytes.size() > max_damaged) return;
            for (std::size_t size = 0; size < bytes.size(); ++size) {
                const auto prefix = std::span<const std::byte>(bytes).first(size);
                meter.measure(name + ", cut", prefix, Limits{},
                              unpacked_in(reader, prefix, most_lz4));
            }
            for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
                const auto mask = static_cast<std::byte>(1U << (bit % 8));
                bytes[bit / 8] ^= mask;
                meter.measure(name + ", flipped", bytes, Limits{},
                              unpacked_in(reader, bytes, most_lz4));
                bytes[bit / 8] ^= mask;
            }
        };
        if (reader.form == InputForm::store) {
            for (const test::StoreVector& vector : stores)
                measure_all(vector.name, vector.bytes);
        } else if (reader.form == InputForm::value) {
            for (const test::ValueVector& vector : values)
                measure_all(vector.line.substr(0, 80), vector.v2);
        } else if (reader.form == InputForm::json) {
            for (const test::StoreVector& vector : stores)
                measure_all(vector.name, Bytes(as_byte_span(vector.json).begin(),
                                               as_byte_span(vector.json).end()));
        }
        meter.report("vectors");
    }
}

TEST_CASE("every input of up to two bytes takes little memory") {
    for (const ReadingFunction& reader : test::reading_functions()) {
        Meter meter(reader);
        meter.measure("nothing", {}, Limits{}, {});
        for (unsigned first = 0; first < 256; ++first) {
            Bytes bytes{static_cast<std::byte>(first)};
            meter.measure("a byte", bytes, Limits{}, {});
            bytes.emplace_back();
            for (unsigned second = 0; second < 256; ++second) {
                bytes[1] = static_cast<std::byte>(second);
                meter.measure("two bytes", bytes, Limits{}, {});
            }
        }
        meter.report("two bytes");
    }
}

TEST_CASE("what is allocated is within max_memory and a constant") {
    std::mt19937 random(20240229);
    for (const ReadingFunction& reader : test::reading_functions()) {
        std::uint64_t worst = 0;
        std::string worst_input;
        const auto measure = [&](const char* name, std::span<const std::byte> bytes,
                                 const Limits& limits) {
            test::forget_peak();
            const std::size_t before = test::allocated().bytes;
            (void)reader.read(bytes, limits);
            const std::uint64_t used = test::peak_bytes() - before;
            const std::uint64_t besides = used - std::min<std::uint64_t>(used, limits.max_memory);
            if (besides > worst) {
                worst = besides;
                worst_input = name;
            }
            if (besides <= memory_besides) return;
            CAPTURE(std::string(reader.name));
            CAPTURE(std::string(name));
            CAPTURE(bytes.size());
            CAPTURE(limits.max_memory);
            CHECK(used <= limits.max_memory + memory_besides);
        };
        for (const test::HostileInput& input : test::hostile_inputs()) {
            if (input.form != reader.form) continue;
            for (const std::size_t size : {64U, 1024U, 16U * 1024, 64U * 1024}) {
                Bytes bytes = input.make(size);
                for (std::uint64_t most = 1024; most <= 16U << 20U; most *= 3) {
                    Limits limits;
                    limits.max_memory = most + random() % most;
                    measure(input.name, bytes, limits);
                    limits.max_depth = ~std::size_t{0};
                    measure(input.name, bytes, limits);
                }
                // The same input with a few bytes changed.
                for (int i = 0; i < 8; ++i) {
                    bytes[random() % bytes.size()] ^= static_cast<std::byte>(1U << random() % 8);
                    Limits limits;
                    limits.max_memory = std::uint64_t{1024} << random() % 16;
                    measure(input.name, bytes, limits);
                }
            }
        }
        MESSAGE(std::string(reader.name), ": at most ", worst, " bytes besides max_memory (",
                worst_input, ")");
    }
}
