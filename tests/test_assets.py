"""Style sheets and scripts: bundles hold every module once, in order, and refuse what they cannot hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from surgeon_directory.assets import build_assets, bundle
from surgeon_directory.problems import ProblemsFound

MODULES = {
    "text.js": 'export const LONGEST = 3;\nexport function fold(text) {\n  return text;\n}\nconst own = "export function x";\n',
    "match.js": 'import {fold, LONGEST} from "./text.js";\n\n/** Says. */\nexport async function match(words) {\n  return fold(words).slice(0, LONGEST);\n}\n',
    "find.js": "import {\n  fold,\n} from './text.js';\nimport { match } from \"./match.js\";\n\nmatch(fold('a'));\n",
}


def told(entry: str, modules: dict[str, str]) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        bundle(entry, modules)
    return [problem.text for problem in found.value.problems]


def test_a_bundle_holds_every_module_once_in_the_order_of_dependence() -> None:
    script = bundle("find.js", MODULES)
    assert ["text.js", "match.js", "find.js"] == re.findall(r"^// (\S+)$", script, re.MULTILINE)
    assert "import" not in script
    assert 'const own = "export function x";' in script
    assert "\nfunction fold(text)" in script and "\nasync function match(words)" in script and "\nconst LONGEST = 3;" in script


def test_a_name_that_two_modules_declare_is_refused() -> None:
    modules = {**MODULES, "match.js": MODULES["match.js"] + "const own = 2;\n"}
    assert ["theme/static/js/match.js:7:1: 'own' is already declared in text.js. Give one of the two another name: a bundle has one scope."] == told(
        "find.js", modules
    )


def test_a_name_that_a_pattern_declares_counts() -> None:
    modules = {"a.js": "export const [one, {two: three}] = x;\n", "find.js": 'import {one} from "./a.js";\nconst {four: three} = y;\n'}
    assert "'three' is already declared in a.js." in told("find.js", modules)[0]


@pytest.mark.parametrize(("line", "sentence"), [
    ('import fold from "./text.js";', "this kind of import cannot be bundled."),
    ('import * as text from "./text.js";', "this kind of import cannot be bundled."),
    ('import {fold} from "https://example.org/x.js";', "this kind of import cannot be bundled."),
    ('import {fold as bend} from "./text.js";', "'fold as bend' renames what it imports."),
    ('import {unfold} from "./text.js";', "'unfold' is not exported by text.js."),
    ('import {fold} from "./txet.js";', "there is no module 'txet.js'."),
    ("export default fold;", "this kind of export cannot be bundled."),
    ("export {fold};", "this kind of export cannot be bundled."),
    ('export * from "./text.js";', "this kind of export cannot be bundled."),
])  # fmt: skip
def test_what_cannot_be_bundled_is_refused_at_its_line(line: str, sentence: str) -> None:
    problems = told("find.js", {"text.js": MODULES["text.js"], "find.js": f"// a comment\n{line}\n"})
    assert f"theme/static/js/find.js:2:1: {sentence}" in problems[0]


def test_modules_that_import_each_other_are_refused() -> None:
    modules = {"a.js": 'import {b} from "./find.js";\nexport const a = 1;\n', "find.js": 'import {a} from "./a.js";\nexport const b = 1;\n'}
    assert ["theme/static/js/a.js:1:1: 'find.js' imports this module in turn. Move what both need into a third module."] == told("find.js", modules)


@pytest.fixture
def static(tmp_path: Path) -> Path:
    for name, content in {
        "css/print.css": "p { color: black; }\n", "css/site.css": "@font-face { src: url(../fonts/a.woff2); }\n", "fonts/a.woff2": "font", "fonts/.hidden": "x",
        "icons/favicon.svg": "<svg/>", **{f"js/{name}": text for name, text in MODULES.items()},
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def test_assets_are_named_by_their_content(static: Path) -> None:
    before = build_assets(static, minify=False)
    assert re.fullmatch(r"assets/css/site-[0-9a-f]{12}\.css", before.styles[0])
    assert re.fullmatch(r"assets/css/print-[0-9a-f]{12}\.css", before.styles[1])
    assert ["find"] == list(before.scripts)
    assert re.fullmatch(r"assets/find-[0-9a-f]{12}\.js", before.scripts["find"])
    (static / "css" / "site.css").write_text("p { color: red; }")
    after = build_assets(static, minify=False)
    assert before.styles[0] != after.styles[0]
    assert (before.styles[1], before.scripts) == (after.styles[1], after.scripts)


def test_fonts_keep_their_names_and_stand_where_the_style_sheet_looks(static: Path) -> None:
    assets = build_assets(static, minify=True)
    assert b"url(../fonts/a.woff2)" in assets.files[assets.styles[0]]
    assert {"assets/fonts/a.woff2", "assets/icons/favicon.svg"} == {name for name in assets.files if not name.endswith((".css", ".js"))}


def test_minified_scripts_are_smaller_and_still_whole(static: Path) -> None:
    plain, small = build_assets(static, minify=False), build_assets(static, minify=True)
    script = small.files[small.scripts["find"]]
    assert len(script) < len(plain.files[plain.scripts["find"]])
    assert b"async function match(words)" in script
