// Prints what llama.cpp gives for texts: see make.py. Built against its library, for example with
//   g++ -O1 -Iinclude -Iggml/include oracle.cpp -o oracle -Lbuild/bin -lllama -lggml -lggml-base
#include "llama.h"
#include <cstdio>
#include <cstdint>
#include <string>
#include <vector>
static void quiet(ggml_log_level l, const char* t, void*) { if (l == GGML_LOG_LEVEL_ERROR) fputs(t, stderr); }
int main(int argc, char** argv) {
  llama_log_set(quiet, nullptr);
  auto p = llama_model_default_params(); p.vocab_only = true;
  auto* m = llama_model_load_from_file(argv[1], p);
  if (!m) { fprintf(stderr, "load failed\n"); return 1; }
  auto* v = llama_model_get_vocab(m);
  uint32_t n; std::string s;
  while (fread(&n, 4, 1, stdin) == 1) {
    s.resize(n); if (n && fread(&s[0], 1, n, stdin) != n) return 2;
    std::vector<llama_token> ids(n * 2 + 64);
    int k = llama_tokenize(v, s.data(), (int)n, ids.data(), (int)ids.size(), false, false);
    if (k < 0) { ids.resize(-k); k = llama_tokenize(v, s.data(), (int)n, ids.data(), (int)ids.size(), false, false); }
    for (int i = 0; i < k; i++) printf(i ? " %d" : "%d", ids[i]);
    putchar('\n');
  }
}
