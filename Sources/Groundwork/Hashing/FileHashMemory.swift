#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The SHA-256 of files that were hashed before, remembered beside what the system says of each file.
///
/// As git's index does it: a file whose device, number, size, and times of change (of content and of anything) are
/// those of then has the bytes of then. Times have limits, so a file that changed less than two seconds before it
/// was hashed is not remembered (git's "racy" rule). A memory that cannot be read or written is no error: the file
/// is hashed.
///
/// For finding what was derived from a file. Whoever must know that bytes are right (`verify`, `pull`) hashes them.
public struct FileHashMemory: Sendable {
  private let folder: String

  /// Creates a memory in a folder, which is made when there is something to remember.
  public init(folder: String = joinPath(HomeFolder.path, "hashes")) { self.folder = folder }

  /// The SHA-256 of a file, 64 hexadecimal digits, from memory or of its bytes, which is then remembered.
  public func sha256(of path: String) throws(Failure) -> String {
    if let known = known(path) { return known.sha256 }
    let moment = Self.now
    let stamp = FileStamp(path)
    let hash = try sha256OfFile(path)
    if let stamp, stamp == FileStamp(path) {
      remember(path, stamp, sha256: hash, readAt: moment)
    }
    return hash
  }

  /// What is remembered of a file as it is now; nil for nothing.
  public func known(_ path: String) -> (sha256: String, stamp: FileStamp)? {
    guard let entry = try? readFile(place(of: path)), let stamp = FileStamp(path) else {
      return nil
    }
    let hash = entry.prefix(32)
    guard entry == Self.entry(stamp, Array(hash)) else { return nil }
    return (hexadecimal(hash), stamp)
  }

  /// Remembers the hash of a file's bytes.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - stamp: the file's stamp before its bytes were read, and after.
  ///   - sha256: the hash of the bytes, 64 hexadecimal digits.
  ///   - moment: when reading began, in seconds: see `now`.
  public func remember(
    _ path: String, _ stamp: FileStamp, sha256: String, readAt moment: Int64
  ) {
    guard moment - stamp.lastChange >= 2, let hash = bytes(ofHexadecimal: sha256), hash.count == 32
    else { return }
    try? createDirectory(folder)
    try? AtomicFile.write(Self.entry(stamp, hash), to: place(of: path))
  }

  /// The seconds of the system's clock.
  public static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }

  /// A file for each path, whatever the working folder.
  private func place(of path: String) -> String {
    var name = path
    if let resolved = realpath(path, nil) {
      name = String(cString: resolved)
      free(resolved)
    }
    let hash = try? SHA256.hexadecimalDigest(of: Array(name.utf8))
    return joinPath(folder, hash ?? "none")
  }

  /// The hash, the stamp's fields, and a checksum of both.
  private static func entry(_ stamp: FileStamp, _ hash: [UInt8]) -> [UInt8] {
    var entry = hash
    for field in stamp.fields { withUnsafeBytes(of: field.littleEndian) { entry += $0 } }
    let sum = entry.withUnsafeBytes { blockChecksum($0, seed: 1) }
    withUnsafeBytes(of: sum.littleEndian) { entry += $0 }
    return entry
  }
}

/// The bytes that hexadecimal digits stand for; nil where there are other characters, or an odd number.
public func bytes(ofHexadecimal text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  var high: UInt8?
  for digit in text.utf8 {
    let value: UInt8
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
    default: return nil
    }
    if let first = high {
      bytes.append(first << 4 | value)
      high = nil
    } else {
      high = value
    }
  }
  return high == nil ? bytes : nil
}
