import Basics
import Handbook
import Markdown

/// What all documents have: the shell of a page, and the facts at the head and foot of each sheet.
struct KitFrame {
  let site: SiteContext
  /// The name of the document, such as "Pre-test".
  let name: String
  /// The path of the document from the root of the kit.
  let path: String
  var lesson: Lesson?

  var shell: PageShell {
    let title = lesson.map { "\(name): \($0.metadata.title.value)" } ?? name
    var shell = site.shell(ofDocument: title, at: Route(path))
    if site.options.edition == .facilitator { shell.edition = site.words[.facilitatorEdition] }
    return shell
  }

  /// - Parameter texts: The versions of codes that the document quotes or asks about.
  func facts(texts: [TextVersionContext]) -> KitFacts {
    KitFacts(
      document: name, lesson: lesson?.metadata.title.value,
      lessonLanguage: lesson.flatMap { site.foreignLanguage(of: .lesson($0.id))?.rawValue },
      date: SiteOutline.newestDateInWords(in: site).map { site.words.filled(.kitDate, ["date": $0]) },
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

/// A test without its answers.
struct KitTestPage: PageContext {
  static let template = "kit-test"

  var shell: PageShell
  var kit: KitFacts
  var count: String
  var questions: [KitQuestion]

  static let fields = TemplateFields<KitTestPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .text("count", \.count, "The number of questions."),
    .list("questions", \.questions, "The questions, in order."),
  ])
}

/// The answers to both tests, and the provisions behind them.
struct KitAnswerKeyPage: PageContext {
  static let template = "kit-answer-key"

  var shell: PageShell
  var kit: KitFacts
  var forms: [KitAnsweredTest]
  var provisions: [KitProvision]

  static let fields = TemplateFields<KitAnswerKeyPage>([
    .object("kit", \.kit, "The text of each sheet's header and footer."),
    .list("forms", \.forms, "The tests."),
    .flag("hasProvisions", { !$0.provisions.isEmpty }, "Whether the answers cite provisions."),
    .list("provisions", \.provisions, "The provisions that the answers cite, each once."),
  ])
}

/// A test with its answers.
struct KitAnsweredTest: TemplateContext {
  var title: String
  var anchor: String
  var questions: [KitQuestion]

  static let fields = TemplateFields<KitAnsweredTest>([
    .text("title", \.title, "The name of the test."),
    .text("anchor", \.anchor, "The id of its section."),
    .list("questions", \.questions, "The questions, in the order of the test."),
  ])
}

/// A question of a test or of the slides.
struct KitQuestion: TemplateContext {
  var number: String
  var anchor: String
  var stem: HTML
  var isMultiple: Bool
  var choices: [ChoiceContext]
  /// The letters of the right choices, or `nil` where the answer isn't shown.
  var right: String?
  var objective: String?
  var provisions: [LinkContext] = []
  var suspect: HTML?

  static let fields = TemplateFields<KitQuestion>([
    .text("number", \.number, "Its number in the test."),
    .text("anchor", \.anchor, "Its id."),
    .html("stem", \.stem, "The question."),
    .flag("isMultiple", \.isMultiple, "Whether more than one choice is right."),
    .list("choices", \.choices, "The choices, in the order of the test."),
    .text("right", optional: \.right, "The letters of the right choices, in an answer key."),
    .text("objective", optional: \.objective, "The objective that it assesses, in an answer key."),
    .flag("hasProvisions", { !$0.provisions.isEmpty }, "Whether the answer cites provisions."),
    .list("provisions", \.provisions, "Those provisions, with links to their text."),
    .html("suspect", optional: \.suspect, "Says that rules have changed since the question was reviewed."),
  ])
}

/// A provision that an answer cites.
struct KitProvision: TemplateContext {
  var anchor: String
  var quotation: QuotationContext

  static let fields = TemplateFields<KitProvision>([
    .text("anchor", \.anchor, "Its id."),
    .object("quotation", \.quotation, "Its text."),
  ])
}
