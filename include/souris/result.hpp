// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <concepts>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include <tl/expected.hpp>

#include <souris/config.hpp>
#include <souris/error.hpp>

/// @file
/// A value, or the error in its place.

namespace souris { inline namespace v0 {

/// Thrown where a value is asked for and an error is there: by `Result::value`, `Found::value`, and
/// changes of a `Value` of the wrong type. `error()` is the error; `what()` its message, with the
/// offset and the path.
class SOURIS_EXPORT BadResultAccess : public tl::bad_expected_access<Error> {
  public:
    explicit BadResultAccess(const Error& error);
    [[nodiscard]] const char* what() const noexcept override;

  private:
    std::string message_;
};

namespace detail {

/// Throws `BadResultAccess`. Ends programs that are compiled without exceptions.
[[noreturn]] SOURIS_EXPORT void throw_bad_access(const Error& error);

template <class T, class E>
std::true_type find_expected(const tl::expected<T, E>*);
template <class E>
std::true_type find_expected(const tl::unexpected<E>*);
std::false_type find_expected(const void*);
/// A `Result`, its base, or the error of one.
template <class T>
concept AnyResult = decltype(find_expected(std::declval<const std::remove_cvref_t<T>*>()))::value;

/// What the value of a `Result<T>` is made of.
template <class U, class T>
concept ValueOf =
    !std::is_void_v<T> && !AnyResult<U> && !std::same_as<std::remove_cvref_t<U>, tl::in_place_t> &&
    std::is_constructible_v<T, U>;

/// A value that converts to that of a `Result<T>`.
template <class U, class T>
concept ConvertedTo = (std::is_void_v<U> && std::is_void_v<T>) || std::is_constructible_v<T, U>;

}  // namespace detail

/// A `tl::expected`, at every language level, so that there is only one ABI. Access to what is not
/// there is always noticed: `*`, `->` and `error()` assert it, and `value()` throws.
///
/// `Result<T>` carries a full `Error`. The inner layers return `Result<T, ErrorCode>`, since they
/// know neither offset nor path; it converts to `Result<T>` implicitly, is usable in constant
/// expressions, and allocates nothing.
///
/// @snippet reference_integer.cpp result
/// @snippet reference_integer.cpp result of it
template <class T, class E = Error>
class Result : public tl::expected<T, E> {
    using Base = tl::expected<T, E>;

  public:
    constexpr Result() = default;
    // NOLINTBEGIN(google-explicit-constructor): a function returns the value or the failure.
    template <detail::ValueOf<T> U = T>
    constexpr explicit(!std::is_convertible_v<U, T>) Result(U&& value)
        : Base(tl::in_place, std::forward<U>(value)) {}
    template <class F>
    requires std::is_constructible_v<E, F>
    constexpr Result(tl::unexpected<F> failure) : Base(tl::unexpect, std::move(failure).value()) {}
    template <detail::ConvertedTo<T> U, class F>
    requires std::is_constructible_v<E, F>
    constexpr Result(tl::expected<U, F> other) : Base(converted(std::move(other))) {}
    // NOLINTEND(google-explicit-constructor)
    template <class... Arguments>
    constexpr explicit Result(tl::in_place_t, Arguments&&... arguments)
        : Base(tl::in_place, std::forward<Arguments>(arguments)...) {}
    template <class... Arguments>
    constexpr explicit Result(tl::unexpect_t, Arguments&&... arguments)
        : Base(tl::unexpect, std::forward<Arguments>(arguments)...) {}

    /// Also for a `T` that cannot be moved.
    template <class F>
    constexpr Result& operator=(tl::unexpected<F> failure) {
        Base::operator=(tl::unexpected<E>(std::move(failure).value()));
        return *this;
    }

