"""Find and read the number phrases of English prose: text in, numbers with their bounds out."""

from etl.phrases.finder import find
from etl.phrases.phrase import Phrase, Reading
from etl.phrases.reader import read

__all__ = ["Phrase", "Reading", "find", "read"]
