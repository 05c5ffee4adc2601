import Basics
import Foundation
import Handbook
import Site
import SystemPackage

/// The browser that prints PDF files, without a window and with its own profile.
struct Chromium {
  /// The reason why there is no PDF.
  enum Failure: CommandFailure {
    case missing
    case tooSlow
    case failed(String)
    /// No font has the letters of a language.
    case noFont(LanguageTag)

    var description: String {
      switch self {
      case .missing:
        "Can't find Chromium, which prints the PDF: install it, or set HANDBOOK_CHROMIUM to its path"
      case .tooSlow: "Chromium took longer than \(Chromium.limit.components.seconds) seconds and was stopped"
      case .failed(let said): "Chromium made no tagged PDF\(said.isEmpty ? "" : ": \(said)")"
      case .noFont(let language):
        "Can't print \(language.name) ('\(language)'), because no font on this computer has its letters: install one, "
          + "such as the Debian package \(Chromium.fonts[language.primary] ?? "fonts-noto-core")"
      }
    }
  }

  private static let limit = Duration.seconds(300)

  private let program: FilePath

  /// Finds the program: the one in `HANDBOOK_CHROMIUM`, or one in the folders of `PATH`.
  init() throws(Failure) {
    let chosen = ProcessInfo.processInfo.environment["HANDBOOK_CHROMIUM"].map { FilePath($0) }
    let found =
      chosen
      ?? ChildProcess.find(
        "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
    guard let found, access(found.string, X_OK) == 0 else { throw .missing }
    program = found
  }

  /// The Debian packages with fonts for languages whose letters the theme's fonts don't have.
  private static let fonts: [String: String] = {
    let core =
      "am ar bn bg be bo chr dv dz el fa gu he hi hy ka kk km kn ky lo mk ml mn mr my ne or pa ps ru sd si sr ta te tg "
      + "th ti ug uk ur yi"
    let pairs = core.split(separator: " ").map { (String($0), "fonts-noto-core") }
    return Dictionary(uniqueKeysWithValues: pairs + ["ja", "ko", "zh"].map { ($0, "fonts-noto-cjk") })
  }()

  /// Checks that the computer has a font for each language, because a browser prints boxes for letters that no font has.
  ///
  /// It asks fontconfig, and doesn't check anything on systems without it.
  func requireFonts(for languages: [LanguageTag]) throws {
    guard let list = ChildProcess.find("fc-list") else { return }
    for language in languages where Self.fonts[language.primary] != nil {
      let isMissing = try Interruption.withTemporaryFolder { folder in
        let arguments = ["--quiet", ":lang=\(Self.fontconfigName(of: language))"]
        return try ChildProcess(program: list, arguments: arguments, folder: folder).run(limit: .seconds(60))
          .status == 1
      }
      if isMissing { throw Failure.noFont(language) }
    }
  }

  /// Returns the name of a language in fontconfig, which has two for Chinese.
  private static func fontconfigName(of language: LanguageTag) -> String {
    guard language.primary == "zh" else { return language.primary }
    return language.rawValue.contains("Hant") || language.rawValue.hasSuffix("-TW") ? "zh-tw" : "zh-cn"
  }

  /// Prints a page to a tagged PDF with an outline.
  ///
  /// - Parameter files: The page, and then what it loads.
  func pdf(of files: [OutputFile]) throws -> [UInt8] {
    try Interruption.withTemporaryFolder { folder in
      _ = try OutputFolder(path: folder.appending("site")).replace(sources: []) { deliver in
        for file in files { deliver(file) }
      }
      let output = folder.appending("handbook.pdf")
      let outcome: ChildProcess.Outcome
      do {
        outcome = try ChildProcess(
          program: program,
          arguments: arguments(output, page: folder.appending("site/\(files[0].path)"), in: folder),
          folder: folder
        ).run(limit: Self.limit)
      } catch ChildProcess.Failure.tooSlow {
        throw Failure.tooSlow
      } catch ChildProcess.Failure.notStarted {
        throw Failure.missing
      }
      guard Files.kind(of: output) == .file else {
        throw Failure.failed(outcome.errors.split(separator: "\n").last.map(String.init) ?? "")
      }
      let bytes = try Files.read(output)
      guard bytes.starts(with: "%PDF-".utf8), bytes.holds(Array("/StructTreeRoot".utf8)) else {
        throw Failure.failed("it wrote another kind of file")
      }
      return bytes
    }
  }

  private func arguments(_ output: FilePath, page: FilePath, in folder: FilePath) -> [String] {
    [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-extensions", "--user-data-dir=\(folder.appending("profile"))", "--no-pdf-header-footer",
      "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=\(output)",
    ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [URL(fileURLWithPath: page.string).absoluteString]
  }
}
