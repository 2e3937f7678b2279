"""Who is meant, on sentences written for it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflict_data.articles import article_from_text
from conflict_data.language.actors import ActorMention, find_actors
from conflict_data.language.annotate import annotate
from conflict_data.language.document import Document


def read(text: str, published: str = "2026-01-20") -> Document:
    article = article_from_text(text, dt.date.fromisoformat(published))
    (document,) = annotate([article])
    return document


def at(text: str, word: str, published: str = "2026-01-20") -> ActorMention | None:
    """The mention at the last occurrence of a word."""
    document = read(text, published)
    tokens = [token for token in document.doc if token.text == word]
    return document.actors.get(tokens[-1].i)


def found(text: str, word: str, published: str = "2026-01-20") -> ActorMention:
    mention = at(text, word, published)
    assert mention is not None, f"no actor at {word!r}"
    return mention


@pytest.mark.parametrize(
    ("text", "word", "actor_id", "country", "sector"),
    [
        # names and titles
        ("Volodymyr Zelenskyy arrived late.", "Zelenskyy", "volodymyr-zelenskyy", "UKR", "GOV"),
        ("Volodymyr Zelensky arrived late.", "Zelensky", "volodymyr-zelenskyy", "UKR", "GOV"),
        ("Putin told reporters so.", "Putin", "vladimir-putin", "RUS", "GOV"),
        ("Kremlin spokesman Dmitry Peskov declined to answer.", "Peskov", "dmitry-peskov", "RUS", "GOV"),
        ("The Ukrainian president flew home.", "president", "volodymyr-zelenskyy", "UKR", "GOV"),
        ("Italy's prime minister called him.", "minister", "giorgia-meloni", "ITA", "GOV"),
        ("The head of the IAEA asked for access.", "head", "rafael-grossi", "UNO", None),
        ("The governor of Kharkiv region gave a toll.", "governor", "oleh-syniehubov", "UKR", "GOV"),
        ("Kharkiv's mayor gave a toll.", "mayor", "ihor-terekhov", "UKR", "GOV"),
        # institutions
        ("Ukraine's navy sank a ship.", "navy", "ukr-navy", "UKR", "MIL"),
        ("Moldova's energy ministry denied it.", "ministry", "mda-energy-ministry", "MDA", "GOV"),
        ("The foreign ministry in Tallinn denied it.", "ministry", "est-foreign-ministry", "EST", "GOV"),
        ("The Russian Defense Ministry denied it.", "Ministry", "rus-defence-ministry", "RUS", "GOV"),
        # groups
        ("Polish border guards closed the gate.", "guards", "pol-cop", "POL", "COP"),
        ("Russian soldiers crossed the river.", "soldiers", "rus-mil", "RUS", "MIL"),
        ("Ukrainian drones hit a depot.", "drones", "ukr-mil", "UKR", "MIL"),
        ("Russian strikes went on all night.", "strikes", "rus-mil", "RUS", "MIL"),
        ("Authorities in the Kharkiv region ordered it.", "Authorities", "ukr-government", "UKR", "GOV"),
        ("Prosecutors in the Sumy region opened a case.", "Prosecutors", "ukr-jud", "UKR", "JUD"),
        ("The Russians retreated.", "Russians", "rus-group", "RUS", None),
        ("North Korean troops took part.", "troops", "prk-army", "PRK", "MIL"),
        # countries, capitals, bodies
        ("Poland protested.", "Poland", "pol-government", "POL", None),
        ("Kyiv said it would not sign.", "Kyiv", "ukr-government", "UKR", "GOV"),
        ("Nobody believed Moscow's offer.", "Moscow", "rus-government", "RUS", "GOV"),
        ("Brussels adopted the package.", "Brussels", "european-union", "EUR", None),
        ("The Kremlin denied it.", "Kremlin", "rus-government", "RUS", "GOV"),
        ("European leaders met on Friday.", "leaders", "european-union", "EUR", None),
        ("The International Atomic Energy Agency sent a team.", "Agency", "iaea", "UNO", None),
        # authorities installed by the occupier
        (
            "Russian-installed officials reported hits.",
            "officials",
            "russian-installed-authorities",
            "UKR",
            "PRE",
        ),
        (
            "Officials installed by Moscow reported hits.",
            "Officials",
            "russian-installed-authorities",
            "UKR",
            "PRE",
        ),
        # nobody's in particular
        ("Two officials confirmed it.", "officials", None, None, "GOV"),
        ("Western partners hesitated.", "partners", None, None, "GOV"),
        ("Kyiv's allies hesitated.", "allies", None, None, "GOV"),
        ("A 65-year-old woman was hurt.", "woman", None, None, "CVL"),
        ("Ukrainian civilians were hurt.", "civilians", "ukr-cvl", "UKR", "CVL"),
    ],
)
def test_phrase(text: str, word: str, actor_id: str | None, country: str | None, sector: str | None) -> None:
    mention = found(text, word)
    assert (mention.actor_id, mention.country, mention.sector) == (actor_id, country, sector)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The drone fell in Kyiv.", "Kyiv"),
        ("Drones attacked Kyiv before dawn.", "Kyiv"),
        ("Kyiv was hit by three missiles.", "Kyiv"),
        ("He flew to Moscow on Monday.", "Moscow"),
        ("Residents of Moscow heard blasts.", "Moscow"),
        ("The Kyiv region lost power.", "Kyiv"),
        ("A fire burned across Russia.", "Russia"),
        ("It is cold and it will snow.", "it"),
        ("Iranian-made drones were found.", "drones"),
        ("The US-led plan failed.", "plan"),
        ("This gave us hope.", "us"),
        ("The bombing of Kharkiv went on.", "bombing"),
    ],
)
def test_not_an_actor(text: str, word: str) -> None:
    mention = at(text, word)
    assert mention is None or mention.country is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They appealed to Kyiv for patience.", "Kyiv"),
        ("He accused Moscow of delay.", "Moscow"),
        ("Talks between Washington and Moscow failed.", "Washington"),
        ("A demand from Moscow was turned down.", "Moscow"),
        ("Aid for Kyiv was voted.", "Kyiv"),
    ],
)
def test_capital_stands_for_its_government(text: str, word: str) -> None:
    assert found(text, word).kind == "government"


def test_office_is_that_of_the_day() -> None:
    text = "Denys Shmyhal spoke."
    offices = {day: found(text, "Shmyhal", day).role for day in ("2025-06-01", "2025-10-01", "2026-02-01")}
    assert offices["2025-06-01"] == "prime minister"
    assert offices["2025-10-01"] == "defence minister"
    assert "energy minister" in (offices["2026-02-01"] or "")
    assert found("Ukraine's energy minister spoke.", "minister", "2026-02-01").name == "Denys Shmyhal"


def test_former_office_is_not_the_present_holder() -> None:
    mention = found("The former Ukrainian president spoke.", "president")
    assert (mention.country, mention.name) != ("UKR", "Volodymyr Zelenskyy")


def test_span_is_the_name_without_its_title() -> None:
    mention = found("Yesterday President Volodymyr Zelenskyy spoke.", "Zelenskyy")
    assert mention.text == "Volodymyr Zelenskyy"
    assert (mention.start, mention.end) == (20, 39)


def test_span_of_a_group_is_its_phrase() -> None:
    assert found("Two Polish officials spoke.", "officials").text == "Two Polish officials"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Emmanuel Macron spoke. Later Macron left.", "Macron", "Emmanuel Macron"),
        ("Ivan Fedorov spoke. Later Fedorov left.", "Fedorov", "Ivan Fedorov"),
        ("Mykhailo Fedorov spoke. Later Fedorov left.", "Fedorov", "Mykhailo Fedorov"),
        ("Svitlana Marchuk, a baker, spoke. Later Marchuk left.", "Marchuk", "Svitlana Marchuk"),
        ("Its head, Radiy Khabirov, spoke.", "head", "Radiy Khabirov"),
        ("Foreign Minister Andriy Sybiha spoke.", "Sybiha", "Andrii Sybiha"),
        ("General Oleksandr Syrsky spoke.", "Syrsky", "Oleksandr Syrskyi"),
        ("The power company DTEK spoke.", "company", "DTEK"),
        ("The spokesman of the General Staff, Andrii Kovaliov, spoke.", "spokesman", "Andrii Kovaliov"),
    ],
)
def test_name(text: str, word: str, name: str) -> None:
    assert found(text, word).name == name


def test_namesakes_are_told_apart_by_what_was_said_last() -> None:
    text = "Ivan Fedorov spoke. Mykhailo Fedorov listened. Then Fedorov left."
    assert found(text, "Fedorov").name == "Mykhailo Fedorov"


def test_given_name_of_a_stranger_is_not_a_known_surname() -> None:
    assert found("The miner Michel Okonkwo spoke.", "Okonkwo").name == "Michel Okonkwo"
    assert found("Olena Putin, a nurse, spoke.", "Putin").name == "Olena Putin"


@pytest.mark.parametrize(
    ("text", "word", "country", "sector", "kind"),
    [
        ("Lithuanian defence minister Jonas Petraitis spoke.", "Petraitis", "LTU", "GOV", "person"),
        ("Oleh Kravets, a Ukrainian police officer, spoke.", "Kravets", "UKR", "COP", "person"),
        ("The Polish newspaper Gazeta Polnocna wrote so.", "Polnocna", "POL", "JRN", "media"),
        ("The Romanian company Dacol sold it.", "Dacol", "ROU", "BUS", "company"),
    ],
)
def test_strangers_take_country_and_sector_from_the_words_around(
    text: str, word: str, country: str, sector: str, kind: str
) -> None:
    mention = found(text, word)
    assert (mention.country, mention.sector, mention.kind, mention.known) == (country, sector, kind, False)
    assert mention.actor_id is not None


def test_acronym_of_the_text() -> None:
    text = "The Baltic Shipping Council (BSC) met. Later BSC wrote a letter."
    assert found(text, "BSC").name == "Baltic Shipping Council"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Zelenskyy spoke to Trump. He thanked him.", "He", "Volodymyr Zelenskyy"),
        ("Zelenskyy spoke to Trump. He thanked him.", "him", "Donald Trump"),
        ("Zelenskyy spoke. Kaja Kallas agreed. He left.", "He", "Volodymyr Zelenskyy"),
        ("Zelenskyy spoke. Kaja Kallas agreed. Then she left.", "she", "Kaja Kallas"),
        ("Trump said Putin had called. He was angry.", "He", "Donald Trump"),
        (
            "The European Commission found that Ukraine had done it. It asked for more.",
            "It",
            "European Commission",
        ),
        ("Sergey Lavrov met Donald Trump. The minister spoke.", "minister", "Sergey Lavrov"),
        ("Ukraine's air force listed drones. The air force said so.", "force", "Air Force of Ukraine"),
        ("The IAEA sent a team. The agency said so.", "agency", "International Atomic Energy Agency"),
        ("Marco Rubio, who spoke, left.", "who", "Marco Rubio"),
        ("The EU met. The bloc agreed.", "bloc", "European Union"),
        ("In the Krasnodar region, three died, its governor said.", "governor", "Veniamin Kondratyev"),
        ("In Lviv, buses stopped, the mayor said.", "mayor", "Andriy Sadovyi"),
    ],
)
def test_later_mention(text: str, word: str, name: str) -> None:
    assert found(text, word).name == name


@pytest.mark.parametrize(
    ("text", "word", "country", "sector"),
    [
        ("Belgium protested. Its government wants more.", "government", "BEL", "GOV"),
        ("Putin spoke. His troops advanced.", "troops", "RUS", "MIL"),
        ("Lavrov spoke. His country was ready.", "country", "RUS", "GOV"),
        ("In the Odesa region a port burned, local officials said.", "officials", "UKR", "GOV"),
        ("Russian soldiers came. The soldiers left.", "soldiers", "RUS", "MIL"),
        ("Ukraine's army held. They fought on.", "They", None, None),
    ],
)
def test_country_of_a_later_mention(text: str, word: str, country: str | None, sector: str | None) -> None:
    mention = at(text, word)
    got = (mention.country, mention.sector) if mention else (None, None)
    assert got == (country, sector)


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("American and Russian officials met.", "officials", ["USA", "RUS"]),
        ("Putin met Trump. The two presidents talked.", "presidents", ["RUS", "USA"]),
        ("Oil went to Hungary and Slovakia. Both accuse Kyiv.", "Both", ["HUN", "SVK"]),
        ("The leaders of Germany and France met.", "leaders", ["DEU", "FRA"]),
    ],
)
def test_members(text: str, word: str, countries: list[str]) -> None:
    assert [member.country for member in found(text, word).members] == countries


def test_author_speaks_through_a_document() -> None:
    assert found("Lavrov wrote. His letter argued so.", "letter").name == "Sergey Lavrov"
    assert at("An early count said so.", "count") is None


def test_offsets_are_those_of_the_text() -> None:
    document = read("Żaneta said:\n\nUkraine’s navy — and “Kyiv’s” soldiers — met Viktor Orbán’s envoys.")
    for mention in document.actors.values():
        assert document.text[mention.start : mention.end] == mention.text
    assert "Viktor Orbán" in {mention.name for mention in document.actors.values()}


WORDS = st.sampled_from(
    [
        "Kyiv",
        "Moscow",
        "Russian",
        "Ukraine",
        "'s",
        "the",
        "The",
        "president",
        "of",
        "and",
        ",",
        ".",
        "said",
        "he",
        "It",
        "its",
        "(",
        ")",
        '"',
        "-",
        "Putin",
        "Fedorov",
        "US-led",
        "minister",
        "ministry",
        "in",
        "both",
        "two",
        "officials",
        "Brussels",
        "Union",
        "—",
        "who",
        "which",
        "Zelenskyy",
        "İstanbul",
        "99",
        "’",
        "drones",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(lambda words: "Word " + " ".join(words)))
def test_any_sequence_of_words_is_read(text: str) -> None:
    document = read(text)
    for token, mention in document.actors.items():
        assert 0 <= token < len(document.doc)
        assert document.text[mention.start : mention.end] == mention.text
        assert mention.actor_id is None or re.fullmatch(r"[a-z0-9-]+", mention.actor_id)
        assert mention.country is None or re.fullmatch(r"[A-Z]{3}", mention.country)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200).map(lambda text: "Word " + text))
def test_any_text_is_read(text: str) -> None:
    document = read(text)
    assert find_actors(document) == document.actors


def test_one_identifier_one_actor() -> None:
    text = (
        "Russian soldiers and Russian drones came. The Russian military denied it. Ukrainian civilians fled. "
        "Moldova's energy ministry and Moldova's Ministry of Energy spoke. Jane Doe, a nurse, left. Doe wept."
    )
    seen: dict[str, set[tuple[str | None, str, bool]]] = {}
    for mention in read(text).actors.values():
        if mention.actor_id is not None:
            seen.setdefault(mention.actor_id, set()).add((mention.name, mention.kind, mention.known))
    assert {actor_id for actor_id, kinds in seen.items() if len(kinds) > 1} == set()
    assert {"rus-mil", "mda-energy-ministry", "jane-doe"} <= set(seen)


@pytest.mark.parametrize("unit", ["the son of ", "Putin and ", "he said that ", "((", "Russian and "])
def test_runaway_sentences_are_read(unit: str) -> None:
    document = read("Word " + unit * 1200 + "Putin.")
    assert any(mention.name == "Vladimir Putin" for mention in document.actors.values())


def test_things_hide_bodies_from_it() -> None:
    assert at("Belgium agreed. The package would help. It would ban oil.", "It") is None
    assert found("Belgium agreed. It signed the text.", "It").country == "BEL"


def test_it_takes_up_the_clause_above() -> None:
    text = "The United Nations demanded that Russia return every child it had taken."
    assert found(text, "it").country == "RUS"


def test_overlapping_names_go_to_the_longer() -> None:
    assert (
        found("Members of the Coalition of the Willing met.", "Coalition").name == "Coalition of the Willing"
    )
    assert found("European Union leaders met.", "leaders").country == "EUR"
