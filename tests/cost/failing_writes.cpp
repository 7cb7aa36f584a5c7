// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <souris/cbor.hpp>
#include <souris/json.hpp>
#include <souris/object.hpp>
#include <souris/parser.hpp>
#include <souris/update.hpp>

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

constexpr Profile profiles[] = {Profile::stored, Profile::fast, Profile::balanced,
                                Profile::smallest};

/// Text that is not UTF-8, deep inside maps with long keys.
Value unwritable_value() {
    Value value = "\xFF";
    for (int i = 0; i < 40; ++i)
        value = Map{{test::long_text, value}};
    return value;
}

}  // namespace

TEST_CASE("when memory runs out, writing a value says so") {
    const Value value = test::rich_map();
    const Bytes bytes = encode_value(value).value();
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    const auto is_it = [&](const Bytes& written) { return written == bytes; };
    fail_each_result(
        "encode_value", [&] { return encode_value(value); }, is_it);
    fail_each_result(
        "encode_value of a view", [&] { return encode_value(view); }, is_it);
    EncodeOptions smallest;
    smallest.profile = Profile::smallest;
    fail_each_result(
        "encode_value, smallest", [&] { return encode_value(value, smallest); },
        [&](const Bytes& written) { return decode_value(written) == value; });
    const Value unwritable = unwritable_value();
    fail_each_refusal("encode_value, refused", ErrorCode::invalid_utf8,
                      [&] { return encode_value(unwritable); });
    const Store unwritable_store(*unwritable.as_map());
    fail_each_refusal("encode_store, refused", ErrorCode::invalid_utf8,
                      [&] { return encode_store(unwritable_store); });
    fail_each_refusal("to_json, refused", ErrorCode::invalid_utf8,
                      [&] { return to_json(unwritable); });
}

TEST_CASE("when memory runs out, what a sink had stays in it") {
    const Value value = test::rich_map();
    const Bytes bytes = encode_value(value).value();
    fail_each_allocation(
        "encode_value to a sink", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            Sink sink;
            sink.write_byte(42);
            const auto written =
                memory.during([&] { return encode_value(sink, value, nullptr, EncodeOptions{}); });
            if (sink.view().front() != std::byte{42}) return Outcome::wrong;
            if (written && sink.size() != 1 + bytes.size()) return Outcome::wrong;
            return test::outcome_of(written);
        });
}

TEST_CASE("when memory runs out, writing a store says so") {
    const Store rich(test::rich_map());
    // `smallest` is slow, so its input is small.
    const Store small(Map{{"a", test::long_text}, {"b", Bytes(40)}, {"mouse", test::long_text}});
    for (const Profile profile : profiles) {
        const Store& store = profile == Profile::smallest ? small : rich;
        for (const Layout layout : {Layout::v1, Layout::v2}) {
            for (const bool extended : {false, true}) {
                if (extended && layout == Layout::v1) continue;
                WriteOptions options;
                options.profile = profile;
                options.layout = layout;
                options.extended = extended;
                const std::string name =
                    std::string("encode_store ") + std::string(name_of(profile)) +
                    (layout == Layout::v1 ? " v1" : " v2") + (extended ? " extended" : "");
                fail_each_result(
                    name, [&] { return encode_store(store, options); },
                    [&](const Bytes& written) { return decode_store(written) == store; });
            }
        }
    }
}

TEST_CASE("when memory runs out, packing a value says so") {
    const Value value = Array{test::long_text, Bytes(40), test::long_text, 1.5};
    const Bytes bytes = encode_value(value).value();
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    for (const Profile profile : profiles) {
        const std::string name(name_of(profile));
        const auto is_it = [&](const Bytes& written) { return unpack(written) == value; };
        PackOptions options;
        options.profile = profile;
        fail_each_result(
            "pack " + name, [&] { return pack(value, options); }, is_it);
        fail_each_result(
            "pack a view " + name, [&] { return pack(view, options); }, is_it);
        options.extended = true;
        fail_each_result(
            "pack extended " + name, [&] { return pack(value, options); }, is_it);
    }
}

