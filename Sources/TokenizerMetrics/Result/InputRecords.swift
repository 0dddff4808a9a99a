import Segmentation

/// A tokenizer as a report names it.
public struct TokenizerRecord: Sendable, Hashable {
  /// The name in tables.
  public var name: String
  /// Whether it is a control (bytes, characters, words, gold), not something to choose.
  public var isControl: Bool
  /// The file format; empty for controls.
  public var format: String
  /// The model: `bpe`, `unigram`, …; empty for controls.
  public var model: String
  /// The number of ids, specials included.
  public var vocabularySize: Int
  /// The number of ids that text can give.
  public var ordinarySize: Int
  /// The file's name, without folders.
  public var file: String
  /// The file's size in bytes.
  public var bytes: Int
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String
  /// Further facts (pattern, normalizer, training record), in order.
  public var details: [NamedText]
  /// The licence, where a catalogue or the manifest states it.
  public var licence: String?

  /// Creates a record; a control has only a name.
  public init(
    name: String, isControl: Bool = false, format: String = "", model: String = "",
    vocabularySize: Int = 0, ordinarySize: Int = 0, file: String = "", bytes: Int = 0,
    sha256: String = "", details: [NamedText] = []
  ) {
    self.name = name
    self.isControl = isControl
    self.format = format
    self.model = model
    self.vocabularySize = vocabularySize
    self.ordinarySize = ordinarySize
    self.file = file
    self.bytes = bytes
    self.sha256 = sha256
    self.details = details
  }
}

/// A corpus: one file, or a parallel folder with one file per language.
public struct CorpusRecord: Sendable, Hashable {
  /// The name in tables.
  public var name: String
  /// Whether line i is the same sentence in every language.
  public var isParallel: Bool
  /// The files, sorted by language tag.
  public var languages: [LanguageRecord]

  /// Creates a record.
  public init(name: String, isParallel: Bool, languages: [LanguageRecord]) {
    self.name = name
    self.isParallel = isParallel
    self.languages = languages
  }
}

/// One language's file of a corpus, and what was read from it.
public struct LanguageRecord: Sendable, Hashable {
  /// The language tag, such as `lit_Latn`.
  public var language: String
  /// The file's name, without folders.
  public var file: String
  /// The file's size in bytes.
  public var fileBytes: Int
  /// SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String
  /// Texts that are not empty: the N of every metric.
  public var documents: Int
  /// Texts without a word; kept for alignment, left out of N.
  public var emptyDocuments: Int
  /// White-space words.
  public var words: Int
  /// White-space words without a letter (numbers, dashes); their share stands beside fertility.
  public var wordsWithoutLetter: Int
  /// Unicode scalars, line ends left out.
  public var scalars: Int
  /// UTF-8 bytes, line ends left out.
  public var bytes: Int
  /// Resampling units.
  public var units: Int
  /// Texts that normalization changed.
  public var changedDocuments: Int
  /// What normalization changed: counts by kind, and the first places.
  public var changes: FormChanges
  /// The licence, where a catalogue or the manifest states it; of several files all that are stated.
  public var licence: String?

  /// Creates a record.
  public init(
    language: String, file: String, fileBytes: Int, sha256: String, documents: Int,
    emptyDocuments: Int, words: Int, wordsWithoutLetter: Int, scalars: Int, bytes: Int, units: Int,
    changedDocuments: Int, changes: FormChanges = .init()
  ) {
    self.language = language
    self.file = file
    self.fileBytes = fileBytes
    self.sha256 = sha256
    self.documents = documents
    self.emptyDocuments = emptyDocuments
    self.words = words
    self.wordsWithoutLetter = wordsWithoutLetter
    self.scalars = scalars
    self.bytes = bytes
    self.units = units
    self.changedDocuments = changedDocuments
    self.changes = changes
  }
}

/// A morphology provider and how much of a corpus it knew.
public struct MorphologyRecord: Sendable, Hashable {
  /// The language tag it is for.
  public var language: String
  /// The file's name, without folders.
  public var file: String
  /// SHA-256 of the file.
  public var sha256: String
  /// Forms that it can analyse; of a hunspell dictionary its words, from which rules make more.
  public var forms: Int
  /// Rows dropped because they give no analysis of a form, such as segments that do not make it up.
  public var droppedRows: Int
  /// What the file is: `list`, `builtin`, `hunspell`, `treebank` or `unimorph`; empty where it is not said.
  public var kind = ""
  /// Forms with several analyses, of which one was taken; nil where they are not counted.
  public var ambiguousForms: Int?
  /// The name of a hunspell dictionary's affix file and its SHA-256.
  public var affixes: NamedText?
  /// The files' size in bytes; nil where it is not known.
  public var bytes: Int?
  /// The licence, where a catalogue or the manifest states it.
  public var licence: String?

  /// Creates a record.
  public init(language: String, file: String, sha256: String, forms: Int, droppedRows: Int) {
    self.language = language
    self.file = file
    self.sha256 = sha256
    self.forms = forms
    self.droppedRows = droppedRows
  }
}

/// What is known of evaluation lines in a tokenizer's training text.
public struct OverlapRecord: Sendable, Hashable {
  /// The tokenizer.
  public var tokenizer: String
  /// The evaluated corpus.
  public var corpus: String
  /// The evaluated language.
  public var language: String
  /// The name of the training text; nil where it is not known, and then nothing else is.
  public var training: String?
  /// Evaluation lines looked at.
  public var lines: Int
  /// Lines that stand whole in the training text (NFC, case and white space folded).
  public var exactLines: Int
  /// Lines that share a run of 8 words with the training text.
  public var sharingLines: Int

  /// Creates a record.
  public init(
    tokenizer: String, corpus: String, language: String, training: String? = nil, lines: Int = 0,
    exactLines: Int = 0, sharingLines: Int = 0
  ) {
    self.tokenizer = tokenizer
    self.corpus = corpus
    self.language = language
    self.training = training
    self.lines = lines
    self.exactLines = exactLines
    self.sharingLines = sharingLines
  }
}
