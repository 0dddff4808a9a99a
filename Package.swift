// swift-tools-version: 6.1
import PackageDescription

// One target per room of docs/architecture.md. C libraries are reached through a
// C target whose public header holds plain C types only: ICU's own headers do not
// compile beside Foundation on this toolchain (docs/decisions/0001-c-shims.md).

/// A system library, found by pkg-config, behind the shim target `C<name>`.
func system(_ name: String, pkgConfig: String, apt: [String]) -> Target {
  .systemLibrary(
    name: "System\(name)",
    path: "Sources/SystemLibraries/\(name)",
    pkgConfig: pkgConfig,
    providers: [.apt(apt)]
  )
}

/// The files of `derlius serve`'s page, embedded in the program; `PageFile.swift` has their types.
let pageFiles = [
  "index.html", "workbench.css", "icon.svg", "address.js", "api.js", "bytes.js", "chooser.js",
  "connection.js", "dom.js", "editview.js", "explainview.js", "faults.js", "fragment.js",
  "groups.js", "lane.js", "latest.js", "lattice.js", "lookups.js", "measures.js", "numbers.js",
  "painted.js", "part.js", "piece.js", "place.js", "pointing.js", "source.js", "spans.js",
  "store.js", "tabs.js", "tokens.js", "tokensview.js", "tree.js", "upload.js", "visible.js",
  "vocabularyview.js", "window.js", "workbench.js",
]

/// A test target beside its module, with the shared helpers.
func tests(_ module: String, _ more: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: [.byName(name: module), "TestSupport"] + more
  )
}

