// SPDX-License-Identifier: MIT
#include "file/posix/original.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <grp.h>
#include <unistd.h>

#include <souris/cursor.hpp>
#include <souris/file.hpp>

#include "unit/file/access_entries.hpp"
#include "unit/file/child_process.hpp"
#include "unit/file/temporary_directory.hpp"

namespace {

std::string write_over(const std::filesystem::path& path, std::string_view content) {
    const auto written = souris::write_file(path, souris::as_byte_span(content));
    return written ? "written" : written.error().message();
}

void change_mode(const std::filesystem::path& path, mode_t mode) {
    REQUIRE(::chmod(path.c_str(), mode) == 0);
}

/// Whether access lists can be tested here.
bool has_lists() {
    const TemporaryDirectory directory;
    put(directory / "file", "");
    const AccessEntries entries = {{owner_tag, 6}, {group_tag, 0}, {others_tag, 0}};
    return set_attribute(directory / "file", access_list, bytes_of(entries));
}

/// A user who tries to read and write.
struct Person {
    uid_t user;
    std::vector<gid_t> groups;
};

constexpr gid_t some_groups[] = {2000, 2001, 2002, unprivileged};

std::vector<Person> people() {
    std::vector<Person> all;
    for (const uid_t user : {uid_t{1000}, uid_t{1001}, uid_t{1002}, uid_t{unprivileged}}) {
        for (unsigned set = 0; set < 16; ++set) {
            Person person{user, {}};
            for (unsigned i = 0; i < 4; ++i) {
                if ((set >> i & 1U) != 0) person.groups.push_back(some_groups[i]);
            }
            all.push_back(person);
        }
    }
    return all;
}

/// A digit for each user: 4 if they can read the file, plus 2 if they can write it.
std::string rights_of(const std::filesystem::path& path, const std::vector<Person>& people) {
    return in_child([&] {
        std::string rights;
        for (const Person& person : people) {
            constexpr gid_t nobodys_group = 3999;
            const gid_t group = person.groups.empty() ? nobodys_group : person.groups.front();
            if (::setgroups(person.groups.size(), person.groups.data()) != 0 ||
                ::setegid(group) != 0 || ::seteuid(person.user) != 0) {
                return std::string("cannot change user");
            }
            char digit = '0';
            for (const auto& [flags, value] : {std::pair(O_RDONLY, 4), std::pair(O_WRONLY, 2)}) {
                const int file = ::open(path.c_str(), flags | O_CLOEXEC);
                if (file < 0) continue;
                digit = static_cast<char>(digit + value);
                ::close(file);
            }
            rights += digit;
            if (::seteuid(0) != 0) return std::string("cannot change user back");
        }
        return rights;
    });
}

bool is_among(char fewer, char more) {
    return ((fewer - '0') & ~(more - '0')) == 0;
}

class Draw {
  public:
    explicit Draw(unsigned seed) : engine_(seed) {}

    unsigned below(unsigned end) {
        return std::uniform_int_distribution<unsigned>(0, end - 1)(engine_);
    }
    bool coin() { return below(2) == 0; }
    std::uint16_t rights() { return static_cast<std::uint16_t>(2 * below(4)); }

    AccessEntries list() {
        AccessEntries entries = {{owner_tag, rights()}};
        for (const uid_t user : {uid_t{1000}, uid_t{1001}, uid_t{unprivileged}}) {
            if (coin()) entries.push_back({user_tag, rights(), user});
        }
        entries.push_back({group_tag, rights()});
        for (const gid_t group : {gid_t{2000}, gid_t{2001}}) {
            if (coin()) entries.push_back({named_group_tag, rights(), group});
        }
        if (entries.size() > 2 || coin()) entries.push_back({mask_tag, rights()});
        entries.push_back({others_tag, rights()});
        return entries;
    }

  private:
    std::mt19937 engine_;
};

}  // namespace

TEST_CASE("a replaced file keeps its list of rights") {
    if (!has_lists()) return;
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    change_mode(path, 0640);
    const AccessEntries entries = {
        {owner_tag, 6}, {user_tag, 6, 1000}, {group_tag, 4}, {mask_tag, 6}, {others_tag, 0}};
    REQUIRE(set_attribute(path, access_list, bytes_of(entries)));
    for (int i = 0; i < 2; ++i) {
        CHECK(write_over(path, "new") == "written");
        CHECK(attribute_of(path, access_list) == bytes_of(entries));
        CHECK(mode_of(path) == 0660);
    }
}

TEST_CASE("what a directory gives to new files is not given to one that replaces another") {
    if (!has_lists()) return;
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    change_mode(path, 0640);
    const AccessEntries entries = {
        {owner_tag, 6}, {user_tag, 7, 1000}, {group_tag, 6}, {mask_tag, 7}, {others_tag, 6}};
    REQUIRE(set_attribute(directory.path(), default_list, bytes_of(entries)));
    CHECK(write_over(path, "new") == "written");
    CHECK(attribute_of(path, access_list) == "(none)");
    CHECK(mode_of(path) == 0640);
    // A new file gets the default rights.
    CHECK(write_over(directory / "another", "new") == "written");
    put(directory / "a third", "");
    CHECK(attribute_of(directory / "another", access_list) ==
          attribute_of(directory / "a third", access_list));
    CHECK(attribute_of(directory / "another", access_list) != "(none)");
}

