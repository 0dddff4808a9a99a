import BenchmarkReports
import Groundwork
import TokenizerMetrics

/// Compares a report with what its manifest gives, and says what differs, and where.
///
/// First what the folder alone tells (`init`), then, where the manifest can be believed, what recomputing tells
/// (`compare`).
public struct ReportVerification: Sendable {
  /// What differs, in the order in which it should be looked at; empty where every byte is the same.
  public private(set) var findings: [ReportFinding] = []
  /// Whether the manifest is whole and the one that the report was made from.
  public private(set) var canRecompute = true
  /// Files that were compared with recomputed ones.
  public private(set) var compared: [String] = []

  private let folder: ReportFolder
  private let result: JSONValue?
  private var hasOtherVersions = false

  /// Looks at the folder alone: versions, the manifest, files that are missing or do not belong.
  ///
  /// - Parameters:
  ///   - folder: the report.
  ///   - versions: those that decide numbers here.
  public init(
    _ folder: ReportFolder, versions: [NamedText] = ReportVerification.currentVersions
  ) throws(Failure) {
    self.folder = folder
    var damage: Failure?
    if let bytes = folder["result.json"] {
      do throws(Failure) {
        result = try JSONValue(parsing: bytes, file: joinPath(folder.path, "result.json"))
      } catch {
        result = nil
        damage = error
      }
    } else {
      result = nil
    }
    try checkManifest()
    if let damage { findings.append(.damaged(file: "result.json", damage)) }
    checkVersions(versions)
    for name in ReportFiles.names where folder[name] == nil {
      findings.append(.missing(file: name))
      if name == "manifest.json" { canRecompute = false }
    }
    findings += folder.strays.map { .stray($0) }
  }

  /// Adds what recomputing tells: each file's first difference.
  ///
  /// - Parameter files: name and bytes of the recomputed report.
  public mutating func compare(_ files: [(name: String, bytes: [UInt8])]) {
    var found: [ReportFinding] = []
    for file in files {
      guard let bytes = folder[file.name] else { continue }
      compared.append(file.name)
      guard let place = ByteDifference(bytes, from: file.bytes) else { continue }
      let isResult = file.name == "result.json"
      let detail = isResult ? detail(of: file.bytes) : nil
      if isResult, hasOtherVersions { found += values(file.bytes) }
      found.append(.differs(file: file.name, place, detail: detail))
    }
    // What the folder alone told of a file that differs is the better word for it.
    let known = Set(
      findings.compactMap { if case .differs(let file, _, _) = $0 { file } else { nil } })
    found.removeAll {
      if case .differs(let file, _, _) = $0 { known.contains(file) } else { false }
    }
    let strays = findings.firstIndex { finding in
      switch finding {
      case .missing, .stray: true
      default: false
      }
    }
    findings.insert(contentsOf: found, at: strays ?? findings.endIndex)
  }

  /// Adds what was found of inputs, before what was found of files.
  public mutating func add(_ inputs: [ReportFinding]) { findings.insert(contentsOf: inputs, at: 0) }

  /// The versions that decide numbers, as they are here.
  public static var currentVersions: [NamedText] {
    [NamedText("derlius", Version.derlius)] + BenchmarkPartial.currentVersions
  }

  // MARK: - The folder alone

  private mutating func checkManifest() throws(Failure) {
    guard let bytes = folder["manifest.json"] else { return }
    // Damage is told by the file itself, the place by the copy in result.json.
    var damage: Failure?
    do throws(Failure) {
      _ = try folder.manifest()
    } catch {
      damage = error
    }
    if let copy = result?["manifest"], let hash = result?["manifestSHA256"]?.string {
      let expected = ReportFiles.bytes(ofManifest: copy)
      let isMeant = try SHA256.hexadecimalDigest(of: bytes) == hash
      // With its hash right the file is the one that was meant: then the copy was changed.
      if !isMeant, let place = ByteDifference(bytes, from: expected) {
        canRecompute = false
        let read = try? JSONValue(parsing: bytes, file: "manifest.json")
        findings.append(
          .differs(
            file: "manifest.json", place,
            detail: "it is not the manifest that result.json was computed from"
              + (read.flatMap { JSONDifference($0, from: copy) }.map { ", see \($0.place)" } ?? ""))
        )
      }
    }
    if let damage {
      canRecompute = false
      findings.append(.damaged(file: "manifest.json", damage))
    }
  }

  private mutating func checkVersions(_ versions: [NamedText]) {
    guard let result, let derlius = result["derlius"]?.string else { return }
    let members = result["versions"]?.members ?? []
    let old =
      [NamedText("derlius", derlius)]
      + members.compactMap { member in member.value.string.map { NamedText(member.key, $0) } }
    for version in versions {
      let before = old.first { $0.name == version.name }?.value
      guard before != version.value else { continue }
      hasOtherVersions = true
      findings.append(.version(name: version.name, old: before, new: version.value))
      if version.name == "derlius", let before {
        // Numbers change back as well when an older program looks at a newer report.
        let isOlder = MetricChanges.precedes(before, version.value)
        let (from, to) = isOlder ? (before, version.value) : (version.value, before)
        findings += MetricChanges.between(from, to).map { .change($0) }
      }
    }
  }

  // MARK: - Against what is recomputed

  /// Where result.json differs, in its own terms: the member, and of a row what it is about.
  private func detail(of recomputed: [UInt8]) -> String? {
    guard let result, let other = try? JSONValue(parsing: recomputed, file: "result.json") else {
      return nil
    }
    guard let difference = JSONDifference(result, from: other) else {
      return "in white space alone"
    }
    var subject = ""
    if case .member(let list)? = difference.path.first, difference.path.count > 1,
      case .element(let index) = difference.path[1], let entries = other[list]?.array,
      entries.indices.contains(index)
    {
      let names = ["tokenizer", "corpus", "language", "metric"].compactMap {
        entries[index][$0]?.string
      }
      if !names.isEmpty { subject = " (\(names.joined(separator: ", ")))" }
    }
    return "\(difference.place)\(subject): \(difference.found ?? "nothing") where "
      + "\(difference.expected ?? "nothing") is computed"
  }

  private func values(_ recomputed: [UInt8]) -> [ReportFinding] {
    guard let old = folder["result.json"],
      let one = try? RecordedResult(parsing: old, file: "result.json"),
      let two = try? RecordedResult(parsing: recomputed, file: "result.json")
    else { return [] }
    let differences = ReportDifferences(one, two)
    let changed = differences.rows.filter { $0.kind == .changed }
    return [
      .values(
        differing: changed.count, of: one.rows.count, first: changed.first?.subject ?? "")
    ]
  }
}
