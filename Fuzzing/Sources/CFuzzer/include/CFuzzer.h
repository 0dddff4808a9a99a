#ifndef CFUZZER_H
#define CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// Runs libFuzzer with a program's arguments; `target` is called with each input and gives 0.
int runFuzzer(int argc, char **argv, int (*target)(const uint8_t *start, size_t count));

#endif
