import Groundwork
import TestSupport
import Testing

/// `derlius sweep` as long work: mixes, likenesses, memory, checkpoints.
@Suite struct SweepRunTests {
  private let derlius: RunCommand
  private let train: String
  private let other: String
  private let heldOut: String

  init() throws {
    derlius = try RunCommand()
    func lines(_ count: Int, _ seed: Int) -> String {
      (0..<count).map { number in
        "laukas \(number * seed % 613) žalias rytas \(number % 7) vaikas\(number % 11) bėga\n"
      }.joined()
    }
    train = try derlius.write(lines(900, 31), to: "train.txt")
    other = try derlius.write(lines(300, 17), to: "other.txt")
    heldOut = try derlius.write("žalias laukas ir rytas\nvaikas bėga laukais\n", to: "dev.txt")
  }

  private func sweep(_ output: String, _ more: [String]) throws -> RunCommand.Result {
    try derlius.run(
      [
        "sweep", "--held-out", heldOut, "--output", derlius.path(output), "--resamples", "0",
        "--keep-models",
      ] + more)
  }

  /// Each file of a folder and of its models.
  private func files(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for inner in [folder, "\(folder)/models"] {
      for name in try listDirectory(derlius.path(inner)) where name != "models" {
        files["\(inner.dropFirst(folder.count))/\(name)"] = try readFile(
          derlius.path("\(inner)/\(name)"))
      }
    }
    return files
  }

  @Test func aMixIsWhatItsInputsAre() throws {
    let mix = try derlius.write("train.txt\t2\nother.txt\t1\n", to: "mix.tsv")
    let sizes = ["--sizes", "60,75", "--kinds", "unigram,bpe-characters", "--min-count", "2"]
    let mixed = try sweep("a", sizes + ["--mix", mix])
    #expect(mixed.status == 0, "\(mixed.messages)")
    let named = try sweep("b", sizes + ["--train", "\(train)=2", other])
    #expect(named.status == 0, "\(named.messages)")
    let (one, two) = (try files("a"), try files("b"))
    for (name, bytes) in one where name.hasPrefix("/models") { #expect(two[name] == bytes) }
    #expect(one.count == 3 + 8)
    let json = try JSONValue(contentsOf: derlius.path("a/sweep.json"))
    #expect(
      json["kinds"]?.array?.first?["command"]?.string
        == "derlius train unigram --vocab-size SIZE --exclude dev.txt --mix mix.tsv --min-count 2 "
        + "--output unigram-SIZE.model")
    let weights = json["training"]?.array?.compactMap { $0["weight"]?.integer }
    #expect(weights?.sorted() == [1, 2])
  }

  @Test(arguments: [
    ("sentencepiece", "bpe-characters", "bpe", "model"),
    ("sentencepiece", "unigram", "unigram", "model"), ("huggingface", "bpe", "bpe", "tiktoken"),
  ])
  func aLikenessIsThatOfTheTrainer(
    _ like: String, _ kind: String, _ trainer: String, _ ending: String
  ) throws {
    let sizes = kind == "bpe" ? ["270", "300"] : ["60", "75"]
    let result = try sweep(
      "a",
      ["--sizes", sizes.joined(separator: ","), "--kinds", kind, "--like", like, "--train", train])
    #expect(result.status == 0, "\(result.messages)")
    for size in sizes {
      let name = "\(kind)-\(size).\(ending)"
      let alone = try derlius.run([
        "train", trainer, "--like", like, "--vocab-size", size, "--exclude", heldOut, "--output",
        derlius.path(name), train,
      ])
      #expect(alone.status == 0, "\(alone.messages)")
      #expect(
        try readFile(derlius.path(name)) == readFile(derlius.path("a/models/\(name)")), "\(name)")
    }
  }

  @Test func aLikenessThatNoKindHas() throws {
    let result = try sweep(
      "a", ["--sizes", "300", "--kinds", "bpe", "--like", "sentencepiece", "--train", train])
    #expect(result.status == 64)
    #expect(
      result.messages
        == "derlius: --like is for bpe-characters and unigram, and --kinds names bpe; leave it out, or add "
        + "a kind\n")
  }

  @Test func aSweepGoesOnToTheSameBytes() throws {
    let counts = try derlius.write("laukas\t3\n", to: "counts.tsv")
    let options = [
      "--sizes", "270,290", "--kinds", "bpe,bpe-characters", "--byte-fallback", "--counts", counts,
      "--train", train, other,
    ]
    let whole = try sweep("a", options)
    #expect(whole.status == 0, "\(whole.messages)")
    let wanted = try files("a")
    removeTree(derlius.path("a"))
    let checkpoint = ["--checkpoint", derlius.path("ck"), "--checkpoint-every", "16K"]
    // Count files are read when texts are counted: at this one the run ends.
    _ = try derlius.write("laukas\tthree\n", to: "counts.tsv")
    let failed = try sweep("a", options + checkpoint)
    #expect(failed.status == 1)
    #expect(failed.messages.hasPrefix("derlius: \(counts):1: "), "\(failed.messages)")
    #expect(!exists(derlius.path("a")))
    #expect(exists(derlius.path("ck/counts-0-0.tsv")))
    _ = try derlius.write("laukas\t3\n", to: "counts.tsv")
    let result = try sweep("a", options + checkpoint + ["--max-memory", "400M"])
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.contains("derlius: went on from \(derlius.path("ck"))\n"))
    #expect(try files("a") == wanted)
    #expect(!exists(derlius.path("ck")))
  }
}
