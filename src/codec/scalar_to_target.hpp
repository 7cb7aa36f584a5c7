// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include <souris/address.hpp>
#include <souris/detail/tag.hpp>
#include <souris/result.hpp>

#include "base/return_if_error.hpp"
#include "codec/content_reader.hpp"
#include "codec/visit_content.hpp"

namespace souris { inline namespace v0 { namespace detail {

/// All of a visitor for `visit_content` but containers: reads the content of a scalar, whose tag
/// was read, and passes it to the target of a `TreeReader`.
template <class Target>
struct ScalarToTarget {
    using Done = Result<void, ErrorCode>;

    ContentReader& reader;
    Target& target;

    Done null(Tag) {
        target.null();
        return {};
    }
    Done boolean(Tag tag) {
        target.boolean(tag.flag());
        return {};
    }
    Done integer(Tag tag) {
        SOURIS_ASSIGN_OR_RETURN(const Integer integer, reader.read_integer(tag));
        return target.integer(integer);
    }
    Done float64(Tag) {
        SOURIS_ASSIGN_OR_RETURN(const auto bits, reader.read_number<std::uint64_t>());
        target.float64(bits);
        return {};
    }
    Done float32(Tag) {
        SOURIS_ASSIGN_OR_RETURN(const auto number, reader.read_number<float>());
        return target.float32(number);
    }
    Done character(Tag) {
        SOURIS_ASSIGN_OR_RETURN(const char32_t character, reader.read_character());
        return target.character(character);
    }
    Done timestamp(Tag tag) {
        SOURIS_ASSIGN_OR_RETURN(const Timestamp timestamp, reader.read_timestamp(tag));
        return target.timestamp(timestamp);
    }
    Done complex(Tag tag) {
        SOURIS_ASSIGN_OR_RETURN(const Complex complex, reader.read_complex(tag));
        return target.complex(complex);
    }
    Done ipv4(Tag) {
        SOURIS_ASSIGN_OR_RETURN(const auto bytes, reader.read_bytes(sizeof(Ipv4)));
        return target.ipv4(bytes);
    }
    Done ipv6(Tag) {
        SOURIS_ASSIGN_OR_RETURN(const auto bytes, reader.read_bytes(sizeof(Ipv6)));
        return target.ipv6(bytes);
    }
    Done binary(Tag tag) { return target.binary(tag); }
    Done string(Tag tag) { return text(tag, reader.read_string(tag)); }
    Done json(Tag tag) { return text(tag, reader.read_json()); }
    Done timezone(Tag tag) { return text(tag, reader.read_time_zone()); }

    Done text(Tag tag, const Result<std::string_view, ErrorCode>& text) {
        if (!text) return failure(text.error());
        return target.text(tag.type(), *text, reader.is_temporary(*text));
    }
};

}}}  // namespace souris::v0::detail
