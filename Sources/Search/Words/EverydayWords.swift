/// Everyday words for things that codes and handbooks call by other names.
enum EverydayWords {
  /// The words that people type, and the words in a handbook that have the same meaning or include it.
  static let groups: [(sources: [String], targets: [String])] = text.split(separator: "\n").map { line in
    let halves = line.split(separator: ":").map { $0.split(separator: " ").map(String.init) }
    return (halves[0], halves[1])
  }

  private static let text = """
    husband wife spouse fiance hubby married marriage divorce divorced: spouse husband wife partner marital family romantic
    boyfriend girlfriend lover partner: romantic intimate partner sexual
    ex: romantic prior relationship
    mom mother mum dad father parent parents grandma grandmother grandpa grandfather grandparent: family relative parent
    brother sister sibling aunt uncle niece nephew cousin inlaw: family relative sibling
    son daughter grandchild stepchild custody: child family
    kid kids baby infant toddler teen teens teenager adolescent minor juvenile youth underage: child minor youth
    elder elderly senior seniors: age elder older
    doctor physician nurse psychiatrist prescriber clinician: medical diagnosis provider medication
    therapist therapy counselor counsellor counseling psychologist psychotherapy shrink: therapy counseling diagnosis assess scope
    meds medicine medicines medication pills pill prescription drug dose dosage: medication medical
    suboxone methadone buprenorphine vivitrol moud mat: medication recovery methods
    symptom disease diagnosed bipolar schizophrenia depression anxiety ptsd adhd: diagnosis mental
    hospital hospitalization detox rehab inpatient: treatment
    alcohol beer wine liquor drunk drinking booze vodka whiskey: substance recovery sobriety
    drugs weed marijuana cannabis pot cocaine heroin meth opioids fentanyl stoned high using vape needle withdrawal: substance recovery
    sober clean sobriety relapsed relapse relapsing recurrence: recovery sobriety relapse
    sick ill tired exhausted stressed overwhelmed burned burnt burnout: burnout recovery
    addict addiction alcoholic: substance disorder recovery
    gay lesbian bisexual homosexual queer lgbt lgbtq lgbtqia pansexual: orientation
    trans transgender nonbinary genderqueer cisgender pronouns: gender identity
    black white asian hispanic latino latina latinx brown indigenous native: race ethnicity
    racist racism racial: race ethnicity discriminate
    muslim christian jewish catholic mormon buddhist atheist church mosque temple god jesus bible quran pray prayer praying faith spiritual spirituality: religion beliefs
    republican democrat liberal conservative voting vote election politics: political
    immigrant immigration undocumented refugee foreigner: national origin
    wheelchair deaf blind autistic autism disabled handicapped: disability
    army navy marine military soldier vet: veteran
    felony felon conviction convict record: criminal law
    jail prison incarcerated arrest arrested probation parole crime criminal illegal: law criminal legal
    dui dwi: law substance
    lawyer attorney court judge lawsuit sue subpoena witness: legal law
    police cop cops officer sheriff detective: law authorities
    homeless unhoused shelter apartment rent eviction motel: housing living
    tenant landlord lease roommate housemate: dual landlord living
    boss manager director: supervisor
    coworker colleague teammate staff: coworker
    friend friends friendship buddy pal bestie: friend friendship dual
    neighbor neighbour: dual neighbor
    sponsor sponsee sponsoring: sponsor dual
    babysit babysitting roommates: dual
    present presents cookies cake flowers candy chocolate souvenir clothes charity jewelry birthday christmas holiday: gift
    coffee lunch dinner drinks meal restaurant: gift social
    wedding funeral graduation party barbecue picnic: dual social
    cash money dollars dollar bucks venmo zelle paypal cashapp cigarettes smokes groceries: money loan borrow
    paid pay payment wage profit earn: gain financial benefit money
    guarantee guaranteed guarantees swear vow: promise unwarranted
    obey comply follow lawful: accordance law
    intake intakes evaluate evaluation screening: assess scope
    job employ employment hire fired: hire
    unfair unfairly favoritism: discriminate biases bias
    kickback bribe commission: gain referral
    tip tips tipping: gift
    steal stealing theft thief rob: financial law
    cheat cheating fraud fake forged: accurately misrepresent fraud honest
    liar lie lying: accurately honest promises
    hug hugs hugging touch touching kiss kissing cuddle: intimate physical touch boundaries
    date dating dated romance romantic crush flirt flirting flirty attracted attraction hookup hooking: romantic sexual intimate
    rape raped molest molested assault grope groping: sexual abuse force
    sex sexual sexy sexting nude nudes naked porn pornography: sexual intimate
    hit hitting punch slap beat beating shove shoved violence violent fight fighting restrain: force physical abuse harm
    weapon gun knife shoot shooting stab: harm threat danger
    kill suicide suicidal overdose cutting die dying: harm harming risk suicide
    bully bullying bullied stalk stalking mean insult cuss curse yell yelling scream screaming shout shouting: verbally abuse intimidate harass
    spank neglect neglected molestation: abuse neglected
    secret secrets gossip gossiping rumor rumors: confidentiality privacy
    hipaa roi: confidentiality privacy
    photo photos picture pictures video videos selfie selfies camera recording: privacy confidentiality social media
    text texts texting texted email emails message messages messaging dm call calling phone voicemail: phone text
    facebook instagram snapchat tiktok twitter whatsapp blog internet online website computer: social media technology
    chatgpt ai chatbot: technology
    zoom video telehealth: telehealth technology video
    car ride rides drive driving uber lyft bus transport transportation: ride
    visit visiting visited: home visit
    night weekend weekends late: hours
    dangerous scared afraid unsafe danger threatened: safe danger harm
    notes charting paperwork progress: documentation records notes
    translate translator translation spanish: language interpreter
    boundary boundaries limits: boundaries
    quit quitting leaving resign retire terminate termination goodbye abandon abandoning dump: stop ending services
    class classes course training school college degree ceu ceus: education training
    license licence certificate certification certified credential: certification credentials
    unethical violation violate violating misconduct: complaint ethics discipline
    """
}
