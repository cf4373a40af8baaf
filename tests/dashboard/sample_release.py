"""Write a small invented release that holds every kind and qualifier: what the shipped documents lack is in here."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.schema import TABLES

Row = Mapping[str, Any]

THEMES: list[Row] = [
    {
        "theme": "use_and_supply",
        "name": "Use and supply",
        "question": "How many people use drugs, and how much is made?",
        "position": "1",
    },
    {
        "theme": "prisons",
        "name": "Prisons and sentencing",
        "question": "Who is in prison for drugs, and for how long?",
        "position": "2",
    },
    {
        "theme": "policing",
        "name": "Arrests and policing",
        "question": "Who is stopped, searched and arrested?",
        "position": "3",
    },
    {
        "theme": "killings",
        "name": "Killings and the death penalty",
        "question": "Who is killed in the name of drug control?",
        "position": "4",
    },
    {"theme": "empty", "name": "Reform & <b>more</b>", "question": "What has been changed?", "position": "5"},
]
UNITS: list[Row] = [
    {"unit": code, "singular": one, "plural": many, "meaning": many}
    for code, one, many in [
        ("people", "person", "people"), ("percent", "percent", "percent"), ("times", "time", "times"),
        ("ratio_to_one", "to one", "to one"), ("countries", "country", "countries"), ("seconds", "second", "seconds"),
        ("USD", "US dollar", "US dollars"), ("none", "", ""),
    ]
]  # fmt: skip
REGIONS: list[Row] = [
    {"region": code, "name": name, "sentence_name": sentence, "sort": sort, "parent": parent, "m49": ""}
    for code, name, sentence, sort, parent in [
        ("WORLD", "World", "the world", "world", ""),
        ("NOT-STATED", "Place not stated", "a place not stated", "not_stated", ""),
        ("M49:035", "South-eastern Asia", "South-eastern Asia", "un_region", "WORLD"),
        ("PHL", "Philippines", "the Philippines", "country", "M49:035"),
        ("SGP", "Singapore", "Singapore", "country", "M49:035"),
        ("USA", "United States", "the United States", "country", "WORLD"),
        ("NAM", "Namibia", "Namibia", "country", "WORLD"),
    ]
]
GROUPS: list[Row] = [
    {
        "group": code,
        "name": name[:1].upper() + name[1:],
        "sentence_name": name,
        "dimension": "ethnicity",
        "position": str(position),
        "meaning": name,
    }
    for position, (code, name) in enumerate(
        [
            ("black_people", "Black people"),
            ("white_people", "white people"),
            ("hispanic_people", "Hispanic people"),
        ],
        1,
    )
]
MEASURES: list[Row] = [
    {
        "measure": code, "name": name, "theme": theme, "unit": unit, "kind": kind, "sentence": "{Number}",
        "definition": f"What is counted here: {name}. What is left out: everything else.",
        "composition": "yes" if code == "make_up" else None, "in_force": "yes" if code == "law_ratio" else None,
    }
    for code, name, theme, unit, kind in [
        ("users", "people who used a drug in the past year", "use_and_supply", "people", "count"),
        ("harvest_change", "change in the harvest", "use_and_supply", "percent", "change"),
        ("harvest_rank", "rank of the harvest", "use_and_supply", "none", "rank"),
        ("return", "return on a dollar spent on treatment", "use_and_supply", "USD", "money"),
        ("prison_share", "share of people in prison held for a drug offence", "prisons", "percent", "share"),
        ("make_up", "make-up of people held for a drug offence, by ethnicity", "prisons", "percent", "share"),
        ("law_ratio", "ratio the sentencing law sets between two forms of one drug", "prisons", "ratio_to_one", "ratio"),
        ("young_held", "young people serving long sentences", "prisons", "people", "magnitude"),
        ("freed", "sentences commuted in one day", "prisons", "people", "count"),
        ("arrest_ratio", "how many times as likely to be arrested", "policing", "times", "ratio"),
        ("arrest_every", "time between two arrests", "policing", "seconds", "interval"),
        ("arrests", "arrests a year", "policing", "people", "count"),
        ("killed", "people killed in anti-drug operations", "killings", "people", "count"),
        ("death_penalty", "countries with the death penalty for drug offences", "killings", "countries", "count"),
        ("executions", "executions for drug offences were documented", "killings", "none", "event"),
        ("law_passed", "a law was passed", "prisons", "none", "event"),
    ]
]  # fmt: skip
DOCUMENTS: list[Row] = [
    {
        "document": code, "title": title, "publisher": publisher, "author": None, "published": published, "address": "",
        "licence": "not stated", "language": "en", "sha256": "0" * 64, "length": 1000, "figures": 9, "places": 2,
        "phrases_set_aside": 3, "problems": 1, "note": None,
    }
    for code, title, publisher, published in [
        ("first-report", "A first report on drugs and prisons, with a title long enough to wrap", "First Institute", None),
        ("second-report", "A second report", "Second Institute", date(2020, 5, 1)),
    ]
]  # fmt: skip


def _figure(figure_id: str, measure: str, qualifier: str, value: float | None, lower: float | None, upper: float | None,
            region: str, statement: str, **more: Any) -> Row:  # fmt: skip
    told = next(m for m in MEASURES if m["measure"] == measure)
    period = more.pop("period", ("not stated", None, None))
    row = {
        "figure_id": figure_id, "document": "first-report", "paragraph": 4, "start": 10, "quote": "the words", "measure": measure,
        "theme": told["theme"], "statement": statement, "value": value, "lower": lower, "upper": upper, "qualifier": qualifier,
        "unit": told["unit"], "kind": told["kind"], "region": region,
        "region_name": next(r["name"] for r in REGIONS if r["region"] == region), "group": None, "comparison_group": None,
        "base": "not stated", "period": period[0], "period_start": period[1], "period_end": period[2], "as_of": period[2],
        "attribution": "not stated", "status": "reported", "derived_from": None, "formula": None, "note": None, "inferred": None,
        "superseded_by": None, "repeats": 0,
    }  # fmt: skip
    return {**row, **more}


def year(number: int) -> tuple[str, date, date]:
    """A calendar year as the period's text, first and last day."""
    return str(number), date(number, 1, 1), date(number, 12, 31)