TEST_CASE("when memory runs out, writing canonical form says so") {
    const Value value = test::rich_map();
    const Bytes bytes = encode_value(value).value();
    Parser parser;
    const ValueView view = parser.parse(bytes).value();
    const EncodeOptions options{.canonical = true};
    const auto is_it = [&](const Bytes& written) { return decode_value(written) == value; };
    fail_each_result(
        "encode_value canonical", [&] { return encode_value(value, options); }, is_it);
    fail_each_result(
        "encode_value canonical of a view", [&] { return encode_value(view, options); }, is_it);
    fail_each_result(
        "encode canonical", [&] { return encode(value, options); }, is_it);
    const CborWriteOptions writing{.tagged = true, .canonical = true};
    fail_each_result(
        "to_cbor canonical", [&] { return to_cbor(value, writing); },
        [&](const Bytes& written) {
            return value_from_cbor(written, {.canonical = true}) == value;
        });
}

TEST_CASE("when memory runs out, a file is the old one or the new one, and no other is left") {
    const TemporaryDirectory directory;
    const Store before(Map{{"old", 1}});
    const Store after(test::rich_map());
    SaveOptions options;
    options.durable = false;
    const std::string path = directory / "a name longer than a short string.sdb";
    const std::string link = directory / "link";
    std::filesystem::create_symlink("a name longer than a short string.sdb", link);
    for (const std::string& target : {path, link}) {
        fail_each_allocation("save over " + target.substr(directory.path().string().size()),
                             Outcome::out_of_memory, [&](const ScarceMemory& memory) {
                                 if (!save(path, before, options)) return Outcome::wrong;
                                 const auto saved =
                                     memory.during([&] { return save(target, after, options); });
                                 if (load(path) != (saved ? after : before)) return Outcome::wrong;
                                 if (directory.names().size() != 2) return Outcome::wrong;
                                 return test::outcome_of(saved);
                             });
    }
    const std::string fresh = directory / "a new file with a name as long as that.sdb";
    fail_each_allocation(
        "save a new file", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            std::filesystem::remove(fresh);
            const auto saved = memory.during([&] { return save(fresh, after, options); });
            if (saved ? load(fresh) != after : std::filesystem::exists(fresh)) {
                return Outcome::wrong;
            }
            if (directory.names().size() != (saved ? 3U : 2U)) return Outcome::wrong;
            return test::outcome_of(saved);
        });
    UpdateOptions updating;
    static_cast<SaveOptions&>(updating) = options;
    // A failure releases the lock.
    updating.locking.wait_milliseconds = 0;
    fail_each_allocation("update", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
        if (!save(path, before, options)) return Outcome::wrong;
        Store prepared = after;
        const auto change = [&](Store& store) -> Result<void> {
            std::swap(store, prepared);
            return {};
        };
        const auto updated = memory.during([&] { return update(path, change, updating); });
        if (load(path) != (updated ? after : before)) return Outcome::wrong;
        if (directory.names().size() != 3) return Outcome::wrong;
        return test::outcome_of(updated);
    });
    const std::string nowhere = directory / "no such directory" / "with this file.sdb";
    fail_each_allocation(
        "write_file, refused", Outcome::out_of_memory, [&](const ScarceMemory& memory) {
            const auto written =
                memory.during([&] { return write_file(nowhere, Bytes{}, options); });
            if (written) return Outcome::wrong;
            return written.error().code == ErrorCode::io_error ? Outcome::done
                                                               : test::outcome_of(written);
        });
}

TEST_CASE("when memory runs out, writing JSON says so") {
    const Value value = test::rich_map();
    for (const unsigned indent : {0U, 2U}) {
        for (const bool ascii : {false, true}) {
            JsonWriteOptions options;
            options.indent = indent;
            options.ascii = ascii;
            const std::string text = to_json(value, options).value();
            fail_each_result(
                "to_json", [&] { return to_json(value, options); },
                [&](const std::string& written) { return written == text; });
        }
    }
    const Value plain = Array{1, 2.5, test::long_text, Map{{test::long_text, nullptr}}};
    const std::string text = to_json(plain, {.form = JsonForm::plain}).value();
    fail_each_allocation("write_json in chunks", Outcome::out_of_memory,
                         [&](const ScarceMemory& memory) {
                             std::string out;
                             Sink sink(
                                 [&](std::span<const std::byte> chunk) -> Result<void> {
                                     out += as_text(chunk);
                                     return {};
                                 },
                                 8);
                             const auto written = memory.during([&]() -> Result<void> {
                                 return write_json(sink, plain, {.form = JsonForm::plain});
                             });
                             if (!written) return test::outcome_of(written);
                             return test::done_if(sink.finish().has_value() && out == text);
                         });
}
