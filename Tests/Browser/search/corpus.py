"""A small handbook of invented states, with a case for everything that search must do."""

CODES = [
    {
        "abbreviation": "NL",
        "jurisdiction": "Northland",
        "status": "in-force",
        "title": "Northland Peer Code of Ethics",
        "address": "codes/northland.html",
    },
    {
        "abbreviation": "OR",
        "jurisdiction": "Orland",
        "status": "draft",
        "title": "Code of Conduct for Peers",
        "address": "codes/orland.html",
    },
    {
        "abbreviation": "SP",
        "jurisdiction": "Southport",
        "status": "superseded",
        "title": "Southport Standards",
        "address": "codes/southport.html",
    },
    {
        "abbreviation": "ET",
        "jurisdiction": "Eastland",
        "status": "unknown",
        "title": "Eastland Rules",
        "address": "codes/eastland.html",
        "isIncluded": False,
        "source": "https://example.org/eastland",
    },
]

# The last one has no code in the handbook.
JURISDICTIONS = [("NL", "Northland"), ("ET", "Eastland"), ("NW", "New Westland")]

URGENT = "Call 988 now."

TOPICS = [
    ("gifts", "Gifts", ["present", "gift card", "thank-you gift"], 3),
    ("money", "Loans and money", ["lend", "Venmo", "cash"], 1),
    ("confidentiality", "Privacy and confidentiality", ["HIPAA", "release of information", "gossip"], 3),
    ("technology", "Social media and technology", ["Facebook", "friend request", "texting"], 0),
    ("safety", "Danger", ["suicide"], 0),
]

# What readers type when they mean a topic.
SEARCHES = {
    "money": ["spot him twenty", "cash until payday"],
    "safety": ["end it all"],
    "technology": ["spot me online"],
}

# What the page of a topic says that no rule does.
SITUATIONS = {"gifts": "Someone brings theater tickets."}

# Code, id, label, group, lead-in, text, removed text, topics.
PROVISIONS = [
    ("NL", "gifts", "1", "Boundaries", "", "Peers decline gifts of more than token value.", "", "gifts"),
    (
        "NL",
        "loans",
        "2",
        "Boundaries",
        "",
        "Peers neither borrow money from a client nor donate it.",
        "",
        "money",
    ),
    (
        "NL",
        "privacy",
        "3",
        "Trust",
        "",
        "Peers keep confidential what they are told, unless someone may come to harm.",
        "",
        "confidentiality",
    ),
    (
        "NL",
        "stories",
        "4",
        "Trust",
        "",
        "Peers share their own story of recovery in order to inspire hope.",
        "",
        "",
    ),
    ("NL", "café", "5", "Trust", "", "A naïve résumé misleads; credentials are stated as they are.", "", ""),
    (
        "OR",
        "gifts",
        "1",
        "Conduct",
        "Peers and trainees shall:",
        "Not exchange gifts with those they serve.",
        "accept presents of any kind",
        "gifts",
    ),
    (
        "OR",
        "privacy",
        "2",
        "Conduct",
        "Peers and trainees shall:",
        "Protect the privacy of records, as 18.420 RCW requires.",
        "",
        "confidentiality",
    ),
    (
        "OR",
        "respect",
        "(iii)",
        "Conduct",
        "Peers and trainees shall:",
        "Respect the culture, language and faith of each person; organize no service around their own.",
        "",
        "",
    ),
    (
        "OR",
        "supervision",
        "4",
        "Conduct",
        "Peers and trainees shall:",
        "Consult a supervisor about every conflict of interest.",
        "",
        "",
    ),
    ("SP", "gifts", "1", "", "", "A gift is returned with thanks.", "", "gifts"),
    ("SP", "privacy", "2", "", "", "What is said in confidence stays in confidence.", "", "confidentiality"),
    (
        "SP",
        "interest",
        "3",
        "",
        "",
        "An interest in a business that conflicts with the work is declared.",
        "",
        "",
    ),
    ("SP", "romance", "4", "", "", "Romantic relationships with clients end the peer's service.", "", ""),
]

