// The real libsentencepiece, as an oracle for tests and certificates. Plain C types only.
#ifndef DERLIUS_CSENTENCEPIECE_H
#define DERLIUS_CSENTENCEPIECE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct derlius_sp_model derlius_sp_model;

// 1 when the library is linked, 0 when this build leaves it out.
int derlius_sp_is_linked(void);

// The path of the shared library in use, freed by the caller; NULL when not known or not linked.
char *derlius_sp_library_path(void);

// Loads a model from its bytes. On failure gives NULL and an error text, freed by the caller.
derlius_sp_model *derlius_sp_load(const uint8_t *bytes, size_t count, char **error);
void derlius_sp_free(derlius_sp_model *model);

// Encodes a text. Gives 1 and `*count` ids, freed by the caller, or 0 and an error text.
int derlius_sp_encode(const derlius_sp_model *model, const uint8_t *text, size_t text_count,
                      int32_t **ids, size_t *count, char **error);

// The `wanted` best ways to encode a text, best first: for each the number of ids, then the ids. Gives 1
// and `*count` numbers, freed by the caller, or 0 and an error text.
int derlius_sp_nbest(const derlius_sp_model *model, const uint8_t *text, size_t text_count,
                     int wanted, int32_t **numbers, size_t *count, char **error);

// Decodes ids. Gives 1 and `*count` bytes, freed by the caller, or 0 and an error text.
int derlius_sp_decode(const derlius_sp_model *model, const int32_t *ids, size_t id_count,
                      uint8_t **text, size_t *count, char **error);

// Trains with the options of `spm_train` in one string. Gives 1, or 0 and an error text.
int derlius_sp_train(const char *options, char **error);

// Frees what the functions above gave.
void derlius_sp_free_memory(void *memory);

#ifdef __cplusplus
}
#endif

#endif
