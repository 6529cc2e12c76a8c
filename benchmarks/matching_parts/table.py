"""The figures as Markdown: what was reached on every set, what it cost, and what was promised and found."""

from collections.abc import Iterable, Sequence
from typing import Any

from matching_parts.sets import TITLES

SYSTEMS = {"ours": "Convenant", "dedupe": "dedupe", "splink": "Splink"}
NONE = "–"


def markdown(result: dict[str, Any]) -> str:
    parts = []
    if quality := result.get("quality"):
        parts += [_quality(quality), _reliability(quality), _relations(quality)]
    if scale := result.get("scale"):
        parts += [_cost(scale), _standing(scale)]
    return "\n\n".join(part for part in parts if part)


def _quality(quality: dict[str, Any]) -> str:
    lines = []
    for name, systems in quality["sets"].items():
        for system, one in systems.items():
            first = [_titled(name, one) if system == "ours" else "", _system(system, quality)]
            if len(runs := one.get("f1_of_runs", [])) > 1:
                first[1] += f" (middle of {len(runs)} runs, F1 {runs[0]:.2f} to {runs[-1]:.2f})"
            if "not_done" in one:
                lines.append([*first, one["not_done"], *[NONE] * 6])
                continue
            lines.append(
                [
                    *first,
                    *(_with_interval(one[figure]) for figure in ("precision", "recall", "f1")),
                    _figure(one.get("best_f1")),
                    _share(one["review_share"]),
                    f"{one['unsure_asked']} of {one['unsure']}"
                    if one.get("unsure") and one["unsure_asked"] is not None
                    else NONE,
                    NONE if one["blocking"] is None else f"{one['blocking']:.3f}",
                ]
            )
    return (
        f"**What is reached** (model {quality['model']}, {quality['date']}; the *same* band, 95 % intervals)\n\n"
        + _table(
            ["Set", "System", "Precision", "Recall", "F1", "F1, best threshold", "Review",
             "Unsure asked", "Blocking recall"],
            lines,
        )
    )  # fmt: skip


def _titled(name: str, one: dict[str, Any]) -> str:
    size = f"{one['pairs']:,} true pairs" if "rows" in one else f"{one.get('pairs', 0):,} pairs"
    return f"{TITLES[name]}: {size} in {one.get('clusters', 0):,} clusters"


def _system(system: str, part: dict[str, Any]) -> str:
    version = part.get("versions", {}).get(system, "")
    return f"**{SYSTEMS[system]}**" if system == "ours" else f"{SYSTEMS[system]} {version}".strip()


def _reliability(quality: dict[str, Any]) -> str:
    name, found = _labels(quality)
    lines = [
        [
            f"{band['from']:.2f} to {band['to']:.2f}",
            f"{band['pairs']:,}",
            f"{band['promised']:.3f}",
            f"{band['found']:.3f}",
        ]
        for band in found["calibration"]
    ]
    return f"**What is promised and what is found** ({TITLES[name]}; weighted)\n\n" + _table(
        ["Probability", "Pairs", "Promised", "Found *same*"], lines
    )


def _relations(quality: dict[str, Any]) -> str:
    name, found = _labels(quality)
    said = found["relations"]
    columns = [*dict.fromkeys([*said, *(one for row in said.values() for one in row)])]
    lines = [
        [judged, *(str(row.get(one, NONE)) for one in columns)] for judged, row in said.items()
    ]
    return f"**What is said of each relation** ({TITLES[name]}; pairs)\n\n" + _table(
        ["Judged \\ said", *columns], lines
    )


def _labels(quality: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Our own labels, the kept part where it was measured on."""
    name = next(n for n in ("labels_kept", "labels_dev") if n in quality["sets"])
    return name, quality["sets"][name]["ours"]


def _cost(scale: dict[str, Any]) -> str:
    lines = [
        [
            _system(system, scale),
            f"{one['rows']:,}",
            *(
                [one["not_done"], *[NONE] * 4]
                if "not_done" in one
                else [
                    f"{one['seconds']:,.0f}",
                    f"{one['processor_seconds']:,.0f}",
                    f"{one['peak_gib']:.2f}",
                    _share(one.get("review_share")),
                    _figure(one["f1"]),
                ]
            ),
        ]
        for system, found in scale["from_nothing"].items()
        for one in found
    ]
    return f"**What it costs from nothing** (model {scale['model']}, {scale['date']})\n\n" + _table(
        ["System", "Rows", "Seconds", "Processor seconds", "Peak GiB", "Review", "F1"], lines
    )


def _standing(scale: dict[str, Any]) -> str:
    lines = [
        [
            f"{one['register_rows']:,}",
            f"{one['seconds']:,.0f}",
            f"{one['peak_gib']:.2f}",
            f"{one['found_again']:.3f}",
            _share(one["review_share"]),
            f"{one['build_seconds']:,.0f}",
            f"{one['build_peak_gib']:.2f}",
            f"{one['file_gib']:.2f}",
        ]
        for one in scale["standing"]
    ]
    if not lines:
        return ""
    return "**A list of 2,000 rows against a standing register**\n\n" + _table(
        ["Rows in the register", "Seconds", "Peak GiB", "Found again", "Review",
         "Building: seconds", "Building: peak GiB", "File, GiB"],
        lines,
    )  # fmt: skip


def _with_interval(figure: dict[str, float]) -> str:
    return f"{_figure(figure['value'])} ({_figure(figure['low'])} to {_figure(figure['high'])})"


def _figure(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def _share(value: float | None) -> str:
    return NONE if value is None else f"{value:.1%}".replace("%", " %")


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