UN = "the UN drugs office"
FIGURES: list[Row] = [
    _figure("users-2003", "users", "approximately", 185e6, None, None, "WORLD", "About 185 million people used a drug in 2003, according to First Institute, which names no source.", quote="an estimated 185 million", period=year(2003)),
    _figure("users-2017", "users", "exact", 271e6, 271e6, 271e6, "WORLD", "271 million people used a drug in 2017, according to First Institute, which names no source.", quote="271 million", period=year(2017)),
    _figure("users-change", "users", "approximately", 86e6, None, None, "WORLD", "About 86 million more people used a drug in 2017 than in 2003, computed from figures given by First Institute.", quote=None, document=None, paragraph=None, start=None, status="derived", derived_from="users-2003; users-2017", formula="271 million − 185 million = 86 million", attribution="", period=("2003..2017", date(2003, 1, 1), date(2017, 12, 31))),
    _figure("harvest-fall", "harvest_change", "exact", -25.0, -25.0, -25.0, "WORLD", "The harvest fell by 25% in 2017, according to First Institute, which names no source.", quote="fell by 25%", period=year(2017)),
    _figure("harvest-jump", "harvest_change", "more_than", 65.0, 65.0, None, "WORLD", "The harvest rose by more than 65% from 2016 to 2017, according to First Institute, which names no source.", quote="more than 65%", period=("2016..2017", date(2016, 1, 1), date(2017, 12, 31))),
    _figure("harvest-slump", "harvest_change", "more_than", -40.0, None, -40.0, "PHL", "The harvest fell by more than 40%, according to First Institute, which names no source.", quote="down more than 40%"),
    _figure("harvest-rank", "harvest_rank", "in_words", None, None, None, "WORLD", "The harvest was the highest since records began, according to First Institute, which names no source.", quote="highest since records began"),
    _figure("return", "return", "range", None, 4.0, 7.0, "NOT-STATED", "A dollar spent on treatment gives $4 to $7 back, according to First Institute, which names no source.", quote="$4 to $7", base="for each $1 spent"),
    _figure("share-world", "prison_share", "approximately", 20.0, None, None, "WORLD", "About 20% of people in prison are held for a drug offence, according to First Institute, which names no source.", quote="Approximately 20%", base="people in prison"),
    _figure("share-us-one", "prison_share", "exact", 20.0, 20.0, 20.0, "USA", "20% of people in US prisons are held for a non-violent drug offence, according to First Institute, which names no source.", quote="One in five", base="people in US prisons"),
    _figure("share-us-two", "prison_share", "almost", 50.0, None, 50.0, "USA", "Almost 50% of people in US federal prisons are held for a drug offence, according to the Attorney General.", quote="Almost half", base="people in US federal prisons", attribution="the Attorney General", document="second-report"),
    _figure("share-killed", "prison_share", "more_than", 84.0, 84.0, None, "PHL", "More than 84% of the people were held, according to First Institute, which names no source.", quote="more than 84%", base="people counted in the year of the count, whoever they were and wherever they lived"),
    _figure("share-small", "prison_share", "less_than", 5.0, None, 5.0, "SGP", "Less than 5% of people in prison were held, according to First Institute, which names no source.", quote="under 5%", base="people in prison"),
    _figure("share-range", "prison_share", "range", None, 10.0, 15.0, "NAM", "10 to 15% of people in prison were held, according to First Institute, which names no source.", quote="10–15%", base="people in prison"),
    _figure("make-up-black", "make_up", "exact", 45.0, 45.0, 45.0, "USA", "45% were Black people, according to First Institute, which names no source.", quote="45 percent", group="black_people", base="people in state prison for a drug offence"),
    _figure("make-up-white", "make_up", "exact", 28.0, 28.0, 28.0, "USA", "28% were white people, according to First Institute, which names no source.", quote="28 percent", group="white_people", base="people in state prison for a drug offence"),
    _figure("make-up-hispanic", "make_up", "exact", 20.0, 20.0, 20.0, "USA", "20% were Hispanic people, according to First Institute, which names no source.", quote="20 percent", group="hispanic_people", base="people in state prison for a drug offence"),
    _figure("law-100", "law_ratio", "exact", 100.0, 100.0, 100.0, "USA", "The law of 1986 set a ratio of 100 to 1, according to First Institute, which names no source.", quote="100:1", status="superseded", superseded_by="law-18", period=("1986..", date(1986, 1, 1), None)),
    _figure("law-18", "law_ratio", "exact", 18.0, 18.0, 18.0, "USA", "The law sets a ratio of 18 to 1, according to a civil-liberties union.", quote="18:1", attribution="a civil-liberties union", document="second-report"),
    _figure("young-held", "young_held", "magnitude", None, None, None, "NAM", "Hundreds of young people serve long sentences, according to a UN rapporteur.", quote="hundreds", attribution="a UN rapporteur"),
    _figure("freed", "freed", "almost", 2500.0, None, 2500.0, "USA", "Almost 2,500 sentences were commuted, according to Second Institute, which names no source.", quote="nearly 2,500", document="second-report", note="The headline calls them pardons.", inferred="region: the document speaks of the US president"),
    _figure("arrest-us", "arrest_ratio", "more_than", 3.0, 3.0, None, "USA", "Black people were more than 3 times as likely to be arrested as white people, according to a civil-liberties union.", quote="over three times", group="black_people", comparison_group="white_people", attribution="a civil-liberties union", period=year(2020)),
    _figure("arrest-world", "arrest_ratio", "almost", 9.0, None, 9.0, "WORLD", "Black people were almost 9 times as likely to be arrested as white people, according to First Institute, which names no source.", quote="almost nine times", group="black_people", comparison_group="white_people"),
    _figure("arrest-half", "arrest_ratio", "exact", 0.5, 0.5, 0.5, "NAM", "One group was 0.5 times as likely to be arrested, according to First Institute, which names no source.", quote="half as likely", group="white_people", comparison_group="black_people"),
    _figure("arrest-every", "arrest_every", "exact", 25.0, 25.0, 25.0, "USA", "Someone is arrested every 25 seconds, according to two rights groups.", quote="every 25 seconds", attribution="two rights groups"),
    _figure("arrests-a-year", "arrests", "approximately", 1_262_304.0, None, None, "USA", "About 1,262,304 arrests a year, computed from figures given by First Institute.", quote=None, document=None, paragraph=None, start=None, status="derived", derived_from="arrest-every", formula="31,557,600 seconds ÷ 25 seconds = 1,262,304", attribution=""),
    _figure("killed-government", "killed", "at_least", 6200.0, 6200.0, None, "PHL", "At least 6,200 people were killed in anti-drug operations in the Philippines since June 2016, according to the government.", quote="at least 6,200", attribution="the government", base="killed by police or people linked to police", period=("2016-06..", date(2016, 6, 1), None)),
    _figure("killed-groups", "killed", "up_to", 30000.0, None, 30000.0, "PHL", "Up to 30,000 people were killed in anti-drug operations in the Philippines since June 2016, according to rights groups.", quote="as high as 30,000", attribution="rights groups", base="killed in anti-drug operations, by anyone", period=("2016-06..", date(2016, 6, 1), None)),
    _figure("killed-later", "killed", "exact", 342.0, 342.0, 342.0, "PHL", "342 people were killed in the Philippines from 2022 to 2023, according to First Institute, which names no source.", quote="342", base="killed in the first year of the next president", period=("2022-06..2023-06", date(2022, 6, 1), date(2023, 6, 30))),
    _figure("death-penalty", "death_penalty", "more_than", 30.0, 30.0, None, "WORLD", "More than 30 countries keep the death penalty for drug offences, according to First Institute, which names no source.", quote="more than 30 countries"),
    _figure("countries-few", "death_penalty", "less_than", 100.0, None, 100.0, "M49:035", "Fewer than 100 places did, according to First Institute, which names no source.", quote="fewer than 100"),
    _figure("law-1986", "law_passed", "in_words", None, None, None, "USA", "The law was passed in 1986, according to First Institute, which names no source.", quote="1986", period=year(1986)),
    _figure("law-2010", "law_passed", "in_words", None, None, None, "USA", "The law was changed in 2010, according to First Institute, which names no source.", quote="2010", period=year(2010)),
]  # fmt: skip
PLACES: list[Row] = [
    {
        "place_id": f"executions-{code.lower()}", "document": "first-report", "paragraph": 9, "start": 20, "quote": name, "measure": "executions",
        "theme": "killings", "statement": f"Executions for drug offences were documented in {name}, according to First Institute.",
        "region": code, "region_name": name, "certainty": certainty, "attribution": "not stated", "note": None,
    }
    for code, name, certainty in [("SGP", "Singapore", "stated"), ("PHL", "Philippines", "likely")]
]  # fmt: skip
EVENTS: list[Row] = [
    {
        **{key: f[key] for key in ("document", "paragraph", "start", "quote", "measure", "theme", "statement", "region", "region_name", "period", "attribution", "note")},
        "event_id": f["figure_id"], "date_start": f["period_start"], "date_end": f["period_end"],
    }
    for f in FIGURES if f["kind"] == "event"
]  # fmt: skip
PROBLEMS: list[Row] = [
    {
        "problem_id": "harvest", "check": "change_against_endpoints", "kind": "contradiction", "documents": "first-report", "figures": "harvest-fall; harvest-jump",
        "summary": "The same year is said to have seen a fall and a rise of the harvest.", "printed": "−25% and +65%", "computed": "both cannot hold",
        "arithmetic": "100 × 0.75 = 75, and 100 × 1.65 = 165", "found_by": "rule", "note": None,
    },
    {
        "problem_id": "headline", "check": "person", "kind": "context", "documents": "second-report", "figures": "freed",
        "summary": "The headline says pardons; the text says commutations.", "printed": None, "computed": None, "arithmetic": None,
        "found_by": "person", "note": "A pardon wipes out a conviction; a commutation shortens a sentence.",
    },
]  # fmt: skip
RECORD: list[Row] = [
    {
        "record_id": f"record-{name}", "measure": "killed", "theme": "killings", "region": "PHL", "scope": "police operations alone",
        "period": period[0], "period_start": period[1], "period_end": period[2], "qualifier": qualifier, "value": value, "lower": lower,
        "upper": upper, "unit": unit, "publisher": "A statistics office", "edition": edition, "page_seen": None, "confidence": "high", "note": None,
    }
    for name, period, qualifier, value, lower, upper, unit, edition in [
        ("late", year(2030), "exact", 9_000.0, 9_000.0, 9_000.0, "people", "Yearbook 2031"),
        ("near", ("2016-07..2022-05", date(2016, 7, 1), date(2022, 5, 31)), "at_least", 6_252.0, 6_252.0, None, "people", "Yearbook 2022"),
        ("between", year(2018), "approximately", 5_000.0, 4_000.0, 6_000.0, "people", None),
        ("other-unit", year(2017), "exact", 3.0, 3.0, 3.0, "percent", None),
    ]
]  # fmt: skip
HEADLINES: list[Row] = [
    {"figure_id": figure, "position": str(position)}
    for position, figure in enumerate(["users-2017", "share-us-one", "arrest-us", "killed-government"], 1)
]
ROWS: Mapping[str, list[Row]] = {
    "figures": FIGURES, "places": PLACES, "events": EVENTS, "documents": DOCUMENTS, "problems": PROBLEMS, "record": RECORD, "set_aside": [],
    "themes": THEMES, "units": UNITS, "measures": MEASURES, "regions": REGIONS, "groups": GROUPS, "reasons": [], "headlines": HEADLINES, "corrections": [],
}  # fmt: skip


