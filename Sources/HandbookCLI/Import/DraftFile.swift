import ArgumentParser
import Drafts
import SystemPackage

/// The file of a draft, whose format is recognized by its first bytes and its extension.
struct DraftFile {
  private let path: FilePath

  init(_ path: FilePath) {
    self.path = path
  }

  /// Returns the source to import.
  ///
  /// - Throws: ``Refused`` if the format of the file isn't supported.
  func source() throws -> DraftImporter.Source {
    switch Files.kind(of: path) {
    case .missing: throw Refused("'\(path)' does not exist")
    case .folder, .other: throw Refused("'\(path)' is not a file")
    case .file: break
    }
    guard Files.size(of: path) <= WordFile.maximumBytes else {
      throw Refused("'\(path)' \(WordFile.Refusal.tooLarge)")
    }
    let bytes = try Files.read(path)
    let ending = path.extension?.lowercased() ?? ""
    if bytes.starts(with: "%PDF-".utf8) || ending == "pdf" {
      return .text(try PDFText().text(of: path), isMarkdown: false)
    }
    if bytes.starts(with: "{\\rtf".utf8) || ending == "rtf" { throw unreadable("is Rich Text") }
    if bytes.starts(with: [0x50, 0x4B]) || WordFile.isOldFormat(bytes) || ending == "docx" || ending == "doc"
    {
      if ["odt", "ott", "pages", "epub"].contains(ending) { throw unreadable("is not a Word file") }
      return .word(bytes)
    }
    if ["odt", "pages", "wpd"].contains(ending) { throw unreadable("is not a Word file") }
    let isPage = ["html", "htm", "xhtml", "mhtml"].contains(ending) || Self.looksLikePage(bytes)
    if isPage { return .html(bytes) }
    return .text(bytes, isMarkdown: ending == "md" || ending == "markdown" ? true : nil)
  }

  private func unreadable(_ what: String) -> Refused {
    Refused(
      "'\(path)' \(what): open it in Word or LibreOffice and save it as .docx (File > Save As > Word Document)"
    )
  }

  private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(400), as: UTF8.self).lowercased()
    return head.contains("<!doctype html") || head.contains("<html")
  }
}
