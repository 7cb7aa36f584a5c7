// SPDX-License-Identifier: MIT
//
// Examples of the reference: values in bytes that come in pieces.

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <span>
#include <sstream>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include <souris/codec.hpp>
#include <souris/descriptor.hpp>
#include <souris/document.hpp>
#include <souris/document_scanner.hpp>
#include <souris/format.hpp>
#include <souris/packed.hpp>
#include <souris/stream.hpp>
#include <souris/value_scanner.hpp>

namespace {

/// What a network delivers: two values, in pieces of three bytes.
souris::Bytes two_values() {
    souris::Bytes bytes = souris::encode_value("Mouse").value();
    const souris::Bytes second = souris::encode_value(souris::Array{1, 2, 3}).value();
    bytes.insert(bytes.end(), second.begin(), second.end());
    return bytes;
}

void show_scanner() {
    const souris::Bytes bytes = two_values();
    //! [scanner]
    souris::ValueScanner scanner;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        // Whenever bytes arrive:
        const auto piece =
            std::span(bytes).subspan(at, std::min<std::size_t>(3, bytes.size() - at));
        if (!scanner.append(piece)) return;
        while (const auto value = scanner.next().value()) {
            fmt::print("{}\n", souris::decode_value(*value).value());  // "Mouse"
        }
    }
    fmt::print("{}\n", scanner.finish().has_value());  // true
    //! [scanner]
}

void show_source() {
    std::FILE* const file = std::tmpfile();
    const souris::Bytes bytes = two_values();
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::rewind(file);
    //! [source]
    // The same for read() and a file descriptor, or recv() and a socket.
    const auto source = [file](std::span<std::byte> room) -> souris::Result<std::size_t> {
        const std::size_t size = std::fread(room.data(), 1, room.size(), file);
        if (std::ferror(file) != 0) return souris::failure(souris::ErrorCode::io_error);
        return size;
    };
    souris::ValueScanner scanner;
    while (const auto value = souris::read_value(scanner, source).value()) {
        fmt::print("{}\n", *value);  // [1,2,3]
    }
    //! [source]
    std::fclose(file);
}

void show_stream() {
    const souris::Bytes bytes = two_values();
    //! [stream]
    std::istringstream input(std::string(souris::as_text(bytes)));
    const auto first = souris::read_value(input).value();
    fmt::print("{}\n", *first);                // "Mouse"
    fmt::print("{}\n", input.peek() == 0xB6);  // true

    std::ostringstream output;
    souris::Sink sink([&](auto chunk) { return souris::write_all(output, chunk); }, 4096);
    if (!souris::encode_value(sink, *first, nullptr, {}) || !sink.finish()) return;
    fmt::print("{} bytes\n", output.str().size());  // 7 bytes
    //! [stream]
}

void show_messages() {
    //! [message]
    souris::Sink sink;
    for (const char* const name : {"Ada", "Grace"}) {
        souris::write_message(sink, souris::pack(souris::Map{{"name", name}}).value());
    }
    //! [message]
    const souris::Bytes bytes = sink.take();
    //! [documents]
    souris::DocumentScanner scanner;
    for (const std::byte& byte : bytes) {
        // Whenever bytes arrive:
        if (!scanner.append(std::span(&byte, 1))) return;
        while (const auto message = scanner.next().value()) {
            const auto document = souris::Document::unpack_view(*message).value();
            fmt::print("{}\n", document["name"].get<std::string>().value());  // Ada
        }
    }
    //! [documents]
}

void show_descriptor() {
    int ends[2];
    if (::pipe(ends) != 0) return;
    //! [descriptor]
    souris::Sink sink([&](auto chunk) { return souris::write_all(ends[1], chunk); }, 4096);
    if (!souris::encode_value(sink, "Mouse", nullptr, {}) || !sink.finish()) return;
    ::close(ends[1]);

    souris::ValueScanner scanner;
    const auto source = [&](auto room) { return souris::read_some(ends[0], room); };
    while (const auto value = souris::read_value(scanner, source).value()) {
        fmt::print("{}\n", *value);  // "Mouse"
    }
    //! [descriptor]
    ::close(ends[0]);
}

}  // namespace

int main() {
    show_scanner();
    show_source();
    show_stream();
    show_messages();
    show_descriptor();
}
