"""The whole path for every kind of file: handed in, checked on the page, stored, matched, downloaded."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenant.base.walls import within
from convenant.locations.models import ListedSite, SiteList
from convenant.locations.reading.tests.makers import csv_text, ods, xls, xlsx

ROWS = [
    ["Fabriek", "Adres", "Land", "Aantal werknemers"],
    ["Émile Textiles", "12 Ashulia Road, Dhaka 1341", "Bangladesh", "1.234"],
    ["Şişli Örme San.", "Atatürk Cad. 5; Denizli", "Turkije", "251 t/m 500"],
    ["Café Knits", "Dorpsstraat 1, Enschede", "NL", ""],
    ["", "Nowhere 1", "NL", ""],
]
HEADLESS = [["Productielocaties 2026", "", "", ""], ["", "", "", ""], *ROWS]
FILES = {
    "utf8.csv": csv_text(ROWS).encode(),
    "bom.csv": b"\xef\xbb\xbf" + csv_text(ROWS, ";").encode(),
    "windows.csv": csv_text([[c.replace("Ş", "S").replace("ş", "s") for c in r] for r in ROWS], ";")
    .encode("cp1252"),
    "utf16.txt": csv_text(ROWS, "\t").encode("utf-16"),
    "book.xlsx": xlsx(("Notes", [["hello"]]), ("Sites", HEADLESS)),
    "old.xls": xls(ROWS),
    "open.ods": ods(("Sites", ROWS)),
}  # fmt: skip


def path(world, name, *arguments):
    return reverse(f"locations:{name}", args=[world.agreement.slug, *arguments])


@pytest.fixture
def bilal(world) -> SimpleNamespace:
    client = world.client("bilal")

    def upload(name: str, content: bytes):
        sent = {
            "organisation": world.organisations["bilal"].pk,
            "period": 2026,
            "file": SimpleUploadedFile(name, content),
        }
        return client.post(path(world, "hand_in"), sent, follow=True)

    return SimpleNamespace(client=client, upload=upload, world=world)


@pytest.mark.parametrize("name", FILES)
def test_a_list_comes_in_whatever_its_kind(bilal, name, django_capture_on_commit_callbacks) -> None:
    world, client = bilal.world, bilal.client
    page = bilal.upload(name, FILES[name]).content.decode()
    assert "Store 3 rows" in page and "1 bad row stays out" in page
    with within(world.agreement):
        site_list = SiteList.objects.get()
        assert (site_list.row_count, site_list.rejected_count) == (3, 1)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(path(world, "store", site_list.pk))
    with within(world.agreement):
        rows = list(ListedSite.objects.order_by("row"))
        assert [row.country for row in rows] == ["BD", "TR", "NL"]
        assert rows[0].name == "Émile Textiles" and rows[2].name == "Café Knits"
        assert (rows[0].workers_low, rows[1].workers_high) == (1234, 500)
        assert all(row.site_id and row.current for row in rows)
    original = client.get(path(world, "original", site_list.pk))
    assert original.content == FILES[name]
    assert name in original.headers["Content-Disposition"]
    for kind in ("xlsx", "csv"):
        back = client.get(path(world, "bad_rows", site_list.pk, kind))
        assert b"Nowhere" in (back.content if kind == "csv" else _texts(back.content))


def _texts(workbook: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))


def test_bad_rows_repaired_and_handed_in_again_are_read_as_they_came_back(bilal) -> None:
    bilal.upload("list.csv", FILES["utf8.csv"])
    with within(bilal.world.agreement):
        pk = SiteList.objects.get().pk
    back = bilal.client.get(path(bilal.world, "bad_rows", pk, "csv")).content.decode("utf-8-sig")
    header, row, *_ = back.splitlines()
    repaired = f"{header}\n{row.replace(',,', ',Repaired Mill,', 1) if row[0] != ',' else 'Repaired Mill' + row}\n"
    page = bilal.upload("again.csv", repaired.encode()).content.decode()
    assert "Store 1 row" in page and "Repaired Mill" in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.xlsx", "bomb", ""),
        ("empty.csv", b"", ""),
        ("header.csv", b"name,address,country\n", ""),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(200), ""),
        ("huge.csv", b"x" * 21_000_000, "21 MB"),
        ("many.csv", b"name,country\n" + b"a,NL\n" * 100_001, "100"),
    ],
)
def test_a_file_that_is_no_list_or_a_danger_is_handed_back_with_a_sentence(
    bilal, name, content, said
) -> None:
    if content == "bomb":
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("[Content_Types].xml", "<Types/>")
            bomb.writestr("xl/workbook.xml", "<workbook/>")
            bomb.writestr("xl/worksheets/sheet1.xml", b" " * 600_000_000)
        content = file.getvalue()
    answer = bilal.upload(name, content)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Traceback" not in text
    assert "house-fault" in text and said in text
    with within(bilal.world.agreement):
        assert not SiteList.objects.exists()


def test_values_longer_or_larger_than_any_database_holds_lose_no_row(
    bilal, django_capture_on_commit_callbacks
) -> None:
    text = csv_text(
        [
            ["name", "address", "country", "number_of_workers", "tier", "capacity share %", "lei"],
            ["N" * 700, "A" * 3000, "BD", "99999999999999", "99999", "1e300", "x" * 500],
            ["Nul\x00Mill \U0001f3ed", "\x01\x02 Road", "BD", "-5", "-1", "-3", ""],
            ["Plain Mill", "Road 1", "BD", "10", "1", "5", ""],
        ]
    )
    page = bilal.upload("odd.csv", text.encode())
    assert page.status_code == 200
    with within(bilal.world.agreement):
        site_list = SiteList.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        bilal.client.post(path(bilal.world, "store", site_list.pk))
    with within(bilal.world.agreement):
        site_list.refresh_from_db()
        assert site_list.state == "matched"
        assert ListedSite.objects.count() + site_list.rejected_count == 3
    assert bilal.client.get(path(bilal.world, "list", site_list.pk)).status_code == 200


def test_two_columns_cannot_both_be_the_name(bilal) -> None:
    bilal.upload("list.csv", b"A1,B1,C1\nShonali Mill,Konabari Gazipur,BD\n")
    with within(bilal.world.agreement):
        site_list = SiteList.objects.get()
    answer = bilal.client.post(
        path(bilal.world, "check", site_list.pk),
        {"column_0": "name", "column_1": "name", "column_2": "country"},
    )
    assert "is chosen for 2 columns" in answer.content.decode()
    with within(bilal.world.agreement):
        before = site_list.mapping
        site_list.refresh_from_db()
        assert site_list.mapping == before
