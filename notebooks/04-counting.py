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
# # Counting drones, casualties and aid
#
# **Question.** Which numbers does the news give, whose are they, and how far do they agree?
#
# **Method.** One row of `figures` is one quantity in the prose, with bounds (*at least 12* has no upper one), what it
# measures, the day it is about, and who is credited with it. `figure_series` puts them by day and claimant; it never
# averages claimants, and of several figures of one claimant for a day it takes the last.

# %%
import numpy as np
import pandas as pd
from IPython.display import Markdown
from scipy import stats

import conflict_data as cd
from conflict_data import analysis, plotting

pd.set_option("display.max_colwidth", 160)
figures = cd.load_figures()
actors = cd.load_actors()
days = (figures["published"].max() - figures["published"].min()).days + 1
figures["measure"].value_counts().head(15)

# %% [markdown]
# ## Drones launched

# %%
ax = plotting.figure_series(figures, "drones_launched", actors=actors)

# %%
series = analysis.figure_series(figures, "drones_launched")
force = series[series["claimant"] == "ukr-air-force"]
middle = force["value"].median()
interval = stats.bootstrap((force["value"].to_numpy(),), np.median, rng=0).confidence_interval
Markdown(
    f"Ukraine's air force is credited with a number for {len(force)} of {days} days. On those days the median is {middle:.0f} drones "
    f"(interval {interval.low:.0f} to {interval.high:.0f}), the largest {force['value'].max():.0f}. These are days on which the "
    "number was *told*, and large nights are told more often than small ones: the median of all nights is lower."
)

# %% [markdown]
# ## Casualties
#
# On a logarithmic axis, because single victims and totals of a whole war stand side by side.

# %%
ax = plotting.figure_series(figures, "killed", actors=actors, log=True)

# %%
killed = analysis.figure_series(figures, "killed")
several = killed.groupby("day").filter(lambda rows: rows["claimant"].nunique(dropna=False) > 1)
wide = several.groupby("day")["value"].agg(["min", "max", "size"])
Markdown(
    f"{len(killed)} numbers of killed, for {killed['day'].nunique()} days, by {killed['claimant'].nunique()} named claimants; "
    f"{killed['claimant'].isna().sum()} stand on the articles' own word. On {len(wide)} days there is more than one, and mostly they "
    "are of different places, not different claims about one: adding them up would count some twice and miss others."
)

# %% [markdown]
# For the dead of one attack the table of incidents is the better place: it has the lowest and the highest number that
# the reports of one incident give. Here are those that several sentences or articles report:

# %%
incidents = cd.load("incidents")
told = incidents.dropna(subset=["killed_low"])
columns = ["first_report", "event_type", "country", "n_events", "n_articles", "killed_low", "killed_high", "injured_low", "injured_high"]
several = told[told["n_events"] > 1].sort_values(["killed_high", "incident_id"], ascending=[False, True])
several[columns].head(10)

# %%
grew = told[told["killed_high"] > told["killed_low"]]
Markdown(
    f"{len(told)} incidents have a number of killed; in {len(grew)} of them reports differ, as tolls rise or claimants disagree. "
    f"Numbers above a thousand ({(told['killed_high'] > 1000).sum()} incidents) are totals of the war, which a sentence on losses tells as "
    "if it were one event: leave them out before you add."
)

# %% [markdown]
# ## Money

# %%
money = figures[figures["measure"].isin(["money_aid", "money_loan"])].copy()
money["billions"] = money["value_low"].fillna(money["value_high"]) / 1e9
columns = ["published", "measure", "billions", "unit", "actor_text", "evidence"]
money.sort_values("billions", ascending=False, kind="stable")[columns].head(8)

# %%
repeated = money.groupby(["unit", "billions"]).size()
Markdown(
    "Offers, proposals and payments stand side by side, and so does what was only talked of. "
    f"There are {len(money)} amounts of aid and loans in {money['unit'].nunique()} currencies, {len(repeated)} of them different. The "
    f"most frequent is told {repeated.max()} times: the same package is news when it is proposed, agreed and paid. "
    "A sum over rows would be meaningless, and none is given here."
)

# %% [markdown]
# ## What this does and does not show
#
# It shows what was said, by whom, with the bounds as given. It does not show losses: parties to a war count their own
# dead low and the enemy's high, and no row was checked by anybody. Days without a number are not days without drones.
# What a figure measures is read from the words around it, and sometimes wrongly (notebook 6 says how often).
