// SPDX-License-Identifier: MIT
#include "reading/portability.hpp"

#include <vector>

#include "common/report.hpp"

namespace souris::cli {

void warn_of_sourisdb(const Value& root) {
    std::vector<const Value*> open{&root};
    while (!open.empty()) {
        const Value& value = *open.back();
        open.pop_back();
        for (const Value& element : value.elements())
            open.push_back(&element);
        for (const auto& [key, child] : value.entries())
            open.push_back(&child);
        if (value.is(Type::json) && !JsonText::is_portable(value.text())) {
            report(
                "warning: sourisdb will refuse this file for JSON with a number beyond f64 or "
                "nested 128 deep; check tells where");
            return;
        }
    }
}

}  // namespace souris::cli
