// SPDX-License-Identifier: MIT
#include "codec/tree_reader.hpp"

#include <bit>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;
using namespace souris::detail;

namespace {

/// Writes down what it is given, "!" before all that came the slow way.
class Recorder {
  public:
    using Container = std::size_t;

    explicit Recorder(std::string& seen) : seen_(&seen) {}

    void null() { add("null"); }
    void boolean(bool value) { add(value ? "true" : "false"); }
    void float64(std::uint64_t bits) {
        add(std::to_string(static_cast<int>(std::bit_cast<double>(bits))));
    }
    void integer(std::uint64_t low, SignState state) {
        add(std::to_string(static_cast<std::int64_t>(low)) + "us-"[static_cast<int>(state)]);
    }
    bool string(const CheckedText& text) {
        add('"' + std::string(text.text) + '"');
        return true;
    }
    bool key(const CheckedText& text) {
        *seen_ += std::string(text.text) + '=';
        return true;
    }

    void pause() { *seen_ += '!'; }
    void pause_value() { pause(); }
    Result<void, ErrorCode> slow_key(std::string_view text, bool) {
        *seen_ += std::string(text) + '=';
        return {};
    }
    Result<void, ErrorCode> integer(const Integer& integer) { return take(integer.to_string()); }
    Result<void, ErrorCode> text(Type, std::string_view text, bool) {
        return take('"' + std::string(text) + '"');
    }
    Result<void, ErrorCode> character(char32_t) { return take("character"); }
    Result<void, ErrorCode> float32(float) { return take("float32"); }
    Result<void, ErrorCode> timestamp(const Timestamp&) { return take("timestamp"); }
    Result<void, ErrorCode> complex(const Complex&) { return take("complex"); }
    Result<void, ErrorCode> ipv4(std::span<const std::byte>) { return take("ipv4"); }
    Result<void, ErrorCode> ipv6(std::span<const std::byte>) { return take("ipv6"); }
    Result<void, ErrorCode> binary(Tag) { return take("binary"); }

    [[nodiscard]] Container place() const { return depth_; }
    static std::uint64_t memory_of(Type, std::size_t count) { return count; }
    static constexpr std::uint64_t memory_each = 1;
    bool open(Type type, std::size_t) {
        *seen_ += type == Type::map ? '{' : '[';
        ++depth_;
        return true;
    }
    void open_empty(Type type) { add(type == Type::map ? "{}" : "[]"); }
    bool close(Container closed, bool is_map, Container, bool) {
        --depth_;
        if (closed != depth_) *seen_ += "closed another";
        add(is_map ? "}" : "]");
        return true;
    }
    [[nodiscard]] static std::size_t count(Container) { return 0; }
    [[nodiscard]] static std::string_view key_before(Container) { return "key"; }

  private:
    void add(const std::string& what) { *seen_ += what + ' '; }
    Result<void, ErrorCode> take(const std::string& what) {
        add(what);
        return {};
    }

    std::string* seen_;
    std::size_t depth_ = 0;
};

/// What is seen of `hex`, with so many bytes behind it that none of it has to be read slowly.
std::string seen_of(const char* hex, const DecodeOptions& options = {}) {
    Bytes bytes = test::from_hex(hex);
    const std::size_t size = bytes.size();
    bytes.resize(size + 64);
    std::string seen;
    Recorder recorder(seen);
    TreeReader<Recorder> reader(Cursor(bytes), nullptr, Layout::v2, options);
    const auto result = reader.read(recorder);
    if (!result) return seen + std::string(name_of(result.error().code));
    CHECK(reader.end() == size);
    return seen;
}

struct Row {
    const char* hex;
    const char* seen;
};

}  // namespace

