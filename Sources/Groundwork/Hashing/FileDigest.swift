/// SHA-256 of a file, 64 hexadecimal digits; reads it in chunks of 256 KB.
public func sha256OfFile(_ path: String) throws(Failure) -> String {
  let reader = try ByteReader(path: path)
  let hash = try SHA256()
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  defer { buffer.deallocate() }
  while true {
    let count = try reader.read(into: buffer)
    if count == 0 { return hash.hexadecimalDigest() }
    hash.update(UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<count]))
  }
}
