#include "library.h"

#include "CMicroHTTPD.h"
#include "connections.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef SOCK_CLOEXEC
#define SOCK_CLOEXEC 0
#endif

struct derlius_http_server {
  struct MHD_Daemon *daemon;
  struct derlius_http_handler handler;
  struct derlius_http_limits limits;
  struct derlius_connections connections;
  // Touched by the server's thread alone.
  long long held_bytes;
};

struct derlius_http_request {
  struct derlius_http_server *server;
  struct MHD_Connection *connection;
  struct derlius_connection *watched;
  char *target;
  struct derlius_http_head head;
  enum { NEW, READING, WORKING, ANSWERED } stage;
  unsigned char *body;
  size_t length, capacity;
  // What will be sent; set by any thread before the connection is resumed.
  struct MHD_Response *answer;
  unsigned status;
  int is_suspended;
};

static int socket_of(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      derlius_mhd.get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

// A header that comes twice is as good as none.
static void note(const char **place, int *count, const char *value) {
  *place = (*count)++ ? NULL : value;
}

struct heads {
  struct derlius_http_head *head;
  int hosts, origins, types, sites, lengths;
  const char *length;
};

static enum MHD_Result take_header(
    void *context, enum MHD_ValueKind kind, const char *name, const char *value) {
  struct heads *heads = context;
  (void)kind;
  if (!strcasecmp(name, "Host")) note(&heads->head->host, &heads->hosts, value);
  if (!strcasecmp(name, "Origin")) note(&heads->head->origin, &heads->origins, value ? value : "");
  if (!strcasecmp(name, "Content-Type")) note(&heads->head->content_type, &heads->types, value);
  if (!strcasecmp(name, "Sec-Fetch-Site")) note(&heads->head->fetch_site, &heads->sites, value);
  if (!strcasecmp(name, "Content-Length")) note(&heads->length, &heads->lengths, value);
  if (!strcasecmp(name, "Transfer-Encoding")) heads->head->is_chunked = 1;
  return MHD_YES;
}

static void read_head(struct derlius_http_request *request, const char *method) {
  struct derlius_http_head *head = &request->head;
  struct heads heads = {.head = head};
  derlius_mhd.get_connection_values(request->connection, MHD_HEADER_KIND, take_header, &heads);
  // A second Origin must not pass for none.
  if (heads.origins > 1) head->origin = "";
  if (heads.sites > 1) head->fetch_site = "";
  head->method = method;
  head->target = request->target;
  head->content_length = -1;
  if (heads.lengths == 1 && heads.length) {
    // The library has refused what is no number.
    errno = 0;
    head->content_length = strtoll(heads.length, NULL, 10);
    if (errno || head->content_length < 0) head->content_length = -1;
  } else if (heads.lengths > 1) {
    head->is_chunked = 1;
  }
  head->held_bytes = request->server->held_bytes;
}

static void free_body(struct derlius_http_request *request) {
  free(request->body);
  request->server->held_bytes -= (long long)request->capacity;
  request->body = NULL;
  request->length = request->capacity = 0;
}

static enum MHD_Result send_answer(struct derlius_http_request *request) {
  request->stage = ANSWERED;
  derlius_connection_limit(
      &request->server->connections, request->watched, request->server->limits.send_seconds);
  enum MHD_Result result =
      derlius_mhd.queue_response(request->connection, request->status, request->answer);
  derlius_mhd.destroy_response(request->answer);
  request->answer = NULL;
  return result;
}

static void *begin(void *context, const char *target, struct MHD_Connection *connection) {
  struct derlius_http_server *server = context;
  struct derlius_http_request *request = calloc(1, sizeof *request);
  if (!request) return NULL;
  request->server = server;
  request->connection = connection;
  request->target = strdup(target);
  const union MHD_ConnectionInfo *info =
      derlius_mhd.get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  request->watched = info ? info->socket_context : NULL;
  return request;
}

// The first call of a request, with its head alone.
static enum MHD_Result take_head(struct derlius_http_request *request, const char *method) {
  struct derlius_http_server *server = request->server;
  request->stage = READING;
  read_head(request, method);
  server->handler.head(server->handler.context, request, &request->head);
  long long length = request->head.content_length;
  if (request->answer) {
    // It is sent once the body was read past, if there is one: closing with a body unread would take the answer away from the client.
    int skips = !request->head.is_chunked && length <= server->limits.skipped_bytes;
    return skips ? MHD_YES : send_answer(request);
  }
  if (request->head.is_chunked) return MHD_NO;
  if (length > 0) {
    request->body = malloc((size_t)length);
    if (!request->body) return MHD_NO;
    request->capacity = (size_t)length;
    server->held_bytes += length;
  }
  return MHD_YES;
}

static enum MHD_Result take_body(
    struct derlius_http_request *request, const char *data, size_t *length) {
  if (!request->answer) {
    if (*length > request->capacity - request->length) return MHD_NO;
    memcpy(request->body + request->length, data, *length);
    request->length += *length;
  }
  *length = 0;
  return MHD_YES;
}

static enum MHD_Result serve(
    void *context, struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *data, size_t *length, void **state) {
  struct derlius_http_server *server = context;
  struct derlius_http_request *request = *state;
  (void)connection;
  (void)url;
  (void)version;
  if (!request || !request->target) return MHD_NO;
  if (request->stage == NEW) return take_head(request, method);
  if (*length > 0) return take_body(request, data, length);
  if (request->answer) return send_answer(request);
  if (request->stage != READING) return MHD_NO;
  request->stage = WORKING;
  derlius_connection_limit(&server->connections, request->watched, 0);
  derlius_mhd.suspend_connection(connection);
  request->is_suspended = 1;
  // The body is read by the handler before it returns; the request may be answered before that, too.
  unsigned char *body = request->body;
  size_t capacity = request->capacity, count = request->length;
  request->body = NULL;
  request->length = request->capacity = 0;
  server->handler.whole(server->handler.context, request, &request->head, body, count);
  free(body);
  server->held_bytes -= (long long)capacity;
  return MHD_YES;
}

static void end(
    void *context, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode code) {
  struct derlius_http_server *server = context;
  struct derlius_http_request *request = *state;
  (void)connection;
  (void)code;
  if (!request) return;
  if (request->answer) derlius_mhd.destroy_response(request->answer);
  free_body(request);
  derlius_connection_limit(
      &server->connections, request->watched, server->limits.receive_seconds);
  free(request->target);
  free(request);
  *state = NULL;
}

static void watch_connection(
    void *context, struct MHD_Connection *connection, void **state,
    enum MHD_ConnectionNotificationCode code) {
  struct derlius_http_server *server = context;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    *state = derlius_connection_add(
        &server->connections, socket_of(connection), server->limits.receive_seconds);
  } else {
    derlius_connection_remove(&server->connections, *state);
    *state = NULL;
  }
}

