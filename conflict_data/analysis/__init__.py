"""Analyses: functions of tables, tidy in, tidy out."""

from __future__ import annotations

from conflict_data.analysis.activity import activity, event_days

__all__ = ["activity", "event_days"]
