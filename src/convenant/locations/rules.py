"""Who may do what with lists and sites: the member–site link is the most sensitive fact we hold."""

from typing import Any

from convenant.base.actors import Actor
from convenant.people.models import Kind, Organisation
from convenant.people.rules import is_company, is_secretariat


def may_upload(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Members hand in lists; the secretariat does so for a member who mailed one."""
    return by.has(Kind.COMPANY, Kind.SECRETARIAT)


def may_upload_for(by: Actor, organisation: Organisation, *args: Any, **kwargs: Any) -> bool:
    """A company for itself, the secretariat for any member."""
    return is_secretariat(by) or organisation.pk in by.organisations(Kind.COMPANY)


def may_change_list(by: Actor, site_list: Any, *args: Any, **kwargs: Any) -> bool:
    """Whoever may upload for the member whose list it is."""
    return is_secretariat(by) or site_list.organisation_id in by.organisations(Kind.COMPANY)


def may_see_lists(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Tier secretariat_and_monitor, and each member its own."""
    return by.has(Kind.COMPANY, Kind.SECRETARIAT, Kind.MONITOR)


def may_read_graph(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """Which member lists which site: the secretariat and the monitor, never another member."""
    return by.has(Kind.SECRETARIAT, Kind.MONITOR)


def may_open_site(by: Actor, *args: Any, **kwargs: Any) -> bool:
    """A site's page; what it holds differs by reader."""
    return may_see_lists(by)


may_review = is_secretariat
may_merge = is_secretariat
may_introduce = is_company
may_read_own_sites = is_company
