import Groundwork

extension NormalizationRules {
  /// Reads a rule file as `spm_train --normalization_rule_tsv` does: each line is the code points of the
  /// source in hexadecimal, separated by spaces, a tab, those of the target; more tabs are comments.
  ///
  /// - Throws: `Failure` with the line that is no rule.
  public init(parsing text: [UInt8], file: String) throws(Failure) {
    var rules: [Rule] = []
    var line = 0
    for content in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let place = Place.line(line, of: file)
      var content = content
      if content.last == 0x0D { content.removeLast() }
      if content.isEmpty { continue }
      let fields = content.split(
        separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false)
      let source = try Self.scalars(fields[0], place)
      let target = fields.count > 1 ? try Self.scalars(fields[1], place) : []
      if source.isEmpty {
        throw Failure(
          "the rule has no source", at: place,
          remedy: "write its code points in hexadecimal, a tab, those of the target")
      }
      rules.append(Rule(source: source, target: target))
    }
    if rules.isEmpty {
      throw Failure("holds no rules", at: .file(file), remedy: "use --normalization identity")
    }
    self.init(rules)
  }

  private static func scalars(
    _ field: ArraySlice<UInt8>, _ place: Place
  ) throws(Failure) -> [UInt8] {
    var text: [UInt8] = []
    for word in field.split(separator: 0x20) {
      var digits = word
      if digits.starts(with: "U+".utf8) || digits.starts(with: "0x".utf8) {
        digits = digits.dropFirst(2)
      }
      let name = String(decoding: word, as: UTF8.self)
      guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), value > 0,
        let scalar = Unicode.Scalar(value)
      else {
        throw Failure(
          "\(name) is no code point", at: place, remedy: "write it in hexadecimal, such as 212B")
      }
      text += String(scalar).utf8
    }
    return text
  }
}
