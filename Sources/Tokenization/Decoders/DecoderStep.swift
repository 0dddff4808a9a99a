import Groundwork

/// Turns tokens into text, one step of several: one `decoder` of a Hugging Face tokenizer.json.
///
/// The first step is given the tokens as the file writes them (byte-level marks, U+2581, `<0x0A>`), one
/// text of the batch for each id; the decoded text is all texts of the last step's batch, one after the
/// other. Immutable and shared by threads.
///
/// Texts may hold bytes that are not UTF-8, of tokens that end inside a scalar: steps let them be where
/// the reference writes U+FFFD, so that bytes stay bytes.
public protocol DecoderStep: Sendable {
  /// The component's name, for the summary.
  var name: String { get }

  /// The texts that take the place of the tokens: as many or fewer. O(bytes).
  func decode(_ tokens: TextBatch) -> TextBatch
}
