"""Articles added from files, and collected from a server on loopback that misbehaves in every usual way."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import hashlib
import json
import threading
import time
import unicodedata
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import conflict_data as cd
from conflict_data.articles import Article, Source, read_articles
from conflict_data.articles.article import RESTRICTED, normalise
from conflict_data.articles.front_matter import read_front_matter
from conflict_data.articles.markdown import to_markdown
from conflict_data.builder import build
from conflict_data.cli import app
from conflict_data.collection import Origin, Outcome, add, collect
from conflict_data.collection.addresses import in_feed, in_sitemap, listed
from conflict_data.collection.folder import opened
from conflict_data.errors import DatasetError, FetchError, UsageError

ROOT = Path(__file__).parents[1]
GOOD = "---\nid: {0}\npublished: 2026-02-01\nlicense: CC-BY-4.0\n---\nThe ferry ran again on line {0}.\n"

words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=30
)
lines = st.lists(words, min_size=1, max_size=5).map(lambda some: unicodedata.normalize("NFC", " ".join(some)))


@given(
    text=st.lists(lines, min_size=1, max_size=4).map("\n\n".join),
    title=lines | st.none(),
    outlet=lines | st.none(),
    published=st.dates(min_value=dt.date(1900, 1, 1)),
    language=st.sampled_from(["en", "uk"]),
)
def test_an_article_written_is_the_article_read(
    text: str, title: str | None, outlet: str | None, published: dt.date, language: str
) -> None:
    body = f"Boats ran again. {text}".strip()
    article = Article("a-1", body, published, title, outlet, language=language, license="CC0-1.0")
    written = to_markdown(article, {"accessed": "2026-02-01"})
    assert read_front_matter(normalise(written), "x.md", "x.md") == article


def test_sources_are_written_with_the_article() -> None:
    cited = (
        Source("Lamp", "A: b", "https://a.example", dt.date(2026, 1, 2)),
        Source(url="https://b.example"),
    )
    article = Article("a", "Boats ran again.", dt.date(2026, 2, 1), sources=cited)
    assert read_front_matter(to_markdown(article), "x.md", "x.md").sources == cited


def test_files_are_added_once_with_their_hashes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(GOOD.format(name))
    raw = tmp_path / "raw"
    assert add([tmp_path / "a.md", tmp_path / "b.md"], raw) == [
        Outcome("a", "added", "2026-02/a.md"), Outcome("b", "added", "2026-02/b.md"),
    ]  # fmt: skip
    first = (raw / "SHA256SUMS").read_text()
    assert first.split()[1::2] == ["2026-02/a.md", "2026-02/b.md"]
    for line in first.splitlines():
        assert hashlib.sha256((raw / line[66:]).read_bytes()).hexdigest() == line[:64]
    assert [outcome.result for outcome in add(tmp_path / "a.md", raw)] == ["known"]
    assert (raw / "SHA256SUMS").read_text() == first
    assert [article.article_id for article in read_articles(raw)] == ["a", "b"]


def test_the_same_text_or_address_is_known_by_another_id(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Published: 2026-02-01\n\nThe ferry ran again on Sunday, the harbour master said.\n"
    )
    address = Origin(url="https://a.example/1")
    assert [outcome.result for outcome in add(tmp_path / "a.txt", tmp_path / "raw", origin=address)] == [
        "added"
    ]
    (same,) = add(tmp_path / "a.txt", tmp_path / "raw", origin=Origin(article_id="other"))
    assert (same.result, "the text is that of a" in same.message) == ("known", True)
    (tmp_path / "c.txt").write_text(
        "Published: 2026-02-01\n\nThe ferry did not run on Monday, the master added.\n"
    )
    (known,) = add(tmp_path / "c.txt", tmp_path / "raw", origin=address)
    assert "the address is that of a" in known.message


def test_what_is_not_known_is_asked_for_and_restricted_when_no_one_knows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry ran again on Sunday, the harbour master said.\n")
    assert [outcome.result for outcome in add(tmp_path / "a.txt", tmp_path / "raw")] == ["refused"]
    asked = []

    def ask(article: Article, field: str) -> str:
        asked.append(field)
        return {"published": "2026-02-01", "outlet": "Northern Lamp"}.get(field, "")

    add(tmp_path / "a.txt", tmp_path / "raw", ask=ask)
    (article,) = read_articles(tmp_path / "raw")
    assert asked == ["published", "outlet", "title", "url", "license"]
    assert (article.published, article.outlet, article.license) == (
        dt.date(2026, 2, 1),
        "Northern Lamp",
        RESTRICTED,
    )
    assert article.flags == ()


def test_an_answer_that_is_no_day_refuses_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry ran again on Sunday, the harbour master said.\n")
    (outcome,) = add(tmp_path / "a.txt", tmp_path / "raw", ask=lambda *_: "yesterday or so")
    assert (outcome.result, "write it as YYYY-MM-DD" in outcome.message) == ("refused", True)


def test_ids_that_make_no_readable_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD.format("_a"))
    (tmp_path / "b.md").write_text(GOOD.format("README.b").replace("line", "pier"))
    results = [outcome.result for outcome in add([tmp_path / "a.md", tmp_path / "b.md"], tmp_path / "raw")]
    assert results == ["refused", "refused"]


def test_restricted_words_stay_out_of_the_tables(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, terms in (("a", "restricted"), ("b", "CC-BY-4.0")):
        text = f"---\npublished: 2026-02-01\nlicense: {terms}\n---\nDrones hit depot {name} in Kharkiv, the mayor said.\n"
        (news / f"{name}.md").write_text(text)
    build(news, tmp_path / "out")
    articles = cd.load_articles(path=tmp_path / "out").set_index("article_id")
    assert articles["has_text"].to_dict() == {"a": False, "b": True}
    events = cd.load_events(path=tmp_path / "out")
    assert events.loc[events["article_id"] == "a", "evidence"].isna().all()
    assert events.loc[events["article_id"] == "b", "evidence"].notna().all()
    assert cd.validate(tmp_path / "out").success
    assert cd.verify(news, tmp_path / "out", rejoin=tmp_path / "whole").success
    assert cd.load_articles(path=tmp_path / "whole")["has_text"].all()
    build(news, tmp_path / "home", with_text=True)
    assert (tmp_path / "home" / "events.parquet").read_bytes() == (
        tmp_path / "whole" / "events.parquet"
    ).read_bytes()


# --- the web -----------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry {0} reopens | Lamp</title>
<meta property="article:published_time" content="2026-01-17T10:00:00+02:00"><meta property="og:site_name" content="Lamp">
</head><body><article><h1>Ferry {0} reopens</h1><p>Two boats carried eighty passengers across the river at pier {0} on
Saturday, the mayor’s office said in a statement to the press.</p><p>Drones had hit the harbour of Kherson {0} days
before, killing three people, the governor of the region wrote.</p></article></body></html>"""


