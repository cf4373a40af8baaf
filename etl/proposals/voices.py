"""Propose who says so, and the publication that a document names as the origin of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.proposals.candidates import Candidate
from etl.proposals.context import Context
from etl.proposals.known import Known
from etl.vocabulary import NOT_STATED

_SAYS = (
    r"(?:says?|said|reports?|reported|finds?|found|estimates?|estimated|acknowledged|acknowledges|concludes?|concluded|"
    r"documented|claims?|claimed|warns?|warned|shows?|showed|states|stated|notes|noted|revealed|recorded|points? (?:to|out)|"
    r"promoted|argues?|argued|believes?|puts?|counts?|counted|calculates?|calculated)"
)
_ENDS = rf"(?=[,.;:)]| {_SAYS}\b|$)"
_ACCORDING = re.compile(rf"\b[Aa]ccording to (.+?){_ENDS}")
_WORKS = (
    r"(?:investigation|study|report|research|survey|analysis|data|figures|review|article|statement|brief)"
)
_BY = re.compile(rf"\b{_WORKS}\b[^.;]{{0,40}}?\b(?:by|from|of) (.+?){_ENDS}")
_SPEAKER = re.compile(
    rf"(?:^|[,;:.”\"] |\b(?:and|that|while|but|as) )((?:[\w.’'-]+ ){{1,7}}?)(?:also |had |has |have )?{_SAYS}\b(?! {_SAYS}\b)"
)
_SAID_BEFORE = re.compile(rf"[”\"] ?{_SAYS} (.+?){_ENDS}")
_OF_A_WORK = re.compile(
    rf"^(?:a|an|the|its|another|this) (?:recent |new |\d{{4}} )?(?:(.+?)(?:['’]s?)? )?{_WORKS}(?: .*? by (.+)| by (.+))?$"
)
_NAME = re.compile(r"[A-Z][\w’&-]*(?: (?:(?:of the|of|for|on|in|and) )?[A-Z][\w’&-]*)*")
_CREDITED = re.compile(rf"(?:the )?{_NAME.pattern}")
_BODY = re.compile(
    r"\b(?:Commission|International|Project|Union|Institute|Office|Council|Rapporteur|Watch|Organi[sz]ations?|Department|"
    r"Agency|Ministry|Government|University|Committee|Alliance|Centre|Center|Court|Bureau|Foundation|Association|Fund|"
    r"Programme|[A-Z]{3,6})\b"
)
_CARRIER = re.compile(
    r"\b(?:in|by) (?:the |a |an )?((?:[A-Z][\w’'&-]*)(?: (?:(?:of|for|on|the|in|and|to) )*[A-Z][\w’'&-]*)+)"
)
_PUBLISHED = re.compile(r"\b(?:published|study|report|article|review|paper)\b", re.IGNORECASE)
_TITLED = re.compile(r"[“\"]([A-Z][^”\"]{8,90})[”\"]")
_MOST_WORDS = 8
_LONGEST = 200  # characters of a name
_LINES_OF_A_QUOTATION = 3
_NOBODY = frozenset(
    "he she it they we i this that these those which who statistics evidence there to not be been although".split()
)
_BEGINNING = re.compile(
    r"^(?:The|In|On|At|By|For|From|With|According|As|But|And|Of|A|An|Since|While) (?:the )?"
)
_ARTICLES = ("the", "a", "an")


def attributions(context: Context, known: Known) -> Iterator[Candidate]:
    """Who says so by the sentence, the earlier rows and the sentence before; 'not stated' where nobody does."""
    earlier = _earlier_names(known)
    inside = list(_speakers(context.sentence, context))
    for said, whole in inside:
        yield Candidate(whole, f"the sentence says “{said}”")
    for row in known.above(context)[:1]:
        yield Candidate(row["attribution"], f"as in the row above, {row['figure_id']}")
    for name in _named(context.sentence, earlier):
        yield Candidate(name, "an earlier row names it, and so does the sentence")
    for name in _bodies(context.sentence):
        yield Candidate(name, f"the sentence names “{name}”")
    for name in _introduced(context):
        yield Candidate(name, f"the words stand below “{name} …:”")
    yield Candidate(NOT_STATED, "the sentence names nobody else" if inside else "the sentence names nobody")
    before = context.text[context.paragraph_span[0] : context.sentence_span[0]]
    for said, whole in reversed(list(_speakers(before, context))):
        yield Candidate(whole, f"the sentence before says “{said}”")
    for name in _named(context.paragraph, earlier):
        yield Candidate(name, "an earlier row names it, and so does the paragraph")
    for name in _bodies(context.paragraph):
        yield Candidate(name, f"the paragraph names “{name}”")


def originals(context: Context, known: Known) -> Iterator[Candidate]:
    """Titles of publications near the phrase; none where the text names none."""
    earlier = dict.fromkeys(row.get("original", "") for row in known.figures)
    for title in filter(None, earlier):
        if title in context.paragraph:
            yield Candidate(title, "an earlier row names it, and so does the paragraph")
    for where, text in (("sentence", context.sentence), ("paragraph", context.paragraph)):
        if where == "paragraph":
            yield Candidate("", "the sentence names no publication")
        if not _PUBLISHED.search(text):
            continue
        for match in [*_CARRIER.finditer(text), *_TITLED.finditer(text)]:
            title = " ".join(match[1].split()[:_MOST_WORDS])
            yield Candidate(title, f"the {where} says “{title}”")


def _speakers(text: str, context: Context) -> Iterator[tuple[str, str]]:
    """Whom a text credits, as written there and with the whole name that the document gives."""
    for pattern in (_ACCORDING, _BY, _SAID_BEFORE, _SPEAKER):
        for match in pattern.finditer(text):
            said = " ".join(match[1][:_LONGEST].split()).rstrip(".")
            who = _author(said, context)
            words = [word.lower() for word in who.split() if word.lower() not in _ARTICLES]
            if 0 < len(words) <= _MOST_WORDS and not {words[0], words[-1]} & _NOBODY:
                yield said, _whole_name(_with_small_article(who), context.around)


def _author(said: str, context: Context) -> str:
    """Whose work a work is: 'a report by the Commission' is the Commission's, and so is 'the report' further on."""
    work = _OF_A_WORK.match(said[:1].lower() + said[1:])
    if not work:
        return said
    author = work[3] or work[2] or ""
    if not author and work[1] and _NAME.fullmatch(work[1]):
        author = work[1]
    if not author:
        earlier = [match[1] for match in _BY.finditer(context.above)]
        author = earlier[-1] if earlier else ""
    named = _CREDITED.match(author)
    return named[0] if named else author or said


