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
# # Diplomatic versus military activity
#
# **Question.** How do diplomatic and military activity move over time, and against each other?
#
# **Method.** Events that the articles report as having happened, on the days that the articles cover. Their balance is
# (diplomatic - military) / (diplomatic + military); its interval comes from a bootstrap over articles, because the
# events of one article depend on each other. Which of the two moves first is asked of daily counts by cross-correlation,
# against series whose blocks of a week are shuffled; whether a level changed, by penalised least squares and a
# permutation test. Shares have Wilson intervals. All intervals are of 95 %, all random numbers have a fixed seed.
#
# What is counted are reports. The last section says what follows from that.

# %%
import numpy as np
import pandas as pd
from IPython.display import Markdown
from scipy import stats

import conflict_data as cd
from conflict_data import analysis, plotting

events = cd.load_events()
event_actors = cd.load_event_actors()
articles = cd.load_articles().set_index("article_id")
happened = analysis.covered(events[events["factuality"] == "actual"])


def evidence(rows: pd.DataFrame, n: int = 3) -> str:
    """The first sentences behind some rows, with where they stand and what their article cites."""
    lines = []
    for row in rows.drop_duplicates("evidence").head(n).to_dict("records"):
        cited = articles.loc[row["article_id"], "source_urls"]
        links = ", ".join(f"[{number}]({url})" for number, url in enumerate(cited[:3], 1))
        where = f"`{row['event_id']}`, {row['article_id']}, characters {row['sentence_start']} to {row['sentence_end']}"
        lines.append(f"> {row['evidence']}  \n> {where}; cited there, among others: {links}")
    return "\n\n".join(lines)


def share(k: int, n: int) -> str:
    """A share with its Wilson interval."""
    interval = stats.binomtest(int(k), int(n)).proportion_ci(method="wilson")
    return f"{k / n:.0%} ({int(k)} of {int(n)}; interval {interval.low:.0%} to {interval.high:.0%})"


# %% [markdown]
# ## The two activities by week

# %%
ax = plotting.activity_timeline(events)

# %% [markdown]
# ## Their balance

# %%
ax = plotting.balance(events)

# %%
monthly = analysis.balance(happened, every="month")
monthly

# %% [markdown]
# ## Which moves first

# %%
daily = analysis.activity(happened, every="day").pivot_table(index="period", columns="domain", values="value")
daily = daily.reindex(columns=["diplomatic", "military"], fill_value=0)
lags = analysis.lead_lag(daily["diplomatic"], daily["military"])
ax = plotting.lead_lag(daily["diplomatic"], daily["military"], names=("diplomacy", "force"))

# %% [markdown]
# ## Who acts towards whom

# %%
ax = plotting.dyad_heatmap(events, event_actors, n=9)

# %% [markdown]
# ## Talks announced, and talks held

# %%
talks = events[events["event_type"] == "CONSULT"]
followed = analysis.announced(talks, event_actors)
ax = plotting.announced_vs_happened(talks, event_actors)

# %% [markdown]
# ## Findings

# %%
per_article = pd.crosstab(happened["article_id"], happened["domain"])[["diplomatic", "military"]]


def whole_balance(diplomatic, military, axis=-1):
    d, m = diplomatic.sum(axis=axis), military.sum(axis=axis)
    return (d - m) / (d + m)


data = tuple(per_article.to_numpy().T)
whole = stats.bootstrap(data, whole_balance, paired=True, vectorized=True, n_resamples=2000, method="percentile", rng=0)
d, m = per_article.sum()
low, high = whole.confidence_interval
Markdown(
    f"**1. Force outweighs diplomacy in what is reported.** {m:,} military events against {d:,} diplomatic ones: "
    f"{m / d:.1f} for one; balance {whole_balance(*data):.2f} (interval {low:.2f} to {high:.2f})."
)

