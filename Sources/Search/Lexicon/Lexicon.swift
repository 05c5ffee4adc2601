import Basics
import Markdown

/// The words of all records: the forms that occur, grouped by stem.
struct Lexicon: Sendable {
  /// The distinct stems as UTF-8, in ``UTF16Order``.
  ///
  /// The index of a stem is its ordinal.
  let stems: [[UInt8]]

  /// The distinct forms as UTF-8: those of the first stem, those of the second, and so on, in order within
  /// each group.
  let forms: [[UInt8]]

  /// The range in ``forms`` of each stem's forms.
  let formRanges: [Range<Int>]

  /// For each run, the number of each of ``forms`` in the run's own table, or ``absent`` if the run doesn't
  /// have it.
  private let numbersInRuns: [[UInt32]]

  private static let absent = UInt32.max

  init(of runs: [TokenizedRecords], language: String) {
    var distinct = FormTable()
    let distinctNumbers = runs.map { run in
      (0..<run.forms.count).map { number in run.forms.withBytes(of: number) { distinct.intern($0) } }
    }
    let unsortedForms = (0..<distinct.count).map { Array(distinct[$0]) }

    let ranges = evenRanges(of: unsortedForms.count, in: 64)
    let unsortedStems = ranges.concurrentMap { range in
      let stemmer = Stemmer(language: language)
      return range.map { stemmer.stem(of: unsortedForms[$0]) }
    }.flatMap(\.self)

    var stemTable = FormTable(expecting: distinct.count)
    let stemNumbers = unsortedStems.map { stem in stem.withUnsafeBufferPointer { stemTable.intern($0) } }
    let members = Grouped(
      Array(unsortedForms.indices), by: stemNumbers.map { UInt32($0) }, groups: stemTable.count)
    let distinctStems = (0..<stemTable.count).map { Array(stemTable[$0]) }
    let stemOrder = UTF16Order.order(of: distinctStems)
    stems = stemOrder.map { distinctStems[$0] }

    var order: [Int] = []
    var formRanges: [Range<Int>] = []
    for stem in stemOrder {
      let start = order.count
      order += members[stem].sorted { UTF16Order.areInOrder(unsortedForms[$0], unsortedForms[$1]) }
      formRanges.append(start..<order.count)
    }
    forms = order.map { unsortedForms[$0] }
    self.formRanges = formRanges

    var rank = [Int](repeating: 0, count: order.count)
    for (index, number) in order.enumerated() { rank[number] = index }
    numbersInRuns = distinctNumbers.map { numbers in
      var numbersInRun = [UInt32](repeating: Self.absent, count: rank.count)
      for (local, number) in numbers.enumerated() { numbersInRun[rank[number]] = UInt32(local) }
      return numbersInRun
    }
  }

  /// Returns the number of a form in a run's own table, or `nil` if the run doesn't have it.
  func number(of form: Int, inRun run: Int) -> Int? {
    let number = numbersInRuns[run][form]
    return number == Self.absent ? nil : Int(number)
  }
}

/// The stems of one shard of the lexicon, with the English forms that were added to them.
struct LexiconPart: Sendable {
  let lexicon: Lexicon
  /// The ordinals of the stems.
  let stems: Range<Int>
  /// The forms added to each of ``stems``.
  let addedForms: [[[UInt8]]]

  init(_ lexicon: Lexicon, _ stems: Range<Int>, language: String) {
    self.lexicon = lexicon
    self.stems = stems
    guard let vocabulary = EnglishVocabulary.of(language) else {
      addedForms = stems.map { _ in [] }
      return
    }
    let stemmer = Stemmer(language: language)
    addedForms = stems.map { stem in
      let occurring = lexicon.forms[lexicon.formRanges[stem]]
      var forms = Inflections.forms(of: lexicon.stems[stem], occurring: occurring, stemmer)
      for index in vocabulary.indexesByStem[lexicon.stems[stem], default: []] {
        let word = vocabulary.words[index]
        if !occurring.contains(word) && !forms.contains(word) { forms.append(word) }
      }
      return forms
    }
  }

  /// The number of times that each ending is needed.
  var endingCounts: [Ending: Int] {
    var counts: [Ending: Int] = [:]
    forEachForm { form, stem in counts[Ending(of: form, stem: stem), default: 0] += 1 }
    return counts
  }

