"""Reads claims in languages of Arabic script: Arabic, Persian (Dari) and Pashto.

All that a language knows is in its file in `data/lexicon`; the code knows two orders of words, "verb-first" and "verb-last".
"""

from reportedly.extract.arabic_script.language import language_of_script
from reportedly.extract.arabic_script.reading import may_tell_in, statements_in

__all__ = ["language_of_script", "may_tell_in", "statements_in"]
