#include "CFuzzer.h"

// SwiftPM names the program's entry itself, so libFuzzer's own `main` is left alone and its driver called.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*target)(const uint8_t *, size_t));

int runFuzzer(int argc, char **argv, int (*target)(const uint8_t *, size_t)) {
  return LLVMFuzzerRunDriver(&argc, &argv, target);
}
