// Whether hunspell's library knows a word; plain C types only.
#ifndef DERLIUS_HUNSPELL_H
#define DERLIUS_HUNSPELL_H

typedef struct derlius_hunspell derlius_hunspell;

// A dictionary: its affix file and its words; NULL where memory is missing. The library says nothing of files that it
// cannot read: check them first. Used by one thread at a time.
derlius_hunspell *derlius_hunspell_new(const char *affixes, const char *words);
void derlius_hunspell_free(derlius_hunspell *dictionary);

// 1 where the dictionary accepts the word, which is in the dictionary's encoding; 0 where it does not.
int derlius_hunspell_knows(derlius_hunspell *dictionary, const char *word);

// The name of the file that the library was loaded from, such as libhunspell-1.7.so.0; NULL where it is part of the
// program. The library tells no version of its own.
const char *derlius_hunspell_file(void);

#endif
