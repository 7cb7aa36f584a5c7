// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/random.hpp"

// Records such as columns are made for, as tagged JSON, each document with something of its own.

namespace souris::test {

/// Calls `element(i)` for each element's JSON.
template <class Element>
std::string json_array(std::size_t count, Element element) {
    std::string json = "[";
    for (std::size_t i = 0; i < count; ++i) {
        if (i != 0) json += ',';
        json += element(i);
    }
    return json + ']';
}

inline std::string two_digits(std::size_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
}

inline std::string in_quotes(const std::string& text) {
    return '"' + text + '"';
}

/// Documents of `count` records each.
inline std::vector<std::string> column_documents(Random& random, std::size_t count) {
    const auto below = [&random](std::size_t end) { return random.below(end); };
    const auto digits = [&below](std::size_t end) { return std::to_string(below(end)); };
    const auto one_of = [&below](std::vector<std::string> all) { return all[below(all.size())]; };
    const auto tagged = [](const std::string& type, const std::string& members) {
        return "{\"souris_type\":" + type + ',' + members + '}';
    };
    std::vector<std::string> documents;
    // Missing members, words, small counts.
    documents.push_back(json_array(count, [&](std::size_t i) {
        std::string record = "{\"id\":" + std::to_string(1000 + i);
        if (below(3) != 0) record += ",\"state\":" + one_of({"true", "false", "null", "\"ok\""});
        if (below(3) != 0) record += ",\"n\":-" + digits(300);
        if (below(3) == 0)
            record += ",\"name\":" + in_quotes(one_of({"ada", "bob", "eve", "mallory"}));
        return record + '}';
    }));
    // Members that follow from others, some of which are missing.
    documents.push_back(json_array(count, [&](std::size_t i) {
        const auto word = [](char first, std::size_t number) {
            return in_quotes(
                std::string(3, static_cast<char>(static_cast<std::size_t>(first) + number)));
        };
        const std::size_t from = below(20);
        const std::size_t to = below(20);
        std::string record = "{\"from\":" + word('a', from);
        if (i % 5 != 0) record += ",\"to\":" + word('a', to);
        return record + ",\"state\":" + word('A', from * 7 % 11) +
               ",\"zone\":" + word('P', (from + to) % 4) + '}';
    }));
    // Nested arrays and maps, also empty ones.
    documents.push_back(json_array(count, [&](std::size_t) {
        const std::string some = json_array(below(4), [&](std::size_t) {
            return json_array(below(3), [&](std::size_t) { return digits(9); });
        });
        return "{\"list\":" + some + ",\"map\":" + one_of({"{}", "{\"x\":[]}", "[]"}) + '}';
    }));
    // Floats: decimals, others, and those that are no numbers.
    documents.push_back(json_array(count, [&](std::size_t i) {
        return "{\"price\":" + digits(500) + '.' + two_digits(below(100)) + ",\"noise\":0." +
               digits(~std::size_t{0} >> 12U) + ",\"zero\":" + one_of({"0.0", "-0.0", "1e300"}) +
               ",\"single\":" + tagged("15", "\"single\":" + std::to_string(i) + ".5") +
               ",\"bits\":" + tagged("10", "\"bits\":\"7ff800000000000" + digits(9) + "\"") + '}';
    }));
    // Dates and times in texts, and lines of a log.
    documents.push_back(json_array(count, [&](std::size_t i) {
        const std::string day = "20" + two_digits(below(99)) + "-0" + std::to_string(1 + below(9)) +
                                "-" + two_digits(1 + below(28));
        const std::string time =
            two_digits(below(24)) + ':' + two_digits(i % 60) + ':' + two_digits(below(60));
        return "{\"at\":" + in_quotes(day + "T" + time + "Z") + ",\"day\":" + in_quotes(day) +
               ",\"time\":" + in_quotes(time) + ",\"line\":" +
               in_quotes(day + ' ' + time + " [worker-" + digits(12) + "] GET /items/" +
                         digits(100000) + "?page=" + two_digits(below(99)) + " took " +
                         digits(900) + "ms, " + one_of({"hit", "miss", "0x7f00a1"})) +
               '}';
    }));
    // Integers of all sizes; some too big for a column.
    documents.push_back(json_array(count, [&](std::size_t i) {
        std::string wide = "-1";
        for (std::size_t left = below(20); left > 0; --left)
            wide += digits(10);
        return "{\"seq\":" + std::to_string(1700000000 + 60 * i) +
               ",\"wide\":" + tagged("4", "\"integer\":\"" + wide + "\"") + ",\"most\":" +
               one_of({"9223372036854775807", "-9223372036854775808", "18446744073709551615"}) +
               ",\"square\":" + std::to_string(i * i) + '}';
    }));
    // All other types.
    documents.push_back(json_array(count, [&](std::size_t i) {
        return "{\"bin\":" + tagged("2", "\"bytes\":[0," + digits(256) + ",255]") + ",\"char\":" +
               tagged("0", "\"character\":\"" + one_of({"a", "b", "\\u00e9"}) + "\"") +
               ",\"ip\":" + tagged("13", "\"octets\":[10,0,0," + digits(256) + "]") + ",\"when\":" +
               tagged("6", "\"timestamp\":\"2024-10-30T12:34:" + two_digits(i % 60) + "\"") +
               ",\"zone\":" + tagged("12", "\"timezone\":\"Europe/London\"") +
               ",\"json\":" + tagged("7", "\"json\":[1," + digits(50) + "]") +
               ",\"c\":" + tagged("5", "\"real\":1,\"imaginary\":-" + digits(9)) + '}';
    }));
    // A map of many keys, and tuples.
    std::string map = "{";
    for (std::size_t i = 0; i < count; ++i)
        map += (i == 0 ? "" : ",") + in_quotes("key" + std::to_string(i * 37)) + ':' +
               one_of({"1", "{\"v\":2}", "\"text " + digits(99) + "\""});
    documents.push_back(map + '}');
    documents.push_back(json_array(count, [&](std::size_t i) {
        return "[" + std::to_string(i) + ",\"" + one_of({"x", "y"}) + "\"," + digits(5) + ".25]";
    }));
    // Texts of all kinds, one with a zero byte.
    documents.push_back(json_array(count, [&](std::size_t i) {
        std::string text = one_of({"", "a\\u0000b", "\\u65e5\\u672c", "the mouse number "});
        for (std::size_t left = below(9); left > 0; --left)
            text += one_of({"lorem ", "ipsum ", "dolor ", "sit amet, ", "42 "});
        return i % 7 == 3 ? in_quotes("same") : in_quotes(text);
    }));
    return documents;
}

}  // namespace souris::test
