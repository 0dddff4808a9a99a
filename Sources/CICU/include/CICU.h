// Plain C types only.
#include "icu_regex.h"
