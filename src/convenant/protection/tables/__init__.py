"""Tables of confidential figures: which cells tell too much, and whether a pattern of blanks holds. Plain: no Django.

A `Spec` says what the tables are; `cells_of` makes them of records, with every sum between them; `primary` finds the cells that
tell too much by themselves; `audit` computes what each attacker can work out of what is published; `make` finds a pattern that holds.
"""

from convenant.protection.tables.attack import Breach
from convenant.protection.tables.audit import Audit, audit
from convenant.protection.tables.cells import Cells, cells_of
from convenant.protection.tables.faults import BadInput, Fault
from convenant.protection.tables.making import Made, make
from convenant.protection.tables.pattern import Pattern, Status, read_pattern, write_pattern
from convenant.protection.tables.primary import Primary, primary
from convenant.protection.tables.records import Records, read_records
from convenant.protection.tables.spec import Spec, read_spec
from convenant.protection.tables.summary import summary

__all__ = [
    "Audit",
    "BadInput",
    "Breach",
    "Cells",
    "Fault",
    "Made",
    "Pattern",
    "Primary",
    "Records",
    "Spec",
    "Status",
    "audit",
    "cells_of",
    "make",
    "primary",
    "read_pattern",
    "read_records",
    "read_spec",
    "summary",
    "write_pattern",
]
