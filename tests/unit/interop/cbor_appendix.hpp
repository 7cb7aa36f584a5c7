// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace souris::test {

/// An example of RFC 8949, appendix A.
struct CborExample {
    std::string_view hex;
    /// Its value as tagged JSON; "-" if no value is equivalent.
    std::string_view json;
    /// The encoding written for that value; empty if it is the same.
    std::string_view written = "";
    /// The approximation if no value is equivalent.
    std::string_view nearest = "";
};

inline constexpr CborExample cbor_appendix_a[] = {
    {"00", "0"},
    {"01", "1"},
    {"0a", "10"},
    {"17", "23"},
    {"1818", "24"},
    {"1819", "25"},
    {"1864", "100"},
    {"1903e8", "1000"},
    {"1a000f4240", "1000000"},
    {"1b000000e8d4a51000", "1000000000000"},
    {"1bffffffffffffffff", "18446744073709551615"},
    {"c249010000000000000000", R"({"souris_type":4,"integer":"18446744073709551616"})"},
    {"3bffffffffffffffff", R"({"souris_type":4,"integer":"-18446744073709551616"})"},
    {"c349010000000000000000", R"({"souris_type":4,"integer":"-18446744073709551617"})"},
    {"20", "-1"},
    {"29", "-10"},
    {"3863", "-100"},
    {"3903e7", "-1000"},
    // A half becomes an f32, which is written as one.
    {"f90000", R"({"souris_type":15,"single":0.0})", "fa00000000"},
    {"f98000", R"({"souris_type":15,"single":-0.0})", "fa80000000"},
    {"f93c00", R"({"souris_type":15,"single":1.0})", "fa3f800000"},
    {"fb3ff199999999999a", "1.1"},
    {"f93e00", R"({"souris_type":15,"single":1.5})", "fa3fc00000"},
    {"f97bff", R"({"souris_type":15,"single":65504.0})", "fa477fe000"},
    {"fa47c35000", R"({"souris_type":15,"single":100000.0})"},
    {"fa7f7fffff", R"({"souris_type":15,"single":3.4028234663852886e+38})"},
    {"fb7e37e43c8800759c", "1.0e+300"},
    {"f90001", R"({"souris_type":15,"single":5.960464477539063e-8})", "fa33800000"},
    {"f90400", R"({"souris_type":15,"single":0.00006103515625})", "fa38800000"},
    {"f9c400", R"({"souris_type":15,"single":-4.0})", "fac0800000"},
    {"fbc010666666666666", "-4.1"},
    {"f97c00", R"({"souris_type":15,"bits":"7f800000"})", "fa7f800000"},
    {"f97e00", R"({"souris_type":15,"bits":"7fc00000"})", "fa7fc00000"},
    {"f9fc00", R"({"souris_type":15,"bits":"ff800000"})", "faff800000"},
    {"fa7f800000", R"({"souris_type":15,"bits":"7f800000"})"},
    {"fa7fc00000", R"({"souris_type":15,"bits":"7fc00000"})"},
    {"faff800000", R"({"souris_type":15,"bits":"ff800000"})"},
    {"fb7ff0000000000000", R"({"souris_type":10,"bits":"7ff0000000000000"})"},
    {"fb7ff8000000000000", R"({"souris_type":10,"bits":"7ff8000000000000"})"},
    {"fbfff0000000000000", R"({"souris_type":10,"bits":"fff0000000000000"})"},
    {"f4", "false"},
    {"f5", "true"},
    {"f6", "null"},
    {"f7", "-", "", "null"},
    {"f0", "-", "", "null"},
    {"f8ff", "-", "", "null"},
    {"c074323031332d30332d32315432303a30343a30305a",
     R"({"souris_type":6,"timestamp":"2013-03-21T20:04:00"})"},
    {"c11a514b67b0", R"({"souris_type":6,"timestamp":"2013-03-21T20:04:00"})",
     "c074323031332d30332d32315432303a30343a30305a"},
    {"c1fb41d452d9ec200000", R"({"souris_type":6,"timestamp":"2013-03-21T20:04:00.500"})",
     "c07818323031332d30332d32315432303a30343a30302e3530305a"},
    {"d74401020304", "-", "", R"({"souris_type":2,"bytes":[1,2,3,4]})"},
    {"d818456449455446", "-", "", R"({"souris_type":2,"bytes":[100,73,69,84,70]})"},
    {"d82076687474703a2f2f7777772e6578616d706c652e636f6d", "-", "", R"("http://www.example.com")"},
    {"40", R"({"souris_type":2,"bytes":[]})"},
    {"4401020304", R"({"souris_type":2,"bytes":[1,2,3,4]})"},
    {"60", R"("")"},
    {"6161", R"("a")"},
    {"6449455446", R"("IETF")"},
    {"62225c", R"("\"\\")"},
    {"62c3bc", R"("\u00fc")"},
    {"63e6b0b4", R"("\u6c34")"},
    {"64f0908591", R"("\ud800\udd51")"},
    {"80", "[]"},
    {"83010203", "[1,2,3]"},
    {"8301820203820405", "[1,[2,3],[4,5]]"},
    {"98190102030405060708090a0b0c0d0e0f101112131415161718181819",
     "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]"},
    {"a0", "{}"},
    {"a201020304", "-", "", R"({"1":2,"3":4})"},
    {"a26161016162820203", R"({"a":1,"b":[2,3]})"},
    {"826161a161626163", R"(["a",{"b":"c"}])"},
    {"a56161614161626142616361436164614461656145", R"({"a":"A","b":"B","c":"C","d":"D","e":"E"})"},
    {"5f42010243030405ff", R"({"souris_type":2,"bytes":[1,2,3,4,5]})", "450102030405"},
    {"7f657374726561646d696e67ff", R"("streaming")", "6973747265616d696e67"},
    {"9fff", "[]", "80"},
    {"9f018202039f0405ffff", "[1,[2,3],[4,5]]", "8301820203820405"},
    {"9f01820203820405ff", "[1,[2,3],[4,5]]", "8301820203820405"},
    {"83018202039f0405ff", "[1,[2,3],[4,5]]", "8301820203820405"},
    {"83019f0203ff820405", "[1,[2,3],[4,5]]", "8301820203820405"},
    {"9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff",
     "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]",
     "98190102030405060708090a0b0c0d0e0f101112131415161718181819"},
    {"bf61610161629f0203ffff", R"({"a":1,"b":[2,3]})", "a26161016162820203"},
    {"826161bf61626163ff", R"(["a",{"b":"c"}])", "826161a161626163"},
    {"bf6346756ef563416d7421ff", R"({"Fun":true,"Amt":-2})", "a26346756ef563416d7421"},
};

/// Input that is not well-formed: RFC 8949, appendix F.
inline constexpr std::string_view cbor_appendix_f[] = {
    // The input ends in a head.
    "18", "19", "1a", "1b", "1901", "1a0102", "1b01020304050607", "38", "58", "78", "98",
    "9a01ff00", "b8", "d8", "f8", "f900", "fa0000", "fb000000",
    // Definite-length strings with too few bytes.
    "41", "61", "5affffffff00", "5bffffffffffffffff010203", "7affffffff00",
    "7b7fffffffffffffff010203",
    // Definite-length arrays and maps with too few items.
    "81", "818181818181818181", "8200", "a1", "a20102", "a100", "a2000000",
    // A tag without content.
    "c0",
    // Indefinite-length strings, arrays and maps without an end.
    "5f4100", "7f6100", "9f", "9f0102", "bf", "bf01020102", "819f", "9f8000", "9f9f9f9f9fffffffff",
    "9f819f819f9fffffff",
    // Reserved additional information.
    "1c", "1d", "1e", "3c", "3d", "3e", "5c", "5d", "5e", "7c", "7d", "7e", "9c", "9d", "9e", "bc",
    "bd", "be", "dc", "dd", "de", "fc", "fd", "fe",
    // Reserved two-byte encodings of simple values.
    "f800", "f801", "f818", "f81f",
    // Chunks of a string that have another type or an indefinite length.
    "5f00ff", "5f21ff", "5f6100ff", "5f80ff", "5fa0ff", "5fc000ff", "5fe0ff", "7f4100ff",
    "5f5f4100ffff", "7f7f6100ffff",
    // A break without an item to end.
    "ff", "81ff", "8200ff", "a1ff", "a1ff00", "a100ff", "a20000ff", "9f81ff",
    "9f829f819f9fffffffff", "bf00ff", "bf000000ff",
    // Integers and tags of indefinite length.
    "1f", "3f", "df"};

}  // namespace souris::test
