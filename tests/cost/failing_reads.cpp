// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/annotate.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/parser.hpp>
#include <souris/salvage.hpp>
#include <souris/text_decoder.hpp>

#include "rich_value.hpp"
#include "scarce_memory.hpp"
#include "unit/file/temporary_directory.hpp"

using namespace souris;
using test::fail_each_allocation;
using test::fail_each_refusal;
using test::fail_each_result;
using test::Outcome;
using test::ScarceMemory;

namespace {

/// 40 levels of maps with long keys; the innermost value has an invalid sign state.
Bytes damaged_value() {
    Value value = 1;
    for (int i = 0; i < 40; ++i)
        value = Map{{test::long_text, value}};
    Bytes bytes = encode_value(value).value();
    bytes[bytes.size() - 2] = std::byte{0x43};
    return bytes;
}

/// 60 entries, half of them with repeated keys.
Bytes repeated_keys() {
    Sink sink;
    sink.write_byte(0x81);
    sink.write_unsigned(140);
    for (int i = 0; i < 140; ++i) {
        const Value key = std::string(test::long_text) + std::to_string(i % 70);
        sink.write_bytes(encode_value(key).value());
        sink.write_byte(0x90);
    }
    return sink.take();
}

/// Counts bytes.
class ByteCounter final : public AnnotationHandler {
  public:
    void annotate(const Annotation& annotation) override { count += annotation.content.size(); }
    void begin_unpacked(std::span<const std::byte>) override {}

    std::size_t count = 0;
};

Result<std::size_t> count_annotated(const Bytes& bytes) {
    ByteCounter counter;
    auto annotated = annotate_bytes(bytes, counter);
    if (!annotated) return failure(std::move(annotated).error());
    return counter.count;
}

Result<Value> salvage_all(const Bytes& bytes) {
    Salvage found = salvage_bytes(bytes);
    if (found.damage) return failure(std::move(*found.damage));
    return std::move(*found.root);
}

}  // namespace

TEST_CASE("when memory runs out, reading a value says so") {
    const Value value = test::rich_map();
    const Bytes bytes = encode_value(value).value();
    const auto is_value = [&](const Value& read) { return read == value; };
    fail_each_result(
        "decode_value", [&] { return decode_value(bytes); }, is_value);

    DecodeOptions strict;
    strict.strict = true;
    fail_each_result(
        "decode_value, strictly", [&] { return decode_value(bytes, strict); }, is_value);
    // A limit on keys disables the quick path.
    DecodeOptions slow;
    slow.limits.max_key = 200;
    fail_each_result(
        "decode_value, slowly", [&] { return decode_value(bytes, slow); }, is_value);

    fail_each_result(
        "Parser::parse",
        [&]() -> Result<Value> {
            Parser parser;
            const auto root = parser.parse(bytes);
            if (!root) return failure(root.error());
            return Value(root->entries().size());
        },
        [&](const Value& size) { return size == Value(value.entries().size()); });

    const Bytes binaries = test::packed_binaries();
    fail_each_result(
        "decode_value of packed binaries", [&] { return decode_value(binaries); },
        [](const Value& read) { return read.elements()[4].binary().size() == 300; });
    fail_each_result(
        "Parser::parse of packed binaries",
        [&]() -> Result<std::size_t> {
            Parser parser;
            const auto root = parser.parse(binaries);
            if (!root) return failure(root.error());
            return root->elements().find(4)->binary().size();
        },
        [](std::size_t size) { return size == 300; });

    const Bytes repeated = repeated_keys();
    fail_each_result(
        "decode_value of repeated keys", [&] { return decode_value(repeated); },
        [](const Value& read) { return read.entries().size() == 70; });
    fail_each_refusal("decode_value of repeated keys, strictly", ErrorCode::duplicate_key,
                      [&] { return decode_value(repeated, strict); });

    const Bytes damaged = damaged_value();
    fail_each_refusal("decode_value, damaged", ErrorCode::invalid_sign_state,
                      [&] { return decode_value(damaged); });
    fail_each_refusal("Parser::parse, damaged", ErrorCode::invalid_sign_state,
                      [&] { return Parser().parse(damaged); });
}

