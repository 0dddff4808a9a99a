// swift-tools-version: 6.1
import PackageDescription

// A package of its own: it is built with libFuzzer and AddressSanitizer (scripts/fuzz), the project is not.
let package = Package(
  name: "derlius-fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "derlius", path: "..")],
  targets: [
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "CFuzzer",
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
        .product(name: "DerliusTraining", package: "derlius"),
        .product(name: "DerliusWorkbench", package: "derlius"),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c11
)
