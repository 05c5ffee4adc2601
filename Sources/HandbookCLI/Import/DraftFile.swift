import ArgumentParser
import Drafts
import Foundation

/// The file of a draft, told apart by its first bytes and its name's ending.
struct DraftFile {
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// What to import.
  ///
  /// - Throws: `ExitCode` once the reason is printed, if the file can't be read or is of another kind.
  func source() throws -> DraftImporter.Source {
    switch Files.kind(of: path) {
    case .missing: throw ExitCode.refused("'\(path)' does not exist")
    case .folder, .other: throw ExitCode.refused("'\(path)' is not a file")
    case .file: break
    }
    guard Files.size(of: path) <= WordFile.maximumBytes else {
      throw ExitCode.refused("'\(path)' \(WordFile.Refusal.tooLarge)")
    }
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      throw ExitCode.refused("\(error)")
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if bytes.starts(with: "%PDF-".utf8) || ending == "pdf" { return .text(try pdfText(), isMarkdown: false) }
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

  private func unreadable(_ what: String) -> ExitCode {
    ExitCode.refused(
      "'\(path)' \(what): open it in Word or LibreOffice and save it as .docx (File > Save As > Word Document)"
    )
  }

  private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(400), as: UTF8.self).lowercased()
    return head.contains("<!doctype html") || head.contains("<html")
  }

  private func pdfText() throws -> [UInt8] {
    do {
      return try PDFText().text(of: path)
    } catch let failure as PDFText.Failure {
      throw ExitCode.refused("\(failure)")
    } catch {
      throw ExitCode.refused("pdftotext can't be started: \(error.localizedDescription)")
    }
  }
}
