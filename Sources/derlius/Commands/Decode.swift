import ArgumentParser
import Groundwork

/// `derlius decode`: ids to text.
struct Decode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Turn token ids back into text.",
    discussion: """
      One line of ids in, one line of text out, bytes exact. With --whole all ids of an input are one \
      text, and no newline is added.

      Example:
        echo "15339 1917" | derlius decode -t cl100k_base
      """)

  @OptionGroup var tokenizer: OneTokenizer

  @Flag(help: "Each input is one text.")
  var whole = false

  @Argument(help: ArgumentHelp("Files; - or none is standard input.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    let tokenizer = try tokenizer.load().tokenizer
    var output = StandardOutput()
    let reader = LineReader(inputs: files.isEmpty ? ["-"] : files)
    try reader.read { (chunk) throws(Failure) in
      for (index, range) in chunk.lines.enumerated() {
        let place = Place.line(chunk.firstLine + index, of: chunk.file)
        let ids = try Self.ids(in: chunk.bytes[range], at: place)
        do throws(Failure) {
          output.write(try tokenizer.decode(ids))
        } catch {
          throw Failure(error.problem, at: place, remedy: error.remedy)
        }
        if !whole { output.write([0x0A]) }
      }
      output.flush()
    }
  }

  private static func ids(
    in line: ArraySlice<UInt8>, at place: Place
  ) throws(Failure) -> [UInt32] {
    var ids: [UInt32] = []
    for word in line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }) {
      let text = String(decoding: word, as: UTF8.self)
      guard let id = UInt32(text) else {
        throw Failure(
          "\"\(text)\" is not a token id", at: place, remedy: "write ids separated by spaces")
      }
      ids.append(id)
    }
    return ids
  }
}