def page(n: object) -> bytes:
    return PAGE.format(n).encode()


class Site:
    """What the server answers, and when it was asked for what."""

    def __init__(self) -> None:
        self.robots: tuple[int, bytes] = (200, b"User-agent: *\nDisallow: /private/\n")
        self.asked: list[tuple[float, str]] = []
        self.failures = {"/flaky": 2, "/busy": 1}
        self.changed = False
        self.base = ""

    def times(self, path: str) -> int:
        return sum(asked == path for _, asked in self.asked)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *arguments: object) -> None:
        """Keep quiet."""

    def give(
        self, status: int, body: bytes = b"", kind: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body))}.items() | headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        site = self.site
        site.asked.append((time.monotonic(), self.path))
        if site.failures.get(self.path, 0) > 0:
            site.failures[self.path] -= 1
            if self.path == "/flaky":
                self.close_connection = True  # without a word
            else:
                self.give(503, Retry_After="0")
        elif self.path == "/robots.txt":
            self.give(*site.robots, kind="text/plain")
        elif self.path == "/versioned":
            tag = '"2"' if site.changed else '"1"'
            if self.headers["If-None-Match"] == tag:
                self.give(304)
            else:
                self.give(200, page("new" if site.changed else "old"), ETag=tag)
        elif self.path in ("/drip", "/drip_headers", "/cut", "/silent", "/nonsense"):
            self.close_connection = True
            getattr(self, self.path[1:])()
        elif self.path.startswith(("/page/", "/private/", "/flaky", "/busy")):
            self.give(200, page(self.path.rpartition("/")[2]))
        else:
            status, body, headers = self.answers(f"http://{self.headers['Host']}").get(
                self.path, (404, b"", {})
            )
            self.give(status, body, **headers)

    def answers(self, base: str) -> dict[str, tuple[int, bytes, dict[str, str]]]:
        items = "".join(f"<item><link>{base}/page/{n}#part</link></item>" for n in (1, 2))
        maps = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>" for name in ("map.xml.gz", "maps.xml"))
        urls = f"<urlset><url><loc>{base}/page/3</loc></url></urlset>"
        latin = page("Café").decode().replace("’", "'").encode("latin-1")
        packed = {"Content-Encoding": "gzip"}
        return {
            "/gzip": (200, gzip.compress(page("gzip")), packed),
            "/same": (200, page("gzip"), {}),
            "/bomb": (200, gzip.compress(b"<p>" + b"a" * 30_000_000), packed),
            "/not-gzip": (200, b"not gzip at all", packed),
            "/flood": (200, b"<p>" + b"a" * 300_000, {}),
            "/circle": (302, b"", {"Location": "/circle"}),
            "/file": (302, b"", {"Location": "file:///etc/passwd"}),
            "/moved": (301, b"", {"Location": f"{base}/page/moved"}),
            "/to-private": (302, b"", {"Location": "/private/page"}),
            "/later": (429, b"", {"Retry-After": "86400"}),
            "/broken": (500, b"", {}),
            "/gone": (410, b"", {}),
            "/pdf": (200, b"%PDF-1.7", {"kind": "application/pdf"}),
            "/latin": (200, latin, {"kind": "text/html; charset=latin-1"}),
            "/undated": (200, page("undated").replace(b"2026-01-17T10:00:00+02:00", b"lately"), {}),
            "/feed": (200, f"<rss><channel><link>{base}</link>{items}</channel></rss>".encode(), {}),
            "/maps.xml": (200, f"<sitemapindex>{maps}</sitemapindex>".encode(), {}),
            "/map.xml.gz": (200, gzip.compress(urls.encode()), {}),
        }

    def drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        self.dripped(b"a" * 200)

    def drip_headers(self) -> None:
        self.dripped(b"HTTP/1.1 200 OK\r\nX-More: " + b"a" * 200)

    def dripped(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            for at in range(len(data)):
                self.wfile.write(data[at : at + 1])
                self.wfile.flush()
                time.sleep(0.05)

    def cut(self) -> None:
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + page("cut")
        )

    def silent(self) -> None:
        time.sleep(2)

    def nonsense(self) -> None:
        self.wfile.write(b"\x00\x01 this is no protocol\r\n\r\n")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet of clients that left."""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    handler: Any = type("Handler", (Handler,), {"site": site})
    server = Server(("127.0.0.1", 0), handler)
    site.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


def gather(site: Site, into: Path, *paths: str, **options: Any) -> dict[str, Outcome]:
    options = {"pause": 0.0, "timeout": 1.0, "max_bytes": 200_000} | options
    found = collect(into, [site.base + path for path in paths], **options)
    return {outcome.source.removeprefix(site.base): outcome for outcome in found}


def test_pages_become_articles_with_their_origin(site: Site, tmp_path: Path) -> None:
    found = gather(site, tmp_path, "/page/1", "/gzip", "/moved", "/latin")
    assert {outcome.result for outcome in found.values()} == {"added"}
    articles = {str(article.url).removeprefix(site.base): article for article in read_articles(tmp_path)}
    assert articles.keys() == {"/page/1", "/gzip", "/page/moved", "/latin"}
    first = articles["/page/1"]
    assert (first.outlet, first.published, first.license) == ("Lamp", dt.date(2026, 1, 17), RESTRICTED)
    assert "Café" in articles["/latin"].text
    written = (tmp_path / found["/page/1"].message).read_text("utf-8")
    assert f"\npage_sha256: {hashlib.sha256(page('1')).hexdigest()}\n" in written
    assert "\naccessed: '20" in written
    kept = {gzip.decompress(path.read_bytes()) for path in tmp_path.glob("_pages/*/*.html.gz")}
    assert page("1") in kept


def test_what_is_no_article_is_refused_for_good(site: Site, tmp_path: Path) -> None:
    paths = ("/gone", "/nothing", "/pdf", "/undated")
    found = gather(site, tmp_path, *paths)
    assert {path: outcome.result for path, outcome in found.items()} == dict.fromkeys(paths, "refused")
    assert found["/gone"].message == "the server answers 410"
    assert "application/pdf" in found["/pdf"].message
    assert "no publication date" in found["/undated"].message
    assert {outcome.result for outcome in gather(site, tmp_path, *paths).values()} == {"known"}
    assert site.times("/gone") == 1


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/private/page", "robots.txt"),
        ("/to-private", "robots.txt"),
        ("/circle", "redirected more than"),
        ("/file", "not an address of the web"),
        ("/flood", "more than 200,000 bytes"),
        ("/bomb", "more than 200,000 bytes"),
    ],
)
def test_what_must_not_be_fetched_is_refused(site: Site, tmp_path: Path, path: str, why: str) -> None:
    outcome = gather(site, tmp_path, path)[path]
    assert outcome.result == "refused"
    assert why in outcome.message
    assert site.times("/private/page") == 0


@pytest.mark.parametrize(
    "path",
    ["/drip", "/drip_headers", "/silent", "/cut", "/nonsense", "/broken", "/later", "/not-gzip"],
)
def test_what_fails_is_tried_again_by_the_next_run(site: Site, tmp_path: Path, path: str) -> None:
    # Short where the server keeps one waiting; long where it answers, however busy the machine is.
    timeout = 0.5 if path in ("/drip", "/drip_headers", "/silent") else 10
    started = time.monotonic()
    assert gather(site, tmp_path, path, timeout=timeout)[path].result == "failed"
    assert time.monotonic() - started < 30
    asked = site.times(path)
    assert asked == (1 if path == "/later" else 3)
    gather(site, tmp_path, path, timeout=timeout)
    assert site.times(path) > asked


def test_a_host_that_is_not_there_is_asked_for_its_rules_once(tmp_path: Path) -> None:
    addresses = [f"http://127.0.0.1:1/{n}" for n in range(3)]
    assert [outcome.result for outcome in collect(tmp_path, addresses, pause=0)] == ["failed"] * 3


def test_passing_trouble_is_waited_out(site: Site, tmp_path: Path) -> None:
    found = gather(site, tmp_path, "/flaky", "/busy")
    assert {outcome.result for outcome in found.values()} == {"added"}


@pytest.mark.parametrize(
    ("status", "body", "result"),
    [
        (404, b"", "added"),
        (500, b"", "failed"),
        (200, b"\xff\xfe\x00 nonsense", "added"),
        (200, b"User-agent: *\nDisallow: /", "refused"),
    ],
)
def test_robots_by_the_standard(site: Site, tmp_path: Path, status: int, body: bytes, result: str) -> None:
    site.robots = (status, body)
    assert gather(site, tmp_path, "/page/1")["/page/1"].result == result


def test_a_host_is_given_time(site: Site, tmp_path: Path) -> None:
    site.robots = (200, b"User-agent: conflict-data\nCrawl-delay: 0.3\n")
    gather(site, tmp_path, "/page/1", "/page/2", pause=0.05)
    moments = [moment for moment, _ in site.asked]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert gaps[0] > 0.04  # after robots.txt
    assert gaps[1] > 0.29


def test_known_pages_are_asked_for_only_to_refresh_them(site: Site, tmp_path: Path) -> None:
    assert gather(site, tmp_path, "/versioned")["/versioned"].result == "added"
    assert gather(site, tmp_path, "/versioned")["/versioned"].result == "known"
    assert site.times("/versioned") == 1
    assert gather(site, tmp_path, "/versioned", refresh=True)["/versioned"].result == "unchanged"
    site.changed = True
    assert gather(site, tmp_path, "/versioned", refresh=True)["/versioned"].result == "changed"
    assert gather(site, tmp_path, "/versioned", refresh=True)["/versioned"].result == "unchanged"
    (article,) = read_articles(tmp_path)  # as it was first collected
    assert "pier old" in article.text
    assert len(list(tmp_path.glob("_pages/*/*.gz"))) == 2


def test_the_same_article_at_two_addresses_is_one(site: Site, tmp_path: Path) -> None:
    assert [outcome.result for outcome in gather(site, tmp_path, "/gzip", "/same").values()] == [
        "added",
        "known",
    ]


def test_a_record_that_was_cut_off_is_mended(site: Site, tmp_path: Path) -> None:
    gather(site, tmp_path, "/page/1", "/page/2")
    record = tmp_path / "_pages" / "record.jsonl"
    whole = record.read_bytes()
    record.write_bytes(whole[:-20])
    found = gather(site, tmp_path, "/page/1", "/page/2")
    assert {path: outcome.result for path, outcome in found.items()} == {
        "/page/1": "known",
        "/page/2": "known",
    }
    assert len(list(read_articles(tmp_path))) == 2


def test_feeds_and_sitemaps_lead_to_pages(site: Site, tmp_path: Path) -> None:
    found = collect(tmp_path, feeds=[f"{site.base}/feed"], sitemaps=[f"{site.base}/maps.xml"], pause=0)
    assert [outcome.source.removeprefix(site.base) for outcome in found] == ["/page/1", "/page/2", "/page/3"]
    assert {outcome.result for outcome in found} == {"added"}
    with pytest.raises(FetchError, match="404"):
        collect(tmp_path, feeds=[f"{site.base}/none"], pause=0)


def test_two_collections_into_one_folder_are_refused(site: Site, tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(DatasetError, match="another process"):
        gather(site, tmp_path, "/page/1")


def test_limits_must_be_positive(tmp_path: Path) -> None:
    for wrong in ({"timeout": 0}, {"max_bytes": -1}, {"pause": -1}):
        with pytest.raises(UsageError):
            collect(tmp_path, ["https://a.example"], **wrong)  # type: ignore[arg-type]


def test_addresses_of_feeds_of_every_kind() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="/x"/><entry><link rel="self" href="/s"/><link href="/1"/></entry><entry><id>https://b.example/2</id></entry></feed>'
    assert in_feed(atom, "https://a.example/f") == ["https://a.example/1", "https://b.example/2"]
    rdf = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item><link> /1 </link></item></r:RDF>'
    assert in_feed(rdf, "https://a.example/f") == ["https://a.example/1"]
    assert in_feed(b'{"items": [{"url": "/1"}, {"id": "https://b.example/2"}, 3, {}]}', "https://a.example") == [
        "https://a.example/1", "https://b.example/2",
    ]  # fmt: skip
    cut = b"<rss><channel><item><link>https://a.example/1</link></item><item><link>https://a.exa"
    assert "https://a.example/1" in in_feed(cut, "https://a.example")
    for nothing in (
        b"",
        b"{",
        b"[1]",
        b"<html><p>no feed",
        b"\x00\xff",
        b'{"items": 3}',
        b"javascript:alert(1)",
    ):
        assert in_feed(nothing, "https://a.example") == []
    assert (
        in_feed(
            b"<rss><item><link>javascript:x()</link></item><item><link>http://[bad</link></item></rss>",
            "https://a.example",
        )
        == []
    )


def test_entities_of_xml_are_not_unfolded() -> None:
    swelling = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    urls = in_sitemap(
        swelling + b"<urlset><url><loc>https://a.example/&c;&b;</loc></url></urlset>", "https://a.example"
    )[0]
    assert all("root:" not in url and "aaaa" not in url for url in urls)
    assert in_sitemap(zlib.compress(b"no"), "https://a.example") == ([], [])
    assert in_sitemap(gzip.compress(b"<urlset/>")[:-5], "https://a.example") == ([], [])


@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: f"<rss><item><link>{text}".encode("utf-8", "replace"))
)
def test_no_feed_makes_the_reader_stumble(data: bytes) -> None:
    for found in (in_feed(data, "https://a.example"), *in_sitemap(data, "https://a.example")):
        assert all(address.startswith("http") for address in found)


def test_lists_have_comments() -> None:
    assert listed("# news\nhttps://a.example/1\n\n https://a.example/2 \nhttps://a.example/1\n") == [
        "https://a.example/1", "https://a.example/2",
    ]  # fmt: skip


def test_the_commands_add_and_collect(site: Site, tmp_path: Path) -> None:
    runner = CliRunner()
    (tmp_path / "a.md").write_text(GOOD.format("a"))
    (tmp_path / "urls.txt").write_text(f"{site.base}/page/1\n")
    into = ["--into", str(tmp_path / "raw")]
    done = runner.invoke(app, ["add", str(tmp_path / "a.md"), *into])
    assert (done.exit_code, "1 added" in done.stdout) == (0, True)
    assert runner.invoke(app, ["add", str(tmp_path / "a.md"), *into]).exit_code == 1
    done = runner.invoke(
        app, ["collect", str(tmp_path / "urls.txt"), *into, "--contact", "a@a.example", "--json", "-q"]
    )
    assert [outcome["result"] for outcome in json.loads(done.stdout)["outcomes"]] == ["added"]
    assert isinstance(runner.invoke(app, ["collect", *into]).exception, UsageError)
    assert isinstance(runner.invoke(app, ["collect", str(tmp_path / "none"), *into]).exception, UsageError)
