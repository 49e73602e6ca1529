"""The commands as a person runs them: what they print, how they end, and that the old site stands whatever happens."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from small_project import EPOCH, PAGE, TODAY, broken, write_project
from surgeon_directory.catalog import read_catalog
from surgeon_directory.cli import COMMANDS, main
from surgeon_directory.commands.build import Shelf, swap
from surgeon_directory.commands.fields import MODELS, every_field
from surgeon_directory.commands.new import slug_of
from surgeon_directory.commands.schema import documented, schema, schemas
from surgeon_directory.commands.server import Served, SiteHandler, SiteServer, content_type, with_script
from surgeon_directory.commands.settings import Setting, settings
from surgeon_directory.sheets import NEEDED_PAGES

ROOT = Path(__file__).resolve().parent.parent
# A stock Pelican site of one page: what matters here is how it is run, not what it writes. `SLOW` makes the child wait.
CONF = """\
import os, sys, time
PATH, OUTPUT_PATH, THEME, PLUGINS, CACHE_PATH = "content", "output", "simple", [], ".cache"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS, DIRECT_TEMPLATES = [], [], [], ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SITENAME = "first"
if os.environ.get("SLOW") and sys.argv[0].endswith("pelican/__main__.py"):
    time.sleep(60)
"""


def write_site(root: Path, changed: dict[str, str] | None = None) -> Path:
    """A whole small project below `root`, with the pages that every page links to."""
    pages = {f"content/pages/{slug}.md": PAGE for slug in NEEDED_PAGES}
    for folder in ("theme", "plugins"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    return write_project(root, {"pelicanconf.py": CONF, **pages, **(changed or {})})


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A whole small project, with the working directory in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.chdir(write_site(tmp_path))
    return tmp_path


def surgeons(*words: str, cwd: Path, **environ: str) -> subprocess.Popen:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "surgeon_directory", *words]
    env = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUNBUFFERED": "1", **environ}
    return subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, preexec_fn=_heed_ctrl_c
    )  # fmt: skip


def _heed_ctrl_c() -> None:
    """A shell that starts the tests in the background has them, and all that they start, ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(process: subprocess.Popen) -> str:
    """Ends a command with everything it started, and gives what it said."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    return said


# --- check


def test_check_clean(site, capsys):
    assert 0 == main(["check"])
    assert f"No problems in {7 + len(NEEDED_PAGES) - ('privacy' in NEEDED_PAGES)} files.\n" == capsys.readouterr().out


def test_check_tells_every_problem_with_paths_from_the_root(site, capsys, monkeypatch):
    write_project(site, {**broken("surgeons/x.yaml", '"1234567893"', "1234567890"), **broken("content/conditions/sciatica.md", "common\n", "comon\n")})
    monkeypatch.chdir(site / "content")
    assert 1 == main(["check"])
    lines = capsys.readouterr().out.splitlines()
    assert 'surgeons/x.yaml:6:6: npi: 1234567890 is a number here. Put it in quotes: "1234567890".' == lines[1]
    assert "content/conditions/sciatica.md:7:13: how_common: 'very comon' is not one of the choices. Did you mean 'very common'?" == lines[0]
    assert lines[2].startswith("2 problems in 2 of ")


def test_check_finds_wrong_zip_codes_beside_other_problems(site, capsys):
    write_project(site, {**broken("surgeons/x.yaml", '"08043"', '"00000"'), **broken("content/articles/second-opinion-first.md", "deck:", "dek:")})
    assert 1 == main(["check"])
    assert "surgeons/x.yaml:36:10: offices[0].zip: there is no ZIP code 00000. Look it up at the post office." in capsys.readouterr().out


def test_check_strict_counts_warnings(site, capsys):
    write_project(site, broken("surgeons/x.yaml", "  on: 2026-10-02", "  on: 2026-07-25"))
    assert (0, 1) == (main(["check"]), main(["check", "--strict"]))


def test_check_json_is_nothing_but_json(site, capsys):
    write_project(site, broken("surgeons/x.yaml", "condition: sciatica", "condition: siatica"))
    assert 1 == main(["check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert ["unknown-condition"] == [one["code"] for one in told if one["severity"] == "error"]


def test_check_github(site, capsys):
    write_project(site, broken("surgeons/x.yaml", "state: NJ", "state: XX"))
    assert 1 == main(["check", "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=surgeons/x.yaml,line=35,col=12::offices[0].state: 'XX' is not a US state.")


def test_settings_that_cannot_be_read_have_their_line(site, capsys):
    (site / "pelicanconf.py").write_text(CONF + "FRESH_DAYS = 1 / 0\n")
    assert 1 == main(["check"])
    assert f"pelicanconf.py:{CONF.count(chr(10)) + 1}:1: the settings cannot be read: division by zero. Undo the last change of this line." in capsys.readouterr().out


def test_used_wrongly(site, capsys, tmp_path_factory, monkeypatch):
    for words in ([], ["chekc"], ["check", "--format", "xml"], ["new", "nurse", "A"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert 2 == ended.value.code
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    capsys.readouterr()
    assert 2 == main(["check"])
    assert f"There is no pelicanconf.py in {elsewhere} or above it. Go to the folder of the site and try again.\n" == capsys.readouterr().err


def test_every_command_has_its_help(capsys):
    for name, command in COMMANDS.items():
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert 0 == ended.value.code
        assert command.summary in capsys.readouterr().out


# --- new


@pytest.mark.parametrize(
    ("kind", "path"),
    [("surgeon", "surgeons/maeve-otierney.yaml"), ("article", "content/articles/maeve-otierney.md"), ("condition", "content/conditions/maeve-otierney.md"),
     ("procedure", "content/procedures/maeve-otierney.md")],
)  # fmt: skip
def test_new_file_lacks_nothing_but_the_facts(kind, path, site, capsys):
    assert 0 == main(["new", kind, "Maeve O'Tierney"])
    assert f"Wrote {path}. Fill it in, then run: surgeons check\n" == capsys.readouterr().out.splitlines(keepends=True)[0]
    problems = read_catalog(site, TODAY).problems
    assert problems
    assert {(path, "empty")} == {(problem.path, problem.code) for problem in problems}
    text = (site / path).read_text(encoding="utf-8")
    assert [] == [one.description for _, one in every_field(MODELS[kind], top=True) if one.description not in text]


def test_new_takes_the_parts_of_a_name(site):
    assert 0 == main(["new", "surgeon", "María Inés  Quiñonero, MD, FAANS"])
    text = (site / "surgeons/maria-ines-quinonero.yaml").read_text(encoding="utf-8")
    assert "  given: María Inés\n" in text
    assert "  family: Quiñonero\n" in text
    assert "    - MD\n    - FAANS\n" in text


def test_new_quotes_what_would_not_be_text(site):
    assert 0 == main(["new", "article", "Fusion: yes or no?"])
    assert 'title: "Fusion: yes or no?"\n' in (site / "content/articles/fusion-yes-or-no.md").read_text(encoding="utf-8")


def test_new_never_overwrites(site, capsys):
    before = (site / "surgeons/x.yaml").read_bytes()
    assert 2 == main(["new", "surgeon", "X"])
    assert "surgeons/x.yaml is already there. Edit it, or choose another name with --slug.\n" == capsys.readouterr().err
    assert before == (site / "surgeons/x.yaml").read_bytes()


@pytest.mark.parametrize("words", [["山田"], ["../../evil", "--slug", "../../evil"], ["A", "--slug", "Not A Slug"]])
def test_new_needs_a_file_name(words, site, capsys):
    assert 2 == main(["new", "surgeon", *words])
    assert capsys.readouterr().err.endswith("gives no file name. Say one with --slug: small letters a-z, digits and single hyphens, at most 80.\n")


def test_slugs_are_ascii():
    assert ["jean-baptiste-desirival", "maeve-otierney", "lukasz-strozyk"] == [slug_of(name) for name in ("Jean-Baptiste Désirival", "Maeve O’Tierney", "Łukasz Stróżyk")]


# --- schema and documents


def test_schemas_hold_what_a_person_writes(site):
    assert 0 == main(["schema"])
    written = json.loads((site / ".schemas/surgeon.json").read_text())
    assert {"slug", "body"} & written["properties"].keys() == set()
    assert set(written["required"]) <= written["properties"].keys()
    assert False is written["additionalProperties"]


@pytest.mark.parametrize("name", MODELS)
def test_every_field_has_its_explanation(name):
    for path, one in every_field(MODELS[name], top=True):
        assert one.description.endswith("."), path
        assert one.kind, path
    assert {"$schema", "properties"} <= schema(name).keys()


def test_documents_are_up_to_date():
    """If this fails: `surgeons schema --docs`."""
    stale = [path.relative_to(ROOT).as_posix() for path, text in documented(ROOT) if path.read_text(encoding="utf-8") != text]
    assert [] == stale
    if (ROOT / ".schemas").is_dir():
        assert [] == [path.name for path, text in schemas(ROOT) if path.read_text(encoding="utf-8") != text]


def test_every_field_and_setting_is_documented():
    read = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "content/README.md", "surgeons/README.md")}
    for name, model in MODELS.items():
        text = read["surgeons/README.md" if name == "surgeon" else "content/README.md"]
        assert f"<!-- fields: {name} -->" in text
        assert [] == [path for path, _ in every_field(model, top=True) if f"| `{path}` |" not in text]
    for one in settings((ROOT / "pelicanconf.py").read_text(encoding="utf-8")):
        assert one.comment, f"{one.name} has no comment in pelicanconf.py"
        assert f"| `{one.name}` |" in read["README.md"]


def test_every_command_is_documented():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [] == [name for name in COMMANDS if f"surgeons {name}" not in readme]


def test_settings_are_told_by_their_comments():
    text = 'import os\n# The name\n# of the site\nSITENAME = "x"\nDAYS = 90  # until a check\n_hidden = 1\nlower = 2\n\nA = B = ""\nC = [  # all of them\n    1,  # one\n]  # fmt: skip\n'
    expected = [Setting("SITENAME", '"x"', "The name of the site"), Setting("DAYS", "90", "until a check"), Setting("A", '""', ""), Setting("B", '""', ""),
                Setting("C", "[  # all of them\n    1,  # one\n]", "all of them")]  # fmt: skip
    assert expected == list(settings(text))


# --- build


def title(output: Path) -> str:
    """Which site stands there."""
    return "second" if "second" in (output / "index.html").read_text() else "first"


def builds(site: Path) -> list[Path]:
    """The builds on the shelf."""
    return [path for path in (site / ".site/output").iterdir() if path.is_dir()]


def test_build_swaps_and_removes_the_older(site, capsys):
    assert 0 == main(["build"])
    assert "first" == title(site / "output")
    (site / "pelicanconf.py").write_text(CONF.replace("first", "second"))
    assert 0 == main(["build"])
    assert "second" == title(site / "output")
    assert [(site / "output").resolve()] == builds(site)
    assert (site / "output/index.html").stat().st_mode & 0o044


def test_problems_stop_the_build_and_the_old_site_stands(site, capsys):
    assert 0 == main(["build"])
    write_project(site, broken("surgeons/x.yaml", '"1234567893"', "1234567890"))
    capsys.readouterr()
    assert 1 == main(["build"])
    said = capsys.readouterr().out
    assert 'surgeons/x.yaml:6:6: npi: 1234567890 is a number here. Put it in quotes: "1234567890".' in said
    assert said.endswith("Nothing was built; the last good site is untouched.\n")
    assert "first" == title(site / "output")


def test_a_build_that_fails_is_told_and_the_old_site_stands(site, capsys):
    assert 0 == main(["build"])
    (site / "pelicanconf.py").write_text(CONF + 'if sys.argv[0].endswith("pelican/__main__.py"):\n    sys.exit(print("the disk is full") or 1)\n')
    capsys.readouterr()
    assert 1 == main(["build"])
    assert "the disk is full\nThe build failed; the last good site is untouched.\n" == capsys.readouterr().out
    assert ("first", 1) == (title(site / "output"), len(builds(site)))


def test_a_folder_of_plain_pelican_is_replaced(site):
    (site / "output").mkdir()
    (site / "output/index.html").write_text("second")
    assert 0 == main(["build"])
    assert ("first", True, 1) == (title(site / "output"), (site / "output").is_symlink(), len(builds(site)))


def test_a_folder_moved_aside_by_a_killed_build_comes_back(site, monkeypatch):
    shelf = Shelf(site / "output")
    shelf.store.mkdir(parents=True)
    shelf.before.mkdir()
    (shelf.before / "index.html").write_text("second")
    monkeypatch.setattr("surgeon_directory.commands.build._make", lambda *_: False)
    assert 1 == main(["build"])
    assert "second" == title(site / "output")


def test_the_link_is_never_missing(tmp_path):
    """Somebody who looks all the time while builds are swapped always finds a whole one."""
    shelf = Shelf(tmp_path / "output")
    shelf.store.mkdir(parents=True)
    for name in ("a", "b"):
        (shelf.store / name).mkdir()
        (shelf.store / name / "index.html").write_text(name)
    swap(shelf, shelf.store / "a")
    found, stop = set(), threading.Event()

    def look() -> None:
        while not stop.is_set():
            found.add((shelf.output / "index.html").read_text())

    looker = threading.Thread(target=look)
    looker.start()
    for _ in range(200):
        swap(shelf, shelf.store / "b")
        swap(shelf, shelf.store / "a")
    stop.set()
    looker.join()
    assert found <= {"a", "b"}
    assert found


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_build_leaves_the_old_site_and_is_swept_up(how, site):
    assert 0 == main(["build"])
    served = (site / "output").resolve()
    process = surgeons("build", cwd=site, SLOW="1")
    until(lambda: len(builds(site)) == 2 or process.poll() is not None)
    assert len(builds(site)) == 2, process.communicate()
    process.send_signal(how)
    process.wait(timeout=10)
    process.communicate()
    assert ("first", served) == (title(site / "output"), (site / "output").resolve())
    (site / "pelicanconf.py").write_text(CONF.replace("first", "second"))
    assert 0 == main(["build"])
    assert ("second", [(site / "output").resolve()]) == (title(site / "output"), builds(site))


@pytest.mark.parametrize("place", [".", "content", "content/images/../..", "surgeons", ".."])
def test_sources_are_never_the_output(place, site, capsys):
    assert 2 == main(["build", "--output", place])
    assert f"{place} holds the sources of the site. Name another folder.\n" == capsys.readouterr().err


def test_what_is_not_a_site_is_never_the_output(site, tmp_path_factory, capsys):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "letters").write_text("dear")
    assert 2 == main(["build", "--output", str(elsewhere)])
    assert f"{elsewhere} holds something that is not a site. Empty it, or name another folder.\n" == capsys.readouterr().err
    assert "dear" == (elsewhere / "letters").read_text()
    (site / "output").symlink_to(elsewhere)
    assert 2 == main(["build"])
    assert "output is a link to somewhere else. Remove the link, or name another folder.\n" == capsys.readouterr().err


# --- serve


def until(condition, seconds: float = 20) -> None:
    """Waits until the condition holds, or the time is over."""
    last = time.monotonic() + seconds
    while not condition() and time.monotonic() < last:
        time.sleep(0.02)


@pytest.fixture
def served(tmp_path):
    """A server over a little folder, below /docs: gives a function that asks it."""
    output = tmp_path / "output"
    (output / "sub").mkdir(parents=True)
    (output / "index.html").write_text("<html><body>home</body></html>")
    (output / "404.html").write_text("<html><body>lost</body></html>")
    (output / "sub/index.html").write_text("sub")
    (output / "a.js").write_text("1")
    (output / ".hidden").write_text("secret")
    (tmp_path / "outside").write_text("secret")
    with SiteServer(("127.0.0.1", 0), partial(SiteHandler, served=Served(output, "/docs"))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

        def ask(path: str, method: str = "GET"):
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
            connection.request(method, path)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer.status, dict(answer.getheaders()), body

        yield ask
        server.shutdown()


def test_pages_carry_the_script_and_are_not_cached(served):
    status, headers, body = served("/docs/")
    assert (200, "text/html; charset=utf-8", "no-cache") == (status, headers["Content-Type"], headers["Cache-Control"])
    assert b'<html><body>home<script src="/_reload.js"></script></body></html>' == body
    assert b"EventSource" in served("/_reload.js")[2]


def test_other_files_are_served_as_they_are(served):
    status, headers, body = served("/docs/a.js")
    assert (200, "text/javascript; charset=utf-8", b"1") == (status, headers["Content-Type"], body)
    assert (200, b"") == (served("/docs/a.js", "HEAD")[0], served("/docs/a.js", "HEAD")[2])


@pytest.mark.parametrize("path", ["/docs/no/", "/docs/.hidden", "/docs/../outside", "/docs/%2e%2e/outside", "/docs/..%2foutside", "/docs/%00", "/a.js", "/docsa.js", "/docs/%ff"])
def test_what_is_not_there(path, served):
    status, _, body = served(path)
    assert 404 == status
    assert b"lost" in body
    assert b"secret" not in body


def test_folders_and_the_prefix_are_redirected(served):
    assert [(302, "/docs/"), (302, "/docs/"), (302, "/docs/sub/")] == [(served(path)[0], served(path)[1]["Location"]) for path in ("/", "/docs", "/docs/sub")]


def test_content_types():
    expected = {"a.woff2": "font/woff2", "site.webmanifest": "application/manifest+json; charset=utf-8", "articles.atom.xml": "application/atom+xml; charset=utf-8",
                "sitemap.xml": "application/xml; charset=utf-8", "a.svg": "image/svg+xml; charset=utf-8", "a.unknown-thing": "application/octet-stream"}  # fmt: skip
    assert expected == {name: content_type(name) for name in expected}


def test_a_page_without_an_end_gets_its_script_too():
    assert b'home<script src="/_reload.js"></script>' == with_script(b"home")


def test_port_taken_and_folder_missing(site, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert 2 == main(["serve", "--port", str(port)])
    assert f"Port {port} of 127.0.0.1 cannot be used (Address already in use). Choose another: surgeons serve --port {port + 1}\n" == capsys.readouterr().err
    (site / "theme").rmdir()
    assert 2 == main(["serve"])
    assert "The folder theme/ is missing. Go to the folder of the site, or put it back.\n" == capsys.readouterr().err


def test_serve_builds_again_and_tells_open_pages(site):
    process = surgeons("serve", "--port", "0", cwd=site)
    try:
        line = ""
        while "is on http" not in line and process.poll() is None:
            line = process.stdout.readline()
        port = int(line.split("localhost:")[1].split("/")[0])
        events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        events.request("GET", "/_events")
        stream = events.getresponse()
        first = stream.readline()
        assert first.startswith(b"data: build-")

        write_project(site, broken("surgeons/x.yaml", '"1234567893"', "1234567890"))
        until_line(process, "Nothing was built; the last good site is untouched.")
        write_project(site)
        (site / "pelicanconf.py").write_text(CONF.replace("first", "second"))
        while (second := stream.readline()).strip() in (b"", first.strip(), b": still here"):
            pass
        assert second.startswith(b"data: build-")
        events.close()
        until(lambda: title(site / "output") == "second")
        assert "second" == title(site / "output")
    finally:
        said = end(process)
    assert (0, True) == (process.returncode, said.endswith("\nEnded.\n"))


def until_line(process: subprocess.Popen, text: str) -> None:
    """Reads what a command says until it says this."""
    for line in process.stdout:
        if text in line:
            return
    raise AssertionError(f"never said: {text}")
