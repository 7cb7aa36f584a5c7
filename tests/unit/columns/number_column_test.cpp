// SPDX-License-Identifier: MIT
#include "columns/number_column.hpp"

#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "columns/code_cost.hpp"

using namespace souris;
using namespace souris::detail::columns;

namespace {

constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();

NumberCoding coding_of(unsigned order, unsigned classes = max_classes) {
    return {static_cast<std::uint8_t>(order), static_cast<std::uint8_t>(classes)};
}

std::size_t number_code_size(const std::vector<std::int64_t>& numbers, NumberCoding coding) {
    SlotMemory first;
    SlotMemory second;
    RangeEncoder encoder;
    std::vector<std::int64_t> values = numbers;
    CHECK(code_numbers(encoder, values, coding, first, second));
    CHECK(values == numbers);
    const Bytes code = encoder.take();
    RangeDecoder decoder(code);
    std::vector<std::int64_t> back(numbers.size());
    CHECK(code_numbers(decoder, back, coding, first, second));
    CHECK(back == numbers);
    return code.size();
}

/// All that may wrap around, between neighbours and between differences.
std::vector<std::int64_t> extreme_numbers() {
    std::vector<std::int64_t> numbers{int64_min, int64_max, int64_min, 0,         int64_max,
                                      -1,        1,         int64_min, int64_min, 0};
    for (unsigned width = 0; width < 63; ++width) {
        numbers.push_back(std::int64_t{1} << width);
        numbers.push_back(-(std::int64_t{1} << width));
        numbers.push_back((std::int64_t{1} << width) - 1);
    }
    return numbers;
}

}  // namespace

TEST_CASE("the class of a number is its sign and width") {
    CHECK(class_of(0) == 0);
    CHECK(class_of(1) == 1);
    CHECK(class_of(-1) == 2);
    CHECK(class_of(2) == 3);
    CHECK(class_of(3) == 3);
    CHECK(class_of(-3) == 4);
    CHECK(class_of(int64_max) == 125);
    CHECK(class_of(-int64_max) == 126);
    CHECK(class_of(int64_min) == max_classes - 1);
}

TEST_CASE("numbers come back as differences of every order, wrapping around") {
    for (unsigned order = 0; order <= max_number_order; ++order) {
        CAPTURE(order);
        (void)number_code_size(extreme_numbers(), coding_of(order));
        (void)number_code_size({int64_min}, coding_of(order));
        CHECK(number_code_size({}, coding_of(order)) == 0);
        // A single class is not coded.
        CHECK(number_code_size(std::vector<std::int64_t>(500, 0), coding_of(order, 1)) == 0);
    }
}

TEST_CASE("the cheapest order is chosen, with no more classes than there are") {
    std::vector<std::int64_t> same(100, 1234567);
    std::vector<std::int64_t> line;
    std::vector<std::int64_t> steps;
    std::vector<std::int64_t> noise;
    std::int64_t sum = 0;
    std::uint32_t state = 1;
    for (std::int64_t i = 0; i < 200; ++i) {
        state = state * 1664525 + 1013904223;
        line.push_back(1000 * i + 3);
        noise.push_back(state >> 24U);
        sum += state >> 24U;
        steps.push_back(sum);
    }
    CHECK(choose_number_coding(same).coding.order == 1);
    CHECK(choose_number_coding(line).coding.order == 2);
    CHECK(choose_number_coding(steps).coding.order == 1);
    CHECK(choose_number_coding(noise).coding.order == 0);
    CHECK(choose_number_coding(noise).coding.classes == 16);
    CHECK(choose_number_coding({}).coding.classes == 1);
    CHECK(choose_number_coding(std::vector<std::int64_t>{0, 0}).coding.classes == 1);
    CHECK(choose_number_coding(std::vector<std::int64_t>{int64_min}).coding.classes == max_classes);
    CHECK(choose_number_coding({}).cost == 0);
    CHECK(choose_number_coding(line).cost < choose_number_coding(steps).cost);
    for (const auto* const numbers : {&same, &line, &steps, &noise})
        (void)number_code_size(*numbers, choose_number_coding(*numbers).coding);
    const auto extremes = extreme_numbers();
    (void)number_code_size(extremes, choose_number_coding(extremes).coding);
}

TEST_CASE("a class that is none of the coding's is refused") {
    SlotMemory first;
    SlotMemory second;
    // The width of a class is that of 17 classes, so a code may have any of 32.
    int refused = 0;
    for (unsigned i = 0; i < 256; ++i) {
        const Bytes code(8, static_cast<std::byte>(i));
        RangeDecoder decoder(code);
        std::vector<std::int64_t> back(8);
        if (!code_numbers(decoder, back, coding_of(0, 17), first, second)) {
            ++refused;
            continue;
        }
        for (const std::int64_t number : back)
            CHECK(class_of(number) < 17);
    }
    CHECK(refused > 0);
    CHECK(refused < 256);
}

TEST_CASE("a prediction is what the last numbers say of the next") {
    for (unsigned order = 0; order <= max_number_order; ++order) {
        NumberPrediction prediction(order);
        CHECK(prediction.next() == 0);
        prediction.learn(10);
        prediction.learn(7);
        CHECK(prediction.next() == (order == 0 ? 0 : order == 1 ? 7 : 4));
        prediction.learn(~std::uint64_t{0});
        prediction.learn(1);
        CHECK(prediction.next() == (order == 0 ? 0 : order == 1 ? 1 : 3));
    }
}
