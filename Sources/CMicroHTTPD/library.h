// libmicrohttpd's functions, looked up when a server starts: no other command needs them.
#ifndef DERLIUS_MICROHTTPD_LIBRARY_H
#define DERLIUS_MICROHTTPD_LIBRARY_H

// Sockets, threads and clocks are of POSIX, not of C.
#define _GNU_SOURCE

#include <microhttpd.h>

struct derlius_mhd {
  __typeof__(MHD_start_daemon) *start_daemon;
  __typeof__(MHD_stop_daemon) *stop_daemon;
  __typeof__(MHD_quiesce_daemon) *quiesce_daemon;
  __typeof__(MHD_queue_response) *queue_response;
  __typeof__(MHD_create_response_from_buffer) *create_response;
  __typeof__(MHD_destroy_response) *destroy_response;
  __typeof__(MHD_add_response_header) *add_response_header;
  __typeof__(MHD_get_connection_values) *get_connection_values;
  __typeof__(MHD_get_connection_info) *get_connection_info;
  __typeof__(MHD_suspend_connection) *suspend_connection;
  __typeof__(MHD_resume_connection) *resume_connection;
};

extern struct derlius_mhd derlius_mhd;

// Looks the functions up; NULL, or what is wrong.
const char *derlius_mhd_load(void);

#endif
