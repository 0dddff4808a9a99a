import Groundwork
import TestSupport

@testable import Tokenization

/// The components that components.py recorded, by the names there.
enum RecordedComponents {
  static func path(_ name: String) -> String {
    joinPath(SharedData.repository, "Tests/Fixtures/HuggingFace/\(name)")
  }

  static func normalizers() throws -> [String: any Normalizer] {
    var all: [String: any Normalizer] = [
      "nfc": FormNormalizer(.nfc), "nfd": FormNormalizer(.nfd), "nfkc": FormNormalizer(.nfkc),
      "nfkd": FormNormalizer(.nfkd), "lowercase": LowercaseNormalizer(),
      "strip-accents": AccentNormalizer(), "nmt": NmtNormalizer(),
      "byte-level": ByteLevelNormalizer(), "prepend": PrependNormalizer(Array("▁x".utf8)),
      "strip": StripNormalizer(left: true, right: true),
      "strip-left": StripNormalizer(left: true, right: false),
      "strip-right": StripNormalizer(left: false, right: true),
      "replace-string": ReplaceNormalizer(
        try TextPattern(string: "ab"), with: Array("▁".utf8)),
      "replace-nothing": ReplaceNormalizer(try TextPattern(string: " "), with: []),
      "replace-regex": ReplaceNormalizer(
        try TextPattern(regex: " {2,}"), with: Array(" $1\\1".utf8)),
      "replace-empty": ReplaceNormalizer(
        try TextPattern(regex: #"x*(?=\d)|\s*"#), with: Array("-".utf8)),
      "sequence": SequenceNormalizer([
        FormNormalizer(.nfkc), LowercaseNormalizer(), StripNormalizer(left: true, right: true),
      ]),
    ]
    var blob: [UInt8] = []
    let text = try readFile(path("charsmap.txt")).filter { $0 > 0x20 }
    _ = text.withUnsafeBufferPointer { Base64.decode($0, into: &blob) }
    all["precompiled"] = PrecompiledNormalizer(try Charsmap(blob))
    for bits in 0..<8 {
      for (name, accents) in [("None", nil), ("True", true), ("False", false)] as [(String, Bool?)]
      {
        all["bert-\(bits & 1)\(bits >> 1 & 1)\(bits >> 2)-\(name)"] = BertNormalizer(
          cleanText: bits & 1 != 0, handleChineseCharacters: bits & 2 != 0, stripAccents: accents,
          lowercase: bits & 4 != 0)
      }
    }
    return all
  }

  static let behaviors: [(String, DelimiterBehavior)] = [
    ("removed", .removed), ("isolated", .isolated), ("merged_with_previous", .mergedWithPrevious),
    ("merged_with_next", .mergedWithNext), ("contiguous", .contiguous),
  ]

  static func preTokenizers() throws -> [String: any PreTokenizer] {
    let mark: Unicode.Scalar = "▁"
    var all: [String: any PreTokenizer] = [
      "bert": BertPreTokenizer(), "whitespace": WhitespacePreTokenizer(),
      "whitespace-split": ClassPreTokenizer.whitespaceSplit,
      "digits": ClassPreTokenizer.digits(individually: false),
      "digits-single": ClassPreTokenizer.digits(individually: true),
      "scripts": ScriptPreTokenizer(), "fixed-1": FixedLengthPreTokenizer(length: 1),
      "fixed-5": FixedLengthPreTokenizer(length: 5), "delimiter": DelimiterPreTokenizer(mark),
      "sequence": SequencePreTokenizer([
        ClassPreTokenizer.whitespaceSplit, ClassPreTokenizer.punctuation(.isolated),
        ByteLevelPreTokenizer(addPrefixSpace: true, usesRegex: true),
      ]),
      "metaspace-after": SequencePreTokenizer([
        ClassPreTokenizer.digits(individually: true),
        MetaspacePreTokenizer(mark: mark, scheme: .first, splits: true),
      ]),
      "falcon": SequencePreTokenizer([
        ClassPreTokenizer.punctuation(.contiguous),
        ByteLevelPreTokenizer(addPrefixSpace: false, usesRegex: true),
        ClassPreTokenizer.digits(individually: false),
        SplitPreTokenizer(
          try TextPattern(regex: "[0-9][0-9][0-9]"), .isolated, inverted: false),
      ]),
    ]
    for bits in 0..<4 {
      all["byte-level-\(bits >> 1)\(bits & 1)"] = ByteLevelPreTokenizer(
        addPrefixSpace: bits & 2 != 0, usesRegex: bits & 1 != 0)
    }
    let schemes: [(String, MetaspacePreTokenizer.PrependScheme)] = [
      ("always", .always), ("never", .never), ("first", .first),
    ]
    for (name, scheme) in schemes {
      for splits in [0, 1] {
        all["metaspace-\(name)-\(splits)"] = MetaspacePreTokenizer(
          mark: mark, scheme: scheme, splits: splits == 1)
      }
    }
    for (name, behavior) in behaviors {
      all["punctuation-\(name)"] = ClassPreTokenizer.punctuation(behavior)
      for inverted in [0, 1] {
        all["string-\(name)-\(inverted)"] = SplitPreTokenizer(
          try TextPattern(string: "ab"), behavior, inverted: inverted == 1)
        all["regex-\(name)-\(inverted)"] = SplitPreTokenizer(
          try TextPattern(regex: #"x*(?=\d)|\s+"#), behavior, inverted: inverted == 1)
      }
    }
    for (name, pattern) in RecordedPatterns.all {
      all["split-\(name)"] = SplitPreTokenizer(
        try TextPattern(regex: pattern), .isolated, inverted: false)
    }
    all["split-clip-removed"] = SplitPreTokenizer(
      try TextPattern(regex: RecordedPatterns.clip), .removed, inverted: true)
    return all
  }

  static func decoders() throws -> [String: any DecoderStep] {
    func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    let toSpace = ReplaceDecoder(try TextPattern(string: "▁"), with: bytes(" "))
    let strip = StripDecoder(content: " ", start: 1, stop: 0)
    return [
      "suffix": SuffixDecoder(suffix: bytes("</w>")), "byte-level": ByteLevelDecoder(),
      "word-piece": WordPieceDecoder(prefix: bytes("##"), cleansUp: true),
      "word-piece-raw": WordPieceDecoder(prefix: bytes("##"), cleansUp: false),
      "metaspace-always": MetaspaceDecoder(mark: "▁", dropsFirst: true),
      "metaspace-never": MetaspaceDecoder(mark: "▁", dropsFirst: false),
      "ctc": CTCDecoder(padToken: bytes("<pad>"), wordDelimiter: bytes("|"), cleansUp: true),
      "ctc-raw": CTCDecoder(padToken: bytes("<pad>"), wordDelimiter: bytes("|"), cleansUp: false),
      "replace": toSpace, "strip": strip, "byte-fallback": ByteFallbackDecoder(),
      "replace-regex": ReplaceDecoder(try TextPattern(regex: "a+|b*"), with: bytes("_")),
      "llama": SequenceDecoder([toSpace, ByteFallbackDecoder(), FuseDecoder(), strip]),
    ]
  }
}
