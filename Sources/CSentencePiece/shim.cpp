#include "CSentencePiece.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

char *copy_text(const std::string &text) {
  char *copy = static_cast<char *>(std::malloc(text.size() + 1));
  if (copy) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

}  // namespace

#ifdef DERLIUS_SENTENCEPIECE

#include <dlfcn.h>
#include <sentencepiece_processor.h>
#include <sentencepiece_trainer.h>

struct derlius_sp_model {
  sentencepiece::SentencePieceProcessor processor;
};

namespace {

template <typename Element>
int give(const Element *elements, size_t number, Element **memory, size_t *count, char **error) {
  *memory = static_cast<Element *>(std::malloc((number ? number : 1) * sizeof(Element)));
  if (!*memory) {
    *error = copy_text("out of memory");
    return 0;
  }
  if (number) std::memcpy(*memory, elements, number * sizeof(Element));
  *count = number;
  return 1;
}

absl::string_view view(const uint8_t *bytes, size_t count) {
  return absl::string_view(reinterpret_cast<const char *>(bytes), count);
}

}  // namespace

extern "C" {

int derlius_sp_is_linked(void) { return 1; }

// The library does not tell its version, so the caller looks beside it; a virtual function of a live
// object surely lies in the library.
char *derlius_sp_library_path(void) {
  sentencepiece::SentencePieceProcessor processor;
  void **table = *reinterpret_cast<void ***>(&processor);
  Dl_info place;
  if (dladdr(table[0], &place) && place.dli_fname) return copy_text(place.dli_fname);
  return nullptr;
}

derlius_sp_model *derlius_sp_load(const uint8_t *bytes, size_t count, char **error) {
  *error = nullptr;
  try {
    derlius_sp_model *model = new derlius_sp_model;
    const auto status = model->processor.LoadFromSerializedProto(view(bytes, count));
    if (status.ok()) return model;
    *error = copy_text(status.ToString());
    delete model;
  } catch (const std::exception &problem) {
    *error = copy_text(problem.what());
  }
  return nullptr;
}

void derlius_sp_free(derlius_sp_model *model) { delete model; }

int derlius_sp_encode(const derlius_sp_model *model, const uint8_t *text, size_t text_count,
                      int32_t **ids, size_t *count, char **error) {
  *error = nullptr;
  try {
    std::vector<int> result;
    const auto status = model->processor.Encode(view(text, text_count), &result);
    if (status.ok()) return give<int32_t>(result.data(), result.size(), ids, count, error);
    *error = copy_text(status.ToString());
  } catch (const std::exception &problem) {
    *error = copy_text(problem.what());
  }
  return 0;
}

int derlius_sp_nbest(const derlius_sp_model *model, const uint8_t *text, size_t text_count,
                     int wanted, int32_t **numbers, size_t *count, char **error) {
  *error = nullptr;
  try {
    std::vector<std::vector<int>> result;
    const auto status = model->processor.NBestEncode(view(text, text_count), wanted, &result);
    std::vector<int32_t> flat;
    for (const auto &ids : result) {
      flat.push_back(static_cast<int32_t>(ids.size()));
      flat.insert(flat.end(), ids.begin(), ids.end());
    }
    if (status.ok()) return give<int32_t>(flat.data(), flat.size(), numbers, count, error);
    *error = copy_text(status.ToString());
  } catch (const std::exception &problem) {
    *error = copy_text(problem.what());
  }
  return 0;
}

int derlius_sp_decode(const derlius_sp_model *model, const int32_t *ids, size_t id_count,
                      uint8_t **text, size_t *count, char **error) {
  *error = nullptr;
  try {
    const std::vector<int> input(ids, ids + id_count);
    std::string result;
    const auto status = model->processor.Decode(input, &result);
    const auto *bytes = reinterpret_cast<const uint8_t *>(result.data());
    if (status.ok()) return give<uint8_t>(bytes, result.size(), text, count, error);
    *error = copy_text(status.ToString());
  } catch (const std::exception &problem) {
    *error = copy_text(problem.what());
  }
  return 0;
}

int derlius_sp_train(const char *options, char **error) {
  *error = nullptr;
  try {
    const std::string quiet = "--minloglevel=2 " + std::string(options);
    const auto status = sentencepiece::SentencePieceTrainer::Train(quiet);
    if (status.ok()) return 1;
    *error = copy_text(status.ToString());
  } catch (const std::exception &problem) {
    *error = copy_text(problem.what());
  }
  return 0;
}

void derlius_sp_free_memory(void *memory) { std::free(memory); }

}  // extern "C"

#else

extern "C" {

int derlius_sp_is_linked(void) { return 0; }

char *derlius_sp_library_path(void) { return nullptr; }

derlius_sp_model *derlius_sp_load(const uint8_t *, size_t, char **error) {
  *error = copy_text("not available");
  return nullptr;
}

void derlius_sp_free(derlius_sp_model *) {}

int derlius_sp_encode(const derlius_sp_model *, const uint8_t *, size_t, int32_t **, size_t *,
                      char **error) {
  *error = copy_text("not available");
  return 0;
}

int derlius_sp_nbest(const derlius_sp_model *, const uint8_t *, size_t, int, int32_t **, size_t *,
                     char **error) {
  *error = copy_text("not available");
  return 0;
}

int derlius_sp_decode(const derlius_sp_model *, const int32_t *, size_t, uint8_t **, size_t *,
                      char **error) {
  *error = copy_text("not available");
  return 0;
}

int derlius_sp_train(const char *, char **error) {
  *error = copy_text("not available");
  return 0;
}

void derlius_sp_free_memory(void *memory) { std::free(memory); }

}  // extern "C"

#endif