    /// The value; there must be one.
    [[nodiscard]] constexpr decltype(auto) operator*() & { return held(*this); }
    /// @copydoc operator*
    [[nodiscard]] constexpr decltype(auto) operator*() const& { return held(*this); }
    /// @copydoc operator*
    [[nodiscard]] constexpr decltype(auto) operator*() && { return held(std::move(*this)); }
    /// @copydoc operator*
    [[nodiscard]] constexpr T* operator->() {
        assert(this->has_value());
        return Base::operator->();
    }
    /// @copydoc operator*
    [[nodiscard]] constexpr const T* operator->() const {
        assert(this->has_value());
        return Base::operator->();
    }

    /// The value. Throws `BadResultAccess` if there is none.
    constexpr decltype(auto) value() & { return required(*this); }
    /// @copydoc value
    constexpr decltype(auto) value() const& { return required(*this); }
    /// @copydoc value
    constexpr decltype(auto) value() && { return required(std::move(*this)); }

    /// The error; there must be no value.
    [[nodiscard]] constexpr E& error() & { return reason(*this); }
    /// @copydoc error
    [[nodiscard]] constexpr const E& error() const& { return reason(*this); }
    /// @copydoc error
    [[nodiscard]] constexpr E&& error() && { return reason(std::move(*this)); }