# %%
months = pd.Series({a: articles.loc[a, "published"].strftime("%B %Y") for a in per_article.index})
by_month = {month: tuple(rows.to_numpy().T) for month, rows in per_article.groupby(months, sort=False)}
level = {month: whole_balance(*rows) for month, rows in by_month.items()}
top, bottom = max(level, key=level.get), min(level, key=level.get)
random = np.random.default_rng(0)


def resampled(rows):
    chosen = random.integers(len(rows[0]), size=(4000, len(rows[0])))
    return whole_balance(rows[0][chosen], rows[1][chosen])


difference = resampled(by_month[top]) - resampled(by_month[bottom])
low, high = np.quantile(difference, [0.025, 0.975])
verdict = "more than articles drawn anew would make of it" if low > 0 else "no more than articles drawn anew could make of it"
Markdown(
    f"**2. {top} is the most diplomatic month, {bottom} the least.** Balance {level[top]:.2f} against {level[bottom]:.2f} in "
    f"the articles of these months; the difference is {level[top] - level[bottom]:.2f} (interval {low:.2f} to {high:.2f}), "
    f"{verdict}. Two months of {len(level)} were picked for being farthest apart, which flatters the difference."
)

# %%
weekly = analysis.balance(happened).query("articles > 3")
peak = weekly.loc[weekly["diplomatic"].idxmax()]
of_week = happened[analysis.event_days(happened).between(peak["period"], peak["period"] + pd.Timedelta(days=6))]
met = of_week[(of_week["event_type"] == "CONSULT") & of_week["source_country"].notna() & of_week["target_country"].notna()]
dominated = weekly[weekly["high"] < 0]
Markdown(
    f"**3. The week of {peak['period']:%d %B %Y} has the most diplomacy:** {peak['diplomatic']} events beside "
    f"{peak['military']} military ones, balance {peak['balance']:.2f} (interval {peak['low']:.2f} to {peak['high']:.2f}). "
    f"In {len(dominated)} of {len(weekly)} weeks the whole interval lies on the side of force, in "
    f"{(weekly['low'] > 0).sum()} on the side of diplomacy.\n\n" + evidence(met)
)

# %%
outside = lags[lags["correlation"].abs() > lags["band"]]
same_day = lags.set_index("lag").loc[0]
if outside.empty:
    verdict = f"At no lag up to {lags['lag'].max()} days does the correlation leave the band of chance"
else:
    verdict = "The correlation leaves the band of chance at a lag of " + ", ".join(
        f"{row.lag} days ({row.correlation:.2f})" for row in outside.itertuples()
    )
largest = lags.loc[lags["correlation"].abs().idxmax()]
Markdown(
    f"**4. {'Neither' if outside.empty else 'One'} leads the other.** {verdict} (±{lags['band'].iloc[0]:.2f}); the largest is "
    f"{largest['correlation']:.2f} at a lag of {largest['lag']:.0f} days. Of {len(daily)} days, bonds that are weaker than "
    f"the band could not be seen. On the same day the correlation is {same_day['correlation']:.2f} (chance: "
    f"{same_day['low']:.2f} to {same_day['high']:.2f}): an article that tells more of one tells less of the other."
)

# %%
changes = {name: analysis.change_points(np.sqrt(daily[name])) for name in daily}
lines = []
for name, table in changes.items():
    stretch = np.sqrt(daily[name])
    if table.empty:
        mean = daily[name].mean()
        error = stats.bootstrap((daily[name].to_numpy(),), np.mean, rng=0).confidence_interval
        lines.append(f"{name}: no change of level; {mean:.1f} events a day (interval {error.low:.1f} to {error.high:.1f})")
    for row in table.itertuples():
        lines.append(f"{name}: on {row.period:%d %B %Y} from {row.before**2:.1f} to {row.after**2:.1f} events a day (p = {row.p_value:.3f})")
Markdown("**5. Levels.** " + "; ".join(lines) + ". Months and weeks differ, days keep returning to one level.")

# %%
pairs = analysis.dyads(events, event_actors).set_index(["source", "target"])


