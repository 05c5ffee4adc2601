import Basics
import Handbook
import Markdown

/// A trainer's kit: the documents for teaching each lesson, made only from the handbook's own data.
///
/// Each lesson has slides, a test to take before it and one to take after it, an answer key, an agenda, a sign-in
/// sheet, and a certificate. An index lists them. What a handbook doesn't say, such as the date of a training, is a
/// blank line.
package struct TrainersKit: Sendable {
  /// The page that lists the documents.
  package static let indexPath = "index.html"

  private let site: SiteContext
  private let lessons: [Lesson]
  /// The files that documents can load or lead to: those of the theme, and those of the content.
  package let assets: [OutputFile]

  /// - Parameter lesson: The id of the only lesson to include, or `nil` for all of them.
  /// - Returns: `nil` if the handbook has no such lesson.
  fileprivate init?(_ site: PreparedSite, lesson: String?) {
    lessons = site.handbook.lessons.filter { lesson == nil || $0.id.rawValue == lesson }
    guard !lessons.isEmpty else { return nil }
    self.site = site.context
    assets =
      site.context.theme.assets.map { OutputFile(path: $0.path, bytes: $0.bytes) } + site.contentAssets
  }

  /// The documents, as pages of the site's theme that load ``assets``.
  package var documents: [OutputFile] {
    let kits = lessons.map { LessonKit(site: site, lesson: $0) }
    return [index(of: kits)] + kits.concurrentMap(\.documents).flatMap(\.self)
  }

  private func index(of kits: [LessonKit]) -> OutputFile {
    let frame = KitFrame(site: site, name: site.words[.kit], path: Self.indexPath)
    var texts: [TextVersionContext] = []
    for text in kits.flatMap(\.texts) where !texts.contains(where: { $0.checkCode == text.checkCode }) {
      texts.append(text)
    }
    let page = KitIndexPage(
      shell: frame.shell, kit: frame.facts(texts: texts), lessons: kits.map(\.entry))
    return OutputFile(path: Self.indexPath, bytes: site.theme.render(page))
  }
}

extension PreparedSite {
  /// Returns the trainer's kit in the default language, or `nil` if the handbook has no such lesson.
  ///
  /// - Parameter lesson: The id of the only lesson to include, or `nil` for all of them.
  package func trainersKit(lesson: String? = nil) -> TrainersKit? { TrainersKit(self, lesson: lesson) }
}

/// The documents for one lesson.
struct LessonKit: Sendable {
  let site: SiteContext
  let lesson: Lesson

  /// A kind of document.
  enum Kind: String, CaseIterable {
    case agenda, slides
    case preTest = "pre-test"
    case postTest = "post-test"
    case answerKey = "answer-key"
    case signInSheet = "sign-in-sheet"
    case certificate

    /// Whether only a lesson with self-checks has such a document.
    var needsQuestions: Bool { [.preTest, .postTest, .answerKey].contains(self) }

    var name: ThemePhrase {
      switch self {
      case .agenda: .kitAgenda
      case .slides: .kitSlides
      case .preTest: .kitPreTest
      case .postTest: .kitPostTest
      case .answerKey: .kitAnswerKey
      case .signInSheet: .kitSignInSheet
      case .certificate: .kitCertificate
      }
    }

    var about: ThemePhrase {
      switch self {
      case .agenda: .kitAgendaAbout
      case .slides: .kitSlidesAbout
      case .preTest: .kitPreTestAbout
      case .postTest: .kitPostTestAbout
      case .answerKey: .kitAnswerKeyAbout
      case .signInSheet: .kitSignInSheetAbout
      case .certificate: .kitCertificateAbout
      }
    }
  }

  private var kinds: [Kind] { Kind.allCases.filter { !lesson.questions.isEmpty || !$0.needsQuestions } }

  /// The versions of codes that the lesson cites.
  var texts: [TextVersionContext] {
    site.textVersions(citedBy: lesson.document, .lesson(lesson.id), from: Route(path(of: .slides)))
  }