TEST_CASE("a replaced file keeps its extended attributes") {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    if (!set_attribute(path, "user.origin", "a mouse")) return;
    REQUIRE(set_attribute(path, "user.empty", ""));
    REQUIRE(set_attribute(path, "user.large", std::string(2000, 'x')));
    for (const mode_t mode : {0644U, 0444U, 0600U}) {
        change_mode(path, mode);
        CHECK(write_over(path, "new") == "written");
        CHECK(attribute_of(path, "user.origin") == "a mouse");
        CHECK(attribute_of(path, "user.empty").empty());
        CHECK(attribute_of(path, "user.large") == std::string(2000, 'x'));
        CHECK(mode_of(path) == mode);
    }
}

TEST_CASE("capabilities were given to the old content" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    put(path, "old");
    std::string capability(20, '\0');
    capability[3] = 2;  // Version 2, which has none set.
    if (!set_attribute(path, "security.capability", capability)) return;
    CHECK(write_over(path, "new") == "written");
    CHECK(attribute_of(path, "security.capability") == "(none)");
}

TEST_CASE("a label of security stays, or only the owner does" * doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    change_mode(directory.path(), 0777);
    put(path, "old");
    change_mode(path, 0666);
    if (!set_attribute(path, "security.souris", "secret")) return;
    CHECK(write_over(path, "new") == "written");
    CHECK(attribute_of(path, "security.souris") == "secret");
    CHECK(mode_of(path) == 0666);
    // Setting labels requires privileges.
    CHECK(in_unprivileged_child([&] { return write_over(path, "newer"); }) == "written");
    CHECK(attribute_of(path, "security.souris") == "(none)");
    CHECK(mode_of(path) == 0600);
}

TEST_CASE("a file that this process may not read keeps its rights" *
          doctest::skip(!is_superuser())) {
    const TemporaryDirectory directory;
    const std::filesystem::path path = directory / "file";
    change_mode(directory.path(), 0777);
    put(path, "old");
    REQUIRE(::chown(path.c_str(), unprivileged, unprivileged) == 0);
    change_mode(path, 0204);
    const AccessEntries entries = {
        {owner_tag, 2}, {user_tag, 4, 1000}, {group_tag, 0}, {mask_tag, 4}, {others_tag, 4}};
    const bool has_list = set_attribute(path, access_list, bytes_of(entries));
    CHECK(in_unprivileged_child([&] { return write_over(path, "new"); }) == "written");
    CHECK(content_of(path) == "new");
    CHECK(mode_of(path) == (has_list ? 0244 : 0204));
    if (has_list) CHECK(attribute_of(path, access_list) == bytes_of(entries));
}

TEST_CASE("nobody gains a right, and nobody loses one that can be kept" *
          doctest::skip(!is_superuser())) {
    const bool has_list_support = has_lists();
    const std::vector<Person> all = people();
    constexpr unsigned rounds = 200;
    for (unsigned round = 0; round < rounds; ++round) {
        CAPTURE(round);
        Draw draw(round);
        const TemporaryDirectory directory;
        const std::filesystem::path path = directory / "file";
        put(path, "old");
        const uid_t owner = draw.coin() ? 1000 : unprivileged;
        const gid_t group = some_groups[draw.below(4)];
        REQUIRE(::chown(path.c_str(), owner, group) == 0);
        if (has_list_support && draw.coin()) {
            REQUIRE(set_attribute(path, access_list, bytes_of(draw.list())));
        } else {
            change_mode(path, 0600U | unsigned{draw.rights()} << 3U | draw.rights());
        }
        if (has_list_support && draw.coin()) {
            REQUIRE(set_attribute(directory.path(), default_list, bytes_of(draw.list())));
        }
        REQUIRE(::chown(directory.path().c_str(), 0, 2002) == 0);
        change_mode(directory.path(), draw.coin() ? 0777 : 02777);

        // Linux ignores a list that grants nothing to the users and groups it names.
        const bool is_list_seen =
            attribute_of(path, access_list) != "(none)" && (mode_of(path) & 070U) != 0;
        const std::string before = rights_of(path, all);
        REQUIRE(before.size() == all.size());
        const bool is_root = draw.coin();
        const auto write = [&] { return write_over(path, "new"); };
        REQUIRE((is_root ? in_child(write) : in_unprivileged_child(write)) == "written");
        const std::string after = rights_of(path, all);

        if (is_root || owner == unprivileged) {
            struct stat status = {};
            REQUIRE(::stat(path.c_str(), &status) == 0);
            CHECK(status.st_uid == owner);
            if (is_root || group == unprivileged) CHECK(after == before);
        }
        struct stat now = {};
        REQUIRE(::stat(path.c_str(), &now) == 0);
        for (std::size_t i = 0; i < all.size(); ++i) {
            // The writer becomes the owner of the file.
            if (!is_root && all[i].user == unprivileged) continue;
            CAPTURE(all[i].user);
            CAPTURE(i);
            // The owner could have granted themselves all rights.
            if (all[i].user != owner) CHECK(is_among(after[i], before[i]));
            const bool is_in_new_group =
                now.st_gid != group && std::find(all[i].groups.begin(), all[i].groups.end(),
                                                 now.st_gid) != all[i].groups.end();
            if (is_list_seen && !is_in_new_group) CHECK(is_among(before[i], after[i]));
        }
    }
}
