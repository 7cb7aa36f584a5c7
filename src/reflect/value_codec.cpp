// SPDX-License-Identifier: MIT
#include <souris/detail/value_codec.hpp>

#include "codec/quick_decoder.hpp"
#include "codec/quick_encoder.hpp"

namespace souris { inline namespace v0 { namespace detail {

namespace {

[[gnu::noinline]] bool read_builtin(Decoder& decoder, const ValueReader& how, void* part) {
    QuickDecoder quick(decoder);
    if (!quick.read(how, part)) return false;
    quick.leave();
    return true;
}

}  // namespace

bool read_with(Decoder& decoder, const ValueReader& how, void* part) {
    return how.kind == BuiltinKind::other ? how.read(decoder, part)
                                          : read_builtin(decoder, how, part);
}

bool write_with(Encoder& encoder, const ValueWriter& how, const void* part) {
    QuickEncoder quick(encoder);
    quick.ensure(scalar_room);
    if (!quick.write(how, part)) return false;
    quick.leave();
    return true;
}

}}}  // namespace souris::v0::detail
