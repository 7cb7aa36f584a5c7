// SPDX-License-Identifier: MIT
/// The sizes of documents: as stores of every profile, as packed values, in other formats, and
/// compressed by general compressors.
///
///     sizes [FOLDER]

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>
#include <lz4hc.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include <souris/packed.hpp>
#include <souris/store.hpp>

#include "compressed_size.hpp"
#include "sample.hpp"
#if __has_include(<flatbuffers/flexbuffers.h>)
#include "flexbuffers_tree.hpp"
#endif

namespace souris::bench { namespace {

struct Column {
    std::string name;
    std::vector<std::size_t> sizes;
};

std::size_t store_size(const Value& value, Profile profile, bool extended, Layout layout) {
    WriteOptions options;
    options.profile = profile;
    options.extended = extended;
    options.layout = layout;
    return encode_store(store_of(value), options).value().size();
}

std::size_t gzip_size(ByteView bytes) {
    constexpr std::size_t header_and_trailer =
        18 - 6;  // gzip's, less those of zlib, which is measured
    uLongf size = compressBound(bytes.size());
    std::vector<std::uint8_t> out(size);
    compress2(out.data(), &size, bytes.data(), bytes.size(), Z_BEST_COMPRESSION);
    return size + header_and_trailer;
}

std::size_t lz4_size(ByteView bytes) {
    constexpr int level = 9;
    std::vector<char> out(static_cast<std::size_t>(LZ4_compressBound(int(bytes.size()))));
    return static_cast<std::size_t>(LZ4_compress_HC(reinterpret_cast<const char*>(bytes.data()),
                                                    out.data(), int(bytes.size()), int(out.size()),
                                                    level));
}

/// All sizes of one document, in the order of the columns.
class Table {
  public:
    void add(const Sample& sample) {
        next_ = 0;
        const Value& value = sample.value;
        set("JSON", sample.compact_json.size());
        for (const Profile profile :
             {Profile::stored, Profile::fast, Profile::balanced, Profile::smallest}) {
            set(name_of(profile), store_size(value, profile, false, Layout::v2));
        }
        set("extended", store_size(value, Profile::smallest, true, Layout::v2));
        set("v1", store_size(value, Profile::smallest, false, Layout::v1));
        set("packed", pack(value, {.profile = Profile::smallest}).value().size());
        set("p. ext.",
            pack(value, {.profile = Profile::smallest, .extended = true}).value().size());

        const auto json = nlohmann::json::parse(sample.json);
        const auto cbor = nlohmann::json::to_cbor(json);
        set("CBOR", cbor.size());
        set("MsgPack", nlohmann::json::to_msgpack(json).size());
#if __has_include(<flatbuffers/flexbuffers.h>)
        flexbuffers::Builder builder;
        build_tree(builder, value);
        builder.Finish();
        set("FlexBuf", builder.GetSize());
#endif
        const ByteView text(reinterpret_cast<const std::uint8_t*>(sample.compact_json.data()),
                            sample.compact_json.size());
        for (const auto& [name, bytes] : {std::pair("", text), std::pair("C+", ByteView(cbor))}) {
            const std::string prefix = name;
            set(prefix + "gzip", gzip_size(bytes));
            set(prefix + "LZ4", lz4_size(bytes));
            set(prefix + "zstd", zstd_size(bytes, 19));
            set(prefix + "xz", xz_size(bytes));
        }
        names_.push_back(sample.name);
    }

    void print() const {
        print_line("", [](const Column& column) { return column.name; });
        for (std::size_t row = 0; row < names_.size(); ++row) {
            print_line(names_[row],
                       [&](const Column& column) { return std::to_string(column.sizes[row]); });
        }
        print_line("geometric mean of JSON", [&](const Column& column) {
            double sum = 0;
            for (std::size_t row = 0; row < names_.size(); ++row) {
                sum += std::log(static_cast<double>(column.sizes[row]) /
                                static_cast<double>(columns_.front().sizes[row]));
            }
            return fmt::format("{:.4f}", std::exp(sum / static_cast<double>(names_.size())));
        });
    }

  private:
    void set(std::string_view name, std::size_t size) {
        if (next_ == columns_.size()) columns_.push_back({std::string(name), {}});
        columns_[next_++].sizes.push_back(size);
    }

    template <class Cell>
    void print_line(std::string_view name, Cell cell) const {
        fmt::print("{:<24}", name);
        for (const Column& column : columns_)
            fmt::print("{:>9}", cell(column));
        fmt::print("\n");
    }

    std::vector<std::string> names_;
    std::vector<Column> columns_;
    std::size_t next_ = 0;
};

}}  // namespace souris::bench

int main(int argc, char** argv) {
    using namespace souris::bench;
    if (argc > 2) {
        fmt::print(stderr, "usage: {} [FOLDER]\n", argv[0]);
        return 2;
    }
    const auto samples = load_samples(argc == 2 ? argv[1] : SOURIS_BENCH_SAMPLES);
    if (!samples) {
        fmt::print(stderr, "{}\n", samples.error());
        return 1;
    }
    Table table;
    for (const Sample& sample : *samples)
        table.add(sample);
    table.print();
    return 0;
}
