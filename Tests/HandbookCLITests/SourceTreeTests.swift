import Basics
import Foundation
import SystemPackage
import Testing

@testable import HandbookCLI

@Suite("The files of a source")
struct SourceTreeTests {
  private func link(_ name: String, to target: String, in source: SourceFolder) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(source.path)/\(name)", withDestinationPath: target)
  }

  private func tree(of source: SourceFolder) throws -> SourceTree {
    try SourceTree(content: FilePath("\(source.path)/Content"))
  }

  @Test("Videos stay on the disk; small files with markup are read, because checks need them")
  func assets() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/files/talk.mp4", Data("video".utf8))
    try source.write("Content/files/map.svg", Data("<svg/>".utf8))
    try source.write("Content/files/large.svg", Data())
    #expect(truncate("\(source.path)/Content/files/large.svg", 5 << 20) == 0)
    let tree = try tree(of: source)
    #expect(tree.assets.map(\.path) == ["large.svg", "map.svg", "talk.mp4"].map { "Content/files/\($0)" })
    #expect(tree.assets.map { $0.content.bytesInMemory } == [nil, Array("<svg/>".utf8), nil])
    #expect(tree.assets.map(\.content.size) == [5 << 20, 6, 5])
    #expect(try tree.assets[2].content.read() == Array("video".utf8))
    #expect(!tree.files.contains { $0.path.contains("/files/") })
  }

  @Test("A changed asset counts as a change and has different content")
  func changedAsset() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/files/talk.mp4", Data("one".utf8))
    let before = try tree(of: source)
    #expect(try tree(of: source).changes(since: before) == 0)
    try source.write("Content/files/talk.mp4", Data("three".utf8))
    let after = try tree(of: source)
    #expect(after.changes(since: before) == 1)
    #expect(after.assets != before.assets)
    try FileManager.default.removeItem(atPath: "\(source.path)/Content/files/talk.mp4")
    #expect(try tree(of: source).hasLost(since: after))
  }

  @Test("A file that has become shorter since it was found is an error, not a shorter copy")
  func shortened() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/files/talk.mp4", Data("a long talk".utf8))
    let tree = try tree(of: source)
    try source.write("Content/files/talk.mp4", Data("short".utf8))
    #expect(throws: FileError.self) { try tree.assets[0].content.read() }
  }

  @Test("A symbolic link to a sibling folder gives its files a second name")
  func sibling() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/pages/in/r.md", Data("---\ntitle: R\n---\n".utf8))
    try link("Content/pages/lnk", to: "in", in: source)
    let paths = try tree(of: source).files.map(\.path)
    #expect(paths.filter { $0.hasSuffix("/r.md") } == ["Content/pages/in/r.md", "Content/pages/lnk/r.md"])
  }

  @Test("Circular links don't cause endless reading, whatever their names")
  func loops() throws {
    let source = try SourceFolder(soundContent)
    try source.write("Content/pages/x/p.md", Data("---\ntitle: P\n---\n".utf8))
    try source.write("Content/pages/y/q.md", Data("---\ntitle: Q\n---\n".utf8))
    try link("Content/pages/x/to-y", to: "../y", in: source)
    try link("Content/pages/y/to-x", to: "../x", in: source)
    try link("Content/pages/self", to: ".", in: source)
    try link("Content/pages/top", to: "..", in: source)
    try link("Content/pages/none", to: "none", in: source)
    let tree = try tree(of: source)
    #expect(tree.files.count < 20)
    #expect(tree.files.contains { $0.path == "Content/pages/x/p.md" })
    // Each folder is entered under at most two names.
    #expect(tree.folders.count < 20)
  }

  @Test("The folders of the links that a path goes through are found")
  func linkFolders() throws {
    let source = try SourceFolder([:])
    try FileManager.default.createDirectory(
      atPath: "\(source.path)/real", withIntermediateDirectories: true)
    try link("one", to: "two", in: source)
    try link("two", to: "\(source.path)/real", in: source)
    let folders = Files.foldersOfLinks(in: FilePath("\(source.path)/one"))
    #expect(folders.suffix(2) == [FilePath(source.path), FilePath(source.path)])
    #expect(try tree(of: source).folders.contains(FilePath("\(source.path)/Content")))
  }
}
