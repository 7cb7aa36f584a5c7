// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include <souris/layout.hpp>
#include <souris/limits.hpp>
#include <souris/profile.hpp>

/// @file
/// Options for reading and writing values and objects.

namespace souris { inline namespace v0 {

/// Stands for a `std::pmr::memory_resource*`. The header that defines the resource is slow to
/// compile; only programs with a resource of their own need it.
class ResourcePointer {
    /// Declared by <string>. Depends on `Resource` to defer the lookup until the type is complete.
    template <class Resource>
    using Allocator =
        std::enable_if_t<std::is_class_v<Resource>, std::pmr::polymorphic_allocator<std::byte>>;
    template <class Resource>
    using Base = decltype(std::declval<const Allocator<Resource>&>().resource());

  public:
    // NOLINTBEGIN(google-explicit-constructor): it stands for a pointer.
    constexpr ResourcePointer(std::nullptr_t = nullptr) noexcept {}
    template <class Resource>
    requires std::convertible_to<Resource*, Base<Resource>>
    constexpr ResourcePointer(Resource* resource) noexcept
        : address_(static_cast<Base<Resource>>(resource)) {}

    template <class Resource>
    requires std::same_as < std::remove_const_t<Resource>
    *, Base < std::remove_const_t < Resource >>> operator Resource*() const noexcept {
        return static_cast<Resource*>(address_);
    }
    // NOLINTEND(google-explicit-constructor)

    friend constexpr bool operator==(ResourcePointer, ResourcePointer) noexcept = default;

  private:
    void* address_ = nullptr;
};

/// How to read.
struct DecodeOptions {
    /// Limits of the reader.
    Limits limits{};
    /// Refuse input of clear meaning that a careful writer never produces: reserved or padding bits
    /// that are set, integers that are longer than necessary, repeated keys, bytes after the end.
    bool strict = false;
    /// Memory resource of the result; must outlive the result. nullptr stands for the default
    /// resource.
    ResourcePointer resource = nullptr;
    /// For objects: a key, or an element of a positional form, without a matching member is
    /// `unknown_field`; otherwise it is skipped.
    bool refuse_unknown_fields = false;
    /// For objects: an absent member is `missing_field`, unless it is optional; otherwise it keeps
    /// the value of its initialiser.
    bool refuse_missing_fields = false;
};

/// The serialized form of an object of a class.
enum class ObjectForm : std::uint8_t {
    map,    ///< Keyed by member names: types may add, remove and reorder members.
    array,  ///< The members' values in their order: smaller and faster; types may grow at the end.
};

/// How to write.
struct EncodeOptions {
    Layout layout = Layout::v2;
    /// Effort spent on size: for a value, on packing binary values; for a store, on all of it.
    Profile profile = Profile::balanced;
    /// Also pack with Brotli, zstd or columns where that is shorter. sourisdb refuses such files.
    /// No effect in layout v1, which does not support it.
    bool extended = false;
    /// Refuse to write anything that a reader with these limits would refuse for its depth, number
    /// of nodes, length of keys, strings and binary values, size of the body (`max_output`) or
    /// total size (`max_input`; not if a sink is given). Memory of the tree is not checked.
    Limits limits{};
    /// Form of all objects whose types do not specify one.
    ObjectForm form = ObjectForm::map;
    /// Write canonical form (docs/format.md), for hashing, signing and comparing bytes: equal trees
    /// give equal bytes. Nothing is coded or packed, maps are sorted, and a store has no checksum.
    /// Other options that ask for anything else are `contradictory_options`; the default profile
    /// does not. Takes memory for the tree of an object, and time for sorting.
    bool canonical = false;
};

}}  // namespace souris::v0
