"""`convenant …` for analysts and operators; each room brings its own commands, loaded when asked for."""

import importlib

import click

COMMANDS = {
    "match": "convenant.locations.matching.command:match",
    "definition": "convenant.agreements.definition.command:definition",
    "audit": "convenant.base.audit:audit",
    "costs": "convenant.costs.simulation.command:costs",
    "protect": "convenant.protection.tables.command:protect",
    "grievances": "convenant.grievances.command:grievances",
}


class Rooms(click.Group):
    """Loads a command only when it is called, so that `match` starts without the web platform."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        return getattr(importlib.import_module(module), attribute)


@click.command(cls=Rooms)
@click.version_option(package_name="convenant")
def main() -> None:
    """The platform's commands for analysts and operators."""
