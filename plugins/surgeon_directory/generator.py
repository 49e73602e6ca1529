"""Pelican builds the site: the project is read and judged first, then every page is written, then they are counted.

This module and the package itself are the only ones that know Pelican.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, TemplateError, TemplateSyntaxError
from pelican.generators import Generator

from .assets import Assets, build_assets
from .browser_index import Chunks, always_read, export
from .catalog import today
from .edition import Edition, build_edition, count_of, surgeon_url
from .feeds import FEED, atom, has_samples, robots, sitemap, vcard
from .match import build_directory
from .output import Output
from .places import gazetteer
from .problems import Problem, ProblemsFound, as_text, summary
from .project import Project, Settings, picture_sizes, pictures, read_project, read_settings
from .prose import Press
from .sheets import Sheet, all_sheets, expected, file_of, root_of
from .views import SiteView

_TEMPLATE_ID = re.compile(r"""\sid="([A-Za-z][\w-]*)\"""")


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything a build needs, found to be right before anything is written."""

    settings: Settings
    edition: Edition
    assets: Assets
    search: Mapping[str, bytes]
    files: int


class DirectoryGenerator(Generator):
    """The generator that writes every file of the site."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.root = Path(self.path).resolve().parent
        self.ready = _prepare(self.root, Path(self.theme), self.settings)

    def generate_output(self, writer: object) -> None:
        """The published folder holds this edition, and nothing of an earlier one."""
        output = Output(Path(self.output_path), Path(self.settings["CACHE_PATH"]), precompress=self.ready.settings.precompress)
        try:
            printed = write_pages(self.ready, self.env, output)
            write_rest(self.ready, self.root, printed, output)
            missing = inventory(self.ready.edition, printed, output)
            if not missing:
                output.close()
        except TemplateError as error:
            _stop([template_problem(error, Path(self.theme))], self.ready.files)
        except OSError as error:
            _stop(
                [
                    Problem(
                        str(error.filename or "output"),
                        1,
                        1,
                        "",
                        f"this cannot be written: {error.strerror or error}.",
                        "Look at its permissions and the free space.",
                        "unwritable",
                    )
                ],
                0,
            )
        if missing:
            _stop(missing, self.ready.files)
        print(_report(self.ready.edition, printed, output))


def _report(edition: Edition, printed: Sequence[Printed], output: Output) -> str:
    """One line about what was built."""
    counts = Counter(page.template for page in printed)
    parts = (
        count_of(counts["surgeon"], edition.catalog.medicine.practitioner),
        count_of(counts["condition"], "condition"),
        count_of(counts["procedure"], "procedure"),
    )
    written = count_of(output.written, "file")
    return f"{edition.imprint.name}: {', '.join(parts)}, {count_of(len(printed), 'page')} in all; {written} written, {output.removed:,} removed."


def _stop(problems: Sequence[Problem], files: int) -> NoReturn:
    """Every problem and the closing line are on stderr; the process ends with 1."""
    print(as_text(problems), summary(problems, files), sep="\n", file=sys.stderr)
    sys.exit(1)


def _prepare(root: Path, theme: Path, values: Mapping) -> Ready:
    settings = read_settings(values)
    if not isinstance(settings, Settings):
        _stop(settings, 1)
    project = read_project(root, today(os.environ, settings.today), settings)
    try:
        assets = build_assets(theme / "static", minify=settings.precompress)
    except ProblemsFound as found:
        project = Project(None, (*project.problems, *found.problems), project.files)
    if project.catalog is None:
        _stop(project.problems, project.files)
    if project.problems:
        print(as_text(project.problems), file=sys.stderr)
    edition = build_edition(project.catalog, settings.imprint, settings.weights, Press(_template_ids(theme / "templates")), picture_sizes(root))
    return Ready(settings, edition, assets, _search(edition, settings), project.files)


def _search(edition: Edition, settings: Settings) -> Mapping[str, bytes]:
    """The files the browser searches in."""
    portraits = {slug: card.photo.url for slug, card in edition.cards.items() if card.photo}
    return export(build_directory(edition.catalog, gazetteer(), edition.weights), Chunks(settings.cards, settings.rows), portraits)


def _template_ids(folder: Path) -> frozenset[str]:
    """Ids that the theme's templates write themselves."""
    return frozenset(name for path in sorted(folder.rglob("*.html")) for name in _TEMPLATE_ID.findall(path.read_text(encoding="utf-8")))


