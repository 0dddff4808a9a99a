// One download over HTTPS through the system's libcurl; plain C types only.
#ifndef DERLIUS_CCURL_H
#define DERLIUS_CCURL_H

#include <stddef.h>

// Downloads `url` into the new file `path` (created, or emptied), at most `limit` bytes.
//
// Follows redirects between HTTPS addresses only; the server's certificate is checked. `progress` may
// be NULL; it is called now and then with the bytes received and expected (0 where unknown), and a
// result other than 0 stops the download. Returns 1 on success; otherwise 0 with one line of why in
// `message` (always terminated).
int derlius_download(
    const char *url, const char *path, long long limit,
    int (*progress)(void *context, long long received, long long expected), void *context,
    char *message, size_t message_size);

#endif
