import Basics
package import Site

/// A question bank in the GIFT format, which Moodle and other learning management systems import.
///
/// Source: the Moodle documentation of the GIFT format.
package enum GIFT {
  /// Returns the file, which has a category for each lesson, and the questions with their permanent ids.
  package static func file(of bank: QuestionBank) -> [UInt8] {
    var lines: [String] = []
    for lesson in bank.lessons {
      lines += ["$CATEGORY: \(category(bank.title))/\(category(lesson.title))", ""]
      for question in lesson.questions { lines += block(question, of: lesson) + [""] }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func block(_ question: QuestionBank.Question, of lesson: QuestionBank.Lesson) -> [String] {
    let id = "\(lesson.id)#\(question.id)"
    let right = question.choices.count(where: \.isRight)
    let choices = question.choices.map { choice in
      // A wrong choice subtracts what all correct ones add up to, so that only the exact set of correct
      // choices scores.
      let mark =
        !question.isMultiple
        ? (choice.isRight ? "=" : "~") : choice.isRight ? "~%\(share(right))%" : "~%-100%"
      return "  \(mark)\(escaped(choice.text)) #\(escaped(choice.rationale))"
    }
    return ["// [id:\(id)]", "::\(escaped(id))::\(escaped(question.stem)) {"] + choices + ["}"]
  }

  /// Returns the share of one of several correct choices in percent, with the precision that Moodle supports:
  /// 33.33333.
  fileprivate static func share(_ count: Int) -> String {
    let millionths = 10_000_000 / count
    let (whole, rest) = (millionths / 100_000, millionths % 100_000)
    guard rest > 0 else { return String(whole) }
    let digits = String(rest)
    return "\(whole).\(String(repeating: "0", count: 5 - digits.count))\(digits)"
  }

  /// Returns a name for use between two slashes.
  fileprivate static func category(_ name: String) -> String { name.replacing("/", with: "//") }

  /// Returns text in which no character has a special meaning.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "~=#{}:\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

/// A question bank in Moodle's XML format.
///
/// Each question has its permanent id as its ID number, so that Moodle reports a question that it already has instead of
/// adding it twice to the same category.
///
/// Source: the Moodle documentation of the Moodle XML format.
package enum MoodleXML {
  /// Returns the file, which has a category for each lesson.
  package static func file(of bank: QuestionBank) -> [UInt8] {
    let questions = bank.lessons.flatMap { lesson in
      [category(of: lesson, in: bank)] + lesson.questions.map { question($0, of: lesson) }
    }
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n\(questions.joined(separator: "\n"))\n</quiz>\n"
    return Array(text.utf8)
  }

  private static func category(of lesson: QuestionBank.Lesson, in bank: QuestionBank) -> String {
    let path = "$course$/top/\(GIFT.category(bank.title))/\(GIFT.category(lesson.title))"
    return """
      <question type="category">
      <category>\(text(path))</category>
      <info format="plain_text">\(text(""))</info>
      <idnumber>\(XML.escaped(lesson.id))</idnumber>
      </question>
      """
  }

  private static func question(_ question: QuestionBank.Question, of lesson: QuestionBank.Lesson) -> String {
    let id = "\(lesson.id)#\(question.id)"
    let right = question.choices.count(where: \.isRight)
    let answers = question.choices.map { choice in
      // As in GIFT, a wrong choice subtracts what all correct ones add up to.
      let wrong = question.isMultiple ? "-100" : "0"
      return """
        <answer fraction="\(choice.isRight ? GIFT.share(right) : wrong)" format="plain_text">
        \(text(choice.text))
        <feedback format="plain_text">\(text(choice.rationale))</feedback>
        </answer>
        """
    }
    return """
      <question type="multichoice">
      <name>\(text(id))</name>
      <questiontext format="plain_text">\(text(question.stem))</questiontext>
      <generalfeedback format="plain_text">\(text(""))</generalfeedback>
      <defaultgrade>1</defaultgrade>
      <penalty>0.3333333</penalty>
      <hidden>0</hidden>
      <idnumber>\(XML.escaped(id))</idnumber>
      <single>\(!question.isMultiple)</single>
      <shuffleanswers>true</shuffleanswers>
      <answernumbering>ABCD</answernumbering>
      \(answers.joined(separator: "\n"))
      </question>
      """
  }

  private static func text(_ text: String) -> String { "<text>\(XML.escaped(text))</text>" }
}

/// A question bank for Anki: a text file to import, with a note for each question and each term.
///
/// Each note has its permanent id, so importing a later file updates it.
///
/// Source: the Anki manual, "Importing", on file headers.
package enum AnkiNotes {
  package static func file(of bank: QuestionBank) -> [UInt8] {
    var lines = [
      "#separator:Tab", "#html:true", "#notetype:Basic", "#deck:\(field(bank.title))", "#guid column:1",
      "#tags column:4",
    ]
    for lesson in bank.lessons {
      lines += lesson.questions.map { question in
        note("\(lesson.id)#\(question.id)", front(question), back(question), tag: lesson.id)
      }
    }
    lines += bank.terms.map {
      note("glossary#\($0.id)", XML.escaped($0.title), XML.escaped($0.definition), tag: "glossary")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func note(_ id: String, _ front: String, _ back: String, tag: String) -> String {
    [field(id), field(front), field(back), field(tag.replacing("/", with: "::"))].joined(separator: "\t")
  }

  private static func front(_ question: QuestionBank.Question) -> String {
    let choices = question.choices.map { "<li>\(XML.escaped($0.text))</li>" }.joined()
    return "<p>\(XML.escaped(question.stem))</p><ol type=A>\(choices)</ol>"
  }

  private static func back(_ question: QuestionBank.Question) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return question.choices.enumerated().filter(\.element.isRight).map { place, choice in
      "<p><b>\(letters[place % letters.count])</b> \(XML.escaped(choice.text))</p><p>\(XML.escaped(choice.rationale))</p>"
    }.joined()
  }

  /// Returns a field on one line, in quotation marks if it could be read as a comment or a quoted field.
  private static func field(_ text: String) -> String {
    let line = text.replacing("\t", with: " ").replacing("\n", with: " ")
    guard line.hasPrefix("#") || line.contains("\"") else { return line }
    return "\"\(line.replacing("\"", with: "\"\""))\""
  }
}

/// A question bank as a package of IMS QTI 2.1: an item for each question, and a test with a section for each lesson.
///
/// Source: IMS Question and Test Interoperability 2.1, Assessment Test, Section, and Item Information Model, and its
/// conformance guide for packages.
package struct QTIPackage {
  private let bank: QuestionBank

  package init(of bank: QuestionBank) {
    self.bank = bank
  }

  /// The files of the package.
  package var files: [OutputFile] {
    let items = bank.lessons.flatMap { lesson in
      lesson.questions.map { file(Self.path(of: $0, lesson), item($0, of: lesson)) }
    }
    return items + [file("test.xml", test), file("imsmanifest.xml", manifest)]
  }

  private func file(_ path: String, _ text: String) -> OutputFile {
    OutputFile(path: path, bytes: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)\n".utf8))
  }

  /// Returns an XML name that is based on a permanent id.
  private static func name(_ id: String) -> String {
    "q-" + String(decoding: id.utf8.map { isNameByte($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static func name(of question: QuestionBank.Question, _ lesson: QuestionBank.Lesson) -> String {
    name("\(lesson.id)-\(question.id)")
  }

  private static func path(of question: QuestionBank.Question, _ lesson: QuestionBank.Lesson) -> String {
    "items/\(name(of: question, lesson)).xml"
  }

  private func item(_ question: QuestionBank.Question, of lesson: QuestionBank.Lesson) -> String {
    let cardinality = question.isMultiple ? "multiple" : "single"
    let names = question.choices.indices.map { "choice-\($0 + 1)" }
    let right = zip(names, question.choices).filter { $1.isRight }.map { "<value>\($0.0)</value>" }.joined()
    let choices = zip(names, question.choices).map { name, choice in
      """
      <simpleChoice identifier="\(name)">\(XML.escaped(choice.text))\
      <feedbackInline outcomeIdentifier="FEEDBACK" identifier="\(name)" showHide="show"> \
      \(XML.escaped(choice.rationale))</feedbackInline></simpleChoice>
      """
    }.joined(separator: "\n")
    return """
      <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="\(Self.name(of: question, lesson))" title="\(XML.escaped(question.stem))" adaptive="false" timeDependent="false" xml:lang="\(XML.escaped(bank.language))">
      <responseDeclaration identifier="RESPONSE" cardinality="\(cardinality)" baseType="identifier">
      <correctResponse>\(right)</correctResponse>
      </responseDeclaration>
      <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
      <outcomeDeclaration identifier="FEEDBACK" cardinality="\(cardinality)" baseType="identifier"/>
      <itemBody>
      <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="\(question.isMultiple ? 0 : 1)">
      <prompt>\(XML.escaped(question.stem))</prompt>
      \(choices)
      </choiceInteraction>
      </itemBody>
      <responseProcessing>
      <responseCondition>
      <responseIf>
      <match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
      <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
      </responseIf>
      </responseCondition>
      <setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue>
      </responseProcessing>
      </assessmentItem>
      """
  }

  private var test: String {
    let sections = bank.lessons.enumerated().map { place, lesson in
      let items = lesson.questions.map {
        "<assessmentItemRef identifier=\"\(Self.name(of: $0, lesson))\" href=\"\(Self.path(of: $0, lesson))\"/>"
      }.joined(separator: "\n")
      return """
        <assessmentSection identifier="section-\(place + 1)" title="\(XML.escaped(lesson.title))" visible="true">
        \(items)
        </assessmentSection>
        """
    }.joined(separator: "\n")
    return """
      <assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="test" title="\(XML.escaped(bank.title))">
      <testPart identifier="part-1" navigationMode="nonlinear" submissionMode="individual">
      \(sections)
      </testPart>
      </assessmentTest>
      """
  }

  private var manifest: String {
    let questions = bank.lessons.flatMap { lesson in lesson.questions.map { (lesson, $0) } }
    let resources = questions.map { lesson, question in
      let path = Self.path(of: question, lesson)
      return """
        <resource identifier="\(Self.name(of: question, lesson))" type="imsqti_item_xmlv2p1" href="\(path)"><file href="\(path)"/></resource>
        """
    }.joined(separator: "\n")
    let parts = questions.map { "<dependency identifierref=\"\(Self.name(of: $1, $0))\"/>" }.joined()
    return """
      <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="manifest">
      <metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
      <organizations/>
      <resources>
      <resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>\(parts)</resource>
      \(resources)
      </resources>
      </manifest>
      """
  }
}
