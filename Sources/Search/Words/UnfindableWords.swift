/// The words that find nothing in a handbook: no form of the word is in it, no topic or synonym has that
/// name, and no related word leads to anything.
///
/// The client looks up words in the same way; see ``LexiconShards``.
package struct UnfindableWords {
  private let stemmer: Stemmer
  private let stems: Set<[UInt8]>
  private let related: Set<[UInt8]>
  private let names: Set<[UInt8]>
  private let ignored: Set<[UInt8]>

  /// - Parameter records: All records of the handbook's index.
  package init(in records: [SearchRecord], of corpus: SearchCorpus) {
    let lexicon = Lexicon(of: [TokenizedRecords(records, of: corpus)], language: corpus.language)
    stemmer = Stemmer(language: corpus.language)
    stems = Set(lexicon.stems)
    let vocabulary = EnglishVocabulary.of(corpus.language)
    related = Set(vocabulary.map { WordRelations(to: lexicon.stems, $0).byWord.keys.map(\.self) } ?? [])
    let topicNames = TopicNames(language: corpus.language)
    names = Set(corpus.topics.flatMap(topicNames.keys))
    let words =
      FunctionWords.words(of: corpus.language) + FunctionWords.lightWords(of: corpus.language)
    ignored = Set(words.map { Array($0.utf8) })
  }

  /// Returns whether a search for a word finds nothing.
  ///
  /// A word with a hyphen finds something if each of its parts does.
  package func contains(_ word: String) -> Bool {
    Tokenizer.words(of: word).contains { form in
      let stem = stemmer.stem(of: form)
      return !stems.contains(stem) && !related.contains(form) && !names.contains(stem)
        && !ignored.contains(form)
    }
  }

  /// The ``StockWords`` that find nothing, with their subjects, in order and without repetitions.
  package var stockWords: [(word: String, subject: String)] {
    var seen: Set<String> = []
    return StockWords.subjects.flatMap { subject in
      subject.words.filter { contains($0) && seen.insert($0).inserted }.map { ($0, subject.name) }
    }
  }
}

/// Everyday words that peers may type, by subject.
///
/// `handbook list unfindable` looks up each of them, so that authors see which ones find nothing.
package enum StockWords {
  /// A subject and its words.
  package struct Subject: Sendable {
    package let name: String
    package let words: [String]
  }

  /// All subjects.
  package static let subjects: [Subject] = text.split(separator: "\n").compactMap { line in
    let halves = line.split(separator: ":", maxSplits: 1)
    guard let name = halves.first, let words = halves.last, halves.count == 2 else { return nil }
    return Subject(name: String(name), words: words.split(separator: " ").map(String.init))
  }

  private static let text = """
    family: husband wife spouse partner fiance ex mother mom father dad parent sister brother son daughter child children \
    kid kids baby teenager teen minor cousin uncle aunt nephew niece grandmother grandparent relative family marriage married \
    divorce custody
    other people: friend friendship buddy boyfriend girlfriend lover neighbor roommate landlord tenant boss manager coworker \
    colleague teammate supervisor stranger sponsor sponsee mentor volunteer teacher student customer guest visitor
    love and touch: date dating romance romantic sex sexual kiss hug hugging touch cuddle flirt flirting attraction attracted \
    crush naked pornography sexting
    gifts and money: gift present card money cash loan lend borrow debt pay payment tip bribe kickback donation charity coffee \
    lunch dinner meal cigarettes groceries clothes ticket ride rent bill fee price discount refund buy sell trade barter hire \
    business profit
    contact: phone call text texting message email letter visit home car drive transport bus address night weekend emergency \
    appointment
    technology: computer internet online website facebook instagram twitter tiktok snapchat whatsapp zoom video telehealth \
    photo picture selfie recording camera password chatgpt ai app post posting blog
    health care: doctor nurse psychiatrist psychologist therapist therapy counselor counseling hospital clinic detox rehab \
    treatment medication medicine meds pill prescription dose suboxone methadone naloxone narcan diagnosis diagnose symptom \
    illness disease depression anxiety bipolar schizophrenia trauma ptsd pregnant pregnancy disability wheelchair deaf blind
    alcohol and drugs: alcohol beer wine drunk drinking drink drug drugs weed marijuana cocaine heroin opioid fentanyl meth \
    vape smoking high sober sobriety clean relapse relapsed recovery addict addiction addicted withdrawal overdose needle
    danger and harm: suicide suicidal kill harm hurt self-harm danger dangerous threat threaten weapon gun knife violence \
    violent abuse abused neglect rape assault hit fight bully bullying yell shout stalk stalking scared afraid safe unsafe crisis
    law and police: law legal illegal lawyer attorney court judge police arrest arrested jail prison probation parole felony \
    crime criminal record conviction lawsuit subpoena witness immigration undocumented
    who people are: gay lesbian bisexual queer transgender gender pronouns race racism racist black white hispanic latino \
    indigenous tribe tribal religion religious church christian muslim jewish god pray prayer bible spiritual political politics \
    veteran military homeless poor rich old young elderly senior age language spanish interpreter translate culture
    home and work: housing apartment shelter eviction job work employer employment fired quit resign retire vacation sick tired \
    burnout stress stressed overwhelmed training class school college education certificate certification license renew renewal \
    exam test
    secrets and records: secret private privacy confidential confidentiality gossip rumor tell share story disclose disclosure \
    consent permission release records notes documentation document paperwork chart billing hipaa
    doing right: honest honesty lie lying cheat steal fraud promise guarantee fair unfair respect respectful dignity insult \
    swear curse apologize forgive favor favoritism judge bias prejudice stigma discriminate discrimination harass harassment \
    boundary boundaries mistake
    complaints: complain complaint report reporting grievance appeal discipline sanction suspend revoke violation investigate \
    anonymous board department
    services: goal goals plan choice choices refer referral resource advocate advocacy advice opinion assess assessment intake \
    evaluation case scope competence skills supervision end ending stop terminate termination abandon transfer waitlist group \
    meeting
    """
}
