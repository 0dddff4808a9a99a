// One HTTP exchange through the system's libcurl; plain C types only.
#ifndef DERLIUS_CCURL_H
#define DERLIUS_CCURL_H

#include <stddef.h>

// What to ask for, and who hears of it. Pointers need to live as long as the call.
struct derlius_get {
  const char *url;
  // The file that takes the body; created where it is not there.
  const char *path;
  // The value of a Range header without its unit, such as "100-"; NULL for the whole.
  const char *range;
  // The value of If-Range; NULL for none.
  const char *if_range;
  // A token that is sent as `Authorization: Bearer`; NULL for none.
  const char *bearer;
  // The longest the file may become, in bytes.
  long long limit;
  // 1 to allow http:// (and then past any proxy); 0 for https:// only.
  int plain;
  void *context;
  // Called with each header line and status line, without the line end.
  void (*header)(void *context, const char *line, size_t length);
  // Called once before the first byte of a body: the offset in the file where the body begins (what is
  // behind it is cut off), or below 0 to leave the body unread.
  long long (*body)(void *context, long status);
  // Called now and then with the bytes of the file so far, and all of them (0 where unknown).
  void (*progress)(void *context, long long received, long long expected);
};

// How an exchange ended.
enum derlius_get_end {
  DERLIUS_GET_DONE,       // an answer came whole, whatever its status; or its body was left unread
  DERLIUS_GET_CUT,        // the connection failed on the way: worth another try
  DERLIUS_GET_FAILED,     // there is no such host, no trust, no connection
  DERLIUS_GET_TOO_LARGE,  // the body passed the limit
  DERLIUS_GET_NOT_WRITTEN // the file cannot be written
};

// Asks once, without following redirects; the server's certificate is checked.
//
// `status` gets the HTTP status, or 0. `redirect` gets the absolute address that the answer points to,
// or nothing. `message` gets one line of why where the end is not DONE. Both are always terminated.
enum derlius_get_end derlius_get(
    const struct derlius_get *get, long *status, char *redirect, size_t redirect_size, char *message,
    size_t message_size);

#endif
