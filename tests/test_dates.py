"""Time expressions, their TIMEX3 values and their days, in sentences of our own."""

import datetime as dt
import time
import tomllib
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.language.dates import BASES, PRECISIONS, find_date_mentions, find_dates

# A Sunday.
PUBLISHED = "2026-02-01"


def days(text: str, published: str = PUBLISHED) -> list[tuple[str, str | None, str | None]]:
    """Surface, first and last day (month and day; with the year when it is not 2026) of the dated mentions."""

    def short(day: dt.date | None) -> str | None:
        return None if day is None else day.isoformat().removeprefix("2026-")

    mentions = find_date_mentions(text, published)
    return [
        (text[m.start : m.end], short(m.date_start), short(m.date_end)) for m in mentions if m.basis != "none"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days of the week: the last one not after publication, unless the clause looks ahead
        ("Drones hit a depot on Friday.", [("Friday", "01-30", "01-30")]),
        ("Drones hit a depot on Sunday.", [("Sunday", "02-01", "02-01")]),
        ("Delegations will meet in Geneva on Tuesday.", [("Tuesday", "02-03", "02-03")]),
        ("A session is due to be held on Tuesday.", [("Tuesday", "02-03", "02-03")]),
        ("Officials said on Friday that talks would resume on Monday.", [("Friday", "01-30", "01-30"), ("Monday", "02-02", "02-02")]),
        ("The planned session was called off on Thursday.", [("Thursday", "01-29", "01-29")]),
        ("Shelling began last Sunday.", [("last Sunday", "01-25", "01-25")]),
        ("Envoys return next Sunday.", [("next Sunday", "02-08", "02-08")]),
        # nights belong to the day on which they end
        ("Overnight, 40 drones were shot down.", [("Overnight", "02-01", "02-01")]),
        ("Rockets fell in the night to Saturday.", [("the night to Saturday", "01-31", "01-31")]),
        ("Rockets fell overnight into Friday.", [("overnight into Friday", "01-30", "01-30")]),
        ("Rockets fell in the night from Thursday to Friday.", [("the night from Thursday to Friday", "01-30", "01-30")]),
        ("Rockets fell on the night of 14-15 January.", [("the night of 14-15 January", "01-15", "01-15")]),
        ("Two people died on Friday night.", [("Friday night", "01-30", "01-30")]),
        ("Two people died late on Friday.", [("late on Friday", "01-30", "01-30")]),
        ("Rockets fell in the early hours of Friday.", [("the early hours of Friday", "01-30", "01-30")]),
        ("Rockets fell before dawn on Friday.", [("dawn on Friday", "01-30", "01-30")]),
        ("On Thursday (5 February) they will meet.", [("Thursday (5 February", "02-05", "02-05")]),
        ("They met on Tuesday. Later that day, a depot burned.", [("Tuesday", "01-27", "01-27"), ("Later that day", "01-27", "01-27")]),
        # calendar dates
        ("The bridge fell on January 9.", [("January 9", "01-09", "01-09")]),
        ("The bridge fell on 9 January 2025.", [("9 January 2025", "2025-01-09", "2025-01-09")]),
        ("The bridge fell on October 30.", [("October 30", "2025-10-30", "2025-10-30")]),
        ("A summit is planned for March 3rd.", [("March 3rd", "03-03", "03-03")]),
        ("The pledge was made in October.", [("October", "2025-10-01", "2025-10-31")]),
        ("The corps withdrew in early January.", [("early January", "01-01", "01-10")]),
        ("The corps withdrew in mid-January.", [("mid-January", "01-11", "01-20")]),
        ("The corps withdrew in late January.", [("late January", "01-21", "01-31")]),
        ("It was founded in 2014.", [("2014", "2014-01-01", "2014-12-31")]),
        ("The Nov. 28 plan was rejected.", [("Nov. 28", "2025-11-28", "2025-11-28")]),
        ("It fell on 29 February 2024.", [("29 February 2024", "2024-02-29", "2024-02-29")]),
        ("The depot burned on 2026-01-20.", [("2026-01-20", "01-20", "01-20")]),
        ("The depot burned on 20.01.2026.", [("20.01.2026", "01-20", "01-20")]),
        ("The front froze last winter.", [("last winter", "2024-12-01", "2025-02-28")]),
        # ranges
        ("They fought between 3 and 5 January.", [("3 and 5 January", "01-03", "01-05")]),
        ("They fought from Monday to Wednesday.", [("Monday to Wednesday", "01-26", "01-28")]),
        ("A truce held on 1-3 February 2025.", [("1-3 February 2025", "2025-02-01", "2025-02-03")]),
        ("Needs for 2026 and 2027 were put higher.", [("2026 and 2027", "01-01", "2027-12-31")]),
        ("Talks will be held on Tuesday and Wednesday.", [("Tuesday and Wednesday", "02-03", "02-04")]),
        ("They fought from March to May 2022.", [("March to May 2022", "2022-03-01", "2022-05-31")]),
        ("They fought from late Friday until early Sunday.", [("late Friday until early Sunday", "01-30", "02-01")]),
        ("They fought in the week of January 14.", [("the week of January 14", "01-12", "01-18")]),
        # bounds
        ("The grid has been spared since Friday night.", [("Friday night", "01-30", "02-01")]),
        ("The post was attacked 20 times since the start of the year.", [("the start of the year", "01-01", "02-01")]),
        ("The post was attacked 20 times since the year began.", [("the year began", "01-01", "02-01")]),
        ("The pause lasts until Sunday.", [("Sunday", None, "02-01")]),
        ("It would enter service by the end of March.", [("the end of March", None, "03-31")]),
        ("They hoped to meet before the end of February.", [("the end of February", "02-01", "02-28")]),
        # weeks, months, years from publication
        ("Forces advanced this week.", [("this week", "01-26", "02-01")]),
        ("Forces advanced last week.", [("last week", "01-19", "01-25")]),
        ("Envoys meet next week.", [("next week", "02-02", "02-08")]),
        ("Forces advanced over the past week.", [("the past week", "01-25", "02-01")]),
        ("Ten posts were shelled in the past 24 hours.", [("the past 24 hours", "01-31", "02-01")]),
        ("Ten posts were shelled within a day.", [("a day", "01-31", "02-01")]),
        ("Teams met over the weekend.", [("the weekend", "01-31", "02-01")]),
        ("Teams met last weekend.", [("last weekend", "01-24", "01-25")]),
        ("The law passed last year.", [("last year", "2025-01-01", "2025-12-31")]),
        ("Soldiers came in earlier in the week.", [("earlier in the week", "01-26", "02-01")]),
        ("Envoys meet in the second half of the coming week.", [("the second half of the coming week", "02-05", "02-08")]),
        # from another day
        ("A blast on Thursday killed one. Two days earlier, a raid killed three.", [("Thursday", "01-29", "01-29"), ("Two days earlier", "01-27", "01-27")]),
        ("The raid came on Thursday. On the same day, a train burned.", [("Thursday", "01-29", "01-29"), ("the same day", "01-29", "01-29")]),
        ("The offer emerged a day after the envoys' meeting.", [("a day after", "01-31", "01-31")]),
        ("The raid came two days after the blast on Tuesday.", [("two days after", "01-29", "01-29"), ("Tuesday", "01-27", "01-27")]),
        ("The ministers ended two days of talks on Friday.", [("two days", "01-29", "01-30"), ("Friday", "01-30", "01-30")]),
        ("The post was shelled three days ago.", [("three days ago", "01-29", "01-29")]),
        # dated to no day
        ("He left more than a month ago.", [("a month ago", None, None)]),
        ("They return in the coming weeks.", [("the coming weeks", None, None)]),
        ("It opened hours after the visit.", [("hours after", None, None)]),
        ("It opened more than a week after the visit.", [("a week after", None, None)]),
    ],
)  # fmt: skip
def test_days_by_the_codebook(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Route 66 was closed.",
        "The Group of 7 met and F-16 jets flew.",
        "The army lost 2,000 soldiers and 1950 drones.",
        "The troops may march at once.",
        "Theresa May spoke to the Sun.",
        "The second round of talks failed.",
        "The 20-point plan and Article 5 were discussed.",
        "Resolution 2202 was adopted.",
        "He told India Today and Russia Today so.",
        "The sat phone fell; he sat in the sun.",
        "On 99 February and 31 April nothing happened.",
        "At 4:06 a.m. the terminal was hit.",
        "The talks lasted four hours and the term is 15 years.",
        "It costs $2025 a head.",
        "A 24-year-old man was hurt.",
        "Three quarters of the town, three-quarters of the port and a quarter of its people fled.",
        "Crowds marked May Day.",
    ],
)
def test_nothing_is_dated_by_names_numbers_and_lengths(text: str) -> None:
    assert [item for item in days(text) if item[1] or item[2]] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained on Friday morning.", ("TIME", "2026-01-30TMO")),
        ("It rained last week.", ("DATE", "2026-W04")),
        ("It rained over the weekend.", ("DATE", "2026-W05-WE")),
        ("It rained in the third quarter of 2025.", ("DATE", "2025-Q3")),
        ("It rained last summer.", ("DATE", "2025-SU")),
        ("It rained in the 1990s.", ("DATE", "199")),
        ("It rained in the 20th century.", ("DATE", "19")),
        ("It rained two years ago.", ("DATE", "2024")),
        ("It rained for two and a half years.", ("DURATION", "P2.5Y")),
        ("It rained for half an hour.", ("DURATION", "PT30M")),
        ("It rained for several months.", ("DURATION", "PXM")),
        ("A 27-year contract.", ("DURATION", "P27Y")),
        ("It rained over the past decade.", ("DURATION", "P10Y")),
        ("It rains every morning.", ("SET", "XXXX-XX-XXTMO")),
        ("It rains every Friday.", ("SET", "XXXX-WXX-5")),
        ("It is raining now.", ("DATE", "PRESENT_REF")),
        ("It rained recently.", ("DATE", "PAST_REF")),
        ("It may rain in the future.", ("DATE", "FUTURE_REF")),
        ("It rained at 8 pm on Saturday.", ("TIME", "2026-01-31T20")),
        ("It rained at 12:30 a.m. yesterday.", ("TIME", "2026-01-31T00:30")),
        ("It rained at 16:08 UTC.", ("TIME", "2026-02-01T16:08")),
        ("It rained on New Year's Eve.", ("DATE", "2025-12-31")),
    ],
)
def test_timex3_type_and_value(text: str, expected: tuple[str, str]) -> None:
    assert [(kind, value) for _, _, kind, value in find_dates(text, PUBLISHED)] == [expected]


