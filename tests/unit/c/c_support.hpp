// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <souris/bytes.hpp>
#include <souris/souris.h>

namespace souris::test {

template <auto Free>
struct Freed {
    template <class Handle>
    void operator()(Handle* handle) const noexcept {
        Free(handle);
    }
};

using DocumentHandle = std::unique_ptr<souris_document, Freed<souris_document_free>>;
using BuilderHandle = std::unique_ptr<souris_builder, Freed<souris_builder_free>>;
using BytesHandle = std::unique_ptr<souris_bytes, Freed<souris_bytes_free>>;
using ScannerHandle = std::unique_ptr<souris_scanner, Freed<souris_scanner_free>>;

inline BuilderHandle make_builder(const souris_allocator* allocator = nullptr) {
    souris_builder* builder = nullptr;
    REQUIRE(souris_builder_create(allocator, &builder, nullptr) == SOURIS_OK);
    return BuilderHandle(builder);
}

/// A builder with the tree of some JSON, tagged or plain.
inline BuilderHandle builder_of(std::string_view json) {
    BuilderHandle builder = make_builder();
    REQUIRE(souris_builder_parse_json(builder.get(), json.data(), json.size(), nullptr, nullptr) ==
            SOURIS_OK);
    return builder;
}

inline Bytes bytes_of(const souris_bytes* bytes) {
    const auto* const data = reinterpret_cast<const std::byte*>(souris_bytes_data(bytes));
    return {data, data + souris_bytes_size(bytes)};
}

inline BytesHandle encoded(const souris_builder* builder) {
    souris_bytes* bytes = nullptr;
    REQUIRE(souris_builder_encode(builder, nullptr, &bytes, nullptr) == SOURIS_OK);
    return BytesHandle(bytes);
}

/// A document of the value that some JSON is.
inline DocumentHandle document_of(std::string_view json) {
    const BytesHandle bytes = encoded(builder_of(json).get());
    souris_document* document = nullptr;
    REQUIRE(souris_document_decode(souris_bytes_data(bytes.get()), souris_bytes_size(bytes.get()),
                                   nullptr, &document, nullptr) == SOURIS_OK);
    return DocumentHandle(document);
}

inline std::string json_of(souris_view view) {
    souris_bytes* json = nullptr;
    REQUIRE(souris_view_to_json(view, 1, 0, nullptr, nullptr, &json, nullptr) == SOURIS_OK);
    const BytesHandle owner(json);
    return std::string(as_text(bytes_of(json)));
}

/// What a builder has built, as tagged JSON.
inline std::string json_of(const souris_builder* builder) {
    const BytesHandle bytes = encoded(builder);
    souris_document* document = nullptr;
    REQUIRE(souris_document_decode(souris_bytes_data(bytes.get()), souris_bytes_size(bytes.get()),
                                   nullptr, &document, nullptr) == SOURIS_OK);
    const DocumentHandle owner(document);
    return json_of(souris_document_root(document));
}

/// Hooks that count, and fail from an allocation on.
class CountingHooks {
  public:
    [[nodiscard]] souris_allocator hooks() noexcept { return {allocate, deallocate, this}; }
    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    [[nodiscard]] std::size_t live() const noexcept { return sizes_.size(); }
    void fail_at(std::size_t count) noexcept { fail_at_ = count; }

  private:
    static void* allocate(void* context, std::size_t size, std::size_t alignment) {
        auto& self = *static_cast<CountingHooks*>(context);
        if (self.count_++ >= self.fail_at_) return nullptr;
        void* const memory = ::operator new(size, std::align_val_t(alignment));
        self.sizes_[memory] = size;
        return memory;
    }
    static void deallocate(void* context, void* memory, std::size_t size, std::size_t alignment) {
        auto& self = *static_cast<CountingHooks*>(context);
        CHECK(self.sizes_[memory] == size);
        self.sizes_.erase(memory);
        ::operator delete(memory, std::align_val_t(alignment));
    }

    std::map<void*, std::size_t> sizes_;
    std::size_t count_ = 0;
    std::size_t fail_at_ = ~std::size_t{0};
};

}  // namespace souris::test
