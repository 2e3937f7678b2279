"""Texts that are largely the same: agency copy, updated versions. By MinHash, over runs of words.

Broder, A. (1997). On the resemblance and containment of documents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

ALIKE = 0.8
"""Share of common runs of words, of all runs in either text, from which two texts are near duplicates."""

_RUN = 3  # words
_HASHES = 128
_BANDS = 16  # of 8 hashes: two texts that share 0.8 of their runs meet in a band with a probability of 0.95
_WORD = re.compile(r"\w+")
_BLOCK = 4096  # runs at a time, which bounds memory for long texts
# Fixed constants, so that the signatures are the same everywhere and always; odd, as multiplicative hashing wants.
_FACTORS, _OFFSETS = (
    np.array(
        [crc32(f"{kind} {i}".encode()) << 32 | crc32(f"{i} {kind}".encode()) | 1 for i in range(_HASHES)],
        np.uint64,
    )
    for kind in ("factor", "offset")
)


def signature(text: str) -> bytes:
    """MinHash of the runs of words of a text: 128 numbers of 4 bytes each.

    Parameters
    ----------
    text : str

    Returns
    -------
    bytes
        Little-endian; two signatures have about as large a share of equal numbers as the texts have of runs.
    """
    words = _WORD.findall(text.casefold())
    runs = {
        crc32(" ".join(words[i : i + _RUN]).encode("utf-8", "replace"))
        for i in range(max(1, len(words) - _RUN + 1))
    }
    hashes = np.array(sorted(runs), dtype=np.uint64)
    hashes = (hashes ^ (hashes >> np.uint64(15))) * np.uint64(0x9E3779B97F4A7C15)  # spread over all 64 bits
    smallest = np.full(_HASHES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(hashes), _BLOCK):
        mixed = (_FACTORS[:, None] * hashes[start : start + _BLOCK] + _OFFSETS[:, None]) >> np.uint64(32)
        smallest = np.minimum(smallest, mixed.min(axis=1).astype(np.uint32))
    return smallest.astype("<u4").tobytes()


def near_duplicates(signatures: Sequence[bytes]) -> dict[int, int]:
    """For each text that is nearly the same as an earlier one, the first such.

    Parameters
    ----------
    signatures : sequence of bytes
        Of `signature`, in order of publication.

    Returns
    -------
    dict of int to int
        Number of the later text to that of the first one like it.
    """
    first: dict[int, int] = {}
    if not signatures:
        return first
    matrix = np.frombuffer(b"".join(signatures), dtype="<u4").reshape(len(signatures), _HASHES)
    for band in np.split(matrix, _BANDS, axis=1):
        keys = np.ascontiguousarray(band).view(f"V{band.shape[1] * 4}").ravel().tolist()
        groups: dict[bytes, list[int]] = {}
        for i, key in enumerate(keys):
            groups.setdefault(bytes(key), []).append(i)
        for members in groups.values():
            _compare(members, matrix, first)
    return first


def _compare(members: list[int], matrix: npt.NDArray[Any], first: dict[int, int]) -> None:
    """Note for members of one band the first that they are like; each is compared with the heads of groups only."""
    while len(members) > 1:
        head, *others = members
        alike = ((matrix[others] == matrix[head]).mean(axis=1) >= ALIKE).tolist()
        members = []
        for later, is_like in zip(others, alike, strict=True):
            if is_like:
                first[later] = min(head, first.get(later, head))
            else:
                members.append(later)
