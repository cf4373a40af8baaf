"""The English words that numbers, fractions, units and currencies are made of."""

from __future__ import annotations

HUNDRED = 100.0
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_POWERS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

SMALL = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: float(10 * value) for value, word in enumerate(_TENS, start=2)
}
TENS = frozenset(_TENS)
NUMBER_WORDS = SMALL | {"nil": 0.0, "hundred": HUNDRED} | _POWERS

# What may follow a number written before it: "5 hundred", "2.5 million", "2 millions", "two dozen".
SCALES = (
    {"hundred": HUNDRED, "dozen": 12.0, "mln": 1e6, "bn": 1e9, "trn": 1e12}
    | {"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7}
    | _POWERS
    | {word + "s": value for word, value in _POWERS.items()}
)
GLUED_SCALES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
ROUND_WORDS = frozenset({"hundred", "dozen", *_POWERS})  # may follow "a", "several", "a few"
MAGNITUDES = frozenset(
    {"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"}
)
VAGUE = frozenset({"several", "few", "couple", "many"})

_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS = (
    {word: value for value, word in enumerate(_ORDINAL_ONES, start=1)}
    | {tens[:-1] + "ieth": 10 * value for value, tens in enumerate(_TENS, start=2)}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}
)
DENOMINATORS = (
    {"half": 2, "halves": 2, "quarter": 4, "quarters": 4, "thirds": 3}
    | {word: value for word, value in ORDINALS.items() if value > 2}
    | {word + "s": value for word, value in ORDINALS.items() if value > 3}
)
# After a fraction in digits; before any other word "2/3" is a day of a month.
PARTS_OF = frozenset(
    "of majority majorities cup cups vote share pint teaspoon tablespoon mile inch ounce pound".split()
)
DECADES = frozenset(tens[:-1] + "ies" for tens in _TENS)

FOLDS = {word + "fold": value for word, value in NUMBER_WORDS.items() if value > 1}
MULTIPLES = FOLDS | {
    "twice": 2.0, "thrice": 3.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "tripled": 3.0, "triples": 3.0,
    "tripling": 3.0, "trebled": 3.0, "trebling": 3.0, "quadrupled": 4.0, "quadrupling": 4.0, "quintupled": 5.0,
    "quintupling": 5.0, "halved": 0.5, "halving": 0.5,
}  # fmt: skip
MULTIPLES_BEFORE = {
    "double": 2.0,
    "triple": 3.0,
    "treble": 3.0,
    "quadruple": 4.0,
}  # only before "the", "that" …

CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR"}
DOLLAR_PREFIXES = {
    "us": "USD", "u.s": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "nz": "NZD", "hk": "HKD",
    "s": "SGD", "r": "BRL", "mx": "MXN",
}  # fmt: skip
CURRENCY_CODES = {
    code.lower(): code
    for code in ("USD", "EUR", "GBP", "AUD", "CAD", "NZD", "CHF", "JPY", "INR", "MXN", "BRL", "PHP")
}
CURRENCIES = frozenset(CURRENCY_CODES.values())
CURRENCY_WORDS = {"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR"}

TIME_UNITS = {
    singular + ending: unit
    for singular, unit in {
        "second": "seconds", "minute": "minutes", "hour": "hours", "day": "days", "week": "weeks", "month": "months",
        "year": "years", "decade": "decades", "century": "centuries",
    }.items()
    for ending in ("", "s")
} | {
    "sec": "seconds", "secs": "seconds", "min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours",
    "yr": "years", "yrs": "years", "centuries": "centuries",
}  # fmt: skip
# Measures whose letters may stand right after the digits; they have no unit code of ours.
GLUED_MEASURES = frozenset(
    "km cm mm mg kg g kg lb lbs oz ft mph kph kmh ha sq kw mw gw kwh mwh gb mb tb hz c f l ml p cc kb km² m² ish "
    "sqm kcal cal mcg".split()
)
MEASURES = GLUED_MEASURES | frozenset(
    "miles mile kilometres kilometers metres meters feet inches acres hectares tonnes tons kilos kilograms grams pounds "
    "ounces litres liters gallons degrees cents".split()
)
PEOPLE = frozenset(
    "people persons men women children adults inmates prisoners detainees deaths killings executions arrests cases "
    "victims patients users offenders students girls boys others officers soldiers migrants refugees residents "
    "households homes families jobs votes troops civilians convictions sentences".split()
)
# Words that end a noun phrase or begin a clause: a number before one of them does not count what follows.
FUNCTION_WORDS = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her his if in into is it its "
    "may might must nor not of on or our out said say says she should since so than that the their them then there these "
    "they this those through to under until up was we were when where whether which while who whom whose will with "
    "within would you your after against among before between during over per also".split()
)
