/// Words that carry little of a query's meaning.
///
/// All words have the form that ``Tokenizer`` produces.
enum FunctionWords {
  /// Returns the words without meaning of their own.
  ///
  /// A query with other words is searched without them.
  static func words(of language: String) -> [String] {
    isEnglish(language) ? english : isSpanish(language) ? spanish : []
  }

  /// Returns the words that mean little in a handbook for peers, and those that frame a question: "can a
  /// client ask me to …".
  ///
  /// They have less weight, and a result that matches only these words isn't an answer.
  static func lightWords(of language: String) -> [String] {
    isEnglish(language) ? englishLight : isSpanish(language) ? spanishLight : []
  }

  /// Returns the words and phrases that readers type when someone may be in danger.
  ///
  /// An asterisk matches any ending.
  static func urgentWords(of language: String) -> [String] {
    isEnglish(language) ? englishUrgent : isSpanish(language) ? spanishUrgent : []
  }

  /// Returns the words and phrases of questions about what a word means.
  ///
  /// An asterisk matches any ending.
  static func definitionWords(of language: String) -> [String] {
    isEnglish(language) ? englishDefinition : isSpanish(language) ? spanishDefinition : []
  }

  /// Returns subjects that readers type although a handbook of ethics isn't about them: "sick leave".
  ///
  /// Unless a record has such a phrase, its words find nothing. An asterisk matches any ending.
  static func otherSubjects(of language: String) -> [String] {
    isEnglish(language) ? englishOtherSubjects : []
  }

  private static func isEnglish(_ language: String) -> Bool {
    language == "en" || language.hasPrefix("en-")
  }

