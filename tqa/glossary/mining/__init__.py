"""Term mining: from the beads of a bitext to candidates for a glossary.

beads -> sentences.py -> alignment.py -> pairing.py -> candidates.py -> entries.py
         (words, noun    (which word     (phrase       (termhood,       (concepts flagged
          phrases)        translates      pairs,        confidence,      `candidate`)
                          which)          counts)       the best)
"""
