// Intentionally empty: only pkg-config's flags are taken from here; headers are read by the shim's .c file.
