// The connections of a server, each with the moment until which it must have gone on.
#ifndef DERLIUS_MICROHTTPD_CONNECTIONS_H
#define DERLIUS_MICROHTTPD_CONNECTIONS_H

#include <pthread.h>

struct derlius_connection {
  struct derlius_connection *next, *previous;
  int socket;
  // Seconds of the monotonic clock; 0 for no limit.
  double deadline;
};

// Libmicrohttpd's own time limit begins anew with every byte, so that a client which sends one now and then could hold a connection
// for ever. A thread looks at all connections each second and shuts those down that are late.
struct derlius_connections {
  pthread_mutex_t lock;
  pthread_cond_t change;
  pthread_t thread;
  struct derlius_connection *first;
  int is_ending;
};

// Begins and ends the watching; `start` gives 0 where there is no thread to be had.
int derlius_connections_start(struct derlius_connections *all);
void derlius_connections_stop(struct derlius_connections *all);

// A new connection, NULL without memory; it must go on within `seconds`.
struct derlius_connection *derlius_connection_add(
    struct derlius_connections *all, int socket, unsigned seconds);
// Before the socket is closed.
void derlius_connection_remove(
    struct derlius_connections *all, struct derlius_connection *connection);
// Sets another limit from now on; 0 for none.
void derlius_connection_limit(
    struct derlius_connections *all, struct derlius_connection *connection, unsigned seconds);

#endif