  private static func isSpanish(_ language: String) -> Bool {
    language == "es" || language.hasPrefix("es-")
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
    able actually after again allow allowed also always another anybody anyone anything around ask asked
    asking asks back became because become becomes becoming before best between bring brought call called
    client clients code codes come comes day deal define defined definition difference does doing else ethic
    ethical ethics even ever every everyone explain explained explaining explains find fine first give given
    gives giving go goes going gonna good gotta guess guy guys handbook happen happened happening happens
    hello help herself hi himself individual individuals instead issue issues job jobs just keep keeps kind
    know knows later let like look looking looks lot made make makes making may maybe mean meaning means might
    more most much must need needs never new next no nobody not now ok okay old once one only other others
    ourselves over own participant participants peer peers people person please problem problems put question
    questions really right rule rules same say saying says see seeing serve served serving since situation
    situations somebody someone something soon specialist specialists start started starting still stuff such
    support supporting supports suppose supposed sure take taken takes taking talk talked talking talks tell
    telling tells themself themselves thing things think till time today told tomorrow tonight treat tried
    tries trouble try trying two up use used using wanna want wanted wants way week weeks well while wish
    without wonder wondering work worker working works wrong yes yesterday yet yourself
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

  private static let englishDefinition = [
    "what is", "what are", "whats", "what does", "mean", "means", "meaning", "define*", "definition*",
    "difference*", "glossary", "explain*",
  ]

  private static let englishOtherSubjects = phrases(
    """
    401k; airplane ticket*; annual leave; area code; ask for a raise; average height; baby name*; bake bread;
    bank account*; best diet; best phone; best price*; best restaurant*; best shoes; bonus pay; break room; break time;
    bus schedule; business hours; capital of; car insurance; car loan; car rental; car repair; child support;
    christmas idea*; cover letter; credit card*; credit score; crossword; dental insurance; direct deposit;
    directions to; dog food; dog groomer; dogs for adoption; dress code; exchange rate; flu shot;
    football score*; for sale; forgot my password; gas price*; get a promotion; get a raise; gift idea*; hair color;
    health insurance; health plan; holiday hours; holiday pay; holiday schedule; homework help; horoscope;
    hourly pay; hourly rate; hourly wage; how do i get paid; how much do i get paid; how much do peers earn;
    how much do peers make; how to bake; how to cook; interest rate*; iphone; job interview; job opening*;
    job posting*; life insurance; lose weight; lottery number*; lunch break*; make a resume; maternity pay;
    meal prep; minimum wage; mortgage; movie time*; near me; office hours; oil change; opening hours; overtime pay;
    paid holiday*; paid leave; paid vacation; parental leave; parking permit; parking space*; party idea*;
    paternity leave; pay increase; pay raise; pay rate; pay scale; pay stub; pension plan; per hour; phone repair;
    plane ticket*; polling place; printer; pto; recipe*; registry lookup; rent a car; reset my password;
    retirement benefit*; retirement plan; running shoes; salary; school calendar; showtimes; sick day polic*;
    sick leave; sick pay; sick time; side effects of; song lyrics; starting pay; stimulus check; stock market;
    store hours; tax deadline; tax refund; tax return; tech support; time zone; train schedule; translate hello;
    tv show*; unemployment benefit*; uniform policy; used cars; vacation day*; vacation time; video game*;
    voter registration; wages; weather; what time is it; where can i vote; where do i vote; where is the bathroom;
    wifi; workers comp; write a resume; zip code
    """)

  private static let spanishDefinition = [
    "que es", "que son", "que significa", "que quiere decir", "significado", "define*", "definicion*",
    "diferencia*", "glosario", "explica*",
  ]

  /// The Spanish function words, without accents, because the tokenizer removes them.
  private static let spanish = words(
    """
    a al algo ante aquel aquella aquellas aquellos asi aun aunque cada como con contra cual cuales cuando cuanto cuya
    cuyas cuyo cuyos de del desde donde dos e el ella ellas ello ellos en entre era eran eres es esa esas ese eso esos
    esta estaba estan estar estas este esto estos estoy fue fueron ha habia han has hasta hay he la las le les lo los mas
    me mi mis mucho muy ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco
    por porque que quien quienes se sea sean ser si sin sobre son soy su sus suya suyo tal tambien tan te tener tengo ti
    tiene tienen tu tus un una unas uno unos usted ustedes y ya yo
    """)

  private static let spanishLight = words(
    """
    ahora alguien alguna algunas alguno algunos antes apoyo ayuda ayudar bien buen buena bueno caso
    cliente clientes codigo codigos companero companeros cosa cosas creo cualquier cuidado debe deben
    deberia debo decir definicion despues dia dias dice dicen diferencia digo dio especialista
    especialistas etica etico eticos explica explicar explicarme hace hacer hago hola hoy ir mejor
    mientras misma mismo momento nada nadie necesita necesito nunca par pares parte participante
    participantes pasa pasar paso permite permitido persona personas pide pido poder podria pregunta
    preguntar preguntas problema problemas puede pueden puedo quiere quiero regla reglas saber se semana
    siempre significa significado situacion tiempo toda todas todo todos trabajar trabajo va ver vez voy
    """)

  private static let spanishUrgent = [
    "suicid*", "matarme", "matarse", "quitarme la vida", "quitarse la vida", "quiero morir", "quiere morir",
    "hacerme dano", "hacerse dano", "lastimarme", "lastimarse", "autolesion*", "cortarme", "cortarse",
    "sobredosis",
    "naloxona", "narcan", "988", "911", "linea de crisis", "emergencia*", "en peligro", "abuso infantil",
    "maltrato infantil", "abusan", "abusando", "violacion", "violaron", "violencia domestica", "pistola",
    "cuchillo",
    "arma", "armas", "amenaza*", "amenazo",
  ]

  /// Returns phrases that are separated by semicolons.
  private static func phrases(_ text: String) -> [String] {
    text.split(separator: ";").map { $0.split { $0 == " " || $0 == "\n" }.joined(separator: " ") }
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}

/// The stems of a name in a query: of a topic's title, its id, or a synonym, or of a term.
struct NameStems {
  private let stemmer: Stemmer
  private let functionWords: Set<[UInt8]>

  init(language: String) {
    stemmer = Stemmer(language: language)
    functionWords = Set(FunctionWords.words(of: language).map { Array($0.utf8) })
  }

  /// Returns the keys of all names of a topic.
  func keys(of topic: SearchCorpus.Topic) -> [[UInt8]] {
    ([topic.title, topic.id] + topic.synonyms).compactMap(key)
  }

  /// Returns the keys of the searches for a topic, except those of a single word, which its record contains.
  func keysOfSearches(of topic: SearchCorpus.Topic) -> [[UInt8]] {
    topic.searches.compactMap(key).filter { $0.contains(UInt8(ascii: " ")) }
  }

  /// Returns the stems of a name, separated by spaces, or `nil` if it has no words.
  ///
  /// Function words are removed from a name that has at least two other words, as they are from a query.
  /// Other names keep them unstemmed, because "who do I ask" isn't a name without them.
  func key(of name: String) -> [UInt8]? {
    let words = Tokenizer.words(of: name)
    let content = words.filter { !functionWords.contains($0) }
    let kept = content.count > 1 ? content : words
    let stems = kept.map { functionWords.contains($0) ? $0 : stemmer.stem(of: $0) }
    return stems.isEmpty ? nil : Array(stems.joined(separator: " ".utf8))
  }
}
