import Groundwork
import Segmentation

/// Reads files through their layers and gives their documents on in batches.
///
/// Owned by one thread.
struct CorpusReading {
  let batchBytes: Int
  let takesWeights: Bool
  let submit: (_ file: Int, inout TextBatch) throws(Failure) -> Void
  /// Called with the number of bytes that were read from a disk or pipe.
  let didRead: (Int) -> Void

  /// Reads a file to its end.
  ///
  /// The record lacks what is counted in the batches. With `keepGoing` what is wrong with the file is put into its
  /// record instead of being thrown.
  func read(_ file: CorpusFile, number: Int) throws(Failure) -> ReadingRecord {
    let submit = self.submit
    var writer = BatchWriter(
      record: ReadingRecord(path: file.path, format: file.format ?? .text, form: file.options.form),
      name: file.path, batchBytes: batchBytes, takesWeights: takesWeights
    ) { (batch) throws(Failure) in try submit(number, &batch) }
    var failed: Failure?
    do throws(Failure) {
      try read(file, into: &writer)
    } catch {
      // What stands before the break is handed out in any case.
      failed = error
    }
    try writer.flush()
    if let failed {
      guard file.options.keepGoing, failed.fault == .data else { throw failed }
      writer.record.problem = failed
    }
    return writer.record
  }

  private func read(_ file: CorpusFile, into writer: inout BatchWriter) throws(Failure) {
    let bytes = try CorpusFileBytes(path: file.path, didRead: didRead)
    let held = HeldBytes(bytes)
    if try held.peek(1).isEmpty {
      throw Failure("is empty", at: .file(bytes.name), remedy: "name a file that holds text")
    }
    defer {
      writer.record.fileBytes = bytes.count
      writer.record.sha256 = bytes.digest()
    }
    var layers: [String] = []
    defer { writer.record.layers = layers }
    switch try UnpackedBytes.open(held, name: bytes.name, layers: &layers) {
    case .text(let text):
      try read(text, of: file, name: bytes.name, into: &writer)
    case .archive(let archive):
      while let member = try archive.nextMember() {
        try read(
          HeldBytes(archive), ofMember: member, of: file, archive: bytes.name, into: &writer)
      }
      if writer.record.members.isEmpty {
        throw Failure(
          "the archive holds no files", at: .file(bytes.name),
          remedy: "name an archive that holds texts")
      }
    }
    // What follows an archive's end belongs to the file and its hash.
    try held.drain()
    try bytes.checkUnchanged()
  }

  private func read(
    _ bytes: HeldBytes, ofMember member: String, of file: CorpusFile, archive: String,
    into writer: inout BatchWriter
  ) throws(Failure) {
    let name = "\(archive):\(member)"
    var layers: [String] = []
    let before = writer.record.documents
    writer.beginGroup(TextGroupStart.file)
    guard case .text(let text) = try UnpackedBytes.open(bytes, name: name, layers: &layers) else {
      throw Failure(
        "is an archive within an archive", at: .file(name), remedy: "unpack the outer one first")
    }
    let format: CorpusFormat? =
      try text.peek(1).isEmpty ? nil : try read(text, of: file, name: name, into: &writer)
    try writer.flush()
    writer.record.members.append(
      ReadingRecord.Member(
        name: member, format: format ?? .text, documents: writer.record.documents - before))
  }

  /// Reads one text: finds encoding and format, and lets the format's source read it.
  @discardableResult
  private func read(
    _ bytes: HeldBytes, of file: CorpusFile, name: String, into writer: inout BatchWriter
  ) throws(Failure) -> CorpusFormat {
    let opened = try OpenedText(bytes, format: file.format, name: name, options: file.options)
    if writer.record.members.isEmpty {
      writer.record.format = opened.source.format
      writer.record.encoding = opened.encoding
    }
    if opened.hasByteOrderMark { writer.record.hasByteOrderMark = true }
    writer.name = name
    defer { writer.record.replaced += opened.text?.replaced ?? 0 }
    try opened.source.read(opened.reader, into: &writer)
    return opened.source.format
  }
}
