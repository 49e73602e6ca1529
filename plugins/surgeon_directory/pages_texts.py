"""Stories, the second-opinion guide, and the pages about the site itself."""

from __future__ import annotations

from .edition import Edition, absolute, make_head, picture_view, review_view, sign_views, source_views
from .fit import long_day
from .models import Article, Page
from .structured import article as article_json
from .views import ArticleCard, ArticlePage, ArticlesPage, LinkView, PathStep, SecondOpinionPage, TermView, TextPage

ARTICLES = LinkView("articles/", "Stories")
WORDS_A_MINUTE = 220  # an adult reading plain prose
MORE = 3


def article_card(edition: Edition, article: Article) -> ArticleCard:
    """A story in a list."""
    minutes = max(1, round(len(article.body.split()) / WORDS_A_MINUTE))
    picture = picture_view(edition.pictures, article.picture.file, article.picture.alt)
    return ArticleCard(f"articles/{article.slug}/", article.title, article.deck, picture, long_day(article.updated), minutes)


def newest_first(edition: Edition) -> list[Article]:
    """Stories by the day of publication, the latest first."""
    return sorted(edition.catalog.articles.values(), key=lambda one: (-one.published.toordinal(), one.slug))


def articles_about(edition: Edition, slug: str, kind: str) -> tuple[ArticleCard, ...]:
    """Stories that name a condition or procedure, newest first."""
    return tuple(article_card(edition, one) for one in newest_first(edition) if slug in getattr(one, kind))


def articles_page(edition: Edition) -> ArticlesPage:
    """All stories, newest first."""
    head = make_head(edition, "articles/", "Stories", "Short, plain reading for the days before you decide.")
    return ArticlesPage(head, tuple(article_card(edition, one) for one in newest_first(edition)))


def _more(edition: Edition, article: Article) -> tuple[ArticleCard, ...]:
    """Stories nearest to this one by what they are about, then the newest."""
    about = {*article.conditions, *article.procedures}
    others = [one for one in newest_first(edition) if one.slug != article.slug]
    nearest = sorted(others, key=lambda one: -len(about & {*one.conditions, *one.procedures}))
    return tuple(article_card(edition, one) for one in nearest[:MORE])


def article_page(edition: Edition, article: Article, root: str) -> ArticlePage:
    """A story with everything it leads to."""
    catalog, card, call = edition.catalog, article_card(edition, article), article.call_to_act
    head = make_head(
        edition,
        card.url,
        article.title,
        article.deck,
        (ARTICLES,),
        image=card.picture.url,
        kind="article",
        json_ld=(article_json(article, edition.imprint.name, absolute(edition, card.url), absolute(edition, card.picture.url)),),
    )
    return ArticlePage(
        head=head,
        card=card,
        body=edition.press.html(article.body, root),
        conditions=tuple(LinkView(f"conditions/{slug}/", catalog.conditions[slug].title) for slug in article.conditions),
        procedures=tuple(LinkView(f"procedures/{slug}/", catalog.procedures[slug].title) for slug in article.procedures),
        call_text=call.text,
        call=LinkView(call.link.removeprefix("/"), call.label),
        review=review_view(article),
        sources=source_views(article.sources),
        more=_more(edition, article),
    )


def second_opinion_page(edition: Edition, page: Page, root: str) -> SecondOpinionPage:
    """The guide, and the sheet to take along."""
    return SecondOpinionPage(
        head=make_head(edition, "second-opinion/", page.title, page.deck or page.title),
        title=page.title,
        deck=page.deck or "",
        body=edition.press.html(page.body, root),
        bring=tuple(PathStep(one.step, one.detail) for one in page.bring),
        questions=tuple((one.group, one.questions) for one in page.questions),
        review=review_view(page),
        sources=source_views(page.sources),
    )


def text_page(edition: Edition, page: Page, root: str) -> TextPage:
    """A page of content/pages."""
    return TextPage(
        head=make_head(edition, f"{page.slug}/", page.title, page.deck or page.title),
        title=page.title,
        deck=page.deck or "",
        body=edition.press.html(page.body, root),
        signs=sign_views(page.do_not_wait),
        terms=tuple(TermView(one.term, one.means, f"Also: {', '.join(one.also)}" if one.also else "") for one in page.terms),
        review=review_view(page),
        sources=source_views(page.sources),
    )
