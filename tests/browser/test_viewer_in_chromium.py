"""The viewer in headless Chromium: what a reader with a mouse, a keyboard or a screen reader meets.

Run by ``nox -s viewer``; without playwright, Chromium and axe-core these tests are passed over.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from conflict_data.builder import build
from conflict_data.schema import tables
from conflict_data.store import write_dataset
from conflict_data.viewer import view

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
AXE_CORE = os.environ.get("AXE_CORE")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
HOSTILE = """---
id: hostile
title: "<script>document.title = 'taken'</script> & <b>bold</b>"
outlet: "<img src=x onerror=document.title='taken'>"
published: 2026-01-17
url: "javascript:document.title='taken'"
sources:
  - url: "javascript:document.title='taken'"
  - url: https://meridian.example/a?b=1&c="d"
---
Ukraine's president Volodymyr Zelenskyy met Turkish officials in Ankara on Friday 🕊 <script>document.title = "taken"</script>.

"We <b>condemn</b> the strike & its </script> authors," said Zelenskyy, after 12 drones hit Kharkiv & killed three people.
"""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or AXE_CORE is None,
    reason="no chromium on the path (CHROMIUM may name it), or AXE_CORE does not name axe.min.js",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return view(dataset, out=tmp_path_factory.mktemp("site")).as_uri()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.md").write_text(HOSTILE, encoding="utf-8")
    build(folder, folder / "out")
    return view(folder / "out", out=folder / "site").as_uri()


@pytest.fixture(scope="module")
def large(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of 5,000 articles: the dataset over and over, under other identifiers."""
    out = tmp_path_factory.mktemp("large")
    blocks = {name: [table] for name, table in multiplied(dataset, 1250).items()}
    write_dataset(out, blocks, package_version="0", model="none")
    return view(out, out=tmp_path_factory.mktemp("large-site"))


def multiplied(dataset: Path, times: int) -> dict[str, pa.Table]:
    own = {"article_id", "event_id", "statement_id", "figure_id", "incident_id"}
    grown = {}
    for name in tables():
        table = pq.read_table(dataset / f"{name}.parquet")
        if not own & set(table.column_names) or name == "rejects":
            grown[name] = table
            continue
        copies = []
        for n in range(times):
            copy = table
            for column in own & set(table.column_names):
                position = copy.schema.get_field_index(column)
                copy = copy.set_column(
                    position,
                    copy.schema.field(position),
                    pc.binary_join_element_wise(copy[column], str(n), "-"),
                )
            copies.append(copy)
        grown[name] = pa.concat_tables(copies)
    return grown


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert faults == []


def opened(page: Any, address: str, fragment: str = "#/") -> Any:
    page.goto(f"{address}{fragment}")
    page.wait_for_selector("body[data-ready]")
    return page


def number(page: Any) -> int:
    page.wait_for_selector('#result[data-done="true"]')
    return int(page.inner_text("#result").split()[0].replace(",", ""))


def test_filters_narrow_the_list_and_the_address_keeps_them(page: Any, site: str) -> None:
    opened(page, site)
    everything = number(page)
    page.get_by_role("checkbox", name="military").check()
    page.wait_for_selector(".chip")
    military = number(page)
    assert 0 < military < everything
    assert page.locator(".card").count() == page.locator('.card[data-sphere="military"]').count()
    page.get_by_label("Words in the sentence").fill("drone")
    page.locator(".chip").nth(2).wait_for()
    assert 0 < number(page) < military
    assert all("drone" in words.lower() for words in page.locator(".card blockquote").all_inner_texts())
    page.reload()
    page.wait_for_selector(".chip")
    assert page.get_by_label("Words in the sentence").input_value() == "drone"
    page.get_by_role("button", name="Clear all").click()
    assert number(page) == everything


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("actor=russia", None),
        ("place=ukraine", ".where"),
        ("factuality=planned", ".factuality"),
        ("event_type=CONSULT", ".type"),
    ],
)
def test_each_filter_finds_some(page: Any, site: str, query: str, column: str | None) -> None:
    opened(page, site, f"#/?{query}")
    page.wait_for_selector(".card")
    if column:
        wanted = query.split("=")[1].lower()
        assert all(wanted in text.lower() for text in page.locator(f".card {column}").all_inner_texts())


def test_nothing_found_says_so(page: Any, site: str) -> None:
    opened(page, site, "#/?text=zzzz")
    page.wait_for_selector(".none")
    assert number(page) == 0


def test_a_bar_of_the_timeline_is_a_filter_with_the_keyboard(page: Any, site: str) -> None:
    opened(page, site)
    page.wait_for_selector(".card")
    page.locator('.bin[tabindex="0"]').focus()
    page.keyboard.press("Home")
    assert "November 2025" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip")
    assert page.get_by_label("Reported from").input_value() >= "2025-11-01"
    assert {text[-4:] for text in page.locator(".day").all_inner_texts()} == {"2025"}


