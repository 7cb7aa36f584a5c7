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
/// How values and objects are read and written.

namespace souris::inline v0 {

/// A `std::pmr::memory_resource*`, and used as one. The header that defines it takes long to
/// compile: only who has a resource needs it.
class ResourcePointer {
    /// Declared by <string>. It depends on `Resource` so that nobody asks what it is before that is
    /// known.
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
    /// What the reader is willing to spend.
    Limits limits{};
    /// Refuse what a careful writer never makes, though its meaning is clear: reserved or padding
    /// bits that are set, integers longer than they need to be, repeated keys, bytes after the end.
    bool strict = false;
    /// Where the result's memory comes from; it must outlive the result. nullptr stands for the
    /// default resource.
    ResourcePointer resource = nullptr;
    /// Of objects: a key, or an element of a positional form, that the type has no member for is
    /// `unknown_field`; else it is skipped.
    bool refuse_unknown_fields = false;
    /// Of objects: a member that is not there is `missing_field`, unless it is optional; else it
    /// keeps the value that its initialiser gave it.
    bool refuse_missing_fields = false;
};

/// What an object of a class is written as.
enum class ObjectForm : std::uint8_t {
    map,    ///< By the names of its members: types may grow, lose and reorder members.
    array,  ///< The members' values in their order: smaller and faster; types may grow at the end.
};

/// How to write.
struct EncodeOptions {
    Layout layout = Layout::v2;
    /// How much work to spend on size: of a value, on the packing of binary values; of a store, on
    /// all of it.
    Profile profile = Profile::balanced;
    /// Pack with Brotli too, where that is shorter. sourisdb refuses what was packed so. No effect
    /// in layout v1, which has no place for it.
    bool extended = false;
    /// Nothing is written that a reader with these limits would refuse for its depth, number of
    /// nodes, length of keys, strings and binary values, size of the body (`max_output`) or of all
    /// (`max_input`; not where a sink is given). What a tree takes in memory is not asked.
    Limits limits{};
    /// Of all objects whose types do not say it themselves.
    ObjectForm form = ObjectForm::map;
};

}  // namespace souris::inline v0
