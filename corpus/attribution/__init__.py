"""The grammar of attribution: which words of a sentence say who speaks, and who that is.

`verbs` finds cues and their subjects, `phrases` reads noun phrases that can speak, `speakers`
resolves them to persons and firms of the article, `ownership` cuts the clause each of them owns.
"""