FACTS = [
    ("NL", "Contact", "Northland Board. 360-236-4700.", ["360-236-4700"], ["call phone contact"]),
    ("NL", "Issuer", "Northland Board", [], ["who issued"]),
]

SECTIONS = [
    (
        "lesson",
        "lessons/boundaries.html#why",
        "Why boundaries matter",
        "Boundaries",
        "A boundary protects both people. Gifts, loans and friendship blur it. Ask your supervisor early.",
    ),
    (
        "lesson",
        "lessons/boundaries.html#online",
        "Boundaries on the web",
        "Boundaries",
        "Accounts on social media mix the private with the professional.",
    ),
    ("term", "glossary.html#trainee", "trainee", "Glossary", "Someone who is on the way to a certificate."),
    ("page", "about.html", "About this handbook", "", "This handbook was made up for its tests."),
    ("page", "korean.html", "Other languages", "", "동료는 선물을 받지 않습니다."),
]


def slug(code, provision):
    return {"NL": "northland", "OR": "orland", "SP": "southport"}[code] + ".html#" + provision


def records():
    topics = [topic for topic, *_ in TOPICS]
    codes = [code["abbreviation"] for code in CODES]
    found = []
    for number, code in enumerate(CODES):
        found.append(
            {
                "kind": "code",
                "address": code["address"],
                "title": code["title"],
                "citations": [code["abbreviation"]],
                "text": f"The code of {code['jurisdiction']}.",
                "code": number,
            }
        )
        for abbreviation, title, text, citations, keywords in FACTS:
            if abbreviation == code["abbreviation"]:
                found.append(
                    {
                        "kind": "fact",
                        "address": code["address"],
                        "title": f"{code['jurisdiction']}: {title}",
                        "text": text,
                        "citations": citations,
                        "keywords": keywords,
                        "code": number,
                    }
                )
        for abbreviation, name, label, group, lead_in, text, removed, topic in PROVISIONS:
            if abbreviation != code["abbreviation"]:
                continue
            place = ", ".join(filter(None, [code["jurisdiction"], group, f"item {label}"]))
            found.append(
                {
                    "kind": "provision",
                    "address": "codes/" + slug(abbreviation, name),
                    "title": place,
                    "label": label,
                    "citations": [f"{abbreviation}#{name}"],
                    "context": group,
                    "leadIn": lead_in,
                    "text": text,
                    "removedText": removed,
                    "code": codes.index(abbreviation),
                    "topics": [topics.index(topic)] if topic else [],
                }
            )
    for number, (topic, title, _, _) in enumerate(TOPICS):
        found.append(
            {
                "kind": "topic",
                "address": f"topics/{topic}.html",
                "title": title,
                "text": f"What codes say about {title.lower()}. {SITUATIONS.get(topic, '')}",
                "topics": [number],
            }
        )
    for kind, address, title, context, text in SECTIONS:
        found.append({"kind": kind, "address": address, "title": title, "context": context, "text": text})
    found.append(
        {
            "kind": "citation",
            "address": "citations.html#rcw-18.420",
            "title": "RCW 18.420",
            "citations": ["RCW 18.420", "chapter 18.420 RCW"],
            "text": "Cited by Orland, item 2.",
        }
    )
    return found


def corpus():
    topics = [
        {
            "id": topic,
            "title": title,
            "synonyms": synonyms,
            "searches": SEARCHES.get(topic, []),
            "address": f"topics/{topic}.html",
            "provisionCount": count,
            "urgent": URGENT if topic == "safety" else "",
        }
        for topic, title, synonyms, count in TOPICS
    ]
    codes = [
        {**code, "itemCount": sum(row[0] == code["abbreviation"] for row in PROVISIONS)} for code in CODES
    ]
    jurisdictions = [{"abbreviation": short, "name": name} for short, name in JURISDICTIONS]
    return {"codes": codes, "topics": topics, "jurisdictions": jurisdictions, "records": records()}
