/// Words that say little about what a query is about.
///
/// All are as ``Tokenizer`` cuts them.
enum FunctionWords {
  /// Words that say nothing: a query that has others is searched without them.
  static func words(of language: String) -> [String] {
    isEnglish(language) ? english : []
  }

  /// Words that say little in a handbook for peers, and the scaffolding of a question: "can a client ask me to …".
  ///
  /// They count for less, and a result that has only them is no answer.
  static func lightWords(of language: String) -> [String] {
    isEnglish(language) ? englishLight : []
  }

  /// What readers type when someone may be in danger: words and phrases; a star stands for any ending.
  static func urgentWords(of language: String) -> [String] {
    isEnglish(language) ? englishUrgent : []
  }

  private static func isEnglish(_ language: String) -> Bool {
    language == "en" || language.hasPrefix("en-")
  }

  private static let english = words(
    """
    a about am an and any are arent as at be been being but by can cant cannot could couldnt did didnt do does
    doesnt dont for from get gets getting got had has hasnt have havent he her hers hes him his how i id if ill im in
    into is isnt it its ive lets me my myself of on or our ours out she shes should shouldnt so some than that thats
    the their theirs them then there theres these they theyre theyve this those to too us very was wasnt we were
    weve what whats when where wheres which who whom whos whose why will with wont would wouldnt you your youre
    yours
    """)

  private static let englishLight = words(
    """
    able after again allow allowed also always another anybody anyone anything ask asked asking asks because before
    best bring brought call called client clients code codes come comes day does doing else ethic ethical ethics
    back till today tomorrow tonight yesterday soon later himself herself themselves themself yourself ourselves
    even ever every everyone find first give given gives giving go goes going good handbook happen happens help
    individual individuals just keep keeps know knows let like make makes making may maybe might more most much must
    need needs never new next no nobody not now ok okay old once one only other others over own participant
    participants peer peers people person put really right rule rules same say saying says see seeing serve served
    serving since someone somebody something specialist specialists start still such support supporting supports
    take taken takes taking tell telling tells thing things think time treat try two up use used using want wanted
    wants way week weeks well while without work working works worker yes yet
    """)

  private static let englishUrgent = [
    "suicid*", "kill myself", "kill himself", "kill herself", "kill themselves", "kill themself",
    "killing myself",
    "want to die", "wants to die", "end my life", "end his life", "end her life", "end their life",
    "take my life",
    "hurt myself", "hurt himself", "hurt herself", "hurt themselves", "hurting myself", "hurting himself",
    "hurting herself", "hurting themselves", "harm themselves", "harm myself", "harming themselves",
    "self harm",
    "self injury", "selfharm*", "cutting", "overdos*", "od", "odd on", "naloxone", "narcan", "988", "911",
    "hotline*",
    "crisis line", "lifeline", "emergency", "in danger", "being abused", "being beaten", "being hit",
    "is abusing",
    "abused right now", "abusing right now", "child abuse", "elder abuse", "molest*", "raped", "rape", "gun",
    "knife", "weapon*", "domestic violence", "not safe at home", "going to hurt", "threatened to kill",
  ]

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}

/// What a topic is called in a query: the stems of its title, of its id and of each synonym.
struct TopicNames {
  private let stemmer: Stemmer
  private let functionWords: Set<[UInt8]>

  init(language: String) {
    stemmer = Stemmer(language: language)
    functionWords = Set(FunctionWords.words(of: language).map { Array($0.utf8) })
  }

  /// The names of a topic, each as stems with a space between them.
  ///
  /// Function words are left out of a name with two other words or more, as they are of a query; elsewhere they
  /// stay, as they are written, since "who do I ask" is no name without them.
  func keys(of topic: SearchCorpus.Topic) -> [[UInt8]] {
    ([topic.title, topic.id] + topic.synonyms).compactMap { name in
      let words = Tokenizer.words(of: name)
      let content = words.filter { !functionWords.contains($0) }
      let kept = content.count > 1 ? content : words
      let stems = kept.map { functionWords.contains($0) ? $0 : stemmer.stem(of: $0) }
      return stems.isEmpty ? nil : Array(stems.joined(separator: " ".utf8))
    }
  }
}
