"""Two agreements on one platform, a row of every kind in each: nothing crosses."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import Case, Count, Exists, F, Subquery, Value, When
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError

from convenant.base.models import Agreement, Event
from convenant.base.row_security import walled_models
from convenant.base.tests.instances import filled, made, one_of_each
from convenant.base.tests.rows_again import made_once
from convenant.base.walls import (
    Walled,
    _session,
    behind_walls,
    current_agreement,
    walled_keys,
    walls_down,
    within,
)
from convenant.people.models import Organisation

pytestmark = pytest.mark.django_db


@dataclass
class Two:
    """Our agreement and theirs, each with a row of every walled model."""

    ours: Agreement
    theirs: Agreement
    our_rows: dict[type[Walled], Any]
    their_rows: dict[type[Walled], Any]

    def __iter__(self) -> Iterator[tuple[type[Walled], Any, Any]]:
        for model in walled_models():
            yield model, self.our_rows[model], self.their_rows[model]


@pytest.fixture
def two(db: None) -> Two:
    return made_once("two agreements", make_two, Two)


def make_two() -> Two:
    ours = Agreement.objects.create(slug="ours", title="Ours")
    theirs = Agreement.objects.create(slug="theirs", title="Theirs")
    return Two(ours, theirs, one_of_each(ours), one_of_each(theirs))


def changeable() -> list[type[Walled]]:
    return [model for model in walled_models() if not getattr(model, "append_only", False)]


def _some(model: type[Walled]) -> str:
    """A field that may be changed."""
    return next(f.name for f in model._meta.concrete_fields if not f.is_relation and f.name != "id")


READS: dict[str, Callable[[models.QuerySet, Any], Any]] = {
    "all": lambda rows, pk: [row.pk for row in rows.all()],
    "iterator": lambda rows, pk: [row.pk for row in rows.iterator()],
    "values": lambda rows, pk: [row["pk"] for row in rows.values("pk")],
    "values_list": lambda rows, pk: list(rows.values_list("pk", flat=True)),
    "in_bulk": lambda rows, pk: list(rows.in_bulk([pk])),
    "filter": lambda rows, pk: [row.pk for row in rows.filter(pk=pk)],
    "exclude nothing": lambda rows, pk: [row.pk for row in rows.exclude(pk=-1)],
    "or": lambda rows, pk: [row.pk for row in (rows.filter(pk=pk) | rows.filter(pk=-1))],
    "union": lambda rows, pk: [r.pk for r in rows.order_by().union(rows.order_by())],
    "union all": lambda rows, pk: [r.pk for r in rows.order_by().union(rows.order_by(), all=True)],
    "intersection": lambda rows, pk: [r.pk for r in rows.order_by().intersection(rows.order_by())],
    "difference": lambda rows, pk: [
        r.pk for r in rows.order_by().difference(rows.order_by().filter(pk=-1))
    ],
    "reverse": lambda rows, pk: [row.pk for row in rows.reverse()],
    "distinct": lambda rows, pk: [row.pk for row in rows.distinct()],
    "earliest": lambda rows, pk: [rows.earliest("pk").pk, rows.latest("pk").pk],
    "first": lambda rows, pk: [rows.order_by("pk").first().pk, rows.order_by("pk").last().pk],
    "slice": lambda rows, pk: [row.pk for row in rows[:1000]],
    "subquery": lambda rows, pk: [
        row.pk for row in rows.filter(pk__in=Subquery(rows.order_by().values("pk")))
    ],
}


def test_no_way_of_reading_shows_another_agreements_row(two: Two) -> None:
    with within(two.ours):
        for model, ours, theirs in two:
            for name, read in READS.items():
                for rows in (model.objects, model._base_manager, model._default_manager):
                    seen = read(rows.all(), theirs.pk)
                    assert theirs.pk not in seen, (model, name)
                    if name not in ("filter", "in_bulk", "or"):
                        assert ours.pk in seen, (model, name)


def test_no_way_of_counting_counts_another_agreements_row(two: Two) -> None:
    for model, _, theirs in two:
        with within(two.ours):
            rows = model.objects.filter(pk=theirs.pk)
            assert not rows.exists()
            assert rows.count() == 0
            assert not rows.contains(theirs)
            assert rows.aggregate(n=Count("pk"))["n"] == 0
            assert list(rows.annotate(n=Count("pk"))) == []
            assert not Organisation.objects.filter(Exists(rows)).exists()
            with pytest.raises(model.DoesNotExist):
                model.objects.get(pk=theirs.pk)
            with pytest.raises(model.DoesNotExist):
                theirs.refresh_from_db()
            assert model.objects.count() + _count_in(two.theirs, model) == _count_everywhere(model)


def _count_in(agreement: Agreement, model: type[Walled]) -> int:
    with within(agreement):
        return model.objects.count()


def _count_everywhere(model: type[Walled]) -> int:
    with walls_down("the test counts what lies on both sides"):
        return model.objects.count()


ASKS: dict[str, Callable[[Any], Any]] = {
    "all": lambda m: m.all(),
    "filter": lambda m: m.filter(pk=1),
    "get": lambda m: m.get(pk=1),
    "exists": lambda m: m.exists(),
    "count": lambda m: m.count(),
    "explain": lambda m: m.explain(),
    "aggregate": lambda m: m.aggregate(n=Count("pk")),
    "in_bulk": lambda m: m.in_bulk([1]),
    "none": lambda m: m.none(),
    "create": lambda m: m.create(),
    "get_or_create": lambda m: m.get_or_create(pk=1),
    "update_or_create": lambda m: m.update_or_create(pk=1),
    "bulk_create": lambda m: m.bulk_create([m.model()]),
    "bulk_update": lambda m: m.bulk_update([m.model(pk=1)], [m.model._meta.fields[-1].name]),
    "update": lambda m: m.update(agreement=None),
    "delete": lambda m: m.all().delete(),
    "first": lambda m: m.first(),
    "last": lambda m: m.last(),
    "latest": lambda m: m.latest("pk"),
    "values": lambda m: m.values(),
    "values_list": lambda m: m.values_list(),
    "iterator": lambda m: list(m.iterator()),
    "raw": lambda m: m.raw("SELECT 1"),
    "extra": lambda m: m.extra(where=["1=1"]),
    "union": lambda m: m.union(m.all()),
    "select_for_update": lambda m: m.select_for_update(),
    "using": lambda m: m.using("default"),
    "dates": lambda m: m.dates("agreement__created_at", "year"),
}


@pytest.mark.parametrize("ask", ASKS)
def test_without_an_open_agreement_no_question_is_answered(ask: str, two: Two) -> None:
    for model in walled_models():
        for manager in (model.objects, model._base_manager, model._default_manager):
            with pytest.raises(ScopeError):
                ASKS[ask](manager)
            with behind_walls(), pytest.raises(ScopeError):
                ASKS[ask](manager)


def test_without_an_open_agreement_no_row_at_hand_is_saved_deleted_or_refreshed(two: Two) -> None:
    for model, ours, _ in two:
        for deed in (ours.save, ours.refresh_from_db):
            with pytest.raises(
                (ScopeError, TypeError)
            ):  # the journal refuses any change: TypeError
                deed()
        with pytest.raises((ScopeError, TypeError)):
            ours.delete()
        assert _count_everywhere(model) >= 2


def test_a_query_kept_from_one_agreement_shows_nothing_of_it_in_another(two: Two) -> None:
    for model, _ours, theirs in two:
        with within(two.theirs):
            kept = model.objects.all()
            counted = model.objects.filter(pk=theirs.pk)
        with within(two.ours):
            assert theirs.pk not in [row.pk for row in kept]
            assert not counted.exists()
            assert counted.count() == 0
            if model in changeable():
                assert counted.update(**{_some(model): F(_some(model))}) == 0
                assert counted.delete()[0] == 0
            other = model.objects.order_by().union(counted.order_by())
            assert theirs.pk not in [row.pk for row in other]
        for ask in (list, models.QuerySet.exists, models.QuerySet.count, models.QuerySet.explain):
            with pytest.raises(ScopeError):
                ask(counted.all())
        assert _count_in(two.theirs, model) >= 1


def test_another_agreements_row_at_hand_cannot_be_saved_or_deleted(two: Two) -> None:
    for model, _, theirs in two:
        before = _count_everywhere(model)
        with within(two.ours):
            with pytest.raises((ScopeError, TypeError)):
                theirs.save()
            with pytest.raises((ScopeError, TypeError)):
                theirs.delete()
            with pytest.raises((ScopeError, TypeError)):
                model.objects.bulk_create([theirs])
            with pytest.raises((ScopeError, TypeError)):
                model.objects.bulk_update([theirs], [model._meta.fields[-1].name])
        assert _count_everywhere(model) == before


def test_another_agreements_row_is_not_reached_by_its_number(two: Two) -> None:
    for model in changeable():
        theirs = two.their_rows[model]
        with within(two.ours):
            assert model.objects.filter(pk=theirs.pk).update(**{_some(model): F(_some(model))}) == 0
            assert model.objects.filter(pk=theirs.pk).delete()[0] == 0
            forged = filled(model, pk=theirs.pk)
            with pytest.raises(IntegrityError), transaction.atomic():
                forged.save()
        with within(two.theirs):
            theirs.refresh_from_db()
            assert theirs.agreement_id == two.theirs.pk


def test_a_conflict_with_another_agreements_row_never_overwrites_it(two: Two) -> None:
    for model in changeable():
        theirs = two.their_rows[model]
        some_field = model._meta.concrete_fields[-1].name
        with within(two.ours), pytest.raises(ScopeError):
            model.objects.bulk_create(
                [filled(model, pk=theirs.pk)],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=[some_field],
            )


def test_no_row_moves_to_another_agreement(two: Two) -> None:
    for model in changeable():
        with within(two.ours):
            ours = model.objects.get(pk=two.our_rows[model].pk)
            for value in ({"agreement": two.theirs}, {"agreement_id": two.theirs.pk}):
                with pytest.raises(ScopeError):
                    model.objects.filter(pk=ours.pk).update(**value)
            ours.agreement = two.theirs
            with pytest.raises(ScopeError):
                ours.save()
            with pytest.raises(ScopeError):
                model.objects.bulk_update([ours], ["agreement"])
            with pytest.raises(ScopeError):
                model.objects.create(agreement=two.theirs)


def keys() -> list[tuple[type[Walled], models.ForeignKey]]:
    return [(model, key) for model in changeable() for key in walled_keys(model)]


def test_there_are_keys_between_walled_rows_to_try() -> None:
    assert len(keys()) >= 5


@pytest.mark.parametrize(
    "model, key", keys(), ids=lambda it: getattr(it, "__name__", None) or it.name
)
def test_no_key_points_into_another_agreement(
    model: type[Walled], key: models.ForeignKey, two: Two
) -> None:
    theirs = two.their_rows[key.related_model]
    with within(two.ours):
        for given in ({key.name: theirs}, {key.attname: theirs.pk}):
            with pytest.raises(ScopeError):
                filled(model, **given).save()
            with pytest.raises(ScopeError):
                model.objects.create(**given)
            with pytest.raises(ScopeError):
                model.objects.bulk_create([filled(model, **given)])
            ours = model.objects.get(pk=two.our_rows[model].pk)
            for name, value in given.items():
                setattr(ours, name, value)
            with pytest.raises(ScopeError):
                ours.save()
            with pytest.raises(ScopeError):
                model.objects.bulk_update([ours], [key.name])
            rows = model.objects.filter(pk=ours.pk)
            with pytest.raises(ScopeError):
                rows.update(**given)
        for sly in (
            Value(theirs.pk),
            Case(When(pk=ours.pk, then=Value(theirs.pk))),
            Subquery(Agreement.objects.values("pk")[:1]),
        ):
            with pytest.raises(ScopeError):
                rows.update(**{key.attname: sly})
        forged = key.related_model(pk=theirs.pk, agreement=two.ours)
        with pytest.raises(ScopeError):
            filled(model, **{key.name: forged}).save()
        assert getattr(model.objects.get(pk=ours.pk), key.attname) != theirs.pk


@pytest.mark.parametrize(
    "model, key", keys(), ids=lambda it: getattr(it, "__name__", None) or it.name
)
def test_no_related_manager_takes_another_agreements_row(
    model: type[Walled], key: models.ForeignKey, two: Two
) -> None:
    name = key.remote_field.get_accessor_name()
    if name is None:
        pytest.skip("no reverse name: there is no related manager")
    ours, theirs = two.our_rows[key.related_model], two.their_rows[model]
    with within(two.theirs):
        before = getattr(model.objects.get(pk=theirs.pk), key.attname)
    with within(two.ours):
        related = getattr(ours, name)
        assert theirs.pk not in [row.pk for row in related.all()]
        related.add(theirs, bulk=True)
        assert theirs.pk not in [row.pk for row in related.all()]
        with pytest.raises(ScopeError), transaction.atomic():
            related.add(theirs, bulk=False)
    with within(two.theirs):
        assert getattr(model.objects.get(pk=theirs.pk), key.attname) == before


def test_a_row_that_points_within_its_agreement_is_kept(two: Two) -> None:
    with within(two.ours):
        for model, key in keys():
            ours, target = two.our_rows[model], made(key.related_model)
            row = model.objects.get(pk=ours.pk)
            setattr(row, key.name, target)
            row.save()
            model.objects.bulk_update([row], [key.name])
            assert model.objects.filter(pk=ours.pk).update(**{key.name: target}) == 1


def test_no_query_can_start_at_a_shared_row_and_join_over_the_wall() -> None:
    for model in walled_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and not issubclass(field.related_model, Walled):
                assert field.remote_field.related_name == "+", (
                    f"{model.__name__}.{field.name} points at a shared model: related_name='+'"
                )
        assert not model._meta.many_to_many, f"{model.__name__}: a many-to-many table has no wall"
    for model in apps.get_models():
        if not issubclass(model, Walled):
            for field in model._meta.get_fields():
                assert not (
                    field.is_relation and issubclass(field.related_model or model, Walled)
                ), (
                    model,
                    field,
                )


def test_walls_come_back_after_a_fault(two: Two) -> None:
    with pytest.raises(ZeroDivisionError), within(two.ours):
        raise ZeroDivisionError
    assert not get_scope()
    assert _session.get() is None
    with within(two.ours):
        with pytest.raises(IntegrityError), transaction.atomic(), within(two.theirs):
            Agreement.objects.create(slug="ours")
        assert current_agreement() == two.ours
        assert _sees() == two.ours.pk
    assert _sees() is None


def test_walls_hold_in_walls(two: Two) -> None:
    pk = two.their_rows[Event].pk
    with within(two.ours):
        assert not Event.objects.filter(pk=pk).exists()
        with within(two.theirs):
            assert Event.objects.filter(pk=pk).exists()
            with walls_down("the test looks over them"):
                assert Event.objects.values("agreement").distinct().order_by().count() == 2
                assert _sees() is None
                with within(two.ours):
                    assert not Event.objects.filter(pk=pk).exists()
                    assert _sees() == two.ours.pk
            assert _sees() == two.theirs.pk
            with behind_walls(), pytest.raises(ScopeError):
                Event.objects.exists()
        assert _sees() == two.ours.pk


def test_a_broken_transaction_around_the_walls_lets_nobody_through(two: Two) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), within(two.ours):
        Agreement.objects.create(slug="ours")
    assert _sees() is None
    with within(two.ours):
        with pytest.raises(DatabaseError), transaction.atomic():
            with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
                Agreement.objects.create(slug="ours")
            with within(two.theirs):  # the transaction takes no commands any more
                Event.objects.exists()
        assert _session.get() == str(two.ours.pk)
        assert _sees() == two.ours.pk


def _sees() -> int | None:
    """The one agreement the database shows to plain SQL; None where it shows all (no walls)."""
    if connection.vendor != "postgresql":
        return current_agreement().pk if get_scope().get("_enabled") else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT agreement_id FROM base_event")
        seen = [row[0] for row in cursor.fetchall()]
    return seen[0] if len(seen) == 1 else None


def test_walls_come_down_for_a_stated_reason_only() -> None:
    with pytest.raises(ValueError, match="why"), walls_down(""):
        pass


def test_with_the_walls_down_a_new_row_says_which_agreement_it_is_of(two: Two) -> None:
    with walls_down("the test writes"):
        for model in changeable():
            with pytest.raises(ScopeError):
                model().save()
