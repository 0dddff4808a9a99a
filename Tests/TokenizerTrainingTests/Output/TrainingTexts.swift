import Counting
import Groundwork
import TestSupport
import Tokenization
import TokenizerTraining

/// A small text of our own, with what splits and scripts can meet.
let smallText = """
  Derlius auga lėtai, bet auga: žiema praeina, pavasaris ateina, ir vėl žaliuoja laukai.
  Vaikai bėga per lauką, šaukia ir juokiasi; šuo bėga paskui vaikus ir loja.
  The harvest grows slowly, but it grows: winters pass, springs come, and fields are green again.
  2024 m. spalio 15 d. surinkta 12345,67 t rugių, 2023 m. – 11890,05 t.
    Įtrauka,  du   tarpai,\ttabuliatorius ir pabaiga \u{20}
  ženklas▁viduje ▁prieš ▁▁ du▁ ▁
  ▁
  Юрий пишет по-русски, 日本語の文章、そして 😀😀 emoji; naïve café; aaaaaaaaaaaaaaaaaaaaaaaa aaaaaaa
  """

/// The lines of a text with their line ends, as documents that hold everything.
func lines(_ text: [UInt8]) -> [[UInt8]] {
  var result: [[UInt8]] = []
  var start = 0
  for index in text.indices where text[index] == 0x0A {
    result.append(Array(text[start...index]))
    start = index + 1
  }
  if start < text.count { result.append(Array(text[start...])) }
  return result
}

/// The lines that tests train on: the small text, and some law where the shared data is.
func trainingLines() throws(Failure) -> [[UInt8]] {
  var result = lines(Array(smallText.utf8))
  if SharedData.isPresent {
    let law = try readFile(SharedData.path("text/lt/law/law-03.txt"))
    result += lines(Array(law.prefix(60_000))).dropLast()
  }
  return result
}

/// The pieces of texts.
func count(_ texts: [[UInt8]], _ rule: PieceRule, workers: Int = 1) throws(Failure) -> PieceTable {
  let counter = PieceCounter(rule: rule, pool: WorkerPool(workers: workers))
  for first in stride(from: 0, to: texts.count, by: 50) {
    var batch = TextBatch()
    for text in texts[first..<min(first + 50, texts.count)] { batch.append(text) }
    try counter.count(batch)
  }
  return counter.finish()
}

/// A record of no inputs.
func noInputs(_ split: String) -> TrainingSource {
  TrainingSource(
    CountRecord(policy: .init(split: split, versions: [.init("derlius", "0.1.0")]), inputs: []))
}
