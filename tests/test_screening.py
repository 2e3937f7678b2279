from conflict_data.articles import Article, Reading, article_from_text
from conflict_data.articles.screening import screen
from conflict_data.errors import ArticleError

UKRAINIAN = "Президент заявив у понеділок, що переговори триватимуть у Женеві ще два дні."
GERMAN = "Der Präsident sagte am Montag, dass die Gespräche in Genf noch zwei Tage weitergehen würden."
ENGLISH = "The president said on Monday that the talks in Geneva would go on for two days."


def results(*articles: Article | ArticleError, reading: Reading | None = None) -> list[str]:
    offered = screen([("f.jsonl", article) for article in articles], reading or Reading())
    return [o.item.reason.value if isinstance(o.item, ArticleError) else "ok" for o in offered]


def make(text: str, name: str = "a", language: str = "en") -> Article:
    return article_from_text(text, "2026-02-01", article_id=name, language=language)


def test_other_languages_are_refused_or_flagged() -> None:
    articles = [make(ENGLISH, "a"), make(UKRAINIAN, "b"), make(GERMAN, "c"), make(ENGLISH + "!", "d", "uk")]
    assert results(*articles) == ["ok", "not-english", "not-english", "not-english"]
    accepted = [o.item for o in screen([("f", a) for a in articles], Reading(any_language=True))]
    assert [(a.language, a.flags) for a in accepted if isinstance(a, Article)] == [
        ("en", ()), ("uk", ("other-language",)), ("de", ("other-language",)), ("uk", ("other-language",)),
    ]  # fmt: skip


def test_short_texts_full_of_names_have_the_benefit_of_the_doubt() -> None:
    texts = [
        "Zelenskyy met Macron in Paris.",
        "Wang Yi hosted Kuleba in Guangzhou.",
        "Drones hit Zaporizhzhia.",
        "ok then",
    ]
    assert results(*(make(text, str(i)) for i, text in enumerate(texts))) == ["ok"] * 4


def test_length_ids_and_texts() -> None:
    articles = [make(ENGLISH), make(ENGLISH * 3, "b"), make(GERMAN[:10] + ENGLISH, "a"), make(ENGLISH, "c")]
    assert results(*articles, reading=Reading(max_characters=150)) == [
        "ok",
        "too-long",
        "duplicate-id",
        "duplicate-text",
    ]


def test_positions_count_within_a_file() -> None:
    items = [("a", make(ENGLISH)), ("a", make(ENGLISH, "b")), ("b", make(ENGLISH + "!", "c"))]
    assert [(o.source, o.position) for o in screen(items, Reading())] == [("a", 0), ("a", 1), ("b", 0)]
