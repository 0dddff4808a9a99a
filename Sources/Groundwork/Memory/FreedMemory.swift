#if canImport(Glibc)
  import Glibc
#endif

/// Gives memory that was freed, and that the allocator has kept, back to the system.
///
/// Between stages of a run that take memory in different sizes; where the C library has no such call, it does nothing.
public func returnFreedMemory() {
  #if canImport(Glibc)
    // Its header is not in the module.
    guard let found = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(found, to: (@convention(c) (Int) -> CInt).self)(0)
  #endif
}