def write(folder: Path, release: str = "2020-sample", **changed: list[Row]) -> Path:
    """Write the invented release into ``folder/published`` and make it the current one; ``changed`` replaces tables by name."""
    home = folder / "published" / release
    home.mkdir(parents=True)
    for name, rows in {**ROWS, **changed}.items():
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=TABLES[name].arrow)
        pq.write_table(table, home / f"{name}.parquet")
    (folder / "published" / "current").write_text(f"{release}\n", encoding="utf-8")
    return folder


def write_renewed(folder: Path) -> tuple[Path, str, str, str]:
    """Two releases: (datasets folder, the earlier release, a figure changed in the later one, a figure gone from it)."""
    return folder, *renew(write(folder))


def renew(datasets: Path) -> tuple[str, str, str]:
    """Publish another release over an invented one; what ``write_renewed`` gives without the folder."""
    published = datasets / "published"
    old = (published / "current").read_text("utf-8").strip()
    shutil.copytree(published / old, published / "later")
    path = published / "later" / "figures.parquet"
    table = pq.read_table(path)
    counts = [row["figure_id"] for row in table.to_pylist() if row["kind"] == "count"]
    changed, gone = counts[0], counts[-1]
    rows = [row for row in table.to_pylist() if row["figure_id"] != gone]
    for row in rows:
        if row["figure_id"] == changed:
            row["statement"], row["value"] = "Quite another number was given.", 7.0
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    (published / "current").write_text("later\n", encoding="utf-8")
    return old, changed, gone
