// Plain C types only.