def _with_small_article(said: str) -> str:
    first, _, rest = said.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in _ARTICLES and rest else said


def _whole_name(said: str, text: str) -> str:
    """The longer name that the text gives for a short one: the Commission, the Global Commission on Drug Policy."""
    short = said.removeprefix("the ")
    if short == said or not _NAME.fullmatch(short):
        return said
    names = (name for name in _NAME.findall(text) if " and " not in name)
    longer = [name for name in names if name != short and short in name.split()]
    return f"the {longer[0].removeprefix('The ')}" if longer else said


def _bodies(text: str) -> Iterator[str]:
    """Names of organisations."""
    for match in _NAME.finditer(text):
        name = _BEGINNING.sub("", match[0])
        if _BODY.search(name) and len(name.split()) <= _MOST_WORDS:
            article = text[: match.start()].rstrip().lower().endswith("the") or match[0] != name
            yield f"the {name}" if article else name


def _introduced(context: Context) -> Iterator[str]:
    """Whoever is named last in the line that introduces a quotation, ending in a colon, just above."""
    above = [line.strip() for line in context.above.split("\n")[:-1] if line.strip()]
    for line in reversed(above[-_LINES_OF_A_QUOTATION:]):
        if line.endswith(":"):
            speakers = [match[1].strip() for match in _SPEAKER.finditer(line)]
            yield from (name for said in reversed(speakers) for name in _NAME.findall(said)[-1:])


def _earlier_names(known: Known) -> list[str]:
    names = dict.fromkeys(row["attribution"] for row in known.figures)
    return [name for name in names if name not in ("", NOT_STATED)]


def _named(text: str, names: Sequence[str]) -> Iterator[str]:
    """Earlier names whose capitalised words all stand in the text."""
    for name in names:
        words = [word for word in re.findall(r"[\w’'-]+", name) if word[0].isupper()]
        if words and all(re.search(rf"\b{re.escape(word)}\b", text) for word in words):
            yield name
