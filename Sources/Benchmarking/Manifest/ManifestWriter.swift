import Groundwork
import TokenizerMetrics

extension Manifest {
  /// The manifest as JSON, members in a fixed order; paths are left out.
  public func json(derlius: String) -> JSONValue {
    var members: [JSONValue.Member] = [.init("derlius", .string(derlius))]
    func add(_ key: String, _ text: String?) {
      if let text { members.append(.init(key, .string(text))) }
    }
    add("title", title)
    add("notice", notice)
    members.append(.init("tokenizers", .array(tokenizers.map(Self.json))))
    members.append(.init("corpora", .array(corpora.map(Self.json))))
    if !morphology.isEmpty {
      members.append(
        .init("morphology", .array(morphology.map(Self.json))))
    }
    if !trainedOn.isEmpty {
      members.append(
        .init(
          "trainedOn",
          .array(
            trainedOn.map { entry in
              .object([
                .init("tokenizer", .string(entry.tokenizer)),
                .init("files", .array(entry.files.map { Self.json($0) })),
              ])
            })))
    }
    add("focus", focus)
    add("reference", reference)
    add("baseline", baseline)
    if let metrics { members.append(.init("metrics", .array(metrics.map { .string($0) }))) }
    if let window { members.append(.init("window", .integer(window))) }
    if let price { members.append(.init("price", .number("\(price)"))) }
    if !text { members.append(.init("text", .bool(false))) }
    if !sensitivity { members.append(.init("sensitivity", .bool(false))) }
    if !policy.isEmpty {
      members.append(
        .init("policy", .object(policy.map { .init($0.name, .string($0.value)) })))
    }
    let reading = readingChoices
    if !reading.isEmpty {
      members.append(
        .init("reading", .object(reading.map { .init($0.name, .string($0.value)) })))
    }
    members.append(
      .init(
        "resampling",
        .object([
          .init("seed", .integer(resampling.seed)),
          .init("resamples", .integer(resampling.resamples)),
          .init("unit", .string(resampling.unit.rawValue)),
          .init("linesPerUnit", .integer(resampling.linesPerUnit)),
        ])))
    if !missing.isEmpty {
      members.append(
        .init(
          "missing",
          .array(
            missing.map {
              .object([.init("name", .string($0.name)), .init("why", .string($0.why))])
            })))
    }
    return .object(members)
  }

  private static func json(_ tokenizer: Tokenizer) -> JSONValue {
    var members: [JSONValue.Member] = []
    if let name = tokenizer.name { members.append(.init("name", .string(name))) }
    if let file = tokenizer.file { members += fileMembers(file) }
    if let specification = tokenizer.specification {
      members.append(.init("specification", specification))
    }
    return .object(members)
  }

  private static func json(_ corpus: Corpus) -> JSONValue {
    .object([
      .init("name", .string(corpus.name)),
      .init("parallel", .bool(corpus.isParallel)),
      .init("files", .array(corpus.files.map { json($0.file, language: $0.language) })),
    ])
  }

  private static func json(_ morphology: Morphology) -> JSONValue {
    var members = [JSONValue.Member("language", .string(morphology.language))]
    switch morphology.source {
    case .files(let file, let affixes):
      members += fileMembers(file)
      if let affixes { members.append(.init("affixes", json(affixes))) }
    case .builtin(let list):
      members.append(.init("builtin", .string(list.file)))
      // The list's name stands in the place of a file's.
      members += fileMembers(list).dropFirst()
    }
    return .object(members)
  }

  private static func json(_ file: File, language: String? = nil) -> JSONValue {
    let language = language.map { [JSONValue.Member("language", .string($0))] } ?? []
    return .object(language + fileMembers(file))
  }

  private static func fileMembers(_ file: File) -> [JSONValue.Member] {
    var members = [JSONValue.Member("file", .string(file.file))]
    if let bytes = file.bytes { members.append(.init("bytes", .integer(bytes))) }
    if let sha256 = file.sha256 { members.append(.init("sha256", .string(sha256))) }
    if let licence = file.licence { members.append(.init("licence", .string(licence))) }
    return members + file.reading.members
  }
}