  /// Calls a closure with each form, occurring or added, and its stem.
  func forEachForm(_ body: (_ form: [UInt8], _ stem: [UInt8]) -> Void) {
    for (stem, added) in zip(stems, addedForms) {
      for form in lexicon.forms[lexicon.formRanges[stem]] { body(form, lexicon.stems[stem]) }
      for form in added { body(form, lexicon.stems[stem]) }
    }
  }

  /// Appends the entries of the shard as parallel texts, which compress better than a single one: the lengths
  /// of the prefixes that stems share with the preceding stem, the rests of the stems, the orders of
  /// magnitude of their record counts, the endings of forms that occur, and the endings of added forms.
  func append(to script: inout ScriptText, _ codes: EndingCodes, recordCounts: [Int]) {
    var stems = FrontCoding()
    var magnitudes: [UInt8] = []
    var occurring: [UInt8] = []
    var added: [UInt8] = []
    for (ordinal, addedForms) in zip(self.stems, addedForms) {
      let stem = lexicon.stems[ordinal]
      stems.append(stem)
      magnitudes.append(NumberText.digit(Self.magnitude(recordCounts[ordinal])))
      for form in lexicon.forms[lexicon.formRanges[ordinal]] {
        codes.append(Ending(of: form, stem: stem), to: &occurring)
      }
      for form in addedForms { codes.append(Ending(of: form, stem: stem), to: &added) }
      occurring.append(UInt8(ascii: ";"))
      added.append(UInt8(ascii: ";"))
    }
    for text in [stems.shared, stems.rests, magnitudes, occurring, added] {
      script.appendString(text)
      script.append(",")
    }
  }

  /// Returns the number of binary digits of a count.
  private static func magnitude(_ count: Int) -> Int {
    Int.bitWidth - count.leadingZeroBitCount
  }
}

/// Writes the lexicon: for each stem, the forms that occur and those that were added; other English words
/// that could be mistaken for misspellings; and words that are related to a stem.
///
/// The client looks for a form in the shard whose range of stems includes the form. If that isn't the shard
/// of the form's stem, the form is also written there, as an alias.
struct LexiconShards: Sendable {
  /// The maximum number of stems in a shard.
  static let stemLimit = 640

  /// The number of forms from which all English words are written without testing each.
  ///
  /// In such a large lexicon, there are only a few of them in each of its many shards.
  private static let largeLexicon = 30_000

  let plan: ShardPlan
  /// The related words in the handbook of each word that has any.
  let relations: [[UInt8]: [WordRelations.Relation]]
  /// The endings that have a one-character code.
  let endings: [Ending]

  /// A form whose own shard isn't that of its stem.
  private struct Alias: Sendable {
    /// The form's own shard.
    var shard: Int
    var form: [UInt8]
    var stem: [UInt8]
  }

  /// - Parameter recordCounts: The approximate number of records in which each stem occurs.
  init(_ lexicon: Lexicon, recordCounts: [Int], language: String) {
    let ranges = ShardFamily.ranges(ofWeights: lexicon.stems.map { _ in 1 }, limit: Self.stemLimit)
    let bounds = ranges.map { lexicon.stems[$0.lowerBound] }
    let parts = ranges.concurrentMap { LexiconPart(lexicon, $0, language: language) }
    let codes = EndingCodes(of: parts.concurrentMap(\.endingCounts))

    let strays = Array(parts.indices).concurrentMap { Self.aliases(of: parts[$0], inShard: $0, bounds) }
    let aliases = Dictionary(grouping: strays.joined(), by: \.shard)

    let vocabulary = EnglishVocabulary.of(language)
    let relations = vocabulary.map { WordRelations(to: lexicon.stems, $0).byWord } ?? [:]
    self.relations = relations
    let relatedWords = Self.byShard(relations.keys.map(\.self), bounds)
    let otherWords = Self.byShard(vocabulary.map { Self.otherWords(of: $0, than: lexicon) } ?? [], bounds)

    plan = ShardPlan("lexicon", ranges, bounds: bounds) { script, shard in
      parts[shard].append(to: &script, codes, recordCounts: recordCounts)
      var text: [UInt8] = []
      for alias in aliases[shard, default: []] {
        text += alias.form + [UInt8(ascii: ">")] + alias.stem + [UInt8(ascii: ";")]
      }
      script.appendString(text)
      var words = FrontCoding()
      for word in otherWords[shard, default: []] { words.append(word) }
      script.append(",")
      script.appendString(words.shared)
      script.append(",")
      script.appendString(words.rests)
      script.append(",")
      script.appendString(Self.text(of: relatedWords[shard, default: []], relations))
    }
    endings = codes.endings
  }

