import CCrypto

/// A SHA-256 that takes its input in parts.
///
/// Owned by one thread.
public final class SHA256 {
  private let hash: OpaquePointer

  /// Starts a hash; throws when libcrypto cannot give one.
  public init() throws(Failure) {
    guard let hash = derlius_sha256_new() else {
      throw Failure("libcrypto gives no SHA-256", remedy: "check the installation of OpenSSL")
    }
    self.hash = hash
  }

  deinit { derlius_sha256_free(hash) }

  /// Adds bytes.
  public func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    _ = derlius_sha256_update(hash, base, bytes.count)
  }

  /// The digest of all bytes given, as 64 lower-case hexadecimal digits.
  ///
  /// Call once.
  public func hexadecimalDigest() -> String { hexadecimal(digest()) }

  /// The digest of all bytes given, 32 bytes.
  ///
  /// Call once.
  public func digest() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = derlius_sha256_finish(hash, &digest)
    return digest
  }

  /// The digest of one buffer.
  public static func hexadecimalDigest(of bytes: [UInt8]) throws(Failure) -> String {
    hexadecimal(try digest(of: bytes))
  }

  /// The digest of one buffer, 32 bytes.
  public static func digest(of bytes: [UInt8]) throws(Failure) -> [UInt8] {
    let hash = try SHA256()
    bytes.withUnsafeBufferPointer { hash.update($0) }
    return hash.digest()
  }
}

/// Bytes as lower-case hexadecimal digits.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