let package = Package(
  name: "derlius",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "derlius", targets: ["derlius"]),
    // A product holds the modules whose types are in its signatures: Groundwork's `Failure` everywhere.
    .library(
      name: "DerliusTokenization",
      targets: ["Groundwork", "Tokenization", "TokenizerFormats", "Catalogue"]),
    .library(
      name: "DerliusBenchmarking",
      targets: [
        "Groundwork", "Segmentation", "Corpora", "Morphology", "TokenizerMetrics",
        "BenchmarkReports", "Benchmarking",
      ]),
    .library(
      name: "DerliusWorkbench", targets: ["Groundwork", "Tokenization", "Morphology", "Workbench"]),
    .library(
      name: "DerliusTraining",
      targets: ["Groundwork", "Segmentation", "Corpora", "Counting", "TokenizerTraining"]),
  ],
  traits: [
    .trait(
      name: "SentencePieceReference",
      description: "Link the real libsentencepiece as an oracle (never used to encode or train)."),
    .default(enabledTraits: ["SentencePieceReference"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // C libraries and their shims.
    system("ICU", pkgConfig: "icu-i18n", apt: ["libicu-dev"]),
    system("XML2", pkgConfig: "libxml-2.0", apt: ["libxml2-dev"]),
    system("SentencePiece", pkgConfig: "sentencepiece", apt: ["libsentencepiece-dev"]),
    system("Crypto", pkgConfig: "libcrypto", apt: ["libssl-dev"]),
    system("TextCat", pkgConfig: "libexttextcat", apt: ["libexttextcat-dev"]),
    system("Hunspell", pkgConfig: "hunspell", apt: ["libhunspell-dev"]),
    system("Archive", pkgConfig: "libarchive", apt: ["libarchive-dev"]),
    system("Zlib", pkgConfig: "zlib", apt: ["zlib1g-dev"]),
    .target(name: "CICU", dependencies: ["SystemICU"]),
    .target(name: "CXML2", dependencies: ["SystemXML2"]),
    .target(name: "CCrypto", dependencies: ["SystemCrypto"]),
    .target(name: "CArchive", dependencies: ["SystemArchive", "SystemZlib"]),
    // libcurl is looked for when something is fetched: it is not linked.
    .target(name: "CCurl"),
    // So is libmicrohttpd, when `serve` starts.
    .target(name: "CMicroHTTPD"),
    // What Swift cannot say to the processor.
    .target(name: "CHints"),
    .target(name: "CTextCat", dependencies: ["SystemTextCat"]),
    .target(name: "CHunspell", dependencies: ["SystemHunspell"]),
    .target(
      name: "CSentencePiece",
      dependencies: [
        .target(name: "SystemSentencePiece", condition: .when(traits: ["SentencePieceReference"]))
      ],
      cxxSettings: [
        .define("DERLIUS_SENTENCEPIECE", .when(traits: ["SentencePieceReference"]))
      ],
      linkerSettings: [
        .linkedLibrary("sentencepiece_train", .when(traits: ["SentencePieceReference"]))
      ]
    ),

    // The rooms, in the direction that data flows.
    .target(name: "Groundwork", dependencies: ["CCrypto"]),
    .target(name: "UnicodeTables"),
    .target(name: "Segmentation", dependencies: ["Groundwork", "UnicodeTables", "CICU"]),
    .target(
      name: "Corpora",
      dependencies: ["Groundwork", "Segmentation", "CArchive", "CTextCat", "CXML2"]),
    .target(
      name: "Tokenization", dependencies: ["Groundwork", "UnicodeTables", "Segmentation", "CHints"]),
    .target(name: "TokenizerFormats", dependencies: ["Groundwork", "Tokenization"]),
    .target(name: "Catalogue", dependencies: ["Groundwork", "CCurl"]),
    .target(
      name: "Counting",
      dependencies: ["Groundwork", "UnicodeTables", "Segmentation", "Corpora", "Tokenization"]),
    .target(
      name: "TokenizerTraining",
      dependencies: ["Groundwork", "Counting", "Tokenization", "TokenizerFormats"]),
    .target(
      name: "Morphology", dependencies: ["Groundwork", "Segmentation", "Corpora", "CHunspell"]),
    .target(
      name: "TokenizerMetrics",
      dependencies: ["Groundwork", "Segmentation", "Tokenization", "Morphology"]),
    .target(
      name: "BenchmarkReports", dependencies: ["Groundwork", "Segmentation", "TokenizerMetrics"]),
    .target(
      name: "ExplanationPages", dependencies: ["Groundwork", "Tokenization", "BenchmarkReports"]),
    .target(
      name: "Benchmarking",
      dependencies: [
        "Groundwork", "UnicodeTables", "Segmentation", "Corpora", "Tokenization",
        "TokenizerFormats", "Catalogue",
        "Morphology", "TokenizerMetrics", "BenchmarkReports",
      ]),
    .target(
      name: "Workbench",
      dependencies: [
        "Groundwork", "Segmentation", "Tokenization", "Morphology", "TokenizerMetrics",
        "ExplanationPages", "CMicroHTTPD",
      ],
      resources: pageFiles.map { .embedInCode("Resources/\($0)") }),
    .target(name: "SentencePieceReference", dependencies: ["Groundwork", "CSentencePiece"]),
    .executableTarget(
      name: "derlius",
      dependencies: [
        "Groundwork", "UnicodeTables", "Segmentation", "Corpora", "Tokenization",
        "TokenizerFormats", "Catalogue",
        "Counting", "TokenizerTraining", "Morphology", "TokenizerMetrics", "BenchmarkReports",
        "ExplanationPages", "Benchmarking", "Workbench", "SentencePieceReference",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests, a target beside each room.
    .target(name: "TestSupport", dependencies: ["Groundwork"], path: "Tests/TestSupport"),
    .target(
      name: "BrowserDriver", dependencies: ["Groundwork", "TestSupport"],
      path: "Tests/BrowserDriver"),
    tests("Groundwork"),
    tests("UnicodeTables"),
    tests("Segmentation", ["CICU"]),
    tests("Corpora"),
    tests(
      "Tokenization", ["CHints", "TokenizerFormats", "SentencePieceReference", "UnicodeTables"]),
    tests("TokenizerFormats", ["Tokenization", "SentencePieceReference"]),
    tests("Catalogue"),
    tests("Counting", ["Corpora", "Tokenization"]),
    tests("TokenizerTraining", ["Counting", "TokenizerFormats", "SentencePieceReference"]),
    tests("Morphology"),
    tests("TokenizerMetrics", ["Tokenization", "TokenizerFormats"]),
    tests("BenchmarkReports", ["TokenizerMetrics", "BrowserDriver"]),
    tests("ExplanationPages", ["Tokenization", "TokenizerFormats", "BrowserDriver"]),
    tests(
      "Benchmarking", ["Corpora", "Morphology", "Segmentation", "Tokenization", "TokenizerFormats"]),
    tests("Workbench", ["Morphology", "Segmentation", "Tokenization", "TokenizerFormats"]),
    .testTarget(
      name: "WorkbenchPageTests",
      dependencies: [
        "Workbench", "Benchmarking", "Morphology", "Tokenization", "TokenizerFormats",
        "BrowserDriver", "TestSupport",
      ]),
    .testTarget(name: "CommandTests", dependencies: ["derlius", "TestSupport", "BrowserDriver"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11,
  cxxLanguageStandard: .cxx17
)
