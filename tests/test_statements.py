"""Who said what: cues, content spans, speakers, kinds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conflict_data.articles import article_from_text
from conflict_data.extract.records import Statement
from conflict_data.extract.statements import extract_statements
from conflict_data.language.annotate import annotate


def read(text: str) -> list[Statement]:
    (document,) = annotate([article_from_text(text, "2026-02-01")])
    return extract_statements(document)


def words(statement: Statement, text: str) -> str:
    return text[statement.start : statement.end]


def speaker(statement: Statement, text: str) -> str | None:
    if statement.speaker_start is None:
        return None
    return text[statement.speaker_start : statement.speaker_end]


def summary(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, content and speaker as written."""
    return [(s.kind, words(s, text), speaker(s, text)) for s in read(text)]


@pytest.mark.parametrize(
    ("text", "content", "who"),
    [
        # the cue before, behind and inside the words
        ("The mayor said that two cranes had been hit.", "two cranes had been hit", "The mayor"),
        ("Two cranes were hit, the mayor said on Friday.", "Two cranes were hit", "the mayor"),
        ("Two cranes were hit, said the mayor.", "Two cranes were hit", "the mayor"),
        (
            "The cranes, the mayor said, would be repaired.",
            "The cranes, the mayor said, would be repaired",
            "the mayor",
        ),
        (
            "No crane was left, the mayor said, and the port would stay closed.",
            "No crane was left, the mayor said, and the port would stay closed",
            "the mayor",
        ),
        ("The mayor said on Friday that the port was closed.", "the port was closed", "The mayor"),
        # according to
        (
            "According to the grid operator, repairs take ten days.",
            "repairs take ten days",
            "the grid operator",
        ),
        (
            "Repairs take ten days, according to the grid operator.",
            "Repairs take ten days",
            "the grid operator",
        ),
        ("According to the ministry two ships sank.", "two ships sank", "the ministry"),
        # connectives and time are no part of the words
        ("However, two cranes were hit, the mayor said.", "two cranes were hit", "the mayor"),
        ("The army announced a truce on Monday.", "a truce", "The army"),
        ("The ministry said in a statement that the port was closed.", "the port was closed", "The ministry"),
        # acts of will
        ("The mayor urged residents to save electricity.", "save electricity", "The mayor"),
        ("The mayor urged residents not to panic.", "not to panic", "The mayor"),
        ("Poland asked for a meeting of the council.", "a meeting of the council", "Poland"),
        ("Poland demanded sanctions against the bank.", "sanctions against the bank", "Poland"),
        ("The mayor vowed to rebuild the bridge.", "rebuild the bridge", "The mayor"),
        ("The rebels claimed to have taken the town.", "have taken the town", "The rebels"),
        ("The ministry reported shooting down nine drones.", "shooting down nine drones", "The ministry"),
        # acts of blame and judgement
        ("The ministry accused the rebels of shelling the bridge.", "shelling the bridge", "The ministry"),
        ("The army described the raid as a success.", "the raid as a success", "The army"),
        ("The mayor called the offer unserious.", "the offer unserious", "The mayor"),
        ("The governor put the number of victims at nine.", "the number of victims at nine", "The governor"),
        ("The minister dismissed the report as false.", "the report as false", "The minister"),
        # thought
        ("The president hopes that talks will resume.", "talks will resume", "The president"),
        ("The president believes the plan is dead.", "the plan is dead", "The president"),
        # nouns
        ("Nobody knew of the mayor's claim that the port was open.", "the port was open", "the mayor's"),
        ("It came after Kyiv's announcement of a truce.", "a truce", "Kyiv's"),
        # idioms
        ("The minister made clear that troops would stay.", "troops would stay", "The minister"),
        ("Moscow holds that the treaty has lapsed.", "the treaty has lapsed", "Moscow"),
        (
            "The mayor took to Telegram to warn that the water was unsafe.",
            "the water was unsafe",
            "The mayor",
        ),
        (
            "The envoy went on to say that talks would resume in May.",
            "talks would resume in May",
            "The envoy",
        ),
        ("The envoy hit out at the delays.", "the delays", "The envoy"),
        ("The chancellor spoke out against lifting the embargo.", "lifting the embargo", "The chancellor"),
        (
            "The minister was adamant that no land would be given up.",
            "no land would be given up",
            "The minister",
        ),
        ("Tehran denied having sent the drones.", "having sent the drones", "Tehran"),
        # whose view, words or count it is
        ("In the minister's view, the treaty is void.", "the treaty is void", "the minister's"),
        (
            "In the view of the ministry, the port should be closed.",
            "the port should be closed",
            "the ministry",
        ),
        ("By the army's count, 40 tanks were lost.", "40 tanks were lost", "the army's"),
        ("As per the ministry, the port was closed.", "the port was closed", "the ministry"),
        ("As the envoy put it, the talks were over.", "the talks were over", "the envoy"),
        # a person quoted by somebody else
        ("The port was closed, Interfax quoted the mayor as saying.", "The port was closed", "the mayor"),
        ("The mayor was quoted by Interfax as saying the port was shut.", "the port was shut", "The mayor"),
        # more nouns
        (
            "The court delivered a ruling that the arrest was unlawful.",
            "the arrest was unlawful",
            "The court",
        ),
        ("The minister raised the possibility that talks would fail.", "talks would fail", "The minister"),
        ("The ministry issued a warning that the dam could break.", "the dam could break", "The ministry"),
        ("The minister took the view that the treaty is void.", "the treaty is void", "The minister"),
        # the passive
        (
            "The talks were described as frank by the minister.",
            "The talks were described as frank",
            "the minister",
        ),
    ],
)
def test_indirect(text: str, content: str, who: str) -> None:
    (statement,) = read(text)
    assert (statement.kind, words(statement, text)) == ("indirect", content)
    found = speaker(statement, text)
    assert found is not None
    assert found.removesuffix("'s") == who.removesuffix("'s")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The port works,” said Ivan Petrenko.", ("direct", "The port works,", "Ivan Petrenko")),
        ("“The port works,” he wrote.", ("direct", "The port works,", "he")),
        ("Ivan Petrenko said: “The port works.”", ("direct", "The port works.", "Ivan Petrenko")),
        ("Ivan Petrenko said that “the port works”.", ("direct", "the port works", "Ivan Petrenko")),
        ("Said Ivan Petrenko: “The port works.”", ("direct", "The port works.", "Said Ivan Petrenko")),
        ('The mayor called the offer "a bad joke".', ("mixed", 'the offer "a bad joke"', "The mayor")),
        (
            "The mayor said the harbour was “a ruin” and would stay closed.",
            ("mixed", "the harbour was “a ruin” and would stay closed", "The mayor"),
        ),
        ("“Never again,” she hissed.", ("direct", "Never again,", "she")),
    ],
)
def test_quoted(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = summary(text)
    assert found[:2] == expected[:2]
    assert found[2] is not None
    assert found[2] in expected[2]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say whether the bridge was open.",
        "If the mayor says that the bridge is open, traffic will resume.",
        "The cargo ship “Northern Star” left the port in the “grey zone” on Monday.",
        "The move suggests that a deal is near.",
        "The mayor made no comment on the raid.",
        "The new film, “A Night of Iron and Snow”, opens on Friday.",
    ],
)
def test_nothing_said(text: str) -> None:
    assert summary(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # another speaker's words are set beside the first one's
        (
            "The mayor said that two cranes had been hit, while the port authority confirmed four strikes.",
            "two cranes had been hit",
        ),
        (
            "The mayor said that the port was closed, and Governor Ivan Moroz put the damage at two million euros.",
            "the port was closed",
        ),
        (
            "In Odesa, the mayor said, the port was closed; Governor Ivan Moroz said it was open.",
            "In Odesa, the mayor said, the port was closed",
        ),
        # what the reporter adds stands in the tense of the report
        (
            "The mayor said that two cranes had been hit, and a drone fell on the pier.",
            "two cranes had been hit",
        ),
        ("The envoy wrote that \u201cthe text was agreed\u201d but gave no details.", "the text was agreed"),
        # what goes on with the words
        (
            "The mayor said there was water until Friday, ahead of the frost, and that help was on its way.",
            "there was water until Friday, ahead of the frost, and that help was on its way",
        ),
        (
            "The mayor said the raid began at 7 a.m. Kyiv time and that it lasted two hours.",
            "the raid began at 7 a.m. Kyiv time and that it lasted two hours",
        ),
        ("The governor counted 720 attacks, with one person killed.", "720 attacks, with one person killed"),
        (
            "The port was open, he argued, while the airport was not.",
            "The port was open, he argued, while the airport was not",
        ),
        (
            "If the raids went on, he said, \u201cwe will answer\u201d.",
            "If the raids went on, he said, \u201cwe will answer\u201d",
        ),
        ("The mayor asked Poland for generators and for cables.", "generators and for cables"),
        ("The agency spoke of two men, one of whom was hurt.", "two men, one of whom was hurt"),
        (
            "The governor said that two bodies had been found, those of a boy and a woman.",
            "two bodies had been found, those of a boy and a woman",
        ),
        ("Romania denied any part in the raid.", "any part in the raid"),
        ("The minister did not rule out a second visit.", "a second visit"),
        ("The victim was named as Ivan Moroz.", "The victim was named as Ivan Moroz"),
        ("It contradicted the army\u2019s claim last week that the town was lost.", "the town was lost"),
        # what is no part of them
        (
            "It would harm the euro, he argued, and his objections threw the loan into doubt.",
            "It would harm the euro",
        ),
        ("The ministry claimed the capture of Rivne, a village near the river.", "the capture of Rivne"),
        (
            "The envoy said Austria would host the talks, which are held in Vienna.",
            "Austria would host the talks",
        ),
        ("The president announced the departure in a video.", "the departure"),
        ("Reuters reported, citing two diplomats, that talks would resume.", "talks would resume"),
        ("The minister voiced fears that the dam would break.", "the dam would break"),
        (
            "The mayor called it one of the heaviest raids on Odesa, where the power had failed.",
            "it one of the heaviest raids on Odesa",
        ),
        ("A letter demanding his release was sent to Kyiv.", "his release"),
        # who wills that something be done to a thing, and who is willed to do it
        ("The president wanted the bridge to be rebuilt.", "the bridge to be rebuilt"),
        ("The president wants Romania to open the bridge.", "open the bridge"),
        # the act before another one
        ("The minister left for Vienna after signalling that a truce was possible.", "a truce was possible"),
        ("The minister renewed his plea for more ambulances.", "more ambulances"),
        ("By its count the army lost nine tanks.", "the army lost nine tanks"),
    ],
)
def test_where_words_begin_and_end(text: str, content: str) -> None:
    assert content in [words(s, text) for s in read(text)]


