import Groundwork
import Tokenization
import TokenizerFormats
import Workbench

/// The workbench's requests, without HTTP.
let workbenchTargets = [
  Target("workbench", "the body of a question, or of an upload; the first byte chooses") {
    (bytes) throws(Failure) in
    let questions = [
      "api/encode", "api/compare", "api/measure", "api/explain", "api/vocabulary", "api/edit",
      "api/tokenizers?name=x&pattern=gpt2",
    ]
    guard let first = bytes.first, let service = workbench else { return }
    let question = questions[Int(first) % questions.count]
    checkAnswer(service, "POST", question, Array(bytes.dropFirst()))
    _ = service.answer(method: "DELETE", target: "api/tokenizers/x")
  },
  Target("workbench-target", "the address of a request") { (bytes) throws(Failure) in
    guard let service = workbench, firstInvalidUTF8(bytes) == nil, !bytes.contains(0) else {
      return
    }
    checkAnswer(service, "GET", String(decoding: bytes, as: UTF8.self), [])
  },
]

private func checkAnswer(
  _ service: WorkbenchService, _ method: String, _ target: String, _ body: [UInt8]
) {
  let answer = service.answer(method: method, target: target, body: body)
  require([200, 201, 400, 403, 404, 405, 409, 413, 422].contains(answer.status), "a status")
  guard answer.type.hasPrefix("application/json") else { return }
  guard let value = try? JSONValue(parsing: answer.bytes, file: "answer") else {
    return require(false, "an answer that is no JSON")
  }
  require(value["api"]?.integer == WorkbenchAPI.version, "an answer without version")
  if answer.status >= 400 {
    let message = value["error"]?["message"]?.string
    require(message?.isEmpty == false, "an error without words")
    require(message?.utf8.contains { $0 < 0x20 } == false, "an error of two lines")
  }
}

/// A service with one small vocabulary.
private let workbench: WorkbenchService? = {
  var ranks: [UInt8] = []
  let tokens = (0...255).map { [UInt8($0)] } + ["he", "ll", "hell", " w"].map { Array($0.utf8) }
  for (rank, token) in tokens.enumerated() {
    Base64.encode(token, into: &ranks)
    ranks.append(contentsOf: " \(rank)\n".utf8)
  }
  let specification = TiktokenSpecification(
    pattern: "gpt2", specials: [.init(text: "<|end|>", id: 300)])
  guard
    let toy = try? TiktokenReader.load(
      bytes: ranks, file: "toy.tiktoken", specification: specification)
  else { return nil }
  return WorkbenchService(tokenizers: [("toy", toy)]) { (bytes, name, pattern) throws(Failure) in
    try TiktokenReader.load(
      bytes: bytes, file: name, specification: TiktokenSpecification(pattern: pattern ?? "gpt2"))
  }
}()
