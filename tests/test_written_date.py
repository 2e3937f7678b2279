import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflict_data.articles.written_date import find_age, find_date, read_date

FIRST = dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-01",
        "2026-2-1",
        " 2026-02-01T23:59:59+02:00",
        "2026-02-01 10:00",
        "1 February 2026",
        "1st of February, 2026",
        "Sunday, 01 Feb 2026",
        "Feb. 1, 2026",
        "FEBRUARY 1 2026",
        "01-Feb-2026",
        "01.02.2026",
        "2026/02/01",
        "Published on February 1, 2026 at 10:15 a.m.",
    ],
)
def test_dates_as_written(text: str) -> None:
    assert read_date(text) == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-02-30",
        "30 February 2026",
        "99 February",
        "01/02/2026",
        "2026",
        "February 2026",
        "1.2.3.2026",
        "12026-02-01",
    ],
)
def test_no_day(text: str) -> None:
    assert read_date(text) is None


def test_slashes_only_where_day_and_month_differ() -> None:
    assert read_date("31/01/2026") == read_date("1/31/2026") == dt.date(2026, 1, 31)


def test_first_date_and_its_place() -> None:
    text = "Updated 3 Jan 2026, published 2026-01-01"
    assert find_date(text) == (dt.date(2026, 1, 3), 8, 18)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("1 day ago", 1),
        ("a day ago", 1),
        ("two days ago", 2),
        ("3d ago", 3),
        ("2 weeks ago", 14),
        ("5 hours ago", 0),
        ("12 mins ago", 0),
        ("Yesterday", 1),
        ("today, 10:00", 0),
    ],
)
def test_ages(text: str, age: int) -> None:
    found = find_age(text)
    assert found is not None
    assert found[0] == age


@pytest.mark.parametrize("text", ["2 months ago", "a year ago", "10 years ago"])
def test_ages_too_coarse(text: str) -> None:
    assert find_age(text) == (None, 0, len(text))


@pytest.mark.parametrize("text", ["long ago", "1 day", "12 days agony"])
def test_no_age(text: str) -> None:
    assert find_age(text) is None


def test_dates_that_lost_the_space_after_them() -> None:
    assert read_date("January 17, 20263:14 PM GMT+1") == dt.date(2026, 1, 17)
    assert read_date("17/01/2026January 17, 2026") == dt.date(2026, 1, 17)
    assert read_date("January 17, 20263") is None


@given(st.dates(dt.date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%A, %d %B %Y"]))
def test_any_day_is_read_back(day: dt.date, form: str) -> None:
    assert read_date(day.strftime(form)) == day


@given(st.text())
def test_any_text(text: str) -> None:
    found = find_date(text)
    assert found is None or 0 <= found[1] < found[2] <= len(text)
    read_date(text)
    find_age(text)
