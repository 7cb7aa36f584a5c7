// SPDX-License-Identifier: MIT
//
// Reading a part of a large file: a type with only the wanted members reads those, and skips the
// rest without building anything. A `Document` answers questions that arise only at run time, by
// JSON Pointer.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include <souris/document.hpp>
#include <souris/object_store.hpp>

struct Chapter {
    std::string title;
    std::vector<std::string> paragraphs;
};

struct Book {
    std::vector<Chapter> chapters;
    std::map<std::string, std::string> index;
    std::uint32_t edition = 0;
};

/// The part that a list of books needs.
struct Cover {
    std::uint32_t edition = 0;
};

/// The part that a table of contents needs.
struct Contents {
    struct Entry {
        std::string title;
    };
    std::vector<Entry> chapters;
};

int main() {
    Book book;
    book.edition = 3;
    for (int i = 1; i <= 50; ++i) {
        Chapter chapter{"Chapter " + std::to_string(i), {}};
        for (int j = 1; j <= 200; ++j) {
            chapter.paragraphs.push_back("Paragraph " + std::to_string(j) + " tells of mice, " +
                                         std::to_string(i * j) + " of them.");
        }
        book.chapters.push_back(std::move(chapter));
    }
    if (!souris::save("book.sdb", book)) return 1;

    fmt::print("edition {}\n", souris::load<Cover>("book.sdb").value().edition);
    const auto contents = souris::load<Contents>("book.sdb").value();
    fmt::print("{}, {}, ...\n", contents.chapters[0].title, contents.chapters[1].title);

    const auto document = souris::Document::open("book.sdb");
    if (!document) return 1;
    const auto line = document->at("/chapters/41/paragraphs/6").get<std::string_view>();
    fmt::print("{}\n", line.value());
    fmt::print("{}\n", document->at("/chapters/99/title").error().message());
}
