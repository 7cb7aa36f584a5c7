// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include <souris/config.hpp>
#include <souris/detail/text_argument.hpp>
#include <souris/detail/type_predicates.hpp>
#include <souris/detail/value_source.hpp>
#include <souris/error.hpp>
#include <souris/result.hpp>

namespace souris { inline namespace v0 {

class Value;

/// Result of `Value::at` and of `[]` of a constant value: a value and its path, or an error. Errors
/// of `get` include the path. Valid as long as the value; owns the path.
///
/// @snippet reference_value.cpp found
class SOURIS_EXPORT Found : public detail::TypePredicates<Found> {
  public:
    Found(const Value& value, std::string path) : value_(&value), path_(std::move(path)) {}
    explicit Found(Error error) : value_(failure(std::move(error))) {}

    [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }
    [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }
    /// The value; there must be one.
    [[nodiscard]] const Value& operator*() const noexcept { return **value_; }
    /// @copydoc operator*
    [[nodiscard]] const Value* operator->() const noexcept { return *value_; }
    /// The value. Throws `BadResultAccess` if there is none.
    [[nodiscard]] const Value& value() const { return *value_.value(); }
    /// The error; there must be no value.
    [[nodiscard]] const Error& error() const noexcept { return value_.error(); }
    /// The pointer that was followed.
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    /// Whether there is a value, and it has this type.
    [[nodiscard]] bool is(Type type) const noexcept;

    /// `Value::get`, or the error of the lookup.
    template <class T>
    [[nodiscard]] Result<T> get() const;

    /// Follows `pointer` further from this value.
    [[nodiscard]] Found at(TextArgument pointer) const;
    /// As `[]` of the value, further from it.
    [[nodiscard]] Found operator[](TextArgument key) const;
    /// @copydoc operator[]
    template <detail::Countable Index>
    [[nodiscard]] Found operator[](Index index) const {
        return element(detail::index_of(index));
    }

    /// Whether there is a value, and it is this one.
    friend SOURIS_EXPORT bool operator==(const Found& found, const Value& value);

  private:
    /// `found` from the value here on.
    [[nodiscard]] Found behind(Found found) const;
    [[nodiscard]] Found element(std::size_t index) const;

    Result<const Value*> value_;
    std::string path_;
};

}}  // namespace souris::v0
