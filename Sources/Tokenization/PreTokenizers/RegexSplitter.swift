import Groundwork

struct RegexSplitter: Splitter {
  let name: String
  init(pattern: String) throws(Failure) { throw Failure("later") }
  func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int { 0 }
}
