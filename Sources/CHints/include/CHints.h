#ifndef DERLIUS_HINTS_H
#define DERLIUS_HINTS_H

/// Asks for the cache line at an address, which need not be readable; nothing waits for it.
static inline void derlius_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
