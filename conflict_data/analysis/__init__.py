"""Analyses: functions of tables, tidy in, tidy out."""

from __future__ import annotations

from conflict_data.analysis.activity import activity, event_days
from conflict_data.analysis.series import figure_days, figure_series

__all__ = ["activity", "event_days", "figure_days", "figure_series"]
