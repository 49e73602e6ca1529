"""Markdown: what comes out holds text, headings, lists, tables and harmless links, and nothing else."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surgeon_directory.prose import Press, is_harmless, slug_of

ROOT = "../../"


@pytest.mark.parametrize(("text", "expected"), [
    ("[a](/conditions/x/)", '<p><a href="../../conditions/x/">a</a></p>'),
    ("[a](/)", '<p><a href="../../">a</a></p>'),
    ("[a](/conditions/#leg)", '<p><a href="../../conditions/#leg">a</a></p>'),
    ("[a](#part)", '<p><a href="#part">a</a></p>'),
    ("[a](https://example.org/?a=b&c=d)", '<p><a href="https://example.org/?a=b&amp;c=d" rel="noopener external">a</a></p>'),
    ("[a](HTTPS://example.org/)", '<p><a href="HTTPS://example.org/" rel="noopener external">a</a></p>'),
    ("[a](tel:+18565550123)", '<p><a href="tel:+18565550123">a</a></p>'),
    ("![a](/images/x.svg)", '<p><img alt="a" src="../../images/x.svg"></p>'),
    ("[a](//example.org/)", "<p><a>a</a></p>"),
    ("[a](/\\\\example.org/)", "<p><a>a</a></p>"),
    ("[a](javascript:alert(1))", "<p><a>a</a></p>"),
    ("[a](JaVaScRiPt:alert)", "<p><a>a</a></p>"),
    ("[a](java&#10;script:alert)", "<p><a>a</a></p>"),
    ("[a](&#1;javascript:alert)", "<p><a>a</a></p>"),
    ("[a](data:text/html,x)", "<p><a>a</a></p>"),
    ("[a](vbscript:x)", "<p><a>a</a></p>"),
    ("![a](//example.org/x.png)", '<p><img alt="a"></p>'),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
    ("# One", '<h2 id="one">One</h2>'),
    ("## One\n\n## One", '<h2 id="one">One</h2>\n<h2 id="one-2">One</h2>'),
    ("###### Six", '<h4 id="six">Six</h4>'),
    ("## Sources", '<h2 id="sources-2">Sources</h2>'),
    ("## Ünïcode & <more>", '<h2 id="unicode-more">Ünïcode &amp; &lt;more&gt;</h2>'),
    ("## 痛み", '<h2 id="part">痛み</h2>'),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
    ("\"a\" -- it's", "<p>\"a\" -- it's</p>"),
])  # fmt: skip
def test_markdown_becomes(text: str, expected: str) -> None:
    assert expected == str(Press({"sources"}).html(text, ROOT))


def test_a_table_has_header_cells_and_no_inline_style() -> None:
    html = Press().html("| a | b |\n| :-- | --: |\n| 1 | 2 |", ROOT)
    assert 2 == html.count('<th scope="col">')
    assert "style" not in html


def test_one_press_prints_every_page_as_if_it_were_the_first() -> None:
    press = Press()
    first = press.html("## One\n\n[a](/x/)\n\n[r]: /y/", "../")
    assert first == press.html("## One\n\n[a](/x/)\n\n[r]: /y/", "../")
    assert "[b][r]" in press.html("[b][r]", "../")


@pytest.mark.parametrize(
    "link",
    ["https://example.org", "http://example.org/a?b=c", "mailto:a@example.org", "tel:856-555-0123", "../x/", "../../", "./", "#a-1", "images/x.svg", "x/#a"],
)
def test_harmless(link: str) -> None:
    assert is_harmless(link)


@pytest.mark.parametrize(
    "link",
    [
        "//x",
        "/x",
        "\\x",
        "javascript:x",
        " javascript:x",
        "java\tscript:x",
        "https:///x",
        "https://\\x",
        "data:x",
        "x:y",
        "../\\x",
        "\t//x",
        "a b",
    ],
)
def test_not_harmless(link: str) -> None:
    assert not is_harmless(link)


@pytest.mark.parametrize(
    ("text", "expected"), [("New Jersey", "new-jersey"), ("Saint-Étienne", "saint-etienne"), ("O'Fallon", "ofallon"), ("St. Paul", "st-paul"), ("!!!", "part")]
)
def test_slugs(text: str, expected: str) -> None:
    assert expected == slug_of(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("abc<>\"'/\\=:#[]()!*_`&;|- \n\tjavscriptonx12"), max_size=120))
def test_any_text_gives_inert_html(text: str) -> None:
    document = html5lib.parseFragment(str(Press().html(text, ROOT)), treebuilder="etree", namespaceHTMLElements=False)
    for element in document.iter():
        assert element.tag not in ("script", "style", "iframe", "object", "form", "input", "svg")
        for name, value in element.items():
            assert not name.startswith("on") and name != "style"
            assert name not in ("href", "src") or is_harmless(value)
