import Groundwork

/// What stands in a file when all compression is taken off: one text, or an archive's members.
enum UnpackedBytes {
  case text(HeldBytes)
  case archive(ArchiveBytes)

  /// Packings one inside the other that are taken off; more is a mistake or an attack.
  static let deepest = 4

  /// Takes off compression as far as first bytes show any; `layers` gets what was found, outermost first.
  static func open(
    _ bytes: HeldBytes, name: String, layers: inout [String]
  ) throws(Failure) -> UnpackedBytes {
    var bytes = bytes
    while let layer = CompressionLayer.find(in: try bytes.peek(CompressionLayer.sampleLength)) {
      if layers.count == deepest {
        throw Failure(
          "is compressed more than \(deepest) times over", at: .file(name),
          remedy: "unpack it first")
      }
      layers.append(layer.rawValue)
      if layer == .gzip {
        bytes = HeldBytes(try GzipBytes(bytes, name: name))
      } else {
        let archive = try ArchiveBytes(bytes, layer: layer, name: name)
        if layer.isArchive { return .archive(archive) }
        bytes = HeldBytes(archive)
      }
    }
    return .text(bytes)
  }
}