def test_questions_belong_to_who_asks() -> None:
    text = "The chancellor, asked by reporters whether the visit was off, replied that it was not."
    assert summary(text) == [
        ("indirect", "whether the visit was off", "reporters"),
        ("indirect", "it was not", "The chancellor"),
    ]


def test_titles_before_a_name_are_the_speaker_behind_the_words() -> None:
    text = "In Sevastopol, a drone killed a man, the Moscow-appointed governor, Mikhail Razvozhayev, said."
    assert summary(text) == [
        ("indirect", "In Sevastopol, a drone killed a man", "the Moscow-appointed governor")
    ]


def test_he_who_goes_on_is_not_the_one_he_speaks_of() -> None:
    text = "Donald Trump spoke in Miami on Monday. If Zelenskyy refused, he added, the talks would end."
    (statement,) = read(text)
    assert statement.speaker is not None
    assert statement.speaker.name == "Donald Trump"


@pytest.mark.parametrize(
    "text",
    [
        "He urged partners to answer the raids.",
        "Some of us want to see the bridge rebuilt.",
        "Moroz, who previously held that post, resigned.",
        "Moscow accused Kyiv of ordering the raid.",
        "He demanded that the ministry disclose where they were.",
        "Budanov was named chief of the office.",
        "The fires were put out.",
    ],
)
def test_what_is_not_said_by_those_who_are_asked_or_not_named(text: str) -> None:
    not_said = ("answer", "want", "hold", "order", "disclose", "name", "put")
    assert [s for s in read(text) if s.cue in not_said] == []


