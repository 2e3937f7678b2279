from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from conflict_data.errors import DatasetError
from conflict_data.evaluation import (
    Evaluation,
    agree,
    compare,
    evaluate,
    match,
)
from conflict_data.gold import EventRecord, FigureRecord, Record, Records, StatementRecord, read_gold

GOLD = Path(__file__).parent / "gold"

EVENT = EventRecord(
    start=10,
    end=16,
    text="struck",
    sentence=(0, 40),
    event_type="ASSAULT",
    factuality="actual",
    mode="missile",
    domain="military",
    source=frozenset({"RUS"}),
    target=frozenset({"UKR"}),
    date="2026-02-01",
    places=frozenset({"sumy", "sumyregion"}),
    attributed=False,
)
STATEMENT = StatementRecord(0, 100, "words", "indirect", ("UKR", "zelenskyy"))
FIGURE = FigureRecord(5, 13, "at least", 3.0, None, "at_least", "count", "killed", "UKR", "kharkiv", None)


def against(gold: Records, read: Records) -> Evaluation:
    return compare([(gold, read)])


def records(*found: EventRecord | StatementRecord | FigureRecord) -> Records:
    return Records(
        "a",
        tuple(r for r in found if isinstance(r, EventRecord)),
        tuple(r for r in found if isinstance(r, StatementRecord)),
        tuple(r for r in found if isinstance(r, FigureRecord)),
    )


def matched(evaluation: Evaluation) -> dict[str, int]:
    return dict(zip(evaluation.scores["measure"], evaluation.scores["matched"], strict=True))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (1, 1, 1, 1)),
        ({"start": 39}, (1, 1, 1, 1)),
        ({"start": 40}, (0, 0, 0, 0)),
        ({"event_type": "COERCE"}, (0, 1, 0, 0)),
        ({"event_type": "AID"}, (0, 0, 0, 0)),
        ({"target": frozenset()}, (1, 1, 0, 1)),
        ({"factuality": "planned"}, (1, 1, 1, 0)),
    ],
)
def test_events_match_by_sentence_and_type(change: dict[str, object], expected: tuple[int, ...]) -> None:
    found = matched(against(records(EVENT), records(replace(EVENT, **change))))  # type: ignore[arg-type]
    names = ("type", "quad class", "type and actors", "type and factuality")
    assert tuple(found[name] for name in names) == expected


@pytest.mark.parametrize(("end", "expected"), [(100, 1), (50, 1), (49, 0), (200, 1), (201, 0)])
def test_statements_match_by_half_of_the_longer_content(end: int, expected: int) -> None:
    assert matched(against(records(STATEMENT), records(replace(STATEMENT, end=end))))["content"] == expected


def test_a_wrong_speaker_is_no_match_with_speaker() -> None:
    wrong = replace(STATEMENT, speaker=("UKR", "umerov"))
    found = matched(against(records(STATEMENT), records(wrong)))
    assert (found["content"], found["content and speaker"]) == (1, 0)


def test_unnamed_speakers_agree_by_country() -> None:
    unnamed = replace(STATEMENT, speaker=("UKR", ""))
    assert agree(unnamed, STATEMENT, "speaker")
    assert not agree(unnamed, replace(STATEMENT, speaker=("RUS", "")), "speaker")
    assert not agree(STATEMENT, unnamed, "speaker")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"modifier": "exact"}, (1, 1)),
        ({"measure": "injured"}, (1, 0)),
        ({"value_low": 3.01}, (1, 1)),
        ({"value_low": 3.1}, (0, 0)),
        ({"value_high": 3.0}, (0, 0)),
        ({"unit": "km"}, (0, 0)),
        ({"start": 13, "end": 20}, (0, 0)),
    ],
)
def test_figures_match_by_overlap_value_and_unit(
    change: dict[str, object], expected: tuple[int, int]
) -> None:
    found = matched(against(records(FIGURE), records(replace(FIGURE, **change))))  # type: ignore[arg-type]
    assert (found["value and unit"], found["value, unit and measure"]) == expected


def test_matching_is_one_to_one_and_takes_the_heaviest_then_the_nearest() -> None:
    near, far = replace(STATEMENT, start=10), replace(STATEMENT, start=20)
    assert match([STATEMENT], [far, near], lambda *_: 1) == [(0, 1)]
    assert match([STATEMENT], [far, near], lambda _, r: r.start) == [(0, 0)]
    assert match([STATEMENT, near], [near], lambda g, r: g is r) == [(1, 0)]
    assert match([STATEMENT], [near], lambda *_: 0) == []


def test_one_common_place_is_enough() -> None:
    assert agree(EVENT, replace(EVENT, places=frozenset({"sumy"})), "places")
    assert not agree(EVENT, replace(EVENT, places=frozenset()), "places")
    assert agree(replace(EVENT, places=frozenset()), replace(EVENT, places=frozenset()), "places")


def test_precision_recall_and_f1() -> None:
    other = replace(EVENT, start=20, event_type="AID")
    scores = against(records(EVENT), records(EVENT, other)).scores.set_index("measure").loc["type"]
    assert (scores["precision"], scores["recall"]) == (0.5, 1.0)
    assert scores["f1"] == pytest.approx(2 / 3)


def test_nothing_to_find_is_no_score() -> None:
    evaluation = against(records(), records())
    assert evaluation.scores["f1"].isna().all()
    assert evaluation.errors.empty


def test_every_error_is_listed() -> None:
    wrong = replace(EVENT, target=frozenset({"RUS"}))
    alarm = replace(EVENT, start=20, event_type="AID", text="rescued")
    errors = against(records(EVENT, STATEMENT), records(wrong, alarm)).errors
    listed = errors[["table", "error", "group", "text"]].to_records(index=False).tolist()
    assert listed == [
        ("events", "false alarm", "AID", "rescued"),
        ("events", "target", "ASSAULT", "struck"),
        ("statements", "missed", "indirect", "words"),
    ]
    assert errors.loc[errors["error"] == "target", ["gold", "read"]].to_numpy().tolist() == [["UKR", "RUS"]]


def test_broken_gold_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no gold records"):
        evaluate(tmp_path)
    (tmp_path / "a.jsonl").write_text('{"t": "event"}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match=r"a\.txt: cannot be read"):
        evaluate(tmp_path)
    (tmp_path / "a.txt").write_text("# published 2026-02-01\n\nRussia struck Sumy.\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"a\.jsonl:1: not a gold record"):
        evaluate(tmp_path)
    (tmp_path / "a.jsonl").write_text(json.dumps({"t": "opinion"}), encoding="utf-8")
    with pytest.raises(DatasetError, match="opinion"):
        evaluate(tmp_path)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_gold_points_at_its_characters(path: Path) -> None:
    article, gold = read_gold(GOLD, path.stem)
    found: list[Record] = [*gold.events, *gold.statements, *gold.figures]
    assert found
    for record in found:
        assert article.text[record.start : record.end] == record.text


def test_the_parser_keeps_its_level_on_gold(tmp_path: Path) -> None:
    for day in ("2025-11-04", "2026-02-10"):
        for path in GOLD.glob(f"dispatch-{day}.*"):
            shutil.copy(path, tmp_path)
    f1 = evaluate(tmp_path).scores.set_index(["table", "measure"])["f1"]
    assert f1["events", "type"] >= 0.70
    assert f1["statements", "content"] >= 0.80
    assert f1["statements", "content and speaker"] >= 0.75
    assert f1["figures", "value and unit"] >= 0.90
