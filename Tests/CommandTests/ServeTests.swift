import Foundation
import Groundwork
import TestSupport
import Testing

/// `derlius serve` as a user runs it.
@Suite struct ServeTests {
  /// A server that runs until it is told to end.
  private final class Running {
    let process = Process()
    let errors = Pipe()
    private(set) var address = ""

    init(_ derlius: RunCommand, _ arguments: [String]) throws {
      let program = joinPath(parentPath(CommandLine.arguments[0]), "derlius")
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["serve"] + arguments
      process.environment = ["DERLIUS_HOME": derlius.path("home"), "PATH": "/usr/bin:/bin"]
      let output = Pipe()
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      var line: [UInt8] = []
      while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
        line.append(byte)
      }
      address = String(decoding: line, as: UTF8.self)
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Sends a signal and gives the exit code, and what stands on standard error.
    func end(_ signal: Int32) throws -> (status: Int32, messages: String) {
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      let messages = try errors.fileHandleForReading.readToEnd() ?? Data()
      return (process.terminationStatus, String(decoding: messages, as: UTF8.self))
    }

    /// Runs curl on the address; gives the status and the body.
    func curl(_ path: String, _ arguments: [String] = []) throws -> String {
      let curl = Process()
      let output = Pipe()
      curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      curl.arguments =
        ["curl", "-s", "--max-time", "20", "-w", "\n%{http_code}"] + arguments + [address + path]
      curl.standardOutput = output
      try curl.run()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      curl.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self)
    }

