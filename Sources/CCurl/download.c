#include "CCurl.h"

#include <curl/curl.h>
#include <stdio.h>

struct observer {
  int (*progress)(void *, long long, long long);
  void *context;
  long long limit;
};

static int transfer(
    void *data, curl_off_t expected, curl_off_t received, curl_off_t upload, curl_off_t uploaded) {
  const struct observer *observer = data;
  (void)upload;
  (void)uploaded;
  if (received > observer->limit) return 1;
  if (!observer->progress) return 0;
  return observer->progress(observer->context, received, expected);
}

int derlius_download(
    const char *url, const char *path, long long limit,
    int (*progress)(void *, long long, long long), void *context, char *message,
    size_t message_size) {
  if (message_size == 0) return 0;
  message[0] = 0;
  FILE *file = fopen(path, "wb");
  if (!file) {
    snprintf(message, message_size, "cannot write %s", path);
    return 0;
  }
  CURL *curl = curl_easy_init();
  if (!curl) {
    fclose(file);
    snprintf(message, message_size, "libcurl cannot start");
    return 0;
  }
  char detail[CURL_ERROR_SIZE] = "";
  struct observer observer = {progress, context, limit};
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, file);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 8L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  // Give up on a connection that stalls: under 1 kB/s for 20 s.
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1024L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 20L);
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)limit);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "derlius");
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, transfer);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &observer);
  CURLcode code = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  int closed = fclose(file) == 0;
  if (code == CURLE_OK && closed) return 1;
  if (code == CURLE_OK) {
    snprintf(message, message_size, "cannot write %s", path);
  } else {
    snprintf(message, message_size, "%s", detail[0] ? detail : curl_easy_strerror(code));
  }
  return 0;
}