  /// How long the lesson takes, in words, if it says so.
  var duration: String? { lesson.metadata.minutes.map { site.words.counted(.minuteCount, $0) } }

  /// The names of the exam domains that the objectives belong to, in the order of `handbook.yml`.
  var domains: [String] {
    let named = Set(lesson.metadata.objectives.flatMap(lesson.domains))
    return (site.handbook.configuration.exam?.domains ?? []).filter { named.contains($0.id.value) }.map(
      \.name)
  }

  /// The lesson on the index.
  var entry: KitLesson {
    KitLesson(
      title: lesson.metadata.title.value, language: site.foreignLanguage(of: .lesson(lesson.id))?.rawValue,
      anchor: folder, duration: duration,
      questions: lesson.questions.isEmpty ? nil : site.words.counted(.questionCount, lesson.questions.count),
      domains: domains.map { PhraseContext(text: $0) },
      documents: kinds.map { kind in
        KitDocument(
          title: site.words[kind.name], about: site.words[kind.about],
          address: Address(internal: Route.encoded(path(of: kind))))
      })
  }

  var documents: [OutputFile] {
    kinds.map { OutputFile(path: path(of: $0), bytes: document($0)) }
  }

  private var folder: String { lesson.id.rawValue.replacing("/", with: "-") }

  private func path(of kind: Kind) -> String { "\(folder)/\(kind.rawValue).html" }

  private func document(_ kind: Kind) -> [UInt8] {
    let frame = KitFrame(site: site, name: site.words[kind.name], path: path(of: kind), lesson: lesson)
    let renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: lesson.document, route: Route(path(of: kind)),
      isRepetition: true)
    let questions = KitQuestions(lesson: lesson, renderer: renderer)
    switch kind {
    case .slides:
      let slides = KitSlideBuilder(lesson: lesson, renderer: renderer).build()
      return site.theme.render(
        KitSlidesPage(
          shell: frame.shell, kit: frame.facts(texts: texts), duration: duration,
          lessonObjectives: lesson.metadata.objectives.map { PhraseContext(text: $0.text.value) },
          slides: slides))
    case .preTest, .postTest:
      let form = kind == .preTest ? QuestionForms.Form.before : .after
      let asked = questions.asked(in: form)
      return site.theme.render(
        KitTestPage(
          shell: frame.shell, kit: frame.facts(texts: texts), count: String(asked.count), questions: asked))
    case .answerKey:
      return site.theme.render(
        KitAnswerKeyPage(
          shell: frame.shell, kit: frame.facts(texts: texts),
          forms: [
            questions.answered(in: .before, title: site.words[.kitPreTest]),
            questions.answered(in: .after, title: site.words[.kitPostTest]),
          ], provisions: questions.provisions))
    case .agenda:
      return site.theme.render(
        KitAgendaPage(
          shell: frame.shell, kit: frame.facts(texts: texts), duration: duration,
          domains: domains.map { PhraseContext(text: $0) },
          objectives: lesson.metadata.objectives.map { PhraseContext(text: $0.text.value) }, parts: agenda))
    case .signInSheet:
      return site.theme.render(KitSignInPage(shell: frame.shell, kit: frame.facts(texts: [])))
    case .certificate:
      return site.theme.render(
        KitCertificatePage(
          shell: frame.shell, kit: frame.facts(texts: []), duration: duration,
          category: domains.joined(separator: "; ")))
    }
  }

  // MARK: The agenda

  /// The parts of a training: the first test, the lesson's sections, and the second test.
  private var agenda: [KitAgendaPart] {
    let forms = QuestionForms(of: lesson)
    func test(_ form: QuestionForms.Form, _ name: ThemePhrase) -> [KitAgendaPart] {
      let count = forms.items(of: form).count
      guard count > 0 else { return [] }
      return [
        KitAgendaPart(
          title: HTML(escaping: site.words[name]), activities: [counted(.questionCount, count)], isTest: true)
      ]
    }
    return test(.before, .kitPreTest) + lesson.sections.compactMap(part) + test(.after, .kitPostTest)
  }

  /// Returns a section of the lesson, with what learners do in it, or `nil` for a section inside another.
  private func part(_ section: LessonSection) -> KitAgendaPart? {
    let document = lesson.document
    let top = lesson.sections.map { document.nodes[$0.heading].level }.min()
    guard document.nodes[section.heading].level == top else { return nil }
    let nodes = document.section(from: section.heading)
    let scenarios = nodes.count {
      document.nodes[$0].kind == .callout && document.nodes[$0].calloutKind == .scenario
    }
    let questions = nodes.count { document.nodes[$0].kind == .question }
    let taught = Set(section.teaches.map(\.value))
    let renderer = DocumentRenderer(
      site: site, key: .lesson(lesson.id), document: document, route: Route(path(of: .agenda)),
      isRepetition: true)
    return KitAgendaPart(
      title: renderer.inlineHTML(of: section.heading),
      objectives: lesson.metadata.objectives.filter { taught.contains($0.id.value) }.map {
        PhraseContext(text: $0.text.value)
      },
      activities: [
        scenarios > 0 ? counted(.kitScenarioCount, scenarios) : nil,
        questions > 0 ? counted(.questionCount, questions) : nil,
      ].compactMap(\.self),
      minutes: section.minutes.map(String.init))
  }

  private func counted(_ phrase: ThemePhrase, _ count: Int) -> PhraseContext {
    PhraseContext(text: site.words.counted(phrase, count))
  }
}

