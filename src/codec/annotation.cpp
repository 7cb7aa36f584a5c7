// SPDX-License-Identifier: MIT
#include <souris/annotation.hpp>

namespace souris { inline namespace v0 {

std::string_view phrase_of(AnnotationKind kind) noexcept {
    switch (kind) {
        case AnnotationKind::magic:
            return "magic";
        case AnnotationKind::header:
            return "header";
        case AnnotationKind::text_table:
            return "text table";
        case AnnotationKind::trailer_magic:
            return "trailer";
        case AnnotationKind::checksum:
            return "checksum";
        case AnnotationKind::trailing:
            return "bytes after the end";
        case AnnotationKind::not_understood:
            break;
        case AnnotationKind::unpacked_size:
            return "unpacked size";
        case AnnotationKind::packed_size:
            return "packed size";
        case AnnotationKind::pairs_size:
            return "size of the run lengths";
        case AnnotationKind::block_form:
            return "form of the codes";
        case AnnotationKind::packed:
            return "packed";
        case AnnotationKind::tag:
            return "tag";
        case AnnotationKind::nested_tag:
            return "tag of its text";
        case AnnotationKind::count:
            return "count";
        case AnnotationKind::length:
            return "length";
        case AnnotationKind::bit_count:
            return "bit count";
        case AnnotationKind::text:
            return "text";
        case AnnotationKind::coded_text:
            return "coded text";
        case AnnotationKind::bytes:
            return "bytes";
        case AnnotationKind::number:
            return "number";
        case AnnotationKind::year:
            return "year";
        case AnnotationKind::month:
            return "month";
        case AnnotationKind::day:
            return "day";
        case AnnotationKind::hour:
            return "hour";
        case AnnotationKind::minute:
            return "minute";
        case AnnotationKind::second:
            return "second";
        case AnnotationKind::nanosecond:
            return "nanosecond";
        case AnnotationKind::real:
            return "real part";
        case AnnotationKind::imaginary:
            return "imaginary part";
        case AnnotationKind::modulus:
            return "modulus";
        case AnnotationKind::argument:
            return "argument";
        case AnnotationKind::octets:
            return "octets";
    }
    return "not understood";
}

}}  // namespace souris::v0
