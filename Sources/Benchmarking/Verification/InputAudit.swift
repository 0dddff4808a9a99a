import Groundwork

/// Looks for every input of a manifest, where a run could not go on: which changed, which are missing.
public enum InputAudit {
  /// What is wrong with inputs; empty where all are found.
  ///
  /// Reads and hashes what it finds.
  public static func findings(
    _ manifest: Manifest, finder: InputFinder
  ) throws(Failure) -> [ReportFinding] {
    var findings: [ReportFinding] = []
    var seen: Set<String> = []
    for file in files(of: manifest) {
      guard let sha256 = file.sha256, seen.insert(sha256).inserted else { continue }
      if (try? finder.path(of: file)) != nil { continue }
      if let other = try finder.namesake(of: file) {
        findings.append(
          .inputChanged(
            name: file.file, expected: sha256, found: other.sha256, path: other.path))
      } else {
        findings.append(
          .inputMissing(name: file.file, expected: sha256, bytes: file.bytes ?? 0))
      }
    }
    return findings
  }

  private static func files(of manifest: Manifest) -> [Manifest.File] {
    var files = manifest.tokenizers.compactMap(\.file)
    files += manifest.corpora.flatMap { $0.files.map(\.file) }
    for entry in manifest.morphology {
      guard case .files(let file, let affixes) = entry.source else { continue }
      files.append(file)
      if let affixes { files.append(affixes) }
    }
    return files + manifest.trainedOn.flatMap(\.files)
  }
}
