import Groundwork

/// What an affix file says that matters for cutting words.
struct AffixFile: Sendable {
  /// The encoding of the file and its dictionary.
  var encoding: AffixEncoding
  /// How flags are written.
  var flags = AffixFlags.byte
  /// Sets of flags that numbers stand for (`AF`); empty where flags are written out.
  var aliases: [[UInt32]] = []
  /// The rules in the order of the file.
  var rules: [AffixRule] = []
  /// The flag of words that are none without an affix (`NEEDAFFIX`).
  var needsAffix: UInt32?
  /// Flags of words that stand in no text by themselves (`FORBIDDENWORD`, `ONLYINCOMPOUND`).
  var barred: [UInt32] = []

  /// Reads a file; `file` names it in errors.
  ///
  /// Complexity: O(n). Throws, with the line, where hunspell's library would pass over rules in silence.
  init(_ bytes: [UInt8], file: String) throws(Failure) {
    var reader = try AffixFileReader(bytes, file: file)
    self = try reader.read()
  }

  init(encoding: AffixEncoding) { self.encoding = encoding }

  /// The flags of a word or of a rule's result, as they stand in the file; nil where they are wrong.
  func readFlags(_ field: some Collection<UInt8>) -> [UInt32]? {
    if aliases.isEmpty { return flags.read(field) }
    guard let number = Int(String(decoding: field, as: UTF8.self)),
      (1...aliases.count).contains(number)
    else { return nil }
    return aliases[number - 1]
  }
}
