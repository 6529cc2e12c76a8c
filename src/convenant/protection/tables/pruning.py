"""Publish again what turns out not to be needed: a blank goes when every duty it served finds another witness among the rest.

One pass is enough: fewer blanks never make a needed one superfluous. The dearest go first.
"""

import numpy as np

from convenant.protection.tables.finder import Witness
from convenant.protection.tables.growing import Growth


def prune(growth: Growth, most_work: int) -> None:
    """Publish again every secondary cell that no duty needs; after `most_work` the rest stays as it is."""
    secondary = growth.secondary
    order = secondary[np.argsort(-growth.price[secondary], kind="stable")]
    limit = growth.finder.work + most_work
    for cell in map(int, order):
        if growth.finder.work >= limit:
            break
        without(growth, cell)


def without(growth: Growth, cell: int) -> bool:
    """Publish this blank if all duties can be kept without it; whether it was."""
    cover = growth.cover
    gone = set(cover.through.get(cell, ()))
    growth.hidden[cell] = False
    again: list[Witness] = []
    for secret in sorted({one for number in gone for one in cover.fails[number]}):
        held = cover.stuck.get(secret, 0)
        left = cover.left_open(secret, gone) & ~held
        for witness in again:
            if left and secret in witness.cells:
                left &= cover.failing(witness).get(secret, left)
        while left:
            duty = (left & -left).bit_length() - 1
            found = growth.find(secret, duty, growth.hidden)
            bits = None if found is None else cover.failing(found)[secret]
            if found is None or bits is None or bits & (1 << duty):
                growth.hidden[cell] = True
                return False
            again.append(found)
            left &= bits
    for number in gone:
        cover.drop(number)
    growth.finder.set_price(np.array([cell]), float(growth.price[cell]))
    for witness in again:
        cover.add(witness)
    return True