/// What all documents have: the shell of a page, and the facts at the head and foot of each sheet.
struct KitFrame {
  let site: SiteContext
  /// The name of the document, such as "Pre-test".
  let name: String
  /// The path of the document from the root of the kit.
  let path: String
  var lesson: Lesson?

  var shell: PageShell {
    let siteTitle = site.handbook.configuration.title.value
    let title = lesson.map { "\(name): \($0.metadata.title.value)" } ?? name
    var shell = PageShell(
      title: title, documentTitle: "\(title) – \(siteTitle)", siteTitle: siteTitle,
      root: Address(internal: Route(path).wayToRoot))
    shell.language = site.handbook.configuration.language
    if LanguageTag(shell.language)?.isRightToLeft == true { shell.direction = "rtl" }
    if site.options.edition == .facilitator { shell.edition = site.words[.facilitatorEdition] }
    return shell
  }

  /// - Parameter texts: The versions of codes that the document quotes or asks about.
  func facts(texts: [TextVersionContext]) -> KitFacts {
    KitFacts(
      document: name, lesson: lesson?.metadata.title.value,
      lessonLanguage: lesson.flatMap { site.foreignLanguage(of: .lesson($0.id))?.rawValue },
      date: SiteOutline.newestDate(in: site).map { date in
        site.words.filled(
          .kitDate, ["date": site.words.day(year: date.year, month: date.month, day: date.day)])
      },
      texts: texts, index: Address(internal: Route(path).wayToRoot + TrainersKit.indexPath))
  }
}

/// What the head and foot of each sheet say.
struct KitFacts: TemplateContext {
  var document: String
  var lesson: String?
  var lessonLanguage: String?
  var date: String?
  var texts: [TextVersionContext]
  var index: Address

  static let fields = TemplateFields<KitFacts>([
    .text("document", \.document, "The name of the document, such as Pre-test."),
    .text("lesson", optional: \.lesson, "The title of the lesson, if the document is for one."),
    .text("lessonLanguage", optional: \.lessonLanguage, "The language of a lesson that isn't translated."),
    .text("date", optional: \.date, "The date of the newest code or draft, in a sentence."),
    .flag("hasTexts", { !$0.texts.isEmpty }, "Whether the document quotes codes or asks about them."),
    .list("texts", \.texts, "Those codes, with their versions and check codes."),
    .address("index", \.index, "The index of the kit."),
  ])
}

