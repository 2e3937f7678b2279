"""Which numbers are no figures: dates, names, pronouns, the points of a plan; and which give an age."""

from __future__ import annotations

from spacy.tokens import Token

from conflict_data.extract.counted import NOUNS, Counted, following, words_of_figures
from conflict_data.language.document import Document
from conflict_data.language.unit_words import COUNT

_OLDEST = 110
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY = 31
_DAYS = frozenset({"day", "night", "time"})
_WITHIN = frozenset({"in", "within", "for", "than", "least", "of", "just", "only"})
_PERSONS = frozenset({"he", "she", "who"})


def is_figure(document: Document, found: Counted) -> bool:
    """Whether a number reports a quantity, by the rulings of the codebook.

    Parameters
    ----------
    document : Document
        With its dates and places.
    found : Counted

    Returns
    -------
    bool
        False for dates and years, numerals in names (France 24, the Five Eyes), "one" as a pronoun or article,
        "one day" for some time, ranks ("the bottom three"), the points of a plan, "half" as an adverb and "twice as
        many".
    """
    number, token = found.number, found.token
    if number.kind != COUNT:
        if number.form == "fraction" and token.dep_ == "advmod" and token.head.i == token.i + 1:
            return token.head.pos_ not in ("ADJ", "VERB", "ADV")
        return not (number.kind == "time" and token.lower_ in _DAYS and _is_some_day(found))
    if _is_date(document, found) or _is_plan_point(found) or _is_part_of_name(document, found):
        return False
    after = following(token)
    if number.form == "times":
        return after is None or after.lower_ not in ("as", "the", "that")
    if found.noun is None and not token.is_sent_start and token.doc[token.i - 1].lower_ in ("top", "bottom"):
        return False
    if number.form != "words":
        return True
    if number.low == 0:
        return found.noun is not None and found.noun.tag_ == "NNS"
    return not (number.low == number.high == 1 and token.lower_ == "one") or _is_numeral_one(found)


def is_age(found: Counted) -> bool:
    """Whether a bare number gives an age: "aged five and 15", "a man of 54", "Maria, 10,", "who was 10".

    Parameters
    ----------
    found : Counted

    Returns
    -------
    bool
    """
    number, token = found.number, found.token
    if (
        number.kind != COUNT
        or number.low is None
        or number.low != number.high
        or not 0 < number.low <= _OLDEST
    ):
        return False
    if found.noun is not None and not found.inherited and found.noun.i > token.i:
        return False
    doc, i, after = token.doc, token.i, following(token)
    before = [doc[k].lower_ for k in range(max(token.sent.start, i - 5), i)]
    if not before:
        return False
    ends = (
        after is None or after.is_punct or after.lower_ in ("and", "or", "who", "were", "was", "in", "died")
    )
    if before[-1] in ("aged", "age") or (before[-1] in ("and", "or", "to", ",") and "aged" in before):
        return True
    if before[-1] in ("them", "whom") and ends:
        return True
    people = words_of_figures()["age"]["people"]
    if before[-1] in ("of", "and", ","):
        # "women of 77 and 97", "nurses of 21, 49 and 52"
        of = next((k for k in range(i - 1, max(token.sent.start, i - 6), -1) if doc[k].lower_ == "of"), None)
        listed = of is not None and all(t.like_num or t.lower_ in (",", "and") for t in doc[of + 1 : i])
        if (
            listed
            and of is not None
            and (after is None or after.tag_ != "IN" or doc[of - 1].tag_ == "NN")
            and of > token.sent.start
            and doc[of - 1].lemma_.lower() in people
        ):
            return True
    if before[-1] == "," and after is not None and after.text == "," and number.form == "digits":
        return doc[i - 2].tag_ in ("NNP", "NNPS") and number.start == number.core_start
    if token.dep_ in ("attr", "acomp") and token.head.lemma_ == "be" and ends:
        subjects = (child for child in token.head.lefts if child.dep_ == "nsubj")
        return any(child.lemma_.lower() in people | _PERSONS for child in subjects)
    return False


def who_is_aged(found: Counted) -> Token | None:
    """The noun whose age a number gives."""
    head = found.token.head
    head = head.head if head.pos_ == "ADP" else head
    return head if head.pos_ in NOUNS else None


