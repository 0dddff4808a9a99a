#include "CHunspell.h"

#include <hunspell.h>
#include <stdlib.h>

struct derlius_hunspell {
  Hunhandle *handle;
};

derlius_hunspell *derlius_hunspell_new(const char *affixes, const char *words) {
  derlius_hunspell *dictionary = calloc(1, sizeof *dictionary);
  if (!dictionary) return NULL;
  dictionary->handle = Hunspell_create(affixes, words);
  if (!dictionary->handle) {
    free(dictionary);
    return NULL;
  }
  return dictionary;
}

void derlius_hunspell_free(derlius_hunspell *dictionary) {
  if (!dictionary) return;
  Hunspell_destroy(dictionary->handle);
  free(dictionary);
}

int derlius_hunspell_knows(derlius_hunspell *dictionary, const char *word) {
  return Hunspell_spell(dictionary->handle, word) != 0;
}
