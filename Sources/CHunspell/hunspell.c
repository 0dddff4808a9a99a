// For dladdr.
#define _GNU_SOURCE

#include "CHunspell.h"

#include <dlfcn.h>
#include <hunspell.h>
#include <stdlib.h>
#include <string.h>

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

const char *derlius_hunspell_file(void) {
  // By name, since a function's address may be that of a stub in the program.
  void *function = dlsym(RTLD_DEFAULT, "Hunspell_create");
  Dl_info info;
  if (!function || !dladdr(function, &info) || !info.dli_fname) return NULL;
  const char *slash = strrchr(info.dli_fname, '/');
  const char *name = slash ? slash + 1 : info.dli_fname;
  return strncmp(name, "libhunspell", strlen("libhunspell")) == 0 ? name : NULL;
}
