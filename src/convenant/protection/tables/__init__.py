"""Tables of confidential figures: which cells tell too much, and whether a pattern of blanks holds. Plain: no Django.

A `Spec` says what the tables are; `cells_of` makes them of records, with every sum between them; `primary` finds the cells that
tell too much by themselves; `audit` computes what each attacker can work out of what is published.
"""

from convenant.protection.tables.attack import Breach
from convenant.protection.tables.audit import Audit, audit
from convenant.protection.tables.cells import Cells, cells_of
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.pattern import Pattern, read_pattern
from convenant.protection.tables.primary import Primary, primary
from convenant.protection.tables.records import Records, read_records
from convenant.protection.tables.spec import Spec, read_spec

__all__ = [
    "Audit",
    "BadInput",
    "Breach",
    "Cells",
    "Fault",
    "Pattern",
    "Primary",
    "Records",
    "Spec",
    "audit",
    "cells_of",
    "primary",
    "read_pattern",
    "read_records",
    "read_spec",
]