TEST_CASE("when memory runs out, the cursor is where it was") {
    const Value value = test::rich_map();
    const Bytes bytes = encode_value(value).value();
    fail_each_allocation(
        "decode_value at a cursor", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            Cursor cursor(bytes);
            const auto read = memory.during(
                [&] { return decode_value(cursor, nullptr, Layout::v2, DecodeOptions{}); });
            if (cursor.offset() != (read ? bytes.size() : 0)) return Outcome::wrong;
            return test::outcome_of(read);
        });
    fail_each_allocation(
        "Parser::parse at a cursor", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            Cursor cursor(bytes);
            Parser parser;
            const auto read = memory.during(
                [&] { return parser.parse(cursor, nullptr, Layout::v2, DecodeOptions{}); });
            if (cursor.offset() != (read ? bytes.size() : 0)) return Outcome::wrong;
            return test::outcome_of(read);
        });
}

TEST_CASE("a parser that ran out of memory parses the next input") {
    const Bytes small = encode_value(Array{1, 2}).value();
    const Value value = test::rich_map();
    const Bytes large = encode_value(value).value();
    fail_each_allocation(
        "Parser::parse, again", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            Parser parser;
            if (!parser.parse(small)) return Outcome::wrong;
            const Outcome outcome =
                test::outcome_of(memory.during([&] { return parser.parse(large); }));
            const auto after = parser.parse(large);
            return after && after->to_value() == value ? outcome : Outcome::wrong;
        });
}

TEST_CASE("when memory runs out, reading a store says so") {
    const Value root = test::rich_map();
    std::vector<std::pair<std::string, Bytes>> stores{{"v1", test::coded_store_v1(root)}};
    for (const Compression compression : test::compressions) {
        stores.emplace_back(name_of(compression), test::coded_store(root, compression));
    }
    const auto is_root = [&](const Store& store) { return store.root() == root; };
    const auto has_entries = [&](const Document& document) {
        return document.root().entries().size() == root.entries().size();
    };
    const TemporaryDirectory directory;
    const std::string path = directory / "store.sdb";
    for (const auto& named : stores) {
        const std::string& name = named.first;
        const Bytes& bytes = named.second;
        const auto label = [&](std::string_view function) {
            return std::string(function) + " " + name;
        };
        fail_each_result(
            label("decode_store"), [&] { return decode_store(bytes); }, is_root);
        fail_each_result(
            label("annotate_bytes"), [&] { return count_annotated(bytes); },
            [&](std::size_t count) { return count >= bytes.size(); });
        fail_each_result(
            label("salvage_bytes"), [&] { return salvage_all(bytes); },
            [&](const Value& read) { return read == root; });
        fail_each_result(
            label("Document::view"), [&] { return Document::view(bytes); }, has_entries);
        fail_each_allocation(
            label("Document::parse"), Outcome::out_of_memory, [&](const ScarceMemory& memory) {
                Bytes copy = bytes;
                const auto document =
                    memory.during([&] { return Document::parse(std::move(copy)); });
                return document ? test::done_if(has_entries(*document))
                                : test::outcome_of(document);
            });
        put(path, text_of(bytes));
        fail_each_result(
            label("load"), [&] { return load(path); }, is_root);
        fail_each_result(
            label("Document::open"), [&] { return Document::open(path); }, has_entries);
    }
    const std::string missing = directory / "none of this name, which is so long.sdb";
    fail_each_refusal("load, missing", ErrorCode::io_error, [&] { return load(missing); });
    fail_each_result(
        "read_file", [&] { return read_file(path, 1U << 20U); },
        [&](const Bytes& bytes) { return bytes == stores.back().second; });

    ReadOptions strict;
    strict.strict = true;
    Bytes trailing = stores[1].second;
    trailing.push_back(std::byte{0});
    const Bytes array = test::coded_store(Array{1, test::long_text}, Compression::lz4);
    fail_each_refusal("decode_store, trailing", ErrorCode::trailing_bytes,
                      [&] { return decode_store(trailing, strict); });
    fail_each_refusal("decode_store of an array", ErrorCode::expected_map,
                      [&] { return decode_store(array); });
    fail_each_refusal("Document::view of an array", ErrorCode::expected_map,
                      [&] { return Document::view(array); });
    Bytes cut = stores[0].second;
    cut.resize(cut.size() / 2);
    fail_each_refusal("decode_store, cut", ErrorCode::truncated, [&] { return decode_store(cut); });
    fail_each_refusal("salvage_bytes, cut", ErrorCode::truncated, [&] { return salvage_all(cut); });
    fail_each_refusal("annotate_bytes, cut", ErrorCode::truncated,
                      [&] { return count_annotated(cut); });
    fail_each_refusal("Document::view, cut", ErrorCode::truncated,
                      [&] { return Document::view(cut); });
}