TEST_CASE("what is frequent and simple is read the quick way") {
    for (const Row row : {
             Row{"90", "null "},
             Row{"31", "true "},
             Row{"30", "false "},
             Row{"a0000000000000f83f", "1 "},
             Row{"4005", "5u "},
             Row{"4105", "5s "},
             Row{"42ef", "-17- "},
             Row{"41f1e803", "1000s "},
             Row{"42f118fc", "-1000- "},
             Row{"40f7ffffffffffffff7f", "9223372036854775807u "},
             Row{"1000", "\"\" "},
             Row{"1003616263", "\"abc\" "},
             Row{"1002c3a9", "\"\u00e9\" "},
             Row{"b0", "[] "},
             Row{"80", "{} "},
             Row{"b4 9031", "[null true ] "},
             Row{"b4 b2 b2 90 31", "[[[null ] ] true ] "},
             Row{"84 100161 82 100162 b2 90 100163 90", "{a={b=[null ] } c=null } "},
             Row{"b103 4001 4002 4003", "[1u 2u 3u ] "},
             // Small integers are looked at in fours, up to the first that is another.
             Row{"b10a 4101 4102 4103 4104 4105 4106 4107 4108 4109 410a",
                 "[1s 2s 3s 4s 5s 6s 7s 8s 9s 10s ] "},
             Row{"b106 4201 4202 4203 4204 4001 4202", "[-255- -254- -253- -252- 1u -254- ] "},
             Row{"b107 40ef 40ee 40ed 40f0f0 4000 4000 4000", "[239u 238u 237u 240u 0u 0u 0u ] "},
             Row{"b106 a0000000000000f03f 4001 a00000000000000040 4002 90 4003",
                 "[1 1u 2 2u null 3u ] "},
         }) {
        CAPTURE(std::string(row.hex));
        CHECK(seen_of(row.hex) == row.seen);
    }
}

TEST_CASE("all else is read the slow way, and what is wrong is refused there") {
    for (const Row row : {
             Row{"91", "!null "},
             Row{"33", "!true "},
             Row{"4405", "!5 "},
             Row{"43", "!invalid_sign_state"},
             Row{"40f8000000000000000001", "!18446744073709551616 "},
             Row{"f000000000", "!float32 "},
             Row{"1001ff", "!invalid_utf8"},
             Row{"1100", "!missing_text_table"},
             Row{"b3 02 9031", "![null true ] "},
             Row{"82 100161 f000000000", "{a=!float32 } "},
             Row{"82 120161 90", "{!a=null } "},
             Row{"82 90 90", "{!expected_string"},
             Row{"b4 90 f000000000", "[null !float32 ] "},
             Row{"b4 4001 f000000000", "[1u !float32 ] "},
         }) {
        CAPTURE(std::string(row.hex));
        CHECK(seen_of(row.hex) == row.seen);
    }
}

TEST_CASE("strict reading looks at everything that is longer than a byte the slow way") {
    DecodeOptions strict;
    strict.strict = true;
    CHECK(seen_of("b4 4001 41f1e803", strict) == "[1u !1000 ] ");
    CHECK(seen_of("40f10001", strict) == "!256 ");
    CHECK(seen_of("40f10100", strict) == "!non_minimal_integer");
    CHECK(seen_of("40f10100") == "1u ");
}

TEST_CASE("limits that a length of one byte may exceed turn the quick way off") {
    DecodeOptions options;
    options.limits.max_string = 238;
    CHECK(seen_of("100161", options) == "!\"a\" ");
    options.limits.max_string = 239;
    CHECK(seen_of("100161", options) == "\"a\" ");
    options.limits.max_key = 238;
    CHECK(seen_of("82 100161 90", options) == "!{!a=!null } ");
}

TEST_CASE("limits are held in the quick way") {
    DecodeOptions options;
    options.limits.max_depth = 2;
    CHECK(seen_of("b2 b2 90", options) == "[[null ] ] ");
    CHECK(seen_of("b2 b2 b2 90", options) == "[[!limit_exceeded");
    options = {};
    options.limits.max_nodes = 4;
    // Near the limit, containers are opened the slow way.
    CHECK(seen_of("b4 b2 90 90", options) == "[![null ] null ] ");
    CHECK(seen_of("b4 b4 90 90 90", options) == "[!limit_exceeded");
}
