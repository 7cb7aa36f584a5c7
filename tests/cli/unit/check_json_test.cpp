// SPDX-License-Identifier: MIT
#include "printers/check_json.hpp"

#include <doctest/doctest.h>

#include "support/hex.hpp"

using namespace souris;

TEST_CASE("damage and non-canonical encodings are told with their places") {
    // Layout v1: {"a": null with reserved bits, "b": an integer with an invalid sign state}.
    const Bytes store = test::from_hex("53 4f 55 52 49 53 44 42 00 84 10 01 61 9f 10 01 62 43");
    const Value report = cli::to_fields(check_bytes(store), "a\xFF");
    CHECK(*report.at("/file") == "a\\xff");
    CHECK(*report.at("/verdict") == "damaged");
    CHECK(*report.at("/damage") == Map{{"code", "invalid_sign_state"},
                                       {"kind", "bad_input"},
                                       {"message", "invalid sign state at byte 17, in /b"},
                                       {"offset", 17},
                                       {"offset_base", "input"},
                                       {"path", "/b"},
                                       {"detail", nullptr}});
    CHECK(*report.at("/layout") == "v1");
    CHECK(*report.at("/compression") == Value());
    CHECK(*report.at("/checksum") == "none");
    CHECK(*report.at("/non_canonical/count") == 1);
    CHECK(*report.at("/non_canonical/by_kind/reserved_bits") == 1);
    CHECK(
        *report.at("/non_canonical/places") ==
        Array{Map{
            {"kind", "reserved_bits"}, {"offset", 13}, {"offset_base", "input"}, {"path", "/a"}}});
}

TEST_CASE("each verdict and form has its word") {
    CheckReport report;
    CHECK(*Value(cli::to_fields(report, "")).at("/verdict") == "sound");
    CHECK(*Value(cli::to_fields(report, "")).at("/form") == Value());
    CHECK(*Value(cli::to_fields(report, "")).at("/layout") == Value());
    report.form = FileForm::packed_value;
    report.checksum = ChecksumVerdict::wrong;
    CHECK(*Value(cli::to_fields(report, "")).at("/form") == "packed_value");
    CHECK(*Value(cli::to_fields(report, "")).at("/checksum") == "wrong");

    const Value packed = cli::to_fields(check_bytes(test::from_hex("01 06 01 b1 01 0a 0a 90")), "");
    CHECK(*packed.at("/compression") == "run_length");
    CHECK(*packed.at("/packed_size") == 7);
    CHECK(*packed.at("/unpacked_size") == 12);
    CHECK(*packed.at("/canonical") == Value());
    CHECK_FALSE(packed.at("/non_canonical/by_kind/compressed_block"));
    const Value not_canonical = cli::to_fields(
        check_bytes(test::from_hex("01 06 01 b1 01 0a 0a 90"), {.canonical = true}), "");
    CHECK(*not_canonical.at("/canonical") == false);
    CHECK(*not_canonical.at("/verdict") == "non_canonical");
    CHECK(*not_canonical.at("/non_canonical/by_kind/compressed_block") == 1);
    const Value trailing = cli::to_fields(check_bytes(test::from_hex("00 01 90 00")), "");
    CHECK(*trailing.at("/verdict") == "non_canonical");
}
