"""Statements in articles of ten house styles: what is said is found with its speaker, and nothing else is."""

from __future__ import annotations

import pytest

import conflict_data

Said = tuple[str, str]

STYLES: dict[str, tuple[str, list[Said]]] = {
    "British single marks": (
        (
            "‘We will not leave,’ said the mayor of Kharkiv, Ihor Terekhov. ‘Not now. Not ever.’\n\n"
            "He added that the city’s trams would run on Monday.\n\n"
            "The council met in the ‘Palace of Culture’, which had no heating."
        ),
        [
            ("We will not leave,", "Ihor Terekhov"),
            ("Not now. Not ever.", "Ihor Terekhov"),
            ("the city’s trams would run on Monday", "Ihor Terekhov"),
        ],
    ),
    "agency with dashes": (
        (
            "KYIV, Feb 3 — Russia launched 71 drones overnight, Ukraine's air force said — the fewest since May.\n\n"
            "Ukraine is ready for talks — but not for an ultimatum — Foreign Minister Andrii Sybiha told reporters."
        ),
        [
            (
                "Russia launched 71 drones overnight, Ukraine's air force said — the fewest since May",
                "Air Force of Ukraine",
            ),
            ("Ukraine is ready for talks — but not for an ultimatum", "Andrii Sybiha"),
        ],
    ),
    "interview": (
        (
            "When will the exchange take place?\n\n"
            "Budanov: “We expect it this week. The lists are agreed.”\n\n"
            "And the bodies?\n\n"
            "“They come home first,” Budanov replied."
        ),
        [
            ("We expect it this week. The lists are agreed.", "Kyrylo Budanov"),
            ("They come home first,", "Kyrylo Budanov"),
        ],
    ),
    "live blog": (
        (
            "09:14 Ukraine's General Staff says 160 clashes took place over the past day.\n\n"
            "09:40 Peskov: “No date has been set for the talks.”\n\n"
            "10:05 Zelensky on X: “We need more air defence.”\n\n"
            "10:30 Moscow says it has taken Hryshyne."
        ),
        [
            ("160 clashes took place over the past day", "General Staff of the Armed Forces of Ukraine"),
            ("No date has been set for the talks.", "Dmitry Peskov"),
            ("We need more air defence.", "Volodymyr Zelenskyy"),
            ("it has taken Hryshyne", "Government of Russia"),
        ],
    ),
    "letter": (
        (
            "Sir,\n\nThe shelters of our town are full.\n\n"
            "In a letter to the Security Council, Ambassador Andrii Melnyk wrote: "
            "“The strikes on the grid are a crime. They must stop.”\n\n"
            "I remain yours faithfully,\nA. Reader"
        ),
        [("The strikes on the grid are a crime. They must stop.", "Andrii Melnyk")],
    ),
    "nested sources": (
        (
            "Reuters, citing TASS, reported that the bridge was closed. "
            "According to Interfax, citing the defence ministry, three drones were shot down. "
            "TASS quoted the governor as saying that no one was hurt."
        ),
        [
            ("the bridge was closed", "Reuters"),
            ("three drones were shot down", "Interfax"),
            ("no one was hurt", "the governor"),
        ],
    ),
    "long quotation": (
        (
            "“We held the line,” said Commander Oleksandr Syrskyi. “The enemy lost 200 men.\n\n"
            "“They will try again tomorrow.\n\n"
            "“We are ready.”\n\n"
            "The front was quiet on Tuesday."
        ),
        [
            ("We held the line,", "Oleksandr Syrskyi"),
            (
                "The enemy lost 200 men.\n\n“They will try again tomorrow.\n\n“We are ready.",
                "Oleksandr Syrskyi",
            ),
        ],
    ),
    "forgotten marks": (
        (
            "“We held the line, said Syrskyi.\n\n"
            "“The talks went well,” said Umerov.\n\n"
            'The "ceasefire was broken at once.'
        ),
        [("We held the line", "Oleksandr Syrskyi"), ("The talks went well,", "Rustem Umerov")],
    ),
    "angular marks": (
        "Sybiha said on Monday: «The door to talks stays open.»\n\n«It is not a trap,» he added.",
        [("The door to talks stays open.", "Andrii Sybiha"), ("It is not a trap,", "Andrii Sybiha")],
    ),
    "nothing said": (
        (
            "The police questioned the driver. They moved in order to help the wounded. A group called the Wolves "
            "fought there. The guards denied them entry to the camp. He read “War and Peace” on the train. "
            "Troops of the “Vostok” group advanced. The army launched “Winter Storm” on Sunday."
        ),
        [],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_house_styles(style: str) -> None:
    text, expected = STYLES[style]
    rows = conflict_data.parse(text, published="2026-02-04").statements
    names = rows["speaker_name"].fillna(rows["speaker_text"])
    found = [(text[a:b], name) for a, b, name in zip(rows["start"], rows["end"], names, strict=True)]
    assert found == expected