@pytest.mark.parametrize(
    "text",
    [
        "The army described the raid as a success, one of which it spoke, and those of the mayor were named as well",
        "If the raids went on, he said, \u201cwe will answer\u201d, while the ministry, by its account, put the toll at 162 killed",
    ],
)
def test_sentences_that_break_off_are_read(text: str) -> None:
    parts = text.split()
    for end in range(1, len(parts)):
        read(f"Boats ran. {' '.join(parts[:end])}")


def test_words_of_one_who_is_quoted() -> None:
    assert summary("“We hold the port,” Petrenko was quoted by Interfax as saying.") == [
        ("direct", "We hold the port,", "Petrenko")
    ]
    assert summary("“We hold the port,” Petrenko is reported to have said.") == [
        ("direct", "We hold the port,", "Petrenko")
    ]


def test_what_somebody_has_shown_is_not_said() -> None:
    text = "Donald Trump complained that Ukraine had shown “zero gratitude”."
    assert [who for _, _, who in summary(text)] == ["Donald Trump"]


def test_cue_is_one_word() -> None:
    text = "The governor ruled out a second evacuation."
    (statement,) = read(text)
    assert (statement.cue, statement.cue_class) == ("rule out", "deny")
    assert text[statement.cue_start : statement.cue_end] == "ruled"


