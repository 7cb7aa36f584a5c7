// SPDX-License-Identifier: MIT
/// Coded text, and stores that contain it. Other libraries have no equivalent.

#include <string>
#include <string_view>
#include <vector>

#include <souris/document.hpp>
#include <souris/store.hpp>
#include <souris/text_decoder.hpp>
#include <souris/text_encoder.hpp>

#include "row.hpp"

namespace souris::bench { namespace {

/// All keys and strings of a document, and a text table made from them.
struct Texts {
    std::vector<std::string_view> strings;
    TextFrequencies frequencies;
    std::size_t size = 0;

    explicit Texts(const Value& root) {
        std::vector<const Value*> waiting{&root};
        while (!waiting.empty()) {
            const Value& value = *waiting.back();
            waiting.pop_back();
            if (value.is(Type::string)) add(value.text());
            for (const Value& element : value.elements())
                waiting.push_back(&element);
            for (const MapEntry& entry : value.entries()) {
                add(entry.key());
                waiting.push_back(&entry.value);
            }
        }
    }

    void add(std::string_view text) {
        strings.push_back(text);
        frequencies.add(text);
        size += text.size();
    }
};

void report_text(benchmark::State& state, const Texts& texts, std::size_t encoded_size) {
    state.counters["encoded_bytes"] = static_cast<double>(encoded_size);
    state.counters["bytes"] = static_cast<double>(texts.size);
    state.counters["nodes"] = static_cast<double>(texts.strings.size());
}

void write_strings(Sink& sink, const TextEncoder& encoder,
                   const std::vector<std::string_view>& strings) {
    for (const std::string_view text : strings)
        encoder.write(sink, text, *encoder.size_in_bits(text));
}

void decode_strings(benchmark::State& state, const Texts& texts,
                    const std::vector<std::string_view>& strings) {
    const auto encoder = TextEncoder::build(texts.frequencies);
    if (!encoder) return state.SkipWithError("fewer than two characters");
    Sink table;
    encoder->write_table(table);
    Cursor table_cursor(table.view());
    Budget memory(Limits{}.max_memory);
    const auto decoder = TextDecoder::read(table_cursor, memory);
    if (!decoder) return state.SkipWithError("refused its own table");
    Sink sink;
    write_strings(sink, *encoder, strings);
    std::string text;
    for (auto _ : state) {
        Cursor cursor(sink.view());
        text.clear();
        while (!cursor.at_end()) {
            if (!decoder->decode(cursor, text, texts.size)) {
                return state.SkipWithError("refused its own bytes");
            }
        }
        benchmark::DoNotOptimize(text.data());
    }
    if (text.size() != texts.size) return state.SkipWithError("decoded another text");
    report_text(state, texts, sink.view().size());
}

void decode_short(benchmark::State& state, const Sample& sample) {
    const Texts texts(sample.value);
    decode_strings(state, texts, texts.strings);
}

/// The same text as a single string.
void decode_long(benchmark::State& state, const Sample& sample) {
    const Texts texts(sample.value);
    std::string all;
    for (const std::string_view text : texts.strings)
        all += text;
    decode_strings(state, texts, {all});
}

void encode_short(benchmark::State& state, const Sample& sample) {
    const Texts texts(sample.value);
    const auto encoder = TextEncoder::build(texts.frequencies);
    if (!encoder) return state.SkipWithError("fewer than two characters");
    Sink sink;
    for (auto _ : state) {
        sink.clear();
        write_strings(sink, *encoder, texts.strings);
        benchmark::DoNotOptimize(sink.view().data());
    }
    report_text(state, texts, sink.view().size());
}

/// Layout v1, because its body is not packed, so that its text is coded.
void open_document(benchmark::State& state, const Sample& sample) {
    Store store;
    store["document"] = sample.value;
    WriteOptions options;
    options.layout = Layout::v1;
    const auto bytes = encode_store(store, options);
    if (!bytes) return state.SkipWithError(bytes.error().message().c_str());
    for (auto _ : state) {
        auto document = Document::view(*bytes);
        if (!document) return state.SkipWithError(document.error().message().c_str());
        benchmark::DoNotOptimize(document);
    }
    report_size(state, sample, bytes->size());
}

const Rows rows{
    {"coded text, decode", "souris, each string", decode_short},
    {"coded text, decode", "souris, one string", decode_long},
    {"coded text, encode", "souris, each string", encode_short},
    {"store v1, open", "souris Document", open_document},
};

}}  // namespace souris::bench
