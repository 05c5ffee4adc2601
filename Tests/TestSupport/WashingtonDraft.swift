/// Washington's draft as transcribed by a person: each paragraph and item with all changes accepted, and with
/// all changes rejected.
package enum WashingtonDraft {
  package static let blocks: [(proposed: String, current: String)] = [
    (
      "This code of ethics applies to all Washington state certified peer specialists and peer specialist trainees, guiding their interactions with clients, the client's family members, or other supportive individuals. These guidelines are intended to work in conjunction with the Ethical Practice of Peer Support Services rules found in WAC 246-929-210 and the regulations for the profession found in both 18.420 RCW and 246-929 WAC.",
      "This code of ethics applies to all Washington state certified peer specialists and peer specialist trainees, guiding their interactions with clients, and their family members, or other supportive individuals. These guidelines are intended to work in conjunction with the Ethical Practice of Peer Support Services rules found in WAC 246-929-210 and the regulations for the profession found in both RCW 18.420 and WAC chapter 246-929."
    ),
    (
      "Certified peer specialists and trainees shall provide services with a trauma-informed, person-centered approach. Their methodology should be recovery-oriented and relationship-focused, working only with clients who are voluntarily seeking services.",
      "Certified peer specialists and trainees shall provide services with a trauma-informed, person-centered approach. Their methodology should be recovery-orientated and relationship-focused, working only with clients who are voluntarily seeking services."
    ),
    same(
      "To maintain the highest ethical standards, certified peer specialists and certified peer specialist trainees should:"
    ),
    (
      "Conduct themselves with professional competence and integrity, in a manner that fosters their own recovery.",
      "Maintain high standards of professional competence and integrity, while conducting themselves in a manner that fosters their peer's own recovery."
    ),
    (
      "Respect the client's right to choose their own methods of recovery and advocate for their clients to make their own decisions in all matters, including when interacting with other health care providers.",
      "Respect the individual right to choose their own methods of recovery and advocate for their ir clients to make their own decisions in all matters, including when interacting with other health care providers."
    ),
    (
      "Maintain the privacy and confidentiality of their clients when possible. Threats to harm themselves or others must be shared with appropriate authorities and/or treatment providers.",
      "Maintain the confidentiality of their clients when possible. Threats to harm themselves or others cannot be kept confidential."
    ),
    (
      "Share personal recovery stories and lived experience as a way of inspiring and supporting their clients to enhance their health, wellness, and recovery in a way that is relevant to the client's needs.",
      "Share personal recovery stories and lived experience as a way of inspiring and supporting their clients to enhance their health, wellness, and recovery."
    ),
    (
      "Provide support for their clients holistically through all stages of recovery and meet the clients where they are. Peers have the right to decline meeting a client in an environment where they don't feel safe.",
      "Provide support for their clients through all stages of recovery."
    ),
    same(
      "Support the full integration of individuals into the community of their choice. Individuals have the right to live in the least restrictive and least intrusive environment."
    ),
    (
      "Recognize any personal challenges, barriers, circumstances, biases, behaviors, or conditions that may impact their own ability to provide care for their clients and take appropriate action.",
      "Recognize any personal issues challenges, barriers, circumstances, biases, behaviors, or conditions that may impact their own ability to provide care for their clients and take appropriate action."
    ),
    same(
      "The following guidelines should be followed to maintain professional conduct and clear, ethical boundaries between the peer and their clients:"
    ),
    same(
      "Do not discriminate on the basis of ethnicity, race, gender, sexual orientation, gender identity, gender expression, age, religion, national origin, marital status, veteran status, political belief, disability, or any other preference or personal characteristic, condition, or state."
    ),
    (
      "Respect the beliefs and values of their clients. Do not directly or indirectly impose their own values or beliefs onto the client.",
      "Respect the beliefs and values of their clients. Do not force directly or indirectly impose their own values or beliefs onto the client."
    ),
    (
      "Never intimidate, coerce, threaten, harass, use undue influence, physical force or verbally abuse the clients they support.",
      "Never intimidate, coerce, threaten, harass, use undue influence, physical force or verbally abuse those the clients they support."
    ),
    same("Do not make unwarranted promises of benefits."),
    (
      "Do not take advantage of the peer relationship for personal benefit, material or financial gain. Do not exchange gifts of monetary value. Do not loan, donate, or borrow anything from each other, especially money.",
      "Do not take advantage of the peer relationship for personal benefit, material or financial gain. Do not accept exchange gifts of monetary value. Do not loan, donate, or borrow anything from each other, especially money."
    ),
    (
      "Respect the boundaries of peer work and nNever engage in any sexual or intimate activities with their clients the family members of clients.",
      "Respect the boundaries of peer work and nNever engage in any sexual or intimate activities with their clients for the family members of the clients."
    ),
    same(
      "Do not provide services to individuals or families with whom the peer specialist has had a prior romantic or sexual relationship."
    ),
    same("Do not provide services to their own family members."),
    (
      "Avoid dual relationships with clients when possible. When a dual relationship cannot be avoided, navigate with caution and in consultation with the peer's supervisor, if applicable.",
      "Do not enter into dual relationships or commitments with clients. Do not hire clients for other jobs or offer to provide living accommodations. Avoid dual relationships with clients when possible. When a dual relationship cannot be avoided, navigate with caution and in consultation with the peer's supervisor, if applicable."
    ),
    (
      "Do not perform services outside their area of training, expertise, competence, or scope of practice. Peers may not assess or diagnose the client's mental health or substance use disorder and may not make any medical diagnosis.",
      "Do not perform services outside their area of training, expertise, competence, or scope of practice. Peers may not assess or diagnose the client's mental health or substance abuse use disorder and may not make any medical diagnosis."
    ),
    same(
      "If you have questions or concerns about the practice of peer specialists or information about becoming a peer yourself, please visit the department's webpage at www.doh.wa.gov or call 360-236-4700."
    ),
  ]

  private static func same(_ text: String) -> (proposed: String, current: String) { (text, text) }
}
