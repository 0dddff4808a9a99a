import Groundwork

/// Writes made-up text of any size whose distinct words grow by Heaps' law, the same for the same seed.
///
/// Arguments: output (`-` is standard output), megabytes, then optionally seed (1) and the percentage of lines in NFD (0).
///
/// After n words there are K · n^β distinct ones, with K = 17.84 and β = 0.614: the least-squares fit, in logarithms from
/// 10,000 words on, to law, literature, parliament and docs of `../shared/data/text/lt` with lines shuffled (4,217,347
/// words, 187,131 distinct). Words that are there already come back log-uniformly by age, which is Zipf's law with exponent
/// 1. Letters have the frequencies of those texts; words are consonants and vowels in turn and mean nothing.
@main
struct MakeCorpus {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let megabytes = Int(arguments[2]) else {
      printToStandardError("usage: make-corpus OUTPUT MEGABYTES [SEED [PERCENT-NFD]]")
      return
    }
    let seed = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
    let decomposed = arguments.count > 4 ? Int(arguments[4]) ?? 0 : 0
    let path = arguments[1] == "-" ? "/dev/stdout" : arguments[1]
    let writer = try AtomicFileWriter(to: path)
    var text = MadeText(seed: seed, decomposedPercent: decomposed)
    var left = megabytes * 1_000_000
    while left > 0 {
      var chunk = text.nextLines(about: min(left, 1 << 20))
      left -= chunk.count
      if chunk.isEmpty { chunk = [0x0A] }
      try writer.write(chunk)
    }
    try writer.commit()
    printToStandardError("\(text.words) words, \(text.distinct) distinct")
  }
}
