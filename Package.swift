// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: each newer rule of the language is on, and a warning is an error.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
]

let package = Package(
  name: "handbook",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "handbook", targets: ["HandbookCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "Ccmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(name: "Cstemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),

    .systemLibrary(name: "Cexchange"),
    .systemLibrary(
      name: "Czlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .target(name: "Markup", dependencies: ["Ccmark", "Yams"], swiftSettings: strict),
    .target(name: "Handbook", dependencies: ["Markup"], swiftSettings: strict),
    .target(name: "Search", dependencies: ["Handbook", "Markup", "Cstemmer"], swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: ["Search", "Handbook", "Markup", .product(name: "Mustache", package: "swift-mustache")],
      swiftSettings: strict),
    .target(
      name: "Preview", dependencies: ["Site", "Markup"],
      resources: [
        .embedInCode("Assets/preview.js"), .embedInCode("Assets/preview.css"),
        .embedInCode("Assets/badges.css"),
      ],
      swiftSettings: strict),
    .target(
      name: "Packaging", dependencies: ["Site", "Handbook", "Markup", "Czlib"], swiftSettings: strict),
    .executableTarget(
      name: "HandbookCLI",
      dependencies: [
        "Preview", "Packaging", "Site", "Handbook", "Markup", "Cexchange",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Markup", "Handbook", "Ccmark"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "HandbookTests", dependencies: ["Handbook", "Markup", "TestSupport"], swiftSettings: strict),
    .executableTarget(
      name: "SearchFixture", dependencies: ["Search"], path: "Tests/SearchFixture", swiftSettings: strict),
    .testTarget(name: "SearchTests", dependencies: ["Search", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SiteTests", dependencies: ["Site", "Search", "Handbook", "Markup", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewTests", dependencies: ["Preview", "Site", "Markup", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PackagingTests", dependencies: ["Packaging", "Site", "Markup", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HandbookCLITests",
      dependencies: [
        "HandbookCLI", "Handbook", "Markup", "Preview", "Site", "TestSupport",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
  ]
)

// `make fuzz` asks for this, so that no other build is slowed.
if Context.environment["HANDBOOK_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "Clibfuzzer", path: "Tests/Fuzz/Clibfuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Clibfuzzer", "Packaging", "Preview", "Site", "Search", "Handbook", "Markup", "TestSupport",
      ],
      path: "Tests/Fuzz", exclude: ["Clibfuzzer", "Corpus"], swiftSettings: strict,
      // gold ends with an internal error.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ]
}
