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
# # Getting started
#
# Five minutes with the dataset: load the tables, ask what a column means, filter, look at the evidence behind a row,
# and draw diplomatic against military activity by week.

# %%
import conflict_data as cd

info = cd.data_info()
rows = {name: entry["rows"] for name, entry in info["tables"].items()}
rows | {"from": info["coverage_start"], "to": info["coverage_end"]}

# %% [markdown]
# ## Tables
#
# `load_events()` gives one row for each interaction that a clause of an article reports: who did what to whom, where
# and when, whether it happened, and on whose word.

# %%
events = cd.load_events()
events[["published", "event_type", "factuality", "source_country", "target_country", "place_text", "attribution_text"]].head()

# %% [markdown]
# `codebook` says what a column means and which values it takes.

# %%
columns = ["event_type", "factuality", "attribution_actor", "date_basis"]
cd.codebook("events").set_index("column").loc[columns, ["allowed", "description"]]

# %% [markdown]
# ## What happened, and what did not
#
# News is full of things that did not happen: planned, proposed, denied. They are in the table, marked as such. Leaving
# the mark out of a count is the commonest mistake that one can make with event data.

# %%
events.pivot_table(index="event_type", columns="factuality", values="event_id", aggfunc="count", fill_value=0)

# %% [markdown]
# Filters are applied while reading. Here are talks that are announced and not yet held, with the sentence that says so:

# %%
planned = cd.load_events(
    columns=["published", "date_start", "source_text", "place_text", "evidence"],
    filters=[("event_type", "==", "CONSULT"), ("factuality", "==", "planned")],
)
planned.tail()

# %% [markdown]
# ## Every row points at its words
#
# Offsets refer to the text of the article. For open texts the text is in the table of articles.

# %%
articles = cd.load_articles().set_index("article_id")
row = events[events["factuality"] == "negated"].iloc[0]
text = articles.loc[row["article_id"], "text"]
before = text[row["sentence_start"] : row["trigger_start"]]
after = text[row["trigger_end"] : row["sentence_end"]]
print(f"{before}[{row['trigger']}]{after}")

# %% [markdown]
# ## Diplomatic and military activity
#
# Reports of events that happened, by week. What is counted are *mentions in these articles*: more reporting looks like
# more activity, and the number of articles behind it stands below the axis. The second notebook asks what can be
# concluded from such a picture.

# %%
ax = cd.plotting.activity_timeline(events)

# %% [markdown]
# The table behind the figure is a function, too, and so is every other analysis:

# %%
cd.analysis.activity(cd.analysis.covered(events)).tail(14)
