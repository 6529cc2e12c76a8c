"""Convenant: the open platform on which a sector runs its agreement on responsible business conduct."""
