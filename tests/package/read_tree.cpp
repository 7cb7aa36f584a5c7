// SPDX-License-Identifier: MIT
// Reads one member of a file through a tree of values; for docs/packaging.md, code size.
#include <cstdio>
#include <string>

#include <souris/store.hpp>

int main(int, char** arguments) {
    const auto store = souris::load(arguments[1]);
    if (!store) {
        std::puts(store.error().message().c_str());
        return 1;
    }
    std::puts(store->at("/name").get<std::string>().value_or("").c_str());
}
