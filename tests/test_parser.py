from conflict_data.language.parser import LONGEST, load_model


def test_sentences_without_an_end_are_cut() -> None:
    sentences = list(load_model()("Word " + "1 " * 1000).sents)
    assert max(map(len, sentences)) == LONGEST
    assert sum(map(len, sentences)) == 1001


def test_sentences_start_where_the_rules_say() -> None:
    document = load_model()("Mr. Sybiha spoke on Monday. He said: “No.”\n\nNobody asked why.")
    assert [span.text.strip() for span in document.sents] == [
        "Mr. Sybiha spoke on Monday.", "He said: “No.”", "Nobody asked why.",
    ]  # fmt: skip
