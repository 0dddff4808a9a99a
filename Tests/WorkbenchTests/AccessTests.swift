import Groundwork
import Testing

@testable import Workbench

/// Who may ask, and what a stranger is told.
@Suite struct AccessTests {
  private let server: TestServer

  init() throws { server = try TestServer() }

  @Test func aPageIsServedWithStrictHeaders() throws {
    let answer = try server.request("GET", "")
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
    #expect(
      answer.headers["content-security-policy"]
        == "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    #expect(answer.headers["x-content-type-options"] == "nosniff")
    #expect(answer.headers["referrer-policy"] == "no-referrer")
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.headers["access-control-allow-origin"] == nil)
    #expect(answer.body == PackageFiles.index)
  }

  @Test func everyFileOfThePageIsServed() throws {
    for file in PageFile.all {
      let answer = try server.request("GET", file.path)
      #expect(answer.status == 200, "\(file.path)")
      #expect(answer.body == file.bytes, "\(file.path)")
      let head = try server.request("HEAD", file.path)
      #expect(head.status == 200 && head.body.isEmpty, "\(file.path)")
    }
  }

  @Test func aTokenWithoutItsSlashLeadsToThePage() throws {
    let answer = try server.request("GET", String(server.path.dropLast()))
    #expect(answer.status == 308)
    #expect(answer.headers["location"] == server.path)
  }

  @Test func anotherTokenGetsNothing() throws {
    let good = server.path
    for token in [
      "/", "/x/", "/" + String(repeating: "0", count: 32) + "/", good.dropLast(2) + "x/",
    ] {
      for rest in ["", "api/tokenizers", "api/encode"] {
        let answer = try server.request("GET", token + rest)
        #expect(answer.status == 404)
        #expect(
          try answer.error == "there is nothing here | use the address that derlius serve printed")
      }
    }
  }

  @Test func theTokenIsAnotherEachTime() throws {
    let other = try TestServer()
    #expect(other.path != server.path)
    #expect(other.path.count == 34)
    #expect(AccessRules.makeToken() != AccessRules.makeToken())
  }

  @Test func localhostIsThisHostToo() throws {
    let answer = try server.request(
      "GET", "api/tokenizers", headers: [("Host", "LocalHost:\(server.port)")])
    #expect(answer.status == 200)
  }

  @Test(arguments: [
    "evil.example", "127.0.0.1", "127.0.0.1:1", "localhost:80", "127.0.0.1.evil.example:80",
    "[::1]:80",
  ])
  func anotherHostIsRefused(_ host: String) throws {
    let answer = try server.request("GET", "", headers: [("Host", host)])
    #expect(answer.status == 403)
    #expect(
      try answer.error
        == "the request is for another host | use the address that derlius serve printed")
  }

  @Test func twoHostsAreNone() throws {
    let answer = try server.request(
      "GET", "",
      headers: [("Host", "127.0.0.1:\(server.port)"), ("Host", "evil.example")])
    #expect([400, 403].contains(answer.status))
  }

  @Test func anotherOriginIsRefused() throws {
    for origin in [
      "http://evil.example", "null", "https://127.0.0.1:\(server.port)",
      "http://localhost:\(server.port)", "http://127.0.0.1:1",
    ] {
      let answer = try server.request(
        "POST", "api/encode", headers: [("Origin", origin)],
        body: Array(#"{"text": "a", "tokenizers": []}"#.utf8))
      #expect(answer.status == 403, "\(origin)")
      #expect(
        try answer.error
          == "the request comes from another origin | open the page that derlius serve printed")
    }
    let own = try server.request(
      "POST", "api/encode", headers: [("Origin", "http://127.0.0.1:\(server.port)")],
      body: Array(#"{"text": "a", "tokenizers": []}"#.utf8))
    #expect(own.status == 200)
  }

  @Test func twoOriginsAreNotNone() throws {
    let origin = "http://127.0.0.1:\(server.port)"
    let answer = try server.request(
      "GET", "api/tokenizers", headers: [("Origin", origin), ("Origin", origin)])
    #expect(answer.status == 403)
  }

  @Test func aLinkElsewhereLeadsToThePageButNotToTheAPI() throws {
    let site = [("Sec-Fetch-Site", "cross-site")]
    #expect(try server.request("GET", "", headers: site).status == 200)
    let answer = try server.request("GET", "api/tokenizers", headers: site)
    #expect(answer.status == 403)
    #expect(
      try answer.error
        == "the request comes from another site | open the page that derlius serve printed")
  }

  @Test func methodsThatAreNotThereAreNamed() throws {
    let put = try server.request("PUT", "api/encode")
    #expect(put.status == 405)
    #expect(try put.error == "this address does not take PUT | use POST")
    let post = try server.request("POST", "", body: [])
    #expect(post.status == 405)
    #expect(try post.error == "this address does not take POST | use GET")
    let options = try server.request("OPTIONS", "api/tokenizers")
    #expect(options.status == 405)
    #expect(try options.error == "this address does not take OPTIONS | use GET and POST")
  }

  @Test(arguments: [
    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "",
  ])
  func aBodyThatAFormCouldSendIsRefused(_ type: String) throws {
    let answer = try server.request(
      "POST", "api/encode", headers: [("Content-Type", type)],
      body: Array(#"{"text": "a", "tokenizers": []}"#.utf8))
    #expect(answer.status == 415)
    #expect(
      try answer.error
        == "the body is not said to be application/json | send Content-Type: application/json")
  }

  @Test func noFileOfTheMachineCanBeNamed() throws {
    for path in [
      "../etc/passwd", "..%2f..%2fetc/passwd", "%2e%2e/", "/etc/passwd", "index.html/../../etc",
      "index.html%00.js",
    ] {
      let answer = try server.request("GET", path)
      #expect(answer.status == 404, "\(path)")
    }
    let answer = try server.request("GET", "%zz")
    #expect(answer.status == 400)
    #expect(try answer.error == "the address is misspelt | write % as %25")
  }
}

/// The files as they are embedded.
enum PackageFiles {
  static let index = PageFile.named("")?.bytes ?? []
}
