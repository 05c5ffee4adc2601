#ifndef CLIBFUZZER_SHIM_H
#define CLIBFUZZER_SHIM_H

#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with a command line of its own and a function that is given each input.
///
/// Source: "Using libFuzzer as a library", llvm.org/docs/LibFuzzer.html.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*test)(const uint8_t *data, size_t size));

#endif
