// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that rivals and harness cost the project's builds nothing.
let package = Package(
  name: "derlius-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "derlius", path: "..")],
  targets: [
    .executableTarget(
      name: "measure-encode",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
      ]),
    .executableTarget(
      name: "measure-load",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
      ]),
    .executableTarget(
      name: "measure-linear",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
      ]),
    .executableTarget(
      name: "measure-intervals",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
      ]),
    .executableTarget(
      name: "measure-coverage",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusBenchmarking", package: "derlius"),
      ]),
    .executableTarget(
      name: "make-corpus",
      dependencies: [.product(name: "DerliusTokenization", package: "derlius")]),
    .executableTarget(
      name: "measure-corpus",
      dependencies: [.product(name: "DerliusTraining", package: "derlius")]),
  ],
  swiftLanguageModes: [.v6]
)
