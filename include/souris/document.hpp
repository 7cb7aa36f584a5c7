// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/type_predicates.hpp>
#include <souris/parser.hpp>
#include <souris/result.hpp>
#include <souris/store.hpp>
#include <souris/value_view.hpp>

namespace souris { inline namespace v0 {

/// A store or a packed value, read-only: the fastest access to a file. Text and binary values of a
/// body that was not coded or packed stay in the input bytes.
///
/// Any number of threads may read a document.
///
/// @snippet reference_store.cpp document
class SOURIS_EXPORT Document : public detail::TypePredicates<Document> {
  public:
    /// Reads a file. Errors: those of `load`.
    [[nodiscard]] static Result<Document> open(const std::string& path,
                                               const ReadOptions& options = {});

    /// Reads the bytes of a store and keeps them. Errors: those of `decode_store`.
    [[nodiscard]] static Result<Document> parse(Bytes bytes, const ReadOptions& options = {});

    /// The same for bytes that the caller owns and keeps alive as long as the document.
    [[nodiscard]] static Result<Document> view(std::span<const std::byte> bytes,
                                               const ReadOptions& options = {});
    template <detail::TemporaryBytes T>
    static Result<Document> view(T&& bytes,  // Call parse(), which keeps them.
                                 const ReadOptions& options = {}) = delete;

    /// Reads a packed value (packed.hpp) and keeps its bytes. Errors: those of `souris::unpack`.
    [[nodiscard]] static Result<Document> unpack(Bytes bytes, const DecodeOptions& options = {});

    /// The same for bytes that the caller owns and keeps alive as long as the document.
    [[nodiscard]] static Result<Document> unpack_view(std::span<const std::byte> bytes,
                                                      const DecodeOptions& options = {});
    template <detail::TemporaryBytes T>
    static Result<Document> unpack_view(T&& bytes,  // Call unpack(), which keeps them.
                                        const DecodeOptions& options = {}) = delete;

    Document(Document&& other) noexcept;
    Document& operator=(Document&& other) noexcept;
    ~Document() = default;

    /// The root: a map for a store, the value for a packed value. Valid as long as the document,
    /// even if the document is moved. null for a moved-from document.
    [[nodiscard]] ValueView root() const& noexcept { return root_; }
    ValueView root() const&& = delete;  // Keep the document in a variable: the view points into it.
    /// As `ValueView::at`: the value at the JSON Pointer `pointer`.
    FoundView at(TextArgument pointer) const&& = delete;  // Keep the document in a variable.
    [[nodiscard]] FoundView at(TextArgument pointer) const& { return root_.at(pointer); }

    /// As `ValueView::operator[]`: the value of `key`, or an error.
    FoundView operator[](TextArgument key) const&& = delete;  // Keep the document in a variable.
    [[nodiscard]] FoundView operator[](TextArgument key) const& { return root_[key]; }
    void begin() const = delete;  // Write document.root().entries() or .elements().
    void end() const = delete;    // Write document.root().entries() or .elements().
    /// As `ValueView::contains`, `size` and `empty`, of the root.
    [[nodiscard]] bool contains(TextArgument key) const { return root_.contains(key); }
    [[nodiscard]] std::size_t size() const noexcept { return root_.size(); }
    [[nodiscard]] bool empty() const noexcept { return root_.empty(); }

    /// Whether the root has this type.
    [[nodiscard]] bool is(Type type) const noexcept { return root_.is(type); }

    /// The root as a `T`, as by `ValueView::get`.
    template <class T>
    [[nodiscard]] Result<T> get() const {
        return root_.get<T>();
    }

  private:
    Document(Parser parser, ValueView root, Bytes bytes) noexcept
        : bytes_(std::move(bytes)), parser_(std::move(parser)), root_(root) {}

    enum class Form : std::uint8_t { store, packed };

    [[nodiscard]] static Result<Document> read(std::span<const std::byte> bytes, Form form,
                                               const ReadOptions& options);
    /// `read` without exceptions.
    [[nodiscard]] static Result<Document> try_read(std::span<const std::byte> bytes, Form form,
                                                   const ReadOptions& options);
    /// `try_read`; keeps the bytes if views need them.
    [[nodiscard]] static Result<Document> keep(Bytes bytes, Form form, const ReadOptions& options);

    /// The bytes that views point into, the input or its unpacked body; empty if the caller owns
    /// them.
    Bytes bytes_;
    Parser parser_;
    ValueView root_;
};

}}  // namespace souris::v0
