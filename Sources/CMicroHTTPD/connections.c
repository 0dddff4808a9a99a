#define _GNU_SOURCE

#include "connections.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *watch(void *argument) {
  struct derlius_connections *all = argument;
  pthread_mutex_lock(&all->lock);
  while (!all->is_ending) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    pthread_cond_timedwait(&all->change, &all->lock, &until);
    double time = now();
    for (struct derlius_connection *one = all->first; one; one = one->next) {
      if (one->deadline > 0 && one->deadline < time) {
        // The server's thread sees the end and closes the socket.
        shutdown(one->socket, SHUT_RDWR);
        one->deadline = 0;
      }
    }
  }
  pthread_mutex_unlock(&all->lock);
  return NULL;
}

int derlius_connections_start(struct derlius_connections *all) {
  pthread_mutex_init(&all->lock, NULL);
  pthread_cond_init(&all->change, NULL);
  return pthread_create(&all->thread, NULL, watch, all) == 0;
}

void derlius_connections_stop(struct derlius_connections *all) {
  pthread_mutex_lock(&all->lock);
  all->is_ending = 1;
  pthread_cond_signal(&all->change);
  pthread_mutex_unlock(&all->lock);
  pthread_join(all->thread, NULL);
}

struct derlius_connection *derlius_connection_add(
    struct derlius_connections *all, int socket, unsigned seconds) {
  struct derlius_connection *connection = calloc(1, sizeof *connection);
  if (!connection) return NULL;
  connection->socket = socket;
  connection->deadline = now() + seconds;
  pthread_mutex_lock(&all->lock);
  connection->next = all->first;
  if (all->first) all->first->previous = connection;
  all->first = connection;
  pthread_mutex_unlock(&all->lock);
  return connection;
}

void derlius_connection_remove(
    struct derlius_connections *all, struct derlius_connection *connection) {
  if (!connection) return;
  pthread_mutex_lock(&all->lock);
  if (connection->previous) connection->previous->next = connection->next;
  else all->first = connection->next;
  if (connection->next) connection->next->previous = connection->previous;
  pthread_mutex_unlock(&all->lock);
  free(connection);
}

void derlius_connection_limit(
    struct derlius_connections *all, struct derlius_connection *connection, unsigned seconds) {
  if (!connection) return;
  pthread_mutex_lock(&all->lock);
  connection->deadline = seconds ? now() + seconds : 0;
  pthread_mutex_unlock(&all->lock);
}
