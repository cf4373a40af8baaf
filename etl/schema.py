"""The one schema: every published table, its columns, their types, units and meanings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa

from etl.vocabulary import CERTAINTIES, KINDS, PROBLEM_KINDS, QUALIFIERS, STATUSES

SCHEMA_VERSION = "1"

TEXT, NUMBER, COUNT, DAY = pa.string(), pa.float64(), pa.int32(), pa.date32()
ENCODED = pa.dictionary(pa.int32(), TEXT)


@dataclass(frozen=True, slots=True)
class Column:
    """A published column. ``allowed`` lists fixed codes; ``vocabulary`` names the table that lists them."""

    name: str
    type: pa.DataType
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    vocabulary: str = ""
    unique: bool = False
    repeats: bool = False
    """Its texts repeat so often that in memory a row holds a code; in the file it is plain text."""
    later: bool = False
    """It came after the others: the file that people edit may lack it."""

    @property
    def arrow(self) -> pa.DataType:
        """The type in memory."""
        return ENCODED if self.repeats else self.type


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. ``key`` is the first column unless the table has none."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that the file which people edit has to have."""
        return tuple(column.name for column in self.columns if not column.later)

    @property
    def optional(self) -> tuple[str, ...]:
        """Those that it may lack."""
        return tuple(column.name for column in self.columns if column.later)

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema; columns that must be filled are not nullable."""
        return pa.schema([pa.field(c.name, c.arrow, nullable=not c.required) for c in self.columns])


def _place(what: str) -> tuple[Column, ...]:
    return (
        Column(
            "document",
            TEXT,
            "Document the row was read from (see documents); empty for a figure computed across documents",
        ),
        Column("paragraph", COUNT, "Paragraph of the document, counting non-empty lines from 1"),
        Column("start", COUNT, "0-based character offset of the quote in the document's text"),
        Column("quote", TEXT, f"The words {what} was given in, exactly as written, at most eight"),
    )


NOTE = Column("note", TEXT, "A remark for the reader, in our own words")
STATEMENT = Column(
    "statement", TEXT, "One plain sentence made from the row by rule, with who says so", required=True
)
THEME = Column("theme", TEXT, "Theme of the measure", required=True, vocabulary="themes")
MEASURE = Column("measure", TEXT, "What is measured (see measures)", required=True, vocabulary="measures")
REGION = Column("region", TEXT, "Place the row is about (see regions)", required=True, vocabulary="regions")
REGION_NAME = Column("region_name", TEXT, "Name of that place", required=True)
ATTRIBUTION = Column(
    "attribution",
    TEXT,
    "Who produced it, as the document says; 'not stated' where it does not",
    required=True,
)
INFERRED = Column("inferred", TEXT, "What is not in the words but read from the context: 'column: reason; …'")
PERIOD = Column(
    "period", TEXT, "Period as catalogued (ISO 8601, reduced precision kept); 'not stated'", required=True
)
LOWER = Column("lower", NUMBER, "Smallest value the words allow, in the unit; empty where they state none")
UPPER = Column("upper", NUMBER, "Largest value the words allow, in the unit; empty where they state none")
VALUE = Column("value", NUMBER, "The number the words state, in the unit; empty where they state none")

FIGURES = Table(
    "figures",
    "Figures quoted in the documents, and those computed from them.",
    (
        Column("figure_id", TEXT, "Permanent name of the figure", required=True, unique=True),
        *_place("the figure"),
        MEASURE,
        THEME,
        STATEMENT,
        VALUE,
        LOWER,
        UPPER,
        Column("qualifier", TEXT, "How firmly the words state the number", required=True, allowed=QUALIFIERS),
        Column(
            "unit",
            TEXT,
            "Unit of value, lower and upper; shares are in percent, ratios to one",
            required=True,
            vocabulary="units",
        ),
        Column("kind", TEXT, "Kind of statement; decides how it is drawn", required=True, allowed=KINDS),
        REGION,
        REGION_NAME,
        Column("group", TEXT, "Group of people the figure is about (see groups)", vocabulary="groups"),
        Column("comparison_group", TEXT, "Group it is compared with (see groups)", vocabulary="groups"),
        Column(
            "base",
            TEXT,
            "Out of what, or by which inclusion rule; 'not stated' where the document does not say",
        ),
        Column("period_start", DAY, "First day of the period; empty where open or not stated"),
        Column("period_end", DAY, "Last day of the period; empty where open or not stated"),
        Column(
            "as_of", DAY, "Day the statement speaks from: the period's end, else the document's publication"
        ),
        ATTRIBUTION,
        Column(
            "status",
            TEXT,
            "Reported, derived by a formula, or superseded by a later figure",
            required=True,
            allowed=STATUSES,
        ),
        Column("derived_from", TEXT, "Figures a derived figure is computed from, separated by '; '"),
        Column("formula", TEXT, "The arithmetic of a derived figure, with its numbers"),
        NOTE,
        PERIOD,
        INFERRED,
        Column("superseded_by", TEXT, "Figure or record row that replaces a superseded figure"),
        Column("repeats", COUNT, "How often the same document gives the figure again", required=True),
        Column(
            "original",
            TEXT,
            "Publication that the document names as where the number comes from (a report, journal, survey or "
            "database), its title as the document writes it; empty where it names none",
        ),
    ),
)
_REPEATING = (
    "document", "quote", "measure", "theme", "qualifier", "unit", "kind", "region", "region_name", "group",
    "comparison_group", "base", "attribution", "status", "period",
)  # fmt: skip
FIGURES = replace(
    FIGURES, columns=tuple(replace(c, repeats=True) if c.name in _REPEATING else c for c in FIGURES.columns)
)
PLACES = Table(
    "places",
    "Countries a document names for a fact.",
    (
        Column("place_id", TEXT, "Permanent name of the row", required=True, unique=True),
        *_place("the place"),
        MEASURE,
        THEME,
        STATEMENT,
        REGION,
        REGION_NAME,
        Column("certainty", TEXT, "How sure the document is", required=True, allowed=CERTAINTIES),
        ATTRIBUTION,
        NOTE,
    ),
)
EVENTS = Table(
    "events",
    "Dated facts.",
    (
        Column("event_id", TEXT, "The figure_id of the event", required=True, unique=True),
        *_place("the date"),
        MEASURE,
        THEME,
        STATEMENT,
        REGION,
        REGION_NAME,
        Column("date_start", DAY, "First day the date may mean; empty where open or not stated"),
        Column("date_end", DAY, "Last day the date may mean; empty where open or not stated"),
        PERIOD,
        ATTRIBUTION,
        NOTE,
    ),
)
DOCUMENTS = Table(
    "documents",
    "The source documents, with the coverage of their number phrases.",
    (
        Column("document", TEXT, "Permanent name of the document", required=True, unique=True),
        Column("title", TEXT, "Title as the document gives it", required=True),
        Column("publisher", TEXT, "Who published it", required=True),
        Column("author", TEXT, "Who wrote it; empty where the document does not say"),
        Column("published", DAY, "Day of publication; empty where the document does not say"),
        Column("address", TEXT, "Where it can be read, if known"),
        Column(
            "licence",
            TEXT,
            "Licence or permission; 'not stated' where the document does not say",
            required=True,
        ),
        Column("language", TEXT, "Language of the text (BCP 47)", required=True),
        Column("sha256", TEXT, "SHA-256 of the text file the rows were read from", required=True),
        Column("length", COUNT, "Length of that text in characters", required=True),
        Column("figures", COUNT, "Figures read from it", required=True),
        Column("places", COUNT, "Places read from it", required=True),
        Column("phrases_set_aside", COUNT, "Number phrases set aside with a reason", required=True),
        Column("problems", COUNT, "Points to weigh that its figures have a part in", required=True),
        NOTE,
    ),
)
PROBLEMS = Table(
    "problems",
    "Points to weigh: figures that do not hold together, and figures that are misread when they stand alone.",
    (
        Column("problem_id", TEXT, "Permanent name of the problem", required=True, unique=True),
        Column("check", TEXT, "The check that found it, or 'person'", required=True),
        Column(
            "kind",
            TEXT,
            "'contradiction' where the figures do not hold, together or against the public record; 'context' where "
            "one is misread without what the point says",
            required=True,
            allowed=PROBLEM_KINDS,
        ),
        Column("documents", TEXT, "Documents concerned, separated by '; '", required=True),
        Column("figures", TEXT, "Figures concerned, separated by '; '", required=True),
        Column("record", TEXT, "Rows of the public record that it rests on (see record), separated by '; '"),
        Column("summary", TEXT, "What does not hold, or what to know, in short", required=True),
        Column("printed", TEXT, "What the documents print"),
        Column("computed", TEXT, "What the arithmetic gives"),
        Column("arithmetic", TEXT, "The arithmetic, with its numbers"),
        Column("found_by", TEXT, "A rule or a person", required=True, allowed=("rule", "person")),
        NOTE,
    ),
)
RECORD = Table(
    "record",
    "The public record: figures found outside the documents.",
    (
        Column("record_id", TEXT, "Permanent name of the row", required=True, unique=True),
        MEASURE,
        THEME,
        REGION,
        Column("scope", TEXT, "Part of the place or people it covers, where not all"),
        Column("period_start", DAY, "First day of the period; empty where open or not stated"),
        Column("period_end", DAY, "Last day of the period; empty where open or not stated"),
        PERIOD,
        Column(
            "qualifier", TEXT, "How firmly the source states the number", required=True, allowed=QUALIFIERS
        ),
        VALUE,
        LOWER,
        UPPER,
        Column("unit", TEXT, "Unit of value, lower and upper", required=True, vocabulary="units"),
        Column("publisher", TEXT, "Who published the number", required=True),
        Column("edition", TEXT, "Edition it stands in"),
        Column("page_seen", TEXT, "Page it was seen on"),
        Column(
            "confidence", TEXT, "How sure the reading is", required=True, allowed=("high", "medium", "low")
        ),
        NOTE,
    ),
)
SET_ASIDE = Table(
    "set_aside",
    "Number phrases of the documents that are not figures, each with its reason.",
    (
        *_place("the phrase"),
        Column("reason", TEXT, "Why it is not a figure (see reasons)", required=True, vocabulary="reasons"),
        Column("figure_id", TEXT, "The figure it repeats"),
        NOTE,
    ),
)
CORRECTIONS = Table(
    "corrections",
    "Figures that were changed or withdrawn after they had been published.",
    (
        Column("correction_id", TEXT, "Permanent name of the row", required=True, unique=True),
        Column("figure_id", TEXT, "The figure; it may have been withdrawn", required=True),
        Column("date", DAY, "Day of the correction", required=True),
        Column(
            "columns",
            TEXT,
            "What was changed, separated by '; '; 'withdrawn' of a figure taken away",
            required=True,
        ),
        Column("before", TEXT, "What stood there, as a JSON object by column; a long text is shortened"),
        Column("after", TEXT, "What stands there since, likewise; empty of a figure taken away"),
        Column("reason", TEXT, "Why, in our own words", required=True),
    ),
)
THEMES = Table(
    "themes",
    "Themes, in the order they are shown.",
    (
        Column("theme", TEXT, "Code", required=True, unique=True),
        Column("name", TEXT, "Name", required=True),
        Column("question", TEXT, "The question the theme answers", required=True),
        Column("position", TEXT, "Order of display", required=True),
    ),
)
UNITS = Table(
    "units",
    "Units.",
    (
        Column("unit", TEXT, "Code", required=True, unique=True),
        Column("singular", TEXT, "Name after one", required=True),
        Column("plural", TEXT, "Name after any other number", required=True),
        Column("meaning", TEXT, "What one of it is", required=True),
    ),
)
MEASURES = Table(
    "measures",
    "What is measured, described so that a careless comparison is impossible.",
    (
        Column("measure", TEXT, "Code", required=True, unique=True),
        Column("name", TEXT, "Short name", required=True),
        THEME,
        Column("unit", TEXT, "Unit", required=True, vocabulary="units"),
        Column("kind", TEXT, "Kind of statement", required=True, allowed=KINDS),
        Column("definition", TEXT, "What is counted, out of what, and what is left out", required=True),
        Column("sentence", TEXT, "Template of the statement", required=True),
        Column("change_of", TEXT, "For a change: the measure that changes", vocabulary="measures"),
        Column("composition", TEXT, "'yes' if the groups' shares are parts of one whole", allowed=("yes",)),
        Column(
            "in_force",
            TEXT,
            "'yes' if one value holds at a time, so that a later one supersedes",
            allowed=("yes",),
        ),
        Column(
            "refresh_months",
            TEXT,
            "Months after the newest number's period at which a newer one is to be expected; empty for what does not age",
            later=True,
        ),
    ),
)
REGIONS = Table(
    "regions",
    "Places: ISO 3166-1 alpha-3 countries, UN M49 regions, the world, and no place stated.",
    (
        Column("region", TEXT, "Code", required=True, unique=True),
        Column("name", TEXT, "Name", required=True),
        Column("sentence_name", TEXT, "Name inside a sentence", required=True),
        Column(
            "sort",
            TEXT,
            "What sort of place",
            required=True,
            allowed=("country", "un_region", "world", "not_stated"),
        ),
        Column("parent", TEXT, "The region it lies in", vocabulary="regions"),
        Column("m49", TEXT, "UN M49 code"),
    ),
)
GROUPS = Table(
    "groups",
    "Groups of people.",
    (
        Column("group", TEXT, "Code", required=True, unique=True),
        Column("name", TEXT, "Name", required=True),
        Column("sentence_name", TEXT, "Name inside a sentence", required=True),
        Column("dimension", TEXT, "What the groups divide people by", required=True),
        Column("position", TEXT, "Order of display within the dimension", required=True),
        Column("meaning", TEXT, "Who is in it", required=True),
    ),
)
REASONS = Table(
    "reasons",
    "Why a number phrase is not a figure.",
    (
        Column("reason", TEXT, "Code", required=True, unique=True),
        Column("name", TEXT, "Name", required=True),
        Column("meaning", TEXT, "When it applies", required=True),
    ),
)
HEADLINES = Table(
    "headlines",
    "Figures the overview shows first.",
    (
        Column("figure_id", TEXT, "The figure", required=True, unique=True),
        Column("position", TEXT, "Order of display", required=True),
    ),
)

VOCABULARY: tuple[Table, ...] = (THEMES, UNITS, MEASURES, REGIONS, GROUPS, REASONS, HEADLINES)
TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (FIGURES, PLACES, EVENTS, DOCUMENTS, PROBLEMS, RECORD, SET_ASIDE, CORRECTIONS, *VOCABULARY)
}
