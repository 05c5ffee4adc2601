// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: upcoming language features are on, and warnings are errors.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
]

/// The settings of the libraries, which are optimized in debug builds too.
///
/// The tests put very many inputs through them: optimized, the suite takes a quarter of the time. To step through a
/// library in a debugger, take the flag out.
let library: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "handbook",
  // The library Synchronization needs macOS 15.
  platforms: [.macOS(.v15)],
  products: [.executable(name: "handbook", targets: ["HandbookCLI"])],
  // Exact versions, because Package.resolved is not committed: every checkout builds from the same sources.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "Ccmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    // Optimized in debug builds too, like the libraries that call it.
    .target(
      name: "Carena", dependencies: ["Ccmark"],
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .systemLibrary(name: "Cstemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
    .target(name: "Csystem"),
    .systemLibrary(
      name: "Czlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .systemLibrary(
      name: "Cexpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
    .systemLibrary(
      name: "Cgumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),

    .target(name: "Basics", swiftSettings: library),
    .target(
      name: "Markdown", dependencies: ["Basics", "Carena", "Ccmark", "Yams"], swiftSettings: library),
    .target(name: "Redline", dependencies: ["Markdown", "Basics"], swiftSettings: library),
    .target(name: "Handbook", dependencies: ["Redline", "Markdown", "Basics"], swiftSettings: library),
    .target(
      name: "Drafts",
      dependencies: ["Handbook", "Redline", "Markdown", "Basics", "Cexpat", "Cgumbo", "Czlib"],
      swiftSettings: library),
    .target(
      name: "Search", dependencies: ["Markdown", "Basics", "Cstemmer"],
      swiftSettings: library),
    .target(
      name: "Site", dependencies: ["Search", "Handbook", "Redline", "Markdown", "Basics"],
      swiftSettings: library),
    .target(
      name: "Preview", dependencies: ["Site", "Basics"],
      resources: [
        .embedInCode("Assets/preview.js"), .embedInCode("Assets/preview.css"),
        .embedInCode("Assets/badges.css"),
      ],
      swiftSettings: library),
    .target(
      name: "Packaging", dependencies: ["Site", "Handbook", "Markdown", "Basics", "Czlib"],
      resources: [
        .embedInCode("Assets/course.js"), .embedInCode("Assets/course.css"),
        .embedInCode("Assets/offline_worker.js"), .embedInCode("Assets/book.css"),
        .embedInCode("Assets/single_file.js"), .embedInCode("Assets/single_file.css"),
      ],
      swiftSettings: library),
    .executableTarget(
      name: "HandbookCLI",
      dependencies: [
        "Preview", "Packaging", "Site", "Search", "Drafts", "Handbook", "Markdown", "Basics", "Csystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Handbook", "Markdown", "Basics", "Ccmark"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "BasicsTests", dependencies: ["Redline", "Basics", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Redline", "Markdown", "Carena", "Basics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RedlineTests", dependencies: ["Redline", "Markdown", "Basics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HandbookTests",
      dependencies: ["Drafts", "Handbook", "Redline", "Markdown", "Basics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DraftsTests",
      dependencies: ["Drafts", "Handbook", "Redline", "Markdown", "Basics", "TestSupport"],
      swiftSettings: strict),
    .executableTarget(
      name: "SearchFixture", dependencies: ["Search"], path: "Tests/SearchFixture", swiftSettings: strict),
    .testTarget(name: "SearchTests", dependencies: ["Search", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SiteTests",
      dependencies: [
        "Site", "Search", "Drafts", "Handbook", "Redline", "Markdown", "Basics", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewTests",
      dependencies: ["Preview", "Site", "Basics", "TestSupport"], swiftSettings: strict
    ),
    .testTarget(
      name: "PackagingTests",
      dependencies: ["Packaging", "Site", "Basics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HandbookCLITests",
      dependencies: [
        "HandbookCLI", "Markdown", "Csystem", "Preview", "Site", "Basics", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
  ]
)

// Only `make fuzz` sets this, so that other builds don't become slower.
if Context.environment["HANDBOOK_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "Clibfuzzer", path: "Tests/Fuzz/Clibfuzzer"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Clibfuzzer", "Packaging", "Preview", "Site", "Search", "Drafts", "Handbook", "Redline", "Markdown",
        "Basics", "TestSupport",
      ],
      path: "Tests/Fuzz", exclude: ["Clibfuzzer", "Corpus"], swiftSettings: strict,
      // gold fails with an internal error.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),
  ]
}
