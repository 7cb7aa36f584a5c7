// SPDX-License-Identifier: MIT
#include "columns/row_test.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "columns/column_scalars.hpp"
#include "columns/directory.hpp"

namespace souris { inline namespace v0 { namespace detail { namespace columns {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One end of a comparison.
struct End {
    const Value* value = nullptr;
    bool is_included = true;
};

bool is_numeric(const Value& value) noexcept {
    return value.is(Type::integer) || value.is(Type::float64) || value.is(Type::float32);
}

double float_in(const Value& value) {
    return value.is(Type::float32) ? double{value.get<float>().value()}
                                   : value.get<double>().value();
}

/// Sets the bound to the least integer that is above the end, or the end itself if it is included.
/// False if there is none.
bool set_least(Integer& bound, const End& end) {
    if (end.value->is(Type::integer)) {
        bound = end.value->integer();
        if (end.is_included) return true;
    } else {
        const double number = float_in(*end.value);
        const double whole = std::ceil(number);
        if (!(whole < 0x1p128)) return false;
        if (whole < -0x1p127) return true;
        bound = Integer::from_double(whole).value();
        if (end.is_included || whole > number) return true;
    }
    if (bound == Integer::max()) return false;
    bound = (bound + Integer(1)).value();
    return true;
}

/// The same with the greatest below.
bool set_greatest(Integer& bound, const End& end) {
    if (end.value->is(Type::integer)) {
        bound = end.value->integer();
        if (end.is_included) return true;
    } else {
        const double number = float_in(*end.value);
        const double whole = std::floor(number);
        if (!(whole >= -0x1p127)) return false;
        if (whole >= 0x1p128) return true;
        bound = Integer::from_double(whole).value();
        if (end.is_included || whole < number) return true;
    }
    if (bound == Integer::min()) return false;
    bound = (bound - Integer(1)).value();
    return true;
}

/// The double next to an integer in the direction of an infinity, or the same number.
double float_beside(const Integer& number, double direction) {
    if (const auto exact = number.to<double>()) return *exact;
    // One near it, with the bits that a double has; all of this size are integers.
    const Wide magnitude = number.is_negative() ? (-number).value().bits() : number.bits();
    double near = static_cast<double>(magnitude.high) * 0x1p64 + static_cast<double>(magnitude.low);
    near = std::min(number.is_negative() ? -near : near, 0x1.fffffffffffffp127);
    const auto is_beyond = [&](double other) {
        if (other >= 0x1p128) return direction > 0;
        const Integer whole = Integer::from_double(other).value();
        return direction > 0 ? whole > number : whole < number;
    };
    while (is_beyond(near))
        near = std::nextafter(near, -direction);
    while (!is_beyond(near))
        near = std::nextafter(near, direction);
    return near;
}

/// The bound among doubles: the nearest one beyond the end in the direction, or the end itself.
double float_bound(const End& end, double direction) {
    double bound = 0;
    if (end.value->is(Type::integer)) {
        bound = float_beside(end.value->integer(), direction);
        if (!end.value->integer().to<double>()) return bound;
    } else {
        bound = float_in(*end.value);
    }
    if (end.is_included) return bound;
    // Beyond an infinity there is nothing.
    if (bound == direction) return std::numeric_limits<double>::quiet_NaN();
    return std::nextafter(bound, direction);
}

Bounds<std::int64_t> clamped(const Bounds<Integer>& bounds) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    if (bounds.least > Integer(greatest) || bounds.greatest < Integer(least)) return {0, -1};
    return {bounds.least.to<std::int64_t>().value_or(least),
            bounds.greatest.to<std::int64_t>().value_or(greatest)};
}

/// The bounds that a directory's range has as numbers of a kind; NaNs are infinite.
Bounds<double> float_range(ContentKind kind, const NumberRange& range, unsigned decimals) {
    const auto number = [&](std::int64_t place, double nan) {
        const double value = float_of(kind, number_in_order(kind, place), decimals);
        return std::isnan(value) ? nan : value;
    };
    return {number(range.least, -infinity), number(range.greatest, infinity)};
}

}  // namespace

Result<RowTest> RowTest::make(const RowFilter& filter) {
    RowTest test;
    End least{&filter.value, true};
    End greatest{&filter.value, true};
    switch (filter.comparison) {
        case Comparison::equal:
            break;
        case Comparison::less:
            greatest.is_included = false;
            least.value = nullptr;
            break;
        case Comparison::less_or_equal:
            least.value = nullptr;
            break;
        case Comparison::greater:
            least.is_included = false;
            greatest.value = nullptr;
            break;
        case Comparison::greater_or_equal:
            greatest.value = nullptr;
            break;
        case Comparison::between:
            greatest.value = &filter.upper;
            break;
    }
    const auto all = [&](auto is_kind) {
        return (least.value == nullptr || is_kind(*least.value)) &&
               (greatest.value == nullptr || is_kind(*greatest.value));
    };
    if (all(is_numeric)) {
        test.kind_ = Kind::number;
        test.integers_ = {Integer::min(), Integer::max()};
        test.floats_ = {-infinity, infinity};
        bool is_possible = true;
        if (least.value != nullptr) {
            is_possible &= set_least(test.integers_.least, least);
            test.floats_.least = float_bound(least, infinity);
        }
        if (greatest.value != nullptr) {
            is_possible &= set_greatest(test.integers_.greatest, greatest);
            test.floats_.greatest = float_bound(greatest, -infinity);
        }
        if (!is_possible) test.integers_ = {Integer(0), Integer(-1)};
        test.small_integers_ = clamped(test.integers_);
        return test;
    }
    if (all([](const Value& value) { return value.is(Type::string); })) {
        test.kind_ = Kind::text;
        if (least.value != nullptr) test.texts_.least = least.value->text();
        test.has_upper_text_ = greatest.value != nullptr;
        if (test.has_upper_text_) test.texts_.greatest = greatest.value->text();
        test.excludes_lower_text_ = !least.is_included;
        test.excludes_upper_text_ = !greatest.is_included;
        return test;
    }
    if (all([](const Value& value) { return value.is(Type::boolean); })) {
        test.kind_ = Kind::boolean;
        const auto matches = [&](int value) {
            const auto at = [](const End& end) { return end.value->get<bool>().value() ? 1 : 0; };
            return (least.value == nullptr || value > at(least) ||
                    (least.is_included && value == at(least))) &&
                   (greatest.value == nullptr || value < at(greatest) ||
                    (greatest.is_included && value == at(greatest)));
        };
        test.matches_false_ = matches(0);
        test.matches_true_ = matches(1);
        return test;
    }
    if (filter.comparison == Comparison::equal && filter.value.is(Type::null)) return test;
    return failure(Error(ErrorCode::wrong_type, "values that cannot be compared"));
}

RowValue<bool> RowTest::boolean(bool value) const noexcept {
    if (value ? matches_true_ : matches_false_) return true;
    return {};
}

RowValue<bool> RowTest::text(std::string_view text) const noexcept {
    if (kind_ != Kind::text || text < texts_.least ||
        (excludes_lower_text_ && text == texts_.least))
        return {};
    if (has_upper_text_ &&
        (text > texts_.greatest || (excludes_upper_text_ && text == texts_.greatest)))
        return {};
    return true;
}

RowValue<bool> RowTest::number(ContentKind kind, std::int64_t number, unsigned decimals) const {
    const bool is_float_kind = is_float(kind) || kind == ContentKind::decimal;
    if (is_float_kind ? floats_.contains(float_of(kind, number, decimals))
                      : small_integers_.contains(number))
        return true;
    return {};
}

RowValue<bool> RowTest::other(const Value& value) const {
    if (kind_ == Kind::number) {
        if (value.is(Type::integer) ? integers_.contains(value.integer())
                                    : is_numeric(value) && floats_.contains(float_in(value)))
            return true;
        return {};
    }
    return value.is(Type::boolean) ? boolean(value.get<bool>().value()) : RowValue<bool>();
}

bool RowTest::matches(const ValueView& value) const {
    if (value.is(Type::null)) return matches_null();
    if (value.is(Type::string)) return text(value.text()).has_value();
    if (value.is(Type::map) || value.is(Type::array)) return false;
    return other(value.to_value()).has_value();
}

bool RowTest::may_match(const ColumnBlock& block, PathIndex index) const {
    const Path& path = block.paths()[index];
    // Whatever their bytes are.
    if (has_kind(path, ContentKind::other)) return true;
    switch (kind_) {
        case Kind::number:
            return may_match_numbers(block, index);
        case Kind::text:
            return has_kind(path, ContentKind::text) ||
                   std::ranges::any_of(path.parts, [](const Parts& parts) {
                       return parts.kind == PartsKind::pattern;
                   });
        case Kind::boolean:
            return (path.has_word[1] && matches_false_) || (path.has_word[2] && matches_true_);
        case Kind::null:
            return path.has_word[0];
    }
    return true;
}

bool RowTest::may_match_numbers(const ColumnBlock& block, PathIndex index) const {
    const Path& path = block.paths()[index];
    const auto entry =
        std::ranges::lower_bound(block.directory(), index, {}, &DirectoryEntry::path);
    const bool is_listed = entry != block.directory().end() && entry->path == index;
    for (std::size_t k = 0; k < ranged_kinds; ++k) {
        const auto kind = ContentKind{static_cast<std::uint8_t>(k)};
        if (!has_kind(path, kind)) continue;
        if (!is_listed) return true;
        const NumberRange& range = entry->ranges[k];
        if (!is_float(kind) && kind != ContentKind::decimal) {
            if (small_integers_.overlaps(range.least, range.greatest)) return true;
            continue;
        }
        // A decimal beyond what is one is wrong, which a reader of it tells.
        if (kind == ContentKind::decimal &&
            (!is_decimal(range.least) || !is_decimal(range.greatest)))
            return true;
        const Bounds<double> numbers = float_range(kind, range, path.decimals);
        if (floats_.overlaps(numbers.least, numbers.greatest)) return true;
    }
    return false;
}

}}}}  // namespace souris::v0::detail::columns
