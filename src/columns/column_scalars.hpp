// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <souris/block.hpp>
#include <souris/codec.hpp>
#include <souris/detail/floating.hpp>
#include <souris/detail/wire.hpp>
#include <souris/limits.hpp>
#include <souris/result.hpp>
#include <souris/utf8.hpp>
#include <souris/value.hpp>

#include "base/charged_memory.hpp"
#include "base/return_if_error.hpp"
#include "columns/decimal.hpp"
#include "columns/path.hpp"
#include "columns/pattern_texts.hpp"
#include "columns/put_content.hpp"
#include "columns/row_value.hpp"

// The values of a path as values of a C++ type: what `Value::get` would give.

namespace souris { inline namespace v0 { namespace detail { namespace columns {

/// A float, or a decimal, as a number.
[[nodiscard]] inline double float_of(ContentKind kind, std::int64_t number, unsigned decimals) {
    if (kind == ContentKind::decimal) return std::bit_cast<double>(decimal_bits(number, decimals));
    if (kind == ContentKind::float64) return std::bit_cast<double>(number);
    return widened(std::bit_cast<float>(static_cast<std::uint32_t>(number)));
}

/// Takes values as `T`, which is std::int64_t, double, bool or std::string_view.
template <class T>
struct ValuesAs {
    using Target = T;
    static constexpr bool takes_texts = std::same_as<T, std::string_view>;

    [[nodiscard]] RowValue<T> boolean(bool value) const noexcept {
        if constexpr (std::same_as<T, bool>) return value;
        return {};
    }
    [[nodiscard]] RowValue<T> text(std::string_view text) const noexcept {
        if constexpr (takes_texts) return text;
        return {};
    }
    /// A number of a kind that is no text.
    [[nodiscard]] RowValue<T> number(ContentKind kind, std::int64_t number,
                                     unsigned decimals) const {
        if constexpr (std::same_as<T, std::int64_t>) {
            if (!is_float(kind) && kind != ContentKind::decimal) return number;
        } else if constexpr (std::same_as<T, double>) {
            if (is_float(kind) || kind == ContentKind::decimal)
                return float_of(kind, number, decimals);
            if (is_decimal(number)) return static_cast<double>(number);
            if (const auto exact = Integer(number).to<double>()) return *exact;
        }
        return {};
    }
    /// Any other value, which is no text.
    [[nodiscard]] RowValue<T> other(const Value& value) const {
        if constexpr (!takes_texts) {
            if (const auto wanted = value.get<T>()) return *wanted;
        }
        return {};
    }
};

/// Gives the values of a path one after another.
template <class Values>
class ScalarReader {
  public:
    using T = typename Values::Target;

    /// All arguments must outlive the reader and what it gives.
    ScalarReader(const Path& path, const Values& values, const Limits& limits,
                 Budget& memory) noexcept
        : path_(path), values_(values), limits_(limits), memory_(memory) {}

    /// To be called first. `patterns` are the strings of patterns, in their order.
    [[nodiscard]] Result<void, BlockError> begin(PatternTexts patterns) {
        patterns_ = std::move(patterns);
        std::uint64_t count = 0;
        for (const Content& content : path_.literals)
            count += content.count;
        if (!memory_.charge(allocation_size(count * sizeof(RowValue<T>))) ||
            !memory_.charge(allocation_size(path_.contents.size() * sizeof(ContentPlace))))
            return tl::unexpected(BlockError(Limit::memory));
        literals_.reserve(static_cast<std::size_t>(count));
        places_.resize(path_.contents.size());
        for (const Content& content : path_.literals) {
            ContentPlace place;
            for (std::uint64_t left = content.count; left != 0; --left) {
                SOURIS_ASSIGN_OR_RETURN(const RowValue<T> literal, next_of(content, place));
                literals_.push_back(literal);
            }
        }
        return {};
    }

    /// The value whose symbol that is: the next one of the path.
    [[nodiscard]] Result<RowValue<T>, BlockError> next(std::uint32_t symbol) {
        if (symbol >= path_.first_literal()) return literals_[symbol - path_.first_literal()];
        if (symbol >= path_.first_content()) {
            const std::uint32_t number = symbol - path_.first_content();
            return next_of(path_.contents[number], places_[number]);
        }
        if (const Parts* const parts = path_.parts_of(symbol)) {
            if constexpr (Values::takes_texts) {
                if (parts->kind == PartsKind::pattern) return checked(patterns_.next());
            }
            return RowValue<T>();
        }
        return word(symbol);
    }

  private:
    [[nodiscard]] RowValue<T> word(std::uint32_t symbol) const {
        std::size_t word = 0;
        for (;; ++word) {
            if (!path_.has_word[word]) continue;
            if (symbol == 0) break;
            --symbol;
        }
        if (word == 0) return RowValue<T>::null();
        return values_.boolean(word == 2);
    }

    Result<RowValue<T>, BlockError> next_of(const Content& content, ContentPlace& place) {
        if (!is_text(content.kind))
            return values_.number(content.kind, content.numbers[place.next++], path_.decimals);
        const std::span<const std::byte> bytes = next_text(content, place);
        if (content.kind == ContentKind::other) return decoded(bytes);
        if constexpr (Values::takes_texts) {
            if (content.kind == ContentKind::text) return checked(as_text(bytes));
        }
        return RowValue<T>();
    }

    Result<RowValue<T>, BlockError> checked(std::string_view text) const {
        if (text.size() > limits_.max_string) return tl::unexpected(BlockError(Limit::string));
        if (!is_utf8(text)) return failure(ErrorCode::invalid_utf8);
        return values_.text(text);
    }

    /// A value of which the bytes are kept. It must be one, and have no parts.
    Result<RowValue<T>, BlockError> decoded(std::span<const std::byte> bytes) {
        DecodeOptions options;
        options.limits = limits_;
        options.limits.max_memory = memory_.left();
        if (bytes.empty() || has_parts(tag_at(bytes.data()).type()))
            return failure(ErrorCode::bad_block);
        Cursor cursor(bytes);
        const auto value = decode_value(cursor, nullptr, Layout::v2, options);
        if (!value) return failure(value.error().code);
        if (!cursor.at_end()) return failure(ErrorCode::bad_block);
        if constexpr (Values::takes_texts) {
            // Only a foreign writer puts a string here.
            if (value->is(Type::string)) {
                if (!memory_.charge(allocation_size(value->text().size() + 1) + deque_memory))
                    return tl::unexpected(BlockError(Limit::memory));
                return values_.text(strings_.emplace_back(value->text()));
            }
        }
        if (value->is(Type::null)) return RowValue<T>::null();
        return values_.other(*value);
    }

    [[nodiscard]] static constexpr bool has_parts(Type type) noexcept {
        return type == Type::map || type == Type::array;
    }

    /// Of a string in a deque, about.
    static constexpr std::uint64_t deque_memory = 640;

    const Path& path_;
    const Values& values_;
    const Limits& limits_;
    Budget& memory_;
    PatternTexts patterns_;
    std::vector<RowValue<T>> literals_;
    std::vector<ContentPlace> places_;
    std::deque<std::string> strings_;
};

}}}}  // namespace souris::v0::detail::columns
