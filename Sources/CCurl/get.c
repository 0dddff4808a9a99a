// ftruncate and O_CLOEXEC are of POSIX, not of C.
#define _POSIX_C_SOURCE 200809L

// The options' types are checked by macros that know the library's own names only.
#define CURL_DISABLE_TYPECHECK

#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#define LIBRARY "libcurl.4.dylib"
#else
#define LIBRARY "libcurl.so.4"
#endif

// The library's functions, which are looked up when something is fetched for the first time: libcurl brings two dozen
// other libraries along, which cost every other command 4 MB of memory and 4 ms of its start.
static struct {
  __typeof__(curl_easy_init) *init;
  __typeof__(curl_easy_cleanup) *cleanup;
  __typeof__(curl_easy_setopt) *setopt;
  __typeof__(curl_easy_getinfo) *getinfo;
  __typeof__(curl_easy_perform) *perform;
  __typeof__(curl_easy_strerror) *strerror;
  __typeof__(curl_slist_append) *append;
  __typeof__(curl_slist_free_all) *free_all;
} library;

// Looks the functions up; NULL, or what is wrong. Several threads may do so at once: they write the same.
static const char *load(void) {
  void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return LIBRARY " is not installed";
  const struct {
    void *target;
    const char *name;
  } functions[] = {
      {&library.init, "curl_easy_init"},         {&library.cleanup, "curl_easy_cleanup"},
      {&library.setopt, "curl_easy_setopt"},     {&library.getinfo, "curl_easy_getinfo"},
      {&library.perform, "curl_easy_perform"},   {&library.strerror, "curl_easy_strerror"},
      {&library.append, "curl_slist_append"},    {&library.free_all, "curl_slist_free_all"},
  };
  for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
    void *found = dlsym(handle, functions[index].name);
    if (!found) return LIBRARY " lacks a function";
    memcpy(functions[index].target, &found, sizeof found);
  }
  return NULL;
}

struct transfer {
  const struct derlius_get *get;
  CURL *curl;
  int file;
  int started, unread, stopped, too_large, not_written;
  long long offset, received;
};

static size_t take_header(char *data, size_t size, size_t count, void *context) {
  struct transfer *transfer = context;
  size_t length = size * count;
  while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r')) length -= 1;
  transfer->get->header(transfer->get->context, data, length);
  return size * count;
}

// Asks where the body goes and puts the file there.
static void start(struct transfer *transfer) {
  long status = 0;
  library.getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
  transfer->started = 1;
  transfer->offset = transfer->get->body(transfer->get->context, status);
  transfer->unread = transfer->offset < 0;
  if (transfer->unread) return;
  transfer->not_written = ftruncate(transfer->file, transfer->offset) != 0
      || lseek(transfer->file, transfer->offset, SEEK_SET) < 0;
}

static size_t take_body(char *data, size_t size, size_t count, void *context) {
  struct transfer *transfer = context;
  size_t length = size * count;
  if (!transfer->started) start(transfer);
  if (transfer->unread) {
    // libcurl says where a redirect leads after its body only, which is short.
    long status = 0;
    library.getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    transfer->received += (long long)length;
    transfer->stopped = status < 300 || status >= 400 || transfer->received > 1 << 20;
    return transfer->stopped ? 0 : length;
  }
  if (transfer->not_written) return 0;
  if (transfer->offset + transfer->received + (long long)length > transfer->get->limit) {
    transfer->too_large = 1;
    return 0;
  }
  for (size_t done = 0; done < length;) {
    ssize_t written = write(transfer->file, data + done, length - done);
    if (written < 0) {
      transfer->not_written = 1;
      return 0;
    }
    done += (size_t)written;
  }
  transfer->received += (long long)length;
  return length;
}

static int take_progress(
    void *context, curl_off_t expected, curl_off_t received, curl_off_t upload, curl_off_t uploaded) {
  struct transfer *transfer = context;
  (void)upload;
  (void)uploaded;
  if (!transfer->started || transfer->unread) return 0;
  transfer->get->progress(
      transfer->get->context, transfer->offset + received,
      expected > 0 ? transfer->offset + expected : 0);
  return 0;
}

static int is_worth_another_try(CURLcode code) {
  switch (code) {
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_SSL_CONNECT_ERROR: return 1;
    default: return 0;
  }
}