  /// Returns the words of a vocabulary that don't share a stem with any form but that the client could
  /// mistake for a form.
  private static func otherWords(of vocabulary: EnglishVocabulary, than lexicon: Lexicon) -> [[UInt8]] {
    var isForm = [Bool](repeating: false, count: vocabulary.words.count)
    for stem in lexicon.stems {
      for index in vocabulary.indexesByStem[stem, default: []] { isForm[index] = true }
    }
    let others = vocabulary.words.indices.filter { !isForm[$0] }
    guard lexicon.forms.count < largeLexicon else { return others.map { vocabulary.words[$0] } }
    let reach = SpellingReach(of: lexicon.forms)
    return evenRanges(of: others.count, in: 16).concurrentMap { range in
      others[range].map { vocabulary.words[$0] }.filter(reach.contains)
    }.flatMap(\.self)
  }

  /// Groups words by their shards.
  private static func byShard(_ words: [[UInt8]], _ bounds: [[UInt8]]) -> [Int: [[UInt8]]] {
    guard !bounds.isEmpty else { return [:] }
    return Dictionary(grouping: words, by: { home(of: $0, bounds) }).mapValues { words in
      UTF16Order.order(of: words).map { words[$0] }
    }
  }

  /// Returns each word with `>` and its stems, each of them after a digit for the kind of relation.
  private static func text(of words: [[UInt8]], _ relations: [[UInt8]: [WordRelations.Relation]]) -> [UInt8] {
    var text: [UInt8] = []
    for word in words {
      text += word
      var separator = UInt8(ascii: ">")
      for relation in relations[word, default: []] {
        text.append(separator)
        text.append(UInt8(ascii: "0") + relation.kind.rawValue)
        text += relation.stem
        separator = UInt8(ascii: " ")
      }
      text.append(UInt8(ascii: ";"))
    }
    return text
  }

  private static func aliases(
    of part: LexiconPart, inShard shard: Int, _ bounds: [[UInt8]]
  ) -> [Alias] {
    var aliases: [Alias] = []
    part.forEachForm { form, stem in
      let isBefore = shard > 0 && UTF16Order.areInOrder(form, bounds[shard])
      let isAfter = shard + 1 < bounds.count && !UTF16Order.areInOrder(form, bounds[shard + 1])
      guard isBefore || isAfter else { return }
      aliases.append(Alias(shard: home(of: form, bounds), form: form, stem: stem))
    }
    return aliases
  }

  /// Returns the shard whose range includes a form.
  private static func home(of form: [UInt8], _ bounds: [[UInt8]]) -> Int {
    max(0, bounds.partitioningIndex { UTF16Order.areInOrder(form, $0) } - 1)
  }
}

extension Array {
  /// Returns the first index from which all elements satisfy a condition.
  fileprivate func partitioningIndex(where isInSecondPart: (Element) -> Bool) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = isInSecondPart(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}

/// Inflected forms of English words, generated by rules, so that a reader who types a form that isn't in any
/// record finds the others.
///
/// A form is added only if the stemmer reduces it to the stem of the word that it was generated from. A wrong
/// guess is thus a form that nobody types, never a wrong match.
enum Inflections {
  /// Returns the forms of a stem that don't occur in the records.
  ///
  /// - Parameter occurring: The forms with this stem that occur in the records.
  static func forms(of stem: [UInt8], occurring: ArraySlice<[UInt8]>, _ stemmer: Stemmer) -> [[UInt8]] {
    guard stem.count >= 3, stem.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return [] }
    let base = base(of: stem, occurring: occurring)
    var forms: [[UInt8]] = []
    for form in [base] + inflections(of: base)
    where !occurring.contains(form) && !forms.contains(form) && stemmer.stem(of: form) == stem {
      forms.append(form)
    }
    return forms
  }

