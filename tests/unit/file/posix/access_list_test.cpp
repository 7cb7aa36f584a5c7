// SPDX-License-Identifier: MIT
#include "file/posix/access_list.hpp"

#include <string>

#include <doctest/doctest.h>

#include <souris/cursor.hpp>

#include "unit/file/access_entries.hpp"
#include "unit/file/temporary_directory.hpp"

using souris::as_byte_span;
using souris::detail::AccessList;

namespace {

AccessList list_of(const AccessEntries& entries) {
    const auto list = AccessList::parse(as_byte_span(bytes_of(entries)));
    REQUIRE(list);
    return *list;
}

/// Owner, group and others, with another user, another group, and a mask.
AccessEntries usual(std::uint16_t mask) {
    return {{owner_tag, 6},          {user_tag, 6, 1000}, {group_tag, 4},
            {named_group_tag, 7, 5}, {mask_tag, mask},    {others_tag, 4}};
}

}  // namespace

TEST_CASE("a list is read and written as it is") {
    for (const AccessEntries& entries :
         {usual(6), AccessEntries{{owner_tag, 6}, {group_tag, 4}, {others_tag, 0}}}) {
        CHECK(text_of(list_of(entries).bytes()) == bytes_of(entries));
    }
}

TEST_CASE("what is no list") {
    const std::string good = bytes_of(usual(6));
    for (std::size_t size = 0; size < good.size(); ++size) {
        CHECK_FALSE(AccessList::parse(as_byte_span(good.substr(0, size))));
    }
    CHECK_FALSE(AccessList::parse(as_byte_span('\3' + good.substr(1))));
    CHECK_FALSE(AccessList::parse(as_byte_span(bytes_of({{owner_tag, 6}, {others_tag, 4}}))));
}

TEST_CASE("what everybody may") {
    CHECK(list_of(usual(6)).common_rights() == 4);
    CHECK(list_of(usual(3)).common_rights() == 0);
    CHECK(list_of({{owner_tag, 0}, {group_tag, 6}, {others_tag, 7}}).common_rights() == 6);
    CHECK(
        list_of({{owner_tag, 7}, {user_tag, 0, 1}, {group_tag, 6}, {mask_tag, 7}, {others_tag, 7}})
            .common_rights() == 0);
}

TEST_CASE("the owner that is lost gets an entry, the new one keeps what he had") {
    AccessList list = list_of(usual(4));
    list.change_owner(1, 1000);
    CHECK(text_of(list.bytes()) == bytes_of({{owner_tag, 6},
                                             {user_tag, 6, 1},
                                             {group_tag, 4},
                                             {named_group_tag, 4, 5},
                                             {mask_tag, 6},
                                             {others_tag, 4}}));
    list =
        list_of({{owner_tag, 4}, {user_tag, 2, 7}, {group_tag, 0}, {mask_tag, 7}, {others_tag, 0}});
    list.change_owner(9, 7);
    CHECK(text_of(list.bytes()) ==
          bytes_of(
              {{owner_tag, 6}, {user_tag, 4, 9}, {group_tag, 0}, {mask_tag, 4}, {others_tag, 0}}));
    // The entry of user 9 had no effect while 9 was the owner.
    list =
        list_of({{owner_tag, 4}, {user_tag, 2, 9}, {group_tag, 0}, {mask_tag, 7}, {others_tag, 0}});
    list.change_owner(9, 7);
    CHECK(text_of(list.bytes()) ==
          bytes_of(
              {{owner_tag, 4}, {user_tag, 6, 9}, {group_tag, 0}, {mask_tag, 6}, {others_tag, 0}}));
}

TEST_CASE("the group that is lost gets an entry, the new one what everybody may") {
    AccessList list = list_of(usual(6));
    list.change_group(3);
    CHECK(text_of(list.bytes()) == bytes_of({{owner_tag, 6},
                                             {user_tag, 6, 1000},
                                             {group_tag, 4},
                                             {named_group_tag, 6, 5},
                                             {named_group_tag, 4, 3},
                                             {mask_tag, 6},
                                             {others_tag, 4}}));
    list = list_of({{owner_tag, 6}, {group_tag, 0}, {others_tag, 4}});
    list.change_group(3);
    CHECK(text_of(list.bytes()) == bytes_of({{owner_tag, 6},
                                             {group_tag, 0},
                                             {named_group_tag, 0, 3},
                                             // Linux ignores a list with an empty mask.
                                             {mask_tag, 1},
                                             {others_tag, 4}}));
}
