import ArgumentParser
import Basics
import Handbook
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
