import Groundwork

/// Tells a receiver of progress how many bytes of files have been read, now and then.
///
/// Owned by one thread.
final class ReadingMeter {
  private let progress: Progress
  private let stage: String
  private let total: Int?
  private let step: Int
  private var current = 0
  private var next = 0

  init(_ files: [CorpusFile], progress: Progress) {
    self.progress = progress
    var sum = 0
    var isKnown = true
    for file in files {
      if file.path != "-", let size = fileSize(file.path) { sum += size } else { isKnown = false }
    }
    total = isKnown ? sum : nil
    step = max(4 << 20, sum / 200)
    next = step
    stage = files.count == 1 ? "reading \(lastPathComponent(files[0].path))" : "reading"
  }

  func add(_ bytes: Int) {
    current += bytes
    if current < next { return }
    next = (current / step + 1) * step
    progress.bytes(stage, current, of: total)
  }
}
