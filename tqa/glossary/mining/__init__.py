"""Term mining: from texts to candidates for a glossary.

Texts and their translations, by mine.py:

beads -> sentences.py -> alignment.py -> pairing.py -> candidates.py -> sift.py -> entries.py
         (words, noun    (which word     (phrase       (termhood,       (what is   (flagged
          phrases)        translates      pairs,        confidence,      wanted)    `candidate`)
                          which)          counts)       the best)

Texts about the same things, by compare.py:

texts -> sentences.py -> terms.py -> retrieval.py -> candidates.py -> sift.py -> entries.py
                         (of one     (the nearest by
                          language)   dictionary and meaning)
"""
