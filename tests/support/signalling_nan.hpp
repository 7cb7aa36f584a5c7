// SPDX-License-Identifier: MIT
#pragma once

#include <cfloat>

// 1 if a signalling NaN survives being passed by value. The x87 makes it quiet on loading
// (docs/testing.md, "Other systems").
#define SOURIS_TEST_HAS_SIGNALLING_NANS (FLT_EVAL_METHOD != 2)
