// SPDX-License-Identifier: MIT
// Reads one member of a file through a document; for docs/packaging.md, code size.
#include <cstdio>
#include <string>

#include <souris/document.hpp>

int main(int, char** arguments) {
    const auto document = souris::Document::open(arguments[1]);
    if (!document) {
        std::puts(document.error().message().c_str());
        return 1;
    }
    std::puts(document->at("/name").get<std::string>().value_or("").c_str());
}
