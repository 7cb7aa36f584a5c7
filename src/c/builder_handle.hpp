// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <souris/value.hpp>

#include "c/handle.hpp"
#include "c/hooks.hpp"

struct souris_builder final : souris::detail::Handle {
    static constexpr auto handle_kind = souris::detail::HandleKind::builder;
    static constexpr const char* handle_name = "builder";

    souris_builder(const souris_allocator& hooks, std::size_t handle_size)
        : Handle(handle_kind, hooks, handle_size), resource(hooks) {}

    void clear() noexcept {
        open.clear();
        root.reset();
        key.clear();
        has_key = false;
    }

    /// `invalid_argument`, unless a value may come next.
    [[nodiscard]] souris::Result<void> check_place() const {
        if (open.empty() ? root.has_value() : open.back()->is(souris::Type::map) && !has_key) {
            return souris::detail::refused_argument(open.empty() ? "the tree is complete"
                                                                 : "the value has no key");
        }
        return {};
    }

    /// The place of `value` in the tree. Throws std::bad_alloc, and then changes nothing.
    souris::Value& put(souris::Value value) {
        if (open.empty()) return root.emplace(std::move(value));
        if (souris::Array* const array = open.back()->as_array()) {
            return array->push_back(std::move(value));
        }
        souris::Value& slot = open.back()->as_map()->insert_or_assign(key, std::move(value)).first;
        has_key = false;
        return slot;
    }

    /// The same for a container, whose values come next.
    void begin(souris::Value container) {
        if (open.size() == open.capacity())
            open.reserve(std::max<std::size_t>(16, 2 * open.size()));
        open.push_back(&put(std::move(container)));
    }

    /// `invalid_argument`, unless all of the tree is there.
    [[nodiscard]] souris::Result<const souris::Value*> tree() const {
        if (root && open.empty()) return &*root;
        return souris::detail::refused_argument(root ? "an array or a map is not ended"
                                                     : "there is no value");
    }

    souris::detail::HookResource resource;
    std::optional<souris::Value> root;
    /// The containers that were begun. Only the innermost one grows, so that none moves.
    std::pmr::vector<souris::Value*> open{&resource};
    std::pmr::string key{&resource};
    bool has_key = false;
};
