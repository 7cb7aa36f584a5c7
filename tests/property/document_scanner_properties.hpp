// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <souris/bytes.hpp>
#include <souris/document_scanner.hpp>
#include <souris/limits.hpp>

/// Properties of messages and stores in bytes that come in pieces. Used by the property tests and
/// the fuzz targets.

namespace souris::properties {

/// What a scanner found: the documents, where they begin, and the error after them.
struct ScannedDocuments {
    std::vector<Bytes> documents;
    std::vector<std::uint64_t> offsets;
    std::optional<Error> error;

    friend bool operator==(const ScannedDocuments&, const ScannedDocuments&) = default;
};

/// Gives a scanner pieces of sizes that `next_size` gives. Nothing if it promises what does not
/// hold: that more bytes are wanted than were.
template <class NextSize>
std::optional<ScannedDocuments> scan_documents(std::span<const std::byte> bytes,
                                               const ReadOptions& options, Layout layout,
                                               NextSize next_size) {
    ScannedDocuments scanned;
    DocumentScanner scanner(options, layout);
    std::size_t given = 0;
    std::uint64_t promised = 0;
    const auto take_all = [&]() -> bool {
        for (;;) {
            const auto found = scanner.next();
            if (!found) {
                scanned.error = found.error();
                scanned.offsets.push_back(scanner.item_offset());
                return true;
            }
            if (!*found) return true;
            if (given < promised) return false;
            scanned.documents.emplace_back((*found)->begin(), (*found)->end());
            scanned.offsets.push_back(scanner.item_offset());
        }
    };
    while (given != bytes.size() && !scanned.error) {
        const auto piece =
            bytes.subspan(given, std::min<std::size_t>(next_size(), bytes.size() - given));
        if (!scanner.append(piece)) return std::nullopt;
        given += piece.size();
        if (!take_all()) return std::nullopt;
        if (!scanned.error) promised = given + scanner.wanted();
        if (!scanned.error && promised == given) return std::nullopt;
    }
    if (scanned.error) return scanned;
    promised = 0;
    if (const auto finished = scanner.finish(); !finished) {
        scanned.error = finished.error();
        scanned.offsets.push_back(scanner.item_offset());
        return scanned;
    }
    if (!take_all() || (!scanned.error && !scanner.rest().empty())) return std::nullopt;
    return scanned;
}

/// Documents are found alike, or refused with the same error, whole and in pieces of sizes that
/// `next_size` gives.
template <class NextSize>
bool documents_in_pieces_are_those_of_the_whole(std::span<const std::byte> bytes,
                                                const ReadOptions& options, Layout layout,
                                                NextSize next_size) {
    const auto whole = scan_documents(bytes, options, layout, [&] { return bytes.size(); });
    return whole && whole == scan_documents(bytes, options, layout, next_size);
}

}  // namespace souris::properties
