// ICU behind plain C types.
#include "icu_alphabet.h"
#include "icu_convert.h"
#include "icu_exemplars.h"
#include "icu_language.h"
#include "icu_regex.h"
#include "icu_script.h"
#include "icu_text.h"
#include "icu_variants.h"
