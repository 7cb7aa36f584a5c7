// SPDX-License-Identifier: MIT
// Prints 42, which went through a store.
#include <cstdio>

#include <souris/souris.hpp>

int main() {
    souris::Store store;
    store["answer"] = 42;
    const auto bytes = souris::encode_store(store);
    if (!bytes) return 1;
    const auto read = souris::decode_store(*bytes);
    if (!read) return 1;
    const auto answer = read->at("/answer").get<int>();
    if (!answer) return 1;
    std::printf("%d\n", *answer);
}
