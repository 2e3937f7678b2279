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
# # Who says what
#
# **Question.** Whose words fill the news, in which manner, and what of it is disputed?
#
# **Method.** One row of `statements` is one attributed utterance. Speakers are taken by the side of the office they hold
# on the article's date; the class of the cue (*said*, *claimed*, *denied*, *urged* ...) is the article's choice of word,
# not ours. Shares have Wilson intervals of 95 %.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from IPython.display import Markdown
from scipy import stats

import conflict_data as cd
from conflict_data import analysis

pd.set_option("display.max_colwidth", 200)
statements = cd.load_statements()
statements["side"] = analysis.sides(statements["speaker_country"])
weekly = analysis.statement_activity(statements, by="side")
totals = weekly.groupby("side")["value"].sum().sort_values(ascending=False)
totals

# %%
ukraine, russia = totals["Ukraine"], totals["Russia"]
known = totals.drop("unknown").sum()
interval = stats.binomtest(int(ukraine), int(known)).proportion_ci(method="wilson")
Markdown(
    f"Of {known:,} statements whose speaker has a known country, {ukraine / known:.0%} are by Ukrainians (interval "
    f"{interval.low:.0%} to {interval.high:.0%}), {ukraine / russia:.1f} for each Russian one. Whoever reads shares of claims "
    "below should keep in mind that one side is heard more."
)

# %% [markdown]
# ## The manner of speaking
#
# How often is the speech of each side reported as a claim, a denial, a demand or a promise, rather than as plain saying?

# %%
manner = analysis.statement_activity(statements, every="month")
counts = manner.pivot_table(index="side", columns="cue_class", values="value", aggfunc="sum", fill_value=0).astype(int)
order = ["Ukraine", "Russia", "United States", "Europe"]
counts = counts.reindex(order, fill_value=0)
counts

# %%
shown = [name for name in ("claim", "deny", "ask", "promise") if name in counts]
fig, axes = plt.subplots(1, len(shown), figsize=(9, 2.6), sharey=True, layout="constrained")
for ax, cue in zip(axes, shown, strict=True):
    n, k = counts.sum(axis=1), counts[cue]
    ci = [stats.binomtest(int(a), int(b)).proportion_ci(method="wilson") for a, b in zip(k, n, strict=True)]
    low, high = np.array([c.low for c in ci]) * 100, np.array([c.high for c in ci]) * 100
    ax.hlines(range(len(k)), low, high, color="0.6", linewidth=3)
    ax.plot(100 * k / n, range(len(k)), "o", color="#0072B2")
    ax.set_yticks(range(len(k)), [f"{side} ({total:,})" for side, total in n.items()])
    ax.set_title(cue, loc="left", fontweight="bold")
    ax.set_xlim(left=0)
    ax.spines[["top", "right"]].set_visible(False)
axes[0].invert_yaxis()
period = f"{statements['published'].min():%d %b %Y} to {statements['published'].max():%d %b %Y}"
fig.supxlabel(
    f"per cent of a side's statements, with Wilson intervals of 95 %; {period}; source: conflict-data", fontsize="small", color="0.35"
)
plt.show()

# %%
table = counts.loc[["Ukraine", "Russia"]]
claim = table[["claim", "deny"]].sum(axis=1)
odds = stats.fisher_exact([[claim["Russia"], table.loc["Russia"].sum() - claim["Russia"]], [claim["Ukraine"], table.loc["Ukraine"].sum() - claim["Ukraine"]]])
ratio = (claim["Russia"] / table.loc["Russia"].sum()) / (claim["Ukraine"] / table.loc["Ukraine"].sum())
p = "< 0.0001" if odds.pvalue < 0.0001 else f"= {odds.pvalue:.4f}"
Markdown(
    f"Russian speech is reported as a claim or a denial {ratio:.1f} times as often as Ukrainian speech "
    f"({claim['Russia'] / table.loc['Russia'].sum():.0%} against {claim['Ukraine'] / table.loc['Ukraine'].sum():.0%}; Fisher's "
    f"exact test, p {p}). The test takes statements as independent, which those of one article are not. It is the writers' "
    "choice of word: they distance themselves, which says nothing of who is right."
)

# %% [markdown]
# ## Denials
#
# The latest denials, with what was denied:

# %%
denials = statements[statements["cue_class"] == "deny"]
denials[["published", "speaker_text", "cue", "evidence"]].tail(6)

# %% [markdown]
# ## Claim beside claim
#
# Reports of one incident can come from several claimants. `claims` puts what each of them says beside the others.

# %%
events = cd.load_events()
claims = analysis.claims(events, cd.load_actors())
status = claims.drop_duplicates("incident_id")["status"].value_counts()
status

# %%
several = claims[claims["status"].isin(["several sides", "contested"])]
several = several.merge(events[["event_id", "evidence"]], left_on="first_event_id", right_on="event_id")
several[["day", "event_type", "claimant", "country", "says", "evidence"]].head(12)

# %%
one = status.get("one side", 0) + status.get("several sides", 0) + status.get("contested", 0)
Markdown(
    f"Of {status.sum():,} incidents, {status.get('unattributed', 0):,} rest on the articles' own word, {status.get('one side', 0):,} "
    f"on claimants of one side, and only {status.get('several sides', 0) + status.get('contested', 0):,} on claimants of two or "
    "more. Most of what is known of this war is known from one side at a time."
)

# %% [markdown]
# ## What this does and does not show
#
# It shows who is *quoted*, in articles written for readers of English, mostly after agencies. A side that is quoted less
# need not say less. A denial is counted where the word is one of denial; a silence is counted nowhere. And what two
# sides say of one fact is found only where both reports were recognised as being of the same fact, which a rule decides
# that can fail: a claim and its denial in different words, on different days, stay two incidents.