def test_a_range_is_one_mention_but_two_time_expressions() -> None:
    text = "They fought between 12 and 18 months, in 2009-2010 and on 3-5 January."
    assert [value for *_, value in find_dates(text, PUBLISHED)] == [
        "P12M",
        "P18M",
        "2009",
        "2010",
        "2026-01-03",
        "2026-01-05",
    ]
    assert [m.timex_value for m in find_date_mentions(text, PUBLISHED)][2:] == [
        "2009/2010",
        "2026-01-03/2026-01-05",
    ]


def test_publication_is_taken_from_the_text_where_none_is_given() -> None:
    text = "KYIV, 5 March 2024. The plant was hit yesterday."
    assert [value for *_, value in find_dates(text, None)] == ["2024-03-05", "2024-03-04"]
    assert find_dates("The plant was hit yesterday.", "no date") == []


def test_a_blank_line_parts_expressions() -> None:
    assert [value for *_, value in find_dates("It was in May\n\n2020 is far.", PUBLISHED)] == [
        "2025-05",
        "2020",
    ]


FORMATS = ("{d} {B} {Y}", "{B} {d}, {Y}", "{d}th of {B}, {Y}", "{A}, {d} {B} {Y}", "{Y}-{m:02}-{d:02}", "{b} {d}, {Y}", "{d:02}.{m:02}.{Y}")  # fmt: skip


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(FORMATS),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_a_full_date_is_found_in_any_format(day: dt.date, pattern: str, published: dt.date) -> None:
    names = {
        "d": day.day,
        "m": day.month,
        "Y": day.year,
        "B": f"{day:%B}",
        "b": f"{day:%b}",
        "A": f"{day:%A}",
    }
    written = pattern.format(**names)
    text = f"The depot burned on {written}, officials said."
    (mention,) = find_date_mentions(text, published)
    assert (mention.date_start, mention.date_end, mention.basis, mention.precision) == (
        day,
        day,
        "explicit",
        "day",
    )
    assert text[mention.start : mention.end] == written


