"""Definitions that come with the platform: five real agreements and an invented one.

The real ones hold only what a public source says, each value with its source.
"""

from importlib import resources


def preset_names() -> list[str]:
    """The names of the presets, in alphabetical order."""
    return sorted(
        entry.name.removesuffix(".yaml")
        for entry in resources.files(__name__).iterdir()
        if entry.name.endswith(".yaml")
    )


def preset_text(name: str) -> str:
    """The file of a preset as text; KeyError where there is no preset of that name."""
    if name not in preset_names():
        raise KeyError(name)
    return resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