static enum derlius_get_end end_of(const struct transfer *transfer, CURLcode code) {
  if (transfer->stopped) return DERLIUS_GET_DONE;
  if (transfer->not_written) return DERLIUS_GET_NOT_WRITTEN;
  if (transfer->too_large) return DERLIUS_GET_TOO_LARGE;
  if (code == CURLE_OK) return DERLIUS_GET_DONE;
  return is_worth_another_try(code) ? DERLIUS_GET_CUT : DERLIUS_GET_FAILED;
}

static void set_options(CURL *curl, const struct derlius_get *get, struct transfer *transfer) {
  library.setopt(curl, CURLOPT_URL, get->url);
  library.setopt(curl, CURLOPT_PROTOCOLS_STR, get->plain ? "http,https" : "https");
  if (get->plain) library.setopt(curl, CURLOPT_PROXY, "");
  if (get->range) library.setopt(curl, CURLOPT_RANGE, get->range);
  if (get->bearer) {
    library.setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    library.setopt(curl, CURLOPT_XOAUTH2_BEARER, get->bearer);
  }
  library.setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  // Give up on a connection that stalls: under 1 kB/s for 20 s.
  library.setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1024L);
  library.setopt(curl, CURLOPT_LOW_SPEED_TIME, 20L);
  library.setopt(curl, CURLOPT_NOSIGNAL, 1L);
  library.setopt(curl, CURLOPT_USERAGENT, "derlius");
  library.setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  library.setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  library.setopt(curl, CURLOPT_HEADERDATA, transfer);
  library.setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  library.setopt(curl, CURLOPT_WRITEDATA, transfer);
  library.setopt(curl, CURLOPT_NOPROGRESS, 0L);
  library.setopt(curl, CURLOPT_XFERINFOFUNCTION, take_progress);
  library.setopt(curl, CURLOPT_XFERINFODATA, transfer);
}

enum derlius_get_end derlius_get(
    const struct derlius_get *get, long *status, char *redirect, size_t redirect_size, char *message,
    size_t message_size) {
  *status = 0;
  redirect[0] = 0;
  message[0] = 0;
  const char *problem = load();
  if (problem) {
    snprintf(message, message_size, "%s", problem);
    return DERLIUS_GET_FAILED;
  }
  CURL *curl = library.init();
  if (!curl) {
    snprintf(message, message_size, "libcurl cannot start");
    return DERLIUS_GET_FAILED;
  }
  struct transfer transfer = {.get = get, .curl = curl};
  transfer.file = open(get->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (transfer.file < 0) {
    library.cleanup(curl);
    snprintf(message, message_size, "cannot write %s", get->path);
    return DERLIUS_GET_NOT_WRITTEN;
  }
  char detail[CURL_ERROR_SIZE] = "";
  library.setopt(curl, CURLOPT_ERRORBUFFER, detail);
  set_options(curl, get, &transfer);
  // Ranges are of the file itself, never of a packed form of it.
  struct curl_slist *headers = library.append(NULL, "Accept-Encoding: identity");
  if (get->if_range) {
    char line[1024];
    snprintf(line, sizeof line, "If-Range: %s", get->if_range);
    headers = library.append(headers, line);
  }
  library.setopt(curl, CURLOPT_HTTPHEADER, headers);

  CURLcode code = library.perform(curl);
  library.getinfo(curl, CURLINFO_RESPONSE_CODE, status);
  // A body without bytes is a body.
  if (code == CURLE_OK && !transfer.started) start(&transfer);
  char *location = NULL;
  library.getinfo(curl, CURLINFO_REDIRECT_URL, &location);
  // An address that does not fit is none.
  if (location && strlen(location) < redirect_size) strcpy(redirect, location);
  if (close(transfer.file) != 0) transfer.not_written = 1;
  library.free_all(headers);
  library.cleanup(curl);

  enum derlius_get_end end = end_of(&transfer, code);
  if (end == DERLIUS_GET_NOT_WRITTEN) {
    snprintf(message, message_size, "cannot write %s", get->path);
  } else if (end != DERLIUS_GET_DONE) {
    snprintf(message, message_size, "%s", detail[0] ? detail : library.strerror(code));
  }
  return end;
}
