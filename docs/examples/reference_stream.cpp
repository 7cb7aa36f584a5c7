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

#include <souris/codec.hpp>
#include <souris/format.hpp>
#include <souris/value_scanner.hpp>
#include <souris/value_stream.hpp>

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
    //! [stream]
}

}  // namespace

int main() {
    show_scanner();
    show_source();
    show_stream();
}
