/// Everyday words for things that codes and handbooks call by other names.
enum EverydayWords {
  /// The words that people type, and the words in a handbook that have the same meaning or include it.
  static let groups: [(sources: [String], targets: [String])] = text.split(separator: "\n").map { line in
    let halves = line.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
    return (halves[0], halves[1])
  }

  private static let text = """
    husband wife spouse fiance hubby: spouse partner family romantic
    married marriage divorce divorced: spouse partner marital family romantic
    boyfriend girlfriend lover partner: romantic intimate partner sexual
    ex: romantic prior
    mom mother mum dad father parent parents grandma grandmother grandpa grandfather grandparent: mother father parent family relative
    brother sister sibling aunt uncle niece nephew cousin inlaw: family relative sibling
    son daughter grandchild stepchild custody: child family
    kid kids baby infant toddler teen teens teenager adolescent minor juvenile youth underage: child minor youth
    elder elderly senior seniors: age elder older
    doctor physician nurse psychiatrist prescriber clinician: medical diagnosis clinician medication
    therapist therapy counselor counsellor counseling psychologist psychotherapy shrink: therapy counseling diagnosis assess scope
    meds medicine medicines medication pills pill prescription drug dose dosage: medication medical
    suboxone methadone buprenorphine vivitrol moud mat: medication methods abstinence
    symptom disease diagnosed bipolar schizophrenia depression anxiety ptsd adhd: diagnosis mental
    hospital hospitalization detox rehab inpatient: treatment
    alcohol beer wine liquor drunk drinking booze vodka whiskey: substance sobriety drinking relapse
    drugs weed marijuana cannabis pot cocaine heroin meth opioids fentanyl stoned high using vape needle withdrawal: substance sobriety relapse
    sober clean sobriety relapsed relapse relapsing recurrence: sobriety relapse abstinence
    sick ill tired exhausted exhausting stressed overwhelmed drained burned burnt burnout: burnout
    addict addiction alcoholic: substance disorder
    gay lesbian bisexual homosexual queer lgbt lgbtq lgbtqia pansexual: orientation
    trans transgender nonbinary genderqueer cisgender pronouns: gender identity
    black white asian hispanic latino latina latinx brown indigenous native: race ethnicity
    racist racism racial: race ethnicity discriminate
    muslim christian jewish catholic mormon buddhist atheist church mosque temple god jesus bible quran pray prayer praying faith spiritual spirituality rabbi pastor priest imam synagogue sermon: religion beliefs
    republican democrat liberal conservative voting vote election politics: political
    immigrant immigration undocumented refugee foreigner: national origin
    wheelchair deaf blind autistic autism disabled handicapped: disability
    army navy marine military soldier vet: veteran
    felony felon conviction convict record: criminal conviction law
    jail prison incarcerated arrest arrested probation parole crime criminal illegal: law criminal legal
    dui dwi: law substance
    ticket fine fined speeding trespass trespassing misdemeanor warrant: law legal
    lawyer attorney court judge lawsuit sue subpoena witness: legal law
    police cop cops officer sheriff detective: law authorities
    homeless unhoused shelter apartment eviction motel: housing
    tenant landlord lease rent room lodging roommate housemate: dual landlord housing
    boss manager director: supervisor
    coworker colleague teammate staff: coworker
    friend friends friendship buddy pal bestie: friend friendship dual
    neighbor neighbour: dual neighbor
    sponsor sponsee sponsoring: sponsor dual
    babysit babysitting roommates: dual
    present presents cookies cake flowers candy chocolate souvenir clothes charity jewelry birthday christmas holiday: gift
    coffee tea snack snacks food breakfast lunch dinner drinks meal restaurant: gift social
    wedding funeral graduation party barbecue picnic: dual social
    cash money dollars dollar bucks venmo zelle paypal cashapp cigarettes smokes groceries: money loan borrow
    paid pay payment wage profit earn bonus: fee gain financial
    guarantee guaranteed guarantees swear vow: promise unwarranted
    obey comply follow lawful: accordance law
    intake intakes evaluate evaluation screening: assess scope
    employ employment hire: hire employee
    unfair unfairly favoritism: discriminate biases bias
    kickback bribe commission: gain referral
    tip tips tipping: gift
    steal stealing theft thief rob: financial law
    cheat cheating fraud fake forged: accurately misrepresent fraud honest
    liar lie lying: accurately honest promises
    hug hugs hugging touch touching kiss kissing cuddle: touch intimate physical
    date dating dated romance romantic crush flirt flirting flirty attracted attraction hookup hooking: romantic sexual intimate
    rape raped molest molested assault grope groping: sexual abuse
    sex sexual sexy sexting nude nudes naked porn pornography: sexual intimate
    hit hitting punch slap beat beating shove shoved violence violent fight fighting restrain: physical abuse harm violence
    weapon gun knife shoot shooting stab: harm threat danger
    kill suicide suicidal overdose cutting die dying: harm harming risk suicide
    bully bullying bullied stalk stalking insult cuss curse yell yelling scream screaming shout shouting: verbally abuse intimidate harass
    angry anger mad furious rage temper: temper yelling intimidate
    tease teasing ridicule mock mocking joke jokes: mocks disrespect stigma
    decision decisions option options: choices choose decide
    hopeless discouraged motivate motivation: hope inspire encourage
    unsure confused confusing stuck: consult
    uncomfortable uneasy creepy nervous: unsafe safe
    newspaper journalist reporter press: confidentiality privacy
    invoice billed overbill overbilled claims: billing fraud documentation
    pregnant pregnancy hiv: condition disability
    poor rich income: socioeconomic
    product products merchandise: selling business gain
    spank neglect neglected molestation: abuse neglected
    secret secrets gossip gossiping rumor rumors overheard eavesdrop snoop leak leaked: confidentiality privacy
    hipaa roi: confidentiality privacy
    photo photos picture pictures video videos selfie selfies camera recording: privacy confidentiality social media
    text texts texting texted email emails message messages messaging dm call calling phone voicemail: phone contact message
    facebook instagram snapchat tiktok twitter whatsapp linkedin youtube reddit discord telegram blog internet online website computer: social media technology
    chatgpt ai chatbot: technology
    zoom video telehealth: telehealth technology video
    car ride rides drive driving uber lyft bus taxi carpool errand errands transport transportation: ride transport
    visit visiting visited: home visit
    night midnight evening weekend weekends late: hours night late
    dangerous scared afraid unsafe danger threatened: safe danger harm
    notes charting paperwork progress: documentation records
    translate translator translation spanish: language interpreter
    quit quitting leaving resign retire terminate termination goodbye abandon abandoning dump: stop ending termination
    class classes course training school college degree ceu ceus: education training
    license licence certificate certification certified credential: certification credentials
    unethical violation violate violating misconduct: complaint discipline violation
    jacket pants shirt jeans socks shoes sneakers boots sweater coat hat gloves mittens scarf dress blouse skirt pajamas hoodie sunglasses purse handbag wallet blanket quilt pillow: clothes gift
    sandwich soup bread chicken burger fries pasta noodles salad tacos casserole steak cheese pastry pastries muffins doughnuts donuts popcorn dessert honey jam fruit vegetables eggs pie brownies hungry mcdonalds: food meal gift
    latte espresso juice smoothie lemonade mocha: coffee gift
    champagne brandy rum gin tequila bourbon margarita cocktail cocktails pub tavern: alcohol drink
    earrings necklace necklaces bracelet bracelets ring rings pendant beads watch diamond locket: jewelry gift
    mug vase toy toys puppy kitten painting doll ornament teddy frame perfume cologne lotion candle ballgame concert tickets: gift
    laptop ipad tablet television tv headphones bike bicycle stereo furniture tools: loan borrow gift
    truck van suv motorcycle motorbike scooter vehicle pickup minivan cab lift: car ride
    supermarket mall store shop shopping pharmacy drugstore walmart costco kroger restaurant diner cafe library playground: store public
    stepson stepdaughter stepmom stepdad stepfather stepmother granddaughter grandson granny nana godson goddaughter godmother godfather inlaws twin: family relative
    scripture worship baptist methodist pentecostal evangelical lutheran hindu sikh pagan wiccan blessing bless sin sinner salvation rosary hijab: religion faith beliefs
    trump biden obama senator president abortion prolife gop protest: politics political beliefs
    crack ecstasy xanax opium lsd mushrooms shrooms psychedelics spice dope percocet oxy oxycodone adderall kratom tweaking tweaker: drugs using substance
    tylenol aspirin zoloft prozac lithium seroquel insulin ibuprofen advil antibiotics painkillers painkiller antidepressant antidepressants ritalin vitamins: medication meds
    pistol rifle shotgun handgun machete bat bullet bullets bomb axe taser blade razor: weapon harm
    punched slapped kicked choked chokes shoved stabbed strangled whipped whips whipping belt smacked smacks pushed: hit hurt abuse
    bruise bruised bruises bleeding wound scar scars welts burns: bruises hurt harm
    sob sobbing sobs weeping tears cried cry tearful: crying
    stupid idiot jerk moron dumb loser: insult rude disrespect
    dentist surgeon pharmacist paramedic optometrist midwife: doctor medical
    sued sues suing lawsuits indicted prosecutor prosecuted bail arraignment plea jury: lawsuit legal law
    burglary robbery robbed larceny shoplifting vandalism possession manslaughter murder murdered trafficking forgery counterfeit loitering: crime criminal law
    trailer hostel condo dorm tent camper basement couch: home housing
    football baseball basketball soccer bowling golf hockey camping hiking karaoke movie movies theater: party social together
    sad lonely anxious despair miserable worthless helpless depressed desperate: hopeless depression
    diabetes asthma cancer hepatitis epilepsy obese obesity dementia alzheimers stroke: disability condition medical
    paralyzed amputee disabilities impaired dyslexia walker cane: disability
    mexican russian chinese arab haitian somali vietnamese korean japanese indian african european cuban filipino irish italian polish foreign accent: national origin ethnicity language
    english french portuguese arabic asl: language interpreter
    mechanic barber hairdresser waiter waitress cashier plumber electrician roofer painter coach teacher nanny babysitter bartender: dual business
    seduce seduced condom topless strip stripper affair fling lust bed makeout: sexual intimate
    gmail yahoo skype google netflix browser website insta ig: online social media technology
    dead death dies died killed: suicide kill harm
    swallowed swallow poison poisoned hang hanging jump jumping bridge noose: suicide overdose harm
    unconscious breathing unresponsive collapsed fainted: overdose emergency
    meltdown tantrum explode exploded: temper angry
    starving starved malnourished unfed filthy filth: neglect abuse
    lady gentleman retiree frail: older elder
    confide confided confides admits admitted confess confessed: secret told confidentiality
    agent agents ice fbi dea marshal sheriff trooper: police authorities
    payback revenge retaliate retaliation: threat harm
    moonlight moonlighting gig freelance contractor hustle: job business
    inmate parolee probationer convict: criminal history record
    """
}

