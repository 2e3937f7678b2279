"""Analyses: functions of tables, tidy in, tidy out."""

from __future__ import annotations

from conflict_data.analysis.activity import activity
from conflict_data.analysis.announcements import announced
from conflict_data.analysis.balance import balance
from conflict_data.analysis.changes import change_points
from conflict_data.analysis.claims import claims
from conflict_data.analysis.coverage import coverage
from conflict_data.analysis.dyads import dyads
from conflict_data.analysis.lead_lag import lead_lag
from conflict_data.analysis.selection import covered, event_days
from conflict_data.analysis.series import figure_days, figure_series
from conflict_data.analysis.smoothing import smooth
from conflict_data.analysis.speech import sides, statement_activity

__all__ = [
    "activity",
    "announced",
    "balance",
    "change_points",
    "claims",
    "coverage",
    "covered",
    "dyads",
    "event_days",
    "figure_days",
    "figure_series",
    "lead_lag",
    "sides",
    "smooth",
    "statement_activity",
]
