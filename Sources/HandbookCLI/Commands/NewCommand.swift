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
    }

    /// The name of the file, without its ending.
    var slug: String { Beginning.slug(of: name) ?? "" }

    /// The folder of the content, as short as it can be said.
    private var contentFolder: String {
      source == "." ? SourceRole.contentFolder : "\(source)/\(SourceRole.contentFolder)"
    }

    /// A provision that a new lesson may quote: the first with a permanent id.
    ///
    /// - Returns: Nothing where there is none.
    func anyProvision() throws -> String? {
      do {
        let files = try SourceTree(reading: contentFolder, as: SourceRole.contentFolder).files
        let (manuscript, _) = ManuscriptReader(includesUnpublished: false, edition: .learner).read(files)
        return HandbookResolver.resolve(manuscript).handbook.ids.first { $0.isPermanent }?.citation
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

    func run() throws {
      let jurisdiction = Jurisdiction.name(of: options.name)
      guard let abbreviation = abbreviation ?? Jurisdiction.abbreviation(of: jurisdiction) else {
        throw ValidationError(
          "'\(jurisdiction)' is no US state or territory: give what citations begin with, --abbreviation")
      }
      let slug = Beginning.slug(of: jurisdiction) ?? options.slug
      try options.write(
        "code", to: try options.path(in: "codes", slug: slug),
        [
          "jurisdiction": Beginning.quoted(jurisdiction), "abbreviation": Beginning.quoted(abbreviation),
        ])
    }
  }

  struct Lesson: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a lesson.")

    @OptionGroup var options: Options

    func run() throws {
      let path = try options.path(in: "lessons", slug: options.slug)
      let provision = try options.anyProvision()
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
