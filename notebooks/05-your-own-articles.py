# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Your own articles
#
# **Question.** What does the parser make of a text of yours, and how do you make a dataset of many?
#
# Everything here runs offline, with `pip install "conflict-data[notebooks]"`. The text below is written for this page.

# %%
import tempfile
from pathlib import Path

from IPython.display import Markdown

import conflict_data as cd

text = """Kharkiv's regional governor, Oleh Syniehubov, said that Russian forces had attacked the city of Kharkiv with 14 drones overnight, killing two people.

Ukraine's president, Volodymyr Zelenskyy, urged allies to send more air defence and said that he would meet the German chancellor in Berlin on Friday. Russia's defence ministry denied that its forces had shelled a hospital in Kharkiv.
"""
tables = cd.parse(text, published="2026-02-10", title="Drones hit Kharkiv", article_id="example")
tables.events[["event_type", "factuality", "source_country", "target_country", "place_text", "date_start", "attribution_text"]]

# %% [markdown]
# *Would meet* is planned, not actual; *denied* makes an event negated. Statements and figures come from the same words:

# %%
tables.statements[["speaker_name", "cue", "cue_class", "kind", "content"]]

# %%
tables.figures[["text", "value_low", "value_high", "measure", "unit", "date_start", "attribution_text"]]

# %% [markdown]
# ## Look at the evidence
#
# Each row has the characters it was read from. Nothing is in a table that is not in the text:

# %%
marked = []
for row in tables.events.to_dict("records"):
    sentence = text[row["sentence_start"] : row["sentence_end"]].replace("\n", " ")
    assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
    start, end = row["trigger_start"] - row["sentence_start"], row["trigger_end"] - row["sentence_start"]
    marked.append(f"- {row['event_type']} ({row['factuality']}): {sentence[:start]}**{sentence[start:end]}**{sentence[end:]}")
Markdown("\n".join(marked))

# %% [markdown]
# ## Build a dataset
#
# A folder of articles becomes a folder of tables. An article that cannot be read stops nothing; it becomes a row of
# `rejects` with the reason.

# %%
folder = Path(tempfile.mkdtemp())
(folder / "articles").mkdir()
front = "---\nid: example\ntitle: Drones hit Kharkiv\npublished: 2026-02-10\nlicense: CC-BY-4.0\n---\n"
(folder / "articles" / "example.md").write_text(front + text, encoding="utf-8")
(folder / "articles" / "undated.md").write_text("---\nid: undated\n---\nTalks went on.\n", encoding="utf-8")
cd.build([folder / "articles"], folder / "tables")
cd.load("rejects", path=folder / "tables")[["source", "reason", "message"]]

# %% [markdown]
# ## Check it
#
# The same checks that guard the dataset of this package: types, allowed values, keys between tables, and every span
# against its words.

# %%
report = cd.validate(folder / "tables")
checks = report.to_frame()
Markdown(f"{len(checks)} checks, {len(report.failures)} failed, {len(report.warnings)} warnings.")

# %% [markdown]
# Analyses and pictures take these tables as they take those of the package:

# %%
own = cd.load_events(path=folder / "tables")
cd.analysis.activity(own, by=["domain", "event_type"], every="day")

# %% [markdown]
# ## What this does and does not show
#
# One short text that was written to be read well. News has longer sentences, rarer verbs and page furniture; what to
# expect there is in notebook 6. For an error that you meet: the table of words that is missing one is usually easy to
# find, and `CONTRIBUTING.md` says how to add it.
