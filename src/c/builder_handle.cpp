// SPDX-License-Identifier: MIT
#include "c/builder_handle.hpp"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/json.hpp>
#include <souris/packed.hpp>
#include <souris/store.hpp>
#include <souris/utf8.hpp>

#include "base/return_if_error.hpp"
#include "c/bytes_handle.hpp"
#include "c/call.hpp"
#include "c/options.hpp"
#include "c/view_handle.hpp"
#include "store/body.hpp"
#include "store/store_encoder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// Adds the value that `make` makes, with the resource that it is given.
template <class Make>
souris_code add(souris_builder* builder, souris_error* error, Make make) noexcept {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        SOURIS_RETURN_IF_ERROR(builder->check_place());
        Result<Value> value = make(&builder->resource);
        if (!value) return failure(std::move(value).error());
        builder->put(*std::move(value));
        return {};
    });
}

template <class T>
[[nodiscard]] souris_code add_scalar(souris_builder* builder, souris_error* error,
                                     const T& value) noexcept {
    return add(builder, error,
               [&](std::pmr::memory_resource*) -> Result<Value> { return Value(value); });
}

template <class Container>
souris_code begin(souris_builder* builder, souris_error* error) noexcept {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        SOURIS_RETURN_IF_ERROR(builder->check_place());
        builder->begin(Container(&builder->resource));
        return {};
    });
}

Result<Value> address_value(std::span<const unsigned char> octets) {
    if (octets.size() == 4) return Value(Ipv4(octets[0], octets[1], octets[2], octets[3]));
    if (octets.size() != 16) return refused_argument("an address has 4 or 16 bytes");
    std::array<std::uint16_t, 8> groups{};
    for (std::size_t i = 0; i != groups.size(); ++i)
        groups[i] = static_cast<std::uint16_t>(octets[2 * i] << 8U | octets[2 * i + 1]);
    return Value(Ipv6(groups));
}

Result<Complex> complex_of(const souris_complex& value) {
    if (value.is_polar != 0) return Complex::polar(value.modulus, value.argument);
    SOURIS_ASSIGN_OR_RETURN(const Integer real, from_c(value.real));
    SOURIS_ASSIGN_OR_RETURN(const Integer imaginary, from_c(value.imaginary));
    return Complex(real, imaginary);
}

/// Gives `bytes` what `write` writes of the tree.
template <class Write>
souris_code write_tree(const souris_builder* builder, const souris_write_options* options,
                       souris_bytes** bytes, souris_error* error, Write write) noexcept {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        SOURIS_RETURN_IF_ERROR(check_pointer(bytes, "the result"));
        SOURIS_ASSIGN_OR_RETURN(const WriteArguments arguments, write_arguments(options));
        SOURIS_ASSIGN_OR_RETURN(const Value* const tree, builder->tree());
        const Result<Bytes> written = write(*tree, arguments);
        if (!written) return failure(written.error());
        *bytes = make_bytes(arguments.hooks, *written);
        return {};
    });
}

/// `encode_store` of a tree that is in no `Store`, without a copy.
Result<Bytes> store_bytes(const Value& tree, const WriteOptions& options) {
    if (!tree.is(Type::map)) {
        return failure(
            Error(ErrorCode::expected_map, "found " + std::string(name_of(tree.type()))));
    }
    Sink sink;
    SOURIS_RETURN_IF_ERROR(encode_value(sink, tree, nullptr, tree_options(options)));
    return make_store(sink.take(), options);
}

}  // namespace

extern "C" {

SOURIS_API souris_code souris_builder_create(const souris_allocator* allocator,
                                             souris_builder** builder, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_pointer(builder, "builder"));
        SOURIS_ASSIGN_OR_RETURN(const souris_allocator hooks, hooks_argument(allocator));
        *builder = make_handle<souris_builder>(hooks, 0);
        return {};
    });
}

SOURIS_API void souris_builder_free(souris_builder* builder) {
    free_handle(builder);
}

SOURIS_API souris_code souris_builder_clear(souris_builder* builder, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        builder->clear();
        return {};
    });
}

SOURIS_API souris_code souris_builder_begin_array(souris_builder* builder, souris_error* error) {
    return begin<Array>(builder, error);
}

SOURIS_API souris_code souris_builder_begin_map(souris_builder* builder, souris_error* error) {
    return begin<Map>(builder, error);
}

SOURIS_API souris_code souris_builder_end(souris_builder* builder, souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        if (builder->open.empty()) return refused_argument("nothing is begun");
        if (builder->has_key) return refused_argument("the key has no value");
        builder->open.pop_back();
        return {};
    });
}

SOURIS_API souris_code souris_builder_key(souris_builder* builder, const char* key, size_t length,
                                          souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        SOURIS_ASSIGN_OR_RETURN(const std::string_view text, text_argument(key, length));
        if (builder->open.empty() || !builder->open.back()->is(Type::map) || builder->has_key) {
            return refused_argument("a key is not expected here");
        }
        if (!is_utf8(text)) return failure(Error(ErrorCode::invalid_utf8));
        builder->key = text;
        builder->has_key = true;
        return {};
    });
}

SOURIS_API souris_code souris_builder_null(souris_builder* builder, souris_error* error) {
    return add_scalar(builder, error, nullptr);
}

SOURIS_API souris_code souris_builder_boolean(souris_builder* builder, int value,
                                              souris_error* error) {
    return add_scalar(builder, error, value != 0);
}

SOURIS_API souris_code souris_builder_int64(souris_builder* builder, int64_t value,
                                            souris_error* error) {
    return add_scalar(builder, error, value);
}

