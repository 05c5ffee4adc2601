import Basics
import Foundation
import SystemPackage

/// The user's browser.
enum BrowserWindow {
  /// Opens an address in the browser, and reports a failure.
  static func open(_ address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["open", address]
    #else
      process.arguments = ["xdg-open", address]
    #endif
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      if process.terminationStatus != 0 { fail(address) }
    }
    do {
      try process.run()
    } catch {
      fail(address)
    }
  }

  private static func fail(_ address: String) {
    Terminal.standardError("handbook: Can't open a browser; open \(address) yourself\n")
  }
}

/// A template for addresses that open a position in the source in an editor.
///
/// Editors register their own scheme with the system: `vscode://file/home/jane/Content/codes/oregon.md:12:3`.
struct EditorLink: Sendable, Hashable {
  private let template: String
  /// The absolute path of the folder that contains `Content`.
  private let source: String

  /// The names of the known editors.
  static var names: [String] { templates.keys.sorted() }

  private static let templates = [
    "vscode": "vscode://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "vim": "mvim://open?url=file:///{path}&line={line}&column={column}",
  ]

  /// - Parameters:
  ///   - editor: The name of an editor, or an address with `{path}`; the result is `nil` for anything else.
  ///   - source: The folder that contains `Content`.
  init?(_ editor: String, source: FilePath) {
    let template = Self.templates[editor] ?? editor
    // Schemes that a browser runs as code, such as `javascript:`, have no `://`.
    guard let scheme = template.firstRange(of: "://"), scheme.lowerBound > template.startIndex,
      template[..<scheme.lowerBound].utf8.allSatisfy({ $0.isASCIILetterOrDigit || "+-.".utf8.contains($0) }),
      template.contains("{path}")
    else { return nil }
    self.template = template
    self.source = Files.resolved(source)?.string ?? source.string
  }

  /// Returns the address of a position.
  ///
  /// - Parameter path: The path relative to the source, as in ``Diagnostic/path``.
  func address(of path: String, _ position: SourcePosition?) -> String {
    let file = "\(source)/\(path)".drop { $0 == "/" }
    let encoded = file.addingPercentEncoding(withAllowedCharacters: Self.allowed) ?? String(file)
    return template.replacing("{path}", with: encoded)
      .replacing("{line}", with: "\(position?.line ?? 1)")
      .replacing("{column}", with: "\(position?.column ?? 1)")
  }

  private static let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ":;&=+"))
}
