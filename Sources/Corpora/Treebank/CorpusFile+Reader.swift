import Groundwork

extension CorpusFile {
  /// The file's text, unpacked, for those who want more of it than its documents.
  ///
  /// Throws where the file is an archive, which is no single text.
  func opened() throws(Failure) -> OpenedText {
    let file = try CorpusFileBytes(path: path)
    var layers: [String] = []
    guard
      case .text(let text) = try UnpackedBytes.open(HeldBytes(file), name: path, layers: &layers)
    else {
      throw Failure(
        "is an archive, where one text is wanted", at: .file(file.name), remedy: "unpack it first")
    }
    return try OpenedText(text, format: format, name: file.name, options: options)
  }
}