/// The index of a trainer's kit.
struct KitIndexPage: PageContext {
  static let template = "kit-index"

  var shell: PageShell
  var kit: KitFacts
  var lessons: [KitLesson]

  static let fields = TemplateFields<KitIndexPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .list("lessons", \.lessons, "The lessons, in order."),
  ])
}

/// A lesson on the index of a trainer's kit.
struct KitLesson: TemplateContext {
  var title: String
  var language: String?
  var anchor: String
  var duration: String?
  var questions: String?
  var domains: [PhraseContext]
  var documents: [KitDocument]

  static let fields = TemplateFields<KitLesson>([
    .text("title", \.title, "The lesson's title."),
    .text("language", optional: \.language, "The language of the title, if it isn't translated."),
    .text("anchor", \.anchor, "The id of its section."),
    .text("duration", optional: \.duration, "How long it takes, in words."),
    .text("questions", optional: \.questions, "How many self-checks it has, in words."),
    .flag("hasDomains", { !$0.domains.isEmpty }, "Whether its objectives name exam domains."),
    .list("domains", \.domains, "Those exam domains."),
    .list("documents", \.documents, "Its documents."),
  ])
}

/// A document on the index of a trainer's kit.
struct KitDocument: TemplateContext {
  var title: String
  var about: String
  var address: Address

  static let fields = TemplateFields<KitDocument>([
    .text("title", \.title, "Its name."),
    .text("about", \.about, "A sentence about its purpose."),
    .address("address", \.address, "Its file."),
  ])
}

/// The agenda of a training.
struct KitAgendaPage: PageContext {
  static let template = "kit-agenda"

  var shell: PageShell
  var kit: KitFacts
  var duration: String?
  var domains: [PhraseContext]
  var objectives: [PhraseContext]
  var parts: [KitAgendaPart]

  static let fields = TemplateFields<KitAgendaPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .text("duration", optional: \.duration, "How long the lesson takes, in words."),
    .flag("hasDomains", { !$0.domains.isEmpty }, "Whether the objectives name exam domains."),
    .list("domains", \.domains, "Those exam domains."),
    .flag("hasObjectives", { !$0.objectives.isEmpty }, "Whether the lesson has objectives."),
    .list("objectives", \.objectives, "What learners can do afterward."),
    .list("parts", \.parts, "The parts of the training, in order."),
  ])
}

/// A part of a training.
struct KitAgendaPart: TemplateContext {
  var title: HTML
  var objectives: [PhraseContext] = []
  var activities: [PhraseContext]
  var minutes: String?
  var isTest = false

  static let fields = TemplateFields<KitAgendaPart>([
    .html("title", \.title, "The heading of a section, or the name of a test."),
    .list("objectives", \.objectives, "The objectives that it teaches."),
    .list("activities", \.activities, "How many scenarios and questions it has, in words."),
    .text("minutes", optional: \.minutes, "How many minutes it takes, if the lesson says so."),
    .flag("isTest", \.isTest, "Whether it is a test rather than a part of the lesson."),
  ])
}

/// A list for participants to sign.
struct KitSignInPage: PageContext {
  static let template = "kit-sign-in"
  /// The number of people who can sign on one sheet.
  private static let rowCount = 20

  var shell: PageShell
  var kit: KitFacts

  static let fields = TemplateFields<KitSignInPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .list(
      "rows", { _ in (1...rowCount).map { PhraseContext(text: String($0)) } }, "The numbers of the rows."),
  ])
}

/// A certificate of completion, with the facts that boards ask for.
struct KitCertificatePage: PageContext {
  static let template = "kit-certificate"

  var shell: PageShell
  var kit: KitFacts
  var duration: String?
  /// Empty for a lesson whose objectives name no exam domains.
  var category: String

  static let fields = TemplateFields<KitCertificatePage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .text("duration", optional: \.duration, "How long the lesson takes, in words."),
    .text("category", \.category, "The exam domains of the lesson's objectives, or nothing."),
  ])
}
