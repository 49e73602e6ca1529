"""A surgeon's own page, and the list of all of them from A to Z."""

from __future__ import annotations

import io
import re
from itertools import groupby
from statistics import median_high
from urllib.parse import quote

import segno
from markupsafe import Markup

from . import cards
from .edition import (
    Edition,
    absolute,
    by_name,
    city_url,
    count_of,
    entry_link,
    make_head,
    phone_view,
    plain_cards,
    reason_views,
    surgeon_url,
)
from .fit import Need, facts, long_day, reasons, score
from .models import Certification, SecondOpinion, Surgeon, Training, Volume
from .prose import slug_of
from .structured import physician
from .views import (
    CertificationView,
    FocusView,
    LinkView,
    OfficeView,
    PathStep,
    SecondOpinionView,
    SurgeonCard,
    SurgeonPage,
    SurgeonsPage,
    VolumeView,
)

TRAIL = LinkView("surgeons/", "Surgeons")
_MEANING = {
    "certified": "The board examined this doctor in this field, and the certificate is in force.",
    "eligible": "The training is complete; the board's examination is not, or not yet.",
    "lapsed": "The board certified this doctor before; the certificate is no longer in force. Ask the office why.",
    "listed": (
        "This board belongs neither to the American Board of Medical Specialties nor to the American Osteopathic Association, "
        "so this does not count as board certification."
    ),
}
_NOT_STATED = "Not stated"


def surgeon_page(edition: Edition, surgeon: Surgeon) -> SurgeonPage:
    """Everything that is published about one surgeon."""
    catalog, care, card = edition.catalog, surgeon.conservative_care, edition.cards[surgeon.slug]
    url = surgeon_url(surgeon.slug)
    head = make_head(
        edition,
        url,
        ", ".join(filter(None, (card.name, card.credentials, card.place))),
        surgeon.summary,
        (TRAIL,),
        json_ld=(physician(surgeon, catalog.medicine, absolute(edition, url)),),
        image=card.photo.url if card.photo else "",
        kind="profile",
        index=not surgeon.sample,
    )
    technology = {one.slug: one.title for one in catalog.medicine.technology}
    share = care.operated_share
    return SurgeonPage(
        head=head,
        card=card,
        summary=surgeon.summary,
        pronouns=surgeon.pronouns or "",
        certifications=tuple(_certification(one) for one in surgeon.certifications),
        training=tuple(_training(one) for one in sorted(surgeon.training, key=lambda one: -one.completed)),
        volumes=tuple(_volume(edition, one) for one in sorted(surgeon.volumes, key=lambda one: (-one.cases_a_year, one.procedure))),
        philosophy=tuple(part.strip() for part in re.split(r"\n\s*\n|\n", care.philosophy) if part.strip()),
        tried_first=care.tried_first,
        when_not_to_wait=care.when_not_to_wait or "",
        operated_share=share.percent if share else None,
        operated_period=share.period if share else "",
        conditions=_conditions(edition, surgeon),
        second_opinion=_second_opinion(surgeon.second_opinion),
        hospitals=surgeon.hospitals,
        technology=tuple(technology[slug] for slug in surgeon.technology),
        languages=surgeon.languages,
        insurance=surgeon.insurance,
        visits=tuple(cards.VISITS[visit] for visit in surgeon.visits),
        offices=_offices(surgeon),
        npi=surgeon.npi or "",
        verified=_verified(surgeon),
        vcard=f"{url}{surgeon.slug}.vcf",
        qr=_qr(absolute(edition, url)),
        report=_report(edition, surgeon),
    )


def _certification(one: Certification) -> CertificationView:
    sentence = {
        "certified": f"Board certified since {one.since}",
        "eligible": "Board eligible, not yet certified",
        "lapsed": "Board certificate lapsed",
        "listed": "Listed by a board outside ABMS and AOA",
    }[one.status]
    within = "in the " if one.source.endswith(("directory", "registry")) else ""
    return CertificationView(
        one.board,
        one.certificate,
        one.status,
        sentence,
        _MEANING[one.status],
        f"Checked {long_day(one.verified)}{' ' if within else ', source: '}{within}{one.source}",
    )


def _training(one: Training) -> PathStep:
    kind = one.kind[:1].upper() + one.kind[1:]
    return PathStep(f"{kind}, {one.completed}", ", ".join(filter(None, (one.subject, one.place))))


