// SPDX-License-Identifier: MIT
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <souris/detail/views.hpp>
#include <souris/object.hpp>

using namespace souris;

namespace {

struct ViewHolder {
    std::string_view text;
};
struct Owner {
    std::string text;
    std::vector<int> numbers;
};
/// It contains itself.
struct Link {
    int value = 0;
    std::unique_ptr<Link> next;
};
struct LinkWithView {
    std::unique_ptr<LinkWithView> next;
    std::optional<ViewHolder> view;
};

template <class T>
concept DecodesTemporary = requires(T& object) {
    decode<T>(Bytes());
    decode_into(object, Bytes());
};
template <class T>
concept DecodesNamed = requires(T& object, Bytes& bytes, const Bytes& constant) {
    decode<T>(bytes);
    decode<T>(constant);
    decode<T>(std::span<const std::byte>(bytes));
    decode_into(object, bytes);
};

}  // namespace

template <>
struct souris::describe<ViewHolder> {
    static constexpr auto fields = std::tuple{field("text", &ViewHolder::text)};
};
template <>
struct souris::describe<Owner> {
    static constexpr auto fields =
        std::tuple{field("text", &Owner::text), field("numbers", &Owner::numbers)};
};
template <>
struct souris::describe<Link> {
    static constexpr auto fields =
        std::tuple{field("value", &Link::value), field("next", &Link::next)};
};
template <>
struct souris::describe<LinkWithView> {
    static constexpr auto fields =
        std::tuple{field("next", &LinkWithView::next), field("view", &LinkWithView::view)};
};

TEST_CASE("views into a temporary do not compile") {
    static_assert(!DecodesTemporary<std::string_view>);
    static_assert(!DecodesTemporary<std::u8string_view>);
    static_assert(!DecodesTemporary<std::span<const std::byte>>);
    static_assert(!DecodesTemporary<ViewHolder>);
    static_assert(!DecodesTemporary<LinkWithView>);
    static_assert(!DecodesTemporary<std::map<std::string_view, int>>);
    static_assert(!DecodesTemporary<std::vector<std::pair<int, ViewHolder>>>);
    static_assert(!DecodesTemporary<std::array<ViewHolder, 2>>);
    static_assert(DecodesTemporary<int>);
    static_assert(DecodesTemporary<Owner>);
    static_assert(DecodesTemporary<Link>);
    static_assert(DecodesTemporary<std::map<std::string, Owner>>);
    static_assert(DecodesNamed<ViewHolder>);
    static_assert(DecodesNamed<LinkWithView>);
    CHECK(decode<Owner>(*encode(Owner{"a", {1}}))->text == "a");
    const Bytes bytes = *encode(ViewHolder{"view"});
    CHECK(decode<ViewHolder>(bytes)->text == "view");
}
