/// Whether the faster of two ways is taken where both give the same ids.
///
/// A build with `-Xswiftc -DDERLIUS_PLAIN` takes the plain ways alone: scanners that tell each scalar by itself, no piece
/// remembered.
enum FastPaths {
  #if DERLIUS_PLAIN
    static var areOn: Bool { false }
  #else
    @inline(__always) static var areOn: Bool { true }
  #endif
}
