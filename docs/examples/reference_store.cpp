// SPDX-License-Identifier: MIT
//
// Examples of the reference: values as bytes, stores and packed values, and reports on damaged
// files.

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include <souris/annotate.hpp>
#include <souris/check.hpp>
#include <souris/document.hpp>
#include <souris/file_lock.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/salvage.hpp>
#include <souris/store.hpp>
#include <souris/update.hpp>

namespace {

void show_codec() {
    //! [codec]
    const souris::Value point = souris::Map{{"x", 3}, {"y", -1}};
    const souris::Bytes bytes = souris::encode_value(point).value();
    fmt::print("{} bytes\n", bytes.size());                            // 12 bytes
    fmt::print("{}\n", souris::decode_value(bytes).value() == point);  // true

    souris::Sink sink;
    for (int i = 0; i < 3; ++i) {
        if (!souris::encode_value(sink, souris::Value(i), nullptr, {})) return;
    }
    souris::Cursor cursor(sink.view());
    while (!cursor.at_end()) {
        const auto value = souris::decode_value(cursor, nullptr, souris::Layout::v2, {});
        fmt::print("{} ", value.value().integer().to_string());
    }
    fmt::print("\n");  // 0 1 2
    //! [codec]
}

void show_parser() {
    //! [parser]
    const souris::Value points = souris::Array{souris::Map{{"x", 3}}, souris::Map{{"x", 5}}};
    const souris::Bytes bytes = souris::encode_value(points).value();
    souris::Parser parser;  // to be used again for the next message
    const auto parsed = parser.parse(bytes);
    if (!parsed) return;
    const souris::ValueView root = *parsed;
    for (const souris::ValueView point : root.elements()) {
        for (const auto& [key, value] : point.entries()) {
            fmt::print("{}={} ", key, value.integer().to_string());
        }
    }
    fmt::print("\n");                                                  // x=3 x=5
    fmt::print("{}\n", root.at("/1/x").get<int>().value());            // 5
    fmt::print("{}\n", root.at("/2/x").get<int>().error().message());  // no such element, in /2
    // A copy as a tree needs neither the bytes nor the parser.
    const souris::Value copy = root.to_value();
    fmt::print("{}\n", copy == points);  // true
    //! [parser]
}

void show_store() {
    //! [store]
    souris::Store store;
    store["player"] = souris::Map{{"name", "Ada"}, {"level", 7}};
    if (!souris::save("game.sdb", store)) return;

    const auto loaded = souris::load("game.sdb");
    if (!loaded) return;
    fmt::print("{}\n", loaded->at("/player/level").get<int>().value());  // 7
    fmt::print("{}\n", *loaded == store);                                // true
    fmt::print("{}\n", souris::load("none.sdb")
                           .error()
                           .message());  // input or output failed (open: No such file or directory)
    //! [store]

    //! [document]
    const auto document = souris::Document::open("game.sdb");
    if (!document) return;
    fmt::print("{}\n", document->at("/player/name").get<std::string_view>().value());  // Ada
    fmt::print("{}\n", document->root().entries().size());                             // 1
    //! [document]
}

void show_update() {
    //! [update]
    // No visit is lost, even if other programs do the same at once.
    const auto visit = [](souris::Store& store) -> souris::Result<void> {
        const int visits = store.at("/visits").get<int>().value_or(0);
        store["visits"] = visits + 1;
        return {};
    };
    for (int i = 0; i < 3; ++i) {
        if (!souris::update("visits.sdb", visit)) return;
    }
    fmt::print("{} visits\n",
               souris::load("visits.sdb")->at("/visits").get<int>().value());  // 3 visits
    //! [update]

    //! [lock]
    // The same for any file.
    auto lock = souris::FileLock::take("notes.txt");
    if (!lock) return;
    souris::Bytes notes;
    if (lock->has_file()) notes = lock->read(1 << 20).value();
    const auto line = souris::as_byte_span("squeak\n");
    notes.insert(notes.end(), line.begin(), line.end());
    if (!lock->write(notes)) return;
    // No other program has the lock until this object is destroyed.
    const auto other = souris::FileLock::take("notes.txt", {.wait_milliseconds = 0});
    fmt::print("{}\n", other.error().message());  // another program is changing it
    //! [lock]
}

void show_packed() {
    //! [packed]
    souris::Array squeaks;
    for (int i = 0; i < 50; ++i)
        squeaks.push_back("squeak");
    const souris::Value message = std::move(squeaks);
    const souris::Bytes bytes = souris::pack(message, {.profile = souris::Profile::fast}).value();
    fmt::print("{} bytes, {}\n", bytes.size(), souris::is_packed(bytes));  // 26 bytes, true
    fmt::print("{}\n", souris::unpack(bytes).value() == message);          // true
    const auto document = souris::Document::unpack(bytes);
    fmt::print("{}\n", document->root().elements().size());  // 50
    //! [packed]
}

/// A store in which one byte of the last name is no longer valid text.
souris::Bytes damaged_store() {
    souris::Store store;
    store["names"] = souris::Array{"Ada", "Charles"};
    souris::WriteOptions options;
    options.profile = souris::Profile::stored;
    options.checksum = false;
    souris::Bytes bytes = souris::encode_store(store, options).value();
    bytes.back() = std::byte{0xFF};
    return bytes;
}

void show_check() {
    const souris::Bytes bytes = damaged_store();
    //! [check]
    const souris::CheckReport report = souris::check_bytes(bytes);
    fmt::print("{}\n", report.form == souris::FileForm::store);  // true
    fmt::print("{} values\n", report.value_count);               // 3 values
    if (report.damage)
        fmt::print("{}\n", report.damage->message());  // invalid UTF-8 at byte 25, in /names/1
    //! [check]
}

void show_canonical() {
    //! [canonical]
    const souris::Value tree = souris::Map{{"b", 1}, {"a", 2}};
    const auto usual = souris::pack(tree, {.profile = souris::Profile::stored});
    const auto canonical = souris::pack(tree, {.canonical = true});
    if (!usual || !canonical) return;
    fmt::print("{}\n", souris::is_canonical(*canonical).has_value());  // true
    fmt::print("{}\n", souris::is_canonical(*usual)
                           .error()
                           .message());  // not canonical (sign state 1) at byte 6, in /b
    //! [canonical]
}

void show_salvage() {
    const souris::Bytes bytes = damaged_store();
    //! [salvage]
    const souris::Salvage salvage = souris::salvage_bytes(bytes);
    if (salvage.damage)
        fmt::print("{}\n", salvage.damage->message());  // invalid UTF-8 at byte 25, in /names/1
    if (salvage.root) {
        fmt::print("{}\n", salvage.root->at("/names/0").get<std::string_view>().value());  // Ada
    }
    fmt::print("{} missing\n", salvage.unread.back());  // 1 missing
    //! [salvage]
}

//! [annotate]
class Printer : public souris::AnnotationHandler {
  public:
    void annotate(const souris::Annotation& annotation) override {
        fmt::print("{}-{}: {}{}\n", annotation.offset,
                   annotation.offset + annotation.content.size() - 1, phrase_of(annotation.kind),
                   annotation.is_key ? " of a key" : "");
    }
    void begin_unpacked(std::span<const std::byte> /*body*/) override {}
};
//! [annotate]

void show_annotate() {
    const souris::Bytes bytes = damaged_store();
    //! [annotate it]
    Printer printer;
    if (!souris::annotate_bytes(bytes, printer)) fmt::print("damaged\n");  // damaged
    //! [annotate it]
}

}  // namespace

int main() {
    show_codec();
    show_parser();
    show_store();
    show_update();
    show_packed();
    show_check();
    show_canonical();
    show_salvage();
    show_annotate();
}
