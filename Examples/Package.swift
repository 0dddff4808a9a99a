// swift-tools-version: 6.1
import PackageDescription

// How another package uses Derlius. Yours names a version instead of the path:
//   .package(url: "https://github.com/…/derlius", from: "0.1.0")
let package = Package(
  name: "derlius-examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "derlius", path: "..")],
  targets: [
    .executableTarget(
      name: "tour",
      dependencies: [
        .product(name: "DerliusTokenization", package: "derlius"),
        .product(name: "DerliusTraining", package: "derlius"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