def _is_date(document: Document, found: Counted) -> bool:
    number, token = found.number, found.token
    for date in document.dates:
        if date.start < number.end and number.start < date.end and date.timex_type in ("DATE", "TIME"):
            return True
    if number.modifier != "exact" or number.form != "digits" or number.low is None:
        return False
    before = None if token.is_sent_start else token.doc[token.i - 1]
    if (
        before is not None
        and number.low <= _LAST_DAY
        and before.lower_ in words_of_figures()["dates"]["months"]
    ):
        return True
    is_plural = found.noun is not None and not found.inherited and found.noun.tag_ == "NNS"
    behind = next((d.end for d in reversed(document.dates) if d.end <= number.start), None)
    if behind is not None and document.text[behind : number.start].strip() in ("and", "to", "or", "–", "-"):
        return len(token.text) == 4 and not is_plural  # "between A.D. 1000 and 1260"
    return len(token.text) == 4 and not is_plural and _FIRST_YEAR <= number.low <= _LAST_YEAR


def _is_plan_point(found: Counted) -> bool:
    plan = words_of_figures()["plan"]
    if found.noun is None or found.inherited or found.noun.lower_ not in plan["points"]:
        return False
    token = found.token
    if any(t.tag_ in ("DT", "PRP$", "POS") for t in token.doc[max(token.sent.start, token.i - 2) : token.i]):
        return True
    return any(
        t.lemma_.lower() in plan["words"] for t in token.doc[max(token.sent.start, token.i - 12) : token.i]
    )


def _is_some_day(found: Counted) -> bool:
    """One day, some time: "could one day refuse"."""
    token, after = found.token, following(found.token)
    doc = token.doc
    if token.i == 0 or doc[token.i - 1].lower_ != "one" or found.number.modifier != "exact":
        return False
    before = doc[token.i - 2].lower_ if token.i > 1 else ""
    open_end = after is None or after.pos_ in ("VERB", "AUX", "PRON", "PROPN") or after.is_punct
    return before not in _WITHIN and open_end


def _is_part_of_name(document: Document, found: Counted) -> bool:
    """France 2, Sentinel 5, Boeing's 747, the Five Eyes."""
    token, number = found.token, found.number
    if token.is_sent_start or number.start != number.core_start:
        return False
    before = token.doc[token.i - 1]
    if number.form == "words":
        capital = document.text[number.core_start].isupper()
        return capital and (before.is_alpha or before.is_digit)
    if number.form != "digits":
        return False
    after = following(token)
    if (
        after is not None
        and after.tag_ == "NNP"
        and found.noun == after
        and before.lower_ in ("the", "a", "own", "its")
    ):
        return True  # "the 787 Dreamliner"
    is_plural = found.noun is not None and not found.inherited and found.noun.tag_ in ("NNS", "NNPS")
    if before.tag_ == "POS":
        return found.noun is not None and not is_plural and found.noun.tag_ != "NN"
    if before.text[:2].lower() == before.text[:2] or before.whitespace_ != " " or before.tag_ == "CD":
        return False
    if is_plural and before.is_sent_start:
        return False
    spans = [(p.start, p.end) for p in document.places] + [(d.start, d.end) for d in document.dates]
    known = any(start <= before.idx < end for start, end in spans)
    return not (known and is_plural)


def _is_numeral_one(found: Counted) -> bool:
    """Whether "one" counts, and is no pronoun or article."""
    token, after, words = found.token, following(found.token), words_of_figures()
    if after is None or (
        token.i > token.sent.start and token.doc[token.i - 1].lower_ in words["one"]["behind"]
    ):
        return False
    if after.lower_ in words["states"]:
        return True
    is_counting = after.tag_ in (
        "NN",
        "NNS",
        "JJ",
        "JJR",
        "JJS",
        "VBN",
        "VBG",
        "NNP",
        "HYPH",
        "RBR",
        "RBS",
        "CD",
    )
    return (
        is_counting
        and found.noun is not None
        and not found.inherited
        and after.lower_ not in words["one"]["before"]
    )
