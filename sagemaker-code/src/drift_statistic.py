"""Has the distribution of one column changed? PSI and a test, each beside the sampling noise of its sample sizes.

PSI is the sum of (q - p) ln(q / p) over bins, p the reference's share of a bin and q the live one's. Without any change
it is not 0: it is distributed as (1/m + 1/n) chi²(bins - 1), m and n the rows of either side, so 80 live rows against
398 give 0.3 one time in twenty. So the limit is what was configured plus that expectation, and never below the noise.
(B. Yurdakul, Statistical Properties of Population Stability Index, Western Michigan University 2018.)

The test is Kolmogorov and Smirnov's for numbers (of those there), Pearson's chi² for categories. With many rows it
finds changes that matter to nobody, so that it counts only where a tenth of the rows have moved (`LEAST_DISTANCE`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2, chi2_contingency, ks_2samp

BINS = 10
LEAST_DISTANCE = 0.1
_LEAST_EXPECTED = 5
_MISSING = "(missing)"
_HALF = 0.5  # added to every bin, so that an empty one has a logarithm


@dataclass(frozen=True)
class Change:
    """What was found in one column. `distance` is the largest difference of shares, `p` its probability by chance."""

    psi: float
    psi_limit: float
    distance: float
    p: float
    p_limit: float

    @property
    def by_psi(self) -> bool:
        return self.psi > self.psi_limit

    @property
    def by_test(self) -> bool:
        return self.p < self.p_limit and self.distance >= LEAST_DISTANCE

    @property
    def drifted(self) -> bool:
        return self.by_psi or self.by_test


def of_numbers(reference: np.ndarray, live: np.ndarray, psi: float, level: float) -> Change:
    """Compare float64 arrays of any lengths, NaN for a missing value. `level` is each judgement's false alarm rate."""
    there, here = reference[~np.isnan(reference)], live[~np.isnan(live)]
    distance, p = 0.0, 1.0
    if len(there) and len(here):
        test = ks_2samp(there, here, method="asymp")
        distance, p = float(test.statistic), float(test.pvalue)
    edges = _edges(there)
    counts = [_numbers_by_bin(values, edges) for values in (reference, live)]
    found, limit = _psi(counts[0], counts[1], psi, level)
    return Change(found, limit, distance, p, level)


def of_categories(reference: Sequence[str | None], live: Sequence[str | None], psi: float, level: float) -> Change:
    """Compare texts likewise, None for a missing one. What is rare on both sides together counts as one category.

    Rare by the reference alone would be biased: what chance made common there is less so in the live rows.
    """
    there, here = (Counter(_MISSING if value is None else value for value in values) for values in (reference, live))
    common = _common(there + here, min(len(reference), len(live)) / (len(reference) + len(live)))
    counts = [_categories_by_bin(values, common) for values in (there, here)]
    found, limit = _psi(counts[0], counts[1], psi, level)
    shares = [values / values.sum() for values in counts]
    distance = float(np.abs(shares[0] - shares[1]).sum() / 2)
    return Change(found, limit, distance, _chi_square(counts[0], counts[1]), level)


def _edges(values: np.ndarray) -> np.ndarray:
    """Inner edges of bins with about equally many of the values; fewer where many values are equal."""
    if not len(values):
        return np.array([])
    inner = np.unique(np.quantile(values, np.arange(1, BINS) / BINS, method="inverted_cdf"))
    return inner[inner < values.max()]


def _numbers_by_bin(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Rows in each bin (edge, edge], the missing ones last."""
    there = values[~np.isnan(values)]
    counts = np.bincount(np.searchsorted(edges, there, side="left"), minlength=len(edges) + 1)
    return np.append(counts, len(values) - len(there)).astype(np.float64)


def _common(pooled: Counter[str], share: float) -> list[str]:
    """Categories of which the smaller side can expect as many rows as chi² needs."""
    return sorted(value for value, count in pooled.items() if count * share >= _LEAST_EXPECTED)


def _categories_by_bin(counts: Counter[str], common: list[str]) -> np.ndarray:
    known = [counts[value] for value in common]
    return np.array([*known, counts.total() - sum(known)], dtype=np.float64)


def _psi(reference: np.ndarray, live: np.ndarray, psi: float, level: float) -> tuple[float, float]:
    """PSI and its limit, of rows by bin; bins empty on both sides do not count."""
    used = reference + live > 0
    p, q = (_shares(counts[used]) for counts in (reference, live))
    noise = 1 / reference.sum() + 1 / live.sum()
    freedom = max(int(used.sum()) - 1, 1)
    limit = float(max(psi + noise * freedom, noise * chi2.ppf(1 - level, freedom)))
    return float(((q - p) * np.log(q / p)).sum()), limit


def _shares(counts: np.ndarray) -> np.ndarray:
    smoothed = counts + _HALF
    shares: np.ndarray = smoothed / smoothed.sum()
    return shares


def _chi_square(reference: np.ndarray, live: np.ndarray) -> float:
    used = reference + live > 0
    if used.sum() < 2:
        return 1.0
    return float(chi2_contingency(np.array([reference[used], live[used]]), correction=False).pvalue)
