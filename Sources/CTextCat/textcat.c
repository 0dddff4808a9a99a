#include "CTextCat.h"

#include <libexttextcat/textcat.h>
#include <stdlib.h>

struct derlius_textcat {
  void *handle;
};

derlius_textcat *derlius_textcat_new(const char *list, const char *folder) {
  derlius_textcat *classifier = calloc(1, sizeof *classifier);
  if (!classifier) return NULL;
  classifier->handle = special_textcat_Init(list, folder);
  if (!classifier->handle) {
    free(classifier);
    return NULL;
  }
  return classifier;
}

void derlius_textcat_free(derlius_textcat *classifier) {
  if (!classifier) return;
  textcat_Done(classifier->handle);
  free(classifier);
}

const char *derlius_textcat_classify(
    derlius_textcat *classifier, const uint8_t *text, size_t length) {
  const char *result = textcat_Classify(classifier->handle, (const char *)text, length);
  return result ? result : "UNKNOWN";
}

const char *derlius_textcat_version(void) { return EXTTEXTCAT_VERSION; }