def test_quotation_over_two_paragraphs_is_one_statement() -> None:
    text = "He said: “The bridge is closed.\n\n“It will open again in May.” Traffic was light."
    (statement,) = read(text)
    parts = [text[a:b] for a, b in statement.content_spans]
    assert parts == ["The bridge is closed.", "It will open again in May."]
    assert (statement.start, statement.end) == (statement.content_spans[0][0], statement.content_spans[-1][1])


def test_interrupted_sentence_is_one_statement() -> None:
    text = "“The bridge,” said Ivan Petrenko, “is closed.”"
    (statement,) = read(text)
    assert [text[a:b] for a, b in statement.content_spans] == ["The bridge,", "is closed."]
    assert statement.kind == "direct"


def test_separate_sentences_are_two_statements() -> None:
    text = "“The bridge is closed,” Ivan Petrenko said. “It will open again in May.”"
    first, second = read(text)
    assert words(second, text) == "It will open again in May."
    assert second.cue_start is None
    assert speaker(first, text) == speaker(second, text) == "Ivan Petrenko"
    assert second.speaker == first.speaker


def test_same_speaker_goes_on() -> None:
    text = "The mayor said the talks were hard but praised the mediators, adding that a deal was near."
    found = [(s.cue, words(s, text), speaker(s, text)) for s in read(text)]
    assert found == [
        ("say", "the talks were hard", "The mayor"),
        ("praise", "the mediators", "The mayor"),
        ("add", "a deal was near", "The mayor"),
    ]


def test_nested_attribution_gives_both_speakers() -> None:
    text = "Reuters reported that the ministry had warned of a flood."
    outer, inner = read(text)
    assert words(outer, text) == "the ministry had warned of a flood"
    assert words(inner, text) == "a flood"
    assert speaker(inner, text) == "the ministry"


def test_outer_attribution_at_the_end_covers_the_inner_one() -> None:
    text = "The ministry said two ships sank, Reuters reported."
    found = {s.cue: words(s, text) for s in read(text)}
    assert found == {"report": "The ministry said two ships sank", "say": "two ships sank"}


def test_addressee() -> None:
    (statement,) = read("Rafael Grossi told Volodymyr Zelenskyy that the plant was safe.")
    assert statement.speaker is not None
    assert statement.speaker.name == "Rafael Grossi"
    assert statement.addressee is not None
    assert statement.addressee.name == "Volodymyr Zelenskyy"


def test_evidence_is_the_run_of_sentences() -> None:
    text = "It was late. “The bridge is closed. It will open in May,” Ivan Petrenko said. Rain fell."
    (statement,) = read(text)
    assert text[statement.sentence_start : statement.sentence_end] == (
        "“The bridge is closed. It will open in May,” Ivan Petrenko said."
    )


# ------------------------------------------------------------------------------------------------ layouts

SPEAKER = "Oksana Petrenko"
MARKS = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("``", "''")]
SENTENCES = [
    "The port will open again in spring",
    "We have repaired both cranes",
    "Nobody was hurt in the second raid",
    "The river has carried the bridge away",
]
NESTED = "They shouted {0}never{1} and went home"


