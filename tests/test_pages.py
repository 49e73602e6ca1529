"""The built site: whole, inert, reachable, the same every time, and untouched by a broken profile."""

from __future__ import annotations

import ast
import gzip
import json
import posixpath
import re
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import brotli
import pytest
from built import ROOT, SITES, Built, Page, build, pelican
from surgeon_directory.fit import Weights
from surgeon_directory.pictures import UNKNOWN, size_of

PLUGIN = ROOT / "plugins" / "surgeon_directory"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(params=["small_site", "knee_site", "sample_site"])
def site(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(request.param)


def links_of(page: Page) -> list[str]:
    """Every address a page names, of links and of files."""
    found = [value for element in page.all() for name in ("href", "src") if (value := element.get(name)) is not None]
    return [link for link in found if not link.startswith(("tel:", "mailto:"))]


def target(page: Page, link: str) -> tuple[str, str]:
    """The address below the site and the anchor that a relative link leads to."""
    parts = urlsplit(link)
    folder = posixpath.dirname(page.url) if not page.url.endswith("/") else page.url.rstrip("/")
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else page.url
    if parts.path and (parts.path.endswith("/") or path == "."):
        path = "" if path == "." else f"{path}/"
    return path, unquote(parts.fragment)


def test_every_internal_link_and_anchor_leads_somewhere(site: Built) -> None:
    lost = []
    for page in site.pages.values():
        for link in links_of(page):
            if link.startswith(("https://", "http://")):
                continue
            path, anchor = target(page, link)
            name = path if path and not path.endswith("/") else f"{path}index.html"
            no_anchor = anchor and path not in ("find/", "compare/") and name in site.files and anchor not in site.pages[path].ids
            if name not in site.files or no_anchor:
                lost.append((page.url, link))
    assert [] == sorted(set(lost))


def test_every_link_is_relative_so_that_any_sub_path_works(site: Built) -> None:
    absolute = {(page.url, link) for page in site.pages.values() for link in links_of(page) if link.startswith("/") or "localhost" in link}
    assert set() == absolute


def test_every_page_has_one_first_heading_and_unique_ids(site: Built) -> None:
    wrong = {}
    for page in site.pages.values():
        headings = sum(1 for _ in page.all("h1"))
        twice = [name for name, number in Counter(page.ids).items() if number > 1]
        if headings != 1 or twice:
            wrong[page.url] = (headings, twice)
    assert {} == wrong


def test_headings_do_not_skip_a_level(site: Built) -> None:
    skipped = set()
    for page in site.pages.values():
        levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        skipped |= {(page.url, after) for before, after in pairwise(levels) if after > before + 1}
    assert set() == skipped


def test_references_between_elements_hold(site: Built) -> None:
    """What aria-labelledby, aria-describedby and `for` name exists on the page."""
    lost = set()
    for page in site.pages.values():
        for element in page.all():
            names = " ".join(element.get(name, "") for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for")).split()
            lost |= {(page.url, name) for name in names if name not in page.ids}
    assert set() == lost


def test_every_picture_says_what_it_shows_and_how_large_it_is(site: Built) -> None:
    wrong = {page.url for page in site.pages.values() for image in page.all("img") if image.get("alt") is None}
    assert set() == wrong


def test_nothing_runs_but_the_sites_own_scripts(site: Built) -> None:
    """The content security policy would stop all of these; none of them is there to be stopped."""
    wrong = set()
    for page in site.pages.values():
        for element in page.all():
            wrong |= {(page.url, element.tag, name) for name in element.attrib if name.startswith("on") or name in ("style", "srcdoc")}
            if element.tag in ("style", "iframe", "object", "embed", "base"):
                wrong.add((page.url, element.tag, ""))
            if element.tag == "script" and not element.get("src") and element.get("type") != "application/ld+json":
                wrong.add((page.url, "script", element.text or ""))
            wrong |= {
                (page.url, element.tag, link)
                for link in (element.get("href"), element.get("src"))
                if link and link.lower().lstrip().startswith(("javascript:", "data:", "//"))
            }
    assert set() == wrong


def test_no_request_leaves_the_site(site: Built) -> None:
    """Only links that a person follows lead elsewhere."""
    found = {
        element.get("src") or element.get("href")
        for page in site.pages.values()
        for element in page.all("img", "script", "link", "source", "use")
        if element.get("rel") != "canonical"
    }
    # A missing page can be asked for at any depth, so a published 404.html names its own site in full.
    assert set() == {link for link in found if link and link.startswith(("http:", "https:")) and not link.startswith("https://example.org/knee/")}


def test_every_surgeon_has_exactly_one_page(site: Built, request: pytest.FixtureRequest) -> None:
    project = {"small_site": SITES / "small", "knee_site": SITES / "knee", "sample_site": ROOT}[request.node.callspec.params["site"]]
    slugs = sorted(path.stem for path in (project / "surgeons").glob("*.yaml"))
    assert slugs == sorted(url.split("/")[1] for url in site.pages if re.fullmatch(r"surgeons/[^/]+/", url))
    listed = [element.get("data-surgeon") for element in site.pages["surgeons/"].all() if element.get("data-surgeon")]
    assert slugs == sorted(listed)


def test_structured_data_is_json_without_ratings(site: Built) -> None:
    kinds = Counter()
    for page in site.pages.values():
        for script in page.all("script"):
            if script.get("type") == "application/ld+json":
                assert not re.search(r'"(?:aggregateRating|ratingValue|review|starRating)"', script.text or "")
                kinds[json.loads(script.text or "")["@type"]] += 1
    assert {"Physician", "MedicalWebPage", "Article", "BreadcrumbList"} == set(kinds)


def test_hostile_text_stays_text(small_site: Built) -> None:
    page = small_site.pages["surgeons/ada-hostile/"]
    assert f"Ada Hostile{HOSTILE}" in page.text("h1")
    assert f"Looks after what hurts.{HOSTILE}" in page.text("main")
    body = small_site.pages["conditions/leg-pain/"].text("main")
    assert "<img src=x onerror=alert(1)>" in body
    assert "{{ 7*7 }} {% raw %}" in small_site.pages["surgeons/bela-quote/"].text("main")
    assert not [name for name, content in small_site.files.items() if name.endswith((".html", ".xml")) and b"<script>alert" in content]


def test_a_hostile_deck_stays_text_in_the_feed(small_site: Built) -> None:
    feed = ElementTree.fromstring(small_site.files["feeds/articles.atom.xml"])
    summary = feed.find("{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}summary")
    assert summary is not None and summary.text is not None
    assert "What it is about.&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;".replace("&quot;", '"') == summary.text.replace("&quot;", '"').replace(
        "&#34;", '"'
    )


def test_a_contact_card_is_escaped_and_folded(small_site: Built) -> None:
    card = small_site.files["surgeons/bela-quote/bela-quote.vcf"].decode()
    lines = card.split("\r\n")
    assert ("BEGIN:VCARD", "VERSION:4.0") == tuple(lines[:2])
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\\;b&gt\\;" in card.replace("\r\n ", "")
    assert 2 == card.count("TEL;VALUE=uri;TYPE=work:tel:+1")


def test_lists_stand_in_the_order_of_their_points(site: Built) -> None:
    for page in site.pages.values():
        scores = [int(element.get("data-score") or 0) for element in page.all("li") if element.get("data-score")]
        assert sorted(scores, reverse=True) == scores, page.url


def test_reasons_add_up_to_the_score(small_site: Built) -> None:
    for page in (
        small_site.pages["conditions/leg-pain/"],
        small_site.pages["procedures/small-operation/"],
        small_site.pages["conditions/leg-pain/new-jersey/"],
    ):
        cards = [element for element in page.all("li") if element.get("data-score")]
        assert cards
        for card in cards:
            points = [int("".join(one.itertext()).split()[0]) for one in card.iter("span") if one.get("class") == "points"]
            assert int(card.get("data-score") or 0) == sum(points)


def test_the_weights_are_printed_as_they_are_used(small_site: Built) -> None:
    rows = [row for row in small_site.pages["how-we-match/"].all("tr") if row.get("data-part")]
    printed = {row.get("data-part"): int("".join(cell.itertext())) for row in rows for cell in row.iter("td") if cell.get("class") == "n"}
    asked = {row.get("data-part"): int(found[1]) for row in rows if (found := re.search(r"second opinion: up to (\d+)", "".join(row.itertext())))}
    assert (dict(Weights().usual), dict(Weights().second_opinion)) == (printed, asked)


def test_a_dropped_surgeon_has_a_page_and_no_rank(small_site: Built) -> None:
    ranked = {element.get("data-surgeon") for page in small_site.pages.values() for element in page.all() if element.get("data-score")}
    assert {"ada-hostile", "bela-quote"} == ranked
    assert "carla-late" in {element.get("data-surgeon") for element in small_site.pages["places/new-york/"].all()}


def test_a_surgeon_with_two_offices_is_in_both_states(small_site: Built) -> None:
    for url in ("places/new-jersey/", "places/pennsylvania/", "conditions/leg-pain/pennsylvania/", "conditions/leg-pain/new-jersey/"):
        assert "bela-quote" in {element.get("data-surgeon") for element in small_site.pages[url].all()}, url


def test_a_site_with_samples_stays_out_of_search_engines(small_site: Built) -> None:
    assert b"Disallow: /\n" in small_site.files["robots.txt"]
    assert all('<meta name="robots" content="noindex">' in page.html for page in small_site.pages.values())
    assert "invented" in small_site.pages[""].text("body")
    assert b"ada-hostile" not in small_site.files["sitemap.xml"]


def test_a_published_site_knows_its_address(knee_site: Built) -> None:
    assert "Sitemap: https://example.org/knee/sitemap.xml" in knee_site.files["robots.txt"].decode()
    sitemap = knee_site.files["sitemap.xml"].decode()
    listed = re.findall(r"<loc>https://example\.org/knee/([^<]*)</loc>", sitemap)
    assert sorted(url for url in knee_site.pages if url not in ("404.html", "compare/")) == sorted(listed)
    assert '<link rel="canonical" href="https://example.org/knee/surgeons/dora-knee/">' in knee_site.pages["surgeons/dora-knee/"].html
    assert "qr-code" in knee_site.pages["surgeons/dora-knee/"].html


def test_a_published_site_carries_packed_copies_of_the_same_bytes(knee_site: Built) -> None:
    page = knee_site.files["index.html"]
    assert page == gzip.decompress(knee_site.files["index.html.gz"])
    assert page == brotli.decompress(knee_site.files["index.html.br"])
    assert b"\0\0\0\0" == knee_site.files["index.html.gz"][4:8]


@pytest.mark.parametrize(("content", "expected"), [
    (b'<svg xmlns="http://www.w3.org/2000/svg" width="1" viewBox="0 0 320 200.4">', (320, 200)),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xc8", (320, 200)),
    (b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08\0\xc8\1\x40\3", (320, 200)),
    (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x3f\1\0\xc7\0\0", (320, 200)),
    (b"not a picture", UNKNOWN),
    (b"\xff\xd8\xff", UNKNOWN),
])  # fmt: skip
def test_the_size_of_a_picture(content: bytes, expected: tuple[int, int]) -> None:
    assert expected == size_of(content)


def test_hidden_files_and_sources_are_not_published(small_site: Built) -> None:
    assert not [name for name in small_site.files if Path(name).name.startswith(".") or name.endswith((".yaml", ".md"))]


def test_two_builds_are_the_same_to_the_byte(small_site: Built, tmp_path: Path) -> None:
    other = build(SITES / "small", tmp_path / "other", environ={"PYTHONHASHSEED": "4242"})
    assert small_site.files == other.files


def test_the_sample_site_is_the_same_to_the_byte(sample_site: Built, tmp_path: Path) -> None:
    other = build(ROOT, tmp_path / "other", environ={"PYTHONHASHSEED": "4242"})
    assert [] == [name for name in sorted({*sample_site.files, *other.files}) if sample_site.files.get(name) != other.files.get(name)]


def test_a_broken_profile_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "output"
    shutil.copytree(SITES / "small", project)
    before = build(project, output).files
    profile = project / "surgeons" / "carla-late.yaml"
    profile.write_text(profile.read_text().replace("condition: leg-pain", "condition: leg-pian"))
    (project / "content" / "pages" / "privacy.md").unlink()
    done = pelican(project, output)
    assert 1 == done.returncode
    assert "surgeons/carla-late.yaml" in done.stderr
    assert "'leg-pian' is not a known condition. Did you mean 'leg-pain'?" in done.stderr
    assert "content/pages/privacy.md:1:1: every page links to this page, and it is missing." in done.stderr
    assert "the last good site is untouched" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert before == Built(output).files


def test_what_is_gone_is_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "output"
    shutil.copytree(SITES / "small", project)
    build(project, output)
    (output / "CNAME").write_text("example.org")
    kept = (output / "privacy" / "index.html").stat().st_mtime_ns
    (project / "surgeons" / "carla-late.yaml").unlink()
    done = pelican(project, output)
    assert 0 == done.returncode, done.stderr
    assert not (output / "surgeons" / "carla-late").exists()
    assert not (output / "places" / "new-york").exists()
    assert (output / "CNAME").is_file()
    assert kept == (output / "privacy" / "index.html").stat().st_mtime_ns


def test_wrong_settings_are_told_together(tmp_path: Path) -> None:
    done = pelican(SITES / "small", tmp_path / "output", FRESH_DAYS="ninety", SURGEON_WEIGHTS={"focus": 100}, SITEURL="example.org")
    assert 1 == done.returncode
    assert "pelicanconf.py:1:1: FRESH_DAYS: 'ninety' is not a whole number above zero." in done.stderr
    assert "pelicanconf.py:1:1: SITEURL: 'example.org' is not the address of a site." in done.stderr
    assert "SURGEON_WEIGHTS: the weights 'usual' must be whole numbers" in done.stderr
    assert not (tmp_path / "output").exists()


def test_a_broken_template_is_told_with_its_line(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "templates" / "places.html").write_text("{% extends 'base.html' %}\n{% block main %}\n{{ page.no_such_thing }}\n{% endblock %}\n")
    done = pelican(SITES / "small", tmp_path / "output", THEME=str(theme))
    assert 1 == done.returncode
    assert "theme/templates/places.html:3:1: the template cannot be printed: " in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


SPINE_WORDS = re.compile(r"spin(?:e|al)|lumbar|cervical|thoracic|vertebra|sciatica|scolio|discectomy|laminectomy|back pain|neck", re.IGNORECASE)


def words_in_code(path: Path) -> list[str]:
    """Names and texts of a module, without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body and isinstance(node.body[0], ast.Expr)
    }
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told]
    texts = [text for text in texts if "for example" not in text]  # what describes a field may give examples
    names = [getattr(node, "name", getattr(node, "id", getattr(node, "attr", ""))) for node in ast.walk(tree)]
    return [*texts, *(name for name in names if name)]


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.py")), ids=lambda path: path.relative_to(PLUGIN).as_posix())
def test_no_module_knows_the_spine(path: Path) -> None:
    assert [] == [text for text in words_in_code(path) if SPINE_WORDS.search(text)]


def test_another_field_of_medicine_is_another_set_of_files(knee_site: Built) -> None:
    text = " ".join(page.text("main") for page in knee_site.pages.values() if page.url)  # the front page of the theme cites a study of its field
    assert "Meniscus tear" in text
    assert [] == sorted({found[0] for found in SPINE_WORDS.finditer(text)})
