// SPDX-License-Identifier: MIT
#include "c/options.hpp"

#include <algorithm>
#include <limits>

#include "base/return_if_error.hpp"
#include "c/call.hpp"
#include "c/hooks.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

/// A structure that begins with its size. There has been no smaller one; a larger one is of a later
/// version, and says what this one would ignore.
template <class Options>
[[nodiscard]] Result<void> check_size(const Options& options) {
    if (options.size == sizeof(Options)) return {};
    return refused_argument("options: size is none that this version knows");
}

void put_limits(souris_limits* target, std::size_t size, const Limits& limits) noexcept {
    if (target == nullptr || size != sizeof *target) return;
    *target = {size,
               limits.max_depth,
               limits.max_input,
               limits.max_output,
               limits.max_memory,
               limits.max_nodes,
               limits.max_string,
               limits.max_key};
}

}  // namespace

Result<Limits> limits_argument(const souris_limits* limits) {
    if (limits == nullptr) return Limits();
    SOURIS_RETURN_IF_ERROR(check_size(*limits));
    return Limits{.max_depth = static_cast<std::size_t>(std::min<std::uint64_t>(
                      limits->max_depth, std::numeric_limits<std::size_t>::max())),
                  .max_input = limits->max_input,
                  .max_output = limits->max_output,
                  .max_memory = limits->max_memory,
                  .max_nodes = limits->max_nodes,
                  .max_string = limits->max_string,
                  .max_key = limits->max_key};
}

Result<souris_allocator> hooks_argument(const souris_allocator* allocator) {
    if (allocator == nullptr) return default_hooks();
    if (allocator->allocate != nullptr && allocator->deallocate != nullptr) return *allocator;
    return refused_argument("a function of the allocator is null");
}

Result<ReadArguments> read_arguments(const souris_read_options* options) {
    ReadArguments arguments{{}, default_hooks()};
    if (options == nullptr) return arguments;
    SOURIS_RETURN_IF_ERROR(check_size(*options));
    SOURIS_ASSIGN_OR_RETURN(arguments.hooks, hooks_argument(options->allocator));
    SOURIS_ASSIGN_OR_RETURN(arguments.options.limits, limits_argument(options->limits));
    arguments.options.strict = options->strict != 0;
    arguments.options.verify_checksum = options->ignore_checksum == 0;
    return arguments;
}

Result<WriteArguments> write_arguments(const souris_write_options* options) {
    WriteArguments arguments{{}, default_hooks()};
    if (options == nullptr) return arguments;
    SOURIS_RETURN_IF_ERROR(check_size(*options));
    SOURIS_ASSIGN_OR_RETURN(arguments.hooks, hooks_argument(options->allocator));
    if (options->profile < SOURIS_STORED || options->profile > SOURIS_SMALLEST) {
        return refused_argument("options: no such profile");
    }
    if (options->checksum < -1 || options->checksum > 1) {
        return refused_argument("options: checksum is none of -1, 0, 1");
    }
    SOURIS_ASSIGN_OR_RETURN(arguments.options.limits, limits_argument(options->limits));
    arguments.options.profile = static_cast<Profile>(options->profile);
    arguments.options.extended = options->extended != 0;
    arguments.options.canonical = options->canonical != 0;
    if (options->checksum >= 0) arguments.options.checksum = options->checksum == 1;
    arguments.options.durable = options->not_durable == 0;
    return arguments;
}

}}}  // namespace souris::v0::detail

void souris_limits_default(souris_limits* limits, size_t size) {
    souris::detail::put_limits(limits, size, {});
}

void souris_limits_hostile(souris_limits* limits, size_t size) {
    souris::detail::put_limits(limits, size, souris::Limits::hostile());
}
