// SPDX-License-Identifier: MIT
// Reads a file into a struct; for docs/packaging.md, code size.
#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include <souris/object_store.hpp>

struct User {
    std::string name;
    int age = 0;
    std::vector<std::string> tags;
};

template <>
struct souris::describe<User> {
    static constexpr auto fields = std::tuple{field("name", &User::name), field("age", &User::age),
                                              field("tags", &User::tags)};
};

int main(int, char** arguments) {
    const auto user = souris::load<User>(arguments[1]);
    if (!user) {
        std::puts(user.error().message().c_str());
        return 1;
    }
    std::puts(user->name.c_str());
}
