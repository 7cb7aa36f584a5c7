// SPDX-License-Identifier: MIT
#include <souris/profile.hpp>

namespace souris { inline namespace v0 {

std::string_view name_of(Profile profile) noexcept {
    switch (profile) {
        case Profile::stored:
            return "stored";
        case Profile::fast:
            return "fast";
        case Profile::balanced:
            return "balanced";
        case Profile::smallest:
            return "smallest";
    }
    return "unknown";
}

}}  // namespace souris::v0
