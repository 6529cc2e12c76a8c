"""Scenarios that come with the platform: an agreement going on, stopping or becoming European; a law.

What has a public source names it; everything else is marked as expert judgement or assumption.
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