def _volume(edition: Edition, one: Volume) -> VolumeView:
    """Cases a year beside the range of everyone here who states them."""
    everyone = edition.volumes[one.procedure]
    low, middle, high = everyone[0], int(median_high(everyone)), everyone[-1]

    def position(cases: int) -> int:
        return (cases - low) * 100 // (high - low) if high > low else 50

    procedure = edition.catalog.procedures[one.procedure]
    return VolumeView(
        procedure=LinkView(f"procedures/{procedure.slug}/", procedure.title),
        cases=one.cases_a_year,
        position=position(one.cases_a_year),
        low=low,
        middle=middle,
        middle_position=position(middle),
        high=high,
        period=one.period,
        patients=one.patients,
        source=one.source,
    )


def _conditions(edition: Edition, surgeon: Surgeon) -> tuple[FocusView, ...]:
    """What the surgeon looks after, main focus first, with the same points and reasons as on the condition's page."""
    order, found = ("main", "regular", "occasional"), []
    for number, focus in enumerate(surgeon.conditions):
        known = facts(edition.catalog, surgeon, Need("condition", focus.condition))
        points, weights = score(known.levels, edition.weights.usual), edition.weights.usual
        link = entry_link(edition, edition.catalog.conditions[focus.condition])
        found.append(
            (order.index(focus.focus), -points, number, FocusView(LinkView(link.url, link.title), focus.focus, points, reason_views(reasons(known, weights))))
        )
    return tuple(view for *_, view in sorted(found, key=lambda one: one[:3]))


def _second_opinion(terms: SecondOpinion) -> SecondOpinionView:
    ways = tuple(cards.WAYS[way] for way in terms.ways)
    offered = f"Gives second opinions {cards.and_list(ways)}." if ways else "Gives second opinions."
    elsewhere = {
        True: "This practice supports you in asking elsewhere.",
        False: "This practice says that it does not support it. You may still ask.",
        None: _NOT_STATED,
    }[terms.supports_elsewhere]
    return SecondOpinionView(
        offered=terms.offered,
        sentence=offered if terms.offered else "This practice does not give second opinions.",
        ways=ways,
        fee=_NOT_STATED if terms.fee_dollars is None else f"${terms.fee_dollars:,}" if terms.fee_dollars else "No fee",
        wait=_NOT_STATED if terms.wait_days is None else f"About {cards.days(terms.wait_days)}" if terms.wait_days else "No wait",
        bring=terms.bring,
        supports_elsewhere=elsewhere,
    )


def _offices(surgeon: Surgeon) -> tuple[OfficeView, ...]:
    return tuple(
        OfficeView(
            name=office.name,
            lines=(office.street, f"{office.city}, {office.state} {office.zip}"),
            phone=phone_view(surgeon, number),
            hours=office.hours or "",
            access=tuple(phrase[:1].upper() + phrase[1:] for phrase in office.access),
            place_url=city_url(office.state, office.city),
            directions="https://www.openstreetmap.org/search?query=" + quote(f"{office.street}, {office.city}, {office.state} {office.zip}", safe=""),
        )
        for number, office in enumerate(surgeon.offices)
    )


def _verified(surgeon: Surgeon) -> str:
    one = surgeon.verified
    by = one.by if one.by[:1].isupper() else f"the {one.by}"
    return f"Facts checked {long_day(one.on)} by {by}, by {one.how}"


def _report(edition: Edition, surgeon: Surgeon) -> str:
    address = edition.imprint.report_email
    return f"mailto:{address}?subject={quote(f'Error in the profile of {surgeon.name.full}', safe='')}" if address else ""


def _qr(url: str) -> Markup:
    """The address of the page as a QR code for paper, drawn as SVG; nothing while the address is not known."""
    if not url:
        return Markup("")
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        nl=False,
        scale=4,
        border=2,
        svgclass="qr-code",
        lineclass=None,
        title="QR code with the address of this page",
    )
    return Markup(out.getvalue().decode("utf-8"))


def surgeons_page(edition: Edition) -> SurgeonsPage:
    """Every surgeon under the first letter of the family name."""
    everyone = by_name(edition.catalog.surgeons.values())
    groups = groupby(everyone, key=lambda one: slug_of(one.name.family, "#")[0].upper())
    letters: tuple[tuple[str, tuple[SurgeonCard, ...]], ...] = tuple((letter, plain_cards(edition, group)) for letter, group in groups)
    noun = edition.catalog.medicine.practitioner
    head = make_head(
        edition, "surgeons/", f"All {noun}s, A to Z", f"{count_of(len(everyone), noun)} by family name, each with the date on which the facts were checked."
    )
    return SurgeonsPage(head, letters, len(everyone))
