import Groundwork
import Testing

@testable import Workbench

/// The API without a server.
@Suite struct DirectTests {
  private let service: WorkbenchService

  init() throws {
    service = WorkbenchService(tokenizers: [("toy", try TestServer.toy())]) {
      (_, _, _) throws(Failure) in throw Failure("cannot be used", remedy: "use another")
    }
  }

  @Test func anAnswerHasStatusTypeAndBytes() throws {
    let page = service.answer(method: "GET", target: "")
    #expect(page.status == 200 && page.type == "text/html; charset=utf-8")
    #expect(page.bytes == PackageFiles.index)
    let refused = service.answer(
      method: "POST", target: "api/encode", body: Array(#"{"tokenizers": []}"#.utf8))
    #expect(refused.status == 400 && refused.type == "application/json; charset=utf-8")
    #expect(
      String(decoding: refused.bytes, as: UTF8.self)
        == #"{"api":1,"error":{"message":"the request has no member \"text\"","remedy":"add it"}}"#
    )
    let damaged = service.answer(method: "GET", target: "%4")
    #expect(damaged.status == 400)
  }

  /// Questions that are damaged by chance are answered, or refused with words; what the fuzzer does for longer.
  @Test func damagedQuestionsAreAnswered() throws {
    let questions = [
      (
        "encode",
        #"{"text": "hello \u0142", "tokenizers": ["toy"], "specials": "parse", "window": [0, 3]}"#
      ),
      ("compare", #"{"text": "hello", "tokenizers": ["toy", "toy"], "window": null}"#),
      (
        "measure",
        #"{"text": "a b", "second": "c", "tokenizers": ["toy"], "words": "uax29", "morphology": null}"#
      ),
      ("explain", #"{"text": "hell", "tokenizer": "toy", "specials": "text"}"#),
      (
        "vocabulary",
        #"{"tokenizer": "toy", "search": "l+", "as": "regex", "script": "Latn", "kind": ["normal"], "length": [1, 4], "reachable": true, "from": 0, "count": 5, "order": "text"}"#
      ),
      (
        "edit",
        #"{"tokenizer": "toy", "text": "Hello w", "normalization": "NFC+lower", "split": "hell|[\\s\\S]"}"#
      ),
    ]
    var seed: UInt64 = 11
    func random(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    let marks = Array(#"{}[]":,\0-9eun "#.utf8) + [0, 0x7F, 0xC3, 0xFF]
    var statuses: Set<Int> = []
    for (call, json) in questions {
      let whole = service.answer(method: "POST", target: "api/\(call)", body: Array(json.utf8))
      #expect(whole.status == 200, "\(String(decoding: whole.bytes, as: UTF8.self))")
      for _ in 0..<200 {
        var body = Array(json.utf8)
        for _ in 0...random(3) where !body.isEmpty {
          let place = random(body.count)
          switch random(4) {
          case 0: body[place] = marks[random(marks.count)]
          case 1: body.insert(marks[random(marks.count)], at: place)
          case 2: body.removeSubrange(place..<min(body.count, place + 1 + random(9)))
          default:
            body.insert(contentsOf: body[place..<min(body.count, place + random(9))], at: place)
          }
        }
        let answer = service.answer(method: "POST", target: "api/\(call)", body: body)
        statuses.insert(answer.status)
        let value = try JSONValue(parsing: answer.bytes, file: "answer")
        #expect(value["api"]?.integer == 1)
        #expect((value["error"] == nil) == (answer.status == 200))
      }
    }
    #expect(statuses.isSubset(of: [200, 400, 404, 413, 422]))
  }

  @Test(arguments: [
    ("a%20b?x=1&y=%C4%85+c&x", "a b", ["x=1", "y=ą c", "x="]), ("", "", []), ("?", "", []),
    ("a?b=c?d", "a", ["b=c?d"]), ("a%2Fb", "a/b", []),
  ])
  func targetsAreTakenApart(_ target: String, _ path: String, _ query: [String]) throws {
    let found = try #require(RequestTarget(Array(target.utf8)))
    #expect(found.path == Array(path.utf8))
    #expect(found.query.map { "\($0.name)=\($0.value)" } == query)
  }

  @Test func aMemberThatComesTwiceHasNoValue() throws {
    let found = try #require(RequestTarget(Array("?x=1&y=2&x=3".utf8)))
    #expect(found["x"] == nil)
    #expect(found["y"] == "2")
    for damaged in ["%", "%1", "%gg", "?a=%ff", "?a=%+1"] {
      #expect(RequestTarget(Array(damaged.utf8)) == nil, "\(damaged)")
    }
  }
}
