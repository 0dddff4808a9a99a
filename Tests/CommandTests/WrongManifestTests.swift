import Groundwork
import TestSupport
import Testing

/// A member of a manifest that is not what it should be is refused, never passed over.
@Suite struct WrongManifestTests {
  private let derlius: RunCommand
  private let toy: String
  private let text: String

  init() throws {
    derlius = try RunCommand()
    toy = try derlius.writeRanks()
    text = try derlius.write("hello world\nlabas\n", to: "lt.txt")
  }

  @Test(arguments: [
    (#""resampling": {"resamples": -1}"#, #""resamples" is not a whole number from 0 to 1000000"#),
    (#""resampling": {"resamples": 1e3}"#, #""resamples" is not a whole number from 0 to 1000000"#),
    (
      #""resampling": {"resamples": 1000000000000}"#,
      #""resamples" is not a whole number from 0 to 1000000"#
    ),
    (
      #""resampling": {"linesPerUnit": -1}"#,
      #""linesPerUnit" is not a whole number from 1 to 9223372036854775807"#
    ),
    (
      #""resampling": {"unit": "page"}"#,
      #""unit" is not one of: automatic, lines, document, file, group"#
    ),
    (
      #""resampling": {"seed": "x"}"#,
      #""seed" is not a whole number from 0 to 18446744073709551615"#
    ),
    (#""resampling": []"#, #""resampling" is not an object"#),
    (#""morphology": [{"language": "lt", "builtin": 1}]"#, #""builtin" is not a text"#),
    (
      #""morphology": [{"language": "lt", "file": "a.dic", "affixes": "a.aff"}]"#,
      #""affixes" is not an object"#
    ),
    (#""metrics": "fertility""#, #""metrics" is not an array of texts"#),
    (#""metrics": [1]"#, #""metrics" is not an array of texts"#),
    (#""policy": []"#, #""policy" is not an object"#),
    (#""policy": {"words": 1}"#, #""words" is not a text"#),
    (
      #""corpora": [{"name": "a", "parallel": "yes", "folder": "b"}]"#,
      #""parallel" is not true or false"#
    ),
  ])
  func aMemberOfAnotherKind(_ member: String, _ problem: String) throws {
    let manifest = try derlius.write("{\(member)}", to: "report/manifest.json")
    for arguments in [
      ["verify", derlius.path("report")], ["bench", manifest, "--output", derlius.path("again")],
    ] {
      let result = try derlius.run(arguments)
      #expect(result.status == 1)
      #expect(result.messages == "derlius: \(manifest): \(problem); correct the manifest\n")
    }
  }

  @Test func aChoiceThatNoPolicyHas() throws {
    let manifest = try derlius.write(
      #"{"policy": {"word": "uax29"}}"#, to: "report/manifest.json")
    let result = try derlius("verify", derlius.path("report"))
    #expect(
      result.messages
        == "derlius: \(manifest): the policy has no choice \"word\"; "
        + "use form, words, leadingSpace, punctuation\n")
  }

  @Test func aSeedOf64BitsIsVerified() throws {
    let made = try derlius(
      "bench", "-t", toy, "--corpus", "lt=\(text)", "--seed", "18446744073709551615",
      "--resamples", "10", "--output", derlius.path("report"))
    #expect(made.status == 0, "\(made.messages)")
    let verified = try derlius("verify", derlius.path("report"))
    #expect(verified.status == 0, "\(verified.messages)")
  }
}
