import Groundwork
import TokenizerFormats

extension TrainedBPE {
  /// Writes a rank file `x.tiktoken` and its side file `x.json`, which names the pattern and holds the
  /// training record; both or neither.
  ///
  /// - Parameters:
  ///   - path: the rank file's path.
  ///   - pattern: the split pattern that the pieces were cut with, by name or as its text.
  ///   - record: how the vocabulary was trained.
  public func writeRankFile(
    to path: String, pattern: String, record: TrainingRecord
  ) throws(Failure) {
    let stem = pathStem(path)
    let files = try tiktokenFiles(name: stem, pattern: pattern, record: record)
    if lastPathComponent(path) == stem + ".json" {
      throw .usage(
        "\(path) is where the side file goes", remedy: "name the rank file x.tiktoken")
    }
    try AtomicFile.write(
      [(lastPathComponent(path), files.ranks), (stem + ".json", files.side)],
      toFolder: parentPath(path))
  }

  /// Writes a tokenizer.json `x.json`, and the training record as `x.training.json`; both or neither.
  ///
  /// - Parameters:
  ///   - path: the file's path.
  ///   - pattern: the split pattern that the pieces were cut with, by name or as its text.
  ///   - normalization: how the text was normalized, for pieces of characters.
  ///   - record: how the vocabulary was trained.
  public func writeTokenizerJSON(
    to path: String, pattern: String, _ normalization: TrainingNormalization = .identity,
    record: TrainingRecord
  ) throws(Failure) {
    let bytes = try tokenizerJSON(pattern: pattern, normalization)
    let side = Array((record.json.serialized(indented: true) + "\n").utf8)
    try AtomicFile.write(
      [(lastPathComponent(path), bytes), (pathStem(path) + ".training.json", side)],
      toFolder: parentPath(path))
  }

  /// Writes a SentencePiece model `x.model`, and the training record as `x.model.json`; both or neither.
  ///
  /// - Parameters:
  ///   - path: the model's path.
  ///   - normalization: how the text was normalized before it was counted.
  ///   - record: how the vocabulary was trained.
  ///   - samples: sentences for the model's self-test.
  public func writeSentencePieceModel(
    to path: String, _ normalization: TrainingNormalization = .identity, record: TrainingRecord,
    samples: [[UInt8]] = []
  ) throws(Failure) {
    var made = try sentencePieceModel(normalization)
    try made.addSelfTest(samples)
    let model = made.serialized()
    let side = Array((record.json.serialized(indented: true) + "\n").utf8)
    let name = lastPathComponent(path)
    try AtomicFile.write([(name, model), (name + ".json", side)], toFolder: parentPath(path))
  }
}
