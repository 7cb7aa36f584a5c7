// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <souris/bytes.hpp>
#include <souris/codec_options.hpp>
#include <souris/result.hpp>

#include "property/generators/value_from_bytes.hpp"

// Types of objects of every kind that the library reads, and what tests do with all of them. They
// take long to compile, so that it is done once, for properties, costs and fuzzing alike.

namespace souris::test {

struct ObjectType {
    const char* name;
    /// Bytes that are mostly an object of the type: now and then a member is missing, stands twice,
    /// in another place or has another type.
    Bytes (*draw)(ByteSource& source);
    /// Reads an object, and writes it.
    Result<Bytes> (*copy)(std::span<const std::byte> bytes, const DecodeOptions& options);
    /// Reads an object, makes a value of it and an object of that, and writes it.
    Result<Bytes> (*copy_by_value)(std::span<const std::byte> bytes, const DecodeOptions& options);
    /// Reads an object, as the only element of a container, over another of which reading may have
    /// failed, and writes it.
    Result<Bytes> (*copy_over)(std::span<const std::byte> old, std::span<const std::byte> bytes,
                               const DecodeOptions& options);
    /// Reads an object, and tells whether there was one.
    bool (*read)(std::span<const std::byte> bytes, const DecodeOptions& options);
};

[[nodiscard]] std::span<const ObjectType> object_types();

}  // namespace souris::test
