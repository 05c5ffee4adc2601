/// A large handbook, with a record of all references in it, which is kept while the handbook is written.
package struct GeneratedHandbook {
  /// The expected content of the handbook's indexes.
  package struct Record {
    /// The states whose text is included, in order.
    package var states: [String] = []
    package var unheldState = ""
    /// For each topic and state, the ids of the topic's provisions, in the order of the code.
    package var coverage: [String: [String: [String]]] = [:]
    /// For each target, the origins of references to it: `lessons/lesson-01#one discusses`.
    package var backReferences: [String: [String]] = [:]
    /// For each legal citation, the provisions that contain it: `QAB#p-3`.
    package var citations: [String: [String]] = [:]
    package var index: [String: IndexEntry] = [:]
    /// The traces of the objectives, by names such as `lessons/lesson-01#first`.
    package var objectives: [String: Trace] = [:]
  }

  /// An entry of the subject index.
  package struct IndexEntry {
    package var places: [String] = []
    package var see: [String] = []
    package var seeAlso: [String] = []
  }

  /// What teaches an objective, and what assesses it.
  package struct Trace {
    package var sections: [String]
    package var provisions: [String]
    package var questions: [Int]
  }

  private static let stateCount = 50
  private static let topicCount = 27
  private static let groupCount = 5
  private static let provisionsInGroup = 8
  private static let termCount = 20

  /// The files' texts, by their paths below `Content/`.
  package private(set) var files: [String: String] = [:]
  package private(set) var record = Record()
  private var random = SeededGenerator(seed: 50_40_27)

  package init() {
    files["handbook.yml"] = """
      title: Generated
      citation-series:
        - { name: Revised Code, abbreviation: RCW, forms: ["RCW {n}"], number: "[0-9]+[.][0-9]+" }
      """
    record.states = (0..<Self.stateCount).map(Self.abbreviation)
    for topic in 0..<Self.topicCount { writeTopic(topic) }
    for state in 0..<Self.stateCount { writeCode(state) }
    record.unheldState = "ZZZ"
    files["codes/unheld.md"] = Self.frontMatter(
      state: "Unheld", abbreviation: "ZZZ", more: "text: reference\n")
    writeGlossary()
    for lesson in 0..<Self.topicCount { writeLesson(lesson) }
  }

  // MARK: Names

  private static func abbreviation(_ state: Int) -> String {
    let letters = (0..<26).map { Character(Unicode.Scalar(UInt8(65 + $0))) }
    return "Q\(letters[state / 26])\(letters[state % 26])"
  }

  private static func number(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  private static func topic(_ number: Int) -> String { "topic-\(Self.number(number % topicCount))" }
  private static func topicTitle(_ number: Int) -> String { "Topic \(Self.number(number % topicCount))" }
  private static func slug(_ state: Int) -> String { "state-\(number(state))" }

  /// Returns a term, which is a word that doesn't occur anywhere else.
  private static func term(_ number: Int) -> String {
    "zarn" + String(Character(Unicode.Scalar(UInt8(97 + number % termCount)))) + "ix"
  }

  private static func frontMatter(state: String, abbreviation: String, more: String = "") -> String {
    "---\ntitle: Code of \(state)\njurisdiction: \(state)\nabbreviation: \(abbreviation)\nstatus: in-force\n"
      + "topics: { reviewed: 2026-01-01 }\n" + more + "---\n\n"
  }

  private mutating func refer(to target: String, from place: String, _ relation: String = "discusses") {
    record.backReferences[target, default: []].append("\(place) \(relation)")
  }

  /// Returns the citation of a random provision.
  private mutating func anyProvision() -> String {
    let provision = random.below(Self.groupCount * Self.provisionsInGroup)
    return "\(Self.abbreviation(random.below(Self.stateCount)))#p-\(provision)"
  }

  // MARK: Files

  private mutating func writeTopic(_ topic: Int) {
    let next = Self.topic(topic + 1)
    files["topics/\(Self.topic(topic)).md"] = """
      ---
      title: \(Self.topicTitle(topic))
      synonyms: [Synonym \(Self.number(topic))]
      related: [\(next)]
      ---

      What it is about, and not [[topics/\(next)]].
      """
    refer(to: "topics/\(next)", from: "topics/\(Self.topic(topic))")
    record.index[Self.topicTitle(topic)] = IndexEntry(seeAlso: [Self.topicTitle(topic + 1)])
    record.index["Synonym \(Self.number(topic))"] = IndexEntry(see: [Self.topicTitle(topic)])
  }

  private mutating func writeCode(_ state: Int) {
    let abbreviation = Self.abbreviation(state)
    var text = Self.frontMatter(state: "State \(Self.number(state))", abbreviation: abbreviation)
    for group in 0..<Self.groupCount {
      text += "## Part \(group) {#part-\(group)}\n\n"
      record.index["Part \(group)", default: IndexEntry()].places.append(
        "codes/\(Self.slug(state)).html#part-\(group)")
      for item in 0..<Self.provisionsInGroup {
        text += provision(group * Self.provisionsInGroup + item, of: state)
      }
      text += "\n"
    }
    files["codes/\(Self.slug(state)).md"] = text
  }

  private mutating func provision(_ number: Int, of state: Int) -> String {
    let place = "\(Self.abbreviation(state))#p-\(number)"
    var text = "- Do as rule \(number) says."
    if number % 8 == 3 {
      let target = anyProvision()
      text += " See [[\(target)]]."
      refer(to: target, from: place)
    }
    if number % 8 == 5 {
      let law = "RCW \(1 + random.below(9)).\(random.below(40))"
      text += " So says \(law)."
      record.citations[law, default: []].append(place)
    }
    text += " {#p-\(number)"
    for topic in topics(ofProvisionIn: state) {
      text += " .\(Self.topic(topic))"
      record.coverage[Self.topic(topic), default: [:]][Self.abbreviation(state), default: []].append(
        "p-\(number)")
      record.index[Self.topicTitle(topic)]?.places.append("codes/\(Self.slug(state)).html#p-\(number)")
    }
    return text + "}\n"
  }

  /// Returns up to two topics.
  ///
  /// Each state has no provisions on some of them.
  private mutating func topics(ofProvisionIn state: Int) -> [Int] {
    let allowed = (0..<Self.topicCount).filter { (state + $0) % 5 != 0 }
    let first = random.pick(allowed)
    switch random.below(5) {
    case 0: return []
    case 1:
      let second = random.pick(allowed)
      return second == first ? [first] : [first, second]
    default: return [first]
    }
  }

  private mutating func writeGlossary() {
    var text = ""
    for term in 0..<Self.termCount {
      text += "## \(Self.term(term)) {#\(Self.term(term))}\n\nA word that is made up.\n\n"
      record.index[Self.term(term)] = IndexEntry()
    }
    files["glossary.md"] = text
  }

  private mutating func writeLesson(_ number: Int) {
    let name = "lessons/lesson-\(Self.number(number))"
    let cited = anyProvision()
    let quoted = anyProvision()
    let state = Self.abbreviation(random.below(Self.stateCount))
    let questioned = [anyProvision(), anyProvision()]
    let (word, explained) = (Self.term(number), Self.term(number + 7))
    func question(_ objective: String, _ target: String) -> String {
      """
      > [!QUESTION] \(objective)
      > What does [[\(target)]] ask?
      >
      > - [x] This. It says so in [[\(target)]].
      > - [ ] That. Nothing says so.


      """
    }
    files["\(name).md"] =
      """
      ---
      title: Lesson \(number)
      order: \(number)
      objectives:
        - { id: first, text: Describe the rule }
        - { id: second, text: Compare the rules }
      ---

      ## Beginning {#one teaches="first"}

      The rule is [[\(cited)]], on [[topics/\(Self.topic(number))]].

      ![[\(quoted)]]

      ## End {#two teaches="first second"}

      A \(word) is no [[glossary#\(explained)]]. See [[\(state)]] and [[\(state)#part-2]].


      """ + question("first", questioned[0]) + question("second", questioned[1])
      + "> [!KEYPOINTS]\n> - Nothing more.\n"
    refer(to: cited, from: "\(name)#one")
    refer(to: "topics/\(Self.topic(number))", from: "\(name)#one")
    refer(to: quoted, from: "\(name)#one", "quotes")
    refer(to: "glossary#\(word)", from: "\(name)#two", "uses")
    refer(to: "glossary#\(explained)", from: "\(name)#two")
    refer(to: state, from: "\(name)#two")
    refer(to: "\(state)#part-2", from: "\(name)#two")
    for target in questioned {
      for _ in 0..<2 { refer(to: target, from: "\(name)#two", "assesses") }
    }
    let inTwo = [state, "\(state)#part-2"] + questioned
    record.objectives["\(name)#first"] = Trace(
      sections: ["one", "two"], provisions: Self.unique([cited, quoted] + inTwo), questions: [1])
    record.objectives["\(name)#second"] = Trace(
      sections: ["two"], provisions: Self.unique(inTwo), questions: [2])
  }

  private static func unique(_ targets: [String]) -> [String] {
    targets.enumerated().filter { !targets[..<$0.offset].contains($0.element) }.map(\.element)
  }
}