@dataclass(frozen=True)
class Layout:
    """A generated text, the words said in it, and whether every mark has its partner."""

    text: str
    said: tuple[str, ...]
    whole: bool


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    opening, closing = draw(st.sampled_from(MARKS))
    count = draw(st.integers(1, 3))
    sentences = list(draw(st.permutations(SENTENCES)))[:count]
    if draw(st.booleans()) and opening not in ("‘", "``"):
        sentences[0] = NESTED.format("‘", "’")
    verb = draw(st.sampled_from(["said", "wrote", "told reporters", "warned", "added"]))
    order = draw(st.sampled_from(["before", "behind", "inverted", "middle", "paragraphs", "free"]))
    cue = f"{SPEAKER} {verb}"
    body = ". ".join(sentences)
    said: tuple[str, ...]
    if order == "before":
        text, said = f"{cue}: {opening}{body}.{closing}", (f"{body}.",)
    elif order == "behind":
        text, said = f"{opening}{body},{closing} {cue}.", (f"{body},",)
    elif order == "inverted":
        text, said = f"{opening}{body},{closing} said {SPEAKER}.", (f"{body},",)
    elif order == "middle":
        head, _, tail = sentences[0].partition(" will ")
        if not tail:
            head, tail = sentences[0], "and that is all"
        text = f"{opening}{head},{closing} {cue}, {opening}{tail}.{closing}"
        said = (f"{head},", f"{tail}.")
    elif order == "paragraphs":
        text = f"{cue}: " + "\n\n".join(f"{opening}{s}." for s in sentences) + closing
        said = tuple(f"{s}." for s in sentences)
    else:
        text = f"{opening}{sentences[0]},{closing} {cue}. {opening}{SENTENCES[-1]}.{closing}"
        said = (f"{sentences[0]},", f"{SENTENCES[-1]}.")
    odd = draw(st.sampled_from(["", "", "“", "”", '"', "«", "'"]))
    place = draw(st.sampled_from(["earlier", "later", "same"]))
    if odd and place == "same":
        at = draw(st.sampled_from([0, *(i for i, c in enumerate(text) if c == " "), len(text)]))
        text = text[:at] + odd + text[at:]
    around = f"The harbour {odd}was quiet." if odd and place != "same" else "The harbour was quiet."
    parts = [around, text, "Rain fell all night."] if place == "earlier" else [text, around]
    return Layout("\n\n".join(parts), said, not (odd and place == "same"))


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(layouts())
def test_layouts_of_quotations(layout: Layout) -> None:
    """Words and speaker are found, or, where a mark is odd, nothing wrong is claimed."""
    text = layout.text
    found = read(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    direct = [s for s in found if s.kind == "direct"]
    for statement in direct:
        assert "Petrenko" in (speaker(statement, text) or "")
        assert all(SPEAKER not in text[a:b] for a, b in statement.content_spans)
    if layout.whole:
        assert {speaker(s, text) for s in direct} == {SPEAKER}
        assert [text[a:b] for s in direct for a, b in s.content_spans] == list(layout.said)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("\"“”'’«»,.: \n\x00\ud800saidheto"), min_size=1, max_size=80))
def test_odd_text_never_raises(noise: str) -> None:
    text = f"He said {noise} that."
    for statement in read(text):
        assert 0 <= statement.start < statement.end <= len(text)
        assert statement.sentence_start <= statement.start
        assert statement.end <= statement.sentence_end


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Zelenskyy repeated that Kyiv needed guarantees and said the compromises made sense only with them.",
            ["Kyiv needed guarantees", "the compromises made sense only with them"],
        ),
        (
            "Umerov said the plan was being built upon, but gave no details.",
            ["the plan was being built upon"],
        ),
        (
            "Zelenskyy announced that systems had arrived from Germany, without disclosing how many.",
            ["systems had arrived from Germany"],
        ),
    ],
)
def test_what_the_speaker_leaves_unsaid_or_says_next_is_apart(text: str, contents: list[str]) -> None:
    (document,) = annotate([article_from_text(text, "2026-02-10")])
    found = extract_statements(document)
    assert [text[s.start : s.end] for s in found] == contents
    assert [s.speaker.country for s in found if s.speaker] == ["UKR"] * len(contents)


def test_who_is_accused_is_not_spoken_to() -> None:
    text = "Zelenskyy accused Moscow of blackmail."
    (statement,) = extract_statements(*annotate([article_from_text(text, "2026-02-10")]))
    assert text[statement.start : statement.end] == "blackmail"
    assert statement.addressee is None
