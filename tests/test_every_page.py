"""Every page, tried by every member of the cast; a page nobody wrote down fails the build."""

import importlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from convenant.base.tests.pages import EVERYONE, Page
from convenant.base.walls import within

# Pages of allauth (sign-in, factors) and Django's language switch are tried in people/tests.
NOT_OURS = ("accounts/", "language/")


def pages() -> list[Page]:
    found: list[Page] = []
    for config in apps.get_app_configs():
        if not config.name.startswith("convenant."):
            continue
        try:
            found += importlib.import_module(f"{config.name}.tests.pages").PAGES
        except (ModuleNotFoundError, AttributeError):
            continue
    return found


def walk(
    patterns: list, way: str = "", namespace: str = "", arguments: frozenset[str] = frozenset()
) -> Iterator[tuple[str, frozenset[str], object]]:
    for entry in patterns:
        here, path = arguments | set(entry.pattern.converters), way + str(entry.pattern)
        if path.startswith(NOT_OURS):
            continue
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, path, inner, here)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", here, entry.callback


OURS = list(walk(get_resolver().url_patterns))
ARGUMENTS = {name: arguments for name, arguments, _ in OURS}


def test_each_page_says_who_may_open_it_and_has_a_test_with_the_cast() -> None:
    undeclared = [name for name, _, view in OURS if not hasattr(view, "may")]
    assert not undeclared, f"give these views @page(…): {undeclared}"
    untested = set(ARGUMENTS) - {page.name for page in pages()}
    assert not untested, f"write these down in their room's tests/pages.py: {sorted(untested)}"


@pytest.mark.parametrize(
    "opened",
    pages(),
    ids=lambda opened: opened.name + (" (post)" if opened.post is not None else ""),
)
def test_each_of_the_cast_gets_their_pages_and_no_others(opened: Page, world, elsewhere) -> None:
    for name in sorted(EVERYONE):
        with within(world.agreement):
            kwargs = opened.arrange(world)
            data = opened.post(world) if callable(opened.post) else opened.post
        inside = "agreement" in ARGUMENTS[opened.name]
        if inside:
            kwargs = {"agreement": world.agreement.slug, **kwargs}
        address = reverse(opened.name, kwargs=kwargs)
        client = world.client(name)
        answer = client.post(address, data) if data is not None else client.get(address)
        if name in opened.may:
            assert answer.status_code in opened.answers, (name, answer.status_code)
            assert "/accounts/login" not in answer.get("Location", ""), name
        elif name == "koen":
            assert answer.status_code == 302, (name, answer.status_code)
            assert "/accounts/login" in answer["Location"]
        else:
            unseen = (inside and name == "jamila") or name in opened.missing_for
            assert answer.status_code == (404 if unseen else 403), (
                name,
                answer.status_code,
            )
        if inside and name in opened.may and opened.may != EVERYONE:
            # The same address in the agreement next door does not exist for this person.
            other = client.get(
                reverse(opened.name, kwargs={**kwargs, "agreement": elsewhere.agreement.slug})
            )
            assert other.status_code in (404, 405, 302 if name == "koen" else 404), (
                name,
                other.status_code,
            )
