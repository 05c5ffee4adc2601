import Basics
package import Site
import Synchronization

/// A site for offline use: a service worker, and all files of the site in a few compressed bundles.
///
/// The bundles contain everything that the worker needs to fill its cache, so that a phone requests a few
/// files instead of thousands. `offline_worker.js` describes the format of a bundle.
package final class OfflineCopy: Sendable {
  /// The maximum size of a bundle, in bytes.
  static let largestBundle = 1 << 20
  /// The size of the files in a bundle, in bytes, unless one file is larger.
  ///
  /// It is small enough that all processors can share the compression of a small site, and large enough that
  /// a reader of the largest site requests only a few dozen bundles.
  private static let usualContents = 1 << 20
  /// The maximum size of a file that can fit into a bundle, in bytes: text shrinks to a fifth.
  private static let largestFile = 6 << 20
  private static let folder = "offline"

  private let site = Mutex<[OutputFile]>([])

  package init() {}

  /// Adds a file of the site, from any thread.
  package func add(_ file: OutputFile) {
    site.withLock { $0.append(file) }
  }

  /// Returns the files that the site needs for offline use, in addition to its own.
  ///
  /// - Throws: An error from reading a file.
  package func files() throws -> [OutputFile] {
    let wanted = site.withLock { $0 }.filter { !Self.isForRobots($0.path) }.sorted(byBytesOf: \.path)
    var groups: [[(path: String, bytes: [UInt8])]] = []
    var room = 0
    var left = 0
    for file in wanted {
      // A file that compression doesn't shrink, such as a video, would not fit.
      guard file.content.size <= Self.largestFile else {
        left += 1
        continue
      }
      if groups.isEmpty || room < file.content.size {
        groups.append([])
        room = max(Self.usualContents, file.content.size)
      }
      groups[groups.count - 1].append((file.path, try file.content.read()))
      room -= file.content.size
    }
    let made = groups.concurrentMap(Self.bundles)
    let bundles = made.flatMap(\.bundles)
    left += made.reduce(0) { $0 + $1.left }
    let facts = JSONText.object([
      "size": .number(bundles.reduce(0) { $0 + $1.bytes.count }), "left": .number(left),
    ])
    return [
      OutputFile(path: "sw.js", bytes: worker(of: bundles)),
      OutputFile(
        path: "\(Self.folder)/facts.js",
        bytes: Array("window.handbookOffline(".utf8) + facts.compact + Array(");\n".utf8)),
    ] + bundles.map { OutputFile(path: $0.path, bytes: $0.bytes) }
  }

  /// Returns whether a file is for search engines instead of readers.
  private static func isForRobots(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name == "robots.txt" || (name.hasPrefix("sitemap") && name.hasSuffix(".xml"))
  }

  /// Returns the worker, with a unique version, because each cache belongs to one version of the worker.
  private func worker(of bundles: [Bundle]) -> [UInt8] {
    let own = PackageResources.offline_worker_js
    let digests = (bundles.map(\.digest) + [ContentHash.name(of: own)]).joined()
    let version = JSONText.object([
      "version": .text(ContentHash.name(of: Array(digests.utf8))),
      "bundles": .list(bundles.map { .object(["path": .text($0.path), "digest": .text($0.digest)]) }),
    ])
    return Array("self.handbookVersion = ".utf8) + version.compact + Array(";\n".utf8) + own
  }

  private struct Bundle {
    let bytes: [UInt8]
    /// The SHA-256 of the bytes in hexadecimal digits.
    let digest: String

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      digest = SHA256.digest(of: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    var path: String { "\(OfflineCopy.folder)/\(digest.prefix(16)).bin" }
  }

  /// Returns the bundles of some files, and the number of files that are too large for one.
  private static func bundles(of entries: [(path: String, bytes: [UInt8])]) -> (bundles: [Bundle], left: Int)
  {
    let packed = Deflate.compressed(FileList.bytes(of: entries), .usual)
    if packed.count <= largestBundle { return ([Bundle(packed)], 0) }
    guard entries.count > 1 else { return ([], 1) }
    let middle = entries.count / 2
    let halves = [entries[..<middle], entries[middle...]].map { bundles(of: Array($0)) }
    return (halves.flatMap(\.bundles), halves.reduce(0) { $0 + $1.left })
  }
}
