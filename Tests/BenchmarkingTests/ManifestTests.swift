import Benchmarking
import Groundwork
import Testing

@Suite struct ManifestTests {
  private func read(_ text: String) throws -> Manifest {
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "manifest.json")
    try AtomicFile.write(text, to: path)
    return try Manifest(contentsOf: path)
  }

  @Test(arguments: [UInt64(0), 7, 1 << 63, .max])
  func settingsSurviveWritingAndReading(seed: UInt64) throws {
    var manifest = Manifest()
    manifest.title = "Lietuvių"
    manifest.metrics = ["fertility", "pcw"]
    manifest.resampling.seed = seed
    manifest.resampling.resamples = 12
    manifest.resampling.linesPerUnit = 3
    manifest.resampling.unit = seed == 7 ? .group : .lines
    manifest.window = 128_000
    manifest.price = 2.5
    manifest.sensitivity = false
    manifest.text = false
    manifest.corpora = [
      .init(
        name: "c", isParallel: false,
        files: [("lt", .init(file: "a.txt", bytes: 3, sha256: "00"))])
    ]
    manifest.corpora[0].files[0].file.licence = "CC0"
    let again = try read(manifest.json(derlius: "0.1.0").serialized(indented: true))
    #expect(again.title == "Lietuvių")
    #expect(again.metrics == ["fertility", "pcw"])
    #expect(again.resampling == manifest.resampling)
    #expect(again.window == 128_000 && again.price == 2.5 && !again.sensitivity)
    #expect(!again.text && again.corpora[0].files[0].file.licence == "CC0")
    let plain = try read(Manifest().json(derlius: "0.1.0").serialized(indented: true))
    #expect(plain.window == nil && plain.price == nil && plain.sensitivity)
    #expect(plain.text)
  }

  @Test(arguments: [
    (#"{"metrics": "fertility"}"#, #""metrics" is not an array of texts"#),
    (#"{"metrics": ["fertility", 1]}"#, #""metrics" is not an array of texts"#),
    (#"{"policy": "raw"}"#, #""policy" is not an object"#),
    (#"{"policy": {"form": 1}}"#, #""form" is not a text"#),
    (#"{"resampling": 5}"#, #""resampling" is not an object"#),
    (
      #"{"resampling": {"resamples": -5}}"#,
      #""resamples" is not a whole number from 0 to 1000000"#
    ),
    (
      #"{"resampling": {"seed": -1}}"#,
      #""seed" is not a whole number from 0 to 18446744073709551615"#
    ),
    (
      #"{"resampling": {"linesPerUnit": "5"}}"#,
      #""linesPerUnit" is not a whole number from 1 to 9223372036854775807"#
    ),
    (#"{"window": 0}"#, #""window" is not a whole number from 1 to 1099511627776"#),
    (#"{"price": -1}"#, #""price" is not a number from 0 to 1000000000"#),
    (#"{"price": "2"}"#, #""price" is not a number from 0 to 1000000000"#),
    (#"{"sensitivity": 1}"#, #""sensitivity" is not true or false"#),
    (#"{"text": "no"}"#, #""text" is not true or false"#),
    (#"{"corpora": {}}"#, #""corpora" is not an array of objects"#),
  ])
  func membersOfAnotherKindAreNamed(_ text: String, _ problem: String) throws {
    let failure = try #require(throws: Failure.self) { try read(text) }
    #expect(failure.problem == problem)
  }
}