  /// Returns the dictionary form: one that occurs, or else the one that the shortest form suggests.
  private static func base(of stem: [UInt8], occurring: ArraySlice<[UInt8]>) -> [UInt8] {
    let withE = adding("e", to: stem)
    if occurring.contains(stem) { return stem }
    if occurring.contains(withE) { return withE }
    guard let shortest = occurring.min(by: { $0.count < $1.count }) else { return stem }
    for ending in ["ing", "ed"] where ends(shortest, with: ending) {
      let root = Array(shortest.dropLast(ending.utf8.count))
      if root.dropLast() == stem[...] { return stem }
      return lostAnE(root) ? adding("e", to: root) : root
    }
    if ends(shortest, with: "ies") { return adding("y", to: shortest.dropLast(3)) }
    let isPlural = ends(shortest, with: "s") && !ends(shortest, with: "ss")
    return isPlural ? Array(shortest.dropLast()) : shortest
  }

  /// Returns whether a word that lost -ed or -ing probably lost an -e with it: `motivat`, `organiz`.
  private static func lostAnE(_ root: [UInt8]) -> Bool {
    ["at", "iz", "us", "as", "os", "ar", "c", "g", "v", "u", "bl"].contains { ends(root, with: $0) }
  }

  /// Returns the forms of a word that end in -s, -ed, -ing, and -er.
  private static func inflections(of base: [UInt8]) -> [[UInt8]] {
    var plural = adding("s", to: base)
    var beforeE = base[...]
    var beforeI = base[...]
    if base.last == UInt8(ascii: "e") {
      beforeE = base.dropLast()
      beforeI = beforeE
    } else if base.last == UInt8(ascii: "y"), !isVowel(base[base.count - 2]) {
      beforeE = adding("i", to: base.dropLast())[...]
      plural = adding("es", to: beforeE)
    } else if ["s", "x", "z", "ch", "sh"].contains(where: { ends(base, with: $0) }) {
      plural = adding("es", to: base)
    } else if doublesLastLetter(base) {
      beforeE = (base + base.suffix(1))[...]
      beforeI = beforeE
    }
    return [plural, adding("ed", to: beforeE), adding("ing", to: beforeI), adding("er", to: beforeE)]
  }

  /// Returns whether a word has a single vowel letter, followed by a single final consonant: `plan`, but not
  /// `refer`.
  private static func doublesLastLetter(_ word: [UInt8]) -> Bool {
    guard let last = word.last, !isVowel(last), !"wxy".utf8.contains(last) else { return false }
    return isVowel(word[word.count - 2]) && word.count { isVowel($0) } == 1
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    "aeiou".utf8.contains(letter)
  }

  private static func adding(_ ending: String, to word: some Sequence<UInt8>) -> [UInt8] {
    Array(word) + Array(ending.utf8)
  }

  private static func ends(_ word: [UInt8], with ending: String) -> Bool {
    word.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }
}

/// The difference between a form and its stem: what is dropped from the stem's end, and what is appended.
struct Ending: Hashable, Sendable {
  /// The number of UTF-16 code units that are dropped.
  let dropped: Int
  let suffix: [UInt8]

  init(of form: [UInt8], stem: [UInt8]) {
    let shared = UTF16Order.sharedPrefix(form, stem)
    dropped = UTF16Order.length(of: stem[shared...])
    suffix = Array(form[shared...])
  }

  /// The text that the client reads: a digit of ``NumberText`` and the suffix.
  ///
  /// A stem has at most ``Tokenizer/longestWord`` code units, or twice as many if all are surrogates.
  var text: [UInt8] { [NumberText.digit(min(dropped, 63))] + suffix }
}

/// One-character codes for the most common endings.
struct EndingCodes: Sendable {
  /// The endings that have a code, the most common first.
  ///
  /// Their codes are the digits of ``NumberText`` in order.
  let endings: [Ending]

  private let codes: [Ending: UInt8]

  /// - Parameter partialCounts: How often each ending is needed, in parts that are added up.
  init(of partialCounts: [[Ending: Int]]) {
    let counts = partialCounts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    let byFrequency = counts.sorted { left, right in
      left.value == right.value
        ? left.key.text.lexicographicallyPrecedes(right.key.text) : left.value > right.value
    }
    endings = byFrequency.prefix(64).map(\.key)
    codes = Dictionary(uniqueKeysWithValues: zip(endings, (0..<64).map(NumberText.digit)))
  }

  /// Appends the code of an ending.
  ///
  /// An ending without a code is written in parentheses.
  func append(_ ending: Ending, to text: inout [UInt8]) {
    if let code = codes[ending] {
      text.append(code)
    } else {
      text += [UInt8(ascii: "(")] + ending.text + [UInt8(ascii: ")")]
    }
  }
}
