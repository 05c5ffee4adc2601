import ArgumentParser
import Basics
import Handbook
import Markdown
import SystemPackage

/// The command `handbook new`.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Add a code, a lesson, a topic, or a theme: a file with comments, ready to build.",
    discussion: """
      Nothing is overwritten. The path of each new file is printed.

      Examples:
        handbook new code Oregon
        handbook new code "Navajo Nation" --abbreviation NN
        handbook new lesson "When someone offers a gift"
        handbook new topic Confidentiality
        handbook new theme mine
      """,
    subcommands: [Code.self, Lesson.self, Topic.self, Theme.self])

  /// The options that all new files share.
  struct Options: ParsableArguments {
    @Argument(help: "The name of a state or territory, or a title.")
    var name: String

    @OptionGroup var folder: FolderOption

    func validate() throws {
      guard Beginning.slug(of: name) != nil else {
        throw ValidationError("The name '\(name)' has no letter or digit to name a file by.")
      }
      if let problem = NameProblem("\(slug).md") {
        throw ValidationError(
          "The file's name '\(NameProblem.printed(slug)).md' \(problem.explanation); choose another.")
      }
    }

    /// The name of the file, without its extension.
    var slug: String { Beginning.slug(of: name) ?? "" }

    /// Returns the manuscript of the existing handbook.
    ///
    /// - Parameter includesUnpublished: Whether to include files with `publish: false`.
    func manuscript(includesUnpublished: Bool) throws -> Manuscript {
      let content = try folder.readContent()
      return ManuscriptReader(includesUnpublished: includesUnpublished, edition: .learner)
        .read(content.files, assets: content.assets.map(\.path)).manuscript
    }

    /// Returns the path of a new file in the content.
    ///
    /// - Throws: ``Refused`` if the source isn't a handbook.
    func path(in name: String, slug: String) throws -> FilePath {
      let configuration = folder.content.appending("handbook.yml")
      guard Files.kind(of: configuration) == .file else {
        throw Refused("'\(configuration)' does not exist: start a handbook with 'handbook init'")
      }
      return folder.content.appending("\(name)/\(slug).md")
    }

    /// Writes a file from a template, and prints its path.
    func write(_ beginning: String, to path: FilePath, _ values: KeyValuePairs<String, String>) throws {
      var new = NewFiles()
      let text = try Files.read(SharedFolder().beginnings.appending("\(beginning).md"))
      new.add(path, Beginning(text).filled(values))
      try new.write()
      Terminal.standardOutput("\(path)\n")
    }
  }

  struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a code of ethics.")

    @OptionGroup var options: Options

    @Option(name: .shortAndLong, help: "The prefix of citations (default: the postal abbreviation).")
    var abbreviation: String?

    private var jurisdiction: String { Jurisdiction.name(of: options.name) }

    private func prefix() throws -> String { try CitationPrefix.of(jurisdiction, given: abbreviation) }

    func validate() throws { _ = try prefix() }

    func run() throws {
      let prefix = try prefix()
      let path = try options.path(in: "codes", slug: Beginning.slug(of: jurisdiction) ?? options.slug)
      let codes = try options.manuscript(includesUnpublished: true).codes
      if let other = codes.first(where: { $0.id.rawValue == prefix }), Files.isFree(path) {
        throw Refused(
          "'\(other.current.path)' has the abbreviation '\(prefix)'; choose another with --abbreviation")
      }
      try options.write(
        "code", to: path,
        ["jurisdiction": Beginning.quoted(jurisdiction), "abbreviation": Beginning.quoted(prefix)])
    }
  }

  struct Lesson: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a lesson.")

    @OptionGroup var options: Options

    func run() throws {
      let path = try options.path(in: "lessons", slug: options.slug)
      let manuscript = try options.manuscript(includesUnpublished: false)
      // A provision for the lesson to quote.
      let provision = HandbookResolver.resolve(manuscript).handbook.ids.first { $0.isPermanent }?.citation
      try options.write(
        provision == nil ? "lesson-without-codes" : "lesson", to: path,
        ["title": Beginning.quoted(options.name), "provision": provision ?? ""])
    }
  }

  struct Topic: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a topic.")

    @OptionGroup var options: Options

    func run() throws {
      try options.write(
        "topic", to: try options.path(in: "topics", slug: options.slug),
        ["title": Beginning.quoted(options.name), "slug": options.slug])
    }
  }

  struct Theme: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the default theme, to change it.",
      discussion:
        "A build uses the theme 'default' by itself. Use any other with --theme.")

    @OptionGroup var options: Options

    func run() throws {
      let folder = options.folder.themes.appending(options.slug)
      guard Files.isFree(folder) else {
        throw Refused("'\(folder)' already exists; nothing was overwritten")
      }
      var new = NewFiles()
      try new.add(allIn: SharedFolder().defaultTheme, to: folder)
      try new.write()
      Terminal.standardOutput("\(folder)\n")
    }
  }
}

/// Files that a command adds to a source.
///
/// They never replace existing files.
struct NewFiles {
  private(set) var files: [(path: FilePath, bytes: [UInt8])] = []

  mutating func add(_ path: FilePath, _ bytes: [UInt8]) { files.append((path, bytes)) }

  /// Adds every file below a folder.
  ///
  /// - Parameter fill: A function that changes the contents of a file.
  mutating func add(
    allIn folder: FilePath, to target: FilePath, _ fill: ([UInt8]) -> [UInt8] = { $0 }
  ) throws(FileError) {
    for name in try Files.names(in: folder) {
      let path = folder.appending(name)
      // An archive of the program's source may omit names that begin with a period.
      let targetPath = target.below(FilePath(name == "gitignore" ? ".gitignore" : name))
      if Files.kind(of: path) == .folder {
        try add(allIn: path, to: targetPath, fill)
      } else {
        add(targetPath, fill(try Files.read(path)))
      }
    }
  }

  /// Omits files that already exist outside a folder, such as the user's own README.
  mutating func keepExisting(outside folder: FilePath) {
    files.removeAll { !$0.path.starts(with: folder) && !Files.isFree($0.path) }
  }

  /// Writes all files, or none if one already exists.
  func write() throws {
    if let taken = files.first(where: { !Files.isFree($0.path) }) {
      throw Refused("'\(taken.path)' already exists; nothing was overwritten")
    }
    try WholeFiles.write(.adding) { whole in
      for file in files { try whole.add(file.path, file.bytes) }
    }
  }
}

/// The template of a new file, with placeholders such as `{title}`.
struct Beginning {
  private let text: String

  init(_ bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the text with its placeholders filled in.
  func filled(_ values: KeyValuePairs<String, String>) -> [UInt8] {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "{") {
      result += rest[..<start]
      rest = rest[start...]
      if let (name, value) = values.first(where: { rest.hasPrefix("{\($0.key)}") }) {
        result += value
        rest = rest.dropFirst(name.count + 2)
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return Array((result + rest).utf8)
  }

  /// Returns a text as a YAML value.
  ///
  /// Source: YAML 1.2.2, section 7.3.1, double-quoted style.
  static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case _ where scalar.properties.generalCategory == .control: " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// Returns a file name for a title, without an extension, or `nil` if the title has no letter or digit.
  static func slug(of title: String) -> String? {
    guard
      title.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return nil }
    return HeadingAnchors.slug(of: Array(title.utf8))
  }
}
