import Groundwork
import TestSupport
import Testing

/// `pull` without a network: the publisher's address is closed off, and pip is a script of ours.
@Suite struct PullTests {
  private let derlius: RunCommand

  init() throws { derlius = try RunCommand() }

  /// Puts a `python3` first in PATH: `-m pip download` copies `wheel`, or fails; all else goes to the
  /// real one.
  private func pull(_ name: String, wheel: String?) throws -> RunCommand.Result {
    let download =
      wheel.map { "mkdir -p \"$8\" && cp '\($0)' \"$8/package-1-py3-none-any.whl\"" }
      ?? "echo 'No module named pip' >&2; exit 1"
    let script = """
      #!/bin/sh
      if [ "$1" = -m ]; then
        while [ "$1" != --dest ]; do shift; done
        set -- 1 2 3 4 5 6 7 "$2"
        \(download)
        exit
      fi
      PATH=$(printf %s "$PATH" | cut -d: -f2-)
      exec python3 "$@"
      """
    for program in ["python3", "pip", "pip3"] {
      let text = program == "python3" ? script : "#!/bin/sh\nexit 127\n"
      let path = try derlius.write(text, to: "bin/\(program)")
      let log = derlius.path("log")
      _ = try ChildProcess.run(["chmod", "+x", path], messages: log)
    }
    let environment = [
      "https_proxy=http://127.0.0.1:9", "PATH=\(derlius.path("bin")):\(environmentPath)",
    ]
    return try derlius.run(["pull", name], environment: environment)
  }

  private var environmentPath: String { environmentVariable("PATH") ?? "/usr/bin:/bin" }

  /// Makes a wheel, which is a zip file, with the machine's own Python.
  private func makeWheel(member: String, content: String) throws -> String {
    let wheel = derlius.path("made.whl")
    let make =
      "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w').write(sys.argv[2], sys.argv[3])"
    let outcome = try ChildProcess.run(
      ["python3", "-c", make, wheel, content, member], messages: derlius.path("log"))
    try #require(outcome.status == 0, "\(outcome.lastMessage)")
    return wheel
  }

  private static let member =
    "llama_index/core/_static/tiktoken_cache/9b5ad71b2ce5302211f9c61530b329a4922fc6a4"

  @Test func withoutNetworkAndPipTheMessageSaysWhatWasTried() throws {
    let result = try pull("cl100k_base", wheel: nil)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.messages.hasPrefix("derlius: cl100k_base cannot be had (https://"))
    #expect(
      result.messages.contains("the Python package llama-index-core: no pip is installed)"),
      "\(result.messages)")
    #expect(result.messages.utf8.count { $0 == 0x0A } == 1)
    #expect(try listDirectory(derlius.path("home/vocabularies")) == [])
  }

  @Test func anotherFileUnderTheNameIsRefused() throws {
    let content = try derlius.write("IQ== 0\n", to: "content")
    let result = try pull("cl100k_base", wheel: makeWheel(member: Self.member, content: content))
    #expect(result.status == 1)
    #expect(result.messages.contains("gave a file with another SHA-256"), "\(result.messages)")
    #expect(try listDirectory(derlius.path("home/vocabularies")) == [])
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func aWheelGivesTheVocabulary() throws {
    let content = SharedData.path("vocab/tiktoken/cl100k_base.tiktoken")
    let result = try pull("cl100k_base", wheel: makeWheel(member: Self.member, content: content))
    #expect(result.status == 0, "\(result.messages)")
    #expect(
      result.output.hasPrefix("cl100k_base: from the Python package llama-index-core: "))
    let again = try pull("cl100k_base", wheel: nil)
    #expect(again.output.hasPrefix("cl100k_base: was here already: "))
    let encoded = try derlius("encode", "-t", "cl100k_base", input: "hello world\n")
    #expect(encoded.output == "15339 1917\n")
  }

  @Test func anUnknownNameIsAUsageError() throws {
    let result = try derlius("pull", "nothing")
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: the catalogue has no nothing; see the names with: derlius pull --list\n")
  }

  @Test func theListNamesWhatIsHere() throws {
    let result = try derlius("pull", "--list")
    #expect(result.status == 0)
    #expect(result.output.contains("cl100k_base, cl100k"))
  }
}
