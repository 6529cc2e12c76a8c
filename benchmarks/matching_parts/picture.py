"""The figures as one picture: F1 with intervals, reliability, seconds and memory by rows."""

from pathlib import Path
from typing import Any

from matching_parts.sets import CHICAGO, HUB, READ
from matching_parts.table import SYSTEMS

# Told apart without colour, too: each has a marker of its own.
LOOKS = {
    "ours": {"color": "#0b5394", "marker": "o"},
    "dedupe": {"color": "#b45f06", "marker": "s"},
    "splink": {"color": "#38761d", "marker": "^"},
}
SHORT = {
    READ: "Read from\ntext",
    HUB: "Open Supply\nHub training",
    "labels_dev": "Our labels,\ndev",
    "labels_kept": "Our labels,\nkept",
    CHICAGO: "Chicago",
}


def draw(result: dict[str, Any], path: Path) -> None:
    """An SVG, or what else the name ends in."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    matplotlib.rcParams.update(
        {"font.size": 9, "axes.titlesize": 10, "axes.titleweight": "bold", "axes.grid": True,
         "grid.color": "#dddddd", "axes.axisbelow": True, "svg.hashsalt": "convenant",
         "axes.spines.top": False, "axes.spines.right": False}
    )  # fmt: skip
    figure, panels = pyplot.subplots(2, 2, figsize=(11, 8.2))
    if quality := result.get("quality"):
        _quality(panels[0][0], quality)
        _reliability(panels[0][1], quality)
    if scale := result.get("scale"):
        _growth(panels[1][0], scale, "seconds", "Seconds from nothing")
        _growth(panels[1][1], scale, "peak_gib", "Peak memory, GiB")
    drawn = [s for s in LOOKS if s in _systems(result)]
    handles = [
        pyplot.Line2D([], [], linestyle="-", label=SYSTEMS[system], **LOOKS[system])
        for system in drawn
    ]
    if scale:
        label = "in proportion to rows"
        handles.append(pyplot.Line2D([], [], color="#888888", linestyle=":", label=label))
    figure.legend(
        handles=handles, loc="upper center", ncols=len(handles), frameon=False, fontsize=10
    )
    figure.tight_layout(rect=(0, 0, 1, 0.96), h_pad=2.5, w_pad=2.5)
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None, dpi=110)
    pyplot.close(figure)


def _systems(result: dict[str, Any]) -> set[str]:
    found = {s for systems in result.get("quality", {}).get("sets", {}).values() for s in systems}
    return found | set(result.get("scale", {}).get("from_nothing", {}))


def _quality(panel: Any, quality: dict[str, Any]) -> None:
    panel.set_title("F1 of the same band, 95 % interval")
    for at, systems in enumerate(quality["sets"].values()):
        for system, one in systems.items():
            if "not_done" in one:
                continue
            f1, x = one["f1"], at + (list(LOOKS).index(system) - 1) * 0.22
            away = [[f1["value"] - f1["low"]], [f1["high"] - f1["value"]]]
            panel.errorbar(x, f1["value"], yerr=away, capsize=3, markersize=6, **LOOKS[system])
            panel.annotate(
                f"{f1['value']:.2f}",
                (x, f1["low"]),
                xytext=(0, -3),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=7.5,
                color=LOOKS[system]["color"],
            )
    panel.set_xticks(range(len(quality["sets"])), [SHORT[name] for name in quality["sets"]])
    panel.set_ylim(0, 1.03)
    panel.grid(axis="x", visible=False)


def _reliability(panel: Any, quality: dict[str, Any]) -> None:
    name = next(n for n in ("labels_kept", "labels_dev") if n in quality["sets"])
    panel.set_title(f"Reliability ({SHORT[name].replace(chr(10), ' ')})")
    panel.plot([0, 1], [0, 1], color="#888888", linestyle=":", linewidth=1)
    for system, one in quality["sets"][name].items():
        if "not_done" in one:
            continue
        bands = one["calibration"]
        promised, found = [b["promised"] for b in bands], [b["found"] for b in bands]
        ours = system == "ours"
        panel.plot(
            promised, found, markersize=6 if ours else 4, linewidth=1.8 if ours else 1,
            alpha=1 if ours else 0.6, **LOOKS[system],
        )  # fmt: skip
        for band in bands if ours else ():
            if band["promised"] < 0.2:
                continue  # these lie on each other; the table has their numbers
            above = band["found"] >= band["promised"]
            panel.annotate(
                f"{band['pairs']} pairs",
                (band["promised"], band["found"]),
                xytext=(-6, 5) if above else (8, -4),
                textcoords="offset points",
                ha="right" if above else "left",
                fontsize=7.5,
                color=LOOKS[system]["color"],
            )
    panel.set_xlabel("promised")
    panel.set_ylabel("found same")
    panel.set_xlim(-0.06, 1.05)
    panel.set_ylim(-0.03, 1.08)


def _growth(panel: Any, scale: dict[str, Any], what: str, title: str) -> None:
    panel.set_title(f"{title}, by rows")
    for system, found in scale["from_nothing"].items():
        done = [one for one in found if what in one]
        panel.plot([o["rows"] for o in done], [o[what] for o in done], **LOOKS[system])
        for one in done:
            panel.annotate(
                f"{one[what]:,.0f}" if one[what] >= 10 else f"{one[what]:.1f}",
                (one["rows"], one[what]),
                xytext=(6, -3) if system == "ours" else (-6, 4),
                textcoords="offset points",
                ha="left" if system == "ours" else "right",
                va="top" if system == "ours" else "bottom",
                fontsize=7.5,
                color=LOOKS[system]["color"],
            )
    own = [one for one in scale["from_nothing"].get("ours", []) if what in one]
    if len(own) > 1:
        first, last = own[0], own[-1]
        panel.plot(
            [first["rows"], last["rows"]],
            [first[what], first[what] * last["rows"] / first["rows"]],
            color="#888888", linestyle=":", linewidth=1,
        )  # fmt: skip
    panel.set_xscale("log")
    panel.set_yscale("log")
    panel.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    panel.set_xlabel("rows")
    rows = sorted({o["rows"] for found in scale["from_nothing"].values() for o in found})
    panel.set_xticks(rows, [f"{n:,}" for n in rows])
    panel.minorticks_off()
    panel.margins(x=0.15, y=0.2)