    /// What `function` makes of the value, a `Result` of the same error type; or the error.
    template <class Function>
    constexpr auto and_then(Function&& function) & {
        return chained(*this, std::forward<Function>(function));
    }
    /// @copydoc and_then
    template <class Function>
    constexpr auto and_then(Function&& function) const& {
        return chained(*this, std::forward<Function>(function));
    }
    /// @copydoc and_then
    template <class Function>
    constexpr auto and_then(Function&& function) && {
        return chained(std::move(*this), std::forward<Function>(function));
    }
    /// What `function` makes of the value, as a `Result`; or the error.
    template <class Function>
    constexpr auto map(Function&& function) & {
        return mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc map
    template <class Function>
    constexpr auto map(Function&& function) const& {
        return mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc map
    template <class Function>
    constexpr auto map(Function&& function) && {
        return mapped(std::move(*this), std::forward<Function>(function));
    }
    /// The standard's name of `map`.
    template <class Function>
    constexpr auto transform(Function&& function) & {
        return mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc transform
    template <class Function>
    constexpr auto transform(Function&& function) const& {
        return mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc transform
    template <class Function>
    constexpr auto transform(Function&& function) && {
        return mapped(std::move(*this), std::forward<Function>(function));
    }
    /// The value; or what `function` makes of the error, as the error.
    template <class Function>
    constexpr auto map_error(Function&& function) & {
        return error_mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc map_error
    template <class Function>
    constexpr auto map_error(Function&& function) const& {
        return error_mapped(*this, std::forward<Function>(function));
    }
    /// @copydoc map_error
    template <class Function>
    constexpr auto map_error(Function&& function) && {
        return error_mapped(std::move(*this), std::forward<Function>(function));
    }
    /// The value; or what `function` makes of the error, a `Result` of the same value type.
    template <class Function>
    constexpr auto or_else(Function&& function) & {
        return replaced(*this, std::forward<Function>(function));
    }
    /// @copydoc or_else
    template <class Function>
    constexpr auto or_else(Function&& function) const& {
        return replaced(*this, std::forward<Function>(function));
    }
    /// @copydoc or_else
    template <class Function>
    constexpr auto or_else(Function&& function) && {
        return replaced(std::move(*this), std::forward<Function>(function));
    }

  private:
    // A `Self` is `*this` as it was called: of a variable, a constant, or a temporary.

    template <class Self>
    static constexpr decltype(auto) held(Self&& self) {
        assert(self.has_value());
        if constexpr (!std::is_void_v<T>) return std::forward<Self>(self).Base::operator*();
    }
    template <class Self>
    static constexpr decltype(auto) required(Self&& self) {
        if (!self.has_value()) {
            if constexpr (std::is_convertible_v<const E&, Error>) {
                detail::throw_bad_access(self.error());
            } else {
                detail::throw_bad_access(
                    Error(ErrorCode::internal_error, "an error of another type"));
            }
        }
        return held(std::forward<Self>(self));
    }
    template <class Self>
    static constexpr decltype(auto) reason(Self&& self) {
        assert(!self.has_value());
        return std::forward<Self>(self).Base::error();
    }

    /// Of a value of another type.
    template <class Other>
    static constexpr Base converted(Other other) {
        if (!other.has_value()) return Base(tl::unexpect, std::move(other).error());
        if constexpr (std::is_void_v<T>) {
            return Base();
        } else {
            return Base(tl::in_place, *std::move(other));
        }
    }

    /// Calls `function` with the value, if a value is more than its presence.
    template <class Self, class Function>
    static constexpr decltype(auto) call(Self&& self, Function&& function) {
        if constexpr (std::is_void_v<T>) {
            return std::invoke(std::forward<Function>(function));
        } else {
            return std::invoke(std::forward<Function>(function), *std::forward<Self>(self));
        }
    }
    template <class Self, class Function>
    static constexpr auto chained(Self&& self, Function&& function) {
        using Next = std::remove_cvref_t<decltype(call(std::forward<Self>(self),
                                                       std::forward<Function>(function)))>;
        static_assert(detail::AnyResult<Next>, "the function must return a Result");
        if (!self.has_value()) return Next(tl::unexpect, std::forward<Self>(self).error());
        return Next(call(std::forward<Self>(self), std::forward<Function>(function)));
    }
    template <class Self, class Function>
    static constexpr auto mapped(Self&& self, Function&& function) {
        using Target = std::remove_cvref_t<decltype(call(std::forward<Self>(self),
                                                         std::forward<Function>(function)))>;
        using Mapped = Result<Target, E>;
        if (!self.has_value()) return Mapped(tl::unexpect, std::forward<Self>(self).error());
        if constexpr (std::is_void_v<Target>) {
            call(std::forward<Self>(self), std::forward<Function>(function));
            return Mapped();
        } else {
            return Mapped(tl::in_place,
                          call(std::forward<Self>(self), std::forward<Function>(function)));
        }
    }
    template <class Self, class Function>
    static constexpr auto error_mapped(Self&& self, Function&& function) {
        using Reason = std::remove_cvref_t<
            std::invoke_result_t<Function, decltype(std::forward<Self>(self).error())>>;
        using Mapped = Result<T, Reason>;
        if (!self.has_value()) {
            return Mapped(tl::unexpect, std::invoke(std::forward<Function>(function),
                                                    std::forward<Self>(self).error()));
        }
        if constexpr (std::is_void_v<T>) {
            return Mapped();
        } else {
            return Mapped(tl::in_place, *std::forward<Self>(self));
        }
    }
    template <class Self, class Function>
    static constexpr auto replaced(Self&& self, Function&& function) {
        if (self.has_value()) return Result(std::forward<Self>(self));
        return Result(
            std::invoke(std::forward<Function>(function), std::forward<Self>(self).error()));
    }
};

/// Whether both have the same value or the same error.
template <class T, class E, class U, class F>
[[nodiscard]] constexpr bool operator==(const Result<T, E>& a, const Result<U, F>& b) {
    if (a.has_value() != b.has_value()) return false;
    if (!a.has_value()) return a.error() == b.error();
    if constexpr (std::is_void_v<T>) {
        return true;
    } else {
        return *a == *b;
    }
}
/// Whether the result is this value.
template <class T, class E, class U>
requires(!detail::AnyResult<U>) [[nodiscard]] constexpr bool operator==(const Result<T, E>& result,
                                                                        const U& value) {
    return result.has_value() && *result == value;
}
/// Whether the result is this error.
template <class T, class E, class F>
[[nodiscard]] constexpr bool operator==(const Result<T, E>& result,
                                        const tl::unexpected<F>& failure) {
    return !result.has_value() && result.error() == failure.value();
}

/// A failed `Result` of any type.
[[nodiscard]] inline tl::unexpected<Error> failure(Error error) {
    return tl::unexpected<Error>(std::move(error));
}
/// @copydoc failure(Error)
[[nodiscard]] constexpr tl::unexpected<ErrorCode> failure(ErrorCode code) {
    return tl::unexpected<ErrorCode>(code);
}

}}  // namespace souris::v0
