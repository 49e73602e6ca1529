"""Conditions and procedures: their own pages, their lists, and a condition in one state."""

from __future__ import annotations

from .edition import (
    Edition,
    absolute,
    by_title,
    count_of,
    entry_link,
    find_url,
    make_head,
    ranked_cards,
    review_view,
    sign_views,
    source_views,
    state_slug,
    state_url,
)
from .fit import Need
from .models import STATES, Condition, Procedure
from .pages_texts import articles_about
from .structured import condition_page as condition_json
from .structured import procedure_page as procedure_json
from .views import (
    ConditionPage,
    ConditionsPage,
    ConditionStatePage,
    LinkView,
    PathStep,
    ProcedurePage,
    ProceduresPage,
    RegionView,
    StateLink,
)

CONDITIONS = LinkView("conditions/", "Conditions")
PROCEDURES = LinkView("procedures/", "Procedures")
MOST_CARDS = 10  # the search and the pages by state have the rest; a page stays light
MOST_NAMES = 12


def region_views(edition: Edition) -> tuple[RegionView, ...]:
    """Regions of the body from top to bottom, each with the conditions felt there; a region without any is left out."""
    found = []
    for region in edition.catalog.medicine.regions:
        felt = tuple(entry_link(edition, one) for one in by_title(edition.catalog.conditions.values()) if region.region in one.regions)
        if felt:
            found.append(RegionView(region.region, region.title, f"conditions/#{region.region}", felt))
    return tuple(found)


def common_conditions(edition: Edition) -> tuple[LinkView, ...]:
    """The very common conditions, A to Z."""
    return tuple(entry_link(edition, one) for one in by_title(edition.catalog.conditions.values()) if one.how_common == "very common")


def conditions_page(edition: Edition) -> ConditionsPage:
    """All conditions by region of the body, and A to Z."""
    noun = edition.catalog.medicine.practitioner
    head = make_head(edition, "conditions/", "Conditions", f"What each condition is, how it feels, what is tried first, and which {noun}s look after it.")
    return ConditionsPage(head, region_views(edition), tuple(entry_link(edition, one) for one in by_title(edition.catalog.conditions.values())))


def _state_links(edition: Edition, slug: str) -> tuple[StateLink, ...]:
    """States in which a condition has surgeons, by name, with how many."""
    return tuple(StateLink(code, STATES[code], f"conditions/{slug}/{state_slug(code)}/", count) for code, count in edition.states[slug].items())


def condition_page(edition: Edition, condition: Condition, root: str) -> ConditionPage:
    """A condition with its first surgeons, best fit first."""
    catalog, url = edition.catalog, f"conditions/{condition.slug}/"
    found = edition.rankings[Need("condition", condition.slug)]
    procedures = [catalog.procedures[slug] for slug in condition.procedures]
    head = make_head(
        edition,
        url,
        f"{condition.title}: what it is and who looks after it",
        condition.summary,
        (CONDITIONS,),
        json_ld=(condition_json(condition, [one.title for one in procedures], absolute(edition, url)),),
        kind="article",
    )
    return ConditionPage(
        head=head,
        title=condition.title,
        summary=condition.summary,
        also_called=condition.also_called[:MOST_NAMES],
        signs=sign_views(condition.do_not_wait),
        body=edition.press.html(condition.body, root),
        tried_first=tuple(PathStep(one.step, one.detail) for one in condition.tried_first),
        procedures=tuple(entry_link(edition, one) for one in procedures),
        related=tuple(entry_link(edition, catalog.conditions[slug]) for slug in condition.related),
        articles=articles_about(edition, condition.slug, "conditions"),
        surgeons=ranked_cards(edition, found[:MOST_CARDS]),
        surgeon_total=len(found),
        states=_state_links(edition, condition.slug),
        find_url=find_url(condition.title),
        review=review_view(condition),
        sources=source_views(condition.sources),
    )


def condition_state_page(edition: Edition, condition: Condition, code: str) -> ConditionStatePage:
    """Everyone in one state who looks after a condition, best fit first."""
    found = edition.rankings[Need("condition", condition.slug)]
    here = [one for one in found if code in edition.practised[one.slug]]
    itself = LinkView(f"conditions/{condition.slug}/", condition.title)
    noun = edition.catalog.medicine.practitioner
    description = f"{count_of(len(here), noun)} in {STATES[code]} for {condition.title}, with the reasons why each is listed."
    head = make_head(edition, f"{itself.url}{state_slug(code)}/", f"{condition.title} in {STATES[code]}", description, (CONDITIONS, itself))
    return ConditionStatePage(
        head=head,
        condition=itself,
        state=LinkView(state_url(code), STATES[code]),
        signs=sign_views(condition.do_not_wait),
        surgeons=ranked_cards(edition, here),
        other_states=tuple(link for link in _state_links(edition, condition.slug) if link.code != code),
    )


def procedures_page(edition: Edition) -> ProceduresPage:
    """All procedures by kind, A to Z."""
    kinds = (("Surgery", ("surgery",)), ("Injections and devices", ("injection", "device")))
    everything = by_title(edition.catalog.procedures.values())
    groups = tuple((title, tuple(entry_link(edition, one) for one in everything if one.kind in which)) for title, which in kinds)
    head = make_head(edition, "procedures/", "Procedures", "What each procedure is, what is usually tried before it, how recovery goes, and who does it.")
    return ProceduresPage(head, tuple(group for group in groups if group[1]))


def procedure_page(edition: Edition, procedure: Procedure, root: str) -> ProcedurePage:
    """A procedure with the first of those who state how many they do, best fit first."""
    catalog, url = edition.catalog, f"procedures/{procedure.slug}/"
    found = edition.rankings[Need("procedure", procedure.slug)]
    head = make_head(
        edition,
        url,
        f"{procedure.title}: what it is and who does it",
        procedure.summary,
        (PROCEDURES,),
        json_ld=(procedure_json(procedure, absolute(edition, url)),),
        kind="article",
    )
    used_for = by_title(one for one in catalog.conditions.values() if procedure.slug in one.procedures)
    return ProcedurePage(
        head=head,
        title=procedure.title,
        summary=procedure.summary,
        kind=procedure.kind.capitalize(),
        also_called=procedure.also_called[:MOST_NAMES],
        signs=sign_views(procedure.do_not_wait),
        body=edition.press.html(procedure.body, root),
        tried_first=tuple(PathStep(one.step, one.detail) for one in procedure.tried_first),
        recovery=tuple(PathStep(one.when, one.detail) for one in procedure.recovery),
        conditions=tuple(entry_link(edition, one) for one in used_for),
        related=tuple(entry_link(edition, catalog.procedures[slug]) for slug in procedure.related),
        articles=articles_about(edition, procedure.slug, "procedures"),
        surgeons=ranked_cards(edition, found[:MOST_CARDS]),
        surgeon_total=len(found),
        find_url=find_url(procedure.title),
        review=review_view(procedure),
        sources=source_views(procedure.sources),
    )
