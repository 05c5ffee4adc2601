import Basics
import Foundation
import Site
import Testing

@testable import Packaging

@Suite("A site for offline use")
struct OfflineTests {
  private static func copy(_ files: [OutputFile]) throws -> [OutputFile] {
    let copy = OfflineCopy()
    for file in files { copy.add(file) }
    return try copy.files()
  }

  private static func text(_ files: [OutputFile], _ path: String) -> String {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test(
    "The worker lists the bundles, which are at most 1 MB and don't depend on the order of files")
  func bundles() throws {
    var seed: UInt64 = 1
    let noise = { (count: Int) -> [UInt8] in
      (0..<count).map { _ in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: seed >> 56)
      }
    }
    let files =
      (0..<9).map { OutputFile(path: "files/\($0).png", bytes: noise(300_000)) } + [
        OutputFile(path: "index.html", bytes: Array("<p>Home</p>".utf8)),
        OutputFile(path: "robots.txt", bytes: []),
        OutputFile(path: "files/talk.mp4", bytes: noise(1_200_000)),
      ]
    let made = try Self.copy(files)
    let bundles = made.filter { $0.path.hasSuffix(".bin") }
    #expect(bundles.count >= 3 && bundles.allSatisfy { $0.bytes.count <= 1 << 20 })
    let worker = Self.text(made, "sw.js")
    #expect(bundles.allSatisfy { worker.contains("\"path\":\"\($0.path)\"") })
    let size = bundles.reduce(0) { $0 + $1.bytes.count }
    #expect(Self.text(made, "offline/facts.js") == "window.handbookOffline({\"size\":\(size),\"left\":1});\n")
    #expect(try Self.copy(files.reversed()) == made)
  }

  @Test("The worker changes when a file changes")
  func version() throws {
    let one = [OutputFile(path: "index.html", bytes: Array("<p>One</p>".utf8))]
    let two = [OutputFile(path: "index.html", bytes: Array("<p>Two</p>".utf8))]
    #expect(try Self.text(Self.copy(one), "sw.js") != Self.text(Self.copy(two), "sw.js"))
  }
}
