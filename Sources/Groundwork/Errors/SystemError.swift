#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The words of the C library's last error, read at once after the call that failed.
public func lastSystemError() -> String {
  let code = errno
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text).lowercasingFirst
}

extension String {
  fileprivate var lowercasingFirst: String {
    guard let first else { return self }
    return first.lowercased() + dropFirst()
  }
}