TEST_CASE("when memory runs out, unpacking a value says so") {
    const Value value = Array{test::rich_map(), test::long_text};
    for (const Compression compression : test::compressions) {
        const std::string name(name_of(compression));
        const Bytes bytes = test::packed_body(test::coded_body(value, Layout::v2), compression);
        fail_each_result(
            "unpack " + name, [&] { return unpack(bytes); },
            [&](const Value& read) { return read == value; });
        fail_each_result(
            "Document::unpack_view " + name, [&] { return Document::unpack_view(bytes); },
            [&](const Document& document) { return document.root().elements().size() == 2; });
        fail_each_allocation(
            "Document::unpack " + name, Outcome::out_of_memory, [&](const ScarceMemory& memory) {
                Bytes copy = bytes;
                const auto document =
                    memory.during([&] { return Document::unpack(std::move(copy)); });
                return document ? test::done_if(document->root().to_value() == value)
                                : test::outcome_of(document);
            });
    }
}

TEST_CASE("when memory runs out, reading JSON says so") {
    const Value value = test::rich_map();
    const std::string text = to_json(value).value();
    fail_each_result(
        "value_from_json", [&] { return value_from_json(text); },
        [&](const Value& read) { return to_json(read) == text; });
    const std::string repeated = R"({"a long key of a map, more than 22 bytes":[1,"\u00e9"],)"
                                 R"("a long key of a map, more than 22 bytes":{"souris_type":8,)"
                                 R"("map":{"souris_type":"a text that is not inside of it"}}})";
    fail_each_result(
        "value_from_json of repeated keys", [&] { return value_from_json(repeated); },
        [](const Value& read) { return read.entries().size() == 1; });
    const std::string damaged = text.substr(0, text.size() / 2);
    fail_each_refusal("value_from_json, damaged", value_from_json(damaged).error().code,
                      [&] { return value_from_json(damaged); });
    const std::string tag = R"({"some long key, longer than 22 bytes":{"souris_type":99}})";
    fail_each_refusal("value_from_json, a wrong tag", ErrorCode::invalid_tagged_json,
                      [&] { return value_from_json(tag); });
}

TEST_CASE("the parts that reading is made of throw when memory runs out") {
    const Bytes body = test::coded_body(test::long_text, Layout::v2);
    fail_each_allocation("TextDecoder::read", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        Cursor cursor(body);
        Budget budget(1U << 20U);
        const auto read = [&] { (void)TextDecoder::read(cursor, budget).value(); };
        return memory.survives(read) ? Outcome::done : Outcome::bad_alloc;
    });

    Cursor strings(body);
    Budget plenty(1U << 20U);
    const TextDecoder text = TextDecoder::read(strings, plenty).value();
    strings.seek(strings.offset() + 1);
    fail_each_allocation(
        "TextDecoder::decode", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
            Cursor cursor = strings;
            std::string out = "before";
            const auto decode = [&] { (void)text.decode(cursor, out, 1U << 20U); };
            if (memory.survives(decode)) {
                return test::done_if(out == "before" + std::string(test::long_text));
            }
            const bool is_untouched = cursor.offset() == strings.offset() && out == "before";
            return is_untouched ? Outcome::bad_alloc : Outcome::wrong;
        });

    for (const Compression compression : test::compressions) {
        if (compression == Compression::stored) continue;
        Sink sink;
        write_block(sink, compression, Layout::v2, body);
        const Bytes block = sink.take();
        fail_each_allocation("read_block " + std::string(name_of(compression)), Outcome::bad_alloc,
                             [&](const ScarceMemory& memory) {
                                 Cursor cursor(block);
                                 Budget budget(1U << 20U);
                                 const auto read = [&] {
                                     (void)read_block(cursor,
                                                      static_cast<std::uint8_t>(compression),
                                                      Layout::v2, Limits{}, budget)
                                         .value();
                                 };
                                 if (memory.survives(read)) return Outcome::done;
                                 return cursor.offset() == 0 ? Outcome::bad_alloc : Outcome::wrong;
                             });
    }

    // So many levels that the reader keeps some of them in allocated memory.
    const std::string json = std::string(200, '[') + R"({"text":"\u00e9"})" + std::string(200, ']');
    fail_each_allocation("JsonText::parse", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        std::string copy = json;
        const auto parse = [&] { (void)JsonText::parse(std::move(copy)).value(); };
        return memory.survives(parse) ? Outcome::done : Outcome::bad_alloc;
    });
    fail_each_allocation("TimeZone::parse", Outcome::bad_alloc, [&](const ScarceMemory& memory) {
        const auto parse = [&] { (void)TimeZone::parse("America/Argentina/Buenos_Aires").value(); };
        return memory.survives(parse) ? Outcome::done : Outcome::bad_alloc;
    });
}