    /// The memory that the process has in use, in kilobytes.
    func residentKilobytes() throws -> Int {
      let status = try readFile("/proc/\(process.processIdentifier)/status")
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
        .first { $0.hasPrefix("VmRSS:") }
      return Int(line?.split(separator: " ").dropFirst().first ?? "") ?? 0
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func theFirstLineIsTheAddressAndASignalEndsItWell(_ signal: Int32) throws {
    let derlius = try RunCommand()
    let server = try Running(derlius, ["-t", "toy=\(derlius.writeRanks())"])
    #expect(
      server.address.wholeMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+\/[0-9a-f]{32}\//) != nil,
      "\(server.address)")
    if HasCurl.value {
      let body = #"{"text": "hell", "tokenizers": ["toy"]}"#
      let answer = try server.curl(
        "api/encode", ["-H", "Content-Type: application/json", "-d", body])
      #expect(
        answer
          == #"{"api":1,"bytes":4,"results":[{"tokenizer":"toy","count":1,"first":0,"ids":[258],"starts":[0],"ends":[4],"pieces":{"258":{"text":"hell","kind":"normal"}}}]}"#
          + "\n200")
    }
    let end = try server.end(signal)
    #expect(end.status == 0)
    #expect(end.messages == "")
  }

  @Test func withoutAnythingItSaysWhatToDo() throws {
    let derlius = try RunCommand()
    let result = try derlius("serve")
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(
      result.messages
        == "derlius: no tokenizer is named, and no vocabulary of the catalogue is on this machine; name one with -t, or get some: derlius pull cl100k_base o200k_base\n"
    )
  }

  @Test func wrongArgumentsAreRefused() throws {
    let derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    let twice = try derlius("serve", "-t", toy, "-t", "toy=\(toy)")
    #expect(twice.status == 64)
    #expect(
      twice.messages
        == "derlius: two tokenizers are named \"toy\"; give each a name of its own: NAME=TOKENIZER\n"
    )
    let morphology = try derlius("serve", "-t", toy, "--morphology", "list.tsv")
    #expect(morphology.status == 64)
    #expect(
      morphology.messages
        == "derlius: --morphology list.tsv is no lt=PATH; write LANGUAGE=PATH\n")
    let port = try derlius("serve", "-t", toy, "--port", "70000")
    #expect(port.status == 64)
    let missing = try derlius("serve", "-t", "nothing.here")
    #expect(missing.status == 1)
    #expect(
      missing.messages
        == "derlius: there is no tokenizer or file named nothing.here; name a file, or a name from: derlius pull --list\n"
    )
  }

  @Test func aPortInUseEndsIt() throws {
    let derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    let server = try Running(derlius, ["-t", toy])
    let port = try #require(
      server.address.split(separator: "/").dropFirst().first?.split(separator: ":").last)
    let second = try derlius("serve", "-t", toy, "--port", String(port))
    #expect(second.status == 1)
    #expect(second.output == "")
    #expect(
      second.messages
        == "derlius: the port \(port) is in use; end the program that has it, or leave --port out for a free one\n"
    )
    _ = try server.end(SIGTERM)
  }

  /// A file of that name that is no library stands for a library that is not there.
  @Test func withoutTheLibraryItsPackageIsNamed() throws {
    let derlius = try RunCommand()
    let toy = try derlius.writeRanks()
    let library = try derlius.write("no library", to: "lib/libmicrohttpd.so.12")
    let result = try derlius.run(
      ["serve", "-t", toy], environment: ["LD_LIBRARY_PATH=\(parentPath(library))"])
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(
      result.messages
        == "derlius: serve needs libmicrohttpd: libmicrohttpd.so.12 is not installed; install it (Debian and Ubuntu: apt-get install libmicrohttpd12)\n"
    )
  }

  @Test(.enabled(if: HasCurl.value, "skipped: needs curl"))
  func formatsAreToldApartByContent() throws {
    let derlius = try RunCommand()
    let server = try Running(derlius, ["-t", "toy=\(derlius.writeRanks())"])
    func upload(_ file: String, _ query: String) throws -> String {
      try server.curl(
        "api/tokenizers?" + query,
        ["-H", "Content-Type: application/octet-stream", "--data-binary", "@" + file])
    }
    let words = try derlius.write("[UNK]\n[CLS]\nlab\n##a\n", to: "vocab.txt")
    let answer = try upload(words, "name=vocab.txt")
    #expect(answer.hasSuffix("\n201"))
    #expect(answer.contains(#""name":"vocab","format":"wordpiece""#), "\(answer)")
    // A side file beside it, which the ordinary load would follow, is not read.
    let ranks = try derlius.writeRanks("other.tiktoken")
    #expect(
      try upload(ranks, "name=other.tiktoken")
        == #"{"api":1,"error":{"message":"other.tiktoken: is a rank file, which says no split pattern","remedy":"name the pattern that it was made with"}}"#
        + "\n422")
    let none = try derlius.write("nothing of the kind", to: "x.txt")
    #expect(
      try upload(none, "name=x.txt")
        == #"{"api":1,"error":{"message":"x.txt: is no tokenizer file that Derlius knows","remedy":"take a tokenizer.json, a .tiktoken rank file or a SentencePiece .model"}}"#
        + "\n422")
    _ = try server.end(SIGTERM)
  }

  /// What requests take is given back.
  @Test(.enabled(if: HasCurl.value, "skipped: needs curl"))
  func fiftyRequestsAtOnceLeaveMemoryAsItWas() throws {
    let derlius = try RunCommand()
    let server = try Running(derlius, ["-t", "toy=\(derlius.writeRanks())"])
    let text = String(repeating: "hello world ", count: 2_000)
    let body = try derlius.write(
      #"{"text": "\#(text)", "tokenizers": ["toy"]}"#, to: "body.json")
    let arguments = (0..<50).flatMap { _ in
      [
        "-s", "-o", "/dev/null", "-w", "%{http_code}\n", "-H", "Content-Type: application/json",
        "--data-binary", "@" + body, server.address + "api/encode", "--next",
      ]
    }
    func round() throws -> [Substring] {
      let curl = Process()
      let output = Pipe()
      curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      curl.arguments =
        ["curl", "--parallel", "--parallel-immediate", "--parallel-max", "50"]
        + arguments.dropLast()
      curl.standardOutput = output
      curl.standardError = Pipe()
      try curl.run()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      curl.waitUntilExit()
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }
    var sizes: [Int] = []
    for _ in 0..<6 {
      let codes = try round()
      #expect(codes.count == 50)
      #expect(codes.allSatisfy { $0 == "200" || $0 == "503" }, "\(codes)")
      sizes.append(try server.residentKilobytes())
    }
    // What is free stays with the allocator: it grows in the first rounds, and then no more.
    #expect(sizes[5] < sizes[2] + 20_000, "\(sizes)")
    let answer = try server.curl("api/tokenizers")
    #expect(answer.hasSuffix("\n200"))
    #expect(try server.end(SIGINT).status == 0)
  }
}

/// Whether this machine has curl.
private enum HasCurl {
  static let value: Bool = (environmentVariable("PATH") ?? "").split(separator: ":")
    .contains { exists(joinPath(String($0), "curl")) }
}