SOURIS_API souris_code souris_builder_uint64(souris_builder* builder, uint64_t value,
                                             souris_error* error) {
    return add_scalar(builder, error, value);
}

SOURIS_API souris_code souris_builder_integer(souris_builder* builder, souris_integer value,
                                              souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource*) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const Integer integer, from_c(value));
        return Value(integer);
    });
}

SOURIS_API souris_code souris_builder_double(souris_builder* builder, double value,
                                             souris_error* error) {
    return add_scalar(builder, error, value);
}

SOURIS_API souris_code souris_builder_float(souris_builder* builder, float value,
                                            souris_error* error) {
    return add_scalar(builder, error, value);
}

SOURIS_API souris_code souris_builder_string(souris_builder* builder, const char* text,
                                             size_t length, souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view content, text_argument(text, length));
        if (!is_utf8(content)) return failure(Error(ErrorCode::invalid_utf8));
        return Value(content, resource);
    });
}

SOURIS_API souris_code souris_builder_binary(souris_builder* builder, const void* bytes,
                                             size_t size, souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const auto content, bytes_argument(bytes, size));
        return Value(content, resource);
    });
}

SOURIS_API souris_code souris_builder_character(souris_builder* builder, uint32_t code_point,
                                                souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource*) -> Result<Value> {
        if (!is_scalar_value(code_point)) return failure(Error(ErrorCode::invalid_character));
        return Value(static_cast<char32_t>(code_point));
    });
}

SOURIS_API souris_code souris_builder_json(souris_builder* builder, const char* text, size_t length,
                                           souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view content, text_argument(text, length));
        auto json = JsonText::parse(std::string(content));
        if (!json) return failure(Error(json.error()));
        return Value(Value(*std::move(json)), resource);
    });
}

SOURIS_API souris_code souris_builder_timezone(souris_builder* builder, const char* name,
                                               size_t length, souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view content, text_argument(name, length));
        auto zone = TimeZone::parse(content);
        if (!zone) return failure(Error(zone.error()));
        return Value(Value(*std::move(zone)), resource);
    });
}

SOURIS_API souris_code souris_builder_timestamp(souris_builder* builder, souris_timestamp value,
                                                souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource*) -> Result<Value> {
        const Timestamp time{value.year,   value.month,  value.day,       value.hour,
                             value.minute, value.second, value.nanosecond};
        if (!time.is_valid()) return failure(Error(ErrorCode::invalid_timestamp));
        return Value(time);
    });
}

SOURIS_API souris_code souris_builder_complex(souris_builder* builder, souris_complex value,
                                              souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const Complex complex, complex_of(value));
        return Value(complex, resource);
    });
}

SOURIS_API souris_code souris_builder_address(souris_builder* builder, const unsigned char* octets,
                                              size_t count, souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource*) -> Result<Value> {
        SOURIS_RETURN_IF_ERROR(check_pointer(octets, "the address"));
        return address_value(std::span(octets, count));
    });
}

SOURIS_API souris_code souris_builder_copy(souris_builder* builder, souris_view value,
                                           souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_RETURN_IF_ERROR(check_view(value));
        return from_c(value).to_value(resource);
    });
}

SOURIS_API souris_code souris_builder_parse_json(souris_builder* builder, const char* text,
                                                 size_t length, const souris_limits* limits,
                                                 souris_error* error) {
    return add(builder, error, [&](std::pmr::memory_resource* resource) -> Result<Value> {
        SOURIS_ASSIGN_OR_RETURN(const std::string_view content, text_argument(text, length));
        SOURIS_ASSIGN_OR_RETURN(const Limits wanted, limits_argument(limits));
        return value_from_json(content, {.limits = wanted, .resource = resource});
    });
}

SOURIS_API souris_code souris_builder_encode(const souris_builder* builder,
                                             const souris_write_options* options,
                                             souris_bytes** bytes, souris_error* error) {
    return write_tree(builder, options, bytes, error,
                      [](const Value& tree, const WriteArguments& arguments) {
                          return encode_value(tree, arguments.options);
                      });
}

SOURIS_API souris_code souris_builder_pack(const souris_builder* builder,
                                           const souris_write_options* options,
                                           souris_bytes** bytes, souris_error* error) {
    return write_tree(builder, options, bytes, error,
                      [](const Value& tree, const WriteArguments& arguments) {
                          return pack(tree, arguments.pack_options());
                      });
}

SOURIS_API souris_code souris_builder_encode_store(const souris_builder* builder,
                                                   const souris_write_options* options,
                                                   souris_bytes** bytes, souris_error* error) {
    return write_tree(builder, options, bytes, error,
                      [](const Value& tree, const WriteArguments& arguments) {
                          return store_bytes(tree, arguments.options);
                      });
}

SOURIS_API souris_code souris_builder_save(const souris_builder* builder, const char* path,
                                           const souris_write_options* options,
                                           souris_error* error) {
    return call(error, [&]() -> Result<void> {
        SOURIS_RETURN_IF_ERROR(check_handle(builder));
        SOURIS_RETURN_IF_ERROR(check_pointer(path, "path"));
        SOURIS_ASSIGN_OR_RETURN(const WriteArguments arguments, write_arguments(options));
        SOURIS_ASSIGN_OR_RETURN(const Value* const tree, builder->tree());
        SOURIS_ASSIGN_OR_RETURN(const Bytes bytes, store_bytes(*tree, arguments.options));
        return write_file(path, bytes, arguments.options);
    });
}

}  // extern "C"

}}}  // namespace souris::v0::detail