@given(st.dates(dt.date(1950, 1, 1), dt.date(2080, 12, 31)), st.integers(-6, 6))
def test_a_weekday_is_the_last_one_or_the_next_one(published: dt.date, offset: int) -> None:
    day = published + dt.timedelta(offset)
    tense = "was hit" if offset <= 0 else "will be visited"
    (mention,) = find_date_mentions(f"The town {tense} on {day:%A}.", published)
    assert mention.date_start == mention.date_end == day


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2080, 12, 31)),
    st.integers(1, 400),
    st.sampled_from(["days", "weeks", "months", "years"]),
)
def test_ago_counts_back_from_publication(published: dt.date, count: int, unit: str) -> None:
    (mention,) = find_date_mentions(f"It burned {count} {unit} ago.", published)
    assert mention.date_start is not None
    assert mention.date_end is not None
    assert mention.date_start <= mention.date_end <= published
    assert mention.precision == unit.removesuffix("s")


WORDS = ["the", "last", "next", "two", "and", "a", "half", "week", "weeks", "of", "May", "31", "2026", "30 February", "Friday", "night", "early", "-", "to", "99", "year", "0", "centuries", "ago", "before", "after", "past", "second", "quarter", "every", "25:61", "13 pm", "99999999999999999999", "000", "13/13/13", "9999-99-99", "\n\n", "\x00", "\ud800", "'s", "0s", "overnight", "since", "until", "by", "spring", "'82", "hundred", "thousand"]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)), st.dates())
def test_any_text_gives_ordered_mentions_and_no_error(text: str, published: dt.date) -> None:
    mentions = find_date_mentions(text, published)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert mention.precision in PRECISIONS
        assert mention.basis in BASES
        assert (mention.precision == "none") == (mention.date_start is None and mention.date_end is None)
        assert mention.basis != "none" or mention.precision == "none"
        if mention.date_start and mention.date_end:
            assert mention.date_start <= mention.date_end
    spans = [(start, end) for start, end, *_ in find_dates(text, published)]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "the last week of ",
        "two and a half ",
        "\n",
        " \n",
        "1,000",
        "9",
        "- ",
        "May 5 and ",
        "the early ",
        "'",
        "two days of ",
        "ended two days of talks on Friday ",
        "a day after May 5 ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    find_date_mentions("warm", PUBLISHED)
    started = time.perf_counter()
    find_date_mentions(piece * 5_000, PUBLISHED)
    assert time.perf_counter() - started < 3


def test_every_word_list_and_macro_of_the_patterns_is_used() -> None:
    package = resources.files("conflict_data.language")
    source = package.joinpath("timexes", "patterns.toml").read_text("utf-8")
    names = tomllib.loads(source)
    code = "".join(path.read_text("utf-8") for path in sorted(Path(str(package)).glob("**/*.py")))
    patterns = source[source.index("[macros]\n") :]
    lists = [*names["sets"], *names["words"]]
    assert [name for name in lists if f"@{name}" not in patterns and f'"{name}"' not in code] == []
    assert [name for name in names["macros"] if f"{{{name}}}" not in patterns] == []


def test_consecutive_quarters_are_a_length() -> None:
    assert [
        value for *_, value in find_dates("Sales fell for two consecutive quarters of decline.", PUBLISHED)
    ] == ["P2Q"]
