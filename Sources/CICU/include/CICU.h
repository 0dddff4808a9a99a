// Plain C types only. One header for each part of ICU that is used.
#pragma once
#include "icu_text.h"
