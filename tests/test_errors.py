import re
from pathlib import Path

from conflict_data.errors import Reason, UnknownNameError
from conflict_data.schema import table

PAGE = Path(__file__).parents[1] / "docs" / "errors.md"


def test_reasons_are_the_allowed_values_of_rejects() -> None:
    (field,) = (field for field in table("rejects").fields if field.name == "reason")
    assert field.values == tuple(reason.value for reason in Reason)


def test_every_reason_is_documented() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [(code, what) for code, what, _ in rows] == [
        (reason.value, reason.description) for reason in Reason
    ]


def test_unknown_names_say_what_is_allowed() -> None:
    error = UnknownNameError("table", "event", ["events", "figures"])
    assert str(error) == "unknown table 'event'; did you mean 'events'? (allowed: events, figures)"
    assert str(UnknownNameError("table", "xyz", ["events"])) == "unknown table 'xyz' (allowed: events)"
    assert isinstance(error, ValueError)
