"""The secretariat loads what official sources say; everyone inside looks it up."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenant.base.walls import within
from convenant.risks.models import KnownFact, SourceEdition
from convenant.risks.queries.look_up import look_up
from convenant.risks.tests.pages import LIST, one_source


def address(world, name: str, *args) -> str:
    return reverse(f"risks:{name}", args=[world.agreement.slug, *args])


def hand_in(world, content: bytes = LIST, **more):
    said = {
        "kind": "sector_list", "edition": "2026", "title": "The sector's list (invented)",
        "publisher": "The sector", "file": SimpleUploadedFile("list.csv", content), **more,
    }  # fmt: skip
    return world.client("anna").post(address(world, "hand_in_source"), said)


def known(theme: str, **asked) -> list[str]:
    (found,) = look_up(theme=theme, **asked)
    return [each.said for each in found.known]


def test_the_first_day_knows_of_cotton_and_says_unknown_where_it_does_not(world) -> None:
    page = world.client("chantal").get(
        address(world, "look_up"), {"product": "cotton", "country": "IN"}
    )
    html = page.content.decode()
    assert "made with child labour" in html and "2022" in html
    assert "Unknown" in html and "does not make the risk low" in html
    with within(world.agreement):
        assert known("child_labour", product="cotton", country="NL") == []


def test_a_file_is_read_checked_and_only_then_counts(world) -> None:
    answer = hand_in(world)
    assert answer.status_code == 302
    page = world.client("anna").get(answer["Location"]).content.decode()
    assert "Row 3, column module" in page and "1 row" in page
    with within(world.agreement):
        assert known("water_chemicals_energy", country="IN") == []
    world.client("anna").post(answer["Location"], {"deed": "load"})
    with within(world.agreement):
        assert known("water_chemicals_energy", product="cotton", country="IN") == ["Much water"]
        assert known("water_chemicals_energy", product="wool", country="IN") == []
    world.client("anna").post(answer["Location"], {"deed": "withdraw"})
    with within(world.agreement):
        assert known("water_chemicals_energy", product="cotton", country="IN") == []
        assert SourceEdition.objects.get(title__startswith="The sector").state == "withdrawn"


def test_rows_that_were_not_understood_are_handed_back(world) -> None:
    with within(world.agreement):
        pk = one_source(world)["pk"]
    answer = world.client("anna").get(address(world, "source_rejected", pk))
    assert answer["Content-Type"].startswith("text/csv")
    assert "rain" in answer.content.decode() and "3," in answer.content.decode()


def test_a_discarded_file_leaves_nothing(world) -> None:
    with within(world.agreement):
        before = KnownFact.objects.count()
        pk = one_source(world)["pk"]
    world.client("anna").post(address(world, "source", pk), {"deed": "discard"})
    with within(world.agreement):
        assert not SourceEdition.objects.filter(pk=pk).exists()
        assert KnownFact.objects.count() == before


def test_a_file_of_another_kind_is_refused_where_it_was_handed_in(world) -> None:
    answer = hand_in(world, kind="dol_goods")
    assert answer.status_code == 422
    assert "there is no column" in answer.content.decode()
    with within(world.agreement):
        assert not SourceEdition.objects.filter(state="read").exists()


def test_a_file_with_nothing_right_in_it_is_refused(world) -> None:
    answer = hand_in(world, b"product,country,module,known,source,date\n,,rain,x,y,2026-01-01\n")
    assert answer.status_code == 422
    assert "nothing was understood" in answer.content.decode()


def test_a_list_of_the_sector_says_whose_it_is(world) -> None:
    answer = hand_in(world, publisher="")
    assert answer.status_code == 422
    assert "publisher" in answer.context["form"].errors


def test_two_editions_are_told_apart_in_the_look_up(world) -> None:
    for edition in ("2025", "2026"):
        answer = hand_in(world, edition=edition)
        world.client("anna").post(answer["Location"], {"deed": "load"})
    asked = {"product": "cotton", "country": "IN", "theme": "water_chemicals_energy"}
    page = world.client("daan").get(address(world, "look_up"), asked).content.decode()
    assert page.count("Much water") == 2
    assert "The sector&#x27;s list (invented), 2025" in page


def test_an_older_agreement_loads_what_comes_with_the_platform(world) -> None:
    anna = world.client("anna")
    url = reverse("risks:sources", args=[world.agreement.slug])
    assert "Load what comes with the platform" not in anna.get(url).content.decode()
    with within(world.agreement):
        SourceEdition.objects.all().delete()
    assert "Load what comes with the platform" in anna.get(url).content.decode()
    anna.post(reverse("risks:load_built_in", args=[world.agreement.slug]))
    with within(world.agreement):
        assert SourceEdition.objects.get().facts.count() > 100
