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
