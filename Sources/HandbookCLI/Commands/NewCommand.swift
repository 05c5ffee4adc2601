import ArgumentParser
import Handbook

/// The command `handbook new`.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Add a code, a lesson, a topic or a theme: a file with comments, which builds as it is.",
    discussion: """
      Nothing is written over. The path of each new file is printed.

      Examples:
        handbook new code Oregon
        handbook new code "Navajo Nation" --abbreviation NN
        handbook new lesson "When someone offers a gift"
        handbook new topic Confidentiality
        handbook new theme mine
      """,
    subcommands: [Code.self, Lesson.self, Topic.self, Theme.self])

  /// What all new files are told.
  struct Options: ParsableArguments {
    @Argument(help: "The name: of a state or territory, or a title.")
    var name: String

    @Option(name: .shortAndLong, help: "The folder that holds Content.")
    var source = "."

    func validate() throws {
      guard Beginning.slug(of: name) != nil else {
        throw ValidationError("The name '\(name)' has no letter or digit to name a file by.")
      }
      guard !DeviceName.isTaken(by: slug) else {
        throw ValidationError("The name '\(name)' is one that Windows gives no file; take another.")
      }
    }

    /// The name of the file, without its ending.
    var slug: String { Beginning.slug(of: name) ?? "" }

    /// The folder of the content, as short as it can be said.
    private var contentFolder: String {
      source == "." ? SourceRole.contentFolder : "\(source)/\(SourceRole.contentFolder)"
    }

    /// What the handbook holds already.
    ///
    /// - Parameter includesUnpublished: Whether with what says `publish: false`.
    func manuscript(includesUnpublished: Bool) throws -> Manuscript {
      do {
        let files = try SourceTree(reading: contentFolder, as: SourceRole.contentFolder).files
        return ManuscriptReader(includesUnpublished: includesUnpublished, edition: .learner).read(files)
          .manuscript
      } catch {
        throw ExitCode.refused("\(error)")
      }
    }

    /// The path of a new file in the content.
    ///
    /// - Throws: `ExitCode` where the source is no handbook.
    func path(in folder: String, slug: String) throws -> String {
      let content = contentFolder
      guard Files.kind(of: "\(content)/handbook.yml") == .file else {
        throw ExitCode.refused(
          "'\(content)/handbook.yml' does not exist: begin a handbook with 'handbook init'")
      }
      return "\(content)/\(folder)/\(slug).md"
    }

    /// Writes a file made of a beginning, and prints its path.
    func write(_ beginning: String, to path: String, _ values: KeyValuePairs<String, String>) throws {
      var new = NewFiles()
      do {
        new.add(
          path, Beginning(try Files.read("\(try SharedFolder().beginnings)/\(beginning).md")).filled(values))
      } catch {
        throw ExitCode.refused("\(error)")
      }
      try new.write()
      Terminal.standardOutput("\(path)\n")
    }
  }

  struct Code: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a code of ethics.")

    @OptionGroup var options: Options

    @Option(name: .shortAndLong, help: "What citations begin with (default: the postal abbreviation).")
    var abbreviation: String?

    private var jurisdiction: String { Jurisdiction.name(of: options.name) }

    private func prefix() throws -> String { try CitationPrefix.of(jurisdiction, given: abbreviation) }

    func validate() throws { _ = try prefix() }

    func run() throws {
      let prefix = try prefix()
      let path = try options.path(in: "codes", slug: Beginning.slug(of: jurisdiction) ?? options.slug)
      let codes = try options.manuscript(includesUnpublished: true).codes
      if let other = codes.first(where: { $0.id.rawValue == prefix }), Files.kind(of: path) == .missing {
        throw ExitCode.refused(
          "'\(other.current.path)' has the abbreviation '\(prefix)': give another with --abbreviation")
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
      // One that the lesson may quote.
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
        "The theme 'default' is the one that a build takes by itself, others are named with --theme.")

    @OptionGroup var options: Options

    func run() throws {
      let folder = (options.source == "." ? "" : "\(options.source)/") + "Themes/\(options.slug)"
      guard Files.kind(of: folder) == .missing else {
        throw ExitCode.refused("'\(folder)' exists, and nothing is written over")
      }
      var new = NewFiles()
      do {
        try new.add(allIn: try SharedFolder().defaultTheme, to: folder)
      } catch {
        throw ExitCode.refused("\(error)")
      }
      try new.write()
      Terminal.standardOutput("\(folder)\n")
    }
  }
}