def conflict(source: str, target: str) -> str:
    row = pairs.loc[(source, target)]
    return f"{source} to {target} {share(row['conflict'], row['value'])}"


us = happened[(happened["source_country"] == "USA") & (happened["target_country"] == "RUS")]
Markdown(
    "**6. War is between two, talks are among three.** Share of conflict in what is done: "
    + "; ".join(conflict(*pair) for pair in (("RUS", "UKR"), ("UKR", "RUS"), ("USA", "UKR"), ("USA", "RUS"), ("RUS", "USA")))
    + ". Both sides of the war meet the United States far more in cooperation, mostly of words, than each other.\n\n"
    + evidence(us[us["event_type"] == "CONSULT"], 2)
)

# %%
outcomes = followed["outcome"].value_counts()
traced = followed[~followed["outcome"].isin(["untraceable", "open"])]
slipped = traced[traced["outcome"] != "held"].merge(events, on="event_id", suffixes=("", "_"))
Markdown(
    f"**7. Of the talks with a date, {outcomes.get('held', 0) / len(traced):.0%} are held as announced.** Of {len(followed)} announcements, {len(traced)} can be followed (a date, and "
    f"parties or a place). Held as announced: {share(outcomes.get('held', 0), len(traced))}; "
    f"later: {outcomes.get('slipped', 0)}; not heard of again: {outcomes.get('vanished', 0)}; called off: "
    f"{outcomes.get('called off', 0)}. Those that cannot be followed are the vaguer ones, and may well fare worse.\n\n"
    + evidence(slipped, 2)
)

# %%
drones = analysis.figure_series(cd.load_figures(), "drones_launched", claimant="ukr-air-force")
drones = drones.set_index("day")["value"]
beside = pd.concat([drones, daily["diplomatic"]], axis=1, join="inner").dropna()
rank = stats.spearmanr(*beside.to_numpy().T)
error = stats.bootstrap(
    tuple(beside.to_numpy().T), lambda x, y: stats.spearmanr(x, y).statistic, paired=True, vectorized=False,
    n_resamples=1000, method="percentile", rng=0,
).confidence_interval
verdict = "Days of many drones are neither more nor less diplomatic" if error.low <= 0 <= error.high else "Days of many drones differ in diplomacy"
Markdown(
    f"**8. {verdict}, as far as {len(beside)} days tell.** Drones that Ukraine's "
    f"air force counts and diplomatic events of the same day: rank correlation {rank.statistic:.2f} (interval {error.low:.2f} to "
    f"{error.high:.2f}). On so few days, a bond of middling strength can neither be shown nor excluded. Drones are counted by the air "
    "force, not by the articles, so that here the length of an article plays no part."
)

# %% [markdown]
# ## What the data cannot say

# %%
coverage = analysis.coverage(articles.reset_index(), events)
n = coverage[["events", "tokens", "sources"]].agg(["mean", "std"])
Markdown(
    f"**Whether there was more diplomacy or more force.** Each day has one article of much the same length "
    f"({n.loc['mean', 'tokens']:.0f} ± {n.loc['std', 'tokens']:.0f} words and marks), from {n.loc['mean', 'sources']:.1f} "
    f"sites a day, and so much the same number of events ({n.loc['mean', 'events']:.1f} ± {n.loc['std', 'events']:.1f}). A quiet "
    "day fills its article as a bloody one does. Counts of mentions therefore cannot rise with the war, and what one domain "
    "gains the other one loses: only the *balance* carries news, and it is the balance of what editors found worth telling. "
    "That talks did not reduce strikes does not follow from finding 4, nor that they did: nothing here was varied by anyone, "
    "and the causes of both lie outside of the tables."
)

# %% [markdown]
# Nor do the intervals contain the parser's own errors: it misses events and reads some wrongly (notebook 6 says how many,
# and whether it does so more in one domain than in the other; every balance above is off by that).
