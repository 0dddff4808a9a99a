import Groundwork

/// Divides the documents of inputs into those to train on and those to hold out.
///
/// One unit of `oneOf` is held out, rounded up: those with the smallest hashes of seed and text. So it depends on
/// nothing but the texts, equal units are never parted, and another order of the files draws the same.
public struct HeldOutDraw: Sendable {
  /// What is held out whole.
  public enum Unit: String, Sendable, CaseIterable {
    /// A document of its format: a line, paragraph, row, sentence …
    case document
    /// A file, with all its documents.
    case file
  }

  private let unit: Unit
  private let seed: UInt64
  /// Units with a hash up to this one are held out.
  private let limit: UInt64
  /// The hashes of the files, where those are the units.
  private let files: [UInt64]

  /// Reads the inputs and draws.
  ///
  /// Throws what reading throws, and where there are fewer than two units. 8 bytes of memory for each unit.
  ///
  /// - Parameters:
  ///   - inputs: the files, which are read whole.
  ///   - oneOf: how many units there are for each one held out, at least 2.
  ///   - unit: what is held out whole.
  ///   - seed: another draws others.
  ///   - pool: the threads that read.
  public init(
    from inputs: CorpusInputs, oneOf: Int, unit: Unit, seed: UInt64, pool: WorkerPool
  ) throws(Failure) {
    var hashes: [UInt64] = []
    var files = [UInt64](repeating: seed, count: inputs.files.count)
    try inputs.read(pool: pool) { (file, batch) throws(Failure) in
      batch.forEachText { _, text in
        if text.isEmpty { return }
        switch unit {
        case .document: hashes.append(byteHash(text, seed: seed))
        case .file: files[file] = byteHash(text, seed: files[file])
        }
      }
    }
    if unit == .file { hashes = files }
    guard hashes.count >= 2 else {
      throw Failure(
        "there is only \(hashes.count == 1 ? "one" : "no") \(unit.rawValue), which cannot be divided",
        remedy: unit == .file ? "use --unit document, or name more files" : "name more text")
    }
    hashes.sort()
    limit = hashes[(hashes.count + oneOf - 1) / oneOf - 1]
    self.unit = unit
    self.seed = seed
    self.files = unit == .file ? files : []
  }

  /// Whether a document that is not empty is held out.
  ///
  /// - Parameters:
  ///   - text: its bytes.
  ///   - file: the index of its file among the inputs.
  public func holdsOut(_ text: UnsafeBufferPointer<UInt8>, file: Int) -> Bool {
    switch unit {
    case .document: byteHash(text, seed: seed) <= limit
    case .file: files[file] <= limit
    }
  }
}