def test_from_an_event_to_its_words_and_back(page: Any, site: str) -> None:
    opened(page, site, "#/?event_type=ASSAULT")
    trigger = page.locator(".card mark").first.inner_text()
    page.locator(".card a").first.click()
    page.wait_for_selector(".mark.chosen")
    assert page.locator(".mark.chosen").first.inner_text() in trigger
    assert page.evaluate("document.activeElement.classList.contains('chosen')")
    assert "ASSAULT" in page.inner_text("#details")
    page.keyboard.press("Escape")
    assert page.locator(".mark.chosen").count() == 0
    page.go_back()
    page.wait_for_selector(".chip")


def test_an_article_with_the_keyboard_alone(page: Any, site: str) -> None:
    opened(page, site, "#/articles")
    page.locator(".articles a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".mark")
    page.locator(".mark[role]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert page.locator("#details dt").count() > 10
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Its words").click()
    assert page.evaluate("document.activeElement.classList.contains('chosen')")


def test_every_row_is_highlighted_at_its_words(page: Any, site: str) -> None:
    opened(page, site, "#/articles")
    page.locator(".articles a").first.click()
    page.wait_for_selector(".rows button")
    keys = page.locator(".rows button").evaluate_all("nodes => nodes.map(node => node.dataset.key)")
    marked = page.locator(".mark").evaluate_all(
        "nodes => nodes.flatMap(node => node.dataset.keys.split(' '))"
    )
    assert set(keys) == set(marked)
    page.get_by_label("Statements", exact=False).uncheck()
    left = page.locator(".mark").evaluate_all("nodes => nodes.flatMap(node => node.dataset.keys.split(' '))")
    assert left
    assert not [key for key in left if key.startswith("s")]


def test_text_stays_text(page: Any, hostile: str) -> None:
    opened(page, hostile)
    page.wait_for_selector(".card")
    opened(page, hostile, "#/article/hostile")
    page.wait_for_selector(".prose")
    assert page.evaluate("document.querySelectorAll('main script, main img, main b').length") == 0
    assert '<script>document.title = "taken"</script>' in page.inner_text(".prose")
    assert page.inner_text("h1").startswith("<script>")
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.protocol !== 'javascript:')")
    assert "taken" not in page.title().replace("document.title = 'taken'", "")
    # Offsets count code points: after a dove, which is two units of JavaScript's strings, words still fit.
    page.locator(".rows button", has_text="Figure").first.click()
    assert page.locator(".mark.chosen").first.inner_text() in page.inner_text("#details .said")
    assert (
        page.locator("#details .said").inner_text().strip("“”")
        == page.locator(".mark.chosen").first.inner_text()
    )


@pytest.mark.parametrize("fragment", ["#/", "#/?text=drone", "#/articles", "#/codebook", "article"])
def test_fits_a_phone(browser: Any, site: str, fragment: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(context.new_page(), site, "#/" if fragment == "article" else fragment)
    if fragment == "article":
        page.locator(".card a").first.click()
        page.wait_for_selector(".mark.chosen")
        sheet = page.locator("#details").bounding_box()
        words = page.locator(".mark.chosen").first.bounding_box()
        assert words["y"] + words["height"] < sheet["y"], "the sheet covers the words"
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("fragment", ["#/", "#/articles", "#/codebook", "article"])
def test_accessibility(browser: Any, site: str, fragment: str, viewport: dict[str, int], scheme: str) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = opened(context.new_page(), site, "#/" if fragment == "article" else fragment)
    if fragment == "article":
        page.locator(".card a").first.click()
        page.wait_for_selector(".mark.chosen")
    page.wait_for_timeout(200)
    assert AXE_CORE
    page.evaluate(Path(AXE_CORE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    problems = [
        (fault["id"], fault["impact"], [node["html"][:120] for node in fault["nodes"][:3]]) for fault in found
    ]
    assert problems == []
    context.close()


def test_five_thousand_articles_open_at_once(browser: Any, large: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_text("<!doctype html><title>empty</title><p>nothing", encoding="utf-8")

    def seconds(address: str, ready: str) -> float:
        context = browser.new_context(viewport=DESKTOP)
        page = context.new_page()
        start = time.perf_counter()
        page.goto(address)
        page.wait_for_selector(ready)
        took = time.perf_counter() - start
        context.close()
        return took

    bare = min(seconds(empty.as_uri(), "p") for _ in range(3))
    first = min(seconds(large.as_uri(), ".bin") for _ in range(3))
    listed = min(seconds(large.as_uri(), ".card") for _ in range(3))
    print(f"empty page {bare:.2f} s, timeline {first:.2f} s, first events {listed:.2f} s")  # noqa: T201
    assert first < bare + 0.5
    assert listed < bare + 0.6


def test_filters_search_five_thousand_articles(page: Any, large: Path) -> None:
    opened(page, large.as_uri(), "#/?text=drone")
    page.wait_for_selector(".card")
    assert number(page) > 1250
