// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include <souris/address.hpp>
#include <souris/detail/tag.hpp>

// From a tag to what follows it: the only complete lists of the types and of the forms of their
// content.

namespace souris { inline namespace v0 { namespace detail {

/// Receives one call, with the tag, of the function of its type. All return the same type.
template <class Visitor>
concept ContentVisitor = requires(Visitor visitor, Tag tag) {
    visitor.null(tag);
    visitor.boolean(tag);
    visitor.integer(tag);
    visitor.float64(tag);
    visitor.float32(tag);
    visitor.character(tag);
    visitor.complex(tag);
    visitor.timestamp(tag);
    visitor.ipv4(tag);
    visitor.ipv6(tag);
    visitor.string(tag);
    visitor.json(tag);
    visitor.timezone(tag);
    visitor.binary(tag);
    visitor.container(tag);  // An array or a map.
};

/// Calls the function of the tag's type, and returns what it returns.
template <ContentVisitor Visitor>
constexpr auto visit_content(Tag tag, Visitor&& visitor) {
    switch (tag.type()) {
        case Type::null:
            return visitor.null(tag);
        case Type::boolean:
            return visitor.boolean(tag);
        case Type::integer:
            return visitor.integer(tag);
        case Type::float64:
            return visitor.float64(tag);
        case Type::float32:
            return visitor.float32(tag);
        case Type::character:
            return visitor.character(tag);
        case Type::complex:
            return visitor.complex(tag);
        case Type::timestamp:
            return visitor.timestamp(tag);
        case Type::ipv4:
            return visitor.ipv4(tag);
        case Type::ipv6:
            return visitor.ipv6(tag);
        case Type::string:
            return visitor.string(tag);
        case Type::json:
            return visitor.json(tag);
        case Type::timezone:
            return visitor.timezone(tag);
        case Type::binary:
            return visitor.binary(tag);
        case Type::array:
        case Type::map:
            break;
    }
    return visitor.container(tag);
}

/// Receives one call of the function of the form of a tag's content. All return the same type.
template <class Visitor>
concept FormVisitor = requires(Visitor visitor, Tag tag, std::size_t number) {
    visitor.bytes(tag, number);     // So many bytes; none for null and boolean.
    visitor.integers(tag, number);  // So many Integers. For a container only its count, if any.
    visitor.text(tag);              // A length and as many bytes, or bits, as the tag says.
    visitor.tagged_text(tag);       // A tag, and the content of a string.
    visitor.block(tag);             // A block of the tag's compression.
};

/// Calls the function of the form of the tag's content, and returns what it returns.
template <FormVisitor Visitor>
constexpr auto visit_form(Tag tag, Visitor& visitor) {
    struct ByForm {
        Visitor& form;

        constexpr auto null(Tag tag) { return form.bytes(tag, 0); }
        constexpr auto boolean(Tag tag) { return form.bytes(tag, 0); }
        constexpr auto integer(Tag tag) { return form.integers(tag, 1); }
        constexpr auto float64(Tag tag) { return form.bytes(tag, sizeof(double)); }
        constexpr auto float32(Tag tag) { return form.bytes(tag, sizeof(float)); }
        constexpr auto character(Tag tag) { return form.integers(tag, 1); }
        constexpr auto complex(Tag tag) {
            return tag.is_polar() ? form.bytes(tag, 2 * sizeof(double)) : form.integers(tag, 2);
        }
        constexpr auto timestamp(Tag tag) { return form.integers(tag, 7); }
        constexpr auto ipv4(Tag tag) { return form.bytes(tag, sizeof(Ipv4)); }
        constexpr auto ipv6(Tag tag) { return form.bytes(tag, sizeof(Ipv6)); }
        constexpr auto string(Tag tag) { return form.text(tag); }
        constexpr auto json(Tag tag) { return form.tagged_text(tag); }
        constexpr auto timezone(Tag tag) { return form.tagged_text(tag); }
        constexpr auto binary(Tag tag) { return form.block(tag); }
        constexpr auto container(Tag tag) { return form.integers(tag, tag.flag() ? 1 : 0); }
    };
    return visit_content(tag, ByForm{visitor});
}

}}}  // namespace souris::v0::detail
