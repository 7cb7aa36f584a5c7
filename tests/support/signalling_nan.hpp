// SPDX-License-Identifier: MIT
#pragma once

#include <cfloat>

// 1 if a signalling NaN that is passed by value stays one. The x87 makes it quiet when it loads it
// (docs/testing.md, "Other systems").
#define SOURIS_TEST_HAS_SIGNALLING_NANS (FLT_EVAL_METHOD != 2)
