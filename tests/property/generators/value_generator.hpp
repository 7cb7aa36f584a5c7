// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <rapidcheck.h>

#include <souris/escape.hpp>
#include <souris/pointer.hpp>
#include <souris/value.hpp>

#include "value_from_bytes.hpp"

/// Any tree: RapidCheck generates the bytes from which the tree is generated, and shrinks the tree
/// by shrinking them.
template <>
struct rc::Arbitrary<souris::Value> {
    static Gen<souris::Value> arbitrary() {
        // By default RapidCheck would begin with small bytes and generate at most 100 of them.
        const auto byte = gen::resize(kNominalSize, gen::arbitrary<std::uint8_t>());
        return gen::map(gen::scale(20, gen::container<std::vector<std::uint8_t>>(byte)),
                        [](const std::vector<std::uint8_t>& bytes) {
                            return souris::test::value_from_bytes(bytes);
                        });
    }
};

namespace souris {

/// How RapidCheck prints a counterexample: one line `/path type content` per value.
// NOLINTNEXTLINE(readability-identifier-naming): RapidCheck looks for this name.
inline void showValue(const Value& value, std::ostream& out) {
    // Paths are printed unescaped, text is escaped.
    std::vector<std::pair<std::string, const Value*>> rest = {{"", &value}};
    while (!rest.empty()) {
        const auto [path, shown] = rest.back();
        rest.pop_back();
        std::string line;
        append_escaped(line, path);
        line += fmt::format(" {} ", name_of(shown->type()));
        append_escaped(line, shown->text());
        if (shown->is(Type::integer)) line += shown->integer().to_string();
        for (const std::byte byte : shown->binary())
            line += fmt::format("{:02x}", static_cast<unsigned>(byte));
        if (const auto number = shown->get<double>(); number && !shown->is(Type::integer)) {
            line += fmt::format("{}", *number);
        }
        if (const auto time = shown->get<Timestamp>()) line += time->to_string();
        if (const auto character = shown->get<char32_t>()) {
            line += fmt::format("U+{:04X}", static_cast<std::uint32_t>(*character));
        }
        out << line << '\n';
        for (const MapEntry& entry : shown->entries()) {
            rest.emplace_back(path, &entry.value);
            append_pointer_token(rest.back().first, entry.key());
        }
        for (std::size_t i = 0; i < shown->elements().size(); ++i) {
            rest.emplace_back(path, &shown->elements()[i]);
            append_pointer_token(rest.back().first, i);
        }
    }
}

}  // namespace souris