def site_view(ready: Ready) -> SiteView:
    """What every page sees of the site, at its top."""
    imprint, medicine, assets = ready.edition.imprint, ready.edition.catalog.medicine, ready.assets
    font = f"assets/{ready.settings.preload_font}" if f"assets/{ready.settings.preload_font}" in assets.files else ""
    return SiteView(
        name=imprint.name, field=medicine.title.lower(), practitioner=medicine.practitioner, tagline=imprint.tagline, root="./", origin=imprint.origin,
        sample=has_samples(ready.edition), office_phone=imprint.office_phone, office_email=imprint.office_email, styles=assets.styles,
        script=assets.scripts.get("page", ""), search_script=assets.scripts.get("find", ""), alarm_script=assets.scripts.get("alarm", ""), preload_font=font,
        search_files=always_read(ready.search),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A page that was written: its template, address, and whether search engines may list it."""

    template: str
    url: str
    index: bool


def write_pages(ready: Ready, templates: Environment, output: Output) -> tuple[Printed, ...]:
    """Every page is in the output folder. A template sees `site` and `page`, nothing else."""
    site = site_view(ready)
    sites = {root_of(url): replace(site, root=root_of(url)) for url in ("", "a/", "a/b/", "a/b/c/")}
    printed = []
    for sheet in all_sheets(ready.edition):
        own = replace(sites["../"], search_script=ready.assets.scripts.get("compare", "")) if sheet.template == "compare" else sites[root_of(sheet.head.url)]
        html = templates.get_template(f"{sheet.template}.html").render(site=own, page=sheet.page)
        output.put(file_of(sheet.head.url), html.encode("utf-8"))
        printed.append(_printed(sheet))
    return tuple(printed)


def _printed(sheet: Sheet) -> Printed:
    return Printed(sheet.template, sheet.head.url, sheet.head.index)


def write_rest(ready: Ready, root: Path, printed: Iterable[Printed], output: Output) -> None:
    """Everything that is no page is in the output folder."""
    edition = ready.edition
    for name, content in ready.assets.files.items():
        output.put(name, content)
    for name, content in pictures(root):
        output.put(f"images/{name}", content)
    for surgeon in edition.catalog.surgeons.values():
        output.put(f"{surgeon_url(surgeon.slug)}{surgeon.slug}.vcf", vcard(edition, surgeon))
    for name, content in sorted(ready.search.items()):
        output.put(name, content)
    output.put(FEED, atom(edition))
    output.put("robots.txt", robots(edition))
    output.put("sitemap.xml", sitemap(edition, [page.url for page in printed if page.index]))


def inventory(edition: Edition, printed: Sequence[Printed], output: Output) -> tuple[Problem, ...]:
    """What is missing or there twice, after so many facts went in; nothing, when all is well."""
    found, wanted = Counter(page.template for page in printed), expected(edition)
    problems = [
        Problem(
            f"theme/templates/{template}.html",
            1,
            1,
            "",
            f"{wanted[template]} pages were to be made, {found[template]} came out.",
            "This is a fault of the program.",
            "inventory",
        )
        for template in sorted({*wanted, *found})
        if wanted[template] != found[template]
    ]
    for url, number in sorted(Counter(page.url.lower() for page in printed).items()):
        if number > 1:
            problems.append(Problem(file_of(url), 1, 1, "", f"{number} pages have this address.", "Rename one of the files behind them.", "address-twice"))
    problems.extend(
        Problem(name, 1, 1, "", "this file was made and is not in the output folder.", "Look whether something else writes there.", "inventory")
        for name in sorted(output.files)
        if not (output.folder / name).is_file()
    )
    return tuple(problems)


def template_problem(error: TemplateError, theme: Path) -> Problem:
    """Where a template went wrong, and how Jinja puts it."""
    name, line = "", 1
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or "", error.lineno
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).is_relative_to(theme):
            name, line = Path(frame.filename).relative_to(theme / "templates").as_posix(), frame.lineno or 1
    sentence = f"the template cannot be printed: {error.message or type(error).__name__}"
    return Problem(f"theme/templates/{name}", line, 1, "", sentence.rstrip(".") + ".", "The values a page has are listed in views.py.", "template")
