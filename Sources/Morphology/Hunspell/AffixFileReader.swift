import Groundwork

/// Reads an affix file (hunspell(5)) line by line.
struct AffixFileReader {
  private typealias Field = ArraySlice<UInt8>

  private let file: String
  /// The lines that are not blank and no comments: number and fields.
  private var lines: [(number: Int, fields: [Field])] = []
  private var next = 0
  private var result: AffixFile

  init(_ bytes: [UInt8], file: String) throws(Failure) {
    self.file = file
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    for line in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let fields = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      if let first = fields.first, first.first != UInt8(ascii: "#") {
        lines.append((number, fields))
      }
    }
    guard !lines.isEmpty else {
      throw Failure(
        "holds no line of an affix file", at: .file(file),
        remedy: "name the .aff file that belongs to the dictionary")
    }
    result = try AffixFile(encoding: Self.encoding(lines, file))
  }

  private static func encoding(
    _ lines: [(number: Int, fields: [Field])], _ file: String
  ) throws(Failure) -> AffixEncoding {
    let line = lines.first { $0.fields[0].elementsEqual("SET".utf8) }
    let name = line.map { $0.fields.count > 1 ? text($0.fields[1]) : "" }
    if let found = try AffixEncoding(name ?? AffixEncoding.defaultName) { return found }
    throw Failure(
      "SET names the encoding `\(name ?? "")`, which hunspell does not know",
      at: .line(line?.number ?? 1, of: file),
      remedy: "name \(AffixEncoding.names), or convert both files to UTF-8")
  }

  mutating func read() throws(Failure) -> AffixFile {
    // How flags are written must be known for all of them.
    for line in lines where line.fields[0].elementsEqual("FLAG".utf8) {
      let name = line.fields.count > 1 ? Self.text(line.fields[1]) : ""
      guard let flags = AffixFlags(name) else {
        throw failure("FLAG is `\(name)`", line.number, "write long, num or UTF-8")
      }
      result.flags = flags
    }
    var isAffixFile = lines.contains { $0.fields[0].elementsEqual("SET".utf8) }
    while next < lines.count {
      let line = lines[next]
      next += 1
      switch Self.text(line.fields[0]) {
      case "PFX", "SFX":
        isAffixFile = true
        try readRules(line.number, line.fields)
      case "AF": try readAliases(line.number, line.fields)
      case "NEEDAFFIX", "PSEUDOROOT": result.needsAffix = try flag(line.number, line.fields)
      case "FORBIDDENWORD", "ONLYINCOMPOUND":
        result.barred.append(try flag(line.number, line.fields))
      default: break
      }
    }
    if !isAffixFile {
      throw Failure(
        "has neither SET nor PFX nor SFX", at: .file(file),
        remedy: "name the .aff file that belongs to the dictionary")
    }
    return result
  }

  private func flag(_ number: Int, _ fields: [Field]) throws(Failure) -> UInt32 {
    guard fields.count > 1, let flags = result.flags.read(fields[1]), flags.count == 1 else {
      throw failure("\(Self.text(fields[0])) has no flag", number, "write one flag after it")
    }
    return flags[0]
  }

  /// The lines after `AF n`, each with a set of flags.
  private mutating func readAliases(_ number: Int, _ fields: [Field]) throws(Failure) {
    let count = try count(fields, 1, number)
    for index in 0..<count {
      guard next < lines.count, lines[next].fields[0].elementsEqual("AF".utf8) else {
        throw failure(
          "AF has \(index) sets of flags where its head says \(count)", number,
          "write as many as the head says")
      }
      let line = lines[next]
      next += 1
      guard line.fields.count > 1, let flags = result.flags.read(line.fields[1]) else {
        throw failure("AF has no flags", line.number, "write a set of flags after it")
      }
      result.aliases.append(flags)
    }
  }

  /// A head, `PFX flag Y count`, and the rules after it.
  private mutating func readRules(_ number: Int, _ fields: [Field]) throws(Failure) {
    let kind = Self.text(fields[0])
    guard fields.count > 3, let flags = result.flags.read(fields[1]), flags.count == 1,
      fields[2].elementsEqual("Y".utf8) || fields[2].elementsEqual("N".utf8)
    else {
      throw failure(
        "the line is no head of rules", number, "write \(kind), a flag, Y or N and a count")
    }
    let count = try count(fields, 3, number)
    let crosses = fields[2].elementsEqual("Y".utf8)
    for index in 0..<count {
      guard next < lines.count, lines[next].fields[0].elementsEqual(fields[0]),
        lines[next].fields.count > 1, lines[next].fields[1].elementsEqual(fields[1])
      else {
        throw failure(
          "\(kind) \(shown(fields[1])) has \(index) rules where its head says \(count)", number,
          "write as many as the head says")
      }
      let line = lines[next]
      next += 1
      result.rules.append(
        try rule(line.number, line.fields, flags[0], isPrefix: kind == "PFX", crosses: crosses))
    }
  }

  private func rule(
    _ number: Int, _ fields: [Field], _ flag: UInt32, isPrefix: Bool, crosses: Bool
  ) throws(Failure) -> AffixRule {
    guard fields.count > 3 else {
      throw failure(
        "the rule has \(fields.count) fields, not 4 or more", number,
        "write \(Self.text(fields[0])), the flag, what is stripped (0 for nothing) and what is added"
      )
    }
    var added = fields[3]
    var continuation: [UInt32] = []
    if let slash = added.firstIndex(of: UInt8(ascii: "/")) {
      guard let flags = result.readFlags(added[(slash + 1)...]) else {
        throw failure(
          "the flags `\(shown(added[(slash + 1)...]))` cannot be read", number,
          "write them as the line FLAG says")
      }
      continuation = flags
      added = added[..<slash]
    }
    let condition = try fields.count > 4 ? text(fields[4], number) : [0x2E]
    guard let condition = AffixCondition(condition) else {
      throw failure(
        "the condition `\(String(decoding: condition, as: UTF8.self))` has a bracket without its pair",
        number, "write [ab] or [^ab]")
    }
    return AffixRule(
      flag: flag, isPrefix: isPrefix, crosses: crosses, stripped: try letters(fields[2], number),
      added: try letters(added, number), condition: condition, continuation: continuation)
  }

  /// The letters of a field; `0` stands for none.
  private func letters(_ field: Field, _ number: Int) throws(Failure) -> [UInt32] {
    if field.elementsEqual([0x30]) { return [] }
    return String(decoding: try text(field, number), as: UTF8.self).unicodeScalars.map(\.value)
  }

  private func text(_ field: Field, _ number: Int) throws(Failure) -> [UInt8] {
    if let text = result.encoding.decode(field) { return text }
    throw failure(
      "the line is not \(result.encoding.name)", number,
      "name the file's encoding after SET, or convert the file")
  }

  private func count(_ fields: [Field], _ index: Int, _ number: Int) throws(Failure) -> Int {
    guard fields.count > index, let count = Int(Self.text(fields[index])), count >= 0 else {
      let field = fields.count > index ? "`\(shown(fields[index]))`" : "nothing"
      throw failure("\(field) is no count", number, "write how many lines follow")
    }
    return count
  }

  /// A field for a message, which may be in any encoding.
  private func shown(_ field: Field) -> String {
    String(decoding: result.encoding.decode(field) ?? Array(field), as: UTF8.self)
  }

  private static func text(_ field: Field) -> String { String(decoding: field, as: UTF8.self) }

  private func failure(_ problem: String, _ number: Int, _ remedy: String) -> Failure {
    Failure(problem, at: .line(number, of: file), remedy: remedy)
  }
}