/// The words that find nothing in a handbook: no form of the word is in it, no topic or synonym has that
/// name, and no related word leads to anything.
///
/// The client looks up words in the same way; see ``LexiconShards``.
package struct UnfindableWords: Sendable {
  private let language: String
  /// The stems of all words of the handbook, in ``UTF16Order``.
  private let stems: [[UInt8]]
  private let related: [[UInt8]: [WordRelations.Relation]]
  private let topics: [SearchCorpus.Topic]

  /// - Parameter records: All records of the handbook's index.
  package init(in records: [SearchRecord], of corpus: SearchCorpus) {
    let lexicon = Lexicon(of: [TokenizedRecords(records, of: corpus)], language: corpus.language)
    let vocabulary = EnglishVocabulary.of(corpus.language)
    self.init(
      lexicon.stems, related: vocabulary.map { WordRelations(to: lexicon.stems, $0).byWord } ?? [:],
      of: corpus)
  }

  /// Creates the value from parts of an index, without counting any word again.
  init(_ stems: [[UInt8]], related: [[UInt8]: [WordRelations.Relation]], of corpus: SearchCorpus) {
    self.stems = stems
    self.related = related
    language = corpus.language
    topics = corpus.topics
  }

  /// Returns the words among `words` for which a search finds nothing, in order.
  ///
  /// A word with a hyphen finds something if each of its parts does.
  package func unfindable(among words: [String]) -> [String] {
    let stemmer = Stemmer(language: language)
    let topicNames = NameStems(language: language)
    let names = Set(topics.flatMap(topicNames.keys))
    let ignored = Set(
      (FunctionWords.words(of: language) + FunctionWords.lightWords(of: language)).map { Array($0.utf8) })
    return words.filter { word in
      Tokenizer.words(of: word).contains { form in
        let stem = stemmer.stem(of: form)
        return !hasStem(stem) && related[form] == nil && !names.contains(stem) && !ignored.contains(form)
      }
    }
  }

  private func hasStem(_ stem: [UInt8]) -> Bool {
    var range = stems.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if stems[middle] == stem { return true }
      range =
        UTF16Order.areInOrder(stem, stems[middle])
        ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return false
  }

  /// The subjects of ``StockWords``, each with its words that find nothing, without repetitions.
  ///
  /// The words are English, so a handbook in another language has none.
  package var stockWords: [StockWords.Subject] {
    guard EnglishVocabulary.of(language) != nil else { return [] }
    var seen: Set<String> = []
    return StockWords.subjects.compactMap { subject in
      let words = unfindable(among: subject.words).filter { seen.insert($0).inserted }
      return words.isEmpty ? nil : StockWords.Subject(name: subject.name, words: words)
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
