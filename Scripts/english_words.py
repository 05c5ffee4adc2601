#!/usr/bin/env python3
"""Writes Sources/Search/Words/EnglishWords.swift from a word list of Debian.

Usage: Scripts/english_words.py /usr/share/dict/american-english

The list is that of the Debian package `wamerican`, which is made from SCOWL. Search uses it for two things: a word in
it is never "corrected" to a word of the handbook, and its forms find the words of the handbook that have the same
stem. Possessives and words with other letters than a to z are left out. The words in ADDED are our own.
"""

import sys
from pathlib import Path

OUTPUT = Path(__file__).resolve().parents[1] / "Sources/Search/Words/EnglishWords.swift"

ADDED = """
ally alot anyways apps autism behaviour behaviours biopsychosocial bipoc bitcoin bluetooth boba burnout byod cafe
cannabis cashapp cbd centre centres ceu ceus chatgpt cisgender cloud colour coloured colours congrats coparent
coparenting covid cpss crypto crowdfunding cyber dating defence deadname deadnaming didnt dms doesnt doin dont doxxing
doula dropbox dui dwi edibles email emailed emailing emails emoji emojis enby esport facetime fafsa favour favourite
favourites fentanyl fifa firefox genderqueer ghosted ghosting gig gmail gofundme goin google googled googling grande
grindr groupchat hacked haha hahaha handoff harbour hardcore hashtag hiv hmm hookah hookup hookups honour honours hotspot
http https hulu humour icloud iconic iep ims indie inpatient instagram insta intersex iphone iphones ipad isnt itunes
kinda kratom labour latinx lebron lgbt lgbtq lgbtqia linkedin lmao lmk livestream livestreaming lol lyft malware mastectomy
medicaid medicare mega meme memes messenger metoo metre metres microaggression microaggressions micro mins moud mpreg
naloxone narcan neighbour neighbourhood neighbours netflix neurodivergent neurodiverse nonbinary nonprofit nonprofits
offence offences olds okay online organisation organisations organise organised organising outpatient outta oud oversharing
oxy oxycodone pansexual paypal paywall pdf photoshop pics pinterest podcast podcasts pokemon pokémon postpartum ptsd
programme programmes queer realise realised recognise recognised reddit remix roi roommate roommates scam sms selfie
selfies sexting skype snapchat snap sober spam spotify ssdi ssi std streaming suboxone subreddit swag taser telehealth
teletherapy texted texting thats theft theres tiktok tinder tmi trans transgender transgendered transphobia transphobic
travelled travelling troll tumblr twink twitter uber unhoused upload usb vape vaped vapes vaping venmo videoconference
vivitrol vlog vlogs voicemail voicemails wellbeing webcam webinar webinars website websites wanna gonna gotta gimme lemme
whatsapp wifi wiki wikipedia wont workaround workplace workplaces xanax xbox yall yelp youre youtube youtuber zelle zoom
zoomed zooming cali philly nola vegas socal norcal indy jersey dakota carolina hampshire rhode mexico puerto rico guam
samoa seattle spokane tacoma portland eugene salem boise phoenix tucson denver austin dallas houston antonio chicago
boston detroit memphis nashville atlanta miami tampa orlando charlotte raleigh richmond baltimore pittsburgh cleveland
columbus cincinnati milwaukee madison minneapolis omaha topeka wichita tulsa norman albany buffalo rochester syracuse
newark trenton camden hartford providence concord montpelier augusta bangor dover annapolis frankfort lexington louisville
jackson jefferson lansing springfield bismarck fargo pierre cheyenne helena billings missoula juneau anchorage honolulu
hilo sacramento oakland fresno diego francisco angeles jose reno carson tempe mesa flagstaff laredo lubbock
shreveport mobile tuscaloosa huntsville birmingham montgomery biloxi gulfport bentonville fayetteville hawaii
alaska arizona iowa kansas maine nevada ohio oregon texas utah vermont wyoming idaho indiana georgia illinois
""".split()

HEADER = '''\
/// The words of `Scripts/english_words.py`, which writes this file.
///
/// From SCOWL (Spell Checker Oriented Word Lists) in the Debian package wamerican:
///
/// Copyright 2000-2011 by Kevin Atkinson
///
/// Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output
/// created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that
/// the above copyright notice appears in all copies and that both that copyright notice and this permission
/// notice appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of
/// this array for any purpose. It is provided "as is" without express or implied warranty.
enum EnglishWords {
  /// The words in order, each as a capital letter, the number of letters that it shares with the one before from
  /// A for 0, and the letters that follow.
  static let text: StaticString = """
'''


def words(path):
    found = set(ADDED)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        found.add(line.lower())
    return sorted(word for word in found if word.isascii() and word.isalpha() and 2 <= len(word) <= 22)


def encoded(words):
    previous = ""
    for word in words:
        shared = 0
        while shared < min(len(word), len(previous), 25) and word[shared] == previous[shared]:
            shared += 1
        yield chr(ord("A") + shared) + word[shared:]
        previous = word


def main():
    text = "".join(encoded(words(sys.argv[1])))
    lines = [f"    {text[start : start + 100]}\\" for start in range(0, len(text), 100)]
    lines[-1] = lines[-1].removesuffix("\\")
    OUTPUT.write_text(HEADER + "\n".join(lines) + '\n    """\n}\n', encoding="utf-8")


main()
