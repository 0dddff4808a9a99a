// A small HTTP server on loopback through the system's libmicrohttpd; plain C types only.
#ifndef DERLIUS_CMICROHTTPD_H
#define DERLIUS_CMICROHTTPD_H

#include <stddef.h>

// A running server, and a request that it has not answered yet.
struct derlius_http_server;
struct derlius_http_request;

// The head of a request. Strings live until the request is answered; NULL where the header is absent or repeated.
struct derlius_http_head {
  const char *method;
  // The path and the query as sent: nothing is decoded.
  const char *target;
  const char *host;
  const char *origin;
  const char *content_type;
  // Sec-Fetch-Site: what a browser says of where the request comes from.
  const char *fetch_site;
  // The body's length as stated, -1 without one.
  long long content_length;
  // 1 where the body comes in chunks, so that its length is not stated.
  int is_chunked;
  // The bytes of the bodies that the server holds at this moment.
  long long held_bytes;
};

// Who answers. Both functions are called on the server's one thread.
struct derlius_http_handler {
  void *context;
  // A head has come: answer at once (a body is then read past), or let the body come.
  void (*head)(
      void *context, struct derlius_http_request *request, const struct derlius_http_head *head);
  // The request is whole and must be answered, now or later, from any thread. The body is gone afterwards.
  void (*whole)(
      void *context, struct derlius_http_request *request, const struct derlius_http_head *head,
      const unsigned char *body, size_t length);
};

// What the server bears. Times are in seconds.
struct derlius_http_limits {
  unsigned connections;
  // Memory for a connection's head and buffers.
  size_t connection_bytes;
  // The time that a request may take to come, and that an answer may take to be fetched.
  unsigned receive_seconds;
  unsigned send_seconds;
  // A refused request's body of at most this length is read past, so that the client sees the answer.
  long long skipped_bytes;
};

// Starts a server on 127.0.0.1; `port` 0 takes a free one, and `port` is then the one taken.
//
// NULL where it cannot be: `message` (always terminated) says why in one clause, and `is_port_taken` is 1 where another program has
// the port.
struct derlius_http_server *derlius_http_start(
    const struct derlius_http_handler *handler, const struct derlius_http_limits *limits,
    unsigned short *port, char *message, size_t message_size, int *is_port_taken);

// Takes no more connections.
void derlius_http_close(struct derlius_http_server *server);

// Ends the server: all requests must have been answered, closed ones too. Frees it.
void derlius_http_stop(struct derlius_http_server *server);

// A header of an answer.
struct derlius_http_field {
  const char *name;
  const char *value;
};

// Answers a request, once, from any thread; the bytes are copied. The request must not be used afterwards, unless this is called
// from within `head` or `whole`.
void derlius_http_answer(
    struct derlius_http_request *request, unsigned status, const struct derlius_http_field *fields,
    size_t field_count, const void *bytes, size_t length);

// Whether the client of a request that is not answered yet has closed its connection.
int derlius_http_is_gone(const struct derlius_http_request *request);

#endif
