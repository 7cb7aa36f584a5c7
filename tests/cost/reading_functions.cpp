// SPDX-License-Identifier: MIT
#include "reading_functions.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include <souris/annotate.hpp>
#include <souris/cbor.hpp>
#include <souris/check.hpp>
#include <souris/document.hpp>
#include <souris/json.hpp>
#include <souris/msgpack.hpp>
#include <souris/packed.hpp>
#include <souris/parser.hpp>
#include <souris/salvage.hpp>
#include <souris/store.hpp>

namespace souris::test {

namespace {

using Input = std::span<const std::byte>;

DecodeOptions decoding(const Limits& limits, bool strict = false) {
    DecodeOptions options;
    options.limits = limits;
    options.strict = strict;
    return options;
}

ReadOptions reading(const Limits& limits, bool strict = false) {
    ReadOptions options;
    options.limits = limits;
    options.strict = strict;
    return options;
}

/// Looks up a key in every map of a tree, which builds the indices of large maps.
void look_up_all(ValueView root) {
    // A fixed array, because the heap is measured. Values that do not fit are skipped.
    std::array<std::optional<ValueView>, 4096> rest;
    std::size_t count = 0;
    rest[count++] = root;
    while (count != 0) {
        const ValueView value = *rest[--count];
        (void)value.entries().find("no such key");
        const auto push = [&](ValueView child) {
            if (count < rest.size() && (child.is(Type::map) || child.is(Type::array)))
                rest[count++] = child;
        };
        for (const ValueView element : value.elements())
            push(element);
        for (const auto& [key, child] : value.entries())
            push(child);
    }
}

/// Ignores annotations.
class Forgetful final : public AnnotationHandler {
  public:
    void annotate(const Annotation&) override {}
    void begin_unpacked(std::span<const std::byte>) override {}
};

CheckOptions checking(const Limits& limits) {
    CheckOptions options;
    options.limits = limits;
    return options;
}

/// Bytes that were read to their end, whether or not they are canonical.
bool is_sound_at_least(const Result<void>& verdict) {
    return verdict || verdict.error().code == ErrorCode::not_canonical;
}

bool read_document(const Result<Document>& document) {
    if (document) look_up_all(document->root());
    return document.has_value();
}

/// Writes `bytes` to a file without an allocation.
const std::string& file_of(Input bytes) {
    static const int descriptor = ::memfd_create("input", MFD_CLOEXEC);
    static const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    const bool is_written =
        ::ftruncate(descriptor, 0) == 0 &&
        ::pwrite(descriptor, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size());
    if (!is_written) std::abort();
    return path;
}

bool read_json(Input bytes, const Limits& limits, bool tagged) {
    JsonReadOptions options;
    options.limits = limits;
    options.tagged = tagged;
    return value_from_json(as_text(bytes), options).has_value();
}

InteropReadOptions converting(const Limits& limits) {
    InteropReadOptions options;
    options.limits = limits;
    options.lossy = true;
    return options;
}

constexpr auto value = InputForm::value;
constexpr auto store = InputForm::store;
constexpr auto packed = InputForm::packed;
constexpr auto json = InputForm::json;
constexpr auto cbor = InputForm::cbor;
constexpr auto msgpack = InputForm::msgpack;

constexpr ReadingFunction functions[] = {
    {"decode_value", value,
     [](Input bytes, const Limits& limits) {
         return decode_value(bytes, decoding(limits)).has_value();
     }},
    {"decode_value, strict", value,
     [](Input bytes, const Limits& limits) {
         return decode_value(bytes, decoding(limits, true)).has_value();
     }},
    {"Parser::parse", value,
     [](Input bytes, const Limits& limits) {
         Parser parser;
         const auto root = parser.parse(bytes, decoding(limits));
         if (root) look_up_all(*root);
         return root.has_value();
     }},
    {"Parser::parse, strict", value,
     [](Input bytes, const Limits& limits) {
         return Parser().parse(bytes, decoding(limits, true)).has_value();
     }},
    {"Parser::parse, again", value,
     [](Input bytes, const Limits& limits) {
         Parser parser;
         (void)parser.parse(bytes, decoding(limits));
         return parser.parse(bytes, decoding(limits)).has_value();
     }},
    {"annotate_bare", value,
     [](Input bytes, const Limits& limits) {
         Forgetful handler;
         return annotate_bare(bytes, handler, limits).has_value();
     }},
    {"is_canonical_value", value,
     [](Input bytes, const Limits& limits) {
         return is_sound_at_least(is_canonical_value(bytes, limits));
     }},
    {"salvage_bare", value,
     [](Input bytes, const Limits& limits) {
         return !salvage_bare(bytes, decoding(limits)).damage;
     }},
    {"decode_store", store,
     [](Input bytes, const Limits& limits) {
         return decode_store(bytes, reading(limits)).has_value();
     }},
    {"load", store,
     [](Input bytes, const Limits& limits) {
         return load(file_of(bytes), reading(limits)).has_value();
     }},
    {"Document::view", store,
     [](Input bytes, const Limits& limits) {
         return read_document(Document::view(bytes, reading(limits)));
     }},
    {"Document::open", store,
     [](Input bytes, const Limits& limits) {
         return read_document(Document::open(file_of(bytes), reading(limits)));
     }},
    {"annotate_bytes", store,
     [](Input bytes, const Limits& limits) {
         Forgetful handler;
         return annotate_bytes(bytes, handler, limits).has_value();
     }},
    {"check_bytes", store,
     [](Input bytes, const Limits& limits) {
         return !check_bytes(bytes, checking(limits)).damage;
     }},
    {"is_canonical", store,
     [](Input bytes, const Limits& limits) {
         return is_sound_at_least(is_canonical(bytes, limits));
     }},
    {"salvage_bytes", store,
     [](Input bytes, const Limits& limits) {
         return !salvage_bytes(bytes, reading(limits)).damage;
     }},
    {"unpack", packed,
     [](Input bytes, const Limits& limits) { return unpack(bytes, decoding(limits)).has_value(); }},
    {"unpack, strict", packed,
     [](Input bytes, const Limits& limits) {
         return unpack(bytes, decoding(limits, true)).has_value();
     }},
    {"Document::unpack_view", packed,
     [](Input bytes, const Limits& limits) {
         return read_document(Document::unpack_view(bytes, decoding(limits)));
     }},
    {"annotate_bytes, of a packed value", packed,
     [](Input bytes, const Limits& limits) {
         Forgetful handler;
         return annotate_bytes(bytes, handler, limits).has_value();
     }},
    {"check_bytes, of a packed value", packed,
     [](Input bytes, const Limits& limits) {
         return !check_bytes(bytes, checking(limits)).damage;
     }},
    {"is_canonical, of a packed value", packed,
     [](Input bytes, const Limits& limits) {
         return is_sound_at_least(is_canonical(bytes, limits));
     }},
    {"salvage_bytes, of a packed value", packed,
     [](Input bytes, const Limits& limits) {
         return !salvage_bytes(bytes, reading(limits)).damage;
     }},
    {"value_from_json", json,
     [](Input bytes, const Limits& limits) { return read_json(bytes, limits, true); }},
    {"value_from_json, untagged", json,
     [](Input bytes, const Limits& limits) { return read_json(bytes, limits, false); }},
    {"value_from_cbor", cbor,
     [](Input bytes, const Limits& limits) {
         return value_from_cbor(bytes, converting(limits)).has_value();
     }},
    {"value_from_cbor, canonical", cbor,
     [](Input bytes, const Limits& limits) {
         InteropReadOptions options = converting(limits);
         options.canonical = true;
         return value_from_cbor(bytes, options).has_value();
     }},
    {"value_from_msgpack", msgpack,
     [](Input bytes, const Limits& limits) {
         return value_from_msgpack(bytes, converting(limits)).has_value();
     }},
};

}  // namespace

std::span<const ReadingFunction> reading_functions() {
    return functions;
}

}  // namespace souris::test
