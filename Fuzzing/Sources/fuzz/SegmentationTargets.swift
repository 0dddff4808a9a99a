import Counting
import Groundwork
import Segmentation

/// Forms, words and merged counts.
let segmentationTargets = [
  Target("forms", "text, to every form") { (bytes) throws(Failure) in
    if firstInvalidUTF8(bytes) != nil { return }
    for name in [
      "NFC", "NFD", "NFKC+folded", "NFKD+lower", "NFC+no-soft-hyphens+no-controls+fold-spaces",
    ] {
      guard let form = TextForm(name) else { continue }
      let once = try formed(bytes, form)
      require(firstInvalidUTF8(once.text) == nil, "a form that is not UTF-8")
      require(once.changed == (once.text != bytes), "what changed in \(name)")
      // Case mapping and normal forms are not one step: doing both again may go further (U+0345).
      if form.letterCase == .kept {
        require(!(try formed(once.text, form).changed), "\(name) done twice")
      }
    }
  },
  Target("words", "text, to the scan for words and to ICU alone") { (bytes) throws(Failure) in
    if firstInvalidUTF8(bytes) != nil { return }
    for rule in [WordRule.uax29, .uax29Letters] {
      // ICU has no rules of its own for English; a locale that is named is ICU's alone.
      let (ours, icu) = (try WordSegmenter(rule), try WordSegmenter(rule, locale: "en"))
      var (found, expected): ([Range<Int>], [Range<Int>]) = ([], [])
      try ours.words(in: bytes, into: &found)
      try icu.words(in: bytes, into: &expected)
      require(found == expected, "\(rule.rawValue) as ICU has it")
    }
  },
  Target("merge", "a count file whose record fits, to the merging of such files") {
    (bytes) throws(Failure) in
    let path = scratchFile(bytes, name: "counts")
    let record = """
      {"split": "whitespace", "form": "raw", "inputs": [], "versions": {},
      "sha256": "\(try SHA256.hexadecimalDigest(of: bytes))"}
      """
    _ = scratchFile(Array(record.utf8), name: "counts.json")
    let output = scratchFile([], name: "merged")
    try CountFile.merge([path], to: output)
    let table = try CountFile.parse(bytes, file: "counts")
    require(
      try readFile(output) == CountFile(table: table, record: nil).text(),
      "one file merged is itself")
  },
]

private func formed(
  _ bytes: [UInt8], _ form: TextForm
) throws(Failure) -> (text: [UInt8], changed: Bool) {
  let normalizer = try TextNormalizer(form)
  var text: [UInt8] = []
  var changed = false
  var failure: Failure?
  bytes.withUnsafeBufferPointer { bytes in
    do throws(Failure) { changed = try normalizer.append(bytes, to: &text) } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return (text, changed)
}

extension WordSegmenter {
  fileprivate func words(in bytes: [UInt8], into words: inout [Range<Int>]) throws(Failure) {
    var failure: Failure?
    bytes.withUnsafeBufferPointer { bytes in
      do throws(Failure) { try self.words(in: bytes, into: &words) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
