import Groundwork
import Segmentation
import TokenizerMetrics
import UnicodeTables

/// What one or several shards of a run gave: integers that add up with those of the others, and what a report needs
/// beside them.
///
/// Merging is associative and commutative; the whole gives the same report whatever the shards were.
public struct BenchmarkPartial: Sendable {
  /// The shards in it, rising, counted from 1.
  public private(set) var shards: [Int]
  /// How many shards make the whole.
  public let shardCount: Int
  /// The manifest of the run, inputs by hash.
  let manifest: JSONValue
  /// What reading told.
  let facts: ReadingFacts
  /// What was counted.
  private(set) var counts: MetricCounts
  /// Evaluation text in training text; with the first shard.
  var overlaps: [OverlapRecord] = []
  /// The second reading of the focus language; with the first shard.
  var study = FocusStudy.Outcome()

  init(shard: Shard, manifest: JSONValue, facts: ReadingFacts, counts: MetricCounts) {
    shards = [shard.number]
    shardCount = shard.of
    self.manifest = manifest
    self.facts = facts
    self.counts = counts
  }

  /// The versions that decide the numbers, as they are here.
  static var currentVersions: [NamedText] {
    [
      NamedText("icu", ICU.version), NamedText("icuUnicode", ICU.unicodeVersion),
      NamedText("patternUnicode", PinnedUnicode.version),
    ]
  }

  /// The manifest of the run.
  public func readManifest(name: String) throws(Failure) -> Manifest {
    try Manifest(manifest, file: name)
  }

  /// Adds other shards of the same run.
  ///
  /// - Throws: `Failure` for shards of another run, and for a shard that is in both.
  public mutating func merge(_ other: BenchmarkPartial) throws(Failure) {
    guard shardCount == other.shardCount, manifest.serialized() == other.manifest.serialized()
    else {
      throw Failure(
        "the shards are of different runs: their manifests differ",
        remedy: "merge the shards of one manifest")
    }
    // Files that changed between two shards have another hash in the manifest already.
    guard facts == other.facts else {
      throw Failure(
        "the shards are of different runs: they read other things in the same files",
        remedy: "measure all shards with one version")
    }
    if let twice = shards.first(where: { other.shards.contains($0) }) {
      throw Failure(
        "shard \(twice)/\(shardCount) is there twice", remedy: "name each shard once")
    }
    try counts.merge(other.counts)
    shards = (shards + other.shards).sorted()
    overlaps += other.overlaps
    if other.shards.contains(1) { study = other.study }
  }

  /// Throws where shards of the whole are missing, and names them.
  func checkComplete() throws(Failure) {
    let missing = Set(1...shardCount).subtracting(shards).sorted()
    if missing.isEmpty { return }
    let names = missing.prefix(8).map { "\($0)/\(shardCount)" }.joined(separator: ", ")
    throw Failure(
      "\(missing.count) of \(shardCount) shards are missing: \(names)\(missing.count > 8 ? ", …" : "")",
      remedy: "measure them with bench --shard and merge all")
  }
}

extension BenchmarkPartial: Archivable {
  /// Writes everything.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(shardCount)
    archive.put(shards.map { Int64($0) })
    archive.put(manifest.serialized())
    facts.write(to: &archive)
    archive.put(overlaps)
    study.write(to: &archive)
    counts.write(to: &archive)
  }

  /// Reads everything.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    let shardCount = try archive.int()
    let shards = try archive.integers().map { Int($0) }
    let isSound =
      (1...Shard.most).contains(shardCount)
      && shards.allSatisfy { (1...shardCount).contains($0) }
      && zip(shards, shards.dropFirst()).allSatisfy { $0 < $1 } && !shards.isEmpty
    if !isSound { throw archive.failure() }
    self.shardCount = shardCount
    self.shards = shards
    manifest = try JSONValue(parsing: Array(try archive.text().utf8), file: "manifest")
    facts = try ReadingFacts(from: &archive)
    overlaps = try archive.values()
    study = try FocusStudy.Outcome(from: &archive)
    counts = try MetricCounts(from: &archive)
  }
}

extension OverlapRecord: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    for text in [tokenizer, corpus, language] { archive.put(text) }
    archive.put(training)
    for number in [lines, exactLines, sharingLines] { archive.put(number) }
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(
      tokenizer: try archive.text(), corpus: try archive.text(), language: try archive.text(),
      training: try archive.optionalText(), lines: try archive.int(),
      exactLines: try archive.int(), sharingLines: try archive.int())
  }
}
