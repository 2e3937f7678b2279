import datetime as dt
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conflict_data.articles import read_article, read_bytes
from conflict_data.errors import ArticleError, Reason

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "articles" / "ekhbary-2026-02-01.page.txt"
PARAGRAPHS = (
    "Two flat-bottomed boats carried the first eighty passengers across the frozen river on Saturday, three weeks after a drone had sunk the ferry and killed four of its crew.",
    'The harbour master said that divers had cleared the channel overnight. "This river is the only road that we have left," she said.',
    "By noon, the regional administration had counted 300 people on the landing, most of them pensioners. Nobody was turned away.",
    "Across the water, shells fell twice on the village of Sosnivka.",
    "The boats will run every day between 8 a.m. and 3 p.m., as long as the ice lets them.",
)
PAGES: list[dict[str, Any]] = tomllib.loads((ROOT / "tests" / "pages.toml").read_text("utf-8"))["page"]


def _fill(page: dict[str, Any]) -> str:
    text: str = page["text"]
    for number, paragraph in enumerate(PARAGRAPHS, start=1):
        filling = textwrap.fill(paragraph, page["wrap"]) if "wrap" in page else paragraph
        text = text.replace(f"{{{number}}}", filling)
    return text


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_layouts(page: dict[str, Any]) -> None:
    article = read_bytes(_fill(page).encode(), "a.page.txt")
    assert article.text.split("\n\n") == list(PARAGRAPHS)
    found = {
        key: getattr(article, key) for key in ("title", "outlet", "byline", "dateline", "published", "url")
    }
    assert found == {key: page.get(key) for key in found}
    assert article.article_id == "a"


def test_real_page() -> None:
    if not REAL.exists():
        pytest.skip("the page is copyrighted and not part of the repository")
    article = read_article(REAL)
    gold = REAL.parents[1] / "gold" / "ekhbary-2026-02-01.txt"
    assert article.text == gold.read_text("utf-8").partition("\n\n")[2].rstrip("\n")
    assert article.outlet == "Ekhbary News Agency"
    assert article.byline == "Ekhbary Editor"
    assert article.dateline == "United States"
    assert article.published == dt.date(2026, 2, 1)
    assert article.language == "en"
    assert article.title is not None
    assert article.title.startswith("Ukraine War: ")
    assert article.title.endswith(" Crisis")


def test_gold_texts_read_as_pages() -> None:
    for path in sorted((ROOT / "tests" / "gold").glob("*.txt")):
        head, body = path.read_text("utf-8").split("\n\n", 1)
        article = read_article(path)
        assert article.text == body.rstrip("\n")
        assert str(article.published) == head.removeprefix("# published ")
        assert article.title is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Share\nSave\nHome\n17 January 2026\n", Reason.NO_SENTENCES),
        ("A headline of five words\n\n" + PARAGRAPHS[0], Reason.MISSING_DATE),
        ("18 January 2026\nBoats return to the river\n2 months ago\n\n" + PARAGRAPHS[0], Reason.MISSING_DATE),
        ("We use cookies to make this page better for you, dear reader.", Reason.NO_SENTENCES),
    ],
)
def test_refused(text: str, reason: Reason) -> None:
    with pytest.raises(ArticleError) as caught:
        read_bytes(text.encode(), "a.txt")
    assert caught.value.reason is reason
