// SPDX-License-Identifier: MIT
#include <souris/limits.hpp>

namespace souris { inline namespace v0 {

const char* name_of(Limit limit) noexcept {
    switch (limit) {
        case Limit::depth:
            return "max_depth";
        case Limit::input:
            return "max_input";
        case Limit::output:
            return "max_output";
        case Limit::memory:
            return "max_memory";
        case Limit::nodes:
            return "max_nodes";
        case Limit::string:
            return "max_string";
        case Limit::key:
            return "max_key";
    }
    return "unknown limit";
}

}}  // namespace souris::v0