// Targets are passed on as they were sent.
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  return strlen(text);
}

static int listen_on(unsigned short *port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return -1;
  int yes = 1;
  // A port whose last connections are still being closed may be used again.
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  struct sockaddr_in address = {
      .sin_family = AF_INET,
      .sin_port = htons(*port),
      .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)},
  };
  socklen_t size = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, sizeof address) == 0 &&
      listen(listener, 32) == 0 &&
      getsockname(listener, (struct sockaddr *)&address, &size) == 0) {
    *port = ntohs(address.sin_port);
    return listener;
  }
  int problem = errno;
  close(listener);
  errno = problem;
  return -1;
}

struct derlius_http_server *derlius_http_start(
    const struct derlius_http_handler *handler, const struct derlius_http_limits *limits,
    unsigned short *port, char *message, size_t message_size, int *is_port_taken) {
  *is_port_taken = 0;
  const char *problem = derlius_mhd_load();
  if (problem) {
    snprintf(message, message_size, "%s", problem);
    return NULL;
  }
  struct derlius_http_server *server = calloc(1, sizeof *server);
  int listener = server ? listen_on(port) : -1;
  if (listener < 0) {
    *is_port_taken = server && errno == EADDRINUSE;
    snprintf(message, message_size, "%s", strerror(errno));
    free(server);
    return NULL;
  }
  server->handler = *handler;
  server->limits = *limits;
  if (!derlius_connections_start(&server->connections)) {
    snprintf(message, message_size, "no thread is to be had");
    close(listener);
    free(server);
    return NULL;
  }
  const struct MHD_OptionItem options[] = {
      {MHD_OPTION_LISTEN_SOCKET, listener, NULL},
      {MHD_OPTION_CONNECTION_LIMIT, limits->connections, NULL},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)limits->connection_bytes, NULL},
      {MHD_OPTION_CONNECTION_TIMEOUT, limits->receive_seconds, NULL},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
      {MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL},
      {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)keep_escapes, server},
      {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)begin, server},
      {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)end, server},
      {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)watch_connection, server},
      {MHD_OPTION_END, 0, NULL},
  };
  server->daemon = derlius_mhd.start_daemon(
      MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0,
      NULL, NULL, serve, server, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
  if (server->daemon) return server;
  snprintf(message, message_size, "libmicrohttpd cannot start");
  derlius_connections_stop(&server->connections);
  close(listener);
  free(server);
  return NULL;
}

void derlius_http_close(struct derlius_http_server *server) {
  MHD_socket listener = derlius_mhd.quiesce_daemon(server->daemon);
  if (listener != MHD_INVALID_SOCKET) close(listener);
}

void derlius_http_stop(struct derlius_http_server *server) {
  derlius_mhd.stop_daemon(server->daemon);
  derlius_connections_stop(&server->connections);
  free(server);
}

void derlius_http_answer(
    struct derlius_http_request *request, unsigned status, const struct derlius_http_field *fields,
    size_t field_count, const void *bytes, size_t length) {
  struct MHD_Response *answer = derlius_mhd.create_response(
      length, length ? (void *)bytes : (void *)"", MHD_RESPMEM_MUST_COPY);
  if (answer) {
    for (size_t index = 0; index < field_count; index++)
      derlius_mhd.add_response_header(answer, fields[index].name, fields[index].value);
  }
  request->status = status;
  request->answer = answer;
  // Without memory for an answer the connection is closed.
  if (request->is_suspended) derlius_mhd.resume_connection(request->connection);
}

int derlius_http_is_gone(const struct derlius_http_request *request) {
  char byte;
  ssize_t count = recv(socket_of(request->connection), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}
