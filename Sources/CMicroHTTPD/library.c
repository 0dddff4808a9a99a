#include "library.h"

#include <dlfcn.h>
#include <string.h>

#ifdef __APPLE__
#define LIBRARY "libmicrohttpd.12.dylib"
#else
#define LIBRARY "libmicrohttpd.so.12"
#endif

struct derlius_mhd derlius_mhd;

const char *derlius_mhd_load(void) {
  void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return LIBRARY " is not installed";
  const struct {
    void *target;
    const char *name;
  } functions[] = {
      {&derlius_mhd.start_daemon, "MHD_start_daemon"},
      {&derlius_mhd.stop_daemon, "MHD_stop_daemon"},
      {&derlius_mhd.quiesce_daemon, "MHD_quiesce_daemon"},
      {&derlius_mhd.queue_response, "MHD_queue_response"},
      {&derlius_mhd.create_response, "MHD_create_response_from_buffer"},
      {&derlius_mhd.destroy_response, "MHD_destroy_response"},
      {&derlius_mhd.add_response_header, "MHD_add_response_header"},
      {&derlius_mhd.get_connection_values, "MHD_get_connection_values"},
      {&derlius_mhd.get_connection_info, "MHD_get_connection_info"},
      {&derlius_mhd.suspend_connection, "MHD_suspend_connection"},
      {&derlius_mhd.resume_connection, "MHD_resume_connection"},
  };
  for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
    void *found = dlsym(handle, functions[index].name);
    if (!found) return LIBRARY " lacks a function";
    memcpy(functions[index].target, &found, sizeof found);
  }
  return NULL;
}
