import Basics
package import Site
import Synchronization

/// A site as a service worker keeps it on a device: the worker, and all files of the site in a few compressed bundles.
///
/// A bundle has everything that the worker needs to fill its cache, so that a phone asks for a few files and not for
/// thousands. `offline_worker.js` describes its form.
package final class OfflineCopy: Sendable {
  /// The most bytes of a bundle.
  static let largestBundle = 1 << 20
  /// The bytes of files in a bundle, unless one file has more.
  ///
  /// Small enough that all processors have a part of a small site to compress, and large enough that a reader of the
  /// largest site asks for a few dozen bundles.
  private static let usualContents = 1 << 20
  /// The most bytes of a file that could fit into a bundle: text shrinks to a fifth.
  private static let largestFile = 6 << 20
  private static let folder = "offline"

  private let site = Mutex<[OutputFile]>([])

  package init() {}

  /// Takes in a file of the site, from any thread.
  package func add(_ file: OutputFile) {
    site.withLock { $0.append(file) }
  }

  /// What the site needs beside its own files for readers to keep it.
  ///
  /// - Throws: The error of reading a file.
  package func files() throws -> [OutputFile] {
    let wanted = site.withLock { $0 }.filter { !Self.isForRobots($0.path) }.sorted(byBytesOf: \.path)
    var groups: [[(path: String, bytes: [UInt8])]] = []
    var room = 0
    var left = 0
    for file in wanted {
      // A file that is no smaller in a bundle, such as a video, would not fit.
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
        path: "\(Self.folder)/facts.js", bytes: Array("window.handbookOffline(\(facts.compact));\n".utf8)),
    ] + bundles.map { OutputFile(path: $0.path, bytes: $0.bytes) }
  }

  /// Whether a file is for search engines and not for readers.
  private static func isForRobots(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return name == "robots.txt" || (name.hasPrefix("sitemap") && name.hasSuffix(".xml"))
  }

  /// The worker, with a version that no other worker has: a cache belongs to one of them.
  private func worker(of bundles: [Bundle]) -> [UInt8] {
    let own = PackageResources.offline_worker_js
    let digests = (bundles.map(\.digest) + [ContentHash.name(of: own)]).joined()
    let version = JSONText.object([
      "version": .text(ContentHash.name(of: Array(digests.utf8))),
      "bundles": .list(bundles.map { .object(["path": .text($0.path), "digest": .text($0.digest)]) }),
    ])
    return Array("self.handbookVersion = \(version.compact);\n".utf8) + own
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

  /// The bundles of some files, and how many files are too large for one.
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
